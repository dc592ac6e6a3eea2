"""Texts that consist of known words of one language: "Show the answer", "Questions for beginners", 点击查看答案."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

from exporter import lexicon

# A letter, with the marks that Indic, Arabic and Hebrew letters carry; no digit, no punctuation.
LETTER = (
    r"[^\s\d!-@\[-`{-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965"
    r"\u00d7\u00f7\u2000-\u200b\u200e-\u20ff\u2190-\u2bff\u3000-\u3004\u3008-\u3020\u3030\u30fb\ufe00-\ufe0f\uff01-\uff0f\uff1a-\uff20"
    r"\uff3b-\uff40\uff5b-\uff65\U0001f000-\U0001faff\ue000-\uf8ff]"
)
_TOKEN = re.compile(rf"{LETTER}+(?:'{LETTER}+)*|\d+")
_INNER = re.compile(rf"(?:{LETTER}|\d)(?:.*(?:{LETTER}|\d))?", re.DOTALL)
_ASCII_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)*|\d+")
_ASCII_WORD = re.compile(r"[a-z]+(?:'[a-z]+)*")
_SIGNS = string.punctuation + string.whitespace
_LONGEST_TEXT = 200  # characters
_LONGEST = 4  # words of a phrase
UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


class Wording:
    """Some fields of the data: a text of their words, with one of `named` among them, says what they are for."""

    def __init__(self, named: tuple[str, ...], others: tuple[str, ...] = ()) -> None:
        self._named = named
        self._others = others

    @cached_property
    def _naming(self) -> Mapping[str, int]:
        return lexicon.masks(*self._named)

    @cached_property
    def _words(self) -> dict[str, int]:
        """All words, those of longer phrases as well, and their languages."""
        found: dict[str, int] = {}
        for field in (*self._named, *self._others):
            for word, mask in _words(field).items():
                found[word] = found.get(word, 0) | mask
        return found

    @cached_property
    def _piece(self) -> re.Pattern[str]:
        """The longest known part of a word that is written without blanks."""
        parts = sorted((word for word in self._words if UNSPACED.match(word)), key=len, reverse=True)
        return re.compile("|".join(parts))

    def says(self, text: str) -> bool:
        """Whether a text consists of these words, in one language; numbers and signs do not count."""
        if len(text) > _LONGEST_TEXT:
            return False
        languages, words = -1, []
        for word in self._split(text):
            languages &= self._words.get(word, 0)
            if not languages:
                return False
            words.append(word)
        return any(languages & mask for mask in self._masks(words))

    def names(self, text: str) -> bool:
        """Whether one of the phrases that name it stands in a text."""
        return holds(text, *self._named)

    def _masks(self, words: Sequence[str]) -> Iterator[int]:
        """The languages of the phrases among these words that name it."""
        for start in range(len(words)):
            for end in range(start + 1, min(start + _LONGEST, len(words)) + 1):
                yield self._naming.get(" ".join(words[start:end]), 0)

    def _split(self, text: str) -> Iterator[str]:
        """The words of a text; those that are written without blanks between them come apart."""
        if text.isascii():
            yield from (found[0] for found in _ASCII_WORD.finditer(text.lower()))
            return
        for found in _TOKEN.finditer(lexicon.folded(text)):
            token = found[0]
            if token.isdecimal():
                continue
            if token in self._words or not UNSPACED.search(token):
                yield token
                continue
            at = 0
            while at < len(token):
                piece = self._piece.match(token, at)
                yield piece[0] if piece else token[at:]
                at = piece.end() if piece else len(token)


def is_name(text: str, *fields: str) -> bool:
    """Whether a text is a phrase of these fields, but for signs around it."""
    return bare(text) in lexicon.names(*fields)


def bare(text: str) -> str:
    """A text as phrases are compared, without the signs around it."""
    if text.isascii():
        return " ".join(text.strip(_SIGNS).lower().split())
    found = _INNER.search(lexicon.folded(text))
    return found[0] if found else ""


def holds(text: str, *fields: str) -> bool:
    """Whether a phrase of these fields stands in a text; of languages without blanks, as a part of words."""
    words, names, first = words_of(text), lexicon.names(*fields), _first_words(*fields)
    for n, word in enumerate(words):
        if word in first and any(" ".join(words[n:end]) in names for end in range(n + 1, n + _LONGEST + 1)):
            return True
    return bool(UNSPACED.search(text)) and any(part in text for part in _parts(*fields))


def words_of(text: str) -> list[str]:
    """The words of a text, folded, without signs."""
    return _ASCII_TOKEN.findall(text.lower()) if text.isascii() else _TOKEN.findall(lexicon.folded(text))


@lru_cache(maxsize=16)
def _first_words(*fields: str) -> frozenset[str]:
    return frozenset(words[0] for name in lexicon.names(*fields) if (words := _TOKEN.findall(name)))


@lru_cache(maxsize=64)
def _words(field: str) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for phrase, mask in lexicon.masks(field).items():
        for word in _TOKEN.findall(phrase):
            found[word] = found.get(word, 0) | mask
    return found


@lru_cache(maxsize=16)
def _parts(*fields: str) -> tuple[str, ...]:
    return tuple(sorted(name for name in lexicon.names(*fields) if UNSPACED.match(name)))
