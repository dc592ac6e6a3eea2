"""Every way to write a key is read wholly: questions, options, the right ones, and nothing of the key beside them."""

from __future__ import annotations

import pytest

from exporter import readers
from exporter.model import Choice
from exporter.readers.inferred import preparation
from exporter.readers.source import Reading, Source
from tests.readers.inferred.key_forms import FORMS, Form


def read(text: str) -> Reading:
    return readers.read(Source("notes.md", text))


def choices(reading: Reading) -> list[tuple[str, tuple[str, ...], tuple[int, ...]]]:
    kinds = [(card.question, card.kind) for card in reading.cards]
    return [(question, kind.options, kind.correct) for question, kind in kinds if isinstance(kind, Choice)]


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.name)
def test_a_key_is_read_wholly(form: Form) -> None:
    reading = read(form.text())
    assert choices(reading) == form.cards()
    assert len(reading.cards) == len(form.cards())
    assert not reading.problems
    if "{n}" in form.head and form.number:
        assert [card.number for card in reading.cards] == list(range(1, len(form.cards()) + 1))


# What is no key, and what is none of this question: nothing is marked right, and no word of the document changes.
OPEN = {
    "lettered points of answers": """# Wood

### What does a joiner check first?

A: the grain
B: the knots
C: the moisture

### What does a turner check first?

A: the center
B: the speed
C: the tool rest
""",
    "lists with a bold item in every answer": """# Wood

### What dries wood?

- **Air**
- an oven
- a kiln

### What bends wood?

- **Steam**
- heat
- water
""",
    "numbered steps above a label": """# Wood

### How is a board planed?

1. Clamp it.
2. Look at the grain.
3. Push.

Answer: 5 strokes.

### How is a board sawn?

1. Mark it.
2. Clamp it.
3. Saw.

Answer: 20 strokes.
""",
    "a letter at the end of some questions": """# Wood

### Which glue is waterproof (D)?

A. Hide glue, and so on
B. Epoxy, and so on

### What is cut with a rip saw?

Boards, along the grain.
""",
}


@pytest.mark.parametrize("text", OPEN.values(), ids=OPEN)
def test_what_is_no_multiple_choice_is_left_as_it_is(text: str) -> None:
    source = Source("notes.md", text)
    assert preparation.prepared(source).text == text


QUIZ = """1. Which tool cuts wood?
A. Hammer
B. Saw
C. Level
{}

2. Which joint needs no glue?
A. Butt
B. Wedge
C. Lap
{}

3. What drives a screw?
A. Mallet
B. Plane
C. Screwdriver
{}

4. What marks a line?
A. Pencil
B. Router
C. Lathe
{}
"""


@pytest.mark.parametrize(
    "below",
    [
        ("Level: A", "Level: B", "Level: A", "Level: C"),  # says something else
        ("Unit: A", "Unit: A", "Unit: A", "Unit: A"),  # the same everywhere
        ("Freagra: B", "See page 3.", "As above.", "None."),  # at one question alone
    ],
)
def test_letters_below_options_that_are_no_key(below: tuple[str, ...]) -> None:
    assert {right for _, _, right in choices(read(QUIZ.format(*below)))} == {()}


def test_a_key_in_unknown_words_that_is_not_understood_is_told() -> None:
    reading = read(QUIZ.format("Freagra: B", "Freagra: B or C", "Freagra: C", "Freagra: E"))
    assert [right for _, _, right in choices(reading)] == [(1,), (), (2,), ()]
    assert [(problem.code, problem.where.line) for problem in reading.problems] == [("unsolved", 11), ("unsolved", 23)]
    assert all("Freagra" not in option for _, options, _ in choices(reading) for option in options)


def test_a_key_at_the_end_of_a_question_that_is_not_understood_is_told() -> None:
    text = QUIZ.format("", "", "", "")
    for question, key in (("wood?", "B"), ("glue?", "E"), ("screw?", "C"), ("line?", "A")):
        text = text.replace(question, f"{question} [{key}]")
    reading = read(text)
    assert [right for _, _, right in choices(reading)] == [(1,), (), (2,), (0,)]
    assert not any("[" in card.question for card in reading.cards)
    assert [problem.code for problem in reading.problems] == ["unsolved"]


