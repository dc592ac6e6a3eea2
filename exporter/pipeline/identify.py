"""Identify: matches cards with the ledger, and updates it."""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from exporter import __version__
from exporter.errors import InputError
from exporter.identity import gap_numbers
from exporter.identity.context import BuildContext
from exporter.identity.identification import Identified
from exporter.identity.identification import identify as matched
from exporter.identity.ledger import FileState, Ledger, Template
from exporter.identity.originals import Original, state
from exporter.model import Card, Document
from exporter.notes import FIELDS, NOTE_TYPES, AnkiNote
from exporter.pipeline import doubts, guard, resend, resources
from exporter.pipeline.build import Build
from exporter.pipeline.resend import Agree
from exporter.pipeline.store import ledger_file
from exporter.sources import discover, encodings, formats
from exporter.sources.discover import SourceFile, Sources


def identify(build: Build, agree: Agree = lambda question: None) -> Build:
    """The build with identities for its cards, without the documents that this fails for.

    `agree` is asked before notes are sent again; it raises what ends the build where the answer is no. Raises
    IdentityError where history is to be kept and is in doubt.
    """
    options, moment = build.options, ledger_file.now()
    work = partial(_identified, build, moment)
    made, failed = guard.isolated(work, build.library.documents)
    build = build.without(failed)
    made = replace(made, ledger=_with_template(made.ledger, moment, build))
    if options.keep_history:
        doubts.keep_history(made)
    if options.resend is not None:
        made = resend.again(build.documents, made, options.resend, agree, with_retired=options.retire_tag)
    return replace(build, identified=made, notes=_as_born(build.notes, made))


def _as_born(notes: Mapping[Card, AnkiNote], made: Identified) -> Mapping[Card, AnkiNote]:
    """The notes, each of the type that it was born with, gaps with the numbers that belong to them."""
    others: dict[Card, AnkiNote] = {}
    for change in made.changes:
        if change.card and (note := notes.get(change.card)):
            as_born = note.as_type(change.entry.note_type).numbered(gap_numbers.live(change.entry.gaps))
            if as_born is not note:
                others[change.card] = as_born
    return {**notes, **others} if others else notes


def _identified(build: Build, moment: int, documents: Sequence[Document]) -> Identified:
    """The cards of some documents with their identities; those of the others are left as they are."""
    asked = [card for document in documents for card in document.cards]
    cards = [card for card in asked if card.answer.strip()]
    unanswered = [card for card in asked if not card.answer.strip()]
    others = {document.source for document in build.library.documents} - {document.source for document in documents}
    scope = _BuildScope(build.sources, build.unread | others, build.lock.parent)
    originals = _originals(build, documents)
    context = BuildContext(moment, scope.holds, scope.is_gone, build.notes, __version__, originals, unanswered)
    return matched(cards, build.known, context)


def _originals(build: Build, documents: Sequence[Document]) -> dict[str, Original]:
    """The files of these documents; their lines are read again on demand.

    Of one that failed the ledger keeps what it was like before, as it keeps its cards.
    """
    starts: dict[str, list[int]] = defaultdict(list)
    for document in documents:
        starts[document.source] += [item.where.line for item in document.items]
    found = {each.name: each for each in build.sources.documents}
    return {
        name: Original(state, starts[name], partial(_text, found[name], state))
        for name, state in build.library.files.items()
        if name in starts
    }


def _text(found: SourceFile, read: FileState) -> str | None:
    """The text of a file; None for a format without lines, and where it has changed since it was read."""
    if formats.is_binary(found.path.name):
        return None
    try:
        data = discover.data(found)
    except InputError:  # it is gone since
        return None
    return encodings.text_of(data) if state(data).bytes == read.bytes else None


@dataclass(frozen=True, slots=True)
class _BuildScope:
    sources: Sources
    broken: frozenset[str]  # documents that are there and failed: their cards never retire
    home: Path  # the ledger's folder, below which its files are named

    def holds(self, name: str) -> bool:
        """Whether this build reads the document of this name, or would if it still existed."""
        return name not in self.broken and self.sources.in_scope(name)

    def is_gone(self, name: str) -> bool:
        """Whether a document outside this build no longer exists; False for a folder elsewhere."""
        path = self.home / name
        return name not in self.broken and bool(name) and path.parent.is_dir() and not os.path.lexists(path)


def _with_template(made: Ledger, moment: int, build: Build) -> Ledger:
    """The ledger with the time at which our note types last changed, in their files or in their definition."""
    files = resources.anki(build.style, shuffles=build.settings.anki.shuffle_options)
    parts = [*sorted(files.items()), *sorted(NOTE_TYPES.items()), *FIELDS.items()]
    content = hashlib.sha256(repr(parts).encode()).hexdigest()[:16]
    old = made.templates.get("anki")
    if old and old.content == content:
        return made
    changed = Template("anki", content, max(moment, old.changed_at + 1) if old else moment)
    return replace(made, templates={**made.templates, "anki": changed})
