"""Which rows of a restored table are probably wrong.

Three logistic regressions over real tables: first how likely the table has the right number of columns, which is mostly
what is wrong, and how likely it is right throughout; then, with that, each row by its own cuts. The limit is where
98 % of the rows that are not told are right.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from exporter.restore.tables import likelihood, readings, solve
from exporter.restore.tables.candidates import Line
from exporter.restore.tables.cuts import Cut, cut
from exporter.restore.tables.solve import Fit
from exporter.restore.tables.weights import IMPLAUSIBLE, weights

Cells = tuple[str, ...]
_LIKELY = 2.0  # odds of the number of columns, below which each more counts twice
_FEW = 5  # lines
_CLIP = 0.001  # certainties nearer to 0 or 1 than this say no more


def doubtful(lines: Sequence[Line], cuts: Sequence[Cut], table: Mapping[str, float]) -> Iterator[int]:
    """Indexes of rows that are probably cut wrong: all of them where the number of columns probably is.

    cuts: those of the lines, the header's first; table: see `of_table`.
    """
    least = weights("limits")["row"]
    for index, (line, row) in enumerate(zip(lines, cuts, strict=True)):
        if is_guessed(table) or readings.weighed(of_row(line, row, index, table), weights("right row")) < least:
            yield index


def is_guessed(table: Mapping[str, float]) -> bool:
    """Whether another number of columns is likelier than the one taken is; table: see `of_table`."""
    return table["columns"] < 0


def next_best(lines: Sequence[Line], cuts: Sequence[Cut], fits: Sequence[Fit], indexes: Sequence[int]) -> list[Cells]:
    """For each of these rows the cells it would have if it is cut otherwise: by the next reading, or by this one."""
    others = list(solve.rows(lines, fits[1])) if len(fits) > 1 else [None] * len(lines)
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


def of_table(lines: Sequence[Line], fits: Sequence[Fit]) -> dict[str, float]:
    """What speaks for each row of a table, as far as the table tells."""
    found = likelihood.evidence(lines, fits)
    table = readings.weighed(found, weights("right table"))
    columns = readings.weighed(found, weights("right columns"))
    return {
        "table": table,
        "table low": min(table, 0.0),
        "columns": columns,
        "columns low": min(columns - _LIKELY, 0.0),
        "number": float(len(fits[0].header.cells)),
        "short": float(len(lines) < _FEW),
        "corner": float(not fits[0].header.cells[0]),
    }


def of_row(line: Line, row: Cut, index: int, table: Mapping[str, float]) -> Mapping[str, float]:
    """What speaks for a row; table: see `of_table`."""
    inside, outside = readings.sides([cell for cell in row.cells if cell], line)
    left, weak = max(outside, default=IMPLAUSIBLE), min(inside, default=4.0)
    return {
        **table,
        "head": float(not index),
        "head corner": float(not row.cells[0]),
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
