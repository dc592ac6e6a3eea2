"""Reads the documents of a build: bytes -> Source -> best reading, with the settings of each document."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from exporter.errors import InputError, WorkerError
from exporter.identity import originals
from exporter.identity.ledger import FileState
from exporter.model import Document, Location, Problem, Severity
from exporter.pipeline import guard
from exporter.pipeline.guard import LEFT_OUT, Failure
from exporter.pipeline.store import reading_cache
from exporter.pipeline.store.reading_cache import Read, Readings
from exporter.problems.documents import UNREADABLE
from exporter.readers import normal
from exporter.readers.source import NO_HINT, Hint, Reading
from exporter.settings import DocumentSettings, Settings, beside, load
from exporter.sources import discover, formats
from exporter.sources.discover import SourceFile
from exporter.sources.programs import Budget
from exporter.workers import Task, Workers, prepare, take_part


@dataclass(frozen=True, slots=True)
class Library:
    """All documents of a build, and the problems of reading them."""

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]
    unreadable: bool = False  # whether a document could not be read at all
    files: Mapping[str, FileState] = field(default_factory=dict)  # those that were read, by name
    left: Mapping[str, float] = field(default_factory=dict)  # share of the text that no card holds, by name
    weak: Mapping[str, str] = field(default_factory=dict)  # files in which little asks, by name: why

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Problems for which something is not as it should be."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)

    def without(self, failed: Mapping[str, Failure]) -> Library:
        """The library without these files, by name, each with a problem."""
        return replace(
            self,
            documents=tuple(each for each in self.documents if each.source not in failed),
            problems=(*self.problems, *(each.problem(name, LEFT_OUT) for name, each in failed.items())),
            files={name: state for name, state in self.files.items() if name not in failed},
        )


_MUCH = 200_000  # bytes to read: below, other processes would come too late
MODULES = (  # to read with
    __name__,
    "exporter.readers",
    "exporter.readers.inferred",
    "exporter.readers.pasted",
    "exporter.readers.answer_key.line",
)


Outcome = Read | InputError | Failure
_TEXTS = frozenset({".txt", ".text"})
_NOT_MEANT = Read((), (), weakness="nothing in it is surely a question")  # a file of data that was not looked through


@dataclass(slots=True)
class _ReadFile:
    """A file of the build, and what is known of it."""

    found: SourceFile
    hint: Hint
    data: bytes = b""
    digest: str = ""
    read: Outcome | None = None


@dataclass(frozen=True, slots=True)
class _Tried:
    """What came of reading a file in some process."""

    outcome: Outcome
    spent: float  # seconds of the budget
    process: int


def read_all(
    found: Iterable[SourceFile],
    settings: Settings,
    cache: Readings,
    processes: int = 1,
    later: Sequence[str] = (),
    known: Callable[[], Collection[str]] = frozenset,
) -> Library:
    """Reads every document; one that cannot be read is a problem, and the others are read all the same.

    `known` has the documents with cards in the ledger, which are meant. `later` are modules that other processes will
    need after this, where anything was to be read.
    """
    entries = [_entry(each, hinted(each, settings), cache) for each in found]
    _pass_over(entries, settings, known)
    _read_unknown([entry for entry in entries if entry.read is None], cache, processes, later)
    documents: list[Document] = []
    problems: list[Problem] = []
    for entry in entries:
        if isinstance(entry.read, Read):
            problems += entry.read.problems
            documents += (named(document, settings) for document in entry.read.documents)
        elif entry.read:
            problems.append(failed_problem(entry.found, entry.read))
    failed = any(isinstance(entry.read, InputError) for entry in entries)
    return _library(entries, documents, problems, failed=failed)


def _pass_over(entries: Iterable[_ReadFile], settings: Settings, known: Callable[[], Collection[str]]) -> None:
    """Leaves files of data unread that nobody means, where their names tell already."""
    for entry in entries:
        is_open = entry.read is None and may_be_passed_over(entry.found, settings)
        if is_open and not is_promising(entry.found, entry.data) and entry.found.name not in known():
            entry.read = _NOT_MEANT


def is_meant(found: SourceFile, settings: Settings) -> bool:
    """Whether somebody named a document: on the command line, or in the settings."""
    return found.within is None or settings.names(found.name)


def may_be_passed_over(found: SourceFile, settings: Settings) -> bool:
    """Whether a file holds data, stands in a folder, and is named by nobody."""
    return formats.is_data(found.name) and not is_meant(found, settings)


def may_be_export(found: SourceFile, settings: Settings) -> bool:
    """Whether a text of a folder, which nobody names, may be an export of notes: they are ours or somebody else's."""
    return found.path.suffix.lower() in _TEXTS and not is_meant(found, settings)


def is_promising(found: SourceFile, data: bytes) -> bool:
    """Whether the names in a file of data may be those of questions and answers: a cheap test, which PDF has not."""
    from exporter.readers import records

    suffix = found.path.suffix.lower()
    return suffix == formats.PDF or records.may_be_sure(suffix, data)


def _library(
    entries: Sequence[_ReadFile], documents: Sequence[Document], problems: Sequence[Problem], *, failed: bool
) -> Library:
    """The library of these documents, with what is known of their files."""
    made = {each.found.name: (each, each.read) for each in entries if isinstance(each.read, Read)}
    return Library(
        tuple(documents),
        tuple(problems),
        failed,
        {name: _state(each) for name, (each, _) in made.items()},
        {name: read.left for name, (_, read) in made.items()},
        {name: read.weakness for name, (_, read) in made.items() if read.weakness},
    )


