"""Facts below the headings of questions, `**Difficulty:** Easy`: the question is what follows them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from exporter import readers
from exporter.model import Card, Level
from exporter.readers.source import Reading, Source

ASKED = ("Which rope moors a boat?", "Which knot slips?", "Which flag says that a diver is down?")


def read(facts: str, heading: str = "### Question {n}", asked: Sequence[str] = ASKED) -> Reading:
    questions = (
        f"{heading.format(n=n)}\n\n{facts}\n{text}\n\nA) A short one\nB) A long one\n\nAnswer: B\n"
        for n, text in enumerate(asked, 1)
    )
    return readers.read(Source("club.md", "# Club\n\n" + "\n".join(questions)))


def cards(facts: str, heading: str = "### Question {n}") -> list[Card]:
    reading = read(facts, heading)
    assert [card.question for card in reading.cards] == list(ASKED)
    assert [card.number for card in reading.cards] == [1, 2, 3]
    return list(reading.cards)


@pytest.mark.parametrize(
    "facts",
    [
        "**Difficulty:** Easy\n**Answer Type:** one\n**Topic:** Moorings\n",
        "**Difficulty**: Easy\n**Topic**: Moorings\n",
        "- Difficulty: easy\n- Topic: Moorings\n",
        "*Level:* beginner  \n*Category:* Moorings\n",
        "**Topic:** Moorings | **Difficulty:** Easy\n",
        "Topic: Moorings\nDifficulty: Easy",
        "**Schwierigkeit:** leicht\n**Thema:** Moorings\n",
        "**难度：** 简单\n**分类：** Moorings\n",
        "**Level:** Easy\n\n**Chapter:** Moorings\n\n**Question:**",
    ],
)
def test_facts_are_no_text(facts: str) -> None:
    for card in cards(facts):
        assert (card.level, card.tags) == (Level.BEGINNER, ("Moorings",))
        assert "oorings" not in card.answer


def test_points_are_a_tag() -> None:
    assert [card.tags for card in cards("**Points:** 2\n**Source:** Club rules\n")] == [("points-2",)] * 3


def test_a_topic_of_one_question_is_no_tag() -> None:
    reading = readers.read(
        Source(
            "club.md",
            "".join(
                f"### Question {n}\n\n**Topic:** All of {n}\n\n{text}\n\nAnswer: Yes {n}.\n\n"
                for n, text in enumerate(ASKED, 1)
            ),
        )
    )
    assert [(card.question, card.tags) for card in reading.cards] == [(text, ()) for text in ASKED]


def test_a_topic_behind_the_number_is_a_tag_where_facts_follow() -> None:
    found = cards("**Level:** hard\n\n**Question**:", "### Question {n} — Ropes and knots")
    assert [(card.tags, card.level) for card in found] == [(("Ropes-and-knots",), Level.ADVANCED)] * 3


@pytest.mark.parametrize("name", ["Context", "Scenario", "Given", "Statement", "Hint", "Code", "Case 1", "Harbor"])
def test_what_may_be_a_part_of_the_question_stays(name: str) -> None:
    for card in read(f"**{name}:** The tide falls.\n").cards:
        assert "The tide falls." in f"{card.question}\n{card.answer}"


def test_facts_below_a_heading_that_asks_are_left_to_its_answer() -> None:
    text = (
        "## 1. What is a mooring?\n\n**Type:** a place\n\nA rope and a ring.\n\n## 2. What is a buoy?\n\nIt floats.\n"
    )
    first = readers.read(Source("club.md", text)).cards[0]
    assert first.answer == "**Type:** a place\n\nA rope and a ring."


def test_facts_without_a_question_below_stay() -> None:
    text = "".join(f"### Question {n}\n\n**Level:** easy\n**Topic:** Ropes\n\n---\n\n" for n in range(1, 4))
    assert "Ropes" in str(readers.read(Source("club.md", text)).documents or readers.read(Source("c.md", text)))
