"""Texts that consist of known words of one language: "Show the answer", "Questions for beginners", 点击查看答案."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from exporter import lexicon

# A letter, with the marks that Indic, Arabic and Hebrew letters carry; no digit, no punctuation.
LETTER = (
    r"[^\s\d!-@\[-`{-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965"
    r"\u00d7\u00f7\u2000-\u200b\u200e-\u20ff\u2190-\u2bff\u3000-\u3004\u3008-\u3020\u3030\u30fb\ufe00-\ufe0f\uff01-\uff0f\uff1a-\uff20"
    r"\uff3b-\uff40\uff5b-\uff65\U0001f000-\U0001faff\ue000-\uf8ff]"
)
_TOKEN = re.compile(rf"{LETTER}+(?:'{LETTER}+)*|\d+")
_LONGEST = 4  # words of a phrase
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


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
        for phrase, mask in lexicon.masks(*self._named, *self._others).items():
            for word in _TOKEN.findall(phrase):
                found[word] = found.get(word, 0) | mask
        return found

    @cached_property
    def _piece(self) -> re.Pattern[str]:
        """The longest known part of a word that is written without blanks."""
        parts = sorted((word for word in self._words if _UNSPACED.match(word)), key=len, reverse=True)
        return re.compile("|".join(parts))

    def says(self, text: str) -> bool:
        """Whether a text consists of these words, in one language; numbers and signs do not count."""
        languages, words = -1, []
        for word in self._split(text):
            languages &= self._words.get(word, 0)
            if not languages:
                return False
            words.append(word)
        return any(languages & mask for mask in self._masks(words))

    def names(self, text: str) -> bool:
        """Whether one of the phrases that name it stands in a text."""
        return any(self._masks(list(self._split(text))))

    def _masks(self, words: Sequence[str]) -> Iterator[int]:
        """The languages of the phrases among these words that name it."""
        for start in range(len(words)):
            for end in range(start + 1, min(start + _LONGEST, len(words)) + 1):
                yield self._naming.get(" ".join(words[start:end]), 0)

    def _split(self, text: str) -> Iterator[str]:
        """The words of a text; those that are written without blanks between them come apart."""
        for found in _TOKEN.finditer(text.lower() if text.isascii() else lexicon.folded(text)):
            token = found[0]
            if token.isdecimal():
                continue
            if token in self._words or not _UNSPACED.search(token):
                yield token
                continue
            at = 0
            while at < len(token):
                piece = self._piece.match(token, at)
                yield piece[0] if piece else token[at:]
                at = piece.end() if piece else len(token)
