"""Headings that ask nothing, whatever they look like: titles of questions, and what stands below every one of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from exporter import lexicon
from exporter.lexicon.wording import words_of
from exporter.readers.inference.asking import PERHAPS, asks
from exporter.readers.inference.blocks import Block
from exporter.readers.inference.likeness import letters
from exporter.readers.inference.mark import Mark

_REMARK = re.compile(r"\W*\([^()]{0,40}\)\W*$")
_WORDS = 4  # of a phrase such as "questions and answers"
_LONGEST = 100  # characters of a title
_LEAST = 3  # times that a refrain returns


def without(marks: Sequence[Mark], headings: Sequence[Block], blocks: Sequence[Block]) -> list[Mark]:
    """The marks but for such headings: `Spring Questions`, or `Any doubts?` with nothing below again and again."""
    if not headings:
        return list(marks)
    empty = {
        one.first for one, after in pairwise(blocks) if one.kind == "heading" and after.kind in ("heading", "rule")
    }
    empty |= {blocks[-1].first}
    counts = Counter(letters(mark.text) for mark in marks if mark.level and mark.first in empty and mark.number is None)
    again = {text for text, count in counts.items() if count >= _LEAST}
    return [mark for mark in marks if not _is_one(mark, mark.first in empty, again)]


def _is_one(mark: Mark, is_empty: bool, again: Collection[str]) -> bool:
    if not mark.level or mark.number is not None or mark.labelled:
        return False
    if is_empty and letters(mark.text) in again:
        return True
    return len(mark.text) < _LONGEST and _names_questions(mark.text) and asks(mark.text) < PERHAPS


def _names_questions(title: str) -> bool:
    """Whether a title ends with "questions", or "questions and answers"."""
    words = words_of(_REMARK.sub("", title))
    return any(" ".join(words[-n:]) in lexicon.names("questions", "question") for n in range(1, _WORDS + 1) if words)
