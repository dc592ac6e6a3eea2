"""Notes that a collection lacks: new ones, ones that its owner deleted, and ones that nobody knows about."""

from __future__ import annotations

from dataclasses import replace

from exporter.push import base, layout
from exporter.push.base import FIELD
from exporter.push.memory import Memory, mark
from exporter.push.offer import Offer, OfferedNote, OfferedType
from exporter.push.state import State, TypeState
from exporter.push.steps import Choices, Step, Told, Write, place


class Absent:
    """Decides about notes that a collection lacks."""

    def __init__(self, offer: Offer, state: State, choices: Choices) -> None:
        self._state, self._choices = state, choices
        self._types = {each.id: each for each in offer.types}
        self._is_first = not any(state.memory.has_seen(note.guid) for note in offer.notes)

    def verdict(self, note: OfferedNote) -> str:
        """ "new", "deleted" or "missing"."""
        memory = self._state.memory
        if memory.has_seen(note.guid) or (note.is_known and note.guid in self._state.gone):
            return "deleted"
        if not note.is_known or (not self._is_first and note.first_seen > memory.until):
            return "new"
        return {"ask": "missing", "add": "new", "leave": "deleted"}[self._choices.missing]

    def told(self, note: OfferedNote, verdict: str) -> tuple[Told, ...]:
        """What is told of a note that is not added; that it was deleted is told once."""
        if verdict == "deleted" and is_told(note.guid, self._state.memory):
            return ()
        return (Told(verdict, *place(note)),)

    def added(self, note: OfferedNote) -> Step:
        """A new note, in the note type as the collection has it."""
        ours = self._types[note.type_id]
        there = self._state.types.get(note.type_id)
        sent = replace(base.of(note.fields.values(), note.tags, note.deck, note.gaps), is_put=True)
        values = {**note.fields, FIELD: str(sent)}
        fields = _laid_out(values, there, ours) if there else tuple(values[name] for name in ours.fields)
        write = Write(
            note.note_id, note.guid, note.type_id, fields, note.tags, note.changed_at, is_new=True, deck=note.deck
        )
        return Step("new", note.note_id, *place(note), write)


def is_told(guid: str, memory: Memory) -> bool:
    """Whether it was told already that a note is deleted."""
    return mark(guid) in memory.told


def _laid_out(values: dict[str, str], there: TypeState, ours: OfferedType) -> tuple[str, ...]:
    fields = [""] * len(there.fields)
    for name, at in (layout.places(there, ours) or {}).items():
        fields[at] = values[name]
    return tuple(fields)
