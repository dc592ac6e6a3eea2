"""What is added to the chosen marks, and what is taken from them, once the shapes of a document are known."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from exporter.readers.inferred import similarity
from exporter.readers.inferred.candidate import Candidate, Signature
from exporter.readers.inferred.question_cues import LIKELY

_ANSWERED = 0.55  # share of the marks of a sign with answers from which on one without any must ask to be a question
_RUNNING = 0.7  # share of numbers that must run on for a gap among them to be one
_LEAST = 4  # marks without answers from which on what follows one of them may be the title of the next ones
_HEADLINE = re.compile(
    r"\s*(?:\d{1,2}[.)]|[IVX]{1,4}\.|[➤➢►▶■◆●★✦▪◼]\s|[\u2700-\u27bf\U0001f300-\U0001faff]|==|(?=\*\*[^*]+\*\*\W*$))"
    r".{0,70}[^\s.。!;,]\s*"
)
_SIGNS = re.compile(r"[➤➢►▶■◆●★✦▪◼\ufe0f\s]{1,8}")  # before such a title; emoji are of its words
_NUMBERED = 0.8  # share of headings with numbers from which on one without number and answer is no question
_WIDEST = 10  # numbers that may be missing between two marks


def gaps(chosen: Sequence[Candidate], candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """Marks whose numbers are just those that the chosen ones skip."""
    if similarity.running(chosen) < _RUNNING:
        return
    starts = [candidate.first for candidate in candidates]
    for before, after in pairwise(chosen):
        if before.number is None or after.number is None or not 1 < after.number - before.number < _WIDEST:
            continue
        expected = before.number + 1
        for candidate in candidates[bisect_right(starts, before.first) : bisect_right(starts, after.first - 1)]:
            alike = similarity.depth(candidate) == similarity.depth(before) or candidate.sign.family == "late"
            alike = alike and bool(candidate.level) == bool(before.level)
            if candidate.number == expected and alike and similarity.asking(candidate) > 0:
                yield candidate
                expected += 1


def topics(chosen: Sequence[Candidate], ends: Sequence[int]) -> set[int]:
    """The first lines of items that do not ask and hold nothing but chosen items: names of what those ask about."""
    found = set()
    for before, after, end in zip(chosen, chosen[1:], ends, strict=False):
        outer, inner = before.item, after.item
        if outer and inner and not before.level and inner.depth > outer.depth and inner.first < outer.end:
            blank = after.first == before.end and not before.rest and not before.labelled
            if blank and end >= after.first and similarity.asking(before) < LIKELY <= similarity.asking(after):
                found.add(before.first)
    return found


def titles(chosen: Sequence[Candidate], bare: Sequence[bool], *, promised: bool = False) -> set[int]:
    """The first lines of marks without text, where most of their sign have answers: sections, or mere rhetoric.

    What asks in a document that promises questions is no rhetoric.
    """
    counts: Counter[Signature] = Counter(candidate.sign for candidate in chosen)
    empty: Counter[Signature] = Counter(
        candidate.sign for candidate, is_bare in zip(chosen, bare, strict=True) if is_bare
    )
    return _uncounted(chosen, bare) | {
        candidate.first
        for candidate, is_bare in zip(chosen, bare, strict=True)
        if is_bare
        and not candidate.labelled
        and (similarity.asking(candidate) <= 0 or (candidate.sign.family == "plain" and not promised))
        and empty[candidate.sign] <= (1 - _ANSWERED) * counts[candidate.sign]
    }


def parts(chosen: Sequence[Candidate], bare: Sequence[bool]) -> set[int]:
    """The first lines of bold marks that do not ask, right below one that asks and is bare: they begin its answer."""
    found: set[int] = set()
    asking = [similarity.asking(candidate) >= LIKELY for candidate in chosen]
    bold = [candidate.sign.family == "bold" for candidate in chosen]
    asked = sum(asks and is_bold for asks, is_bold in zip(asking, bold, strict=True))
    for n in range(1, len(chosen)):
        above, one = chosen[n - 1], chosen[n]
        if bold[n] and above.sign == one.sign and bare[n - 1] and asking[n - 1] and not asking[n]:
            found.add(one.first)
    return found if len(found) * 2 < asked else set()


def _uncounted(chosen: Sequence[Candidate], bare: Sequence[bool]) -> set[int]:
    """The first lines of headings without text and without number, or label, where nearly all others have one."""
    heads = [(candidate, is_bare) for candidate, is_bare in zip(chosen, bare, strict=True) if candidate.level]
    if len(heads) < _LEAST:
        return set()
    found: set[int] = set()
    if sum(candidate.number is not None for candidate, _ in heads) >= _NUMBERED * len(heads):
        found |= {candidate.first for candidate, is_bare in heads if is_bare and candidate.number is None}
    if sum(candidate.labelled for candidate, _ in heads) >= _NUMBERED * len(heads):
        found |= {candidate.first for candidate, is_bare in heads if is_bare and not candidate.labelled}
    return found


def headline(line: str) -> str:
    """The words of such a title."""
    text = line.strip()
    found = _SIGNS.match(text)
    return (text[found.end() :] if found else text).strip("=* \t")


def headlines(
    chosen: Sequence[Candidate], ends: Sequence[int], bare: Collection[Signature], lines: Sequence[str]
) -> set[int]:
    """The last lines of cards without answers, where these are titles of what follows: `2. Transport`, `➤ Services`."""
    counts = Counter(candidate.sign for candidate in chosen if candidate.sign in bare)
    found = set()
    for candidate, end in zip(chosen[:-1], ends, strict=False):
        if counts[candidate.sign] >= _LEAST:
            below = [n for n in range(candidate.end, end) if lines[n].strip()]
            if len(below) == 1 and _HEADLINE.fullmatch(lines[below[0]]):
                found.add(below[0])
    return found
