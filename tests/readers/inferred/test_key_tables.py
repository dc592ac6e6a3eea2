"""Keys to all questions in a table, with explanations or across; and keys whose numbers are others."""

from __future__ import annotations

import pytest

from exporter import readers
from exporter.model import Choice
from exporter.readers.source import Reading, Source

HEAD = "| Q# | Answer(s) | Explanation | Source | Difficulty |\n|----|:---:|---|---|---|\n"
ROWS = (
    "| 1 | B | It holds at low water. | rules.md | Easy |\n| 2 | A, C | **(A)** slips, and (C) does. | N/A | Hard |\n"
    "| 3 | C | ** Nothing else says that. | rules.md | Easy |\n"
)
EXPLAINED = ("It holds at low water. (Source: rules.md)", "**(A)** slips, and (C) does.", "Nothing else says that.")


def quiz(key: str, first: int = 1, heading: str = "### Question {n}") -> Reading:
    asked = "\n".join(
        f"{heading.format(n=n)}\n\nWhich is rule {n} of the harbor?\n\nA) The first\nB) The next\nC) The last\n"
        for n in range(first, first + 3)
    )
    return readers.read(Source("quiz.md", f"# Harbor\n\n{asked}\n## Answer Key\n\n{key}"))


def right(reading: Reading) -> list[tuple[int, ...]]:
    kinds = [card.kind for card in reading.cards]
    assert all(isinstance(kind, Choice) for kind in kinds)
    return [kind.correct for kind in kinds if isinstance(kind, Choice)]


def test_a_table_with_explanations() -> None:
    reading = quiz(HEAD + ROWS)
    assert right(reading) == [(1,), (0, 2), (2,)]
    assert [card.answer.removesuffix(" (Source: rules.md)") for card in reading.cards] == [
        text.removesuffix(" (Source: rules.md)") for text in EXPLAINED
    ]
    assert reading.cards[0].answer == EXPLAINED[0]
    assert not list(reading.documents[0].notes)


@pytest.mark.parametrize(
    "key",
    [
        "| No. | Correct answer | Why |\n|---|---|---|\n| Q1 | **B** | So. |\n| Q2 | A, C | So. |\n| Q3 | C | So. |\n",
        "| Nr. | Lösung | Begründung |\n|---|---|---|\n| 1 | B | So. |\n| 2 | A + C | So. |\n| 3 | C | So. |\n",
        "| 题号 | 答案 | 解析 |\n|---|---|---|\n| 1 | B | So. |\n| 2 | AC | So. |\n| 3 | C | So. |\n",
        "| No. | 1 | 2 | 3 |\n|---|---|---|---|\n| Answer | B | A, C | C |\n",
        "| 1 | 2 | 3 |\n|---|---|---|\n| B | AC | C |\n",
        "| # | Answer |\n|---|---|\n| 1 | B |\n| 2 | A, C |\n| 3 | C |\n",
        "| # | Answer | # | Answer |\n|---|---|---|---|\n| 1 | B | 3 | C |\n| 2 | A, C | | |\n",
    ],
)
@pytest.mark.parametrize("heading", ["### Question {n}", "### {n}. On rule {n}", "**Question {n}.**"])
def test_tables_of_many_looks(key: str, heading: str) -> None:
    assert right(quiz(key, heading=heading)) == [(1,), (0, 2), (2,)]


def test_a_table_of_questions_is_no_key() -> None:
    table = "| No. | Question | Answer |\n|---|---|---|\n" + "".join(
        f"| {n} | Which is rule {n}? | It is rule {n}. |\n" for n in range(1, 5)
    )
    reading = readers.read(Source("rules.md", f"# Rules\n\n{table}"))
    assert [(card.question, card.answer) for card in reading.cards] == [
        (f"Which is rule {n}?", f"It is rule {n}.") for n in range(1, 5)
    ]


@pytest.mark.parametrize(
    ("key", "first"),
    [
        ("2. B\n3. A\n4. C\n", 1),
        ("0. B\n1. A\n2. C\n", 1),
        ("2-B 3-A 4-C\n", 1),
        ("| # | Answer |\n|---|---|\n| 2 | B |\n| 3 | A |\n| 4 | C |\n", 1),
        (HEAD + ROWS, 2),
        ("1. B\n2. A\n3. C\n", 11),
    ],
)
def test_a_key_with_other_numbers_marks_nothing_and_is_told(key: str, first: int) -> None:
    reading = quiz(key, first)
    assert right(reading) == [()] * 3
    found = [problem for problem in reading.problems if problem.code == "shifted-key"]
    assert len(found) == 1
    assert f"{first}–{first + 2}" in found[0].message


def test_an_explanation_that_is_not_understood_is_told() -> None:
    reading = quiz(HEAD + ROWS.replace("| B |", "| A is false, B may be |"))
    assert right(reading)[0] == ()
    assert [problem.code for problem in reading.problems] == ["unsolved"]


@pytest.mark.parametrize("title", ["Rules", "Credits", "References", "Links"])
def test_a_title_says_what_labelled_questions_are_about(title: str) -> None:
    table = "| Question | Answer |\n|---|---|\n| What is a mooring? | A ring. |\n| Who steers? | The helm. |\n"
    reading = readers.read(Source("club.md", f"# {title}\n\n{table}"))
    assert [card.answer for card in reading.cards] == ["A ring.", "The helm."]


def test_a_numbered_list_in_the_last_answer_is_no_key_to_numbered_sections() -> None:
    asked = "\n".join(
        f"## {n}. Part {n}\n\n### What is a rope of part {n}?\n\n**Answer**\n\n"
        f"This:\n\n1. one: {n}\n2. two: {n}\n3. three: {n}\n"
        for n in range(1, 4)
    )
    reading = readers.read(Source("club.md", f"# Club: questions\n\n{asked}"))
    assert [card.answer[:5] for card in reading.cards] == ["This:"] * 3
