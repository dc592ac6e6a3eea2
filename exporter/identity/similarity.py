"""Similarity of two cards: by the words of their questions, and by what is known of their answers.

Words count by how rare they are among all cards, so that "What is the difference between" says little and the two
things compared say a lot; nearly equal words (a typo, a plural) count as equal.
"""

from __future__ import annotations

import base64
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from exporter.identity import fingerprint, keys
from exporter.identity.ledger import Entry
from exporter.model import Card

_SAME_WORD = 75  # per cent of letters in common, from which two words are one
_TYPOS = 8  # words without a partner that are compared by letters
_ENOUGH = 12.0  # information of an answer, in units of `WordWeights`, from which it is a witness on its own
_UNIQUE = 0.5  # similarity of an answer that only these two cards have, however short
_REWORDED = 0.6  # how much a question is trusted that is alike but not the same: one word makes another card of it


@dataclass(frozen=True, slots=True)
class Trace:
    """The features of a card, old or new, that are compared."""

    question: str  # normalized
    asked: frozenset[str]  # its words
    told: frozenset[str]  # words of the answer's beginning
    whole: bool  # whether that beginning is all of the answer
    minhash: bytes
    answer: str  # its hash; empty where it is unknown

    @property
    def words(self) -> frozenset[str]:
        """All that it shares with its like."""
        return self.asked | self.told


def of_entry(entry: Entry) -> Trace:
    """The trace of a card that the ledger remembers."""
    minhash = base64.b64decode(entry.shingles) if entry.shingles else fingerprint.minhash(entry.answer)
    return _trace(entry.question, entry.answer, minhash, keys.answer_of(entry.content))


def of_card(card: Card, content: str) -> Trace:
    """The trace of a card in a document, whose content has these hashes."""
    asked, opening = fingerprint.asked(card.question), fingerprint.opening(card.answer)
    return _trace(asked, opening, fingerprint.minhash(card.answer), keys.answer_of(content))


def _trace(question: str, opening: str, minhash: bytes, answer: str) -> Trace:
    normal = keys.normal(question)
    return Trace(
        question=normal,
        asked=frozenset(fingerprint.words(normal)),
        told=frozenset(fingerprint.words(opening)),
        whole=not opening.endswith("…"),
        minhash=minhash,
        answer=answer,
    )


@dataclass(frozen=True, slots=True)
class Similarity:
    """The similarity of two cards, from 0 to 1 each."""

    question: float
    answer: float
    unique: bool  # whether both have the same answer, and no other card has it

    @property
    def content(self) -> float:
        """Question and answer are two witnesses: together they are wrong only where both are."""
        answer = max(self.answer, _UNIQUE) if self.unique else self.answer
        question = self.question if self.question == 1 else _REWORDED * self.question
        return 1 - (1 - question) * (1 - answer)


class WordWeights:
    """Weights of words: the rarer among these cards, the higher."""

    def __init__(self, texts: Iterable[Iterable[str]], answers: Mapping[str, int]) -> None:
        """Takes the words of each card, and how many cards, old and new, have an answer of a hash."""
        self._counts: Counter[str] = Counter()
        self._total = 0
        for words in texts:
            self._counts.update(words)
            self._total += 1
        self._answers = answers
        self._weights: dict[str, float] = {}

    def weight(self, word: str) -> float:
        """The information in a word, squared: in small collections even rare words are not rare."""
        known = self._weights.get(word)
        if known is None:
            known = self._weights[word] = math.log(1 + (self._total + 1) / (self._counts[word] + 1)) ** 2
        return known

    def weights(self, words: Iterable[str]) -> float:
        """The information in some words."""
        return sum(map(self.weight, words))

    def similarity(self, old: Trace, new: Trace) -> Similarity:
        """How alike two cards are."""
        same = old.answer == new.answer != ""
        return Similarity(
            question=1.0 if old.question == new.question else self.overlap(old.asked, new.asked),
            answer=self._answer(old, new, same=same),
            unique=same and self._answers[old.answer] == 2,
        )

    def _answer(self, old: Trace, new: Trace, *, same: bool) -> float:
        """Similarity of the answers, less where there is little in them to be alike."""
        telling = min(1.0, min(self.weights(old.told), self.weights(new.told)) / _ENOUGH)
        if same:
            return telling
        opening = self.overlap(old.told, new.told)
        pairs = fingerprint.alike(old.minhash, new.minhash)
        if old.whole and new.whole:
            return telling * max(opening, pairs)
        return telling * max(min(1.0, 1.2 * pairs), 0.8 * opening)

    def overlap(self, a: frozenset[str], b: frozenset[str]) -> float:
        """Shared information over the geometric mean of both."""
        total = math.sqrt(self.weights(a) * self.weights(b))
        if not total:
            return 0.0
        shared = self.weights(a & b)
        return min(1.0, (shared + self._nearly(a - b, b - a)) / total)

    def _nearly(self, a: frozenset[str], b: frozenset[str]) -> float:
        """The information of words that are not quite the same in both."""
        from rapidfuzz import process

        rest = _longest(b)
        shared = 0.0
        for word in _longest(a):
            found = process.extractOne(word, rest, score_cutoff=_SAME_WORD)
            if found:
                best, ratio, place = found
                shared += ratio / 100 * min(self.weight(word), self.weight(best))
                del rest[place]
        return shared


def _longest(words: frozenset[str]) -> list[str]:
    return sorted((word for word in words if len(word) > 2), key=lambda word: (-len(word), word))[:_TYPOS]
