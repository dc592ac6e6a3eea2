"""Runs the checks; a rule that fails for one document is reported, and checks the other documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from exporter import checks
from exporter.checks import Rule
from exporter.errors import ExporterError
from exporter.model import Document, Problem
from exporter.pipeline import fonts, guard
from exporter.settings import Settings

if TYPE_CHECKING:
    from exporter.pipeline.build import Build

_CONSEQUENCE = "its checks are not complete, and all its outputs are made"


def unsilenced(inputs: Build) -> tuple[Problem, ...]:
    """All problems of documents that the settings do not silence."""
    chosen = inputs.settings
    rules = problems(inputs.library.documents, chosen, fonts.rule(chosen.print))
    return tuple(checks.unsilenced([*inputs.library.problems, *rules], chosen))


def problems(documents: Sequence[Document], settings: Settings, *more: Rule) -> Iterator[Problem]:
    """The problems that all rules, and these additional ones, find in documents."""
    for rule in (*checks.rules(settings), *more):
        yield from found(rule, documents)


def found(rule: Rule, documents: Sequence[Document]) -> list[Problem]:
    """The problems that a rule finds in documents, and a problem for each document that it fails for."""

    def work(some: Sequence[Document]) -> list[Problem]:
        return list(rule(some))

    try:
        made, failed = guard.isolated(work, documents)
    except ExporterError:
        raise
    except Exception as error:  # which no document raises by itself
        name = documents[0].source if documents else ""
        return [guard.failure(error).problem(name, _CONSEQUENCE)]
    return [*made, *(each.problem(source, _CONSEQUENCE) for source, each in failed.items())]
