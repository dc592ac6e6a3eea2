"""Every shape of document is read in every language of the lexicon."""

from __future__ import annotations

import pytest

from exporter import readers
from exporter.readers.source import Source
from tests.readers.languages import LANGUAGES, SHAPES, SHORT, TOPICS, Shape, Words
from tests.readers.otherwords import LANGUAGES as OTHERS

CELLS = [
    pytest.param(words, shape, id=f"{language} {shape.__name__}")
    for language, words in [*LANGUAGES.items(), *OTHERS]
    for shape in (*SHAPES, *(SHORT if words.short else ()))
]


@pytest.mark.parametrize(("words", "shape"), CELLS)
def test_five_questions_have_just_their_answers(words: Words, shape: Shape) -> None:
    reading = readers.read(Source("sea.md", f"{shape(words)}\n"))
    asked = [card.question.rstrip("?").rstrip(" 12345") for card in reading.cards]
    assert asked == list(TOPICS)
    assert [card.answer for card in reading.cards] == [f"Text {n}." for n in range(1, 6)]
