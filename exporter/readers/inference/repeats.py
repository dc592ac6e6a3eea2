"""Lists of contents without links: questions one below the other that stand again further down, with answers there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from exporter.readers.inference.likeness import letters
from exporter.readers.inference.mark import Mark

_TARGET = re.compile(r"\]\([^()\s]{0,500}\)")
_LEAST = 3  # entries that make a list of contents
_SHARE = 0.6  # of them that stand again below


def without_contents(marks: Sequence[Mark], lines: Sequence[str]) -> list[Mark]:
    """The marks, in their order, but for those of such lists."""
    texts = [letters(_TARGET.sub("", mark.text)) for mark in marks]
    bare = list(_bare(marks, lines))
    last = {text: n for n, text in enumerate(texts)}
    answered = {text for text, is_bare in zip(texts, bare, strict=True) if not is_bare}
    out: set[int] = set()
    for start, end in _runs(bare):
        entries = [n for n in range(start, min(end + 1, len(marks))) if last[texts[n]] > n]
        known = sum(texts[n] in answered for n in entries)
        below = {texts[n] for n in entries if not bare[last[texts[n]]]}
        entirely = len(entries) == len(below) == end + 1 - start > 1
        if entirely or (len(entries) >= _LEAST and known * 2 >= len(entries) >= _SHARE * (entries[-1] + 1 - start)):
            out.update(range(start, entries[-1] + 1))
    return [mark for n, mark in enumerate(marks) if n not in out]


def _bare(marks: Sequence[Mark], lines: Sequence[str]) -> Iterator[bool]:
    """For each mark whether the next one follows at once."""
    for n, mark in enumerate(marks):
        following = marks[n + 1].first if n + 1 < len(marks) else -1
        at = mark.end
        while at < following and not lines[at].strip():
            at += 1
        yield not mark.rest and at >= following > mark.first


def _runs(bare: Sequence[bool]) -> Iterator[tuple[int, int]]:
    start = -1
    for n, is_bare in enumerate(bare):
        if is_bare and start < 0:
            start = n
        elif not is_bare and start >= 0:
            yield start, n
            start = -1
