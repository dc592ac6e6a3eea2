"""CSV for Anki's text import, which updates the notes of the package by their guid.

Use either this file or the package: a text import sets each note's time to now, so that Anki skips those notes when a
later package is imported.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from exporter.emitters import Edition
from exporter.model import Problem
from exporter.notes import NOTE_TYPES, Placed

_LEADING = ("guid", "notetype", "deck", "tags")


def emit(edition: Edition, out: BinaryIO) -> tuple[Problem, ...]:
    """Writes Anki's headers, then a record per note."""
    placed = edition.placed
    width = max((len(NOTE_TYPES[each.note.note_type].fields) for each in placed), default=1)
    text = io.StringIO(newline="")
    text.write("".join(f"{line}\n" for line in _headers(width)))
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerows(_record(each, width) for each in placed)
    out.write(text.getvalue().encode())
    return ()


def _headers(width: int) -> Iterator[str]:
    yield "#separator:Comma"
    yield "#html:true"
    for index, name in enumerate(_LEADING, 1):
        yield f"#{name} column:{index}"
    yield f"#columns:{','.join([*_LEADING, *(f'field {n}' for n in range(1, width + 1))])}"
    yield "#if matches:update current"


def _record(placed: Placed, width: int) -> list[str]:
    note, fields = placed.note, placed.fields
    padding = [""] * (width - len(fields))
    name = NOTE_TYPES[note.note_type].name
    return [placed.identity.guid, name, note.deck, " ".join(note.tags), *fields, *padding]
