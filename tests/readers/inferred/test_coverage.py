"""How much of a document its cards explain: what is passed over in a folder, what is offered, and small documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from exporter import readers
from exporter.readers.source import MOST_LEFT, Reading, Source

FIXTURES = Path(__file__).parents[2] / "fixtures"
CONTROLS = {
    name: text
    for part in (FIXTURES / "no_questions.txt").read_text(encoding="utf-8").split("%%%% ")[1:]
    for name, _, text in [part.partition("\n")]
}
PROSE = "It is so, and nobody has ever asked. It was so before, and it will be so for a while.\n\n"


def read(text: str, name: str = "tea.md") -> Reading:
    return readers.read(Source(name, text))


def asked(text: str) -> list[str]:
    return [card.question for card in read(text).cards]


@pytest.mark.parametrize("name", CONTROLS)
def test_readmes_lists_and_notes_are_passed_over_in_a_folder(name: str) -> None:
    assert read(CONTROLS[name], name).is_weak


def test_there_are_enough_controls() -> None:
    assert len(CONTROLS) >= 60


@pytest.mark.parametrize(
    "text",
    [
        "# Tea\n\n## Installation\n\nPour it.\n\n## What is tea?\n\nLeaves, with water.\n",
        "# Tea\n\n## What is tea?\n\nLeaves.\n\n## Pots\n\nThey are warm.\n",
        "# Tea\n\n## What is tea?\n",
        "**Would I buy it again?** Yes.\n\n**Taste:** good\n\n" + PROSE,
        "Green tea is ==steamed==.\n\n" + PROSE + PROSE,
        "What is tea? Leaves.\n\n" + PROSE,
        "# Colors\n\n### Red\n\n```\nx\n```\n\n### Blue\n\n```\ny\n```\n\n### Green\n\n```\nz\n```\n",
        "# Changelog\n\n## 1.0\n\nFirst.\n\n## 1.1\n\nSecond.\n\n## 1.2\n\nThird.\n",
    ],
)
def test_little_says_that_these_ask(text: str) -> None:
    assert asked(text) == []


def test_a_heading_that_asks_is_a_card() -> None:
    assert asked("# Mica\n\n### What is mica?\n\nA mineral that splits.\n") == ["What is mica?"]
    assert asked("# What is mica?\n\nA mineral that splits.\n") == ["What is mica?"]


def test_names_of_parts_do_not_count_against_questions() -> None:
    questions = ["What is ashlar?", "What is rubble?", "Why is lime used?"]
    text = "# Walls\n\n## Introduction\n\nOld.\n\n" + "".join(f"## {each}\n\nStone and lime.\n\n" for each in questions)
    assert asked(text) == questions


def test_sentences_with_gaps_alone_are_clozes() -> None:
    reading = read("# Rivers\n\nLisbon lies on the ==Tagus==.\n\nPorto lies on the ==Douro==.\n")
    assert [card.kind.name for card in reading.cards] == ["cloze", "cloze"]


@pytest.mark.parametrize("name", ["README.md", "faq.md", "questions/changelog.txt", "todo.md"])
def test_the_name_of_a_file_decides_nothing(name: str) -> None:
    text = (
        "# Tea\n\n- Steep it\n- Pour it\n\n## Why is it green?\n\nIt is steamed.\n\n## Why is it black?\n\nIt is old.\n"
    )
    found, usual = ([(card.question, card.answer) for card in read(text, each).cards] for each in (name, "tea.md"))
    assert found == usual


def test_headings_with_text_below_are_a_guess_where_nothing_asks() -> None:
    text = "# Tea\n\n" + "".join(f"## {name}\n\nIt is dried.\n\n" for name in ("Green", "Black", "White"))
    reading = read(text)
    assert [card.question for card in reading.cards] == ["Green", "Black", "White"]
    assert (reading.is_guess, reading.is_weak) == (True, True)
    assert [problem.code for problem in reading.problems] == ["guessed-questions"]


def test_headings_with_text_below_are_offered() -> None:
    topics = "".join(f"## {name}\n\n{PROSE}" for name in ("Green", "Black", "White"))
    reading = read("# Tea\n\nQ: Why?\nA: Taste.\n\nQ: When?\nA: At five.\n\nQ: How?\nA: Hot.\n\n" + topics)
    assert reading.offers == (
        '3 headings of level 2 have text below and are not asked; `question = "heading 2"` asks them',
    )
    assert "unexplained" in [problem.code for problem in reading.problems]


def test_the_share_that_is_left_is_that_of_notes() -> None:
    questions = "".join(f"## Why is tea {color}?\n\n{'a' * 60}\n\n" for color in ("green", "black", "white"))
    for notes, is_weak in ((4, False), (12, True)):  # at both sides of the bound
        reading = read("# Questions\n\n" + "b" * 60 * notes + "\n\n" + questions)
        assert (reading.left > MOST_LEFT) is is_weak
        assert reading.is_weak is is_weak


def test_labels_make_a_reading_sure_whatever_it_leaves() -> None:
    pairs = "".join(f"Q: Why is it {color}?\nA: By time.\n\n" for color in ("green", "black", "white"))
    assert read(PROSE * 9 + pairs).is_weak is False
    assert read("#flashcards\n\n" + PROSE * 9 + "Lisbon :: Tagus\n").is_weak is False


def test_the_corpus_of_controls_has_files_of_every_kind() -> None:
    kinds = {name.split(".")[0].split("-")[0] for name in CONTROLS}
    assert {"readme", "packing", "essay", "zettel", "meeting", "recipe"} <= kinds
