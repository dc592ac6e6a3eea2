"""The best way to cut one row into a given number of cells, and how certain it is."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from exporter.restore.tables.candidates import Seam

Judge = Callable[[int, str], float]
Reached = dict[int, tuple[float, float, int]]  # by the end of a cell: best score, sum over all ways, the cell's start


@dataclass(frozen=True, slots=True)
class Cut:
    """A row in cells. `odds`: of its seams alone; `score`: with what the cells say; `certainty`: 0 to 1."""

    cells: tuple[str, ...]
    odds: float
    score: float
    certainty: float


def cut(line: str, seams: Sequence[Seam], count: int, judge: Judge | None = None) -> Cut | None:
    """Cuts a line into `count` cells at some of the seams, from left to right; None where there are too few.

    A dynamic program over (cells so far, seam): the best score, and the sum over all ways; their ratio is certainty.
    """
    if len(seams) < count - 1:
        return None
    ends = [0, *[seam.at for seam in seams], len(line)]
    odds = [0.0, *[seam.odds for seam in seams], 0.0]
    last = len(ends) - 1
    reached: Reached = {0: (0.0, 0.0, 0)}
    steps = [reached]
    for column in range(count):
        final = column == count - 1
        following = (last,) if final else range(column + 1, last - (count - 2 - column))
        reached = {end: _reach(line, ends, odds, column, end, reached, judge) for end in following}
        steps.append(reached)
    score, total, _ = reached[last]
    path = _path(steps, last)
    cells = tuple([line[ends[start] : ends[end]] for start, end in pairwise([0, *path, last])])
    return Cut(cells, sum([odds[index] for index in path]), score, math.exp(min(0.0, score - total)))


def _reach(
    line: str,
    ends: Sequence[int],
    odds: Sequence[float],
    column: int,
    end: int,
    reached: Reached,
    judge: Judge | None,
) -> tuple[float, float, int]:
    """The best score of the cells up to an end, the sum over all ways, and where the last of the cells starts."""
    best, total, origin = -math.inf, -math.inf, 0
    to = ends[end]
    for start, (score, ways, _) in reached.items():
        if start >= end:
            break
        step = judge(column, line[ends[start] : to]) if judge else 0.0
        if score + step > best:
            best, origin = score + step, start
        ways += step
        total = max(total, ways) + math.log1p(math.exp(-abs(total - ways)))
    return best + odds[end], total + odds[end], origin


def _path(steps: Sequence[Reached], last: int) -> list[int]:
    path, end = [], last
    for reached in reversed(steps[1:]):
        end = reached[end][2]
        path.append(end)
    return path[-2::-1]
