"""What a page repeats below its answers: "Share this question", "Read the detailed answer", an advertisement.

It is told from content by its repetition: the same last paragraph below most answers is none of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from exporter import lexicon
from exporter.lexicon.wording import UNSPACED, words_of
from exporter.readers.inferred import boilerplate, prefixes

_LEAST = 3  # times that it must stand there
_SHARE = 0.5  # of the cards that it must end, at least
_MOST = 3  # such paragraphs below each other
_PHRASE = 4  # words of one by which last words begin
_LONGEST = 300  # characters of one
_WORDS = 3  # of one, at least: keys are shorter
_CHAT = 0.2  # share of cards with last words from which on the document is a chat
_TARGET = re.compile(r"\]\([^()\s]{0,500}\)")
_WORD = re.compile(r"[^\W_]+")
_CONTENT = re.compile(
    r"\s*(?:[-*+]\s|[`~]{3}|\||<|#{1,6}\s|\(?[^\W_]{1,2}[.):、．]|\[[ xX]\])"
)  # lists, options, tables


class _Last(NamedTuple):
    """The last paragraph of a card."""

    start: int
    text: str
    is_alone: bool  # whether nothing stands above it


def ends(lines: Sequence[str], starts: Sequence[int], given: Sequence[int]) -> tuple[list[int], list[int]]:
    """The ends of cards whose questions end at `starts`, without what the page repeats there; where that begins."""
    found, cuts = list(given), list[int]()
    for _ in range(_MOST if len(found) >= _LEAST else 0):
        lasts = [_last(lines, start, end) for start, end in zip(starts, found, strict=True)]
        counts = Counter(last.text for last in lasts if last)
        alone = Counter(last.text for last in lasts if last and last.is_alone)
        repeated = {
            text
            for text, count in counts.items()
            if count >= _LEAST and count > _SHARE * len(found) and (count > alone[text] or count == len(found))
        }  # where it stands alone everywhere, but not below all questions, it answers these
        if not repeated:
            break
        for n, last in enumerate(lasts):
            if last and last.text in repeated:
                found[n] = last.start
                cuts.append(last.start)
    return found, cuts


def farewell(lines: Sequence[str], start: int, end: int) -> int:
    """The end of a document's last card, without the last words to its reader: "Let me know if …"."""
    last = _last(lines, start, end)
    return last.start if last and is_farewell(last.text) and not last.is_alone else end


def is_farewell(text: str) -> bool:
    """Whether a paragraph begins as last words to a reader do."""
    words, known = words_of(text[:_LONGEST]), lexicon.names("farewell")
    if any(" ".join(words[:count]) in known for count in range(1, _PHRASE + 1)):
        return True
    return bool(UNSPACED.match(text)) and text.startswith(tuple(phrase for phrase in known if UNSPACED.match(phrase)))


def farewells(lines: Sequence[str], starts: Sequence[int], given: Sequence[int]) -> tuple[list[int], list[int]]:
    """The ends of a chat's cards without the last words of each, where many have some; where those begin."""
    found = [farewell(lines, start, end) for start, end in zip(starts, given, strict=True)]
    cuts = [cut for cut, end in zip(found, given, strict=True) if cut < end]
    is_chat = len(cuts) >= _LEAST and len(cuts) >= _CHAT * len(given)
    return (found, cuts) if is_chat else (list(given), [])


def _last(lines: Sequence[str], start: int, end: int) -> _Last | None:
    """The last paragraph of these lines."""
    bottom = end
    while bottom > start and boilerplate.reason(lines[bottom - 1]) not in ("", "markup"):
        bottom -= 1
    top = bottom
    while top > start and lines[top - 1].strip() and bottom - top < _MOST:
        top -= 1
    if top < start or bottom == top or (top > start and lines[top - 1].strip()):
        return None
    text = _TARGET.sub("]", " ".join(line.strip() for line in lines[top:bottom]))
    if len(text) > _LONGEST or len(_WORD.findall(text)) < _WORDS or _CONTENT.match(text) or prefixes.label(text):
        return None
    return _Last(top, text, not any(line.strip() for line in lines[start:top]))
