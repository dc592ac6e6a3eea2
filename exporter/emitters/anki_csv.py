"""CSV for Anki's own text import: updates the notes that the package made, found by their guid.

It is another channel than the package and disturbs it: an import sets each note's time to now, so that a later package
is skipped for them. Use one or the other.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from exporter.emitters import Edition
from exporter.emitters.fields import AnkiNote, notes
from exporter.emitters.note_types import NOTE_TYPES
from exporter.model import Problem

_LEADING = ("guid", "notetype", "deck", "tags")


def emit(edition: Edition, out: BinaryIO) -> tuple[Problem, ...]:
    """Writes Anki's headers, then a record per note."""
    rows = list(notes(edition))
    width = max((len(note.fields) for note in rows), default=1)
    text = io.StringIO(newline="")
    text.write("".join(f"{line}\n" for line in _headers(width)))
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerows(_record(note, width) for note in rows)
    out.write(text.getvalue().encode())
    return ()


def _headers(width: int) -> Iterator[str]:
    yield "#separator:Comma"
    yield "#html:true"
    for index, name in enumerate(_LEADING, 1):
        yield f"#{name} column:{index}"
    yield f"#columns:{','.join([*_LEADING, *(f'field {n}' for n in range(1, width + 1))])}"
    yield "#if matches:update current"


def _record(note: AnkiNote, width: int) -> list[str]:
    padding = [""] * (width - len(note.fields))
    name = NOTE_TYPES[note.note_type].name
    return [note.identity.guid, name, note.deck, " ".join(note.tags), *note.fields, *padding]
