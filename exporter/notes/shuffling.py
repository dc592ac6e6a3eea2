"""Whether the options of a card may stand in another order: not where a text calls one by its letter or its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from exporter import lexicon, markup
from exporter.lexicon import cardwords
from exporter.model import Card, Choice

_LETTER = r"[^\W\d_]"
_ALONE = re.compile(  # `B`, `(b)`, `b)`: a letter by itself; of one at the beginning of a sentence the next word tells
    rf"(?<![\w'’.-])(?P<open>[(\[]?)(?P<letter>{_LETTER})(?P<close>[)\]]?)(?![\w'’-]|\.\w)(?P<next>\s+{_LETTER}+)?"
)
_ROMAN = re.compile(r"(?<!\w)(?:II|III|IV|VI{0,3}|IX)(?!\w)")
_NUMBER = re.compile(r"(?<![\w.,])(?P<open>[(\[#№]?)(?P<number>\d{1,2})(?P<close>[)\]]?)(?![\w%]|[.,]\d)")
_WORD = re.compile(rf"{_LETTER}+(?:-{_LETTER}+)*")
_STARTS = re.compile(r"(?:^|[.!?:;…。？！\n])[\s\"'“„«(*_]*$")


def may_be_shuffled(card: Card, language: str) -> bool:
    """Whether no option and no explanation names a letter or a place.

    False where the language is one whose words we do not know: better an order too few than one that makes an
    explanation wrong.
    """
    words = cardwords.words_of(language)
    if words is None or not isinstance(card.kind, Choice) or len(card.kind.options) < 2:
        return False
    options = [markup.plain(option) for option in card.kind.options]
    told = markup.plain(card.answer)
    is_whole = words.tag not in cardwords.UNSPACED
    if any(_has(text, f"{words.places} {words.together}", is_whole) for text in options):
        return False
    if _has(told, words.places, is_whole):
        return False
    return not any(_names_a_label(text, len(options)) for text in (*options, told))


def _has(text: str, words: str, is_whole: bool) -> bool:
    """Whether one of these words stands in a text."""
    if is_whole:
        return not {*_WORD.findall(text.lower())}.isdisjoint(words.lower().split())
    return any(word in text for word in words.split())


def _names_a_label(text: str, count: int) -> bool:
    """Whether a text has a letter, a Roman numeral, or a number of an option that stands for it."""
    if _ROMAN.search(text):
        return True
    return any(_is_label(found, text) for found in _ALONE.finditer(text)) or _numbers_one(text, count)


def _is_label(found: re.Match[str], text: str) -> bool:
    letter, following = found["letter"], (found["next"] or "").strip()
    if found["close"]:
        return True
    before = _before(text, found.start())
    if before in _naming():
        return True
    if letter.islower() or letter == "I":
        return False
    starts = _STARTS.search(text[: found.start()]) is not None
    return not (starts and following[:1].islower() and following.lower() not in _after())


def _numbers_one(text: str, count: int) -> bool:
    """Whether a number of an option stands in brackets, or behind a word for options."""
    for found in _NUMBER.finditer(text):
        if 1 <= int(found["number"]) <= count:
            marked = found["open"] in ("#", "№") or (found["open"] and found["close"])
            if marked or _before(text, found.start()) in _naming():
                return True
    return False


def _before(text: str, at: int) -> str:
    """The word before a place, in small letters."""
    found = _WORD.findall(text[max(0, at - 40) : at])
    return found[-1].lower() if found and text[:at].rstrip(" (*_“\"'").endswith(found[-1]) else ""


@lru_cache(maxsize=1)
def _naming() -> frozenset[str]:
    """Words behind which a letter or number is that of an option: "option", "answer"."""
    return _single("option", "answer", "loose", "plural", "question", "right", "wrong")


@lru_cache(maxsize=1)
def _after() -> frozenset[str]:
    """Words before which a letter is that of an option: "is", "and", "or", "because"."""
    return _single("be", "conjunction", "alternative", "denial", "reason", "right", "wrong")


def _single(*fields: str) -> frozenset[str]:
    phrases: Iterable[str] = lexicon.names(*fields)
    return frozenset(phrase for phrase in phrases if " " not in phrase and len(phrase) > 1)
