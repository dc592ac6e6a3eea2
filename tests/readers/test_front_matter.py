"""Title, deck and tags in a front matter hold whichever reader reads the document."""

from __future__ import annotations

import pytest

from exporter import readers
from exporter.model import Note
from exporter.readers.source import Source

FRONT = "---\ntitle: Questions about tea\ndeck: Tea\ntags: [leaf, pot]\n---\n"
ARTICLE = """A day in a tea shop
Q1. What is oolong? Beginner
Tea that was left to wither for some hours.
Q2. Why a lid? Beginner
The heat stays in the pot, and the leaves open.
"""


@pytest.mark.parametrize(
    ("reader", "text"),
    [
        ("canonical", "\n## Leaves\n\n### Q1: What is oolong?\n\nTea.\n"),
        ("inferred", "# A day in a tea shop\n\n## What is oolong?\n\nTea.\n\n## Why a lid?\n\nHeat.\n"),
        ("inferred", "1. **What is oolong?** Tea.\n2. **Why a lid?** Heat.\n"),
        ("article", ARTICLE),
    ],
)
def test_front_matter(reader: str, text: str) -> None:
    source = Source("a.md", FRONT + text)
    reading = readers.read(source)
    (document,) = reading.documents
    assert reading.reader == reader
    assert (document.title, document.tags, document.meta["deck"]) == ("Questions about tea", ("leaf", "pot"), "Tea")
    assert not reading.unexplained(source)
    assert "title:" not in str(document.items)


@pytest.mark.parametrize(
    "front",
    [
        '+++\ntitle = "About tea"\ndeck = "Tea"\ntags = ["leaf", "pot"]\ndraft = false\n+++\n',
        '---\n# of a deck\nname = "About tea"\ndeck = "Tea"\ntags = ["leaf", "pot"]\n---\n',
    ],
)
def test_toml(front: str) -> None:
    source = Source("a.md", f"{front}\nQ: What is oolong?\nA: Tea.\n\nQ: Why a lid?\nA: Heat.\n")
    reading = readers.read(source)
    (document,) = reading.documents
    assert (document.title, document.tags, document.meta["deck"]) == ("About tea", ("leaf", "pot"), "Tea")
    assert [card.section for card in document.cards] == [(), ()]
    assert not reading.unexplained(source)


def test_a_sum_between_rules_is_no_toml() -> None:
    source = Source("a.md", "---\na = b + c\n---\n\nQ: What is a?\nA: A sum.\n")
    assert source.front_lines == 0


def test_a_foreign_answer_ends_above_a_rule() -> None:
    text = (
        "# Tea\n\n### Q1: What is oolong?\n\nTea.\n\n---\n\n### Q2: Why?\n\nSo.\n\n---\n\n**Q: How hot?**\n\nA: Hot.\n"
    )
    (document,) = readers.read(Source("a.md", text)).documents
    assert next(card.answer for card in document.cards) == "Tea."


def test_headings_of_the_first_level_below_it_are_sections() -> None:
    text = f"{FRONT}# Leaves\n\n## What is oolong?\n\nTea.\n\n# Pots\n\n## Why a lid?\n\nHeat.\n"
    (document,) = readers.read(Source("a.md", text)).documents
    assert [card.section for card in document.cards] == [("Leaves",), ("Pots",)]


# ── what it can be ───────────────────────────────────────────────────────────────────────────────────────────────────

BODY = "# Tea\n\n## Q: What is oolong?\n\nTea.\n"
LIST = "1. **What is oolong?** Tea.\n2. **Why a lid?** Heat.\n3. **Why a pot?** Clay.\n4. **How hot?** Hot.\n"
SHAPES = [BODY, f"# Tea\n\n{LIST}", ARTICLE]
VALUES = {  # as YAML -> as words
    "Leaf": "Leaf",
    "": "",
    "[]": "",
    "{}": "",
    "~": "~",
    "[leaf, pot]": "leaf, pot",
    "[[leaf], {a: b}]": "leaf, a: b",
    "{a: [b, c]}": "a: b, c",
    "1.10": "1.10",
    "²": "²",
}


