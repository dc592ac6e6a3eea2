"""Reads the documents of a build: bytes -> Source -> the best reading, with the settings of each document applied."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from exporter.build import discover, formats, readings
from exporter.build.discover import Found
from exporter.build.readings import Read, Readings
from exporter.errors import InputError
from exporter.model import Document, Location, Problem, Severity
from exporter.readers.source import Hint, Reading
from exporter.settings import Settings


@dataclass(frozen=True, slots=True)
class Library:
    """All documents of a build, and what went wrong in reading them."""

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]
    unreadable: bool = False  # whether a document could not be read at all


def read_all(found: Iterable[Found], settings: Settings, cache: Readings) -> Library:
    """Reads every document; one that cannot be read is a problem, and the others are read all the same."""
    documents: list[Document] = []
    problems: list[Problem] = []
    unreadable = False
    for each in found:
        try:
            reading = _read_once(each, settings, cache)
        except InputError as error:
            unreadable = True
            problems.append(_unreadable(each, error))
            continue
        problems += reading.problems
        documents += (_set(document, settings) for document in reading.documents)
    return Library(tuple(documents), tuple(problems), unreadable)


def _read_once(found: Found, settings: Settings, cache: Readings) -> Read:
    """The best reading of one file, read anew only where something changed."""
    data = discover.data(found)
    hint = hinted(found, settings)
    digest = readings.digest(found.name, data, hint)
    known = cache.find(found.name, digest)
    if known is None:
        made = _read(found.name, data, hint)
        known = Read(made.documents, made.problems)
        cache.keep(found.name, digest, known)
    return known


def hinted(found: Found, settings: Settings) -> Hint:
    """What the settings say of how a file reads."""
    given = settings.for_document(found.name)
    return Hint(given.question, given.exclude)


def read(found: Found, settings: Settings) -> Reading:
    """The best reading of one file; raises InputError where it cannot be read."""
    return _read(found.name, discover.data(found), hinted(found, settings))


def _read(name: str, data: bytes, hint: Hint) -> Reading:
    from exporter import readers  # with all that restores text: slow to load, and often not needed

    return readers.read(formats.source(name, data, hint))


def _unreadable(found: Found, error: InputError) -> Problem:
    """The error as a problem: its message begins with the place, which the problem says itself."""
    place, _, message = error.message.partition(": ")
    line = place.rpartition(":")[2]
    where = Location(found.name, int(line) if line.isdigit() else 1)
    return Problem(Severity.ERROR, "unreadable", message, where)


def _set(document: Document, settings: Settings) -> Document:
    given = settings.for_document(document.source)
    return replace(document, title=given.title or document.title, tags=(*document.tags, *given.tags))
