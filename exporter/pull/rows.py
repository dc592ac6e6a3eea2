"""Rows of an edited file: a spreadsheet by its header, Anki's text export by its `#` lines, a package by its notes.

What a file is, its content tells: the name says nothing.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path

from exporter import safefiles
from exporter.errors import InputError
from exporter.naming import count
from exporter.notes import NOTE_TYPES
from exporter.readers.records import anki, delimited
from exporter.sheetcells import COLUMNS, MARKDOWN, PLAIN, unguarded
from exporter.sources import ankifiles, sheets

_BOXES = "Export again from Anki (File > Export, Notes in Plain Text) with every box ticked"
_FIELDS = {kind.name: kind.fields for kind in NOTE_TYPES.values()}
_BOOKS = ("xl/workbook.xml", "xl/workbook.bin", "content.xml")  # what is in archives that are spreadsheets
_OLD_BOOK = b"\xd0\xcf\x11\xe0"  # begins those of Excel before 2007


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a spreadsheet, or a note of ours in Anki."""

    line: int | None  # where it begins, 1-based; None in a file without lines
    cells: Mapping[str, str]  # by column; those of Anki by the field's name, and "guid", "notetype", "deck", "tags"
    from_anki: bool
    changed_at: int | None = None  # when Anki changed the note last, in seconds since 1970, where the file says so
    sent: Mapping[str, str] = field(default_factory=dict)  # hashes of what was sent, of edited fields where it is known
    foreign: Mapping[str, str] = field(default_factory=dict)  # fields by name, of a note type that is not ours


@dataclass(frozen=True, slots=True)
class Edited:
    """An edited file."""

    rows: Sequence[Row] = ()
    media: ankifiles.Media | None = field(default=None, compare=False)  # of a package or a collection


def read(path: Path) -> Edited:
    """The rows of a file; raises InputError where it is none of these."""
    try:
        if ankifiles.recognized(path):
            return _package(path)
        data = safefiles.read(path, safefiles.EDITED)
    except OSError as error:
        remedy = "Name the edited spreadsheet, or the package or text file that Anki exported."
        raise InputError(f"{path}: {safefiles.reason(error, remedy)}") from error
    if _is_book(data):
        return Edited(tuple(_book(path, data)))
    text = _text(path, data)
    if text.startswith("#"):
        return _notes(text, str(path))
    return Edited(tuple(_sheet(text, path)))


def _text(path: Path, data: bytes) -> str:
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")  # Excel's "Unicode text"
    try:
        return data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path}: not UTF-8. Save it again as “CSV UTF-8”; some letters may already be lost."
        ) from error


def _longest(text: str) -> int:
    """How long a cell may be: as the file, for a long answer is no error."""
    return max(delimited.LONGEST_CELL, len(text) + 1)


def _cell(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


# ── spreadsheets ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _is_book(data: bytes) -> bool:
    """Whether a file is a workbook of Excel or OpenDocument."""
    if data.startswith(_OLD_BOOK):
        return True
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return not set(_BOOKS).isdisjoint(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return data.startswith(b"PK")  # a damaged one, which its reader names


def _sheet(text: str, path: Path) -> Iterator[Row]:
    found = delimited.separated(str(path), text, path.suffix.lower(), _longest(text))
    yield from _records(found or (), str(path))


def _book(path: Path, data: bytes) -> Iterator[Row]:
    """The rows of the first sheet of a workbook, each with its number there."""
    text, numbers = sheets.text(str(path), data)
    first = text.partition("\n")[2].partition(f"\n{sheets.SHEET}")[0]
    found = delimited.rows(str(path), first, ",", 1, _longest(first))
    for row in _records(found, str(path)):
        assert row.line is not None
        yield Row(numbers[row.line - 1], row.cells, from_anki=False)


def _records(found: Sequence[delimited.Row], path: str) -> Iterator[Row]:
    """What stands below the header, which is the first row."""
    names = _columns(found[0].cells if found else (), path)
    for row in found[1:]:
        yield Row(row.line + 1, dict(zip(names, map(_cell, row.cells), strict=False)), from_anki=False)


def _columns(header: Sequence[str], path: str) -> list[str]:
    """The columns as we call them; only the id and one of the texts have to be there."""
    known = {name.casefold(): name for name in COLUMNS}
    names = [known.get(name.strip().casefold(), name) for name in header]
    if "id" not in names or not {*PLAIN, *MARKDOWN} & set(names):
        raise InputError(
            f"{path}:1: expected a header with the columns id, {', '.join(MARKDOWN)}, as `exporter build --only csv` "
            "writes them, the header lines of a text export from Anki, or a package of Anki (.apkg)."
        )
    twice = next((name for n, name in enumerate(names) if name in COLUMNS and name in names[:n]), None)
    if twice:
        raise InputError(f"{path}:1: two columns named {twice}. Remove one of them.")
    return names


def key(row: Row) -> str:
    """The id of a spreadsheet's row."""
    return unguarded(row.cells.get("id", "").strip())


# ── Anki ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _notes(text: str, path: str) -> Edited:
    """The notes of a text export; raises InputError where it lacks what we need."""
    export = anki.export(path, text, _longest(text))
    missing = next((name for name in ("guid", "notetype") if name not in export.special), None)
    if missing:
        raise InputError(f"{path}:1: no {missing} column. {_BOXES}.")
    if not export.is_html:
        raise InputError(f"{path}:1: exported without HTML. {_BOXES}.")
    last = max(export.special, key=lambda name: export.special[name])
    rows = []
    for row in export.rows:
        if len(row.cells) <= export.special[last]:
            there = f"a row of {count(len(row.cells), 'column')}, but #{last} column is {export.special[last] + 1}"
            raise InputError(f"{path}:{row.line + 1}: {there}. {_BOXES}.")
        special = {name: _cell(export.cell(row, name)) for name in export.special}
        rows.append(_note(special, map(_cell, export.fields(row)), row.line + 1))
    return Edited(tuple(rows))


def _package(path: Path) -> Edited:
    rows = []
    for note in ankifiles.notes(path):
        special = {"guid": note.guid, "notetype": note.note_type, "deck": note.deck, "tags": note.tags}
        made = _note(special, note.fields, None, note.changed_at)
        is_ours = note.note_type in _FIELDS
        rows.append(made if is_ours else replace(made, foreign=dict(zip(note.names, note.fields, strict=False))))
    return Edited(tuple(rows), ankifiles.Media(path))


def _note(special: Mapping[str, str], fields: Iterable[str], line: int | None, changed_at: int | None = None) -> Row:
    """The row of a note; without its fields where its note type is not ours."""
    names = _FIELDS.get(special["notetype"], ())
    return Row(line, {**dict(zip(names, fields, strict=False)), **special}, True, changed_at)
