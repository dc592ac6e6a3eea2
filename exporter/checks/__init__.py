"""Checks of documents: each problem has a place and a remedy.

A rule is a function of all documents that yields problems, with a row in the table below.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from exporter.checks import answers, counts, formulas, questions, tables
from exporter.model import Document, Problem
from exporter.problems.documents import INTERNAL
from exporter.settings import Settings

Rule = Callable[[Sequence[Document]], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    questions.unanswered,
    questions.vanished,
    questions.nearly_asked_twice,
    counts.too_few,
    counts.gaps,
    answers.bare_link,
    answers.too_long,
    tables.lost_cells,
    formulas.unset,
)


def rules(settings: Settings) -> tuple[Rule, ...]:
    """All rules; the one for duplicates depends on the settings."""
    return (*RULES, questions.left_out if settings.duplicates == "suppress" else questions.asked_twice)


def unsilenced(problems: Iterable[Problem], settings: Settings) -> list[Problem]:
    """Problems that the settings do not silence, without repetitions, sorted by place."""
    return sorted(
        {each for each in problems if each.code == INTERNAL.name or not settings.silenced(each.code, each.where.path)},
        key=lambda problem: (problem.where, problem.code, problem.message),
    )
