"""What the settings say of a document: which marks ask, which sections are left out."""

from __future__ import annotations

import pytest

from exporter import readers
from exporter.readers.source import Hint, Reading, Source

TEXT = """# Notes on tea

## Shop

### Where is it?

At the corner.

## Leaves

### Green

Steamed.

**Sencha**

Q7 Which is best?
Ask Ann.

- Assam
- Ceylon
"""


def read(hint: Hint, text: str = TEXT) -> Reading:
    return readers.read(Source("notes.md", text, hint=hint))


def questions(hint: Hint, text: str = TEXT) -> list[str]:
    return [card.question for card in read(hint, text).cards]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("heading 4", []),
        ("heading 3", ["Where is it?", "Green"]),
        ("bold", ["Sencha"]),
        ("list", ["Assam", "Ceylon"]),
        (r"/^Q\d+/", ["Which is best?"]),
        (r"/^(Green|## Shop)$/", ["Shop", "Green"]),
    ],
)
def test_the_mark_of_a_question_is_pinned(told: str, expected: list[str]) -> None:
    assert questions(Hint(told)) == expected


def test_a_pin_that_nothing_fits_is_told() -> None:
    (problem,) = read(Hint("heading 4")).problems
    assert (problem.code, problem.where.line) == ("no-questions", 1)
    assert "heading 4" in problem.message


@pytest.mark.parametrize("pattern", ["hop", "/hop$X/", "Tea"])
def test_other_sections_stay(pattern: str) -> None:
    assert questions(Hint("heading 3", (pattern,))) == ["Where is it?", "Green"]


@pytest.mark.parametrize("pattern", ["shop", "Sh*", "/^Sh/"])
def test_excluded_sections(pattern: str) -> None:
    reading = read(Hint("heading 3", (pattern,)))
    assert [card.question for card in reading.cards] == ["Green"]
    assert "excluded by settings" in {span.reason for span in reading.spans}
    assert not reading.unexplained(Source("notes.md", TEXT))


def test_excluded_sections_of_other_readers() -> None:
    text = "# Tea\n\n## Shop\n\n### Q1: Where?\n\nHere.\n\n## Leaves\n\n### Q2: Which?\n\nGreen.\n"
    assert questions(Hint(), text) == ["Where?", "Which?"]
    assert questions(Hint("", ("Shop",)), text) == ["Which?"]
