"""Line map: the line of an original that each line of its conversion comes from, by their common letters."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

_NO_LETTERS = re.compile(r"[\W_]+")
_MARKER = re.compile(r"^(?:[\s>]*(?:[-*+]|\d{1,9}[.)]|#{1,6})(?:\s+|$))*")
_UNWRITTEN = re.compile(r"\]\([^()\s]{0,500}[^()]{0,200}\)|<[^<>]{0,200}>|\\")  # addresses, tags, escapes
_LONG, _SHORT = 40, 16  # letters that are looked for: first many of them, then few
_FAR, _NEAR = 50_000, 2_000  # letters within which they are looked for; the near ones for a line of few letters


def numbered(lines: Sequence[str]) -> list[int]:
    """For formats without lines: the number of the paragraph that each line stands in, from 1."""
    count, before, found = 0, False, []
    for line in lines:
        count += bool(line.strip()) and not before
        before = bool(line.strip())
        found.append(max(1, count))
    return found


def located(original: Sequence[str], converted: Iterable[str]) -> list[int]:
    """For each line of the conversion the 1-based line of the original; the one before where it is not found there."""
    parts = [_letters(line) for line in original]
    starts, total = [], 0
    for part in parts:
        starts.append(total)
        total += len(part)
    text = "".join(parts)
    at, line, found = 0, 1, []
    for each in converted:
        key = _letters(html.unescape(_UNWRITTEN.sub(" ", _MARKER.sub("", each, count=1))))
        place, length = _find(text, key, at)
        if place >= 0:
            at, line = place + length, bisect_right(starts, place)
        found.append(line)
    return found


def _find(text: str, key: str, at: int) -> tuple[int, int]:
    if len(key) < 3:
        return -1, 0
    for length in (_LONG, _SHORT):
        part = key[:length]
        reach = _FAR if len(part) >= _SHORT else _NEAR
        place = text.find(part, at, at + reach)
        if place >= 0:
            return place, len(part)
    return -1, 0


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", text.casefold())
