"""Predicts how high a side of a flashcard will be, from how long its texts are.

So most sides are laid out first at the size that turns out to be theirs. A wrong prediction costs a layout more; what
fits is decided by layouts. Pictures are not counted: a side that has one is laid out too large first, not too small.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from itertools import chain
from math import ceil, sqrt

from exporter.emitters.print.fitting import FLOORS, WRAPPED, Room

_TAG = re.compile(r"<[^>]*>")
_PRE = re.compile(r'<pre class="(code|diagram)[^>]*>(.*?)</pre>', re.DOTALL)
_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_CELL = re.compile(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", re.DOTALL)
_BLOCK = re.compile(r"</?(?:p|li|[uod]l|d[td]|h[1-6]|blockquote|div|section|figure)\b[^>]*>")
_WIDE = re.compile("[\u2e80-\uffff\U0001f300-\U0001ffff]")  # characters that are as wide as two
# About what the style sheets say, as many times the size of the text:
_LINE, _ROW = 1.32, 1.17  # a line of text, and of a table
_CODE = {"code": 1.14, "diagram": 1.07}  # a line
_GAP = 0.26  # between two blocks
_EDGES = {"code": 0.5, "diagram": 0.25}  # above and below it
_RULE = 0.35  # between two rows
_BLANK = 0.5  # a blank line of code, as part of another one
_BETWEEN = 1  # characters between two cells


@dataclass(frozen=True, slots=True)
class Shape:
    """How long the texts of a side are, in characters."""

    blocks: Sequence[int]
    code: Sequence[tuple[str, Sequence[int]]]  # "code" or "diagram", its lines
    tables: Sequence[Sequence[Sequence[int]]]  # rows of cells

    @classmethod
    def of(cls, html: str) -> Shape:
        """The shape of a side."""
        code = [(kind, [_length(line) for line in body.rstrip("\n").split("\n")]) for kind, body in _PRE.findall(html)]
        rest = _PRE.sub("", html)
        tables = [
            [[_length(cell) for cell in _CELL.findall(row)] for row in table.split("</tr>")[:-1]]
            for table in _TABLE.findall(rest)
        ]
        blocks = [_length(text) for text in _BLOCK.split(_TABLE.sub("", rest))]
        return cls([length for length in blocks if length], code, tables)

    def height(self, room: Room) -> float:
        """Its height, as many times the size of its text, in a column with room for so many characters."""
        width = room["code"]  # about as many characters of text, too: they are narrower, but not as small
        heights = chain(
            (_LINE * ceil(length / width) + _GAP for length in self.blocks),
            (_code_height(kind, lines, room[kind]) for kind, lines in self.code),
            (_table_height(rows, width) for rows in self.tables if any(rows)),
        )
        return max(_LINE, sum(heights) - _GAP)


def _length(html: str) -> int:
    text = unescape(_TAG.sub("", html)).strip("\n")
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def _code_height(kind: str, lines: Sequence[int], room: int) -> float:
    """The height of code or a diagram, as `fitting` makes it fit."""
    shrink = min(1.0, room / (max(lines) + 0.5))
    count = len(lines) - _BLANK * lines.count(0) * (kind == "code")
    if shrink < FLOORS[kind]:
        shrink = WRAPPED[kind]
        count += sum(ceil(line * shrink / room) - 1 for line in lines if line)
    return _CODE[kind] * shrink * count + _EDGES[kind] + _GAP


def _table_height(rows: Sequence[Sequence[int]], width: int) -> float:
    """The height of a table, whose columns get the more of the width the more stands in them."""
    columns = [sqrt(max(cells)) for cells in zip(*rows, strict=False)] if all(rows) else []
    space, total = width - _BETWEEN * (len(columns) - 1), sum(columns) or 1.0
    if sum(column**2 for column in columns) <= space:
        return len(rows) * (_ROW + _RULE) + _GAP
    shares = [max(1.0, space * column / total) for column in columns]
    lines = (max((ceil(cell / share) for cell, share in zip(row, shares, strict=False)), default=1) for row in rows)
    return sum(_ROW * max(1, count) + _RULE for count in lines) + _GAP
