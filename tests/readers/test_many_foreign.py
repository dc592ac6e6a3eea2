"""Headings of our format by the hundreds: the first ones tell whether they are someone else's."""

from __future__ import annotations

import pytest

from exporter import readers
from exporter.readers.source import Source


def read(question: str, count: int) -> list[str]:
    text = "# Ropes\n\n" + "".join(f"### Q: {question.format(n=n)}\n\nOf hemp.\n\n---\n\n" for n in range(1, count + 1))
    return [card.question for card in readers.read(Source("ropes.md", text)).cards]


@pytest.mark.parametrize("count", [20, 320])
def test_levels_that_someone_else_wrote_are_found(count: int) -> None:
    found = read("What is rope {n} made of? [Easy]", count)
    assert (len(found), found[-1]) == (count, f"What is rope {count} made of?")


@pytest.mark.parametrize("count", [20, 320])
def test_plain_ones_stay_as_they_are(count: int) -> None:
    found = read("What is rope {n} made of?", count)
    assert (len(found), found[-1]) == (count, f"What is rope {count} made of?")
