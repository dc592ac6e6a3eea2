"""Vocabulary of a document: known words, by the document itself and by the language.

A flattened table hides its seams inside words nobody wrote: `bytearrayint`. Two witnesses tell a real word from a
glued one: the words that stand free in the same document, and how often a word is used in its language.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import combinations

from exporter.restore.words.frequencies import CODE_WORDS, languages_of, lexicon
from exporter.restore.words.runs import SEAM, name_parts, readings, seam_odds

_WORD = re.compile(r"\w+")
_FREE_WORD = re.compile(r"(?:(?<=[\s(])|^)[^\W\d_]{2,30}(?=[\s,;:)]|$)")  # nothing but space or a stop beside it
# Questions, items, long sentences: no rows of a table, so their words are not glued.
_PROSE = re.compile(r"^(?:Q|№ ?)?\d{1,3}[.:)]\s|\?(?:\s|$)|^[•*#>-]\s|[.!]\s[^\n]{60,400}[.!]\s*$")
_CODE = re.compile(r"^\s|[;{}]$|^[\w.-]+: \S|^[\w.\[\]]+ *=[^=]|^(?:from|import|def|class) ")
_DOTTED = re.compile(r"\w+(?:\.\w+)+")
_STATEMENT = re.compile(r"^\s+\S|^[\w.\[\]]+ *=[^=]|^(?:from|import|def|class) ")  # no row of a table begins so
_DUNDER = re.compile(r"__[^\W_]+__")

# Logarithms to base 10 throughout. An unknown word costs a fixed sum and something for every letter; the figures
# fit the development tables best (log loss of the seams), and anything near them does as well.
_UNKNOWN, _PER_LETTER, _MIXED = -7.0, -1.25, -6.0
_DIGITS, _PER_DIGIT = -3.0, -0.2
_DOCUMENT_SHARE = 0.5
_LOOSE, _CODE_WORD, _LONE, _NO_WORD = -6.5, -5.0, -3.5, -6.0
_OTHER_CASE = 0.3  # what a word counts that stands free with another capitalization
_ORDINARY = -6.5
_IN_NO_LANGUAGE = -99.0
_CERTAIN, _FIRM = -5.0, -8.0  # a common word is one word, whatever else it could be read as
_MANY_PARTS = 8
_IN_NUMBER = _DIGITS + SEAM  # what two numbers cost more than one, wherever it is cut
_LONE_LETTERS = frozenset("aAIвсикоуяВСИКОУЯéeyoà")
_IDEOGRAPHIC = "\u2e7f"  # the scripts of East Asia come after it, in which one character may be a word
_LONGEST_READING = 2_000_000  # characters: whatever comes later repeats the same words


class Vocabulary:
    """How likely a word is in this document: `score("bytearray")` is a logarithm to base 10, never above 0."""

    def __init__(self, free: Counter[str], loose: Counter[str], languages: tuple[str, ...], text: str = "") -> None:
        self._text = text
        self._free = free
        self._loose = loose
        self._languages = languages
        self._total = free.total() + 500  # a short document does not make its few words certain
        self._scores: dict[str, float] = {}
        self._odds: dict[str, tuple[float, ...]] = {}

    @classmethod
    def of(cls, text: str) -> Vocabulary:
        """Reads a document once. Lines that may be rows of a table count little: their words may be glued."""
        text = text[:_LONGEST_READING]
        free: Counter[str] = Counter()
        code: Counter[str] = Counter()
        loose: Counter[str] = Counter()
        for lines in _paragraphs(text):
            for line in lines:
                if len(lines) == 1 or _PROSE.search(line):
                    free.update(_WORD.findall(line))
                elif _CODE.search(line):
                    (free if _STATEMENT.search(line) else code).update(set(_WORD.findall(line)))
                else:
                    loose.update(set(_FREE_WORD.findall(line)))
        free.update({word: count for word, count in code.items() if count > 1})  # a row of code may be glued, too
        return cls(free, loose, languages_of(text[:50_000]), text)

    def without(self, words: Iterable[str]) -> Vocabulary:
        """The same as if these words stood nowhere in the document, but for the counts of its runs and tokens."""
        left = set(words)
        free, loose = (
            Counter({word: count for word, count in counts.items() if word not in left})
            for counts in (self._free, self._loose)
        )
        return Vocabulary(free, loose, self._languages, self._text)

    @cached_property
    def runs(self) -> Counter[str]:
        """How often each run of word characters stands in the document, all lines alike."""
        return Counter(_WORD.findall(self._text))

    @cached_property
    def names(self) -> Counter[str]:
        """How often each name with dots stands in the document: `copy.deepcopy`."""
        return Counter(_DOTTED.findall(self._text))

    @cached_property
    def tokens(self) -> Counter[str]:
        """How often each run of characters without a blank does."""
        return Counter(self._text.split())

    def score(self, word: str) -> float:
        """log10 of the probability of a run of word characters, read as one word."""
        known = self._scores.get(word)
        if known is None:
            known = self._scores[word] = self._plain(word)
            if word in self._trusted_words and known < _LOOSE:
                known = self._scores[word] = _LOOSE
        return known

    def is_ordinary(self, word: str) -> bool:
        """Whether a word is one of ordinary language: what the document says does not count."""
        return self.share(word) > _ORDINARY

    def share(self, word: str) -> float:
        """log10 of a word's share in the languages of the document, far below any other where they do not have it."""
        return self._lexicon.get(word.lower(), _IN_NO_LANGUAGE)

    def seams(self, run: str) -> tuple[float, ...]:
        """For every position inside a run of word characters, log10 of the odds that a cell ends there."""
        odds = self._odds.get(run)
        if odds is None:
            odds = self._odds[run] = self._plain_seams(run) or seam_odds(run, self.score)
        return odds

    def _plain_seams(self, run: str) -> tuple[float, ...]:
        """The same, quickly, for common words joined where the kind of character changes: `choiceSecond`."""
        parts = name_parts(run)
        certain = all(part.isdigit() or self.score(part) > _CERTAIN for part in parts)
        if not certain or len(parts) > _MANY_PARTS:
            return ()
        if any(self.score(name) > _unknown(name) for name in _joined(parts)):
            return ()
        inner = (_IN_NUMBER if part.isdigit() else _FIRM for part in parts)
        odds = [place for part, odd in zip(parts, inner, strict=True) for place in (0.0, *[odd] * (len(part) - 1))]
        return tuple(odds[1:])

    @cached_property
    def _trusted_words(self) -> frozenset[str]:
        """Words free on both sides in doubtful lines, unless they read better as several words."""
        trusted = frozenset(self._trustworthy())
        self._scores.clear()  # of words scored in between
        return trusted

    def _trustworthy(self) -> Iterator[str]:
        for word, count in self._loose.items():
            if word in self._free:
                continue
            if _one_case(word):
                if self._plain(word) <= _unknown(word) and readings(word, self._plain) <= _unknown(word):
                    yield word
            elif count > 1 and word[0].islower():  # `setState` twice; `YesNo` may be two cells in every row
                yield word

    @cached_property
    def _lexicon(self) -> Mapping[str, float]:
        return lexicon(self._languages)

    def _plain(self, word: str) -> float:
        """The score by the document's trusted lines and by its languages."""
        if word.isdigit():
            return _DIGITS + _PER_DIGIT * len(word)
        one_case = _one_case(word)
        best = _UNKNOWN + _PER_LETTER * len(word) + (0.0 if one_case else _MIXED)
        lower = word.lower()
        ordinary = self._lexicon.get(lower)
        if ordinary is not None:
            best = max(best, _in_language(word, ordinary, one_case))
        if word in self._free or (one_case and lower in self._free_lower):
            best = max(best, self._in_document(word, one_case))
        if lower in CODE_WORDS:
            best = max(best, _CODE_WORD)
        elif word[0] == "_":
            best = max(best, _underscored(word))
        return best

    @cached_property
    def _free_lower(self) -> Counter[str]:
        counts: Counter[str] = Counter()
        for word, count in self._free.items():
            counts[word.lower()] += count
        return counts

    def _in_document(self, word: str, one_case: bool) -> float:
        count: float = self._free[word]
        if not count and one_case:
            count = _OTHER_CASE * self._free_lower[word.lower()]
        return math.log10(_DOCUMENT_SHARE * count / self._total)


