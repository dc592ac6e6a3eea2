"""A push into an open collection: its plan, and doing it. The command does this, and so does the add-on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from exporter.push import plan as planning
from exporter.push import state, transaction
from exporter.push.apply import Applied, apply
from exporter.push.offer import Offer
from exporter.push.steps import Choices, Plan

if TYPE_CHECKING:
    from anki.collection import Collection


def plan(col: Collection, offer: Offer, choices: Choices) -> Plan:
    """What a push would do; changes nothing."""
    return planning.plan(offer, state.read(col, offer), choices)


def push(
    col: Collection, offer: Offer, choices: Choices, package: Path | None, backup_folder: Path
) -> tuple[Plan, Applied]:
    """Does a push, wholly or not at all, as one undo step. Raises PushError, and ApplyError."""
    made = plan(col, offer, choices)
    _require_count(made, choices)
    if not made.does:
        return made, Applied()
    done = transaction.safely(
        col,
        lambda col: apply(col, made, package),
        lambda done: done.notes,
        package=package,
        backup_folder=backup_folder,
    )
    return made, done


def _require_count(made: Plan, choices: Choices) -> None:
    """Raises PushError where another number of notes would be deleted than its user expects."""
    expected = choices.delete_retired
    if expected is not None and made.deletions != expected:
        found = "1 note" if made.deletions == 1 else f"{made.deletions} notes"
        raise transaction.PushError(
            f"{found} would be deleted with their reviews, not {expected}. Nothing was done: look at them without "
            f"--write, then write --delete-retired {made.deletions}."
        )
