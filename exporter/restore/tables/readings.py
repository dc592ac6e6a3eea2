"""What speaks for one reading of lines as a table: named evidence of its cuts, columns and headings.

It decides three things, each with weights of its own: which of several numbers of columns is the right one, whether the
lines are a table at all, and whether it is cut rightly throughout.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from exporter.restore.tables.candidates import Line
from exporter.restore.tables.columns import Columns
from exporter.restore.tables.cuts import Cut
from exporter.restore.tables.header import usual
from exporter.restore.tables.weights import IMPLAUSIBLE

_SURE = 30.0
_FEW = 0.5  # a column repeats itself where it has at most half as many values as rows
_SHORT = 2.5  # characters of a narrow column's cells


def of_body(cuts: Sequence[Cut], columns: Columns, body: Sequence[Line]) -> dict[str, float]:
    """What the rows below the headings say; body: the lines that were cut."""
    count = len(cuts[0].cells)
    return {
        **dict(_of_seams(cuts, body)),
        **dict(_of_columns(cuts, columns)),
        f"columns {count}": 1.0,
        "columns": count,
        "rows": math.log(len(cuts)),
        "columns by rows": count * math.log(len(cuts)),
    }


def of_head(head: Cut, corner: bool, terms: bool, first: Line) -> dict[str, float]:
    """What the headings say.

    head: of the cells that are not empty; corner: whether the first heading is; terms: whether the question names them
    all.
    """
    return {
        **dict(_of_headings(head, first)),
        "corner": float(corner),
        "terms": float(terms),
        "corner of terms": float(corner and terms),
        "corner of two": float(corner and len(head.cells) == 1),
    }


def weighed(found: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The sum of all evidence, each by its weight."""
    return weights.get("bias", 0.0) + sum([weights.get(name, 0.0) * size for name, size in found.items()])


def sides(cells: Sequence[str], line: Line) -> tuple[list[float], list[float]]:
    """The odds of the seams at which a line is cut, and of those at which it is not."""
    ends, at = set(), 0
    for cell in cells[:-1]:
        at += len(cell)
        ends.add(at)
    cut = [seam.odds for seam in line.seams if seam.at in ends]
    left = [seam.odds for seam in line.seams if seam.at not in ends]
    return cut, left


def _of_seams(cuts: Sequence[Cut], body: Sequence[Line]) -> Iterator[tuple[str, float]]:
    weak, left, likely, uncut = [], [], [], []
    for row, line in zip(cuts, body, strict=True):
        inside, outside = sides(row.cells, line)
        weak.append(min(inside))
        left.append(max(outside, default=IMPLAUSIBLE))
        uncut.append(sum([_log_no(odds) for odds in outside]))
        likely.append(uncut[-1] + sum([_log_no(-odds) for odds in inside]))
    count = len(cuts[0].cells)
    yield "likely", _mean(likely)
    yield "likely by columns", _mean(likely) / count
    yield "uncut", _mean(uncut)
    yield "weak", _mean(weak)
    yield "weakest", min(weak)
    yield "weak median", sorted(weak)[len(weak) // 2]
    yield "weak share", _mean([float(odds < 0) for odds in weak])
    yield "all weak", float(max(weak) < 0)
    yield "left", _mean(left)
    yield "left most", max(left)
    yield "left median", sorted(left)[len(left) // 2]
    yield "left share", _mean([float(odds > 0) for odds in left])
    yield "all left", float(min(left) > 0)
    yield "gain", _mean([row.score - row.odds for row in cuts])
    yield "gain by columns", _mean([row.score - row.odds for row in cuts]) / count
    yield "certain", _mean([row.certainty for row in cuts])
    yield "least certain", min(row.certainty for row in cuts)


def _of_columns(cuts: Sequence[Cut], columns: Columns) -> Iterator[tuple[str, float]]:
    rows = len(cuts)
    gains = [0.0] * len(cuts[0].cells)
    for row in cuts:
        own = columns.without(row.cells, row.certainty)
        for column, cell in enumerate(row.cells):
            gains[column] += columns.fit(column, cell, own) / rows
    yield "least gain", min(gains)
    yield "most gain", max(gains)
    cells = list(zip(*(row.cells for row in cuts), strict=True))
    values = [len(set(column)) for column in cells]
    yield "constant", float(sum(count == 1 for count in values) if rows > 2 else 0)
    yield "repeating", float(sum(count <= _FEW * rows for count in values))
    yield "first repeats", float(values[0] < rows)
    lengths = [_mean([float(len(cell)) for cell in column]) for column in cells]
    yield "narrow", float(min(lengths) < _SHORT)
    yield "single", float(sum(_mean([float(len(cell) < 2) for cell in column]) > _FEW for column in cells))
    yield "shortest", math.log(min(lengths))
    yield "longest", math.log(max(lengths))
    small = [_mean([float(cell[0].islower()) for cell in column]) for column in cells]
    yield "small", _mean(small)
    yield "mixed", max(min(share, 1 - share) for share in small)
    yield "spread", max(math.log(max(map(len, column)) / (1 + min(map(len, column)))) for column in cells)


def _of_headings(head: Cut, first: Line) -> Iterator[tuple[str, float]]:
    inside, outside = sides(head.cells, first)
    yield "head likely", sum(_log_no(-odds) for odds in inside) + sum(_log_no(odds) for odds in outside)
    yield "head weak", min(inside, default=4.0)
    yield "head left", max(outside, default=IMPLAUSIBLE)
    yield "head", head.score
    yield "head by columns", head.score / len(head.cells)
    yield "head capitals", _mean([float(cell[0].isupper()) for cell in head.cells])
    yield "head longest", max(map(len, head.cells)) / 20
    yield "head words", float(max(len(cell.split()) for cell in head.cells))
    yield "head usual", _mean([float(usual(cell)) for cell in head.cells])
    yield "head certain", head.certainty


def margin(scores: Sequence[float]) -> float:
    """How far the best reading is before the next; scores are in order, the best first."""
    return next((min(one - two, 10.0) for one, two in pairwise(scores)), 10.0)


def _log_no(odds: float) -> float:
    """Logarithm of the probability that there is none, by the odds."""
    return -math.log1p(math.exp(max(-_SURE, min(_SURE, odds))))


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers)
