from __future__ import annotations

from functools import cache

import pytest

from exporter import readers
from exporter.model import Choice, Level
from exporter.readers import pasted
from exporter.readers.pasted import questions
from exporter.readers.source import Reading, Source
from tests.conftest import ROOT

BAKERY = ROOT / "tests" / "fixtures" / "articles" / "bakery.txt"


@cache
def source() -> Source:
    return Source.decode("bakery.txt", BAKERY.read_bytes())


@cache
def reading() -> Reading:
    return readers.read(source())


def test_two_articles_in_one_file_are_two_documents() -> None:
    titles = [document.title for document in reading().documents]
    assert titles == [
        "Top 12 Bread & Pastry Interview Questions and Answers – Beginner to Advanced",
        "Top 3 Coffee Interview Questions",
    ]


def test_questions_with_number_level_section_and_line() -> None:
    found = [(card.number, card.level, card.section, card.where.line, card.question) for card in reading().cards]
    doughs, ovens, faq = ("Section 1 – Doughs",), ("Section 2 – Ovens",), ("Frequently Asked Questions",)
    first, then = ("Beginner Questions",), ("Advanced Questions",)
    assert found == [
        (1, Level.BEGINNER, doughs, 20, "What does yeast do?"),
        (2, Level.INTERMEDIATE, doughs, 29, "How is a poolish mixed?"),
        (3, Level.ADVANCED, ovens, 41, "How hot is the oven?"),
        (None, None, faq, 54, "Can dough be frozen?"),
        (None, None, faq, 58, "Is salt needed?"),
        (1, Level.BEGINNER, first, 85, "What is a ristretto?"),
        (2, Level.BEGINNER, first, 90, "Why is water hard?"),
        (3, Level.ADVANCED, then, 101, "Which milk foams best?"),
    ]


def test_answers_are_markdown() -> None:
    answers = [card.answer for card in reading().cards]
    assert answers[0] == (
        "Yeast eats sugar and gives off gas. The gas lifts the dough.\n\n"
        "Why it matters:\n\n"
        "- **Volume** — without gas there are no holes\n"
        "- **Taste** — slow dough tastes of more\n"
        "  - **Cold dough** — slower still"
    )
    assert answers[1] == (
        "```python\nflour = 500\nwater = 500\n\ndef poolish(days):\n    # one pinch per day\n"
        "    return flour + water + days\n```\n\n"
        "The mixture rests over night.\n\n"
        "> [!WARNING]\n> Never close the jar: the gas needs a way out."
    )
    assert answers[2] == "1. Heat it to 250 degrees.\n2. Open the door for a moment."


def test_the_ornament_above_a_section_is_no_answer() -> None:
    answers = [card.answer for card in reading().cards]
    assert answers[6].endswith("liters are enough for a day of tasting.")


def test_what_is_no_card_is_a_note() -> None:
    notes = [(note.title, note.section, note.text) for note in reading().documents[0].notes]
    assert notes == [
        ("", (), "> [!IMPORTANT]\n> TL;DR: Everything that a bakery asks, from flour to the oven."),
        (
            "Introduction",
            (),
            "Baking looks simple from outside. It is chemistry with a timer.\n\n"
            "> [!TIP]\n> How to use this: bake every recipe once before you read on.",
        ),
        ("", ("Section 1 – Doughs",), "These questions come first in every interview."),
        ("Quick Temperature Sheet", (), "### Breads\n\nRye wants 240 degrees."),
        ("Key Takeaways", (), "- Time beats heat\n- Salt last"),
    ]


def test_furniture_is_metadata_or_set_aside() -> None:
    first, second = reading().documents
    assert first.tags == ("Bread", "Pastry", "Sourdough")
    assert first.meta == {"date": "Monday, March 2, 2026", "published": "March 2026", "reading time": "~9 minutes"}
    assert second.meta == {
        "updated": "2026",
        "subtitle": "Everything about the other half of breakfast",
        "questions": "12",
        "skill levels": "2",
    }
    aside = [source().lines[span.first] for span in reading().spans if span.what == "aside"]
    assert aside == [
        "Was this useful? Share it with another baker, or leave a comment below.",
        "Beginner (Q1–Q2)",
        "☕",
        "Q1 – Q2",
        "🥛",
        "Q3 – Q3",
        "Top 3 Coffee Interview Questions · 2026 Edition",
    ]


def test_every_line_is_accounted_for() -> None:
    assert reading().unexplained(source()) == []


def _quiz(options: str) -> str:
    return "\n".join(f"Q{n}: Which bird is number {n}?\n{options}\n\nAnswer: B\n" for n in (1, 2, 3))


@pytest.mark.parametrize(
    "options", ["A. Hen\nB. Owl", "- A) Hen\n- B) Owl", "\n(a) Hen\n\n(b) Owl", "* **A.** Hen\n* **B.** Owl"]
)
def test_a_quiz_is_no_article(options: str) -> None:
    found = readers.read(Source.decode("quiz.txt", _quiz(options).encode()))
    assert [card.kind for card in found.cards] == [Choice(("Hen", "Owl"), (1,))] * 3


@pytest.mark.parametrize("answer", ["A: Hens lay eggs.\n\nBirds do.", "A. Hens lay eggs.\nBoth do."])
def test_a_labelled_answer_makes_no_quiz(answer: str) -> None:
    source = Source("notes.txt", f"Q1. Who lays eggs?\n{answer}\n\nQ2. Who barks?\n{answer}\n")
    assert not pasted._is_quiz(source, questions.find(source.lines))


def _long_article(said: str) -> Source:
    prose = "\n\n".join(f"It is said of bird {n} that it sings." for n in range(150))
    return Source("long.txt", f"Q1. Who lays eggs?\n\n{said}\n\n{prose}\n\nQ2. Who barks?\n\nThe dog barks.\n")


@pytest.mark.parametrize("said", ["<nest>\n<!-- eggs -->\n</nest>\n\n<!-- of birds -->", "A **hen** or a **goose**."])
def test_a_long_article_may_show_a_few_comments_and_stars(said: str) -> None:
    found = pasted.read(_long_article(said))
    assert found
    assert [card.number for card in found.cards] == [1, 2]


@pytest.mark.parametrize(
    "said", ["```\negg\n```", "As [said](https://example.org/birds), [often](https://example.org)."]
)
def test_a_fence_or_links_are_markdown(said: str) -> None:
    assert pasted.read(_long_article(said)) is None
