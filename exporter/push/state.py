"""State: what a collection holds of the notes of an offer."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from exporter.push import memory
from exporter.push.memory import Memory
from exporter.push.offer import Offer, OfferedNote, RetiredNote

if TYPE_CHECKING:
    from anki.collection import Collection

_SUSPENDED = -1  # a card's queue
_CLOZE = 1  # a note type's kind
_NOTE = 1  # in `graves`: what was deleted and not synced yet
_ID = re.compile(r"[1-9]\d{0,17}", re.ASCII)  # of a note
_CARDS = 3  # of a note, whose ids are looked for among reviews


class CardState(NamedTuple):
    """A card in a collection."""

    id: int
    ordinal: int
    deck: int  # the one that it lives in; of a card in a filtered deck, the one that it returns to
    is_suspended: bool = False
    is_filtered: bool = False


class NoteState(NamedTuple):
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
    is_cloze: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """What a collection holds of the notes of an offer."""

    notes: Mapping[str, NoteState]  # by guid
    types: Mapping[int, TypeState]  # of these notes, and ours
    decks: Mapping[int, str]  # all but filtered ones, which no card goes to: id -> name
    memory: Memory = field(default_factory=Memory)
    gone: frozenset[str] = frozenset()  # guids of which nothing but a grave or reviews is left
    foreign: Mapping[str, NoteState] = field(default_factory=dict)
    """Notes that cards come from, by the cards' own guids."""
    same: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Notes that nobody touched since this very state of the documents was sent, which are not read: guid -> the decks
    of its cards."""

    @property
    def guids(self) -> Iterator[str]:
        """All notes that it has."""
        yield from self.notes
        yield from self.same


def read(col: Collection, offer: Offer) -> State:
    """Reads a collection; changes nothing."""
    asked = _asked(offer)
    ours = {each.id for each in offer.types}
    found = _found(col, asked.keys(), ours)
    same = {guid for guid, each in found.items() if _is_same(asked[guid], each)}
    notes = _notes(col, [found[guid].id for guid in found.keys() - same])
    foreign = _foreign(col, {note.guid: note.origin for note in offer.notes if note.origin}, found, ours)
    return State(
        notes,
        dict(_types(col, {note.type_id for note in (*notes.values(), *foreign.values())} | ours)),
        {each.id: each.name for each in col.decks.all_names_and_ids(include_filtered=False)},
        memory.read(col.get_config(memory.KEY)),
        frozenset(_gone(col, [note for guid, note in asked.items() if guid not in found])),
        foreign,
        _decks(col, {found[guid].id: guid for guid in same}),
    )


def _asked(offer: Offer) -> dict[str, OfferedNote | RetiredNote]:
    """All notes of an offer, by guid."""
    asked: dict[str, OfferedNote | RetiredNote] = {note.guid: note for note in offer.retired}
    asked.update((note.guid, note) for note in offer.notes)
    return asked


class _Head(NamedTuple):
    """What tells whether a note has to be read."""

    is_foreign: bool  # whether its type is not ours
    id: int
    type_id: int
    mod: int


def _found(col: Collection, guids: Iterable[str], ours: set[int]) -> dict[str, _Head]:
    """The notes of these guids; of two with one guid that of our type, else the older one."""
    assert col.db
    wanted, chosen = set(guids), dict[str, _Head]()
    for number, guid, kind, mod in col.db.all("select id, guid, mid, mod from notes"):
        if guid in wanted:
            head = _Head(kind not in ours, number, kind, mod)
            chosen[guid] = min(chosen.get(guid, head), head)
    return chosen


def _is_same(note: OfferedNote | RetiredNote, there: _Head) -> bool:
    """Whether a note is as this state of the documents was sent: any other has another time.

    One that was in other decks may still lie there.
    """
    if isinstance(note, RetiredNote) or note.is_adopted or note.was_in:
        return False
    return (there.type_id, there.mod) == (note.type_id, note.changed_at)


def _notes(col: Collection, ids: Sequence[int]) -> dict[str, NoteState]:
    cards: dict[int, list[CardState]] = defaultdict(list)
    for number, note, ordinal, deck, home, queue in _of(col, "id, nid, ord, did, odid, queue from cards", "nid", ids):
        cards[note].append(CardState(number, ordinal, home or deck, queue == _SUSPENDED, bool(home)))
    made = (
        NoteState(number, guid, kind, mod, tuple(tags.split()), tuple(texts.split("\x1f")), tuple(cards[number]))
        for number, guid, kind, mod, tags, texts in _of(col, "id, guid, mid, mod, tags, flds from notes", "id", ids)
    )
    return {note.guid: note for note in made}


def _decks(col: Collection, notes: Mapping[int, str]) -> dict[str, tuple[int, ...]]:
    """The decks of the cards of notes, by their guids."""
    found: dict[str, tuple[int, ...]] = dict.fromkeys(notes.values(), ())
    for note, deck in _of(col, "nid, case odid when 0 then did else odid end from cards", "nid", list(notes)):
        found[notes[note]] += (deck,)
    return found


def _foreign(col: Collection, cards: Mapping[str, str], found: Container[str], ours: set[int]) -> dict[str, NoteState]:
    """The notes that other software made of cards whose own ones were not found: of a guid, else of an id."""
    origins = {guid: origin for guid, origin in cards.items() if guid not in found}
    ids = [int(each) for each in origins.values() if _ID.fullmatch(each)]
    guids = {str(number): guid for number, guid in _of(col, "id, guid from notes", "id", ids)}
    heads = _found(col, {*origins.values(), *guids.values()}, ours) if origins else {}
    notes = _notes(col, [head.id for head in heads.values()])
    made = {guid: notes.get(origin) or notes.get(guids.get(origin, "")) for guid, origin in origins.items()}
    return {guid: note for guid, note in made.items() if note}


def _of(col: Collection, what: str, column: str, ids: Sequence[int]) -> Iterator[Sequence[Any]]:
    """Rows whose column is one of these numbers."""
    assert col.db
    if ids:
        yield from col.db.all(
            f"select {what} where {column} in (select value from json_each(?)) order by id", _json(ids)
        )


def _json(values: Sequence[object]) -> str:
    return json.dumps(values)


def _types(col: Collection, numbers: Iterable[int]) -> Iterator[tuple[int, TypeState]]:
    for number in sorted(numbers):
        if found := type_of(col, number):
            yield number, found


def type_of(col: Collection, number: int) -> TypeState | None:
    """A note type of a collection, by its id; None where there is none."""
    table = col.models.get(number)  # type: ignore[arg-type]
    if table is None:
        return None
    templates = (TemplateState(each.get("id"), each["name"], each["qfmt"], each["afmt"]) for each in table["tmpls"])
    fields = tuple((each["name"], each.get("id")) for each in table["flds"])
    return TypeState(
        number, table["name"], fields, tuple(templates), table["css"], table["mod"], table["type"] == _CLOZE
    )


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
