"""Which rows of a restored table are probably wrong.

A logistic regression over rows of real tables. A row's own certainty says little: it takes the number of columns as
given, and that is what is mostly wrong. So it is judged with its table: how sure the header is, how much like a cut the
best places look that were left uncut, and how little the weakest that were cut. Of the rows told, 85 % are wrong (real
tables that it was not fitted to), and 40 % of all wrong ones are told.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from exporter.restore.tables.cuts import Cut
from exporter.restore.tables.seams import Line
from exporter.restore.tables.weights import IMPLAUSIBLE

_BIAS, _OWN, _HEADER, _LEFT, _CUT = 4.5, -0.3, -0.45, 0.65, -0.4
_LEAST = 0.6  # log odds of a row that is told: two to one that it is wrong
_CLIP = 0.001  # certainties nearer to 0 or 1 than this say no more


def doubtful(lines: Sequence[Line], cuts: Sequence[Cut]) -> Iterator[int]:
    """Indexes of rows that are probably cut wrong; `cuts` are those of the lines, the header's first."""
    left, cut = zip(*map(_odds, lines[1:], cuts[1:]), strict=True)
    table = _BIAS + _HEADER * _logit(cuts[0].certainty) + _LEFT * _mean(left) + _CUT * _mean(cut)
    return (index for index, row in enumerate(cuts) if table + _OWN * _logit(row.certainty) > _LEAST)


def _odds(line: Line, row: Cut) -> tuple[float, float]:
    """Odds of the best seam of a row that is left uncut, and of the weakest that is cut."""
    ends, at = set(), 0
    for cell in row.cells[:-1]:
        at += len(cell)
        ends.add(at)
    left = max((seam.odds for seam in line.seams if seam.at not in ends), default=IMPLAUSIBLE)
    return max(left, IMPLAUSIBLE), min(seam.odds for seam in line.seams if seam.at in ends)


def _logit(certainty: float) -> float:
    kept = min(max(certainty, _CLIP), 1 - _CLIP)
    return math.log(kept / (1 - kept))


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers)
