"""Labels at the start of a text, behind emphasis, an emoji or a bracket."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from exporter import lexicon
from exporter.lexicon.wording import LETTER

OPEN = r"(?P<open>\*\*\*|\*\*|__|\*(?!\s)|_|<b>|<strong>|<em>|<i>)?\s*"
LEADING_LEVELS = "👶🟢🌱🐣🟡🟠🔴"  # emoji that tell a level, before a question, too: they are left to `levels`
EMOJI = (
    rf"(?:(?:(?![{LEADING_LEVELS}])[⁉▶►■◆●▪➡\u2600-\u27bf\U0001f100-\U0001faff][\ufe0f\u200d]{{0,2}}){{1,3}}\s{{0,9}}"
    r"|:[a-z_]{3,30}:\s{0,9})?"
)
WORDS = rf"{LETTER}{{1,24}}(?:['’]{LETTER}{{1,24}})?(?:[ \u00a0]{LETTER}{{1,24}}){{0,3}}"  # four of them at most
_DIRECTION = r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]*"
_HEAD = re.compile(rf"{_DIRECTION}{EMOJI}{OPEN}{EMOJI}[\[(【［（]?(?P<label>{WORDS})", re.IGNORECASE)
_VISARGA = "ঃः"  # typed for a colon in Bengali and Hindi
_BEFORE = "*_([ "
_SIGNS = frozenset("*_([")
_TAGS = frozenset("<:")
_FIRST = 3  # letters by which most texts are told from labels


class Head(NamedTuple):
    """A label's words at the start of a text."""

    open: str  # the emphasis before them
    word: str  # as `lexicon.folded` has them
    end: int  # where they end


class Labels:
    """The labels of some fields of the lexicon."""

    def __init__(self, *fields: str) -> None:
        self._fields = fields

    @cached_property
    def words(self) -> frozenset[str]:
        """All of them."""
        return lexicon.names(*self._fields)

    def heads(self, text: str) -> Sequence[Head]:
        """Those that a text may begin with, the longest first; nothing where `may_begin` says so."""
        found = _HEAD.match(text)
        return list(self._heads(found)) if found and self._begin(found["label"]) else ()

    def _heads(self, found: re.Match[str]) -> Iterator[Head]:
        label, start = found["label"].replace("\u00a0", " "), found.start("label")
        end = len(label)
        while end > 0:
            if (word := lexicon.folded(label[:end])) in self.words:
                yield Head(found["open"] or "", word, start + end)
            elif label[end - 1] in _VISARGA and (word := lexicon.folded(label[: end - 1])) in self.words:
                yield Head(found["open"] or "", word, start + end - 1)
            end = label.rfind(" ", 0, end)

    def may_begin(self, text: str) -> bool:
        """A cheap test: the first letters of a label, or what may stand before them."""
        first = text[:1]
        if first in _SIGNS:
            text = text.lstrip(_BEFORE)
            first = text[:1]
        if first.isalpha():
            return self._begin(text)
        return not first.isascii() or first in _TAGS

    def _begin(self, text: str) -> bool:
        start = text[:_FIRST].lower()
        if not start.isascii():
            start = lexicon.folded(start)[:_FIRST]
        if start in self._beginnings:
            return True
        if start[1:2].isalpha():
            return start[:2] in self._short and not start[2:].isalpha()
        return start[:1] in self._short

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        return frozenset(word[:_FIRST] for word in self.words if len(word) >= _FIRST)

    @cached_property
    def _short(self) -> frozenset[str]:
        return frozenset(word for word in self.words if len(word) < _FIRST)


QUESTION = Labels("question")
ASKED = Labels("question", "task")
TASK = Labels("task")
ANSWERED = Labels("answer", "plural", "solution", "loose", "back")
