"""Keys and GUIDs of cards, derived from the question alone: new cards need no stored state."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from exporter.model import Card, Level

NAMESPACE = "exporter.card.1"  # constant for ever: every guid hangs on it
_ALPHABET = (  # Anki's own: base 91 without quotes and backslash
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&()*+,-./:;<=>?@[]^_`{|}~"
)
_TYPOGRAPHY = str.maketrans("‘’‚‛“”„‟‐‑‒–—―", "''''\"\"\"\"------")  # what editors make of quotes and hyphens
_FENCE = re.compile(r"^(?P<mark>`{3,}(?!`)|~{3,}(?!~))[^\n]*\n(?P<code>.*?)^(?P=mark)", re.DOTALL | re.MULTILINE)
_MARKS = re.compile(r"(?<!`)(?P<mark>`+)(?!`)(?P<operator>[^`\w\s]+|_)(?P=mark)(?!`)|[\\`*_]+")


@lru_cache(maxsize=50_000)
def normal(question: str) -> str:
    """A question as identity sees it: without markup, case, spacing and closing punctuation, but with its code."""
    text = question if question.isascii() else unicodedata.normalize("NFKC", question).translate(_TYPOGRAPHY)
    fenced = "```" in text or "~~~" in text
    codes = [found["code"] for found in _FENCE.finditer(text)] if fenced else []
    prose = _MARKS.sub(_unmarked, _FENCE.sub(" ", text) if fenced else text).casefold()
    prose = " ".join(prose.split()).strip(" .?!:;。？！")  # full-width forms, too
    return "\0".join([prose, *("\n".join(line.rstrip() for line in code.strip().split("\n")) for code in codes)])


def _unmarked(found: re.Match[str]) -> str:
    """Nothing for markup; an operator in code is no markup: `*` and `**` are two questions."""
    return found["operator"] or ""


def key(question: str, ordinal: int) -> str:
    """The key of the n-th card (from 0) that asks this normalized question."""
    return hashlib.sha256(f"{NAMESPACE}\0{question}\0{ordinal}".encode()).hexdigest()[:16]


def guid(card_key: str) -> str:
    """Anki's key of the note: ten characters, as Anki makes them."""
    number = int.from_bytes(hashlib.sha256(f"guid\0{card_key}".encode()).digest()[:8], "big")
    letters = []
    for _ in range(10):
        number, rest = divmod(number, len(_ALPHABET))
        letters.append(_ALPHABET[rest])
    return "".join(letters)


PARTS = ("question", "answer", "details", "options", "right")  # of a card's content; the last two of choices only


def content(card: Card) -> str:
    """Hashes of what a card teaches, `question-answer-details`: number, place and order are not in it.

    Details are kind, options, level and tags. Of multiple choice there are two parts more: a hash of its options, and
    which of them are right, as `1.3/4`: the second and the fourth of four.
    """
    options, correct = getattr(card.kind, "options", ()), getattr(card.kind, "correct", ())
    parts = [
        digest(card.question),
        digest(card.answer),
        details(card.kind.name, options, correct, card.level, card.tags),
    ]
    if options:
        parts += [digest("\0".join(options)), right(options, correct)]
    return "-".join(parts)


def has_options(content_hashes: str) -> bool:
    """Whether these are the hashes of a card with options."""
    return content_hashes.count("-") == len(PARTS) - 1


def details(kind: str, options: Sequence[str], correct: Sequence[int], level: Level | None, tags: Sequence[str]) -> str:
    """A hash of what a card teaches besides question and answer."""
    return digest("\0".join((kind, *options, repr(tuple(correct)), str(level), *sorted(tags))))


def right(options: Sequence[str], correct: Sequence[int]) -> str:
    """Which options are right, of how many."""
    return f"{'.'.join(map(str, correct))}/{len(options)}"


def answer_of(content_hashes: str) -> str:
    """The hash of the answer among those of a card's content; empty where it is unknown."""
    return content_hashes.partition("-")[2].partition("-")[0]


def digest(text: str) -> str:
    """A short hash of a text, the same for all its Unicode forms."""
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()[:10]
