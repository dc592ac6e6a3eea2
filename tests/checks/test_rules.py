from __future__ import annotations

import pytest

from exporter.checks import answers, counts, questions, unsilenced
from exporter.model import Card, Choice, Document, Location, Problem, Severity
from exporter.pipeline import checking
from exporter.settings import Settings, Silence


def document(*cards: tuple[str, str], title: str = "Bread", path: str = "a.md", first: int | None = None) -> Document:
    made = (
        Card(question, answer, Location(path, line), number=None if first is None else first + line - 1)
        for line, (question, answer) in enumerate(cards, 1)
    )
    return Document(title, path, tuple(made))


def checked(documents: list[Document], settings: Settings) -> list[Problem]:
    """What all rules find, as far as the settings do not silence it."""
    return unsilenced(checking.problems(documents, settings), settings)


def codes(problems: list[Problem]) -> list[tuple[str, int]]:
    return [(problem.code, problem.where.line) for problem in problems]


def test_a_sound_document_has_no_problems() -> None:
    assert checked([document(("Why salt?", "Taste."), ("Why yeast?", "Gas."), first=1)], Settings()) == []


def test_unanswered() -> None:
    assert codes(list(questions.unanswered([document(("Why?", " "))]))) == [("unanswered", 1)]


@pytest.mark.parametrize("again", ["why SALT", "Why  `salt`?", "**Why** salt?", "Why salt ?"])
def test_asked_twice_whatever_the_markup(again: str) -> None:
    assert codes(list(questions.asked_twice([document(("Why salt?", "a"), (again, "b"))]))) == [("asked-twice", 2)]


def test_duplicates_that_the_settings_suppress_are_no_warning() -> None:
    twice = [document(("Why salt?", ""), ("Why salt?", "Taste."), ("Why SALT?", "Savor."))]
    kept = [problem for problem in checked(twice, Settings()) if problem.code == "asked-twice"]
    assert [(problem.severity, problem.where.line) for problem in kept] == [
        (Severity.WARNING, 2),
        (Severity.WARNING, 3),
    ]
    out = [problem for problem in checked(twice, Settings(duplicates="suppress")) if problem.code == "asked-twice"]
    assert [(problem.severity, problem.where.line) for problem in out] == [(Severity.INFO, 1), (Severity.INFO, 3)]


@pytest.mark.parametrize(
    "text", ["Why?", "`<!-- -->`", "![salt](a.png)", "$x$", "3 < 4", "¿?", "—", "<script>", "`\u200b`x"]
)
def test_texts_that_are_shown(text: str) -> None:
    assert list(questions.vanished([document((text, text))])) == []


@pytest.mark.parametrize("text", ["<!-- later -->", "<br>", "<div></div>", "&nbsp;", "\u200b", "> \u200b\n"])
def test_texts_of_which_nothing_is_left(text: str) -> None:
    assert codes(list(questions.vanished([document(("Why?", text), (text, "a"), ("Why?", ""))]))) == [
        ("no-text", 1),
        ("no-text", 2),
    ]


def test_the_same_words_with_other_code_are_two_questions() -> None:
    pair = document(("Output?\n\n```\n1\n```", "a"), ("Output?\n\n```\n2\n```", "b"))
    assert list(questions.asked_twice([pair])) == []


def test_nearly_asked_twice_across_documents_only() -> None:
    one = document(("What does the yeast do in a dough?", "a"))
    two = document(("What does the yeast do in the dough?", "b"), path="b.md")
    assert codes(list(questions.nearly_asked_twice([one, two]))) == [("nearly-asked-twice", 1)]
    both = document(("What does the yeast do in a dough?", "a"), ("What does the yeast do in the dough?", "b"))
    assert list(questions.nearly_asked_twice([both])) == []


@pytest.mark.parametrize(
    "other",
    [
        "What does the yeast of the old bakery do in a dough then?",
        "So what does the yeast of the old bakery do in a dough?",
        "What does the yeast of the old bakery do in dough?",
        "What does the yeast of the old bakery do in a Dough!",
    ],
)
def test_one_word_more_is_nearly_the_same(other: str) -> None:
    one, two = document(("What does the yeast of the old bakery do in a dough?", "a")), document((other, "b"), path="b")
    found = [list(questions.nearly_asked_twice(pair)) for pair in ([one, two], [two, one])]
    assert list(map(codes, found)) == [[("nearly-asked-twice", 1)] * ("Dough" not in other)] * 2


@pytest.mark.parametrize(
    "pair",
    [
        ("What is NAT? What is it used for?", "What is lint? What is it used for?"),
        ("What are the key features introduced in React 18?", "What are the key features introduced in React 19?"),
        ("What are stateful components in a tree of them?", "What are stateless components in a tree of them?"),
        ("Как работает handover inter-frequency в сети?", "Как работает handover intra-frequency в сети?"),
    ],
)
def test_another_noun_or_name_is_another_question(pair: tuple[str, str]) -> None:
    documents = [document((text, "a"), path=f"{n}.md") for n, text in enumerate(pair)]
    assert list(questions.nearly_asked_twice(documents)) == []


def test_signs_make_no_other_question() -> None:
    pair = ("What is the purpose of the callback of setState()?", "What is the purpose of the callback of setState?")
    documents = [document((text, "a"), path=f"{n}.md") for n, text in enumerate(pair)]
    assert codes(list(questions.nearly_asked_twice(documents))) == [("nearly-asked-twice", 1)]


