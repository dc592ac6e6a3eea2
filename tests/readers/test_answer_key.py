"""The grammar of answer keys: every line of tests/fixtures/answer_keys.txt, what is no key first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.readers import answer_key
from exporter.readers.answer_key import Doubt, Key, Option

FIXTURES = Path(__file__).parents[1] / "fixtures" / "answer_keys.txt"
LETTERS = "ABCD"
OPTIONS = tuple(Option(label, text) for label, text in zip(LETTERS, ("Hen", "Dog", "Frog", "Cat"), strict=True))
PIECES = "A B C D E a b and or not , . ) ( ** ` - : / is Hen Dog 1 ⏎"


def cases() -> Iterator[object]:
    options: tuple[Option, ...] = ()
    for n, line in enumerate(FIXTURES.read_text(encoding="utf-8").split("\n")[3:], 4):
        text, arrow, expected = line.partition(" => ")
        if arrow:
            yield pytest.param(options, written(text), written(expected), id=f"{n}: {text}")
        elif line:
            options = tuple(Option(label, text) for label, text in (part.split(". ", 1) for part in line.split("; ")))


def written(text: str) -> str:
    return text.replace("⏎ ", "\n").replace("⏎", "\n").replace("·", " ")


@pytest.mark.parametrize(("options", "text", "expected"), list(cases()))
def test_a_key(options: tuple[Option, ...], text: str, expected: str) -> None:
    found = answer_key.read(text, options)
    if expected.startswith("? "):
        assert isinstance(found, Doubt)
        assert _REASONS[expected[2:]] in found.reason
        assert found.names == (expected != "? not understood")
    else:
        right, _, rest = expected.partition(" | ")
        assert isinstance(found, Key)
        assert ("".join(LETTERS[n] for n in found.right), found.rest) == (right, rest)


_REASONS = {
    "not understood": "was not understood as an answer key",
    "no such option": "which is not an option",
    "text of another": "has the text of another",
    "another key": "is followed by another key",
    "two ways": "as labels and as the text of an option",
}


@given(st.lists(st.sampled_from(PIECES.split())).map(" ".join).map(written))
def test_any_text_is_read_and_its_explanation_stands_in_it(text: str) -> None:
    found = answer_key.read(text, OPTIONS)
    if isinstance(found, Key):
        assert found.right
        assert list(found.right) == sorted(set(found.right))
        assert found.rest.strip("*`_") in text


def test_an_option_that_is_named_is_told_by_its_labels() -> None:
    assert answer_key.named(OPTIONS[::-1]) == "A–D"
    assert answer_key.named([Option("", "Hen"), Option("", "Dog")]) == "1–2"
