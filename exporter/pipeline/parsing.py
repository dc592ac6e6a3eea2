"""Parses documents without a build: each with the settings beside it, and the ids that its cards have or would get."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from exporter import __version__, checks, readers
from exporter.errors import InputError
from exporter.identity import ledger
from exporter.identity.context import BuildContext
from exporter.identity.identification import Identified, identify
from exporter.identity.ledger import Ledger
from exporter.model import Card, Document, Identity, Problem
from exporter.pipeline import checking, folderdata, guard, reading, unsure
from exporter.pipeline.guard import LEFT_OUT, Failure
from exporter.pipeline.store import ledger_file
from exporter.problems.documents import UNREADABLE
from exporter.readers import coverage
from exporter.readers.source import Source
from exporter.settings import Settings
from exporter.sources import discover, formats, notread, passedover
from exporter.sources.discover import SourceFile, Sources
from exporter.sources.programs import Budget

_NOT_EXPLAINED = "it is not explained how the document is read"
_TAKEN = "\0"  # the file of entries that other cards have: not a name of a document


@dataclass(frozen=True, slots=True)
class CardId:
    """A card's id."""

    key: str  # of the ledger, or the one that a build would give
    known: bool  # whether the ledger has it


@dataclass(frozen=True, slots=True)
class Parsed:
    """Documents, their problems, and the ids of their cards."""

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]  # those that the settings do not silence; paths as they were given
    ids: Mapping[Card, CardId] = field(default_factory=dict, repr=False)  # of all cards, unanswered ones too
    unreadable: bool = False  # whether a document could not be read
    explained: tuple[str, ...] = field(default=(), repr=False)  # why the documents read so, where that is asked for


@dataclass(frozen=True, slots=True)
class _File:
    """The result of reading a file; without a name, problems of files that were not read."""

    sources: Sources  # by which it was found
    settings: Settings
    lock: Path  # of the ledger that may have its cards
    found: SourceFile | None = None
    documents: tuple[Document, ...] = ()
    problems: tuple[Problem, ...] = ()
    explained: tuple[str, ...] = ()


def parse(paths: Sequence[str], lock: Path | None = None, *, explain: bool = False, with_ids: bool = True) -> Parsed:
    """Reads files and folders. The ledger is `lock`, or the one beside each path; ids are left out unless asked for.

    Raises InputError for a path that is not there or has no documents, SettingsError, and LedgerError.
    """
    with Budget().counted():
        files = [file for path in paths for file in _files(path, lock, explain=explain)]
    ids: dict[Card, CardId] = {}
    if with_ids:
        files, ids = _identified(files)
    problems = tuple(dict.fromkeys((*formats.plugin_problems(), *_problems(files))))
    return Parsed(
        tuple(document for file in files for document in file.documents),
        problems,
        ids,
        any(problem.code == UNREADABLE.name for file in files for problem in file.problems),
        tuple(line for file in files for line in file.explained),
    )


def _files(path: str, lock: Path | None, *, explain: bool) -> Iterator[_File]:
    """The documents of a file or a folder, under the path as it was given."""
    settings = reading.settings_beside(path)
    sources = discover.discover([path], lock)
    home = lock or sources.folder / ledger.FILE
    yield _File(sources, settings, home, problems=tuple(_not_read(sources)))
    files = (_file(_File(sources, settings, home, found), found, explain=explain) for found in sources.documents)
    read = [file for file in files if file]
    if sources.documents and not read and not sources.not_read:
        raise passedover.nothing(path, (*sources.passed_over, *(found.name for found in sources.documents)))
    yield from read


def _file(empty: _File, found: SourceFile, *, explain: bool) -> _File | None:
    """The result of reading a file; None for data of a folder that nobody means."""
    may_be_passed_over = reading.may_be_passed_over(found, empty.settings) and not _is_meant(empty, found)
    try:
        made = guard.attempt(_read, empty, found, explain=explain)
    except InputError as error:
        if may_be_passed_over:
            return None
        return replace(empty, problems=(reading.unreadable(SourceFile(found.path, found.shown, ""), error),))
    if isinstance(made, Failure):
        made = replace(empty, problems=(made.problem(found.shown, LEFT_OUT),))
    is_open = may_be_passed_over or (reading.may_be_export(found, empty.settings) and not _is_meant(empty, found))
    is_ours = is_open and folderdata.is_ours(made.documents, lambda: _guids(empty.lock))
    return None if is_ours or (may_be_passed_over and not made.documents) else made


def _guids(lock: Path) -> frozenset[str]:
    return frozenset(entry.guid for entry in ledger_file.load(lock).entries.values())


def _read(empty: _File, found: SourceFile, *, explain: bool) -> _File:
    settings, data = empty.settings, discover.data(found)
    is_known = not reading.may_be_passed_over(found, settings) or _is_meant(empty, found)
    if not (is_known or reading.is_promising(found, data)):
        return empty
    source = formats.source(found.shown, data, reading.hinted(found, settings))
    made = readers.read(source)
    documents = tuple(reading.named(document, settings) for document in made.documents)
    if made.is_weak and not _is_meant(empty, found):
        made = replace(made, problems=(unsure.problem(found.shown, coverage.weakness(made)),))
        documents = ()
    explained = guard.attempt(lambda: tuple(_explained(source))) if explain else ()
    if isinstance(explained, Failure):
        problem = explained.problem(source.path, _NOT_EXPLAINED)
        return replace(empty, documents=documents, problems=(*made.problems, problem))
    return replace(empty, documents=documents, problems=made.problems, explained=explained)


