from __future__ import annotations

import pytest

from exporter import grammar, readers
from exporter.model import Choice, Cloze, Level
from exporter.readers import canonical
from exporter.readers.source import Hint, Reading, Source

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


ATTRIBUTES: dict[str, tuple[list[str | None], list[str | None]]] = {  # name -> valid, and what it cannot be
    "id": (["tides-1", "two words", "²", "x" * 5000], [None, ""]),
    "origin": (["a1 b2"], [None, ""]),
    "tags": (["sea", "sea, moon", '"a, b"', "²"], [None, ""]),
    "level": (["none"], [None, "", "None", "Advanced", "²"]),
    "depth": (["1", "7", "9999"], [None, "", "x", "two", "-1", "0", "1.5", "12345", "²", "٣", "9" * 5000]),
    "section": ([None, ""], ["x", "²"]),
    "structure": ([None, ""], ["x", "²"]),
    "canonical": ([None, ""], ["x", "²"]),
    "reverse": ([None, ""], ["x", "²"]),
    "text": ([None, ""], ["x", "²"]),
}
HEADS = ["# Title", "## Doughs", "### Note: Rye", "### Q: When?", "### C: A ==tide=="]


def attribute(name: str, value: str | None) -> str:
    return f"<!-- {name} -->" if value is None else f"<!-- {name}: {value} -->"


def below(head: str, *lines: str) -> Reading:
    text = "\n".join([head, *lines])
    return readers.read(Source("a.md", f"# A\n\n## Q: Why?\n\nSo.\n\n{text}\n\nSo.\n"))


def faults(reading: Reading) -> list[tuple[int, str]]:
    return [(problem.where.line, problem.message) for problem in reading.problems if problem.code == "attribute"]


def test_the_attributes_are_those_of_the_grammar() -> None:
    assert all(grammar.ATTRIBUTE.fullmatch(attribute(name, None)) for name in ATTRIBUTES)
    assert f"({'|'.join(ATTRIBUTES)})" in grammar.ATTRIBUTE.pattern


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize(("name", "value"), [(name, value) for name, (good, _) in ATTRIBUTES.items() for value in good])
def test_an_attribute_that_can_be(head: str, name: str, value: str | None) -> None:
    assert faults(below(head, attribute(name, value))) == []


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize(("name", "value"), [(name, value) for name, (_, bad) in ATTRIBUTES.items() for value in bad])
def test_an_attribute_that_cannot_be_costs_one_problem(head: str, name: str, value: str | None) -> None:
    reading = below(head, attribute(name, value), "<!-- tags: sea -->" if name != "tags" else "<!-- id: x -->")
    ((line, said),) = faults(reading)
    assert line == 8
    assert said.startswith(f"{name} is {'empty' if not value else ''}")
    assert len(said) < 200
    assert [card.question for document in reading.documents for card in document.cards][:1] == ["Why?"]


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("name", ATTRIBUTES)
@pytest.mark.parametrize(
    "written", ["<!--{}: x-->", "<!-- {}: -->", "<!-- {}:x -->", " <!-- {}: x -->", "<!-- {} : x -->"]
)
def test_what_is_nearly_an_attribute_is_told(head: str, name: str, written: str) -> None:
    ((line, said),) = faults(below(head, "<!-- depth: 3 -->", written.format(name.upper())))
    assert (line, f"{name} {'stands there twice' if name == 'depth' else 'is not written as'}" in said) == (9, True), (
        said
    )


@pytest.mark.parametrize("comment", ["<!-- a comment -->", "<!-- ids: a -->", "<!-- text about trees -->", "id: x", ""])
def test_other_comments_are_no_attributes(comment: str) -> None:
    assert faults(below("## Doughs", comment)) == []


def test_a_depth_that_is_no_number_is_not_believed() -> None:
    text = "## Doughs\n<!-- depth: x -->\n\n### Note: Rye\n<!-- depth: x -->\n\nSo.\n\n## Q: Why?\n\nSo.\n"
    reading = readers.read(Source("a.md", text))
    assert [item.section for item in reading.documents[0].items] == [("Doughs",), ("Doughs",)]


def test_a_number_that_no_list_has_is_a_word() -> None:
    (card,) = readers.read(Source("a.md", f"## Q{'9' * 5000}: Why?\n\n### Q: How?\n\nSo.\n")).cards
    assert card.question == "How?"


@pytest.mark.parametrize("comment", ["a comment", "- a", "[" * 2000, "Note: this: that"])
def test_a_comment_below_a_later_title_that_holds_no_data_is_a_comment(comment: str) -> None:
    text = f"# One\n\n## Q: Why?\n\nSo.\n\n# Two\n<!--\n{comment}\n-->\n\n## Q: How?\n\nSo.\n"
    reading = readers.read(Source("a.md", text))
    _, second = reading.documents
    assert (second.title, second.tags, len(list(second.cards))) == ("Two", (), 1)
    assert [note.text for note in second.notes] == [f"<!--\n{comment}\n-->"]
    assert reading.problems == ()


def test_data_below_a_later_title_that_is_no_yaml_is_taken_line_by_line() -> None:
    text = "# One\n\n## Q: Why?\n\nSo.\n\n# Two\n<!--\ntags: [a, b\nx: : y\n-->\n\n## Q: How?\n\nSo.\n"
    reading = readers.read(Source("a.md", text))
    _, second = reading.documents
    assert (second.title, second.tags, dict(second.meta)) == ("Two", ("a", "b"), {"x": ": y"})
    assert [(problem.code, problem.where.line) for problem in reading.problems] == [("metadata", 10)]


def test_a_task_list_above_a_cloze_stays_in_its_question() -> None:
    (card,) = readers.read(Source("a.md", "## C: Fill in\n\n- [x] one\n- [ ] two\n\n**Answer:**\n\n==x==\n")).cards
    assert (card.question, card.kind) == ("Fill in\n\n- [x] one\n- [ ] two", Cloze())
