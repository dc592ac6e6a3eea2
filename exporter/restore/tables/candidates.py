"""Where a row may have been joined: places between two characters, each with the odds that a cell ends there.

The odds are a sum of weights, a logistic regression over the evidence for each place, fitted to real tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter
from weakref import WeakKeyDictionary

from exporter.restore.tables import evidence
from exporter.restore.tables.context import inside
from exporter.restore.tables.weights import IMPLAUSIBLE, weights
from exporter.restore.words.vocabulary import Vocabulary

_TOKEN = re.compile(r"\S+")
_MOST = 10
_UNLIKELY = -5.0  # odds of a place that is tried only where there are few others
_OF_TOKEN = 14  # places kept in a token
_LONGEST_TOKEN = 400


@dataclass(frozen=True, slots=True)
class Seam:
    """A place where a cell may end: before `line[at]`, and the natural logarithm of the odds that it does."""

    at: int
    odds: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line and the places where it may be cut."""

    text: str
    seams: tuple[Seam, ...]

    def likely(self, count: int) -> tuple[Seam, ...]:
        """Its seams that are not unlikely, and this many in any case, from left to right."""
        least = sorted([seam.odds for seam in self.seams], reverse=True)[: count or None][-1:]
        limit = min([_UNLIKELY, *least])
        return tuple(seam for seam in self.seams if seam.odds >= limit)

    @property
    def strength(self) -> float:
        """The odds of its best seam."""
        return max((seam.odds for seam in self.seams), default=IMPLAUSIBLE)


Place = tuple[float, int]  # odds as far as the token alone tells, position in it
_Known = dict[tuple[str, bool, bool], tuple[Place, ...]]
_tokens: WeakKeyDictionary[Vocabulary, _Known] = WeakKeyDictionary()


def read(text: str, vocabulary: Vocabulary) -> Line:
    """The line with its most likely seams. A cell has no space at its ends, so no seam touches one."""
    weight = weights("seam")
    brackets, quotes = inside(text)
    found = []
    for start, places in _places(text, vocabulary):
        for odds, in_token in places:
            at = start + in_token
            if odds > IMPLAUSIBLE:
                for name, size in evidence.of_line(text, at, brackets[at], quotes[at]):
                    odds += weight.get(name, 0.0) * size
            found.append((-odds, at))
    best = sorted(found)[:_MOST]
    return Line(text, tuple(Seam(at, -odds) for odds, at in sorted(best, key=itemgetter(1))))


def within(word: str, vocabulary: Vocabulary) -> tuple[Place, ...]:
    """The likeliest places of a word between others at which it may be two, the best first."""
    return _of_token(word, False, False, vocabulary)


def promise(text: str, vocabulary: Vocabulary) -> float:
    """The best odds of any place by its token alone: quick, and never far below what `read` finds."""
    return max((places[0][0] for _, places in _places(text, vocabulary) if places), default=IMPLAUSIBLE)


def _places(text: str, vocabulary: Vocabulary) -> Iterator[tuple[int, tuple[Place, ...]]]:
    """Where each token of a line starts, and its best places with their odds by the token alone."""
    known = _tokens.setdefault(vocabulary, {})
    for token in _TOKEN.finditer(text):
        start, end = token.span()
        key = (token.group(), not start, end == len(text))
        found = known.get(key)
        if found is None:
            found = known[key] = _of_token(*key, vocabulary)
        yield start, found


def _of_token(token: str, is_first: bool, is_last: bool, vocabulary: Vocabulary) -> tuple[Place, ...]:
    if len(token) > _LONGEST_TOKEN:
        return ()
    weight = weights("seam")
    bias = weight.get("bias", 0.0)
    found = (
        (bias + sum(weight.get(name, 0.0) * size for name, size in told), at)
        for at, told in evidence.of_token(token, is_first, is_last, vocabulary)
    )
    return tuple(sorted(found, reverse=True)[:_OF_TOKEN])
