"""Which rows of a restored table are probably wrong.

Two logistic regressions over real tables: first how likely the table is right throughout, for the number of columns is
mostly what is wrong; then, with that, each row by its own cuts. The limit is where 98 % of the rows that are not told
are right.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from exporter.restore.tables import proof, readings
from exporter.restore.tables.cuts import Cut
from exporter.restore.tables.fit import Fit
from exporter.restore.tables.seams import Line
from exporter.restore.tables.weights import IMPLAUSIBLE, weights

_CLIP = 0.001  # certainties nearer to 0 or 1 than this say no more


def doubtful(lines: Sequence[Line], cuts: Sequence[Cut], fits: Sequence[Fit]) -> Iterator[int]:
    """Indexes of rows that are probably cut wrong; `cuts` are those of the lines, the header's first."""
    table = readings.weighed(proof.evidence(lines, fits), weights("right table"))
    least = weights("limits")["row"]
    for index, (line, row) in enumerate(zip(lines, cuts, strict=True)):
        if readings.weighed(of_row(line, row, index, table), weights("right row")) < least:
            yield index


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
