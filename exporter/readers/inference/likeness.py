"""What marks have in common, and how one of them looks among others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from exporter.readers.inference.asking import LIKELY, NEVER, asks
from exporter.readers.inference.mark import Mark

_NO_LETTERS = re.compile(r"[\W_]+")


def kin(mark: Mark) -> tuple[str, ...]:
    """What marks share that differ in number, label or bold only."""
    return (mark.sign[0], str(mark.level), str(depth(mark)), str(bool(mark.quote)))


def depth(mark: Mark) -> int:
    """How many lists a mark stands in."""
    return mark.item.depth if mark.item else 0


def shrunk(quality: float, count: int, outer: float, weight: int = 2) -> float:
    """The quality of a few marks, drawn towards that of the many around them."""
    return (quality * count + weight * outer) / (count + weight)


def is_part(mark: Mark, first: Mark) -> bool:
    """Whether an item is indented a little, too little for Markdown, to be a part of the one above it."""
    if mark.item is None or first.item is None or mark.level:
        return False
    return mark.item.indent > first.item.indent and mark.item.number is None and asking(mark) < LIKELY


def said(degree: float, serious: bool) -> float:
    """How much an order counts, which manuals give, too: little, where nothing says that these are questions."""
    return degree if serious or degree >= LIKELY else min(degree, 0.15)


def asking(mark: Mark) -> float:
    """How surely a mark asks; a line of contents never does."""
    return asks(mark.text) if mark.level else _entry_asks(mark.text)


@lru_cache(maxsize=4096)
def _entry_asks(text: str) -> float:
    is_entry = "](#" in text and text.lstrip("0123456789. *_").startswith("[")
    return NEVER if is_entry else asks(text)


def running(marks: Sequence[Mark]) -> float:
    """The share of numbers that run on; 0 where most have none."""
    numbers = [mark.number for mark in marks if mark.number is not None]
    if len(numbers) * 2 < len(marks) or len(numbers) < 2:
        return 0.0
    return sum(later in (earlier + 1, 1) for earlier, later in pairwise(numbers)) / (len(numbers) - 1)


def numbered_label(marks: Sequence[Mark]) -> bool:
    """Whether most of the questions are labelled and numbered: then the document says itself which they are."""
    told = sum(mark.labelled and mark.number is not None for mark in marks)
    return told >= 0.9 * len(marks) and running(marks) >= 0.8


def letters(text: str) -> str:
    """Letters and digits only: what makes two questions the same."""
    return _NO_LETTERS.sub("", text.casefold())
