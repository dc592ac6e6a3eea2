"""A user who has imported a package, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.collection import Counts, opened
from tests.push.pushing import Pusher
from tests.studied import CARDS, SEA


@pytest.fixture
def user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pusher]:
    with opened(tmp_path / "anki") as collection:
        made = Pusher(tmp_path / "docs", collection, monkeypatch)
        made.write(SEA)
        made.build()
        assert made.take() == Counts(CARDS, 0, 0, 0)
        made.hours = 0
        yield made
