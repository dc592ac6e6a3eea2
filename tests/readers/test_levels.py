"""The names of levels mean the same in all readers, in every language."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from exporter import grammar, readers
from exporter.emitters import canonical
from exporter.model import Card, Document, Level, Location
from exporter.readers import levels
from exporter.readers.source import Source

ASKED = ("What is a tide", "Why do reefs grow", "How deep is a gulf", "Where do dunes move")
NAMES = {
    Level.BEGINNER: (
        "Beginner",
        "Easy",
        "Novice",
        "Entry level",
        "leicht",
        "Fácil",
        "Débutant",
        "básico",
        "лёгкий",
        "初级",
        "초급",
    ),
    Level.INTERMEDIATE: (
        "Intermediate",
        "Medium",
        "mid-level",
        "mittel",
        "Intermedio",
        "moyen",
        "средний",
        "中級",
        "중급",
    ),
    Level.ADVANCED: ("Advanced", "Hard", "Difficult", "Guru", "schwer", "difícil", "avancé", "сложный", "上級", "고급"),
}
SHAPES: dict[str, Callable[[str, str], str]] = {
    "pasted": lambda asked, name: f"Q1. {asked}? {name}\nBecause of the moon and the sea.\n",
    "brackets": lambda asked, name: f"### {asked}? ({name})\n\nBecause of the sea.\n",
    "before": lambda asked, name: f"### [{name}] {asked}?\n\nBecause of the sea.\n",
    "code": lambda asked, name: f"### {asked}? `{name}`\n\nBecause of the sea.\n",
    "section": lambda asked, name: f"## {name}\n\n### {asked}?\n\nBecause of the sea.\n",
    "canonical": lambda asked, name: f"### Q: {asked}? `{name}`\n\nBecause of the sea.\n",
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(("level", "name"), [(level, name) for level, names in NAMES.items() for name in names])
def test_a_name_is_understood_everywhere(level: Level, name: str, shape: str) -> None:
    head = {"canonical": "# Sea\n<!-- canonical -->\n\n", "pasted": ""}.get(shape, "# Interview questions\n\n")
    reading = readers.read(Source("sea.md", head + "\n".join(SHAPES[shape](asked, name) for asked in ASKED)))
    assert [(card.question, card.level) for card in reading.cards] == [(f"{asked}?", level) for asked in ASKED]


@pytest.mark.parametrize("text", ["", "easy question", "hardware", "a hard disk", "base", "Grundlagen", "medium rare"])
def test_other_words_name_no_level(text: str) -> None:
    assert levels.named(text) is None


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Questions for beginners", Level.BEGINNER),
        ("Preguntas para principiantes", Level.BEGINNER),
        ("Fragen für Anfänger", Level.BEGINNER),
        ("Вопросы для начинающих", Level.BEGINNER),
        ("Сложный уровень", Level.ADVANCED),
        ("高级面试题", Level.ADVANCED),
        ("From beginner to expert", None),
        ("Advanced indexing", None),
        ("", None),
    ],
)
def test_titles_of_a_level(title: str, level: Level | None) -> None:
    assert levels.of_title(title) == level


@pytest.mark.parametrize(
    "question", ["Which flag is meant? `hard`", "What is `hard`", "Say `advanced`", "It is.`fácil`"]
)
def test_a_question_that_ends_in_such_a_name_comes_back(question: str) -> None:
    card = Card(question, "An answer.", Location("sea.md", 1))
    reading = readers.read(Source("sea.md", canonical.write([Document("Sea", "sea.md", (card,))])))
    assert [(each.question, each.level) for each in reading.cards] == [(question, None)]


def test_code_within_a_question_is_no_level() -> None:
    assert grammar.split_level("How does git reset `hard`") == ("How does git reset `hard`", None)
