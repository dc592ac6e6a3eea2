"""The language of a text, by its script and its commonest words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from exporter.lexicon.cardwords import WORDS

_LETTERS = re.compile(r"[^\W\d_]+")
_SCRIPTS = {  # one language each: letters that no other one has
    "ja": "\u3040-\u30ff",
    "ko": "\u1100-\u11ff\uac00-\ud7af",
    "he": "\u05d0-\u05ea",
    "th": "\u0e01-\u0e4e",
    "el": "\u0370-\u03ff\u1f00-\u1fff",
    "hi": "\u0900-\u097f",
    "bn": "\u0980-\u09ff",
    "zh": "\u3400-\u9fff",  # after the Japanese, who write such letters, too
}
_OF_SCRIPT = {tag: re.compile(f"[{letters}]") for tag, letters in _SCRIPTS.items()}
_SIGNS = 0.25  # share of such letters from which a text is written in them: names of things stay Latin
_KANA = 0.05  # share of Japanese letters among the Chinese ones
_LEAST = 4.0  # words that must tell
_CLEAR = 1.3  # how much better than the second one
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_NAMES = {"english": "en", "german": "de", "deutsch": "de", "french": "fr", "français": "fr", "spanish": "es"}


def tag(said: str) -> str:
    """The language that a document names, as `de` or `pt-BR`; "" where that is no tag of a language."""
    said = said.strip()
    said = _NAMES.get(said.casefold(), said)
    if not _TAG.fullmatch(said):
        return ""
    first, *others = re.split("[-_]", said)
    sizes = {2: str.upper, 4: str.title}
    return "-".join([first.lower(), *(sizes.get(len(part), str.lower)(part) for part in others)])


def by_script(text: str) -> str:
    """The language whose own letters a text is mostly written in; "" for an alphabet that several share."""
    if text.isascii():
        return ""
    letters = sum(map(len, _LETTERS.findall(text)))
    for name, own in _OF_SCRIPT.items():
        found = len(own.findall(text))
        if found and found >= (_KANA if name == "ja" else _SIGNS) * letters:
            return name
    return ""


def by_words(texts: Iterable[str]) -> str:
    """The language of some texts; "" where none is clear."""
    scores: dict[str, float] = defaultdict(float)
    known = _common()
    for text in texts:
        for word in _LETTERS.findall(text.lower()):
            for name in known.get(word, ()):
                scores[name] += 1 / len(known[word])
    best = sorted(scores.items(), key=lambda each: (-each[1], each[0]))[:2]
    if not best or best[0][1] < _LEAST or (len(best) > 1 and best[0][1] < _CLEAR * best[1][1]):
        return ""
    return best[0][0]


@lru_cache(maxsize=1)
def _common() -> dict[str, tuple[str, ...]]:
    """Common words, each with the languages that have it."""
    found: dict[str, tuple[str, ...]] = {}
    for words in WORDS:
        for word in dict.fromkeys(words.common.split()):
            found[word] = (*found.get(word, ()), words.tag)
    return found


def by_alphabet(text: str) -> str:
    """The likeliest language of a text too short for its words to tell, by letters of its alphabet; "" for Latin.

    Each row is asked after the ones above it: the last one of an alphabet has no letter of its own.
    """
    lower = text.lower()
    letters = max(1, sum(map(len, _LETTERS.findall(lower))))
    for name, alphabet, own in _ALPHABETS:
        if len(alphabet.findall(lower)) >= _SIGNS * letters and (own is None or own.search(lower)):
            return name
    return ""


_CYRILLIC, _ARABIC = re.compile("[\u0400-\u04ff]"), re.compile("[\u0600-\u06ff]")
_ALPHABETS = tuple(
    (name, alphabet, re.compile(f"[{own}]") if own else None)
    for name, alphabet, own in (
        ("be", _CYRILLIC, "ў"),
        ("uk", _CYRILLIC, "іїєґ"),
        ("sr", _CYRILLIC, "ђћљњџј"),
        ("ru", _CYRILLIC, "ыэё"),
        ("bg", _CYRILLIC, "ъ"),
        ("ru", _CYRILLIC, ""),
        ("ur", _ARABIC, "ٹڈڑےھ"),
        ("fa", _ARABIC, "پچژگ"),
        ("ar", _ARABIC, ""),
    )
)
