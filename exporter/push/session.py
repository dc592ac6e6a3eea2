"""A push into an open collection: its plan, and doing it. The command does this, and so does the add-on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from exporter.push import plan as planning
from exporter.push import retyping, state, transaction
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
    if choices.retypes and package:
        _retype(col, offer, choices, package, backup_folder)
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


def _retype(col: Collection, offer: Offer, choices: Choices, package: Path, backup_folder: Path) -> None:
    """Gives notes from elsewhere that are about to be taken over our types, in a step of its own."""
    known = state.read(col, offer)
    wanted = list(retyping.planned(offer, known, planning.plan(offer, known, choices).adoptions))
    if wanted:
        transaction.safely(
            col,
            lambda col: retyping.retype(col, offer, wanted, package),
            lambda done: done,
            package=None,
            backup_folder=backup_folder,
            one_way=True,
        )


def _require_count(made: Plan, choices: Choices) -> None:
    """Raises PushError where another number of notes would be deleted than its user expects."""
    expected = choices.delete_retired
    if expected is not None and made.deletions != expected:
        found = "1 note" if made.deletions == 1 else f"{made.deletions} notes"
        raise transaction.PushError(
            f"{found} would be deleted with their reviews, not {expected}. Nothing was done: look at them without "
            f"--write, then write --delete-retired {made.deletions}."
        )
