"""Uncertain matches of cards, as problems with a remedy each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exporter.errors import IdentityError
from exporter.identity.matching import UncertainMatch
from exporter.model import Problem
from exporter.problems.questions import UNCERTAIN_IDENTITY


def problems(doubts: Sequence[UncertainMatch]) -> Iterator[Problem]:
    """UncertainMatchs as problems, each with what to do about it."""
    for doubt in doubts:
        yield UNCERTAIN_IDENTITY.at(doubt.card.where, _message(doubt))


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


def keep_history(doubts: Sequence[UncertainMatch]) -> None:
    """Raises IdentityError where a known card could lose its identity to a doubtful match."""
    if doubts:
        first = next(problems(doubts))
        more = f" (and {len(doubts) - 1} more)" if len(doubts) > 1 else ""
        raise IdentityError(f"{first.where}: {first.message}{more} Nothing was written (--keep-history).")
