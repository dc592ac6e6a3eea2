"""Applying a plan to a collection, by Anki's own calls, as one undo step."""

from __future__ import annotations

import json
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exporter.push import memory, package
from exporter.push.steps import Deck, Plan, TypeWrite

if TYPE_CHECKING:
    from anki.collection import Collection

_ALWAYS, _NEVER = 1, 2
NAME = "exporter: push"  # of the undo step


@dataclass(frozen=True, slots=True)
class Applied:
    """What a push did."""

    notes: frozenset[int] = frozenset()  # ids of those that it was to change
    changes: Any = field(default=None)  # Anki's own account, which its screens refresh by


class ApplyError(Exception):
    """Anki took something else than was planned."""


def apply(col: Collection, plan: Plan, build: Path | None) -> Applied:
    """Does what a plan says; `build` is the package of a build, without which no note is written.

    Call it inside of a transaction. Raises ApplyError where Anki refuses something.
    """
    if not _does_more_than_remember(plan):
        if plan.remembers:
            col.set_config(memory.KEY, plan.memory.table())
        return Applied()
    undo = _Undo(col)
    decks = _make_decks(col, plan, undo)
    _write_notes(col, plan, build, decks, undo)
    _change_cards(col, plan, decks, undo)
    for each in plan.types:
        _write_type(col, each)
        undo.merge()
    made = {deck.known_by: decks[deck.name] for deck in plan.decks}
    remembered = replace(plan.memory, decks={**plan.memory.decks, **made})
    col.set_config(memory.KEY, remembered.table(), undoable=True)
    return Applied(frozenset(_touched(plan)), undo.merge())


def _does_more_than_remember(plan: Plan) -> bool:
    return bool(plan.types) or any(step.does for step in plan.steps)


def _touched(plan: Plan) -> Iterator[int]:
    """The notes that a plan changes, by id."""
    yield from (step.note_id for step in plan.steps if step.does)


class _Undo:
    """One undo step. Anki keeps about thirty, so that what is done must be merged as it goes."""

    def __init__(self, col: Collection) -> None:
        self._col = col
        self._step = col.add_custom_undo_entry(NAME)

    def merge(self) -> Any:
        """Adds what was done since the last time."""
        return self._col.merge_undo_entries(self._step)

    def do(self, work: Callable[[Any], object], ids: Sequence[int]) -> None:
        """Does something with cards or notes, if there are any."""
        if ids:
            work(ids)
            self.merge()


def _make_decks(col: Collection, plan: Plan, undo: _Undo) -> dict[str, int]:
    """The ids of the decks that notes go to, by our names of them."""
    found = {deck.name: deck.id for deck in plan.decks}
    for deck in plan.decks:
        if deck.id:
            continue
        new = col.decks.new_deck()
        new.name = deck.there
        found[deck.name] = int(col.decks.add_deck(new).id)
        undo.merge()
        like = col.decks.get(deck.like, default=False) if deck.like else None  # type: ignore[arg-type]
        made = col.decks.get(found[deck.name])  # type: ignore[arg-type]
        if like and made and like.get("conf") and made["conf"] != like["conf"]:
            made["conf"] = like["conf"]
            col.decks.update_dict(made)
            undo.merge()
    return found


def _write_notes(col: Collection, plan: Plan, build: Path | None, decks: Mapping[str, int], undo: _Undo) -> None:
    """Writes new notes and changed ones by one import, which keeps the time that each is given."""
    from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

    notes = [step.write for step in plan.steps if step.write]
    if not notes:
        return
    if build is None:
        raise ApplyError("There is no package to take notes from.")
    kinds = {note.type_id for note in notes}
    types = {number: table for number in kinds if (table := col.models.get(number))}  # type: ignore[arg-type]
    options = ImportAnkiPackageOptions(
        with_scheduling=True,  # else it takes away the tags `leech` and `marked`
        update_notes=_ALWAYS,  # type: ignore[arg-type]  # a number, as in import_export.proto
        update_notetypes=_NEVER,  # type: ignore[arg-type]
    )
    with tempfile.TemporaryDirectory(prefix="exporter-") as folder:
        made = Path(folder) / "push.apkg"
        package.write(build, made, notes, _called(col, plan, decks), types)
        log = col.import_anki_package(ImportAnkiPackageRequest(package_path=str(made), options=options)).log
    undo.merge()
    new = sum(note.is_new for note in notes)
    if (len(log.new), len(log.updated)) != (new, len(notes) - new):
        raise ApplyError(
            f"Anki took {len(log.new)} new and {len(log.updated)} changed notes, expected {new} and {len(notes) - new}."
        )
    assert col.db
    guids = json.dumps([note.guid for note in notes])
    written = col.db.list("select id from notes where guid in (select value from json_each(?))", guids)
    col.after_note_updates(written, mark_modified=False)  # makes the cards of what is new in them
    undo.merge()


def _called(col: Collection, plan: Plan, decks: Mapping[str, int]) -> list[Deck]:
    """The decks by the names that they really have: Anki makes another one of a name that is taken."""
    return [replace(deck, there=col.decks.name(decks[deck.name])) for deck in plan.decks]  # type: ignore[arg-type]


def _change_cards(col: Collection, plan: Plan, decks: dict[str, int], undo: _Undo) -> None:
    """Moves, suspends, unsuspends and deletes."""
    moves: dict[str, list[int]] = defaultdict(list)
    for step in plan.steps:
        if step.move:
            moves[step.move_to] += step.move
    for name, cards in moves.items():
        undo.do(partial(col.set_deck, deck_id=decks[name]), cards)
    undo.do(col.sched.suspend_cards, [card for step in plan.steps for card in step.suspend])
    undo.do(col.sched.unsuspend_cards, [card for step in plan.steps for card in step.unsuspend])
    undo.do(col.remove_notes, [step.note_id for step in plan.steps if step.deletes])


def _write_type(col: Collection, write: TypeWrite) -> None:
    table = col.models.get(write.type_id)  # type: ignore[arg-type]
    if table is None:
        raise ApplyError(f"The note type {write.type_id} is gone.")
    if write.style is not None:
        table["css"] = write.style
    for at, (front, back) in write.templates.items():
        table["tmpls"][at] |= {"qfmt": front, "afmt": back}
    col.models.update_dict(table)
