"""Where a row may have been joined: places between two characters, each with the odds that a cell ends there.

The odds are a sum of weights, as in a logistic regression: of the two kinds of characters that meet, of the words left
and right as the vocabulary reads them, and of what stands around. The weights were fitted to tables of documentation
and to the development tables of the tests, and rounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import nlargest
from weakref import WeakKeyDictionary

from exporter.restore.tables.marks import around, inside
from exporter.restore.tables.weights import BIAS, IMPLAUSIBLE, MARKS, PAIRS, WORDS, WORDS_AGAINST
from exporter.restore.words.characters import pair
from exporter.restore.words.vocabulary import Vocabulary

_TOKEN = re.compile(r"\S+")
_RUN = re.compile(r"\w+")
_CLIP = 8.0
_MOST = 8
_OF_TOKEN = 12  # places kept in a token
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

    def strongest(self, count: int) -> tuple[Seam, ...]:
        """The best of its seams, from left to right."""
        best = nlargest(count, self.seams, key=lambda seam: seam.odds)
        return tuple(sorted(best, key=lambda seam: seam.at))

    @property
    def strength(self) -> float:
        """The odds of its best seam."""
        return max((seam.odds for seam in self.seams), default=IMPLAUSIBLE)


Place = tuple[float, int, str]  # odds as far as the token alone tells, position in it, kinds of characters that meet
_tokens: WeakKeyDictionary[Vocabulary, dict[str, tuple[Place, ...]]] = WeakKeyDictionary()


def read(text: str, vocabulary: Vocabulary) -> Line:
    """The line with its most likely seams. A cell has no space at its ends, so no seam touches one."""
    brackets, quotes = inside(text)
    seams = []
    for odds, at, kinds in _places(text, vocabulary):
        odds += (MARKS["bracketed"] if brackets[at] else 0.0) + (MARKS["quoted"] if quotes[at] else 0.0)
        if odds > IMPLAUSIBLE:
            odds += sum(MARKS[mark] for mark in around(text, at, kinds))
        seams.append(Seam(at, odds))
    best = nlargest(_MOST, seams, key=lambda seam: (seam.odds, -seam.at))
    return Line(text, tuple(sorted(best, key=lambda seam: seam.at)))


def promise(text: str, vocabulary: Vocabulary) -> float:
    """The best odds of any place by its token alone: quick, and never far below what `read` finds."""
    known = _tokens.setdefault(vocabulary, {})
    places = (known.get(token) or _of_token(token, vocabulary, known) for token in text.split())
    return max((found[0][0] for found in places if found), default=IMPLAUSIBLE)


def weigh(kinds: str, words: float) -> float:
    """The odds by the characters and the words: losing known words weighs more than gaining them."""
    words = max(-_CLIP, min(_CLIP, words))
    return BIAS + PAIRS[kinds] + WORDS * words + WORDS_AGAINST * min(0.0, words)


def places(token: str, vocabulary: Vocabulary) -> Iterator[tuple[int, str, float]]:
    """Every place within a token: position, kinds of the characters that meet, log10 odds by its words."""
    words = [0.0] * len(token)
    for run in _RUN.finditer(token):
        words[run.start() + 1 : run.end()] = vocabulary.seams(run.group())
    for at in range(1, len(token)):
        yield at, pair(token, at), words[at]


def _places(text: str, vocabulary: Vocabulary) -> Iterator[Place]:
    known = _tokens.setdefault(vocabulary, {})
    for token in _TOKEN.finditer(text):
        start = token.start()
        for odds, at, kinds in known.get(token.group()) or _of_token(token.group(), vocabulary, known):
            yield odds, start + at, kinds


def _of_token(token: str, vocabulary: Vocabulary, known: dict[str, tuple[Place, ...]]) -> tuple[Place, ...]:
    if len(token) > _LONGEST_TOKEN:
        return ()
    found = ((weigh(kinds, words), at, kinds) for at, kinds, words in places(token, vocabulary))
    known[token] = best = tuple(nlargest(_OF_TOKEN, found))
    return best
