"""Columns: the lines of a page in reading order.

A gutter is a strip that hardly any line crosses, with lines on both sides of it that fill their columns. What crosses
it, such as a title, parts the page: above it both columns are read, then itself, then what stands below.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from exporter.sources.pdf.boxes import Line, Page

_NARROWEST = 5.0  # points of a gutter
_FEWEST = 3  # lines of a column
_CROSSING = 0.25  # share of the lines that may cross a gutter
_FILLED = 0.6  # how much of its column a line of prose fills, in the middle
_LEVEL = 0.7  # share of cells that stand level with others
_MOST = 1_000  # lines of a page that are looked at: no person reads a page with more
_TRIED = 8  # strips that are looked at, those that fewest lines cross first


def ordered(page: Page) -> list[Line]:
    """The lines of a page in reading order, numbered."""
    lines = sorted(page.lines, key=lambda line: (line.top, line.left))[:_MOST]
    rest = sorted(page.lines, key=lambda line: (line.top, line.left))[_MOST:]
    return [replace(line, number=n) for n, line in enumerate([*_order(lines, 0), *rest], 1)]


def _order(lines: Sequence[Line], depth: int) -> Iterator[Line]:
    gutter = _gutter(lines) if depth < 4 else None
    if gutter is None:
        yield from _rows(lines)
        return
    sides: tuple[list[Line], list[Line]] = ([], [])
    for line in lines:
        if line.left < gutter < line.right:
            yield from (each for side in sides for each in _order(side, depth + 1))
            sides = ([], [])
            yield line
        else:
            sides[line.left >= gutter].append(line)
    yield from (each for side in sides for each in _order(side, depth + 1))


def _rows(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines from top to bottom; those side by side, such as a number and its text, or cells, as one."""
    row: list[Line] = []
    for line in lines:
        if row and line.top > row[0].top + row[0].height / 2:
            yield _joined(row)
            row = []
        row.append(line)
    if row:
        yield _joined(row)


def _joined(row: Sequence[Line]) -> Line:
    words = tuple(word for line in sorted(row, key=lambda each: each.left) for word in line.words)
    return replace(row[0], words=words) if len(row) > 1 else row[0]


def _gutter(lines: Sequence[Line]) -> float | None:
    """The middle of the strip that parts two columns, or None."""
    if len(lines) < 2 * _FEWEST:
        return None
    found = [(crossing, left - right, left, right) for left, right, crossing in _strips(lines)]
    wide = [each for each in found if -each[1] >= _NARROWEST and each[0] <= _CROSSING * len(lines)]
    for _, _, left, right in sorted(wide)[:_TRIED]:
        if _are_columns(lines, left, right):
            return (left + right) / 2
    return None


def _strips(lines: Sequence[Line]) -> Iterator[tuple[float, float, int]]:
    """Strips between the end of a line and the next beginning of one, and how many lines cross each."""
    edges = sorted([(line.left, 1) for line in lines] + [(line.right, -1) for line in lines])
    crossing = 0
    for (at, step), (following, beyond) in pairwise(edges):
        crossing += step
        if step < 0 < beyond:
            yield at, following, crossing


def _are_columns(lines: Sequence[Line], left: float, right: float) -> bool:
    """Whether lines on both sides stand beside each other, and are no cells of a table, which are short and level."""
    before = [line for line in lines if line.right <= left]
    behind = [line for line in lines if line.left >= right]
    beside = _beside(before, behind) if min(len(before), len(behind)) >= _FEWEST else []
    if not beside or len(beside) * 2 < len(behind):
        return False
    is_full = _is_filled(before, left) and _is_filled(behind, max(line.right for line in behind))
    return is_full or not _are_rows(before, beside)


def _beside(before: Sequence[Line], behind: Sequence[Line]) -> list[Line]:
    """The lines of the right side that stand as high as some of the left one."""
    top, bottom = min(line.top for line in before), max(line.bottom for line in before)
    return [line for line in behind if top <= line.bottom and line.top <= bottom]


def _are_rows(before: Sequence[Line], behind: Sequence[Line]) -> bool:
    """Whether most lines stand level with one on the other side, as cells of a table do."""
    tops = {round(line.top) + n for line in before for n in (-1, 0, 1)}
    return sum(round(line.top) in tops for line in behind) > _LEVEL * min(len(before), len(behind))


def _is_filled(lines: Sequence[Line], right: float) -> bool:
    start = min(line.left for line in lines)
    ends = sorted(line.right for line in lines)
    return right - start > 0 and ends[len(ends) * 2 // 3] - start >= _FILLED * (right - start)
