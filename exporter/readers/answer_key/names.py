"""Names of options in answer keys: labels, positions where there are none, and the options' own texts."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"  # what options without labels may be called, besides their numbers
_SEEN = str.maketrans("‘’‚“”„«»", '\'\'\'"""""', "*_`\\")  # quotes are alike, markup is gone
_TRAILING = ".;,。；，"
_SLACK = 50  # characters of markup and blanks by which a text may be longer than an option's, beyond twice its length


class Option(NamedTuple):
    """One option as a key may name it."""

    label: str  # as printed, without punctuation: "A", "②"; "" where the document gives it none
    text: str  # Markdown


class Key(NamedTuple):
    """The options that a text names, and what it says besides."""

    right: tuple[int, ...]  # their indexes, ascending
    rest: str  # the explanation, to the letter; "" where none follows


class Doubt(NamedTuple):
    """Why a text is no key."""

    reason: str  # goes on behind the text itself
    names: bool  # whether it names options, and yet cannot be right; else it is some other text


class Names:
    """The names of the options of one question."""

    def __init__(self, options: Sequence[Option]) -> None:
        labels = [normal(option.label) for option in options]
        self.labelled = all(labels)
        self.labels = {label: n for n, label in enumerate(labels)} if self.labelled else _places(len(options))
        self._options = options
        self._longest = [2 * len(option.text) + _SLACK for option in options]

    @cached_property
    def small(self) -> bool:
        """Whether labels are small letters."""
        return all(option.label.islower() for option in self._options)

    @cached_property
    def are_digits(self) -> bool:
        """Whether labels are numbers of one digit, so that `13` can only be the first and the third."""
        return len(self._options) < len("0123456789") and all(
            normal(option.label).isdecimal() for option in self._options
        )

    @cached_property
    def _texts(self) -> list[str]:
        return [_plain(option.text).rstrip(_TRAILING) for option in self._options]

    def label(self, said: str) -> int | None:
        """The option that has this label."""
        return self.labels.get(normal(said))

    def whole(self, text: str) -> int | None:
        """The only option whose own text this is."""
        if len(text) > max(self._longest, default=0):
            return None
        plain = _plain(text).rstrip(_TRAILING)
        found = [n for n, own in enumerate(self._texts) if own and own in (plain, plain.strip("\"'"))]
        return found[0] if len(found) == 1 else None

    def own(self, line: str, at: int, n: int) -> int | None:
        """Where the own text of option `n` ends that stands at this place of a line."""
        text, here = self._texts[n], line[at : at + self._longest[n]]
        if not text or not _plain(here).startswith(text):
            return None
        end = at + _end(here, text)
        return None if line[end - 1].isalnum() and line[end : end + 1].isalnum() else end

    def ends(self, line: str, at: int) -> list[tuple[int, int]]:
        """Where own texts end that stand at this place, and of which options; the longest first."""
        found = ((self.own(line, at, n), n) for n in range(len(self._texts)))
        return sorted(((end, n) for end, n in found if end is not None), reverse=True)


def normal(label: str) -> str:
    """A label as it is compared: `Ａ`, `(a)` and `A` are the same, and so are `②` and `2`."""
    plain = unicodedata.normalize("NFKC", label).strip("()[] .").casefold()
    return str(int(plain)) if plain.isdecimal() and not plain.isascii() else plain


def _places(count: int) -> dict[str, int]:
    letters = {letter.casefold(): n for n, letter in enumerate(_LETTERS[:count])}
    return letters | {str(n + 1): n for n in range(count)}


def _plain(text: str) -> str:
    """A text as it is compared: without markup, blanks and case."""
    return "".join(text.translate(_SEEN).casefold().split())


def _end(text: str, plain: str) -> int:
    """Where the part of a text ends that is this one when it is compared."""
    left = len(plain)
    for n, letter in enumerate(text):
        left -= len(_plain(letter))
        if left <= 0:
            return n + 1
    return len(text)
