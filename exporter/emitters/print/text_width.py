"""How wide texts in tables are: near enough to know how many lines a cell takes. The unit is the width of a digit."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from typing import NamedTuple
from unicodedata import category, combining, east_asian_width

from exporter.emitters.print.linebreaks import BREAK, HYPHEN, JOIN

# From a space to a tilde in Noto Sans, in hundredths of an em; in other fonts much the same beside a digit's
_HUNDREDTHS = (
    *(26, 27, 41, 65, 57, 83, 73, 22, 30, 30, 55, 57, 27, 32, 27, 37, 57, 57, 57, 57, 57, 57, 57, 57),
    *(57, 57, 27, 27, 57, 57, 57, 43, 90, 64, 65, 63, 73, 56, 52, 73, 74, 34, 27, 62, 52, 91, 76, 78),
    *(60, 78, 62, 55, 56, 73, 60, 93, 59, 57, 57, 33, 37, 33, 57, 44, 28, 56, 62, 48, 62, 56, 34, 62),
    *(62, 26, 26, 53, 26, 94, 62, 60, 62, 62, 41, 48, 36, 62, 51, 79, 53, 51, 47, 38, 55, 38, 57),
)
_DIGIT = 57.2
_CAPITAL, _SMALL, _WIDE = 68 / _DIGIT, 59 / _DIGIT, 100 / _DIGIT
_BOLD = 1.07
_CODE = 0.91  # of a character of code in running text
_HYPHENED = 32 / _DIGIT
_TOKEN = re.compile(rf"(<[^<>]*>)|([ \n\t]+)|([{BREAK}{HYPHEN}])|(?:&[^;\s<>]+;|[^<>&\s{BREAK}{HYPHEN}]|&)+")
_END = re.compile(rf"(?<=[-/—–|])(?![-/—–|{JOIN}\d])")  # where a line may end behind a sign
_UNKNOWN = ("<img", "<svg")  # of no width that could be told
NEW_LINE = -1.0


class Piece(NamedTuple):
    """What no line breaks."""

    width: float
    gap: float  # of the space before it; NEW_LINE where the line before it ends in any case


def pieces(cell: str) -> list[Piece] | None:
    """The pieces of a cell, from its HTML; None where it holds an image."""
    if any(tag in cell for tag in _UNKNOWN):
        return None
    made = _Pieces()
    for found in _TOKEN.finditer(cell):
        tag, space, free = found.groups()
        if tag:
            made.tag(tag)
        elif space or free:
            made.end(made.space if space else 0.0, _HYPHENED if free == HYPHEN else 0.0)
        else:
            made.text(unescape(found[0]))
    made.end(0.0)
    return made.found


class _Pieces:
    """Pieces as they are found, one after the other."""

    def __init__(self) -> None:
        self.found: list[Piece] = []
        self._width, self._gap = 0.0, 0.0
        self._is_code = self._is_bold = False

    @property
    def space(self) -> float:
        return _CODE if self._is_code else _char(" ")

    def tag(self, tag: str) -> None:
        """A tag, which may change the font, or end a line."""
        name = tag.strip("</>").partition(" ")[0]
        if name == "code":
            self._is_code = tag[1] != "/"
        elif name in ("b", "strong", "th"):
            self._is_bold = tag[1] != "/"
        elif name == "br":
            self.end(NEW_LINE)

    def text(self, text: str) -> None:
        """Text without spaces."""
        for number, part in enumerate(_END.split(text)):
            if number:
                self.end(0.0)
            for char in part:
                if _is_alone(char):
                    self.end(0.0)
                self._width += _CODE if self._is_code else _char(char) * (_BOLD if self._is_bold else 1.0)

    def end(self, gap: float, hyphen: float = 0.0) -> None:
        """The end of a piece, and what stands between it and the next."""
        if self._width:
            self.found.append(Piece(self._width + hyphen, self._gap))
            self._width, self._gap = 0.0, gap
        elif gap:
            self._gap = NEW_LINE if NEW_LINE in (gap, self._gap) else gap


def width(word: str) -> float:
    """The width of a word in bold, since it may stand in a head."""
    return _BOLD * sum(map(_char, word))


def lines(text: list[Piece], room: float) -> int:
    """On how many lines a text stands, where a line has some room."""
    count, used = 1, 0.0
    for width, gap in text:
        if used and (gap == NEW_LINE or used + gap + width > room):
            count, used = count + 1, width
        else:
            used += width + (gap if used else 0.0)
    return count


def longest(text: list[Piece]) -> float:
    """How wide a text is that is broken only where it must be."""
    most = line = 0.0
    for width, gap in text:
        line = width if gap == NEW_LINE or not line else line + gap + width
        most = max(most, line)
    return most


@cache
def _char(char: str) -> float:
    if " " <= char <= "~":
        return _HUNDREDTHS[ord(char) - 32] / _DIGIT
    if combining(char) or char in (JOIN, BREAK, HYPHEN):
        return 0.0
    if east_asian_width(char) in "WF":
        return _WIDE
    return _CAPITAL if category(char) == "Lu" else _SMALL


def _is_alone(char: str) -> bool:
    """Whether a line may break before a character as before any of its script."""
    return char >= "\u2e80" and east_asian_width(char) in "WF" and category(char)[0] not in "PS"
