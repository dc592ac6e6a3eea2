"""Rows of an edited file: CSV of a spreadsheet by its header, Anki's text export by its `#` lines."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from exporter import safefiles
from exporter.errors import InputError
from exporter.naming import count
from exporter.notes import NOTE_TYPES
from exporter.sheetcells import COLUMNS, MARKDOWN, PLAIN, unguarded
from exporter.sources import sheets

_SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "colon": ":", "space": " "}
_BOXES = "Export again from Anki (File > Export, Notes in Plain Text) with every box ticked"
_FIELDS = {kind.name: kind.fields for kind in NOTE_TYPES.values()}
_COLUMN = re.compile(r"[1-9][0-9]{0,3}")  # its number
_SPECIAL = ("guid", "notetype", "deck", "tags")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a spreadsheet, or a note of ours in Anki's export."""

    line: int  # where it begins, 1-based
    cells: Mapping[str, str]  # by column; those of Anki by the field's name, and "guid", "notetype", "tags"
    from_anki: bool


def read(path: Path) -> list[Row]:
    """The rows of a file; raises InputError where it is neither."""
    if path.suffix.lower() in sheets.SUFFIXES:
        return list(_book(path))
    text = _text(path)
    if text.startswith("#"):
        return list(_notes(text, str(path)))
    return list(_sheet(text, str(path)))


def _data(path: Path) -> bytes:
    try:
        return safefiles.read(path, safefiles.EDITED)
    except OSError as error:
        remedy = "Name the edited spreadsheet, or the text file that Anki exported."
        raise InputError(f"{path}: {safefiles.reason(error, remedy)}") from error


def _text(path: Path) -> str:
    data = _data(path)
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")  # Excel's "Unicode text"
    try:
        return data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path}: not UTF-8. Save it again as “CSV UTF-8”; some letters may already be lost."
        ) from error


def _records(text: str, separator: str, path: str, skipped: int) -> Iterator[tuple[int, list[str]]]:
    """Records with the line that they begin at, their line ends as `\\n`."""
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))  # a long answer is no error
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    start = 1
    try:
        for row in rows:
            yield skipped + start, [cell.replace("\r\n", "\n").replace("\r", "\n") for cell in row]
            start = rows.line_num + 1
    except csv.Error as error:
        raise InputError(f"{path}:{skipped + rows.line_num}: {error}. Save or export the file again.") from error


# ── spreadsheets ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _sheet(text: str, path: str) -> Iterator[Row]:
    first, _, rest = text.partition("\n")
    skipped = 1 if first.startswith("sep=") else 0  # Excel's own word on the separator
    text, first = (rest, rest.partition("\n")[0]) if skipped else (text, first)
    separator = max(",;\t", key=first.count)
    records = _records(text, separator, path, skipped)
    _, header = next(records, (1, []))
    names = _columns(header, path)
    for line, cells in records:
        if any(cells):
            yield Row(line, dict(zip(names, cells, strict=False)), from_anki=False)


def _book(path: Path) -> Iterator[Row]:
    """The rows of the first sheet of a file of Excel or OpenDocument, each with its number there."""
    text, numbers = sheets.text(str(path), _data(path))
    first = text.partition("\n")[2].partition(f"\n{sheets.SHEET}")[0]
    records = _records(first, ",", str(path), 1)
    _, header = next(records, (1, []))
    names = _columns(header, str(path))
    for line, cells in records:
        if any(cells):
            yield Row(numbers[line - 1], dict(zip(names, cells, strict=False)), from_anki=False)


def _columns(header: Sequence[str], path: str) -> list[str]:
    """The columns as we call them; only the id and one of the texts have to be there."""
    known = {name.casefold(): name for name in COLUMNS}
    names = [known.get(name.strip().casefold(), name) for name in header]
    if "id" not in names or not {*PLAIN, *MARKDOWN} & set(names):
        raise InputError(
            f"{path}:1: expected a header with the columns id, {', '.join(MARKDOWN)}, as `exporter build --only csv` "
            "writes them, or the header lines of a text export from Anki."
        )
    twice = next((name for n, name in enumerate(names) if name in COLUMNS and name in names[:n]), None)
    if twice:
        raise InputError(f"{path}:1: two columns named {twice}. Remove one of them.")
    return names


def key(row: Row) -> str:
    """The id of a spreadsheet's row."""
    return unguarded(row.cells.get("id", "").strip())


# ── Anki ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _special_columns(head: Mapping[str, str], path: str) -> dict[str, int]:
    """The columns of an export that are no fields; raises InputError where it lacks what we need."""
    columns = {name: _index(head[said], said, path) for name in _SPECIAL if (said := f"{name} column") in head}
    missing = next((name for name in ("guid", "notetype") if name not in columns), None)
    if missing:
        raise InputError(f"{path}:1: no {missing} column. {_BOXES}.")
    if head.get("html", "true").strip().casefold() == "false":
        raise InputError(f"{path}:1: exported without HTML. {_BOXES}.")
    return columns


def _notes(text: str, path: str) -> Iterator[Row]:
    lines = text.split("\n")
    above = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    head = dict(_header(lines[:above]))
    columns = _special_columns(head, path)
    separator = _SEPARATORS.get(head.get("separator", "tab").casefold(), head.get("separator", "\t")[:1])
    for line, cells in _records("\n".join(lines[above:]), separator, path, above):
        if not any(cells):
            continue
        said = max(columns, key=lambda name: columns[name])
        if len(cells) <= columns[said]:
            there = f"a row of {count(len(cells), 'column')}, but #{said} column is {columns[said] + 1}"
            raise InputError(f"{path}:{line}: {there}. {_BOXES}.")
        names = _FIELDS.get(cells[columns["notetype"]])
        if names:
            fields = dict(zip(names, (cell for n, cell in enumerate(cells) if n not in columns.values()), strict=False))
            yield Row(line, {**fields, **{name: cells[at] for name, at in columns.items()}}, from_anki=True)


def _index(given: str, said: str, path: str) -> int:
    """The 0-based index of a column of which the header says where it is."""
    if not _COLUMN.fullmatch(given.strip()):
        raise InputError(f"{path}:1: #{said} is {given[:20]!r}, expected the number of a column, from 1 on. {_BOXES}.")
    return int(given) - 1


def _header(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """A spreadsheet that saved the file appended separators to these lines."""
    for line in lines:
        name, _, value = line.removeprefix("#").rstrip("\r").partition(":")
        yield name, value.rstrip(",;") if len(value) > 1 else value
