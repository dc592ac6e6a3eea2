"""Predicted heights of flashcards' sides: about what they are when they are laid out."""

from __future__ import annotations

import pytest

from exporter import markup
from exporter.emitters import NO_MEANS
from exporter.emitters.print import fitting, flashcards
from exporter.emitters.print.card_heights import Shape
from exporter.emitters.print.card_sides import FLOOR, spans
from exporter.model import Card, Document, Location
from tests.emitters.print.test_sheet import edition
from tests.tools import needs

ROOM = {"code": 50, "diagram": 50}
ANSWERS = (
    "Short.",
    "A paragraph of some length that takes more than one line on a card, wherever it is cut. " * 5,
    "- one\n- two, which is longer than a line of a card and goes on below itself, as far as it has to\n- three\n" * 3,
    "Words.\n\n```python\n" + "def f(a: int) -> int:\n    return a + 1\n\n" * 6 + "```",
    "```python\n" + "call(" + "argument, " * 20 + ")\n```\n\nWords below it.",
    "| A | B | C |\n|---|---|---|\n" + "| word | some more words that wrap in their cell | x |\n" * 6,
)


def height(text: str) -> float:
    return Shape.of(markup.html(text)).height(ROOM)


@pytest.mark.parametrize("text", ["", "![a picture](a.png)", "| |\n|---|\n| |", "```\n```"])
def test_what_has_no_text_has_a_height(text: str) -> None:
    assert 0 < height(text) < 8


@pytest.mark.parametrize("text", ANSWERS[1:])
def test_more_text_is_higher_and_a_smaller_room_too(text: str) -> None:
    shape = Shape.of(markup.html(text))
    assert height(f"{text}\n\nOne more.") > height(text)
    assert shape.height({"code": 30, "diagram": 30}) >= shape.height(ROOM)


def test_characters_as_wide_as_two_count_twice() -> None:
    assert height("一二三四五六七八九十" * 20) == height("1234567890" * 40)


@needs("pdf")
@pytest.mark.parametrize("size", [FLOOR, 9.0])
def test_sides_are_about_as_high_as_predicted(size: float) -> None:
    cards = tuple(Card(f"Question {n}?", text, Location("a.md", n + 1)) for n, text in enumerate(ANSWERS))
    stack = flashcards._Stack(edition(Document("T", "bread.md", cards)), NO_MEANS)
    page = stack.printed(size).page
    capacities = stack.adapter.set(page, fitting.PROBES).capacities(len(fitting.PROBES))
    backs = [flashcards._html(unit, "back") for unit in stack.units]
    text = stack.adapter.set(page, [fitting.fit(back, fitting.room(capacities)) for back in backs]).text()
    for back, (start, stop) in zip(backs, spans(text), strict=True):
        real = text.atoms[stop - 1].bottom - text.atoms[start].top
        assert Shape.of(back).height(fitting.room(capacities)) * size * 96 / 72 == pytest.approx(real, rel=0.25), back
