"""Fingerprint of a card's texts in the ledger: enough to recognize it after an edit, and small enough for git.

Of the question, all of it up to 400 characters. Of the answer, its beginning, and for a longer one a MinHash of the
whole: word pairs are hashed into 32 buckets, each keeps the least hash (one permutation: Li, Owen, Zhang 2012),
so that the share of equal buckets estimates the share of equal word pairs, wherever the edits are.
"""

from __future__ import annotations

import base64
import re
import unicodedata
import zlib
from collections.abc import Iterator, Sequence

QUESTION, OPENING = 400, 100  # characters kept
BUCKETS = 32
_NONE = 0  # the value of a bucket that nothing fell into
_WORD = re.compile(r"\w+|[^\w\s]+")
_ASCII_WORD = re.compile(rb"[a-z0-9_]+|[^a-z0-9_\s\x1c-\x1f]+")  # the same among small letters: so spaces are in `str`
_RUN_ON = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_LONGEST_WORD = 30
_CLIPPED = re.compile(r"\S*…(?: #[0-9a-f]{8})?$")
_GAP = "[…"
_HIDDEN = re.compile(r"==(?=\S)(.{1,200}?)(?<=\S)==")


def asked(question: str) -> str:
    """A question as the ledger keeps it: Markdown, clipped; a hash stands for what is left out."""
    text = unicodedata.normalize("NFC", question).strip()
    if len(text) <= QUESTION:
        return text
    return f"{text[:QUESTION].rstrip()}… #{zlib.crc32(text.encode()):08x}"


def opening(answer: str) -> str:
    """The beginning of an answer on one line; it ends in `…` where there is more."""
    text = " ".join(unicodedata.normalize("NFC", answer[: 4 * OPENING]).split())
    whole = len(text) <= OPENING and len(answer) <= 4 * OPENING
    return text if whole else f"{text[:OPENING].rstrip()}…"


def remembered(question: str, answer: str) -> tuple[str, ...]:
    """What the ledger remembers of both, whole words only; of a question that is its answer with gaps, nothing."""
    texts = [answer if _GAP in question else question, answer]
    clipped = (_CLIPPED.sub("", text) if _CLIPPED.search(text) else text for text in texts)
    return tuple(dict.fromkeys(clipped))


def hidden(answer: str) -> list[str]:
    """The gaps of a cloze, as far as they stand in what is remembered of its text."""
    return [found[1] for found in _HIDDEN.finditer(answer)]


def shingles(answer: str) -> str:
    """The MinHash of an answer that is longer than its opening, in base 64; empty for a short one."""
    return base64.b64encode(minhash(answer)).decode() if opening(answer).endswith("…") else ""


def minhash(text: str) -> bytes:
    """One byte for each bucket."""
    least, first, crc = [1 << 32] * BUCKETS, b" ", zlib.crc32
    for second in _encoded(text):
        mixed = crc(second, crc(first)) * 0x9E3779B1 & 0xFFFFFFFF  # of both words with a space; CRC alone is linear
        bucket = mixed % BUCKETS
        if mixed < least[bucket]:
            least[bucket] = mixed
        first = second + b" "
    return bytes(_NONE if value >> 32 else 1 + (value >> 5) % 255 for value in least)


def _encoded(text: str) -> Sequence[bytes]:
    """The words as UTF-8; those of ASCII, which are most, are found in it directly."""
    if text.isascii():
        found: list[bytes] = _ASCII_WORD.findall(text.casefold().encode())
        if max(map(len, found), default=0) <= _LONGEST_WORD:
            return found
    return [word.encode() for word in words(text)]


def alike(a: bytes, b: bytes) -> float:
    """The share of word pairs that two fingerprints have in common, from 0 to 1."""
    filled = sum(1 for x, y in zip(a, b, strict=True) if x != _NONE or y != _NONE)
    same = sum(1 for x, y in zip(a, b, strict=True) if x == y != _NONE)
    return same / filled if filled else 0.0


def words(text: str) -> Iterator[str]:
    """Words and operators in lower case; scripts that put no spaces between words give pairs of letters."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    run_on = _RUN_ON.search(plain) is not None
    for word in _WORD.findall(plain):
        if len(word) > _LONGEST_WORD or (run_on and _RUN_ON.search(word)):
            yield from (word[n : n + 2] for n in range(max(1, len(word) - 1)))
        else:
            yield word
