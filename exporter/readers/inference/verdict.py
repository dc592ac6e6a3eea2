"""What weighing compares, and what it decides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from exporter.readers.inference.mark import Mark, Sign
from exporter.readers.inference.titles import Title


class Candidate(NamedTuple):
    """Marks of one sign that could be the questions."""

    sign: Sign
    marks: tuple[Mark, ...]  # those of them that ask well enough among their neighbors
    quality: float
    value: float  # what they explain
    total: int  # marks of the sign


class Verdict(NamedTuple):
    """The marks chosen, and why."""

    marks: tuple[Mark, ...]
    ends: tuple[int, ...]  # one past the last line of each card
    aligned: frozenset[Sign]  # signs whose answers are labelled, as a rule
    bare: frozenset[Sign]  # signs whose questions have no answers, as a rule
    explanation: tuple[str, ...]
    titles: Mapping[int, Title]  # of sections that are no headings, by their lines
    asides: Mapping[int, str]  # why what begins on a line is no part of a card and teaches nothing
