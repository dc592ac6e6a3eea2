"""`exporter parse`: how documents are read, with the settings beside them applied as a build applies them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from exporter import checks, jsontypes, readers
from exporter.commands import messages
from exporter.commands.outcome import Outcome, dumps, joined
from exporter.errors import InputError
from exporter.model import Card, Choice, Cloze, Document, Note, Problem
from exporter.pipeline import checking, guard, reading, report
from exporter.pipeline.guard import Failure
from exporter.problems.documents import INTERNAL, UNREADABLE
from exporter.readers.source import Source
from exporter.settings import Settings
from exporter.sources import discover, formats, links
from exporter.sources.discover import Found, Sources

_LEFT_OUT, _NOT_EXPLAINED = "the document is left out", "it is not explained how the document is read"


@dataclass(frozen=True, slots=True)
class _Parsed:
    settings: Settings
    documents: tuple[Document, ...] = ()
    problems: tuple[Problem, ...] = ()
    explained: tuple[str, ...] = ()  # why it reads so, where that is asked for

    @property
    def failed(self) -> bool:
        """Whether something cannot be read that should be."""
        return any(problem.code == UNREADABLE.name for problem in self.problems)


def run(paths: Sequence[str], *, as_json: bool, verbose: bool) -> Outcome:
    """The readings of these files and folders, as JSON or an outline."""
    found = [one for path in paths for one in _folder(path, explain=verbose and not as_json)]
    documents = tuple(document for one in found for document in one.documents)
    problems = tuple(_problems(found))
    code = report.code(
        [each for each in problems if each.code == INTERNAL.name], unreadable=any(one.failed for one in found)
    )
    if as_json:
        return Outcome(dumps(table(documents, problems)), code=code)
    lines = [line for one in found for line in one.explained]
    lines += [line for document in documents for line in _outline(document)]
    lines += messages.lines(problems, {}, verbose=verbose)
    return Outcome(joined(lines), code=code)


def _folder(path: str, *, explain: bool) -> Iterator[_Parsed]:
    """The documents of a file or a folder, under the path as it was typed."""
    settings = reading.settings_beside(path)
    sources = discover.discover([path], None)
    yield _Parsed(settings, problems=tuple(_not_read(sources)))
    for found in sources.documents:
        shown = Found(found.path, found.shown, "")
        try:
            made = guard.attempt(_read, found, settings, explain=explain)
        except InputError as error:
            yield _Parsed(settings, problems=(reading.unreadable(shown, error),))
            continue
        yield made if isinstance(made, _Parsed) else _Parsed(settings, problems=(made.problem(shown.name, _LEFT_OUT),))


def _read(found: Found, settings: Settings, *, explain: bool) -> _Parsed:
    source = formats.source(found.shown, discover.data(found), reading.hinted(found, settings))
    made = readers.read(source)
    documents = tuple(reading.named(document, settings) for document in made.documents)
    explained = guard.attempt(lambda: tuple(_explained(source))) if explain else ()
    if isinstance(explained, Failure):
        return _Parsed(settings, documents, (*made.problems, explained.problem(source.path, _NOT_EXPLAINED)))
    return _Parsed(settings, documents, made.problems, explained)


def _not_read(sources: Sources) -> Iterator[Problem]:
    """What is not read of a folder, under the path as it was typed."""
    for problem in links.problems(sources):
        yield replace(problem, where=replace(problem.where, path=sources.shown[problem.where.path]))


def _problems(found: Sequence[_Parsed]) -> Iterator[Problem]:
    """The problems that the settings of each document do not silence."""
    groups: dict[Settings, list[_Parsed]] = defaultdict(list)
    for one in found:
        groups[one.settings].append(one)
    for settings, group in groups.items():
        documents = [document for one in group for document in one.documents]
        problems = [problem for one in group for problem in one.problems]
        yield from checks.heard([*problems, *checking.problems(documents, settings)], settings)


def _outline(document: Document) -> Iterator[str]:
    yield f"{document.title}  ({document.source})"
    section: tuple[str, ...] = ()
    for item in document.items:
        if item.section != section:
            section = item.section
            yield f"  {' › '.join(section)}"
        if isinstance(item, Card):
            number = "" if item.number is None else f"{item.number}. "
            level = f"  [{item.level}]" if item.level else ""
            said = item.answer if isinstance(item.kind, Cloze) else item.question  # a cloze as the document has it
            first = said.split("\n", 1)[0]
            yield f"    {item.where.line:>5}  {number}{first}{level}{'' if item.answer else '  (no answer)'}"
        else:
            yield f"    {item.where.line:>5}  note: {item.title or item.text.split(chr(10), 1)[0][:60]}"


def _explained(source: Source) -> Iterator[str]:
    """The readings that were weighed, best first."""
    yield f"{source.path}:"
    for n, found in enumerate(readers.candidates(source)):
        chosen = "chosen" if n == 0 else "      "
        left = len(found.unexplained(source))
        yield f"  {chosen} {found.reader}: score {found.score(source):.3f}, {len(found.cards)} cards, {left} lines left"
        yield from (f"           {line}" for line in found.explanation)


# ── JSON ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def table(documents: Iterable[Document], problems: Iterable[Problem]) -> jsontypes.Reading:
    """A reading for programs."""
    return {
        "schema": 1,
        "documents": [_document(document) for document in documents],
        "problems": [report.problem(found) for found in problems],
    }


def _document(document: Document) -> jsontypes.Document:
    return {
        "title": document.title,
        "source": document.source,
        "tags": list(document.tags),
        "meta": dict(document.meta),
        "notes": [_note(note) for note in document.notes],
        "cards": [_card(card) for card in document.cards],
    }


def _note(note: Note) -> jsontypes.Note:
    place = note.where
    return {
        "title": note.title,
        "text": note.text,
        "path": place.path,
        "line": place.line,
        "section": list(note.section),
    }


def _card(card: Card) -> jsontypes.Card:
    table: jsontypes.Card = {
        "id": card.id,
        "question": card.question,
        "answer": card.answer,
        "number": card.number,
        "level": cast("Any", card.level and str(card.level)),
        "section": list(card.section),
        "tags": list(card.tags),
        "kind": cast("Any", card.kind.name),
        "path": card.where.path,
        "line": card.where.line,
    }
    if isinstance(card.kind, Choice):
        table["options"], table["correct"] = list(card.kind.options), list(card.kind.correct)
    return table
