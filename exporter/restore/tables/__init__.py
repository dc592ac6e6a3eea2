"""Flattened tables: lines that were rows, their cells joined with nothing between, cut into cells again.

A browser's plain-text copy turns a row into `OSFull guest OSShares the kernel`. One row alone is a riddle; the table as
a whole is not: every row has as many cells, the cells of a column are alike, and words that stand free elsewhere are
words. `find` says where in a run of lines a table begins and ends; `restore` reads lines that are one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exporter.restore.tables import fit, proof
from exporter.restore.tables.cuts import cut
from exporter.restore.tables.doubt import doubtful
from exporter.restore.tables.fit import Fit
from exporter.restore.tables.header import Header
from exporter.restore.tables.seams import Line, promise, read
from exporter.restore.words.vocabulary import Vocabulary

_PROMISING = -1.5  # odds of its best place, below which a line is hardly a row
_WEAK_IN_A_ROW = 2  # rows without such a place that are borne within a table
_ATTEMPTS = 3  # lines tried as a header before a stretch is given up
_BELONGS = 0.5  # odds per cut, above which a line below the clear rows is a row all the same
_BELONGS_LIKE_CODE = 2.0


@dataclass(frozen=True, slots=True)
class Table:
    """Plain text cells, not yet escaped for Markdown."""

    rows: tuple[tuple[str, ...], ...]  # the header first; all of one length; only the header's first cell may be empty
    doubtful: tuple[int, ...]  # indexes of rows that are probably cut wrong


def restore(lines: Sequence[str], vocabulary: Vocabulary, question: str = "") -> Table | None:
    """The table these lines were, header first; None where they are no flattened table."""
    if len(lines) < 2 or any(proof.no_row(line) for line in lines):
        return None
    rows = [read(line.rstrip(), vocabulary) for line in lines]
    return _accept(rows, fit.fits(rows, Header(question)))


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
        first = attempts = 0
        while len(rows) - first > 1 and attempts < _ATTEMPTS:
            size, table = _table(rows[first:], header)
            if table:
                found.append((start + first, start + first + size, table))
            first += size if table else 1
            attempts = 0 if table else attempts + 1
    return found


def _stretches(lines: Sequence[str], vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """Neighboring lines that may be rows: most have a place for a cut, and the line before them may be the header."""
    start: int | None = None
    last = -1
    for index in range(len(lines) + 1):
        excluded = index == len(lines) or proof.no_row(lines[index])
        if not excluded and promise(lines[index], vocabulary) > _PROMISING:
            if start is None:
                before = index - 1
                fits = before > last and not proof.no_row(lines[before]) and proof.header(lines[before])
                start = before if fits else index
            last = index
        elif start is not None and (excluded or index - last > _WEAK_IN_A_ROW):
            if last > start:
                yield start, last + 1
            start = None


def _table(rows: Sequence[Line], header: Header) -> tuple[int, Table | None]:
    """The table at the beginning of these rows, and how many of them are its own: code may follow."""
    if not proof.header(rows[0].text):
        return 0, None
    solid = next((index for index, row in enumerate(rows) if index and _doubted(row)), len(rows))
    size = solid if solid > 2 else len(rows)
    fits = fit.fits(rows[:size], header)
    while fits and size < len(rows):
        more = 1 if _belongs(rows[size], fits[0]) else 2
        if size + more > len(rows) or not _belongs(rows[size + more - 1], fits[0]):
            break
        size += more
    return size, _accept(rows[:size], fits)


def _doubted(row: Line) -> bool:
    return row.strength < _PROMISING or proof.code(row.text)


def _belongs(row: Line, fit: Fit) -> bool:
    """Whether a line below the table is its next row."""
    count = len(fit.header.cells)
    found = cut(row.text, row.seams, count, fit.columns.fit)
    least = _BELONGS_LIKE_CODE if proof.code(row.text) else _BELONGS
    return found is not None and found.odds > least * (count - 1)


def _accept(rows: Sequence[Line], fits: Sequence[Fit]) -> Table | None:
    """The table, where its best reading is convincing."""
    if not fits or not proof.convincing(rows, fits[0]):
        return None
    cuts = [row for row in fit.rows(rows, fits[0]) if row]
    if len(cuts) < len(rows):
        return None
    return Table(tuple(row.cells for row in cuts), tuple(doubtful(rows, cuts)))