def test_marks_and_a_key_that_differ_leave_the_question_unsolved() -> None:
    text = QUIZ.format("Freagra: A", "Freagra: B", "Freagra: C", "Freagra: A").replace("B. Saw", "B. Saw (correct)")
    for right in ("B. Wedge", "C. Screwdriver", "A. Pencil"):
        text = text.replace(right, f"{right} (correct)")
    assert [right for _, _, right in choices(read(text))] == [(), (1,), (2,), (0,)]


def test_a_list_at_the_end_with_an_entry_that_is_not_understood_is_told() -> None:
    reading = read(QUIZ.format("", "", "", "") + "\nAnswers\n\n1-B 2-E 3-C 4-A\n")
    assert [right for _, _, right in choices(reading)] == [(1,), (), (2,), (0,)]
    assert [problem.code for problem in reading.problems] == ["unsolved"]


LISTS = """What is sold by weight?

- nails
- screws
- glue

{}

What is sold by length?

- boards
- laths
- wire

{}

What is sold by area?

- veneer
- plywood
- paper

{}
"""


@pytest.mark.parametrize(
    "below",
    [
        ("Answer: 2", "Answer: 2", "Answer: 2"),  # the same everywhere
        ("Answer: 2", "Answer: 5", "Answer: 1"),  # none of the items
        ("Index: 2", "Index: 1", "Index: 1"),  # nobody can tell where it begins
        ("Page: 2", "Page: 1", "Page: 3"),
    ],
)
def test_numbers_below_lists_that_are_no_key(below: tuple[str, ...]) -> None:
    assert choices(read(LISTS.format(*below))) == []


def test_answers_in_the_words_of_a_line_above_them_make_options_of_lines_only_where_all_do() -> None:
    text = "What is oak?\nIt is a tree.\nwood\nAnswer: wood\n\nWhat is glue?\nAnswer: It sticks.\n\n"
    text += "What is a saw?\nIt has teeth.\nAnswer: a tool\n"
    assert choices(read(text)) == []


@pytest.mark.parametrize(
    ("head", "keys"),
    [
        ("A | B | C | Answer", ("B", "A, C", "C")),
        ("Option A | Option B | Option C | Correct answer", ("b", "A and C", "Lap")),
        ("Option 1 | Option 2 | Option 3 | Correct", ("2", "1, 3", "3")),
        ("1 | 2 | 3 | Lösung", ("2", "1, 3", "3")),
        ("Antwort 1 | Antwort 2 | Antwort 3 | Richtig", ("Saw", "1 und 3", "3")),
    ],
)
def test_columns_of_options(head: str, keys: tuple[str, ...]) -> None:
    rows = (
        "Which tool cuts wood? | Hammer | Saw | Level",
        "Which are soft? | Pine | Oak | Fir",
        "What laps? | X | Y | Lap",
    )
    text = f"| Question | {head} |\n|{'---|' * 5}\n" + "".join(
        f"| {row} | {key} |\n" for row, key in zip(rows, keys, strict=True)
    )
    assert choices(read(text)) == [
        ("Which tool cuts wood?", ("Hammer", "Saw", "Level"), (1,)),
        ("Which are soft?", ("Pine", "Oak", "Fir"), (0, 2)),
        ("What laps?", ("X", "Y", "Lap"), (2,)),
    ]


def test_a_key_in_a_table_that_is_not_understood_is_told() -> None:
    text = "| Question | A | B | Answer |\n|---|---|---|---|\n| Which cuts? | Saw | Oak | C |\n"
    text += "| Which is wood? | Rasp | Ash | B |\n"
    reading = read(text)
    assert [right for _, _, right in choices(reading)] == [(), (1,)]
    assert [problem.code for problem in reading.problems] == ["unsolved"]


