"""Original lines of documents: whether the lines that a card was read from are still there.

A card can read differently although nobody touched its document: a newer version reads better, or the settings say
something else. So the ledger remembers a hash of each file's bytes, and for each card how many lines of the file it was
read from, and a hash of them. Blank lines do not count.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from exporter.identity.ledger import FileState

_REACH = 8  # lines above and below its first one in which a card's lines are looked for: readers may differ in that
_DIGITS = 10  # fewer in a count of lines; Python refuses to read thousands of them
_LOOKS = 1000  # words that are looked for letter by letter in a document: what keeps the cost linear
_WORD = re.compile(r"[^\W_]+")
_FENCE = re.compile(r"(`{3,}|~{3,})[^\s`]*")  # with the name of a language, which a reader may have added
_TAG = re.compile(r"<[^<>]*>")


def state(data: bytes, settings: str = "") -> FileState:
    """The state of a file that holds these bytes, of whose reading the settings say this."""
    hashed = (hashlib.sha256(each).hexdigest()[:16] if each else "" for each in (data, settings.encode()))
    return FileState(*hashed)


class Original:
    """One document's file."""

    def __init__(
        self, state: FileState, starts: Sequence[int] = (), text: Callable[[], str | None] = lambda: None
    ) -> None:
        """Takes its state, the 1-based lines at which its cards and notes begin, and what reads its text.

        The text is None if the format has no visible lines, or if it cannot be read.
        """
        self.state = state
        self._starts = sorted(set(starts))
        self._read = text
        self._looks = _LOOKS

    @cached_property
    def _text(self) -> str | None:
        return self._read()

    @cached_property
    def _numbered(self) -> tuple[list[int], list[str]]:
        """The 1-based numbers of its lines that are not blank, and these lines without spaces at their end."""
        text = (self._text or "").replace("\r\n", "\n").replace("\r", "\n")
        lines = [line.rstrip() for line in text.split("\n")]
        return [number for number, line in enumerate(lines, 1) if line], list(filter(None, lines))

    def excerpt(self, line: int) -> str:
        """The lines of the card that begins in this one, up to the next card or note: `count-hash`, or ""."""
        numbers, lines = self._numbered
        first, following = bisect_left(numbers, line), bisect_right(self._starts, line)
        is_last = following == len(self._starts)
        end = len(lines) if is_last else bisect_left(numbers, self._starts[following])
        return self._hashed(first, max(end, first + 1))

    def holds(self, excerpt: str, line: int) -> bool:
        """Whether these lines are still there, near this one."""
        numbers, lines = self._numbered
        given = excerpt.partition("-")[0]
        count = int(given) if given.isdecimal() and len(given) < _DIGITS else 0
        near = bisect_left(numbers, line)
        starts = range(max(0, near - _REACH), min(len(lines), near + _REACH + 1))
        return 0 < count <= len(lines) and any(self._hashed(n, n + count) == excerpt for n in starts)

    def _hashed(self, first: int, end: int) -> str:
        lines = self._numbered[1][first:end]
        hashed = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:10]
        return f"{len(lines)}-{hashed}" if lines else ""

    def lost(self, remembered: str) -> bool:
        """Whether words of a remembered text are in the document no more.

        Such a word stands beside neither of its neighbors any more, or no three words with it stand together. So words
        that somebody exchanged are noticed, but neither markup nor what a reader left out between two words.
        """
        if self._text is None:
            return False
        words = list(_words(remembered))
        edged = ["", *words, ""]
        alone = zip(edged, edged[1:], edged[2:], strict=False)
        amid = zip(words, words[1:], words[2:], words[3:], words[4:], strict=False)
        return any(self._are_gone(a + b, b + c) for a, b, c in alone) or any(
            self._are_gone(a + b + c, b + c + d, c + d + e) for a, b, c, d, e in amid
        )

    def _are_gone(self, *glued: str) -> bool:
        """Whether none of these is there, words without spaces; of flattened text, which has none, letters tell."""
        if self._looks <= 0 or any(each in self._glued for each in glued):
            return False
        self._looks -= 1
        return not any(each in self._letters for each in glued)

    @cached_property
    def _glued(self) -> set[str]:
        """Its words, pairs and threes of neighbors, without spaces; of a page with its tags and without."""
        known: set[str] = set()
        for text in self._forms:
            words = list(_words(text))
            known.update(words, map("".join, pairwise(words)))
            known.update(map("".join, zip(words, words[1:], words[2:], strict=False)))
        return known

    @cached_property
    def _letters(self) -> str:
        return " ".join("".join(_words(text)) for text in self._forms)

    @property
    def _forms(self) -> list[str]:
        text = self._text or ""
        return [text, _TAG.sub("", text), _TAG.sub(" ", text)] if _TAG.search(text) else [text]


def _words(text: str) -> Iterator[str]:
    return (found[0] for found in _WORD.finditer(_FENCE.sub(" ", text.casefold())))