@pytest.mark.parametrize("body", SHAPES)
@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("key", ["title", "deck", "tags", "language", "own", "² ³"])
def test_any_value_of_any_key_is_words(key: str, value: str, body: str) -> None:
    reading = readers.read(Source("a.md", f"---\n{key}: {value}\n---\n{body}"))
    (document,) = reading.documents
    words = VALUES[value]
    if key == "title":
        assert document.title in (words, "Tea", "a")
    elif key == "tags":
        assert "[" not in str(document.tags).strip("[]")
    else:
        assert document.meta[key] == words
    assert not [problem for problem in reading.problems if problem.code == "metadata"]


BROKEN = {  # front matter -> the line that is wrong, counted from the top of the file, and the title
    "title: Tea: a guide": (2, "Tea: a guide"),
    "title: 'Tea\ntags: leaf": (4, "Tea"),
    "Title: Tea: a guide": (2, ""),
    "title: Black tea\ntags: [leaf, pot\nown: x": (4, "Black tea"),
    "title: Black tea\n\ttags: leaf": (3, "Black tea tags: leaf"),
    "a: " + "[" * 1000: (2, ""),
    "title: Tea \x01": (2, ""),
    "title: *nothing": (2, "*nothing"),
}


@pytest.mark.parametrize("body", [text.removeprefix("# Tea\n") for text in SHAPES])
@pytest.mark.parametrize("front", BROKEN, ids=range(len(BROKEN)))
def test_front_matter_that_is_no_yaml_is_taken_line_by_line(front: str, body: str) -> None:
    source = Source("a.md", f"---\n{front}\n---\n{body}")
    reading = readers.read(source)
    (problem,) = (each for each in reading.problems if each.code == "metadata")
    (document,) = reading.documents
    line, title = BROKEN[front]
    assert problem.where.line == line
    assert problem.message.startswith("metadata is not YAML, and is taken line by line: ")
    assert len(problem.message) < 250
    assert not title or document.title == title
    assert next(iter(document.cards)).question == "What is oolong?"
    assert not reading.unexplained(source)


TEXTS = ["Tea is: a leaf: green.", "- [a", "Q: Why: so?\nA: So.", "So *it* is", "[a]: b: c", "Question: Why: so?"]


@pytest.mark.parametrize("text", TEXTS)
def test_text_between_rules_is_no_front_matter(text: str) -> None:
    reading = readers.read(Source("a.md", f"---\n{text}\n---\n{BODY}"))
    assert not [problem for problem in reading.problems if problem.code == "metadata"]
    assert reading.documents[0].meta == {}


def test_closed_headings_of_others_are_questions() -> None:
    text = "# Tea\n\n### Q: What is oolong?\n\nTea.\n\n### Q: Why a lid? ###\n\nHeat.\n"
    (document,) = readers.read(Source("a.md", text)).documents
    assert [(card.question, card.answer) for card in document.cards] == [
        ("What is oolong?", "Tea."),
        ("Why a lid?", "Heat."),
    ]


def test_a_list_of_people_in_the_metadata_is_no_list_of_cards() -> None:
    text = "---\ntitle: Tides\nauthors:\n- name: Ann\n  role: pilot\n- name: Ben\n  role: diver\n---\n\nOn tides.\n"
    assert not readers.read(Source("tides.md", text)).cards


def test_cards_in_the_metadata_are_read_and_the_text_below_them_is_a_note() -> None:
    text = "---\ntitle: Tides\ncards:\n- front: What is a mole?\n  back: A wall.\n---\n\nOn tides.\n"
    reading = readers.read(Source("tides.md", text))
    assert [(card.question, card.answer, card.where.line) for card in reading.cards] == [
        ("What is a mole?", "A wall.", 4)
    ]
    assert [document.title for document in reading.documents] == ["Tides"]
    assert [item.text for item in reading.documents[0].items if isinstance(item, Note)] == ["On tides."]
