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


@pytest.mark.parametrize("junk", ["x", "", "-1", "0", "1.5", "12345", "²"])
def test_a_depth_that_is_no_number_is_told(junk: str) -> None:
    text = f"## Doughs\n<!-- depth: {junk} -->\n\n### Note: Rye\n<!-- depth: {junk} -->\n\nSo.\n\n## Q: Why?\n\nSo.\n"
    reading = readers.read(Source("a.md", text))
    assert [problem.code for problem in reading.problems] == ["attribute", "attribute"]
    assert [item.section for item in reading.documents[0].items] == [("Doughs",), ("Doughs",)]


def test_a_number_that_no_list_has_is_a_word() -> None:
    (card,) = readers.read(Source("a.md", f"## Q{'9' * 5000}: Why?\n\n### Q: How?\n\nSo.\n")).cards
    assert card.question == "How?"


@pytest.mark.parametrize("comment", ["tags: [a\nx: : y", "a comment", "- a", "[" * 2000])
def test_a_comment_below_a_later_title_that_holds_no_data_is_a_comment(comment: str) -> None:
    text = f"# One\n\n## Q: Why?\n\nSo.\n\n# Two\n<!--\n{comment}\n-->\n\n## Q: How?\n\nSo.\n"
    _, second = readers.read(Source("a.md", text)).documents
    assert (second.title, second.tags, len(list(second.cards))) == ("Two", (), 1)
    assert [note.text for note in second.notes] == [f"<!--\n{comment}\n-->"]


def test_a_task_list_above_a_cloze_stays_in_its_question() -> None:
    (card,) = readers.read(Source("a.md", "## C: Fill in\n\n- [x] one\n- [ ] two\n\n**Answer:**\n\n==x==\n")).cards
    assert (card.question, card.kind) == ("Fill in\n\n- [x] one\n- [ ] two", Cloze())
