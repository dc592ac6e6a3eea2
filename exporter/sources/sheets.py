"""Sheets of Excel and OpenDocument as text: a row of CSV for each row, below a line that names the sheet.

A program that opens a sheet makes room for all cells between the first and the last one: what says that they are
billions of them is refused before it is opened.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from xml.parsers import expat

from exporter.errors import InputError

SHEET = "\f"  # begins the line with the name of a sheet
SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})
_MOST_CELLS = 10_000_000  # of a sheet, empty ones too: a hundred thousand rows of a hundred columns, some gigabytes
_MOST_BYTES = 512_000_000  # of a file without its compression
_CHUNK = 1_000_000  # bytes that are looked at together
_CELL = re.compile(rb'<(?:\w+:)?c [^>]{0,200}?\br="([A-Z]{1,3})(\d{1,7})"')
_LONGEST = 300  # bytes of the start of a cell
_ODS = "content.xml"
_NUMBER = re.compile(r"\d{1,7}")


def text(name: str, data: bytes) -> tuple[str, list[int]]:
    """The sheets of a file as text, and for each line of it the number of the row. Raises InputError."""
    from python_calamine import CalamineWorkbook

    _check(name, data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [(title, book.get_sheet_by_name(title).to_python(skip_empty_area=False)) for title in book.sheet_names]
    except Exception as error:  # it raises a class for each format
        said = str(error).strip().rstrip(".")[:200] or type(error).__name__
        raise InputError(
            f"{name}: the sheets cannot be read: {said}. Save it again as .xlsx, without a password."
        ) from error
    lines: list[str] = []
    rows: list[int] = []
    for title, cells in sheets:
        lines.append(SHEET + " ".join(title.split()))
        rows.append(1)
        for number, row in enumerate(cells, 1):
            written = _written(row)
            lines += written
            rows += [number] * len(written)
    return "\n".join(lines), rows


def _written(row: Sequence[object]) -> list[str]:
    """The lines of a row as CSV."""
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerow(map(_said, row))
    return file.getvalue()[:-1].replace("\r\n", "\n").replace("\r", "\n").replace(SHEET, " ").split("\n")


def _said(cell: object) -> str:
    """A cell as a sheet shows it: whole numbers have no fraction."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return "" if cell is None else str(cell)


# ── bounds ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _check(name: str, data: bytes) -> None:
    """Raises InputError where a file would take more memory than there may be."""
    if not data.startswith(b"PK"):  # .xls, which cannot have more than 65,536 rows of 256 columns
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if sum(part.file_size for part in parts) > _MOST_BYTES:
                raise _too_large(name, f"more than {_MOST_BYTES // 1_000_000} MB without its compression")
            for part in parts:
                is_ods = part.filename == _ODS
                if is_ods or part.filename.startswith("xl/worksheets/"):
                    size = max(_areas(_pieces(archive, part)) if is_ods else [_area(_pieces(archive, part))], default=0)
                    if size > _MOST_CELLS:
                        raise _too_large(
                            name, f"a sheet of {size:,} cells, empty ones too, expected {_MOST_CELLS:,} at most"
                        )
    except (
        zipfile.BadZipFile,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        OSError,
        expat.ExpatError,
    ) as error:
        raise InputError(f"{name}: the file is damaged, cut off or encrypted. Save it again as .xlsx.") from error


def _too_large(name: str, said: str) -> InputError:
    return InputError(f"{name}: {said}. Copy the rows with questions into a new file.")


def _pieces(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """A part of an archive in pieces; no more of it than the archive says."""
    with archive.open(part) as file:
        left = part.file_size
        while left > 0 and (piece := file.read(min(_CHUNK, left))):
            left -= len(piece)
            yield piece


def _area(pieces: Iterator[bytes]) -> int:
    """How many cells a sheet of Excel has up to its last row and column."""
    rows, columns, before = 0, 0, b""
    for piece in pieces:
        for found in _CELL.finditer(before + piece):
            rows, columns = max(rows, int(found[2])), max(columns, _column(found[1]))
        before = piece[-_LONGEST:]
    return rows * columns


def _column(letters: bytes) -> int:
    """The number of a column: `A` is 1, `AA` 27."""
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number


class _Tables:
    """Counts the cells of OpenDocument tables, in which rows and cells may be repeated."""

    def __init__(self) -> None:
        self.areas: list[int] = []
        self.rows = self.columns = 0  # up to the last one that says something
        self.row = self.column = 0  # so far
        self.last = 0  # column of this row that says something
        self.repeated = 1

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Takes the start of an element."""
        kind = name.rpartition(":")[2]
        if kind == "table":
            self.rows = self.columns = self.row = 0
        elif kind == "table-row":
            self.column = self.last = 0
            self.repeated = _times(attributes, "number-rows-repeated")
        elif kind in ("table-cell", "covered-table-cell"):
            self.column += _times(attributes, "number-columns-repeated")
            if any(each.rpartition(":")[2] in ("value-type", "value", "formula") for each in attributes):
                self.last = self.column

    def end(self, name: str) -> None:
        """Takes the end of an element."""
        kind = name.rpartition(":")[2]
        if kind == "table-row":
            self.row += self.repeated
            if self.last:
                self.rows, self.columns = self.row, max(self.columns, self.last)
        elif kind == "table":
            self.areas.append(self.rows * self.columns)


def _times(attributes: dict[str, str], name: str) -> int:
    """How often something is repeated."""
    said = next((value for each, value in attributes.items() if each.rpartition(":")[2] == name), "1")
    return int(said) if _NUMBER.fullmatch(said) else 1_000_000


def _areas(pieces: Iterator[bytes]) -> list[int]:
    """How many cells each table of OpenDocument has."""
    tables, parser = _Tables(), expat.ParserCreate()
    parser.StartElementHandler = tables.start
    parser.EndElementHandler = tables.end
    for piece in pieces:
        parser.Parse(piece, False)
    parser.Parse(b"", True)
    return tables.areas
