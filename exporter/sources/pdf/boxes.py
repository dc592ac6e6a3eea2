"""Boxes: pages, lines and words as `pdftotext -bbox-layout` tells them. Lengths are points from the top left."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

_TAG = re.compile(r"<(page|line|word|meta) ([^<>]*?)/?>(?:([^<>]*)</word>)?")
_VALUE = re.compile(r'(\w+)="([^"]*)"')
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\xa0": " ", "\x00": ""}
)
_ODD = re.compile(r"[\x00-\x1f\x7f\ue000-\uf8ff]")  # controls, and signs that only the font knows
MONOSPACE = 0.03  # how much the width of letters may differ in code


@dataclass(frozen=True, slots=True)
class Word:
    """A word, and where it stands from left to right."""

    text: str
    left: float
    right: float


@dataclass(frozen=True)
class Line:
    """Words on one line of a column."""

    words: tuple[Word, ...]
    top: float
    bottom: float
    page: int  # 1-based
    number: int = 0  # 1-based, in the reading order of its page

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return max(word.right for word in self.words)

    @property
    def height(self) -> float:
        """The height of its letters, which goes with the size of the font."""
        return self.bottom - self.top

    @cached_property
    def text(self) -> str:
        """The words with spaces between."""
        return " ".join(word.text for word in self.words)

    @cached_property
    def advance(self) -> float:
        """The width of a letter where all are equally wide, as in code; else 0."""
        widths = [(word.right - word.left) / len(word.text) for word in self.words]
        long = [width for width, word in zip(widths, self.words, strict=True) if len(word.text) > 1] or widths
        middle = sorted(long)[len(long) // 2]
        same = all(abs(width - middle) <= middle * MONOSPACE for width in widths)
        gaps = ((b.left - a.right) / middle for a, b in pairwise(self.words)) if same and middle > 0 else ()
        return middle if same and all(abs(gap - round(gap)) < 0.1 for gap in gaps) else 0.0


@dataclass(frozen=True, slots=True)
class Page:
    """A page, its lines in the order of poppler."""

    number: int  # 1-based
    width: float
    height: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Pages:
    """A whole PDF."""

    pages: list[Page]
    creator: str  # the program that it says it was made with


def parse(output: Iterable[str]) -> Pages:
    """The pages that poppler tells; text of a stranger, which is no XML where it holds control characters."""
    pages: list[Page] = []
    creator, size = "", (0.0, 0.0)
    lines: list[tuple[dict[str, str], list[Word]]] = []
    for tag, values, text in _tags(output):
        if tag == "meta" and values.get("name") == "Creator":
            creator = html.unescape(values.get("content", ""))
        elif tag == "page":
            _close(pages, size, lines)
            size, lines = (_number(values, "width"), _number(values, "height")), []
        elif tag == "line":
            lines.append((values, []))
        elif tag == "word" and lines and (said := _ODD.sub("", html.unescape(text).translate(_LIGATURES)).strip()):
            lines[-1][1].append(Word(said, _number(values, "xMin"), _number(values, "xMax")))
    _close(pages, size, lines)
    return Pages(pages, creator)


def _tags(output: Iterable[str]) -> Iterator[tuple[str, dict[str, str], str]]:
    for line in output:
        for tag in _TAG.finditer(line):
            yield tag[1], dict(_VALUE.findall(tag[2])), tag[3] or ""


def _close(pages: list[Page], size: tuple[float, float], lines: list[tuple[dict[str, str], list[Word]]]) -> None:
    if size == (0.0, 0.0):  # before the first page
        return
    number = len(pages) + 1
    made = (
        Line(tuple(words), _number(values, "yMin"), _number(values, "yMax"), number) for values, words in lines if words
    )
    pages.append(Page(number, *size, tuple(made)))


def _number(values: dict[str, str], name: str) -> float:
    try:
        return min(max(float(values.get(name, "0")), -1e6), 1e6)
    except ValueError:
        return 0.0
