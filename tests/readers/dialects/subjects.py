"""What cards are about: questions and answers in our own words, in several languages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FILE = Path(__file__).with_name("subjects.yaml")


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that can be asked; the fields are explained in the file."""

    asked: str
    order: str
    topic: str
    word: str
    wrong: tuple[str, ...]
    told: str
    more: str
    points: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Labels and phrases of one language."""

    colon: str
    question: str
    answer: str
    short: tuple[str, str]  # the letters for both
    show: str
    contents: str
    title: str
    correct: str
    explanation: str
    sections: tuple[str, ...]
    intro: str
    roles: tuple[str, str]
    farewell: str

    @property
    def labels(self) -> dict[str, str]:
        """What the templates of rows may name."""
        plain = {name: getattr(self, name) for name in ("colon", "question", "answer", "show", "correct")}
        return {**plain, "Q": self.short[0], "A": self.short[1], "why": self.explanation}


@cache
def _loaded() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(_FILE.read_text(encoding="utf-8"), yaml.BaseLoader)
    return loaded


def languages() -> list[str]:
    """Their codes, English first."""
    return list(_loaded())


@cache
def subjects(language: str) -> tuple[Subject, ...]:
    """All subjects of a language."""
    return tuple(
        Subject(**{**made, "wrong": tuple(made["wrong"]), "points": tuple(map(tuple, made["points"]))})
        for made in _loaded()[language]["subjects"]
    )


@cache
def words(language: str) -> Words:
    """The words of a language."""
    made = _loaded()[language]["words"]
    fields: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in made.items()}
    return Words(**fields)
