"""Code pages: the encoding of a text from before UTF-8, by its words and letters.

Where words stand between spaces they decide, by wordfreq's lists: letters alone do not tell `ê` from `ę`, which are the
same byte, nor a few words of Russian from Hebrew. Where they do not, `charset-normalizer` judges by the letters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

NAMES = {  # Python's name -> what editors call it
    "cp1252": "Windows-1252",
    "cp1250": "Windows-1250",
    "iso8859_2": "ISO 8859-2",
    "cp1254": "Windows-1254",
    "cp1257": "Windows-1257",
    "mac_roman": "Mac Roman",
    "cp850": "DOS 850",
    "cp1251": "Windows-1251",
    "koi8_r": "KOI8-R",
    "cp866": "DOS 866",
    "cp1253": "Windows-1253",
    "cp1255": "Windows-1255",
    "cp1256": "Windows-1256",
    "cp874": "Windows-874",
    "cp932": "Shift-JIS",
    "euc_jp": "EUC-JP",
    "gb18030": "GB 18030",
    "big5": "Big5",
    "cp949": "EUC-KR",
}


class _Script(NamedTuple):
    """Pages of one kind of letters, likelier ones first, and the languages written in them (wordfreq's names)."""

    pages: tuple[str, ...]
    languages: str
    shortest: int  # letters of a word that counts: lists of other scripts than Latin have pairs of all letters
    least: float  # share of the text that has to be such words


_LATIN = _Script(
    ("cp1252", "cp1250", "iso8859_2", "cp1254", "cp1257", "mac_roman", "cp850"),
    "en de fr es pl it pt cs nl sv hu tr da nb fi ro sk sl sh ca is lt lv",
    2,
    0,
)
_OTHER = _Script(("cp1251", "koi8_r", "cp866", "cp1253", "cp1255", "cp1256"), "ru el he ar uk bg fa", 3, 0.4)
_JAPANESE = ("cp932", "euc_jp")
_KOREAN = ("cp949",)
_UNSPACED = ("gb18030", "big5", "cp874")  # Chinese and Thai have no words between spaces
_OLD = {"mac_roman", "cp850"}  # of systems before 2001: their share of words counts half
_FALLBACK = "cp1252"

_SAMPLE = 32_000  # bytes to judge by: lines that are not ASCII, from the whole file
_RUNS = re.compile(rb"[\x80-\xff]{3,}")
_MOSTLY = 0.3  # share of bytes beyond ASCII in runs: 0.0 to 0.1 in Latin scripts, 0.5 to 1.0 in others
_SURELY = 0.8  # share of known words: lists lack names and rare forms
_NEUTRAL = 0.5  # stands for the share in a text of signs: it is likelier than one in which they have become letters
_KANA = re.compile("[\u3041-\u30fe]"), 0.2  # Japanese syllables, and the least share of them in its text
_HANGUL = re.compile("[\uac00-\ud7a3]"), 0.85  # Korean ones: Chinese in a Korean page has about a half
_NOT_TEXT = re.compile("[\x80-\x84\x86-\x9f\ufffd]")
_HIGH = bytes(range(128, 256))
_DAMAGED = 100  # of so many bytes beyond ASCII one may be damaged
# A word, or signs within one that nobody puts there: letters in another page.
_WORD = re.compile(r"[^\W\d_]+|(?<=[^\W\d_])[^\w\x00-\x7f\xad‘’“”–—…·]+(?=[^\W\d_])")


def guess(data: bytes) -> str:
    """The code page of a text that is not UTF-8, a key of NAMES; a pure function of the bytes, in linear time."""
    sample = _sample(data)
    beyond = sum(byte > 127 for byte in sample)
    in_runs = sum(len(run) for run in _RUNS.findall(sample))
    found = ""
    if in_runs > beyond * _MOSTLY:
        found = _by_syllables(data, sample) or _by_words(data, sample, _OTHER) or _by_letters(data, sample)
    return found or _by_words(data, sample, _LATIN) or _FALLBACK


def foreign_lines(data: bytes) -> list[bytes]:
    """The lines that are not ASCII."""
    return [line for line in data.replace(b"\r", b"\n").split(b"\n") if not line.isascii()]


def _sample(data: bytes) -> bytes:
    lines = foreign_lines(data)
    step = sum(map(len, lines)) // _SAMPLE + 1
    return b"\n".join(lines[::step])[: 2 * _SAMPLE]


def _by_syllables(data: bytes, sample: bytes) -> str:
    """The page in which a text has many syllables of Japanese or Korean, which no other text has, or ""."""
    for pages, (syllable, least) in ((_JAPANESE, _KANA), (_KOREAN, _HANGUL)):
        for page in pages:
            text = sample.decode(page, "replace")
            letters = sum(letter.isalpha() and not letter.isascii() for letter in text)
            if len(syllable.findall(text)) > least * letters and _decodes(data, page):
                return page
    return ""


def _by_letters(data: bytes, sample: bytes) -> str:
    """The page that fits the letters of Chinese or Thai best, or ""."""
    from charset_normalizer import from_bytes

    found = from_bytes(sample, cp_isolation=[*_UNSPACED], preemptive_behaviour=False)
    return next((match.encoding for match in found if _decodes(data, match.encoding)), "")


def _by_words(data: bytes, sample: bytes, script: _Script) -> str:
    """The page in which the largest share of a text is words, the likelier of two; "" where too little is."""
    pages = (page for page in script.pages if _decodes(data, page))
    texts = {page: _Text(sample.decode(page, "replace"), script.shortest) for page in pages}
    shares = _shares(texts, script.languages.split())
    best = max(shares, key=lambda page: shares[page], default="")
    return best if best and shares[best] > script.least else ""


def _shares(texts: Mapping[str, _Text], languages: Sequence[str]) -> dict[str, float]:
    """How much of a text in each page is words of these languages; the lists are read until there is no doubt."""
    from exporter.restore.words import frequencies

    asked = frozenset(word for text in texts.values() for word in text.words)
    known: frozenset[str] = frozenset()
    shares = {page: text.share(known) for page, text in texts.items()}
    for language in languages if asked else ():
        known |= frequencies.known(asked, language)
        shares = {page: text.share(known) * (0.5 if page in _OLD else 1) for page, text in texts.items()}
        if max(shares.values()) > _SURELY:
            break
    return shares


class _Text:
    """The words of a sample in one page that hold other letters than ASCII."""

    def __init__(self, text: str, shortest: int) -> None:
        found = Counter(word for word in _WORD.findall(text) if not word.isascii())
        beyond = {word: n * sum(not letter.isascii() for letter in word) for word, n in found.items()}
        self._all = sum(
            n for word, n in beyond.items() if len(word) > 1 or not word.isalpha()
        )  # one letter may be a sign
        self._of: Counter[str] = Counter()
        for word, n in beyond.items():
            if len(word) >= shortest:
                self._of[word.casefold()] += n
        self.words = self._of.keys()

    def share(self, known: frozenset[str]) -> float:
        """The share of its letters beyond ASCII, and of signs within words, that stand in known words."""
        return sum(n for word, n in self._of.items() if word in known) / self._all if self._all else _NEUTRAL


def _decodes(data: bytes, page: str) -> bool:
    """Whether nearly all bytes are characters in a page; control characters stand in no text."""
    try:
        text = data.decode(page)
    except UnicodeDecodeError:
        text = data.decode(page, "replace")
    return len(_NOT_TEXT.findall(text)) * _DAMAGED <= len(data) - len(data.translate(None, _HIGH))
