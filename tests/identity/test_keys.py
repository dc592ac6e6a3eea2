from __future__ import annotations

import pytest

from exporter.identity.keys import content, guid, key, normal
from exporter.model import Card, Location

HERE = Location("a.md", 1)
KEY = "37225bbab79e6738"
GUID = "H8J[7e`(+i"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("What does `*` do?", "What does `**` do?"),
        ("What is C?", "What is C++?"),
        ("What is C#?", "What is C++?"),
        ("Print?\n\n```py\nx\n```", "Print?\n\n```py\n  x y\n```"),
    ],
)
def test_two_questions(a: str, b: str) -> None:
    assert normal(a) != normal(b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("What is `sed`?", "what is  sed"),
        ("Why **not**?", "Why not ?"),
        ("What is `__init__`?", "What is __init__"),
        ("Caf\u00e9?", "Cafe\u0301?"),
        ("Print?\n\n```py\nx\n```", "Print?\n\n~~~\nx  \n~~~"),
    ],
)
def test_one_question(a: str, b: str) -> None:
    assert normal(a) == normal(b)


def test_names_never_change() -> None:
    """Every review hangs on these: a failure here means that all known cards would be new to Anki."""
    assert key("why salt", 0) == KEY
    assert guid(KEY) == GUID


def test_content_is_what_a_card_teaches() -> None:
    card = Card("Why?", "So.", HERE, 1, section=("A",))
    assert content(card) == content(Card("Why?", "So.", Location("b.md", 9), 7))
    question, answer, rest = content(card).split("-")
    assert content(Card("Why?", "Thus.", HERE)).split("-")[0::2] == [question, rest]
    assert content(Card("How?", "So.", HERE)).split("-")[1:] == [answer, rest]
    assert content(Card("Why?", "So.", HERE, tags=("t",))).split("-")[:2] == [question, answer]


@pytest.mark.parametrize("text", ["`" * 200_000, "`*" * 100_000, "```\n~~~\n" * 30_000, "\\" * 200_000])
def test_hostile_questions_take_linear_time(text: str) -> None:
    assert normal(text) is not None  # or it would not come back: hours, were its cost quadratic