def test_of_those_that_are_as_near_the_first_is_named() -> None:
    asked = (f"Which oven bakes {word} bread of this old house?" for word in ("a", "the", "of"))
    documents = [document((text, "a"), path=f"{n}.md") for n, text in enumerate(asked)]
    found = list(questions.nearly_asked_twice(documents))
    assert ["0.md:1" in problem.message for problem in found] == [True, True]


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Bread", True),
        ("Top 1 Bread Questions", True),
        ("2026 in Bread", True),
        ("2026 Bread Questions", True),
        ("Question 13 - General Questions", True),
        ("Java 8 Interview Questions", True),
        ("AZ-900 Practice Questions", True),
        ("Answers in 3 Minutes", True),
        ("Top 2 Bread Interview Questions", False),
        ("Bread & Salt: 20+ Questions, Answered", False),
        ("The 2 best Salt & Pepper questions", False),
        ("50 Node.js Interview Questions", False),
    ],
)
def test_promises(title: str, kept: bool) -> None:
    assert (list(counts.too_few([document(("Why?", "a"), title=title)])) == []) is kept


@pytest.mark.parametrize(
    ("numbers", "count"),
    [
        ([1, 2, 3], 0),
        ([1, 2, 1, 2], 0),
        ([1, 1], 0),
        ([2, 2], 0),
        ([3, 2, 1], 0),  # they run backwards
        ([1, 2, 2, 4], 0),  # a slip of the pen: four questions
        ([2, 4, 1, 3], 2),  # a section that begins at 1 counts for itself
        ([1, 3], 1),
        ([5, 1, 2, 3, 6], 1),  # a list in the answer to 5 was read as questions
        ([1, 3, 6], 2),
    ],
)
def test_numbers(numbers: list[int], count: int) -> None:
    cards = tuple(Card(f"{n}?", "a", Location("a", line), number=n) for line, n in enumerate(numbers, 1))
    assert len(list(counts.gaps([Document("T", "a", cards)]))) == count


LINK = "https://a.example/b_(c)"


@pytest.mark.parametrize(
    "answer",
    [
        f"Salt, [they say]({LINK}).",
        f"[Here]({LINK}) it says: salt.",
        "![The oven](oven.png)",
        f"![]({LINK})",
        f"[![The oven](oven.png)]({LINK})",
        f"[Kubernetes]({LINK})",  # the text is the answer
        f"[Read replicas]({LINK})",
        f"[Link layer]({LINK})",
        f"[Node.js]({LINK})",
        "",
    ],
)
def test_answers_that_say_something(answer: str) -> None:
    assert list(answers.bare_link([document(("Why?", answer))])) == []


@pytest.mark.parametrize(
    "answer",
    [
        LINK,
        f"<{LINK}>",
        f"See <{LINK}>.",
        f"[here]({LINK})",
        f"**[Answer]({LINK})**",
        f"👉 [Learn from here]({LINK})",
        f"[The official documentation]({LINK})",
        f"[Check the PDF]({LINK})",
        f"[{LINK}]({LINK})",
        f"[Why *salt*]({LINK})",  # the question again
        f"[]({LINK})",
    ],
)
def test_bare_links(answer: str) -> None:
    assert codes(list(answers.bare_link([document(("Why salt?", answer))]))) == [("bare-link", 1)]


def test_a_text_that_is_the_answer_to_everything_points_in_any_language() -> None:
    asked = [(f"{n}?", f"[Mehr dazu]({LINK})") for n in range(3)]
    assert len(list(answers.bare_link([document(*asked)]))) == 3
    assert list(answers.bare_link([document(*asked[:2])])) == []


def test_the_options_of_multiple_choice_are_an_answer() -> None:
    card = Card("Why?", LINK, Location("a", 1), kind=Choice(("Taste", "Gas"), (0,)))
    assert list(answers.bare_link([Document("T", "a", (card,))])) == []


@pytest.mark.parametrize("answer", ["word " * 240, "- item\n" * 100, "=> " * 500, "x" * 5000, "盐" * 400])
def test_answers_that_are_read_in_a_minute(answer: str) -> None:
    assert list(answers.too_long([document(("Why?", answer))])) == []


@pytest.mark.parametrize("answer", ["word " * 241, "| word " * 300, "盐" * 481, "    call(this, that)\n" * 121])
def test_answers_that_take_longer(answer: str) -> None:
    assert codes(list(answers.too_long([document(("Why?", answer))]))) == [("too-long", 1)]


def test_long_answers_get_cuts_proposed() -> None:
    code = "\n".join(f"line(number, {n})" for n in range(150))
    long = f"First.\n\nThe second part:\n\n```python\n{code}\n```\n\n```python\n```"
    (problem,) = answers.too_long([document(("Why?", long))])
    assert problem.message == (
        "the answer has 304 words, too many for one card. Cut it before “The second part:”, the python block."
    )
    assert problem.severity is Severity.INFO


def test_silenced_by_code_and_path() -> None:
    settings = Settings(silence=(Silence("unanswered", "later", "a.*"),))
    problems = checked([document(("Why?", "")), document(("How?", ""), path="b.md")], settings)
    assert [problem.where.path for problem in problems] == ["b.md"]
