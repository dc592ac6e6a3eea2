"""What is added to the chosen marks, and what is taken from them, once the shapes of a document are known."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from exporter.readers.inference import likeness
from exporter.readers.inference.asking import LIKELY
from exporter.readers.inference.mark import Mark, Sign

_ANSWERED = 0.55  # share of the marks of a sign with answers from which on one without any must ask to be a question
_RUNNING = 0.7  # share of numbers that must run on for a gap among them to be one
_WIDEST = 10  # numbers that may be missing between two marks


def gaps(chosen: Sequence[Mark], marks: Sequence[Mark]) -> Iterator[Mark]:
    """Marks whose numbers are just those that the chosen ones skip."""
    if likeness.running(chosen) < _RUNNING:
        return
    starts = [mark.first for mark in marks]
    for before, after in pairwise(chosen):
        if before.number is None or after.number is None or not 1 < after.number - before.number < _WIDEST:
            continue
        expected = before.number + 1
        for mark in marks[bisect_right(starts, before.first) : bisect_right(starts, after.first - 1)]:
            alike = likeness.depth(mark) == likeness.depth(before) or mark.sign[0] == "late"
            alike = alike and bool(mark.level) == bool(before.level)
            if mark.number == expected and alike and likeness.asking(mark) > 0:
                yield mark
                expected += 1


def topics(chosen: Sequence[Mark], ends: Sequence[int]) -> set[int]:
    """The first lines of items that do not ask and hold nothing but chosen items: names of what those ask about."""
    found = set()
    for before, after, end in zip(chosen, chosen[1:], ends, strict=False):
        outer, inner = before.item, after.item
        if outer and inner and not before.level and inner.depth > outer.depth and inner.first < outer.end:
            blank = after.first == before.end and not before.rest and not before.labelled
            if blank and end >= after.first and likeness.asking(before) < LIKELY <= likeness.asking(after):
                found.add(before.first)
    return found


def titles(chosen: Sequence[Mark], bare: Sequence[bool]) -> set[int]:
    """The first lines of marks without text, where most of their sign have answers: sections, or mere rhetoric."""
    counts: Counter[Sign] = Counter(mark.sign for mark in chosen)
    empty: Counter[Sign] = Counter(mark.sign for mark, is_bare in zip(chosen, bare, strict=True) if is_bare)
    return {
        mark.first
        for mark, is_bare in zip(chosen, bare, strict=True)
        if is_bare
        and not mark.labelled
        and (likeness.asking(mark) <= 0 or mark.sign[0] == "plain")
        and empty[mark.sign] <= (1 - _ANSWERED) * counts[mark.sign]
    }
