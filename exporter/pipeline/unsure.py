"""Documents of folders in which little asks: passed over and counted, unless somebody means them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from exporter.model import Location, Problem, Severity
from exporter.pipeline import reading
from exporter.pipeline.reading import Library
from exporter.problems.documents import PASSED_OVER
from exporter.settings import Settings
from exporter.sources.discover import SourceFile

_REMEDY = "Name the file itself, or give it an entry in `[[documents]]`, to read it all the same."


def passed_over(
    library: Library, found: Collection[SourceFile], settings: Settings, known: Callable[[], Collection[str]]
) -> Library:
    """The library without such documents; `known` has the documents with live cards in the ledger.

    Where one of these is gone nothing is passed over: what is unsure may be it, under another name.
    """
    out = _unsure(library, found, settings)
    live = frozenset(known()) if out else frozenset()
    if live - {each.name for each in found}:
        return library
    out -= live
    return _without(library, out) if out else library


def _unsure(library: Library, found: Collection[SourceFile], settings: Settings) -> set[str]:
    return {each.name for each in found if each.name in library.weak and not reading.is_meant(each, settings)}


def _without(library: Library, out: Collection[str]) -> Library:
    others = tuple(document for document in library.documents if document.source not in out)
    severity = Severity.INFO if others else Severity.ERROR
    told = (problem(name, library.weak[name], severity) for name in sorted(out))
    problems = (each for each in library.problems if each.where.path not in out)
    return replace(library, documents=others, problems=(*problems, *told))


def problem(name: str, weakness: str, severity: Severity = Severity.INFO) -> Problem:
    """The problem of a document that is passed over."""
    return PASSED_OVER.at(Location(name, 1), f"passed over: {weakness}. {_REMEDY}", severity)


def names(problems: Iterable[Problem]) -> tuple[str, ...]:
    """The documents that are passed over."""
    return tuple(dict.fromkeys(each.where.path for each in problems if each.code == PASSED_OVER.name))
