"""Delimited text: CSV, TSV and the same with semicolons or bars, with or without a header.

The separator is the one by which the rows of the whole file agree best.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from exporter.errors import InputError
from exporter.readers.records import columns
from exporter.readers.records.table import Record, Table

SEPARATORS = {",": "comma", "\t": "tab", ";": "semicolon", "|": "pipe"}
_USUAL = {".tsv": "\t", ".tab": "\t", ".psv": "|", ".csv": ","}
MOST_COLUMNS = 1_000  # of a table: a file with more is no table of questions, and each costs memory in every row
LONGEST_CELL = 1_000_000  # characters: an answer as long as a book
_ABOVE = 20  # rows above a header: the titles and instructions of templates
_SECURE = 0.95  # share of rows of one width, from which on a separator is one
_NAME = 60  # characters of the name of a column
_MOST = 0.8  # share of the cells below a name that are numbers
_LEAST = 2  # rows, below which a text document is none of rows
LONGEST_HEADER = 20_000  # characters of a line with names
_CELLS = re.compile(r"[,;|\t\"]+")
_DASH = re.compile(r"\s+[-–—]\s+")
_SHORT = 12  # characters of an abbreviation


@dataclass(frozen=True, slots=True)
class Row:
    """A row and where it begins."""

    line: int  # 0-based
    cells: list[str]


def rows(path: str, text: str, separator: str, first: int = 0, longest: int = LONGEST_CELL) -> list[Row]:
    """The rows of a text that say something; `first` is the 0-based line at which it begins. Raises InputError.

    A cell has at most `longest` characters. Quotes that are not CSV's are characters: where tabs separate and a text
    cannot be read strictly, all of them are.
    """
    csv.field_size_limit(longest)
    try:
        return list(_rows(path, text, separator, first, strict=True))
    except csv.Error as error:
        if separator == "\t":
            return list(_rows(path, text, separator, first, strict=False, quotes=False))
        found = list(_rows(path, text, separator, first, strict=False))
        if "unexpected end" not in str(error):
            return found
        message = "a quote that begins in this row is never closed. Close it, or export the file again."
        raise InputError(f"{path}:{found[-1].line + 1}: {message}") from error


def _rows(path: str, text: str, separator: str, first: int, *, strict: bool, quotes: bool = True) -> Iterator[Row]:
    file = io.StringIO(text, newline="")
    if quotes:
        reader = csv.reader(file, delimiter=separator, strict=strict)
    else:
        reader = csv.reader(file, delimiter=separator, strict=strict, quoting=csv.QUOTE_NONE)
    start = 0
    try:
        for cells in reader:
            if len(cells) > MOST_COLUMNS:
                message = (
                    f"{len(cells):,} columns, expected at most {MOST_COLUMNS:,}. Keep those with questions and answers."
                )
                raise InputError(f"{path}:{first + start + 1}: {message}")
            if any(map(str.strip, cells)):
                yield Row(first + start, cells)
            start = reader.line_num
    except csv.Error as error:
        if "field larger" not in str(error):
            raise
        most = f"{csv.field_size_limit():,} characters"
        message = f"a cell of more than {most}, or a quote that is never closed. Shorten or close it."
        raise InputError(f"{path}:{first + start + 1}: {message}") from error


def separator(path: str, text: str, suffix: str, longest: int = LONGEST_CELL) -> str:
    """The separator of a text; "" where no row has two columns."""
    best, most = "", (0.0, 0, 0.0, False)
    for sign in SEPARATORS:
        found = rows_or_none(path, text, sign, longest) if sign in text else []
        score = (*_agreement(found), sign == _USUAL.get(suffix)) if found else most
        if score > most and max(len(row.cells) for row in found) > 1:
            best, most = sign, score
    return best


def _agreement(found: Sequence[Row]) -> tuple[float, int, float]:
    """How well rows agree: whether nearly all have one width, the names that are known, the share of that width."""
    widths = Counter(len(row.cells) for row in found)
    width, count = max(widths.items(), key=lambda pair: (pair[0] > 1, pair[1]))
    share = count / len(found) if width > 1 else 0.0
    return 1.0 if share >= _SECURE else 0.0, max(_known(row.cells) for row in found[:_ABOVE]), share


def rows_or_none(path: str, text: str, sign: str, longest: int = LONGEST_CELL) -> list[Row]:
    """The rows by a separator that may be none; nothing where they cannot be read by it."""
    try:
        return rows(path, text, sign, longest=longest)
    except InputError:
        return []


def _known(cells: Sequence[str]) -> int:
    """How many cells are names of columns."""
    return sum(1 for cell in cells if len(cell) <= 4 * _NAME and _is_known(cell))


def _is_known(cell: str) -> bool:
    return bool(columns.understood(cell).roles)


def table(path: str, text: str, suffix: str, named: Collection[str] = ()) -> Table | None:
    """The table of a text; None where nothing separates columns. Raises InputError for what is damaged.

    `named` are names of columns that the settings give: the row that has one is the header.
    """
    found = separated(path, text, suffix)
    return of_rows(found, named) if found is not None else None


def separated(path: str, text: str, suffix: str, longest: int = LONGEST_CELL) -> list[Row] | None:
    """The rows of a text by the separator that it says or shows; None where nothing separates. Raises InputError."""
    first, _, rest = text.partition("\n")
    skipped = 1 if first.strip().startswith("sep=") and len(first.strip()) == 5 else 0  # Excel's own word on it
    body = rest if skipped else text
    sign = first.strip()[4] if skipped else separator(path, body, suffix, longest)
    if sign:
        return rows(path, body, sign, skipped, longest)
    if suffix in _USUAL:
        rows(path, body, _USUAL[suffix])  # raises where it is damaged
    return None


def may_ask(head: str) -> bool:
    """Whether the first lines of a text have the names of two columns that are known."""
    lines = head.split("\n", _ABOVE)[:_ABOVE]
    return any(_known(_CELLS.split(line[:LONGEST_HEADER])) >= _LEAST for line in lines)


def of_tabs(path: str, text: str) -> Table | None:
    """The table of a text document with tabs in each line, or nearly so; None for any other text."""
    lines = [line for line in text.split("\n") if line.strip()]
    tabs = Counter(line.count("\t") for line in lines if not line.startswith("\t"))
    width, count = max(tabs.items(), key=lambda pair: (pair[0] > 0, pair[1]), default=(0, 0))
    if width == 0 or count < max(_LEAST, _SECURE * len(lines)):
        return None
    return of_rows(rows(path, text, "\t"))


def of_dashes(text: str) -> Table | None:
    """The table of a text each line of which has one dash between blanks; None for any other text."""
    lines = [(n, line.strip()) for n, line in enumerate(text.split("\n")) if line.strip()]
    found = [(n, _DASH.split(line)) for n, line in lines]
    if len(found) < _LEAST or any(len(parts) != 2 or _is_item(parts[0]) for _, parts in found):
        return None
    return _unnamed([Row(n, parts) for n, parts in found])


def _is_item(text: str) -> bool:
    """Whether a line begins as those of lists and headings do."""
    return text.startswith(("#", "-", "*", ">", "|", "•")) or len(text) > _NAME


def of_rows(found: Sequence[Row], named: Collection[str] = ()) -> Table | None:
    """The table of rows, the first of which may be a header."""
    if not found:
        return None
    said = {columns.plain(name) for name in named}
    rows_ = enumerate(found[:_ABOVE])
    head = next((n for n, row in rows_ if not said.isdisjoint(map(columns.plain, row.cells))), _header(found))
    if head is None:
        return _unnamed(found)
    names = _distinct(found[head].cells)
    records = tuple(Record(row.line, dict(_cells(names, row.cells))) for row in found[head + 1 :])
    width = max((len(row.cells) for row in found[head + 1 :]), default=0)
    more = tuple(str(n + 1) for n in range(len(names), width))
    return Table(records, (*names, *more), above=head + 1)


def _cells(names: Sequence[str], cells: Sequence[str]) -> Iterator[tuple[str, str]]:
    for n, cell in enumerate(cells):
        if cell.strip():
            yield names[n] if n < len(names) else str(n + 1), cell.replace("\r\n", "\n").replace("\r", "\n")


def _unnamed(found: Sequence[Row]) -> Table:
    """Rows without a header: columns are called by their number."""
    width = max(len(row.cells) for row in found)
    names = tuple(str(n + 1) for n in range(width))
    return Table(tuple(Record(row.line, dict(_cells(names, row.cells))) for row in found), names, has_names=False)


def _header(found: Sequence[Row]) -> int | None:
    """The row of the header: the one with the most names that are known, two at least, or all of two or three."""
    known = [(_known(row.cells), -n) for n, row in enumerate(found[:_ABOVE]) if _may_be_names(row.cells)]
    most, at = max(known, default=(0, 0))
    if most >= 2:
        return -at
    cells = [cell for cell in found[0].cells if cell.strip()]
    if not _may_be_names(found[0].cells) or len(cells) < 2:
        return None
    return 0 if (_known(found[0].cells) == 1 and _differs(found)) or _is_above_numbers(found) else None


def _is_above_numbers(found: Sequence[Row]) -> bool:
    """Whether the first row has words where most rows below have numbers."""
    head = [cell if cell.strip() and not any(map(str.isdigit, cell)) else "" for cell in found[0].cells]
    below = [[row.cells[n] for row in found[1:200] if n < len(row.cells)] for n in range(len(head)) if head[n]]
    return any(values and sum(map(_is_number, values)) > _MOST * len(values) for values in below)


def _is_number(cell: str) -> bool:
    return any(map(str.isdigit, cell)) and not any(map(str.isalpha, cell))


def _may_be_names(cells: Sequence[str]) -> bool:
    said = [cell.strip() for cell in cells if cell.strip()]
    return bool(said) and len(set(said)) == len(said) and not any(map(_is_text, said))


def _is_text(cell: str) -> bool:
    """Whether a cell asks, tells or hides something, as no name of a column does."""
    return cell.endswith(("?", "？")) or "{{c" in cell or (cell.endswith(".") and len(cell) > _SHORT)


def _differs(found: Sequence[Row]) -> bool:
    """Whether the first row is written in another way than those below: short words over long texts or numbers."""
    below = [len(cell) for row in found[1:200] for cell in row.cells if cell.strip()]
    own = [len(cell) for cell in found[0].cells if cell.strip()]
    return bool(below) and sum(below) / len(below) > 2 * sum(own) / len(own)


def _distinct(cells: Sequence[str]) -> tuple[str, ...]:
    """The names of columns, each once: a second one of a name gets its number, an empty one is its number."""
    names: dict[str, None] = {}
    for n, cell in enumerate(cells, 1):
        name = " ".join(cell.split()).strip("\ufeff") or str(n)
        names[name if name not in names else f"{name} {n}"] = None
    return tuple(names)
