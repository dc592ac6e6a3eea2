"""Uncertain matches of cards, and reviews that begin from zero, as problems with a remedy each."""

from __future__ import annotations

from collections.abc import Iterator

from exporter.errors import IdentityError
from exporter.identity.identification import Identified
from exporter.identity.matching import UncertainMatch
from exporter.model import Card, Cloze, Problem
from exporter.problems.questions import REVIEWS_RESTART, UNCERTAIN_IDENTITY


def problems(made: Identified) -> Iterator[Problem]:
    """Uncertain matches, and cards that cannot keep their notes, each with what to do about it."""
    for doubt in made.doubts:
        yield UNCERTAIN_IDENTITY.at(doubt.card.where, _message(doubt))
    for change in made.changes:
        if change.restarts and change.card:
            yield REVIEWS_RESTART.at(change.card.where, _restart(change.card))


def _restart(card: Card) -> str:
    how = "is a cloze now" if isinstance(card.kind, Cloze) else "is no longer a cloze"
    return (
        f"{_quoted(card.question)} {how}. Anki cannot change a note that way: a new one is made, whose reviews begin "
        "from zero, and the old one is retired. To keep the reviews, undo the change before you import."
    )


def _message(doubt: UncertainMatch) -> str:
    new, old = _quoted(doubt.card.question), _quoted(doubt.entry.question)
    if doubt.kept:
        why = f"; {_quoted(doubt.other)} is about as likely" if doubt.other else ", mainly by its position"
        return (
            f"{new} was matched to {old} and keeps its reviews{why}. "
            f"If that is wrong, write `<!-- id: … -->` with an id of your own below the question."
        )
    return (
        f"{new} counts as a new card, although it resembles {old}, which is no longer in {doubt.entry.file}. "
        f"If it is the same card, write `<!-- id: {doubt.entry.key} -->` below the question, and its reviews come back."
    )


def _quoted(question: str) -> str:
    first = question.split("\n", 1)[0]
    return f"“{first[:60]}…”" if len(first) > 61 else f"“{first}”"


def keep_history(made: Identified) -> None:
    """Raises IdentityError where a known card loses its note, or could lose it to a doubtful match."""
    found = list(problems(made))
    if found:
        first = found[0]
        more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
        raise IdentityError(f"{first.where}: {first.message}{more} Nothing was written (--keep-history).")