@pytest.mark.parametrize("key", ["Unit (B)", "Level (A)", "See rule 4 (C)", "Blatt [A]"])
def test_a_bracket_at_the_end_of_what_stands_below_a_question_is_no_key_of_the_next(key: str) -> None:
    first = chr(ord(key[-2]))
    below = [key.replace(first, letter) for letter in "BCAB"]
    reading = read(QUIZ.format(*below).replace("\nB. ", "\nB. the ").replace("\n\n2", "\n\n\n2"))
    rights = [right for _, _, right in choices(reading)]
    assert rights in ([()] * 4, [(1,), (2,), (0,), (1,)])  # untold, or its own, never that of the next one


def test_numbers_in_brackets_below_options_are_no_keys_of_the_next_question() -> None:
    quiz = "".join(
        f"### Which of these is it?\n\n1) Oak {n}\n2) Ash {n}\n3) Elm {n}\n\nBlatt - ({n})\n\n" for n in (3, 1, 2, 3)
    )
    assert not [right for _, _, right in choices(read(quiz)) if right]


ASKED = """### What do you know of glue?

a) What is it made of?
b) How long does it dry?
{}

### What do you know of oak?

a) Where does it grow?
b) How heavy is it?
{}
"""


@pytest.mark.parametrize(
    "answers",
    [
        ("\nIt is made of bones and dries in a day.", "\nIt grows in Europe and is heavy."),
        ("\nAnswer: a) bones b) a day", "\nAnswer: a) in Europe b) 700 kg"),
        ("\n**Answer:** Of bones.", "\n**Answer:** In Europe."),
    ],
)
def test_what_asks_below_a_question_belongs_to_it(answers: tuple[str, ...]) -> None:
    reading = read(ASKED.format(*answers))
    assert choices(reading) == []
    first = reading.cards[0]
    assert "a) What is it made of?" in first.question
    assert "b) How long does it dry?" in first.question
    assert "bones" in first.answer


def test_what_asks_is_an_option_where_a_key_names_it() -> None:
    found = choices(read(ASKED.format("Answer: b", "Answer: a")))
    assert [right for _, _, right in found] == [(1,), (0,)]


def test_a_list_counts_by_the_numbers_of_the_questions_and_not_by_their_places() -> None:
    text = QUIZ.format("", "", "", "")
    for n, other in ((1, "No. 14."), (2, "No. 13."), (3, "No. 12."), (4, "No. 11.")):
        text = text.replace(f"{n}. W", f"### {other} W")
    found = choices(read(f"{text}\nKey: 11-A, 12-C, 13-B, 14-B\n"))
    assert [right for _, _, right in found] in ([(1,), (1,), (2,), (0,)], [(), (), (), ()])


def test_a_list_without_numbers_of_its_questions_is_none() -> None:
    text = QUIZ.format("", "", "", "")
    for n in (1, 2, 3, 4):
        text = text.replace(f"{n}. W", f"### Part {n}b: W")
    found = choices(read(f"{text}\nAnswers\n\n1-A, 2-A, 3-A, 5-A\n"))
    assert {right for _, _, right in found} <= {()}


@pytest.mark.parametrize("letter", "AB")
def test_a_key_behind_an_option_is_no_mark_of_that_option(letter: str) -> None:
    text = QUIZ.format("", "", "", "")
    for last in ("Level", "Lap", "Screwdriver", "Lathe"):
        text = text.replace(f"C. {last}", f"C. {last} (Answer: {letter})")
    assert {right for _, _, right in choices(read(text))} == {("AB".index(letter),)}
    only = QUIZ.format("", "", "", "").replace("C. Level", f"C. Level (Answer: {letter})")
    assert (2,) not in {right for _, _, right in choices(read(only))}


def test_records_of_two_answers_and_a_field_without_a_value() -> None:
    said = (("Oak is hard.", 1), ("Pine is hard.", 2), ("Glue is wet.", 1))
    text = "\n".join(
        f"Number: {n}\nQuestion: {question}\nPicture:\nAnswer1: True\nAnswer2: False\nCorrectAnswer: {right}\n"
        for n, (question, right) in enumerate(said, 1)
    )
    reading = read(text)
    assert choices(reading) == [(question, ("True", "False"), (right - 1,)) for question, right in said]
    assert [(card.number, card.answer) for card in reading.cards] == [(1, "True"), (2, "False"), (3, "True")]
