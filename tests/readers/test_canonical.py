from __future__ import annotations

import pytest

from exporter import readers
from exporter.model import Choice, Cloze, Level
from exporter.readers import canonical
from exporter.readers.source import Hint, Source

TEXT = """\
---
tags: [bread, oven]
published: 2026
---
# Baking

Words at the top.

## Doughs

### Q3: What does yeast do? `beginner`
<!-- id: yeast -->
It eats sugar.

#### Why it matters ####

Volume.

### Note: Temperatures

240 degrees.

### C:

Bread needs ==salt==.

## Ovens

### Q: Which is hottest?

- [ ] Gas
- [x] Wood

**Answer:**

It burns.
"""


MARKED = """# Bread
<!-- canonical -->

## Q1: Why salt?

**Q2. Why yeast?**

---

## Q3: Why water?

- [x] Volume.
"""


def test_a_mark_below_the_title_settles_what_the_document_is() -> None:
    """By its look alone it might be weighed otherwise: a rule, other marks, questions without answers."""
    assert readers.read(Source("bread.md", MARKED)).reader == "canonical"
    (reading,) = readers.candidates(Source("bread.md", MARKED, hint=Hint("bold")))
    assert [(card.question, card.answer) for card in reading.cards] == [
        ("Why salt?", "**Q2. Why yeast?**\n\n---"),
        ("Why water?", "- [x] Volume."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        MARKED.replace("# Bread\n<", "# Bread\n\n<"),
        MARKED.replace("# Bread", "## Bread"),
        MARKED.replace("# Bread\n", "# Bread\n\nWords.\n\n## Doughs\n"),
        "```\n# Bread\n<!-- canonical -->\n```\n\n" + MARKED.replace("<!-- canonical -->", ""),
    ],
)
def test_elsewhere_the_mark_says_nothing(text: str) -> None:
    assert not canonical.is_marked(Source("bread.md", text))


def test_words_above_the_first_title_stand_once() -> None:
    (document,) = readers.read(Source("a.md", "Words.\n\n## Q: Why?\n\nSo.\n")).documents
    assert [note.text for note in document.notes] == ["Words."]


def test_a_question_may_stand_below_its_mark() -> None:
    (first, _) = readers.read(Source("a.md", "## Q:\n\nWhy?\n\n## Q: How?\n\nSo.\n")).cards
    assert (first.question, first.answer) == ("Why?", "")


def test_a_card_without_a_question_is_told() -> None:
    reading = readers.read(Source("a.md", "## Q: How?\n\nSo.\n\n## Q:\n\n## C:\n"))
    assert [card.question for card in reading.cards] == ["How?"]
    assert [(problem.code, problem.where.line) for problem in reading.problems] == [
        ("no-question", 5),
        ("no-question", 7),
    ]


def test_by_hand() -> None:
    source = Source("bread.md", TEXT)
    reading = readers.read(source)
    (document,) = reading.documents
    assert reading.reader == "canonical"
    assert (document.title, document.tags, document.meta) == ("Baking", ("bread", "oven"), {"published": "2026"})
    yeast, salt, hottest = document.cards
    assert (yeast.number, yeast.level, yeast.id, yeast.where.line) == (3, Level.BEGINNER, "yeast", 11)
    assert yeast.answer == "It eats sugar.\n\n#### Why it matters\n\nVolume."
    assert (salt.question, salt.kind) == ("Bread needs \\[…\\].", Cloze())
    assert (hottest.kind, hottest.section) == (Choice(("Gas", "Wood"), (1,)), ("Ovens",))
    assert [note.title for note in document.notes] == ["", "Temperatures"]
    assert reading.unexplained(source) == []
