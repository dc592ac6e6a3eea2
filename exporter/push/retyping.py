"""Retyping: notes from elsewhere become notes of our types, with their cards and reviews. A one-way sync follows."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exporter.push import layout, state
from exporter.push.offer import Offer, OfferedType
from exporter.push.package import COLLECTION
from exporter.push.state import State, TypeState
from exporter.push.steps import Adoption

if TYPE_CHECKING:
    from anki.collection import Collection

_NOTHING = -1  # what a field or a card of the new type is made of


@dataclass(frozen=True, slots=True)
class Retype:
    """A note that changes its type."""

    note_id: int
    there: int  # id of its type
    ours: int  # id of the new one
    fields: Mapping[str, str]  # our field -> its own


def planned(offer: Offer, known: State, adoptions: Sequence[Adoption]) -> Iterator[Retype]:
    """The notes that can change their types without losing anything: all that they say has a place in ours.

    The others are taken over in their own types.
    """
    types = {note.key: note.type_id for note in offer.notes}
    there = {note.guid: note for note in known.foreign.values()}
    for each in adoptions:
        note = there[each.guid]
        names = [name for name, _ in known.types[note.type_id].fields]
        said = {name for name, text in zip(names, note.fields, strict=False) if text.strip()}
        if each.fields and len(note.cards) == 1 and note.cards[0].ordinal == 0 and said <= {*each.fields.values()}:
            yield Retype(note.id, note.type_id, types[each.key], each.fields)


def retype(col: Collection, offer: Offer, wanted: Sequence[Retype], build: Path) -> frozenset[int]:
    """Changes the types of notes, and returns their ids. Call it inside of a transaction; `build` has our types."""
    from anki.notetypes_pb2 import ChangeNotetypeRequest

    ours = {each.id: each for each in offer.types}
    groups: dict[tuple[int, int], list[Retype]] = defaultdict(list)
    for each in wanted:
        groups[each.there, each.ours].append(each)
    for (old, new), notes in groups.items():
        if col.models.get(new) is None:  # type: ignore[arg-type]
            _add_type(col, new, build)
        before, after = state.type_of(col, old), state.type_of(col, new)
        assert before
        assert after
        info = col.models.change_notetype_info(old_notetype_id=old, new_notetype_id=new)  # type: ignore[arg-type]
        request = ChangeNotetypeRequest()
        request.CopyFrom(info.input)
        del request.new_fields[:], request.new_templates[:], request.note_ids[:]
        request.new_fields.extend(_fields(before, after, ours[new], notes[0].fields))
        request.new_templates.extend([] if after.is_cloze else [0, *[_NOTHING] * (len(after.templates) - 1)])
        request.note_ids.extend(each.note_id for each in notes)
        col.models.change_notetype_of_notes(request)
    return frozenset(each.note_id for each in wanted)


def _fields(before: TypeState, after: TypeState, ours: OfferedType, mapping: Mapping[str, str]) -> list[int]:
    """Of each field of the new type the place in the old one that it is made of."""
    names = [name for name, _ in before.fields]
    made = [_NOTHING] * len(after.fields)
    for name, at in (layout.places(after, ours) or {}).items():
        if name in mapping:
            made[at] = names.index(mapping[name])
    return made


def _add_type(col: Collection, number: int, build: Path) -> None:
    """Adds a note type of a package with its id, which a later import knows it by."""
    with zipfile.ZipFile(build) as archive, closing(sqlite3.connect(":memory:")) as made:
        made.deserialize(archive.read(COLLECTION))
        (text,) = made.execute("select models from col").fetchone()
    table: dict[str, Any] = json.loads(text)[str(number)]
    col.models.update({**table, "id": number}, skip_checks=True)
