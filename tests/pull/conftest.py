"""A collection of the real Anki."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from anki.collection import Collection

from tests.collection import opened


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    """An empty collection; tests that share a document import it themselves."""
    with opened(tmp_path / "anki") as made:
        yield made
