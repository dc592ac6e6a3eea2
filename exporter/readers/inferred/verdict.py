"""What weighing compares, and what it decides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from exporter.readers.inferred.candidate import Candidate, Signature
from exporter.readers.inferred.structure.banners import Title


class Group(NamedTuple):
    """Marks of one sign that could be the questions."""

    sign: Signature
    candidates: tuple[Candidate, ...]  # those of them that ask well enough among their neighbors
    quality: float
    value: float  # what they explain
    total: int  # marks of the sign


class Verdict(NamedTuple):
    """The marks chosen, and why."""

    candidates: tuple[Candidate, ...]
    ends: tuple[int, ...]  # one past the last line of each card
    aligned: frozenset[Signature]  # signs whose answers are labelled, as a rule
    bare: frozenset[Signature]  # signs whose questions have no answers, as a rule
    explanation: tuple[str, ...]
    titles: Mapping[int, Title]  # of sections that are no headings, by their lines
    asides: Mapping[int, str]  # why what begins on a line is no part of a card and teaches nothing
    is_sure: bool = False  # whether the document says itself what its cards are
    is_guess: bool = False  # whether nothing asks, and headings with text below were taken for questions
