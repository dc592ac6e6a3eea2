"""The best way to cut one row into a given number of cells, and how certain it is."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from exporter.restore.tables.seams import Seam

Judge = Callable[[int, str], float]
_NEVER = -math.inf


@dataclass(frozen=True, slots=True)
class Cut:
    """A row in cells. `odds`: of its seams alone; `score`: with what the cells say; `certainty`: 0 to 1."""

    cells: tuple[str, ...]
    odds: float
    score: float
    certainty: float


def cut(line: str, seams: Sequence[Seam], count: int, judge: Judge) -> Cut | None:
    """Cuts a line into `count` cells at some of the seams, from left to right; None where there are too few.

    A dynamic program over (cells so far, seam): the best score, and the sum over all ways; their ratio is certainty.
    """
    if len(seams) < count - 1:
        return None
    ends = [0, *(seam.at for seam in seams), len(line)]
    odds = [0.0, *(seam.odds for seam in seams), 0.0]
    last = len(ends) - 1
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    sums = {0: 0.0}
    for column in range(count):
        final = column == count - 1
        best.append({})
        ways: dict[int, list[float]] = {}
        for start, (score, _) in best[column].items():
            for end in (last,) if final else range(start + 1, last - (count - 2 - column)):
                step = odds[end] + judge(column, line[ends[start] : ends[end]])
                ways.setdefault(end, []).append(sums[start] + step)
                if end not in best[-1] or score + step > best[-1][end][0]:
                    best[-1][end] = (score + step, start)
        sums = {end: _log_sum(values) for end, values in ways.items()}
    path = _path(best, last)
    cells = tuple(line[ends[start] : ends[end]] for start, end in zip([0, *path], [*path, last], strict=True))
    score = best[-1][last][0]
    return Cut(cells, sum(odds[index] for index in path), score, math.exp(min(0.0, score - sums[last])))


def _path(best: Sequence[dict[int, tuple[float, int]]], last: int) -> list[int]:
    path, end = [], last
    for step in reversed(best[1:]):
        end = step[end][1]
        path.append(end)
    return path[-2::-1]


def _log_sum(values: Sequence[float]) -> float:
    top = max(values)
    return top + math.log(sum(math.exp(value - top) for value in values))
