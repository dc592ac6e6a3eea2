"""State: what a collection holds of the notes of an offer."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from exporter.push import memory
from exporter.push.memory import Memory
from exporter.push.offer import Offer, OfferedNote, RetiredNote

if TYPE_CHECKING:
    from anki.collection import Collection

_SUSPENDED = -1  # a card's queue
_NOTE = 1  # in `graves`: what was deleted and not synced yet
_CARDS = 3  # of a note, whose ids are looked for among reviews


@dataclass(frozen=True, slots=True)
class CardState:
    """A card in a collection."""

    id: int
    ordinal: int
    deck: int  # the one that it lives in; of a card in a filtered deck, the one that it returns to
    is_suspended: bool = False
    is_filtered: bool = False


@dataclass(frozen=True, slots=True)
class NoteState:
    """A note in a collection."""

    id: int
    guid: str
    type_id: int
    mod: int  # seconds since 1970
    tags: tuple[str, ...]
    fields: tuple[str, ...]  # HTML, in the order of its type
    cards: tuple[CardState, ...] = ()


@dataclass(frozen=True, slots=True)
class TemplateState:
    """A template of a note type in a collection."""

    id: int | None
    name: str
    front: str
    back: str


@dataclass(frozen=True, slots=True)
class TypeState:
    """A note type in a collection, as its owner has it."""

    id: int
    name: str
    fields: tuple[tuple[str, int | None], ...]  # name and id, in its order
    templates: tuple[TemplateState, ...] = ()
    style: str = ""
    mod: int = 0  # seconds since 1970


@dataclass(frozen=True, slots=True)
class State:
    """What a collection holds of the notes of an offer."""

    notes: Mapping[str, NoteState]  # by guid
    types: Mapping[int, TypeState]  # of these notes, and ours
    decks: Mapping[int, str]  # all of them: id -> name
    memory: Memory = field(default_factory=Memory)
    gone: frozenset[str] = frozenset()  # guids of which nothing but a grave or reviews is left


def read(col: Collection, offer: Offer) -> State:
    """Reads a collection; changes nothing."""
    asked: dict[str, OfferedNote | RetiredNote] = {note.guid: note for note in offer.retired}
    asked.update((note.guid, note) for note in offer.notes)
    ours = {each.id for each in offer.types}
    notes = _notes(col, asked.keys(), ours)
    types = {note.type_id for note in notes.values()} | ours
    found = {number: made for number in sorted(types) if (made := _type(col, number))}
    decks = {each.id: each.name for each in col.decks.all_names_and_ids()}
    lacking = [note for guid, note in asked.items() if guid not in notes]
    return State(notes, found, decks, memory.read(col.get_config(memory.KEY)), frozenset(_gone(col, lacking)))


def _notes(col: Collection, guids: Iterable[str], ours: set[int]) -> dict[str, NoteState]:
    """The notes of these guids; of two with one guid that of our type, else the older one."""
    assert col.db
    wanted = set(guids)
    chosen: dict[str, tuple[bool, int]] = {}
    for number, guid, kind in col.db.all("select id, guid, mid from notes"):
        if guid in wanted:
            found = (kind not in ours, number)
            chosen[guid] = min(chosen.get(guid, found), found)
    ids = [number for _, number in chosen.values()]
    cards = _cards(col, ids)
    made = (
        NoteState(number, guid, kind, mod, tuple(tags.split()), tuple(texts.split("\x1f")), tuple(cards[number]))
        for number, guid, kind, mod, tags, texts in _of(col, "id, guid, mid, mod, tags, flds from notes", "id", ids)
    )
    return {note.guid: note for note in made}


def _cards(col: Collection, notes: Sequence[int]) -> Mapping[int, list[CardState]]:
    cards: dict[int, list[CardState]] = defaultdict(list)
    for number, note, ordinal, deck, home, queue in _of(col, "id, nid, ord, did, odid, queue from cards", "nid", notes):
        cards[note].append(CardState(number, ordinal, home or deck, queue == _SUSPENDED, bool(home)))
    return cards


def _of(col: Collection, what: str, column: str, ids: Sequence[int]) -> Iterator[Sequence[Any]]:
    """Rows whose column is one of these numbers."""
    assert col.db
    yield from col.db.all(f"select {what} where {column} in (select value from json_each(?)) order by id", _json(ids))


def _json(values: Sequence[object]) -> str:
    return json.dumps(values)


def _type(col: Collection, number: int) -> TypeState | None:
    table = col.models.get(number)  # type: ignore[arg-type]
    if table is None:
        return None
    templates = (TemplateState(each.get("id"), each["name"], each["qfmt"], each["afmt"]) for each in table["tmpls"])
    fields = tuple((each["name"], each.get("id")) for each in table["flds"])
    return TypeState(number, table["name"], fields, tuple(templates), table["css"], table["mod"])


def _gone(col: Collection, lacking: Sequence[OfferedNote | RetiredNote]) -> Iterator[str]:
    """Those of these notes that were there: they were deleted since the last sync, or left reviews behind."""
    assert col.db
    if not lacking:
        return
    graves = set(col.db.list("select oid from graves where type = ?", _NOTE))
    cards = {note.note_id + 1 + n: note.guid for note in lacking for n in range(_CARDS)}
    asked = "select distinct cid from revlog where cid in (select value from json_each(?))"
    reviewed = {cards[card] for card in col.db.list(asked, _json(list(cards)))}
    yield from (note.guid for note in lacking if note.note_id in graves or note.guid in reviewed)
