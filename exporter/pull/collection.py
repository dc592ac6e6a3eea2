"""Notes of a collection as rows: in note types as their owner has them, and only what he changed.

What was sent last is known by hashes, so that a note which has an older text than the document is not taken for edited.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from exporter.notes import NOTE_TYPES
from exporter.pipeline import offering
from exporter.pull.index import CardIndex
from exporter.pull.rows import Edited, Row
from exporter.push import base, kept, merging, state
from exporter.push.doors import closed
from exporter.push.kept import Kept
from exporter.push.offer import OfferedNote
from exporter.push.state import NoteState
from exporter.sources import ankifiles

_NAMES = {kind.id: kind.name for kind in NOTE_TYPES.values()}


def read(path: Path, index: CardIndex) -> Edited:
    """The notes of these documents in a closed collection, of which a copy is opened. Raises InputError."""
    offer = offering.offer(index.build)
    closed.require_usable(path)
    with ankifiles.copied(path) as copy, closed.opened(copy) as collection:
        found = state.read(collection, offer)
    bases = kept.find(offer, found)
    rows = [_same(note) for note in offer.notes if note.guid in found.same]
    notes = [note for note in offer.notes if note.guid in found.notes and bases[note.guid].fields]
    rows += [_row(note, found.notes[note.guid], bases[note.guid], found.decks) for note in notes]
    return Edited(tuple(rows), ankifiles.Media(path))


def _same(note: OfferedNote) -> Row:
    """A note that is as it was sent."""
    special = {"guid": note.guid, "notetype": _NAMES[note.type_id], "deck": note.deck, "tags": " ".join(note.tags)}
    return Row(None, {**note.fields, **special}, from_anki=True, changed_at=note.changed_at)


def _row(note: OfferedNote, there: NoteState, known: Kept, decks: Mapping[int, str]) -> Row:
    """A note, with the documents' own text in each field that nobody changed in Anki."""
    texts = merging.texts(there, known)
    sent = dict(zip(note.fields, known.base.fields, strict=False)) if known.base else {}
    untouched = not known.base and there.mod in note.sent_at
    edited = {name for name, text in texts.items() if not untouched and base.digest(text) != sent.get(name)}
    cells = {name: texts[name] if name in edited else text for name, text in note.fields.items()}
    special = {
        "guid": note.guid,
        "notetype": _NAMES[note.type_id],
        "deck": decks.get(there.cards[0].deck, "") if there.cards else "",
        "tags": " ".join(there.tags),
    }
    hashes = {name: sent.get(name, base.UNKNOWN) for name in sorted(edited)}
    is_known = base.UNKNOWN not in hashes.values()
    return Row(None, {**cells, **special}, from_anki=True, changed_at=there.mod, sent=hashes if is_known else {})
