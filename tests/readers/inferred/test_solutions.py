"""Questions whose key is not understood: unsolved, their text kept, and a warning at the key's own line."""

from __future__ import annotations

import pytest

from exporter import readers
from exporter.model import Card, Choice, Severity
from exporter.readers.source import Reading, Source

QUIZ = """# Quiz

1. Which animals lay eggs?
A. Hen
B. Dog
C. Frog
{}

2. Which is a metal?
A. Copper
B. Chlorine
Answer: A

3. Which is a gas?
A. Iron
B. Neon
Answer: B
"""


def read(text: str) -> Reading:
    return readers.read(Source("quiz.md", text))


def first(reading: Reading) -> tuple[Card, Choice]:
    card = reading.cards[0]
    assert isinstance(card.kind, Choice)
    return card, card.kind


@pytest.mark.parametrize("key", ["A and C", "AC", "(a), (c)", "Hen, Frog", "The correct answers are A and C."])
def test_a_key_that_is_understood_is_no_problem(key: str) -> None:
    reading = read(QUIZ.format(f"Answer: {key}"))
    assert first(reading)[1].correct == (0, 2)
    assert not reading.problems


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("A or C", "“A or C” was not understood as an answer key"),
        ("A day will tell.", "“A day will tell.” was not understood as an answer key"),
        ("E", "“E” names “E”, which is not an option"),
        ("A. Dog", "“A. Dog” names one option and has the text of another"),
        ("B\n\nCorrect answer: C", "“B Correct answer: C” and what else is said of the right options differ"),
    ],
)
def test_a_key_that_is_not_leaves_the_question_unsolved(key: str, said: str) -> None:
    reading = read(QUIZ.format(f"Answer: {key}"))
    card, choice = first(reading)
    assert choice == Choice(("Hen", "Dog", "Frog"), ())
    assert card.answer == key
    (problem,) = reading.problems
    assert (problem.code, problem.severity, str(problem.where)) == ("unsolved", Severity.WARNING, "quiz.md:7")
    assert problem.message.startswith(f"{said}: no option is marked right. ")


def test_the_message_says_what_was_expected() -> None:
    (problem,) = read(QUIZ.format("Answer: A or C")).problems
    assert "Expected A–C or the text of an option, and then the end of the line" in problem.message
    assert "such as `Answer: B` or `Answer: A, C`" in problem.message


def test_marks_and_a_key_that_differ() -> None:
    reading = read(QUIZ.format("Answer: B").replace("A. Hen", "A. Hen ✅"))
    assert first(reading)[1].correct == ()
    (problem,) = reading.problems
    assert "Keep the one that is right." in problem.message
    assert str(problem.where) == "quiz.md:7"


def test_marks_and_a_key_that_agree() -> None:
    reading = read(QUIZ.format("Answer: A").replace("A. Hen", "A. Hen ✅"))
    assert first(reading)[1].correct == (0,)
    assert not reading.problems


def test_marks_and_an_answer_in_words() -> None:
    reading = read(QUIZ.format("Answer: It lays eggs.").replace("A. Hen", "A. Hen ✅"))
    card, choice = first(reading)
    assert (choice.correct, card.answer) == ((0,), "It lays eggs.")
    assert not reading.problems


LISTED = """# Quiz

1. Which is a root?
A. Carrot
B. Tomato

2. Which is a fruit?
A. Leek
B. Plum

3. Which is a nut?
A. Hazel
B. Bean

## Answers

{}
"""


def test_an_entry_of_a_list_is_told_at_its_own_line() -> None:
    reading = read(LISTED.format("1. A\n2. C\n3. A"))
    assert [card.kind.correct for card in reading.cards if isinstance(card.kind, Choice)] == [(0,), (), (0,)]
    assert [str(problem.where) for problem in reading.problems] == ["quiz.md:18"]


def test_a_list_that_says_two_things() -> None:
    reading = read(LISTED.format("1-A 2-B 3-A\n1-B"))
    assert [card.kind.correct for card in reading.cards if isinstance(card.kind, Choice)] == [(), (1,), (0,)]
    assert [problem.code for problem in reading.problems] == ["unsolved"]


def test_canonical_markdown_keeps_the_warning() -> None:
    text = "# Quiz\n<!-- canonical -->\n\n### Q: Which?\n\n- [ ] one\n- [ ] two\n\n**Answer:**\n\nIt depends.\n"
    assert [(problem.code, str(problem.where)) for problem in read(text).problems] == [("unsolved", "quiz.md:4")]
    assert not read(text.replace("[ ] one", "[x] one")).problems


def test_options_stand_in_the_order_of_their_letters() -> None:
    text = "".join(
        f"## Which one is {n}?\n\n- B. beta\n- A. alpha\n- C. gamma\n\nAnswer: B\n\nSince (A) is no second letter.\n\n"
        for n in range(3)
    )
    card = readers.read(Source("a.md", f"# Letters\n\n{text}")).cards[0]
    assert card.kind == Choice(("alpha", "beta", "gamma"), (1,))


def test_a_reason_in_brackets_does_not_give_the_answer_away() -> None:
    text = (
        "# Ropes\n\n### Question 1\n\nWhich one floats?\n\n- A) Hemp (wrong: it sinks (slowly))\n"
        "- B) Foam, of (any) kind (correct answer — lighter than water, `(see) 2`)\n\n---\n\n"
        "### Question 2\n\nWhich one stretches?\n\n- A) Nylon (Correct: by a third)\n- B) Wire (incorrect)\n\n"
        "### Question 3\n\nWhich one rusts?\n\n- A) Hemp (a plant: no metal)\n- B) Wire (correct. Iron rusts)\n"
    )
    cards = read(text).cards
    assert [card.question for card in cards] == ["Which one floats?", "Which one stretches?", "Which one rusts?"]
    assert [card.kind for card in cards] == [
        Choice(("Hemp", "Foam, of (any) kind"), (1,)),
        Choice(("Nylon", "Wire"), (0,)),
        Choice(("Hemp (a plant: no metal)", "Wire"), (1,)),
    ]
    assert [card.answer for card in cards] == [
        "lighter than water, `(see) 2` A: it sinks (slowly)",
        "by a third",
        "Iron rusts",
    ]


@pytest.mark.parametrize("remark", ["(correctly: in a bowl)", "(a right: of way)", "(the wrong side, that is)"])
def test_other_remarks_in_brackets_stay(remark: str) -> None:
    text = "".join(f"{n}. Which is it?{n}\n\nA) This {remark}\nB) That\n\nAnswer: B\n\n" for n in (1, 2, 3))
    assert f"This {remark}" in str(read(text).cards[0].kind)
