"""What weighing compares, and what it decides."""

from __future__ import annotations

from typing import NamedTuple

from exporter.readers.inference.mark import Mark, Sign


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
