"""Cutting all rows of a table together: the columns tell where to cut, and the cuts tell what the columns are like.

For each number of columns the rows are first cut by their seams alone, then, a few times over, by seams and columns.
The number of columns whose seams are best explained wins. Long tables are understood from a sample of their rows, so
the cost stays linear with a small factor.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from heapq import nlargest

from exporter.restore.tables.columns import Columns
from exporter.restore.tables.cuts import Cut, Judge, cut
from exporter.restore.tables.header import Header
from exporter.restore.tables.seams import Line

FEWEST, MOST = 2, 5  # columns
_ROUNDS = 2
_SAMPLE = 40  # rows; more of them teach nothing new about the columns
_COLUMN_SHARE = 0.12  # of what the columns say counts towards their number: alike are also two halves of one column
_HOPELESS = 12.0
_HEADER_WEIGHT = 3.4  # headings are short and capitalized, their seams the surest


@dataclass(frozen=True, slots=True)
class Fit:
    """A table read with a number of columns. `score`: how well the seams explain it, `body`: without the header."""

    header: Cut
    columns: Columns
    sample: tuple[Cut, ...]  # every `step`-th line after the header
    step: int
    score: float


def fits(lines: Sequence[Line], header: Header) -> list[Fit]:
    """The readings of the lines as a table, header first, best reading first."""
    step = -(-(len(lines) - 1) // _SAMPLE)
    found = [fit for count in _counts(lines[0], lines[1::step]) if (fit := _fit(lines, step, count, header))]
    return sorted(found, key=lambda fit: -fit.score)


def rows(lines: Sequence[Line], fit: Fit) -> Iterator[Cut | None]:
    """Every line cut as this reading asks; None for a line that cannot be cut into so many cells."""
    yield fit.header
    count = len(fit.header.cells)
    for index, line in enumerate(lines[1:]):
        place, rest = divmod(index, fit.step)
        if rest or place >= len(fit.sample):
            yield cut(line.text, line.strongest(count + 1), count, fit.columns.fit)
        else:
            yield fit.sample[place]


def _counts(first: Line, body: Sequence[Line]) -> list[int]:
    """The numbers of columns worth trying, by the best seams of every row alone."""
    totals = {}
    for count in range(FEWEST, MOST + 1):
        odds = sum(_best(line, count - 1) for line in body)
        totals[count] = odds + _HEADER_WEIGHT * max(_best(first, count - 1), _best(first, count - 2))
    return [count for count, total in totals.items() if total > max(totals.values()) - _HOPELESS]


def _best(line: Line, cuts: int) -> float:
    odds = nlargest(cuts, (seam.odds for seam in line.seams))
    return sum(odds) if len(odds) == cuts else -_HOPELESS


def _fit(lines: Sequence[Line], step: int, count: int, header: Header) -> Fit | None:
    body = lines[1::step]
    head = header.cut(lines[0].text, lines[0].seams, count)
    cuts = _cut_all(body, count)
    if head is None or cuts is None:
        return None
    for _ in range(_ROUNDS):
        columns = Columns([row.cells for row in cuts], [row.certainty for row in cuts])
        again = _cut_all(body, count, columns, cuts)
        assert again is not None  # the same seams as before
        cuts = again
    score = _HEADER_WEIGHT * head.score
    score += sum(row.odds + _COLUMN_SHARE * (row.score - row.odds) for row in cuts)
    return Fit(head, columns, tuple(cuts), step, score)


def _cut_all(
    body: Sequence[Line], count: int, columns: Columns | None = None, before: Sequence[Cut] = ()
) -> list[Cut] | None:
    cuts = []
    for index, line in enumerate(body):
        judge: Judge = _indifferent
        if columns is not None:
            own = columns.without(before[index].cells, before[index].certainty)
            judge = partial(columns.fit, own=own)
        row = cut(line.text, line.seams, count, judge)
        if row is None:
            return None
        cuts.append(row)
    return cuts


def _indifferent(_column: int, _cell: str) -> float:
    return 0.0
