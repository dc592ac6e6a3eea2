"""Every document in tests/fixtures/sections.txt: `title / document / line of each card, and its section`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from exporter import readers
from exporter.model import Card
from exporter.readers.source import Source

FIXTURES = Path(__file__).parents[2] / "fixtures" / "sections.txt"


def cases() -> Iterator[object]:
    """The cases of the file."""
    parts = FIXTURES.read_text(encoding="utf-8").split("\n.\n")
    for title, document, expected in zip(parts[::3], parts[1::3], parts[2::3], strict=False):
        yield pytest.param(document + "\n", expected.strip().split("\n"), id=title.strip())


@pytest.mark.parametrize(("document", "expected"), list(cases()))
def test_the_sections_of_a_document(document: str, expected: list[str]) -> None:
    source = Source("club.md", document)
    reading = readers.read(source)
    shown = [_shown(card) for card in reading.cards]
    assert shown == expected
    assert reading.unexplained(source) == []


def _shown(card: Card) -> str:
    """A card's line, section and level."""
    level = f"[{card.level}]" if card.level else ""
    return " ".join(filter(None, [f"{card.where.line}|", " > ".join(card.section), level]))
