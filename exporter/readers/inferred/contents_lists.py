"""Lists of contents without links: questions one below the other that stand again further down, with answers there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from exporter.readers.inferred.candidate import Candidate
from exporter.readers.inferred.similarity import letters

_TARGET = re.compile(r"\]\([^()\s]{0,500}\)")
_LEAST = 3  # entries that make a list of contents
_SHARE = 0.6  # of them that stand again below


def without_contents(
    candidates: Sequence[Candidate], lines: Sequence[str], answers: Collection[int] = frozenset()
) -> list[Candidate]:
    """The marks, in their order, but for those of such lists; `answers` are the lines that label one."""
    texts = [letters(_TARGET.sub("", candidate.text)) for candidate in candidates]
    bare = list(_bare(candidates, lines, answers))
    last = {text: n for n, text in enumerate(texts)}
    answered = {text for text, is_bare in zip(texts, bare, strict=True) if not is_bare}
    out: set[int] = set()
    for start, end in _runs(bare):
        may = range(start, min(end + 1, len(candidates)))
        entries = [n for n in may if candidates[last[texts[n]]].first >= candidates[n].end]
        known = sum(texts[n] in answered for n in entries)
        below = {texts[n] for n in entries if not bare[last[texts[n]]]}
        entirely = len(entries) == len(below) == end + 1 - start > 1
        if entirely or (len(entries) >= _LEAST and known * 2 >= len(entries) >= _SHARE * (entries[-1] + 1 - start)):
            out.update(range(start, entries[-1] + 1))
    return [candidate for n, candidate in enumerate(candidates) if n not in out]


def _bare(candidates: Sequence[Candidate], lines: Sequence[str], answers: Collection[int]) -> Iterator[bool]:
    """For each mark whether the next one follows at once."""
    for n, candidate in enumerate(candidates):
        after = n + 1  # behind marks in the same lines: a label alone has its question below it
        while after < len(candidates) and candidate.first < candidates[after].first < candidate.end:
            after += 1
        following = candidates[after].first if after < len(candidates) else -1
        at = candidate.end
        while at < following and not lines[at].strip():
            at += 1
        yield not candidate.rest and at not in answers and at >= following > candidate.first


def _runs(bare: Sequence[bool]) -> Iterator[tuple[int, int]]:
    start = -1
    for n, is_bare in enumerate(bare):
        if is_bare and start < 0:
            start = n
        elif not is_bare and start >= 0:
            yield start, n
            start = -1