def _state(entry: _ReadFile) -> FileState:
    return originals.state(entry.data, "" if entry.hint == NO_HINT else repr(entry.hint))


def _entry(found: SourceFile, hint: Hint, cache: Readings) -> _ReadFile:
    """A file with its reading, where nothing changed since it was read."""
    try:
        made = guard.attempt(_known, found, hint, cache)
    except InputError as error:
        return _ReadFile(found, hint, read=error)
    return made if isinstance(made, _ReadFile) else _ReadFile(found, hint, read=made)


def _known(found: SourceFile, hint: Hint, cache: Readings) -> _ReadFile:
    data = discover.data(found)
    digest = reading_cache.digest(found.name, data, hint)
    return _ReadFile(found, hint, data, digest, cache.find(found.name, digest))


def _read_unknown(entries: Sequence[_ReadFile], cache: Readings, processes: int, later: Sequence[str]) -> None:
    """Reads files that the cache lacks: here and, for many files or if they are needed later, in other processes."""
    shared = later or sum(len(entry.data) for entry in entries) > _MUCH
    budget = Budget()
    with Workers(min(processes, len(entries)) - 1 if shared else 0, MODULES) as others:
        tasks = [others.submit(_tried, entry, budget) for entry in entries]
        for task in tasks:
            task.add_done_callback(partial(_pay, budget))
        if later and entries and processes > 1:
            prepare(later)
        take_part(tasks)
        for entry, task in zip(entries, tasks, strict=True):
            entry.read = _outcome(entry, task)
            if isinstance(entry.read, Read):
                cache.keep(entry.found.name, entry.digest, entry.read)


def _outcome(entry: _ReadFile, task: Task[_Tried]) -> Outcome:
    try:
        made = guard.attempt(task.result)  # where a reading cannot be sent by another process, too
    except WorkerError as error:
        return InputError(f"{entry.found.name}: it could not be read. {error.message}")
    return made if isinstance(made, Failure) else made.outcome


def _pay(budget: Budget, task: Future[_Tried]) -> None:
    """Takes what another process spent from the budget, of which it had a copy.

    A task that no process can do is done later, by who asks for its result: so it is not asked for here.
    """
    if task.cancelled() or Future.exception(task):
        return
    made = Future.result(task)
    if made.process != os.getpid():
        budget.spend(made.spent)


def _tried(entry: _ReadFile, budget: Budget) -> _Tried:
    with budget.counted() as spent:
        try:
            made = guard.attempt(_read, entry.found.name, entry.data, entry.hint)
        except InputError as error:
            return _Tried(error, spent(), os.getpid())
    return _Tried(made if isinstance(made, Failure) else kept(made), spent(), os.getpid())


def kept(made: Reading) -> Read:
    """What a build keeps of a reading."""
    from exporter.readers import coverage

    return Read(made.documents, made.problems, round(made.left, 3), coverage.weakness(made) if made.is_weak else "")


def hinted(found: SourceFile, settings: Settings) -> Hint:
    """The settings that affect how a file is read."""
    given = settings.for_document(found.name)
    return _hint(given)


def _hint(given: DocumentSettings) -> Hint:
    return Hint(given.question, given.exclude, given.columns.given)


def read(found: SourceFile, settings: Settings) -> Reading:
    """The best reading of one file; raises InputError where it cannot be read."""
    return _read(found.name, discover.data(found), hinted(found, settings))


def read_data(name: str, data: bytes, settings: Settings) -> tuple[Document, ...]:
    """The documents of a file of this name that holds these bytes; raises InputError."""
    given = settings.for_document(name)
    found = _read(name, data, _hint(given))
    return tuple(named(document, settings) for document in found.documents)


def _read(name: str, data: bytes, hint: Hint) -> Reading:
    from exporter import readers  # with all that restores text: slow to load, and often not needed

    return readers.read(formats.source(name, data, hint))


def failed_problem(found: SourceFile, why: InputError | Failure) -> Problem:
    """The problem of a document that could not be read."""
    return unreadable(found, why) if isinstance(why, InputError) else why.problem(found.name, LEFT_OUT)


def unreadable(found: SourceFile, error: InputError) -> Problem:
    """The error as a problem: its message begins with the place, which the problem says itself."""
    place, _, message = error.message.partition(": ")
    line = place.rpartition(":")[2]
    where = Location(found.name, int(line) if line.isdigit() else 1)
    return UNREADABLE.at(where, message)


def named(document: Document, settings: Settings) -> Document:
    """The document with the title, the tags and the language that the settings give it."""
    given = settings.for_document(document.source)
    tags = tuple(dict.fromkeys((*document.tags, *filter(None, map(normal.line, given.tags)))))
    meta = {**document.meta, "lang": given.language} if given.language else document.meta
    return replace(document, title=normal.line(given.title) or document.title, tags=tags, meta=meta)


def settings_beside(path: str) -> Settings:
    """The settings beside a document or in a folder, as a build of it would find them."""
    folder = Path(path) if Path(path).is_dir() else Path(path).parent
    return load(beside(folder))
