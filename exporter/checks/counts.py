"""Counts that a document claims: the number of questions in its title, and the numbers of its questions."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from exporter.model import Card, Document, Location, Problem
from exporter.problems.documents import NUMBERS, UNKEPT_PROMISE

_PROMISE = re.compile(  # a number of questions at the beginning of a title or of a part of it
    r"(?:^|[:|–—(] *|\b(?:best|over|than|the|these|top) +)(\d{1,4})\+? +(?:[\w&/+#.’'-]*[\w&+#] +){0,6}?questions?\b",
    re.IGNORECASE,
)
_YEARS = range(1900, 2100)


def too_few(documents: Sequence[Document]) -> Iterator[Problem]:
    """A title that promises more questions than there are."""
    for document in documents:
        promise = _PROMISE.search(document.title)
        promised = int(promise[1]) if promise else 0
        count = sum(1 for _ in document.cards)
        if count < promised and promised not in _YEARS:
            message = f"the title promises {promised} questions, {count} were found. Compare with the original."
            line = next((item.where.line for item in document.items), 1)
            yield UNKEPT_PROMISE.at(Location(document.source, line), message)


def gaps(documents: Sequence[Document]) -> Iterator[Problem]:
    """Gaps in the numbers of questions, where something is missing: numbers that skip here and repeat there add up."""
    for run in (run for document in documents for run in _runs(document)):
        asked = {number for number, _ in run}
        is_whole = max(asked) - min(asked) < len(run)
        for (before, _), (number, card) in itertools.pairwise(() if is_whole else run):
            if asked.isdisjoint(range(before + 1, number)) and number > before + 1:
                message = (
                    f"number {number} follows {before}: questions may be missing here, or be read as part of an answer."
                )
                yield NUMBERS.at(card.where, message)


def _runs(document: Document) -> Iterator[list[tuple[int, Card]]]:
    """Its numbered cards; a section may begin again at 1."""
    run: list[tuple[int, Card]] = []
    for card in document.cards:
        if card.number == 1 and run:
            yield run
            run = []
        if card.number is not None:
            run.append((card.number, card))
    if run:
        yield run
