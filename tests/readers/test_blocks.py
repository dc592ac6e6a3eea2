"""Notes that other programs for Anki mark in documents."""

from __future__ import annotations

import pytest

from exporter.emitters import canonical
from exporter.model import Choice, Cloze, Note
from exporter.readers import read
from exporter.readers.source import Reading, Source

NOTES = """\
TARGET DECK: Kitchen::Bread
FILE TAGS: bread baking

# Bread

Some words before.

## Doughs

START
Basic
What is a sponge?
Back: A first dough.

It rests.
Tags: dough
<!--ID: 1234567890123-->
END

1. STARTI [Basic] Question: What is a crumb? Back: The inside. <!--ID: 12--> ENDI
2. STARTI [Cloze] Bread needs {salt} and $x_{1}$. ENDI

## Ovens

%%ANKI
Cloze
An oven has {2:a door} and {{c1::a wall}}.
Reference: Nobody, Ovens.
END%%

DELETE
ID: 99
"""
KEYS = """\
<!-- deck_key: 1 -->
<!-- note_key: abc -->
<!-- tags: dough, "a, b" -->
Q: What is a sponge?
A: A first dough.

It rests.
E: It is old.

---

<!-- note_key: abd -->
T: Bread needs {{c1::salt}}.

---

Q: Which rise?
C1: Yeast
C2: Stones
C3: Sourdough
A: 1, 3
"""


def reading(text: str) -> Reading:
    source = Source("a.md", text)
    found = read(source)
    assert found.unexplained(source) == []
    return found


def test_notes_amid_text() -> None:
    (document,) = reading(NOTES).documents
    assert (document.title, document.tags, document.meta) == (
        "Bread",
        ("bread", "baking"),
        {"deck": "Kitchen::Bread"},
    )
    sponge, crumb, salt, oven = document.cards
    assert (sponge.question, sponge.answer) == ("What is a sponge?", "A first dough.\n\nIt rests.")
    assert (sponge.tags, sponge.origin, sponge.where.line) == (("dough",), "1234567890123", 12)
    assert (crumb.question, crumb.answer, crumb.origin) == ("What is a crumb?", "The inside.", "12")
    assert (salt.kind, salt.answer) == (Cloze(), "Bread needs ==salt== and $x_{1}$.")
    assert oven.answer == "An oven has {{c2::a door}} and {{c1::a wall}}.\n\nReference: Nobody, Ovens."
    assert [card.section for card in document.cards] == [("Doughs",), ("Doughs",), ("Doughs",), ("Ovens",)]
    assert [item.text for item in document.items if isinstance(item, Note)] == ["Some words before."]


def test_notes_with_keys() -> None:
    sponge, salt, rise = reading(KEYS).cards
    assert (sponge.question, sponge.answer) == ("What is a sponge?", "A first dough.\n\nIt rests.\n\nIt is old.")
    assert (sponge.origin, sponge.tags) == ("abc", ("dough", "a, b"))
    assert (salt.kind, salt.answer, salt.origin) == (Cloze(), "Bread needs ==salt==.", "abd")
    assert rise.kind == Choice(("Yeast", "Stones", "Sourdough"), (0, 2))


@pytest.mark.parametrize(
    "text",
    [
        "# A\n\nSTART\n\nWhat is it?\n\nEND\n",  # no kind of a note
        "# A\n\nSTART\nBasic\nWhat is it?\n",  # no end
        "# A\n\nSTART\nBasic\n\nSTART\nBasic\nb\n",
        "```text\nT: a\n```\n",
        "Q: What?\nA: So.\n\n---\n\nQ: Why?\nA: Thus.\n",  # nothing that only AnkiOps has
    ],
)
def test_what_is_none(text: str) -> None:
    assert read(Source("a.md", text)).reader != "blocks"


def test_origins_come_through_canonical_markdown() -> None:
    written = canonical.write(reading(KEYS).documents)
    assert [card.origin for card in read(Source("a.md", written)).cards] == ["abc", "abd", None]
