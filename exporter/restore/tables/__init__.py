"""Flattened tables: lines that were rows, their cells joined with nothing between, cut into cells again.

A browser's plain-text copy turns a row into `OSFull guest OSShares the kernel`. One row alone is a riddle; the table as
a whole is not: every row has as many cells, the cells of a column are alike, and words that stand free elsewhere are
words. `find` says where in a run of lines a table begins and ends; `restore` reads lines that are one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from exporter.restore.tables import likelihood, solve
from exporter.restore.tables.candidates import Line, promise, read
from exporter.restore.tables.cuts import cut
from exporter.restore.tables.doubt import doubtful, is_guessed, next_best, of_table
from exporter.restore.tables.header import Header
from exporter.restore.tables.solve import Fit
from exporter.restore.tables.weights import weights
from exporter.restore.words.vocabulary import Vocabulary

_PROMISING = -2.0  # odds of its best place, below which a line is hardly a row
_WEAK_IN_A_ROW = 2  # rows without such a place that are borne within a table
_STARTS = 3  # lines tried as the row of headings before a stretch is given up
_LATER = 6.0  # odds by which a table must be likelier without the line above it, to leave that out
_LEAD_IN = 1.5  # odds over the limit that it needs where the line above it is none of a table
_SURE = 4.0  # odds over the limit from which no other line is tried as the row of headings
_STRANGE = -2.5  # odds per cut of a row that is no row
_BELONGS = 0.5  # odds per cut, above which a line below the clear rows is a row all the same
_BELONGS_LIKE_CODE = 2.0
_CLEAR = 2  # rows, the header among them, that the first look at a stretch needs


@dataclass(frozen=True, slots=True)
class Table:
    """Plain text cells, not yet escaped for Markdown."""

    rows: tuple[tuple[str, ...], ...]  # the header first; all of one length; only the header's first cell may be empty
    doubtful: tuple[int, ...]  # indexes of rows that are probably cut wrong
    others: tuple[tuple[str, ...], ...] = ()  # the next best cut of each of those; empty where there is none
    is_guessed: bool = False  # whether the number of columns probably is wrong, and so every row


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Lines that may be a table: from the line of headings on, with their readings."""

    first: int
    size: int
    fits: list[Fit]
    odds: float


def restore(lines: Sequence[str], vocabulary: Vocabulary, question: str = "") -> Table | None:
    """The table these lines were, header first; None where they are no flattened table."""
    if len(lines) < 2 or any(likelihood.no_row(line) for line in lines):
        return None
    rows = [read(line.rstrip(), vocabulary) for line in lines]
    found = _judged(rows, 0, len(rows), Header(question))
    return _table(rows, found) if found.odds > weights("limits")["table"] else None


def find(lines: Sequence[str], vocabulary: Vocabulary, question: str = "") -> list[tuple[int, int, Table]]:
    """The tables in a run of lines, each with its first line and the line after its last.

    Before the rows, between tables and after them there may be prose or code without a blank line.
    """
    if len(lines) < 2:
        return []
    header = Header(question)
    found = []
    for start, end in _stretches(lines, vocabulary):
        rows = [read(line.rstrip(), vocabulary) for line in lines[start:end]]
        first = 0
        while len(rows) - first > 1:
            best = _first(rows[first:], header)
            table = _table(rows[first:], best) if best else None
            if not best or not table:
                break
            at = start + first + best.first
            found.append((at, at + best.size, table))
            first += best.first + best.size
    return found


def _stretches(lines: Sequence[str], vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """Neighboring lines that may be rows: most have a place for a cut, and the line before them may be the header."""
    start: int | None = None
    last = -1
    for index in range(len(lines) + 1):
        excluded = index == len(lines) or likelihood.no_row(lines[index])
        if not excluded and promise(lines[index], vocabulary) > _PROMISING:
            if start is None:
                before = index - 1
                fits = before > last and not likelihood.no_row(lines[before]) and likelihood.header(lines[before])
                start = before if fits else index
            last = index
        elif start is not None and (excluded or index - last > _WEAK_IN_A_ROW):
            if last > start:
                yield start, last + 1
            start = None


def _first(rows: Sequence[Line], header: Header) -> _Candidate | None:
    """The table at the beginning of these rows: a line or two above it may be none of it, and code may follow."""
    limit = weights("limits")["table"]
    best: _Candidate | None = None
    for first in range(min(_STARTS, len(rows) - 1)):
        found = _longest(rows, first, header)
        least = best.odds + _LATER if best else limit + (_LEAD_IN if first else 0.0)
        if found.odds > least:
            best = found
        if best and best.odds > limit + _SURE:
            break
    return best


def _longest(rows: Sequence[Line], first: int, header: Header) -> _Candidate:
    """All the rows from this one on; where one is strange among them, those above it and its like."""
    whole = _judged(rows, first, len(rows), header)
    clear = next((n for n in range(first + 1, len(rows)) if _doubted(rows[n])), len(rows)) - first
    if clear == len(rows) - first or (whole.odds > weights("limits")["table"] and not _strange(rows, whole)):
        return whole
    if clear < _CLEAR:
        return replace(whole, odds=float("-inf"))
    part = _judged(rows, first, clear, header)
    size = clear
    while part.fits and first + size < len(rows):
        more = 1 if _belongs(rows[first + size], part.fits[0]) else 2
        if first + size + more > len(rows) or not _belongs(rows[first + size + more - 1], part.fits[0]):
            break
        size += more
    return part if size == clear else _judged(rows, first, size, header)


def _strange(rows: Sequence[Line], found: _Candidate) -> bool:
    """Whether a row can hardly be cut into as many cells as the others."""
    cuts = solve.rows(rows[found.first : found.first + found.size], found.fits[0])
    return any(row is None or row.odds < _STRANGE * (len(row.cells) - 1) for row in cuts)


def _judged(rows: Sequence[Line], first: int, size: int, header: Header) -> _Candidate:
    lines = rows[first : first + size]
    fits = solve.fits(lines, header)
    return _Candidate(first, len(lines), fits, likelihood.odds(lines, fits) if fits else float("-inf"))


def _doubted(row: Line) -> bool:
    return row.strength < _PROMISING or likelihood.code(row.text)


def _belongs(row: Line, fit: Fit) -> bool:
    """Whether a line below the table is its next row."""
    count = len(fit.header.cells)
    found = cut(row.text, row.seams, count, fit.columns.fit)
    least = _BELONGS_LIKE_CODE if likelihood.code(row.text) else _BELONGS
    return found is not None and found.odds > least * (count - 1)


def _table(rows: Sequence[Line], found: _Candidate) -> Table | None:
    """The table by its best reading; None where a row cannot be cut so."""
    lines = rows[found.first : found.first + found.size]
    cuts = [row for row in solve.rows(lines, found.fits[0]) if row]
    if len(cuts) < len(lines):
        return None
    table = of_table(lines, found.fits)
    doubted = tuple(doubtful(lines, cuts, table))
    others = tuple(next_best(lines, cuts, found.fits, doubted)) if doubted else ()
    return Table(tuple(row.cells for row in cuts), doubted, others, is_guessed(table))
