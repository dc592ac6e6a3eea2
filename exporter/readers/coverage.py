"""What a reading leaves of a document, as problems: text that no card holds, and questions that were guessed."""

from __future__ import annotations

from collections.abc import Iterator

from exporter.model import Problem
from exporter.naming import count
from exporter.problems.documents import GUESSED_QUESTIONS, UNEXPLAINED
from exporter.readers.source import Reading, Source

_MUCH = 0.25  # share of the text: below, it is a preface or a farewell


def problems(reading: Reading, source: Source) -> Iterator[Problem]:
    """What is to be told of a reading with cards."""
    if not reading.cards:
        return
    if reading.is_guess:
        message = (
            f"nothing asks here: {count(len(reading.cards), 'heading')} with text below are taken for questions. Set "
            "`question` for this document if that is right, or mark its questions."
        )
        yield GUESSED_QUESTIONS.at(reading.cards[0].where, message)
    if reading.left > _MUCH:
        first = next((span.first for span in reading.spans if span.what == "note"), 0)
        offers = "".join(f" {offer}." for offer in reading.offers)
        message = f"{reading.left:.0%} of the text is in no card.{offers} `exporter parse` lists the notes."
        yield UNEXPLAINED.at(source.at(first), message)


def weakness(reading: Reading) -> str:
    """Why a document of a folder is passed over; "" where it is read."""
    if reading.is_guess:
        return "nothing in it asks"
    if reading.doubt:
        return reading.doubt
    if not reading.cards:
        return "no question was found"
    return f"{count(len(reading.cards), 'question')} in it, and {reading.left:.0%} of its text is in no card"
