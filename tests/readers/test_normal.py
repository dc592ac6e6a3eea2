"""The normal form of readings: fields that stand alone, whatever reader they are from."""

from __future__ import annotations

import pytest

from exporter import grammar, readers
from exporter.model import Card, Choice, Cloze, Document, Location, Note
from exporter.readers import normal
from exporter.readers.source import Source

HERE = Location("tea.md", 1)


def told(text: str) -> list[tuple[str, int]]:
    return [(problem.code, problem.where.line) for problem in readers.read(Source("tea.md", text)).problems]


def test_every_field_is_closed() -> None:
    choice = Choice(("```\nleaf", "<!-- stem", "tea"), (0,))
    card = Card(
        "```\nWhich?", "<pre>\nSo.", HERE, section=("Tea\n", " \f"), tags=("", " a\u2028b"), kind=choice, id=" "
    )
    note = Note(" Pots\n", "~~~\nlid", HERE)
    made = normal.document(Document("All\0 tea\n", "tea.md", (card, note), ("", "x\r"), {"a\n": "b\r\nc"}))
    assert made == Document(
        "All\ufffd tea",
        "tea.md",
        (
            Card(
                "```\nWhich?\n```",
                "<pre>\nSo.\n</pre>",
                HERE,
                section=("Tea",),
                tags=("a b",),
                kind=Choice(("```\nleaf\n```", "<!-- stem\n-->", "tea"), (0,)),
            ),
            Note("Pots", "~~~\nlid\n~~~", HERE),
        ),
        ("x",),
        {"a": "b\nc"},
    )


def test_the_question_of_a_cloze_stays_its_text_with_gaps() -> None:
    text = "<!-- ==leaf==\n```"
    made = normal.document(Document("Tea", "", (Card(grammar.blanked(text), text, HERE, kind=Cloze()),)))
    (card,) = made.cards
    assert card.answer == "<!-- ==leaf==\n```\n-->"
    assert card.question == grammar.blanked(card.answer)


@pytest.mark.parametrize(
    "text",
    [
        "## Q: Why?\n\n```\nx\n```\n\n<!-- y -->\n",
        "## Q: Why?\n\n- ```\n  ended by its list\n",
        "## Q: Why?\n\n\\<!-- y\n",
        "## Q: Why?\n\n`<!--` and `<pre>`\n",
        "## Q: Why?\n\n<details>\n\ny\n",
    ],
)
def test_what_ends_by_itself_is_not_told(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("## Q: Why?\n\nSo.\n\n<!-- y\n\n## Q: How?\n\nSo.\n", ("open-html", 5)),
        ("## Q: Why?\n\n<pre>\nSo.\n", ("open-html", 3)),
        ("## Q: Why?\n\n```\nSo.\n", ("open-fence", 3)),
        ("1. Why is it?\n\n   ```\n   So.\n\n2. How is it?\n\n   So.\n", ("open-fence", 3)),
        ("Q: Why?\nA: So.\n\nQ: How?\nA: So.\n<?php\n\nQ: When?\nA: So.\n", ("open-html", 6)),
    ],
)
def test_what_had_to_be_closed_is_told_once(text: str, problem: tuple[str, int]) -> None:
    assert told(text) == [problem]


def test_what_would_be_a_footnote_of_nothing_stays_a_text() -> None:
    made = normal.document(Document("", "a.md", (Card("Why?", "[^1]: So.", Location("a.md", 1)),)))
    assert [card.answer for card in made.cards] == ["\\[^1]: So."]
