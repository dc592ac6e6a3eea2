"""Kept bases: what was sent last of each note of a collection, in a field of the note or in the collection's config."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from exporter.push import base, layout
from exporter.push.base import FIELD, Base
from exporter.push.offer import Offer, OfferedNote, OfferedType
from exporter.push.state import NoteState, State


@dataclass(frozen=True, slots=True)
class Kept:
    """The base of a note, and where it is kept."""

    base: Base | None  # None: nobody knows what was sent
    at: int | None  # place of the field that holds it; None: the collection's config does
    fields: Mapping[str, int]  # the fields of ours, by their place in its type; none in a type that is not ours
    gaps: frozenset[int] = frozenset()  # numbers that a push added, which a device that had not synced may not know of
    is_guess: bool = False  # whether it is nowhere written down: the documents never said anything else

    @property
    def is_retired(self) -> bool:
        """Whether a push retired the note."""
        return self.base is not None and self.base.suspended is not None

    @property
    def in_config(self) -> bool:
        """Whether the collection's config holds it."""
        return self.at is None


def find(offer: Offer, state: State) -> Mapping[str, Kept]:
    """The bases of all notes of an offer that a collection has, by their guids."""
    ours = {each.id: each for each in offer.types}
    mappings = {note.guid: note.mapping for note in offer.notes if note.mapping}
    offered = {note.guid: note for note in offer.notes}
    born = {note.guid: note.type_id for note in offer.notes}
    known: dict[tuple[int, int], Mapping[str, int]] = {}
    made = {}
    for guid, note in state.notes.items():
        pair = (note.type_id, born.get(guid, note.type_id))
        if guid in mappings:
            fields: Mapping[str, int] = layout.places(state.types[note.type_id], ours[born[guid]], mappings[guid]) or {}
        else:
            if pair not in known:
                known[pair] = _fields(state, *pair, ours)
            fields = known[pair]
        found = replace(_kept(note, fields, state), gaps=frozenset(state.memory.gaps.get(guid, ())))
        made[guid] = _guessed(found, offered.get(guid))
    return made


def _guessed(kept: Kept, note: OfferedNote | None) -> Kept:
    """The same, where nothing says what was sent, with what the documents say, if they never said anything else."""
    if kept.base or note is None or note.is_adopted or note.changed_at != note.first_seen:
        return kept
    guess = base.of(note.fields.values(), note.tags, note.deck, note.gaps)
    return replace(kept, base=guess, is_guess=True)


def _fields(state: State, number: int, born: int, ours: Mapping[int, OfferedType]) -> Mapping[str, int]:
    """The fields of a note type; `born` is the type of ours that its notes have, unless that is unknown."""
    there = state.types[number]
    asked = [ours[born]] if born in ours else list(ours.values())
    return next((found for each in asked if (found := layout.places(there, each))), {})


def _kept(note: NoteState, fields: Mapping[str, int], state: State) -> Kept:
    """Where the base of a note is: in its field, unless its type lacks that or its owner wrote there."""
    at = fields.get(FIELD)
    text = note.fields[at] if at is not None else ""
    made = base.read(text)
    if at is not None and (made or not text.strip()):
        return Kept(made, at, fields)
    return Kept(base.read(state.memory.bases.get(note.guid, "")), None, fields)
