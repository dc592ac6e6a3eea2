"""Headings that ask nothing, whatever they look like: titles of questions, and what stands below every one of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from exporter import lexicon
from exporter.lexicon.wording import words_of
from exporter.readers.inferred.candidate import Candidate
from exporter.readers.inferred.question_cues import PERHAPS, asks
from exporter.readers.inferred.similarity import letters
from exporter.readers.inferred.structure.blocks import Block

_REMARK = re.compile(r"\W*\([^()]{0,40}\)\W*$")
_WORDS = 4  # of a phrase such as "questions and answers"
_LONGEST = 100  # characters of a title
_LEAST = 3  # times that a refrain returns


def without(candidates: Sequence[Candidate], headings: Sequence[Block], blocks: Sequence[Block]) -> list[Candidate]:
    """The marks but for such headings: `Spring Questions`, or `Any doubts?` with nothing below again and again."""
    if not headings:
        return list(candidates)
    empty = {
        one.first for one, after in pairwise(blocks) if one.kind == "heading" and after.kind in ("heading", "rule")
    }
    empty |= {blocks[-1].first}
    counts = Counter(
        letters(candidate.text)
        for candidate in candidates
        if candidate.level and candidate.first in empty and candidate.number is None
    )
    again = {text for text, count in counts.items() if count >= _LEAST}
    return [candidate for candidate in candidates if not _is_one(candidate, candidate.first in empty, again)]


def _is_one(candidate: Candidate, is_empty: bool, again: Collection[str]) -> bool:
    if not candidate.level or candidate.number is not None or candidate.labelled:
        return False
    if is_empty and letters(candidate.text) in again:
        return True
    return len(candidate.text) < _LONGEST and _names_questions(candidate.text) and asks(candidate.text) < PERHAPS


def _names_questions(title: str) -> bool:
    """Whether a title ends with "questions", or "questions and answers"."""
    words = words_of(_REMARK.sub("", title))
    return any(" ".join(words[-n:]) in lexicon.names("questions", "question") for n in range(1, _WORDS + 1) if words)
