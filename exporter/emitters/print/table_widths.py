"""Widths of a table's columns for the fewest lines. Lengths are in widths of a digit, as in text_width.py."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import combinations

from exporter.emitters.print.text_width import Piece, lines, longest

_LARGE = 240  # cells of a table that would take long
_STEPS = 7  # halvings of a width, to find the least one for so many lines
_DEEPEST = 12  # lines of a cell: of more no difference is sought
_ROUNDS = 3
_NEARLY = 1e-6
_NEVER = 1e6  # a width that no column can have
_SURE = 0.98  # share of the room that texts may take: their widths are not known to the last digit
_SPARE = 0.25  # beside what a line needs: widths are not known to the last digit


class Column:
    """What a column's cells need: for each of them the least width for so many lines."""

    def __init__(self, cells: Sequence[list[Piece]]) -> None:
        self.least = max((piece.width for cell in cells for piece in cell), default=0.0)
        self.most = max(map(longest, cells), default=0.0)
        self._needs = [self._need(cell) for cell in cells]
        changes = sorted((width, row, count) for row, need in enumerate(self._needs) for width, count in need)
        now = [0] * len(cells)
        self.edges: list[float] = []  # widths at which a cell takes a line less
        self._lines: list[list[int]] = []  # from each of them on
        for width, row, count in changes:
            now[row] = count
            if self.edges and self.edges[-1] == width:
                self._lines.pop()
            else:
                self.edges.append(width)
            self._lines.append(now.copy())

    def _need(self, cell: list[Piece]) -> list[tuple[float, int]]:
        """Widths, the least first, each with the lines that the cell takes from there on."""
        most = lines(cell, self.least)
        found, low, widest = [(self.least, most)], self.least, longest(cell)
        for count in range(min(most, _DEEPEST) - 1, lines(cell, widest) - 1, -1):
            high = widest
            for _ in range(_STEPS):
                middle = (low + high) / 2
                low, high = (low, middle) if lines(cell, middle) <= count else (middle, high)
            low = high
            found.append((high + _SPARE, count))
        return found

    def lines(self, width: float) -> list[int]:
        """The lines of every cell."""
        return self._lines[bisect_right(self.edges, width + _NEARLY) - 1]

    def width(self, row: int, count: int, width: float) -> float:
        """The least width, not below another one, at which a cell takes no more than so many lines."""
        return max(width, next((edge for edge, high in self._needs[row] if high <= count), _NEVER))

    def needed(self, width: float) -> float:
        """The least width at which all cells take as many lines as at another one."""
        return self.edges[bisect_right(self.edges, width + _NEARLY) - 1]


def widths(rows: Sequence[Sequence[list[Piece]]], room: float, between: float) -> list[float] | None:
    """The share of every column in a table's width; None where no choice is better than the automatic one. `between`
    is the space at the right of all columns but the last."""
    count = max(map(len, rows), default=0)
    if count < 2 or count * len(rows) > _LARGE or any(len(row) != count for row in rows):
        return None
    columns = [Column([row[index] for row in rows]) for index in range(count)]
    gaps = between * (count - 1)
    inside = _SURE * room - gaps
    if sum(column.most for column in columns) <= inside or sum(column.least for column in columns) >= inside:
        return None
    usual = automatic(columns, room - gaps)
    tried = [_improved(columns, automatic(columns, inside)), _improved(columns, _grown(columns, inside))]
    best = min(tried, key=lambda made: height(columns, made))
    if height(columns, best) >= height(columns, [width + _SPARE for width in usual]):
        return None
    needed = [column.needed(width) for column, width in zip(columns, best, strict=True)]
    spread = [width * (room - gaps) / sum(needed) for width in needed]
    return [(width + between * (index < count - 1)) / room for index, width in enumerate(spread)]


def automatic(columns: Sequence[Column], room: float) -> list[float]:
    """The widths that CSS gives columns that do not fit on one line: as far from the least to the most for all."""
    least, most = sum(column.least for column in columns), sum(column.most for column in columns)
    share = (room - least) / (most - least)
    return [column.least + (column.most - column.least) * share for column in columns]


def height(columns: Sequence[Column], widths: Sequence[float]) -> int:
    """The lines of all rows."""
    lines = (column.lines(width) for column, width in zip(columns, widths, strict=True))
    return sum(map(max, zip(*lines, strict=True)))


def _grown(columns: Sequence[Column], room: float) -> list[float]:
    """Widths from the least on, where always the row is made lower that gains most for what it needs."""
    made = [column.least for column in columns]
    while steps := [step for step in _steps(columns, made) if step[0] <= room - sum(made)]:
        now = height(columns, made)
        _, made = max(steps, key=lambda step: ((now - height(columns, step[1])) / max(step[0], 0.01), -step[0]))
    return made


def _steps(columns: Sequence[Column], made: Sequence[float]) -> Iterator[tuple[float, list[float]]]:
    """For every row that could be lower by a line: what that needs, and the widths then."""
    now = [column.lines(width) for column, width in zip(columns, made, strict=True)]
    for row, high in enumerate(map(max, zip(*now, strict=True))):
        if high > 1:
            wider = [column.width(row, high - 1, width) for column, width in zip(columns, made, strict=True)]
            yield sum(wider) - sum(made), wider


def _improved(columns: Sequence[Column], made: Sequence[float]) -> list[float]:
    """Widths after moving room between every two columns, as long as that makes the table lower."""
    best, least = list(made), height(columns, made)
    for _ in range(_ROUNDS):
        before = least
        for one, other in combinations(range(len(columns)), 2):
            for tried in _moved(columns, best, one, other):
                if (high := height(columns, tried)) < least:
                    best, least = tried, high
        if least == before:
            break
    return best


def _moved(columns: Sequence[Column], made: list[float], one: int, other: int) -> Iterator[list[float]]:
    """Widths with the room of two columns divided anew, at every place where a cell of one takes a line less."""
    both = made[one] + made[other]
    places = {*columns[one].edges, *(both - edge for edge in columns[other].edges)}
    for place in sorted(places):
        if columns[one].least <= place <= both - columns[other].least:
            tried = list(made)
            tried[one], tried[other] = place, both - place
            yield tried
