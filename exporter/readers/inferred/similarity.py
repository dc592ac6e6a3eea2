"""What marks have in common, and how one of them looks among others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from exporter.readers.inferred.candidate import Candidate
from exporter.readers.inferred.question_cues import LIKELY, NEVER, asks

_NO_LETTERS = re.compile(r"[\W_]+")


def kin(candidate: Candidate) -> tuple[str, int, int, bool]:
    """What marks share that differ in number, label or bold only."""
    return (candidate.sign.family, candidate.level, depth(candidate), bool(candidate.quote))


def depth(candidate: Candidate) -> int:
    """How many lists a mark stands in."""
    return candidate.item.depth if candidate.item else 0


def shrunk(quality: float, count: int, outer: float, weight: int = 2) -> float:
    """The quality of a few marks, drawn towards that of the many around them."""
    return (quality * count + weight * outer) / (count + weight)


def is_part(candidate: Candidate, first: Candidate) -> bool:
    """Whether an item is indented a little, too little for Markdown, to be a part of the one above it."""
    if candidate.item is None or first.item is None or candidate.level:
        return False
    return candidate.item.indent > first.item.indent and candidate.item.number is None and asking(candidate) < LIKELY


def said(degree: float, serious: bool) -> float:
    """How much an order counts, which manuals give, too: little, where nothing says that these are questions."""
    return degree if serious or degree >= LIKELY else min(degree, 0.15)


def asking(candidate: Candidate) -> float:
    """How surely a mark asks; a line of contents never does."""
    return asks(candidate.text) if candidate.level else _entry_asks(candidate.text)


@lru_cache(maxsize=4096)
def _entry_asks(text: str) -> float:
    is_entry = "](#" in text and text.lstrip("0123456789. *_").startswith("[")
    return NEVER if is_entry else asks(text)


def running(candidates: Sequence[Candidate]) -> float:
    """The share of numbers that run on; 0 where most have none."""
    numbers = [candidate.number for candidate in candidates if candidate.number is not None]
    if len(numbers) * 2 < len(candidates) or len(numbers) < 2:
        return 0.0
    return sum(later in (earlier + 1, 1) for earlier, later in pairwise(numbers)) / (len(numbers) - 1)


def numbered_label(candidates: Sequence[Candidate]) -> bool:
    """Whether most of the questions are labelled and numbered: then the document says itself which they are."""
    told = sum(candidate.labelled and candidate.number is not None for candidate in candidates)
    return told >= 0.9 * len(candidates) and running(candidates) >= 0.8


def numbered(candidates: Sequence[Candidate]) -> Sequence[Candidate]:
    """Those with a number where most labelled marks have one and these run on: `Problem: …` among `Problem 1: …`."""
    counted = [candidate for candidate in candidates if candidate.number is not None]
    few = len(counted) * 5 < len(candidates) * 3 or len(counted) == len(candidates)
    if few or not all(candidate.labelled for candidate in candidates) or running(counted) < 1:
        return candidates
    return counted


def letters(text: str) -> str:
    """Letters and digits only: what makes two questions the same."""
    return _NO_LETTERS.sub("", text.casefold())
