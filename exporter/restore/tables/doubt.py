"""Which rows of a restored table are probably wrong.

Two logistic regressions over real tables: first how likely the table is right throughout, for the number of columns is
mostly what is wrong; then, with that, each row by its own cuts. The limit is where 98 % of the rows that are not told
are right.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from exporter.restore.tables import fit, proof, readings
from exporter.restore.tables.cuts import Cut, cut
from exporter.restore.tables.fit import Fit
from exporter.restore.tables.seams import Line
from exporter.restore.tables.weights import IMPLAUSIBLE, weights

Cells = tuple[str, ...]
_CLIP = 0.001  # certainties nearer to 0 or 1 than this say no more


def doubtful(lines: Sequence[Line], cuts: Sequence[Cut], fits: Sequence[Fit]) -> Iterator[int]:
    """Indexes of rows that are probably cut wrong; `cuts` are those of the lines, the header's first."""
    table = readings.weighed(proof.evidence(lines, fits), weights("right table"))
    least = weights("limits")["row"]
    for index, (line, row) in enumerate(zip(lines, cuts, strict=True)):
        if readings.weighed(of_row(line, row, index, table), weights("right row")) < least:
            yield index


def next_best(lines: Sequence[Line], cuts: Sequence[Cut], fits: Sequence[Fit], indexes: Sequence[int]) -> list[Cells]:
    """For each of these rows the cells it would have if it is cut otherwise: by the next reading, or by this one."""
    others = list(fit.rows(lines, fits[1])) if len(fits) > 1 else [None] * len(lines)
    doubted = math.exp(-readings.margin([each.score for each in fits]))
    found = []
    for index in indexes:
        row, other = cuts[index], others[index]
        is_other = other is not None and other.cells != row.cells
        again = _again(lines[index], row, fits[0]) if index and not (is_other and doubted > 1 - row.certainty) else None
        found.append(again.cells if again else other.cells if other and is_other else ())
    return found


def _again(line: Line, row: Cut, reading: Fit) -> Cut | None:
    """The best way to cut a row into as many cells at other places."""
    seams, count = line.likely(len(row.cells)), len(row.cells)
    ends = set(accumulate(map(len, row.cells[:-1])))
    without = ([seam for seam in seams if seam.at != at] for at in ends)
    found = [made for kept in without if (made := cut(line.text, kept, count, reading.columns.fit))]
    return max(found, key=lambda made: made.score, default=None)


def of_row(line: Line, row: Cut, index: int, table: float) -> Mapping[str, float]:
    """What speaks for a row; table: logarithm of the odds that its table is right."""
    inside, outside = readings.sides([cell for cell in row.cells if cell], line)
    left, weak = max(outside, default=IMPLAUSIBLE), min(inside, default=4.0)
    return {
        "table": table,
        "head": float(not index),
        "certain": _logit(row.certainty),
        "head certain": float(not index) * _logit(row.certainty),
        "left": left,
        "weak": weak,
        "left is likely": float(left > 0),
        "weak is unlikely": float(weak < 0),
        "gap": weak - left,
    }


def _logit(certainty: float) -> float:
    kept = min(max(certainty, _CLIP), 1 - _CLIP)
    return math.log(kept / (1 - kept))
