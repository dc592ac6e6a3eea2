"""The best way to cut one row into a given number of cells, and how certain it is."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from exporter.restore.tables.seams import Seam

Judge = Callable[[int, str], float]


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
    ends = [0, *(seam.at for seam in seams), len(line)]
    odds = [0.0, *(seam.odds for seam in seams), 0.0]
    last = len(ends) - 1
    best, sums = [0.0] * len(ends), [0.0] * len(ends)  # by the end of the cells so far
    reached = range(1)
    origins = []
    for column in range(count):
        final = column == count - 1
        following = range(last, last + 1) if final else range(column + 1, last - (count - 2 - column))
        origin = [0] * len(ends)
        next_best, next_sums = best[:], sums[:]
        for end in following:
            to = ends[end]
            starts = range(reached.start, min(reached.stop, end))
            steps = [judge(column, line[ends[start] : to]) for start in starts] if judge else [0.0] * len(starts)
            scores = [best[start] + step for start, step in zip(starts, steps, strict=True)]
            top = max(scores)
            origin[end] = starts[scores.index(top)]
            next_best[end] = top + odds[end]
            next_sums[end] = (
                _log_sum([sums[start] + step for start, step in zip(starts, steps, strict=True)]) + odds[end]
            )
        best, sums, reached = next_best, next_sums, following
        origins.append(origin)
    path = _path(origins, last)
    cells = tuple(line[ends[start] : ends[end]] for start, end in zip([0, *path], [*path, last], strict=True))
    score = best[last]
    return Cut(cells, sum(odds[index] for index in path), score, math.exp(min(0.0, score - sums[last])))


def _path(origins: Sequence[Sequence[int]], last: int) -> list[int]:
    path, end = [], last
    for origin in reversed(origins):
        end = origin[end]
        path.append(end)
    return path[-2::-1]


def _log_sum(values: Sequence[float]) -> float:
    top = max(values)
    if len(values) == 1:
        return top
    return top + math.log(sum([math.exp(value - top) for value in values]))
