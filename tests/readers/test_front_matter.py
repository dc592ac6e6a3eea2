"""Title, deck and tags in a front matter hold whichever reader reads the document."""

from __future__ import annotations

import pytest

from exporter import readers
from exporter.readers.source import Source

FRONT = "---\ntitle: Questions about tea\ndeck: Tea\ntags: [leaf, pot]\n---\n"
ARTICLE = """A day in a tea shop
Q1. What is oolong? Beginner
Tea that was left to wither for some hours.
Q2. Why a lid? Beginner
The heat stays in the pot, and the leaves open.
"""


@pytest.mark.parametrize(
    ("reader", "text"),
    [
        ("canonical", "\n## Leaves\n\n### Q1: What is oolong?\n\nTea.\n"),
        ("inferred", "# A day in a tea shop\n\n## What is oolong?\n\nTea.\n\n## Why a lid?\n\nHeat.\n"),
        ("inferred", "1. **What is oolong?** Tea.\n2. **Why a lid?** Heat.\n"),
        ("article", ARTICLE),
    ],
)
def test_front_matter(reader: str, text: str) -> None:
    source = Source("a.md", FRONT + text)
    reading = readers.read(source)
    (document,) = reading.documents
    assert reading.reader == reader
    assert (document.title, document.tags, document.meta["deck"]) == ("Questions about tea", ("leaf", "pot"), "Tea")
    assert not reading.unexplained(source)
    assert "title:" not in str(document.items)


def test_headings_of_the_first_level_below_it_are_sections() -> None:
    text = f"{FRONT}# Leaves\n\n## What is oolong?\n\nTea.\n\n# Pots\n\n## Why a lid?\n\nHeat.\n"
    (document,) = readers.read(Source("a.md", text)).documents
    assert [card.section for card in document.cards] == [("Leaves",), ("Pots",)]
