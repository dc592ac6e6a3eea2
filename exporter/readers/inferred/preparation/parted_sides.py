"""Cards that rules part, as Mochi has them: `---` between the sides of each, `***` between cards."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from exporter.readers.inferred import boilerplate
from exporter.readers.inferred.question_cues import LIKELY, asks
from exporter.readers.source import Source

_SIDES = re.compile(r"^ {0,3}-{3,}[ \t]*$", re.MULTILINE)
_CARDS = re.compile(r"^ {0,3}\*{3,}[ \t]*$", re.MULTILINE)
_LEAST = 3  # cards
_NO_TEXT = ("#", "<", "|")
_ENTRY = re.compile(r"\s*(?:[-*+]|\d{1,4}[.)])\s+\[")  # of the contents


def replaced(source: Source) -> Source:
    """The source itself, or one with labels in place of the rules."""
    if not _CARDS.search(source.text) or len(_SIDES.findall(source.text)) < _LEAST:
        return source
    lines = source.lines
    code = {n for token in source.skeleton if token.type == "fence" and token.map for n in range(*token.map)}
    edges = [n for n, line in enumerate(lines) if n not in code and _CARDS.match(line)]
    heads = [
        n
        for n, line in enumerate(lines)
        if n not in code and (line.startswith(("#", "<h")) or (n and _SIDES.match(line) and lines[n - 1].strip()))
    ]
    starts = sorted({source.front_lines, *(n + 1 for n in (*edges, *heads))})
    parts = [(start, _sides(lines, start, end)) for start, end in pairwise([*starts, len(lines)])]
    parts = [(start, found) for start, found in parts if found]
    cards = [(start, found[-1] if not n else found[0]) for n, (start, found) in enumerate(parts)]
    if len(cards) < _LEAST or any(len(found) != 1 for _, found in parts[1:-1]):
        return source
    return _with(source, edges, cards)


def _sides(lines: Sequence[str], start: int, end: int) -> list[int]:
    return [n for n in range(start, end) if _SIDES.match(lines[n]) and not lines[n - 1].strip()]


def _with(source: Source, edges: Sequence[int], cards: Sequence[tuple[int, int]]) -> Source:
    lines = list(source.lines)
    fronts = [_front(lines, start, side) for start, side in cards]
    if any(front is None for front in fronts):
        return source
    for front, (_, side) in zip(fronts, cards, strict=True):
        assert front is not None
        lines[front] = f"Q: {lines[front]}"
        lines[side] = "Answer:"
    for edge in edges:
        lines[edge] = boilerplate.GONE
    return source.with_lines(lines)


def _front(lines: Sequence[str], start: int, side: int) -> int | None:
    """The first line of a card's front: below headings, where an introduction stands there what asks first."""
    first = max(
        (n + 1 for n in range(start, side) if lines[n].startswith(_NO_TEXT) or _SIDES.match(lines[n])), default=start
    )
    begins = [n for n in range(first, side) if lines[n].strip() and (n == first or not lines[n - 1].strip())]
    begins = [n for n in begins if not _ENTRY.match(lines[n])]
    return next((n for n in begins if asks(lines[n]) >= LIKELY), begins[0] if begins else None)
