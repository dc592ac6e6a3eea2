"""`exporter recover`: makes a lost ledger again from Anki's own text export."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from exporter.build import files, remember
from exporter.emitters.note_types import NOTE_TYPES
from exporter.errors import InputError, LedgerError
from exporter.identity import export, keys, ledger, sketch
from exporter.identity.export import Exported
from exporter.identity.ledger import Entry, Ledger


def recover(path: Path, lock: Path) -> Iterator[str]:
    """Writes the ledger and yields what to say about it; an existing one is never touched."""
    if lock.exists():
        raise LedgerError(f"{lock}: there is a ledger. Where it is damaged beyond repair, move it away first.")
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: {error}. Name the text file that Anki exported.") from error
    found = export.read(text, str(path), {kind.name: kind.fields for kind in NOTE_TYPES.values()})
    if not found:
        raise InputError(f"{path}: no note of ours in it. Export the decks that exporter made.")
    entries: dict[str, Entry] = {}
    taken: set[int] = set()
    for note in found:
        if note.key in entries:
            yield f"{note.key} twice in {path}: a copy made in Anki ({note.guid}) is left alone"
        else:
            entries[note.key] = entry = _entry(note, taken, remember.now())
            taken.add(entry.note_id)
    files.write(lock, ledger.dumps(Ledger(entries)).encode())
    yield f"wrote {lock}: {len(entries)} cards. The next build finds them in the documents and sends them all anew."


def _entry(note: Exported, taken: set[int], moment: int) -> Entry:
    """What the export tells; what it does not tell is left open, and filled by the next build.

    Note ids are not in it: ours hang on the key. The time is now, since we do not know what Anki has.
    """
    return Entry(
        key=note.key,
        guid=note.guid,
        note_id=keys.note_id(note.key, taken),
        first_seen=moment,
        changed_at=moment,
        content="",
        question=sketch.asked(note.question),
        answer=sketch.opening(note.answer),
        file="",
        shingles=sketch.shingles(note.answer),
        deck=note.deck,
    )
