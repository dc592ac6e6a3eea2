"""What a document says of itself: how many questions it has, and their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from exporter.check.questions import quoted
from exporter.model import Document, Location, Problem, Severity

_PROMISE = re.compile(r"\b(?:top|best)?\s*(\d{1,4})\+?\s+(?:[\w&/+#.-]+\s+){0,6}?questions?\b", re.IGNORECASE)


def unkept(documents: Sequence[Document]) -> Iterator[Problem]:
    """A title that promises more questions than there are."""
    for document in documents:
        promised = _PROMISE.search(document.title)
        numbered = sum(card.number is not None for card in document.cards)
        count = numbered or sum(1 for _ in document.cards)
        if promised and count < int(promised[1]):
            message = (
                f"the title promises {promised[1]} questions, "
                f"{count} {'numbered ones ' if numbered else ''}were found. "
                "Compare the document with its original: the others may be missing."
            )
            line = next((item.where.line for item in document.items), 1)
            yield Problem(Severity.WARNING, "unkept-promise", message, Location(document.source, line))


def numbers(documents: Sequence[Document]) -> Iterator[Problem]:
    """Numbers that skip or repeat; where a section begins again at 1, that is no fault."""
    for document in documents:
        before: int | None = None
        for card in document.cards:
            if card.number is None:
                continue
            if before is not None and card.number not in (before + 1, 1):
                message = (
                    f"{quoted(card.question)} has number {card.number}, expected {before + 1}. "
                    "A question may be missing here, or read as part of an answer."
                )
                yield Problem(Severity.INFO, "numbers", message, card.where)
            before = card.number
