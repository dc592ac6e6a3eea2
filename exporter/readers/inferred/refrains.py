"""Refrains: what a page repeats above its own texts, such as "Why is it important?", asks nothing on its own.

It is told from questions by its repetition: the same words again and again, each time above prose. What stands above
code, a picture or options, "What is the output?", asks about those and is another question each time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from exporter.readers.inferred.candidate import Candidate
from exporter.readers.inferred.question_cues import LIKELY, asks
from exporter.readers.inferred.similarity import letters
from exporter.readers.inferred.structure.blocks import Block
from exporter.readers.inferred.structure.layout import Layout

_LEAST = 3  # times that it must stand there
_PROSE = 0.8  # share of them that must stand above prose
_PICTURES = ("![", "<img")


def without(candidates: Sequence[Candidate], layout: Layout, answers: Collection[int]) -> list[Candidate]:
    """The marks, in their order, but for refrains; `answers` are the lines that label an answer."""
    texts = [letters(candidate.text) for candidate in candidates]
    asked = Counter(text for text, candidate in zip(texts, candidates, strict=True) if _may_be_one(candidate))
    often = {text for text, count in asked.items() if count >= _LEAST}
    if not often:
        return list(candidates)
    prose = Counter(
        text
        for text, candidate in zip(texts, candidates, strict=True)
        if text in often and _may_be_one(candidate) and _stands_above_prose(candidate, layout, answers)
    )
    out = {text for text in often if prose[text] >= _PROSE * asked[text]} | _orders(candidates, texts, often)
    return [
        candidate
        for text, candidate in zip(texts, candidates, strict=True)
        if text not in out or not _may_be_one(candidate)
    ]


def _orders(candidates: Sequence[Candidate], texts: Sequence[str], often: Collection[str]) -> set[str]:
    """Those that surely ask nothing, `*Share this question*`, whatever stands below them."""
    emphasized = (
        (text, one) for text, one in zip(texts, candidates, strict=True) if text in often and _may_be_one(one)
    )
    return {text for text, one in emphasized if one.sign.family in ("bold", "italic") and asks(one.text) < LIKELY}


def _may_be_one(candidate: Candidate) -> bool:
    """Whether a mark is a line or a heading, also in bold or italics, without number, label and answer of its own."""
    is_plain = candidate.number is None and not candidate.labelled and not candidate.rest and not candidate.item
    return is_plain and candidate.sign.family in ("bold", "italic", "heading", "plain")


def _stands_above_prose(candidate: Candidate, layout: Layout, answers: Collection[int]) -> bool:
    below = next(iter(layout.blocks_between(candidate.end, len(layout.source.lines))), None)
    return below is not None and below.first not in answers and _is_prose(below)


def _is_prose(block: Block) -> bool:
    return block.kind == "paragraph" and not any(sign in block.text for sign in _PICTURES)