def _in_language(word: str, score: float, one_case: bool) -> float:
    if word[0] > _IDEOGRAPHIC:
        return score
    if len(word) == 1:
        return _LONE if word in _LONE_LETTERS else _NO_WORD  # word lists are full of letters that are no words
    if len(word) == 2 and score < -3.0:
        score -= 1.5  # and of abbreviations
    if not one_case:
        score -= 0.3 if len(word) > 3 else 6.0  # `JavaScript` is listed in lower case; `tO` is no word
    return score


def _underscored(word: str) -> float:
    if not word.strip("_"):
        return -0.5
    return _CODE_WORD if _DUNDER.fullmatch(word) else -math.inf


def _one_case(word: str) -> bool:
    if not word.isalpha():
        return False
    lower = word.lower()
    return word in (lower, word.upper()) or (word[0].isupper() and word[1:] == lower[1:])


def _unknown(word: str) -> float:
    return _UNKNOWN + _PER_LETTER * len(word) + (0.0 if _one_case(word) else _MIXED)


def _paragraphs(text: str) -> Iterator[Sequence[str]]:
    lines: list[str] = []
    for line in text.split("\n"):
        if line.strip():
            lines.append(line)
        elif lines:
            yield lines
            lines = []
    if lines:
        yield lines


def _joined(parts: Sequence[str]) -> Iterator[str]:
    """Words that two and more parts in a row make."""
    places = combinations(range(len(parts) + 1), 2)
    return ("".join(parts[start:end]) for start, end in places if end > start + 1)
