"""Diagram restoration: a drawing of boxes, or a tree of files, that a browser's copy flattened into one line.

The copy turned every line break and every run of spaces into one space. Borders kept their length, so they tell the
widths; ``rows`` cuts the line into rows, ``layout`` gives the text its padding again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from exporter.restore.diagrams import tree
from exporter.restore.diagrams.layout import draw
from exporter.restore.diagrams.lexemes import ASCII_BORDER, BORDER, CORNER, Kind, border_kind, columns
from exporter.restore.diagrams.rows import read_rows, split_drawings

_LONGEST = 20_000  # characters: nobody draws more; the screen would be 200 columns by 200 rows
_SLOPPY = 2  # columns by which a bottom may differ from its top
_STRAY = 8  # corners a drawing may have besides those of its borders: "└──▶ x"
_BAR = re.compile("[│┃║|╎┆┊├┤]")


@dataclass(frozen=True, slots=True)
class RestoredDiagrams:
    """The diagrams of a line, top to bottom, each with its caption and legend; ``doubtful`` when one is a guess."""

    diagrams: tuple[tuple[str, ...], ...]
    doubtful: bool


def is_diagram(line: str) -> bool:
    """Whether a line is a flattened drawing: a box opens, has a row, and closes as wide; or a tree branches twice.

    A row of an intact drawing is none, nor is prose with an arrow or a stray box character.
    """
    return len(line) <= _LONGEST and (_has_box(line) or tree.is_tree(line))


def _has_box(line: str) -> bool:
    first = re.search(BORDER, line) or re.search(ASCII_BORDER, line)
    if not first or (line[first.start()] == "+" and "|" in line[: first.start()]):
        return False
    borders = list(re.finditer(BORDER + "|" + ASCII_BORDER, line))
    return len(CORNER.findall(line)) <= 4 * len(borders) + _STRAY and _closes(line, borders)


def _closes(line: str, borders: list[re.Match[str]]) -> bool:
    """Whether a box has a row between a top and a bottom of much the same width."""
    opened: dict[int, int] = {}  # the end of the first border of each width
    for border in borders:
        kind = Kind.ANY if border[0][0] == "+" else border_kind(border[0])
        width = columns(border[0])
        ends = [opened[near] for near in range(width - _SLOPPY, width + _SLOPPY + 1) if near in opened]
        start = min(ends, default=len(line))
        if kind in {Kind.BOTTOM, Kind.ANY} and _BAR.search(line, start, border.start()):
            return True
        if kind in {Kind.TOP, Kind.ANY}:
            opened.setdefault(width, border.end())
    return False


def restore(line: str) -> RestoredDiagrams:
    """The diagrams of a flattened line; a line that is none comes back as it is."""
    if not is_diagram(line):
        return RestoredDiagrams(((line,),), False)
    if not _has_box(line):
        return RestoredDiagrams(*tree.restore(line))
    rows, doubtful = read_rows(line)
    drawn = [draw(rows) for rows in split_drawings(rows)]
    return RestoredDiagrams(tuple(lines for lines, _ in drawn), doubtful or not all(fits for _, fits in drawn))
