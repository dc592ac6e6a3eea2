"""What is added to the chosen marks, and what is taken from them, once the shapes of a document are known."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from exporter.readers.inference import likeness
from exporter.readers.inference.asking import LIKELY
from exporter.readers.inference.mark import Mark, Sign

_ANSWERED = 0.55  # share of the marks of a sign with answers from which on one without any must ask to be a question
_RUNNING = 0.7  # share of numbers that must run on for a gap among them to be one
_LEAST = 4  # marks without answers from which on what follows one of them may be the title of the next ones
_HEADLINE = re.compile(
    r"\s*(?:\d{1,2}[.)]|[IVX]{1,4}\.|[➤➢►▶■◆●★✦▪◼]\s|[\u2700-\u27bf\U0001f300-\U0001faff]|==|(?=\*\*[^*]+\*\*\W*$))"
    r".{0,70}[^\s.。!;,]\s*"
)
_NUMBERED = 0.8  # share of headings with numbers from which on one without number and answer is no question
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
    return _uncounted(chosen, bare) | {
        mark.first
        for mark, is_bare in zip(chosen, bare, strict=True)
        if is_bare
        and not mark.labelled
        and (likeness.asking(mark) <= 0 or mark.sign[0] == "plain")
        and empty[mark.sign] <= (1 - _ANSWERED) * counts[mark.sign]
    }


def _uncounted(chosen: Sequence[Mark], bare: Sequence[bool]) -> set[int]:
    """The first lines of headings without number and text, where nearly all others are numbered."""
    heads = [(mark, is_bare) for mark, is_bare in zip(chosen, bare, strict=True) if mark.level]
    found = {mark.first for mark, is_bare in heads if is_bare and mark.number is None}
    counted = sum(mark.number is not None for mark, _ in heads)
    return found if len(heads) >= _LEAST and counted >= _NUMBERED * len(heads) else set()


def headlines(chosen: Sequence[Mark], ends: Sequence[int], bare: Collection[Sign], lines: Sequence[str]) -> set[int]:
    """The last lines of cards without answers, where these are titles of what follows: `2. Transport`, `➤ Services`."""
    counts = Counter(mark.sign for mark in chosen if mark.sign in bare)
    found = set()
    for mark, end in zip(chosen[:-1], ends, strict=False):
        if counts[mark.sign] >= _LEAST:
            below = [n for n in range(mark.end, end) if lines[n].strip()]
            if len(below) == 1 and _HEADLINE.fullmatch(lines[below[0]]):
                found.add(below[0])
    return found
