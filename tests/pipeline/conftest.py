"""What tests of builds share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.collection import Counts, opened
from tests.studied import CARDS, SEA, World


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    with opened(tmp_path / "anki") as collection:
        made = World(tmp_path / "docs", collection, monkeypatch)
        made.write(SEA)
        made.build()
        assert made.take() == Counts(CARDS, 0, 0, 0)
        made.touch()
        yield made
