"""Cards whose sides are items of a list, `- **Front:** …`, `- **Back:** …`: both lose their bullet.

As items they would be questions one and all; an item without a label among them makes them a list again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from exporter import lexicon
from exporter.readers.inferred import prefixes
from exporter.readers.labelling import WORDS
from exporter.readers.source import Source

_ITEM = re.compile(
    rf"(?P<bullet>[-*+•][ \t]+)(?:\*\*|__)?(?P<word>{WORDS})(?P<number>[ ]?\d{{1,4}})?[ ]?(?:\*\*|__)?[:：]"
)
_MAY = re.compile(r"^[-*+•][ \t]", re.MULTILINE)


def replaced(source: Source) -> Source:
    """The source itself, or one without those bullets."""
    if not _MAY.search(source.text):
        return source
    items = {n: found for n, line in enumerate(source.lines) if (found := _ITEM.match(line))}
    pairs = list(_pairs(source.lines, items))
    if not pairs:
        return source
    lines = list(source.lines)
    for n in (line for pair in pairs for line in pair):
        width = items[n].end("bullet")
        lines[n] = lines[n][width:]
        for below in range(n + 1, len(lines)):
            if lines[below].strip() and not lines[below].startswith(" " * width):
                break
            lines[below] = lines[below][width:]
    return source.with_lines(lines)


def _pairs(lines: Sequence[str], items: dict[int, re.Match[str]]) -> Iterator[tuple[int, int]]:
    """The items of questions with those of answers that follow them; none where questions follow each other."""
    sides = {n: side for n, found in items.items() if (side := _side(lines[n], found))}
    asked = [n for n, side in sides.items() if side == "q"]
    found = [(n, after) for n in asked if (after := _next(lines, n)) is not None and sides.get(after) == "a"]
    if len(found) == len(asked):
        yield from found


def _side(line: str, found: re.Match[str]) -> str:
    text = line[found.end("bullet") :]
    if lexicon.folded(found["word"]) in lexicon.names("front") or prefixes.read(text).label == "q":
        return "q"
    return "a" if prefixes.label(text) else ""


def _next(lines: Sequence[str], line: int) -> int | None:
    """The next item of the same list: what is indented below this one is its own."""
    for n in range(line + 1, len(lines)):
        if _MAY.match(lines[n]):
            return n
        if lines[n].strip() and not lines[n][:1].isspace():
            return None
    return None