def _is_meant(file: _File, found: SourceFile) -> bool:
    """Whether somebody named the document, or the ledger beside it has cards of it."""
    return reading.is_meant(found, file.settings) or found.name in ledger_file.known_files(file.lock)


def _not_read(sources: Sources) -> Iterator[Problem]:
    """What is not read of a folder, under the path as it was given."""
    for problem in notread.unread_links(sources):
        yield replace(problem, where=replace(problem.where, path=sources.shown[problem.where.path]))


def _explained(source: Source) -> Iterator[str]:
    """The readings that were weighed, best first."""
    found = readers.read(source)
    share = f"{found.left:.0%} of the text is not explained" if found.cards else "no question was found"
    yield f"{source.path}: {share}"
    yield from (f"  {offer}" for offer in found.offers)
    for n, one in enumerate(readers.candidates(source)):
        chosen = "chosen" if n == 0 and found.cards else "      "
        left = len(one.unexplained(source)) if one.cards else len(source.lines)
        yield f"  {chosen} {one.reader}: score {one.score(source):.3f}, {len(one.cards)} cards, {left} lines left"
        yield from (f"           {line}" for line in one.explanation)


def _problems(files: Sequence[_File]) -> Iterator[Problem]:
    """The problems that the settings of each document do not silence."""
    groups: dict[Settings, list[_File]] = defaultdict(list)
    for file in files:
        groups[file.settings].append(file)
    for settings, group in groups.items():
        documents = [document for file in group for document in file.documents]
        problems = [problem for file in group for problem in file.problems]
        yield from checks.unsilenced([*problems, *checking.problems(documents, settings)], settings)


# ── ids ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _identified(files: Sequence[_File]) -> tuple[list[_File], dict[Card, CardId]]:
    """The ids of all cards, and the files without the documents for which that fails."""
    ids: dict[Card, CardId] = {}
    failed: dict[str, Failure] = {}
    groups: dict[Path, list[_File]] = defaultdict(list)
    for file in files:
        groups[file.lock].append(file)
    for path, group in groups.items():
        documents = [document for file in group for document in file.documents]
        work = partial(_ids, ledger_file.load(path), _ParseScope(path, group))
        made, lost = guard.isolated(work, documents)
        ids |= made
        failed |= lost
    return [_without(file, failed) for file in files], ids


def _without(file: _File, failed: Mapping[str, Failure]) -> _File:
    name = file.found.shown if file.found else ""
    return replace(file, documents=(), problems=(failed[name].problem(name, LEFT_OUT),)) if name in failed else file


class _ParseScope:
    """Which documents of a ledger are read, and what they are called there."""

    def __init__(self, lock: Path, files: Sequence[_File]) -> None:
        self.home = lock.parent
        self.names = {file.found.shown: file.found.name for file in files if file.found}
        self.broken = {file.found.name for file in files if file.found and not file.documents}
        self.sources = list({id(file.sources): file.sources for file in files}.values())

    def holds(self, name: str) -> bool:
        """Whether a document of this name is read, or would be if it still existed."""
        return name not in self.broken and any(sources.in_scope(name) for sources in self.sources)

    def is_gone(self, name: str) -> bool:
        """Whether a document that is not read no longer exists; False for a folder elsewhere."""
        path = self.home / name
        return name not in self.broken and bool(name) and path.parent.is_dir() and not os.path.lexists(path)

    def placed(self, card: Card) -> Card:
        """The card with the name of its document in the ledger."""
        return replace(card, where=replace(card.where, path=self.names[card.where.path]))


def _ids(known: Ledger, scope: _ParseScope, documents: Iterable[Document]) -> dict[Card, CardId]:
    """The ids of the cards of some documents: unanswered ones get what answered ones leave, since builds skip them."""
    in_order = sorted(documents, key=lambda document: scope.names[document.source])  # as a build has them
    cards = {card: scope.placed(card) for document in in_order for card in document.cards}
    answered = [placed for placed in cards.values() if placed.answer.strip()]
    first = identify(answered, known, BuildContext(0, scope.holds, scope.is_gone, version=__version__))
    rest = _left(first, [placed for placed in cards.values() if not placed.answer.strip()], scope)
    identities = {**first.identities, **rest}
    return {card: CardId(key := identities[placed].key, key in known.entries) for card, placed in cards.items()}


def _left(first: Identified, cards: Sequence[Card], scope: _ParseScope) -> Mapping[Card, Identity]:
    """The identities of further cards, none of which takes an entry that a card has already."""
    taken = {identity.key for identity in first.identities.values()}
    entries = {key: replace(e, file=_TAKEN) if key in taken else e for key, e in first.ledger.entries.items()}
    holds, is_gone = (partial(_unless_taken, which) for which in (scope.holds, scope.is_gone))
    context = BuildContext(0, holds, is_gone, version=__version__)
    return identify(cards, replace(first.ledger, entries=entries), context).identities if cards else {}


def _unless_taken(which: Callable[[str], bool], name: str) -> bool:
    return name != _TAKEN and which(name)
