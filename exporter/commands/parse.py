"""`exporter parse`: the cards and notes that are read from documents, with the settings that a build would apply."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from exporter import jsontypes
from exporter.commands import messages
from exporter.commands.outcome import Outcome, dumps, joined
from exporter.model import Card, Choice, Cloze, Document, Note
from exporter.pipeline import parsing, report
from exporter.pipeline.parsing import CardId, Parsed
from exporter.problems.documents import INTERNAL, PLUGIN


def run(paths: Sequence[str], lock: Path | None, *, as_json: bool, verbose: bool) -> Outcome:
    """The readings of these files and folders, as JSON or an outline."""
    found = parsing.parse(paths, lock, explain=verbose and not as_json, with_ids=as_json)
    code = report.code(
        [each for each in found.problems if each.code in (INTERNAL.name, PLUGIN.name)], unreadable=found.unreadable
    )
    if as_json:
        return Outcome(dumps(table(found)), code=code)
    lines = [*found.explained, *(line for document in found.documents for line in _outline(document))]
    return Outcome(joined([*lines, *messages.lines(found.problems, {}, verbose=verbose)]), code=code)


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
            yield f"    {item.where.place:>5}  {number}{first}{level}{'' if item.answer else '  (no answer)'}"
        else:
            yield f"    {item.where.place:>5}  note: {item.title or item.text.split(chr(10), 1)[0][:60]}"


# ── JSON ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def table(parsed: Parsed) -> jsontypes.Reading:
    """A reading for programs."""
    return {
        "schema": 1,
        "documents": [_document(document, parsed.ids) for document in parsed.documents],
        "problems": [report.problem(found) for found in parsed.problems],
    }


def _document(document: Document, ids: Mapping[Card, CardId]) -> jsontypes.Document:
    return {
        "title": document.title,
        "source": document.source,
        "tags": list(document.tags),
        "meta": dict(document.meta),
        "notes": [_note(note) for note in document.notes],
        "cards": [_card(card, ids[card]) for card in document.cards],
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


def _card(card: Card, called: CardId) -> jsontypes.Card:
    table: jsontypes.Card = {
        "id": called.key,
        "known": called.known,
        "own_id": card.id,
        "origin": card.origin,
        "question": card.question,
        "answer": card.answer,
        "number": card.number,
        "level": cast("Any", card.level and str(card.level)),
        "section": list(card.section),
        "tags": list(card.tags),
        "kind": cast("Any", card.kind.name),
        "reverse": card.reverse,
        "path": card.where.path,
        "line": card.where.line,
    }
    if isinstance(card.kind, Choice):
        table["options"], table["correct"] = list(card.kind.options), list(card.kind.correct)
    return table
