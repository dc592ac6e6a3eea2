"""Plan of a push: an offer of the documents and the state of a collection -> what is to be done. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from exporter.push import adoption, base, kept, merge, merging, moving, notetypes, retiring
from exporter.push.absent import Absent
from exporter.push.kept import Kept
from exporter.push.memory import Memory, mark
from exporter.push.merge import Rules
from exporter.push.merging import Merging
from exporter.push.moving import put_in
from exporter.push.offer import Offer, OfferedNote
from exporter.push.places import Places
from exporter.push.state import NoteState, State
from exporter.push.steps import Choices, Deck, Plan, Result, Step, Told, TypeWrite, place

NO_CHOICES = Choices()
_FEW, _SHARE = (
    5,
    10,
)  # notes that may retire at once without being asked: so many, or this part of all in the collection


@dataclass(slots=True)
class _Found:
    """What was planned so far."""

    steps: list[Step] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    bases: dict[str, str] = field(default_factory=dict)  # to be kept in the config
    gaps: dict[str, tuple[int, ...]] = field(default_factory=dict)  # the same
    deleted: set[bytes] = field(default_factory=set)  # notes that were deleted, and of which this is told now
    open: set[bytes] = field(default_factory=set)  # notes about which nothing was decided

    def add(self, result: Result, guid: str) -> None:
        """Takes what is planned for a note."""
        self.steps += [result.step] if result.step else []
        self.told += result.told
        if result.base:
            self.bases[guid] = str(result.base)
        if result.gaps:
            self.gaps[guid] = result.gaps


def plan(offer: Offer, state: State, choices: Choices = NO_CHOICES) -> Plan:
    """What a push would do."""
    taken = adoption.adopted(offer, state, choices)
    offer, state = taken.offer, taken.state
    bases = kept.find(offer, state)
    places = Places(state, _put(offer, state, bases))
    found, absent = _Found(told=[*taken.told], open=set(map(mark, taken.left))), Absent(offer, state, choices)
    for note in offer.notes:
        if note.guid in state.same:
            continue
        if there := state.notes.get(note.guid):
            found.add(_merged(note, there, bases[note.guid], places, offer, state, choices), note.guid)
            continue
        verdict = absent.verdict(note)
        if verdict == "new":
            found.steps.append(absent.added(note))
            continue
        found.told += absent.told(note, verdict)
        (found.deleted if verdict == "deleted" else found.open).add(mark(note.guid))
    _retire(offer, state, choices, bases, found)
    types, sent = _types(offer, state, choices, found)
    memory = _memory(offer, state, found, places, sent)
    touched = sum(step.what not in ("retired", "deleted") for step in found.steps)
    return Plan(
        tuple(found.steps),
        tuple(found.told),
        tuple(_decks(found.steps, state, places)),
        types,
        memory,
        remembers=memory != state.memory,
        unchanged=len(offer.notes) + len(taken.left) - touched - len(found.open | found.deleted),
        adoptions=taken.adoptions,
    )


def _put(offer: Offer, state: State, bases: Mapping[str, Kept]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Where the cards of a collection were put first, with the decks that they lie in, but for those of our names."""
    names = {number: base.deck_digest(name) for number, name in state.decks.items()}
    for note in offer.notes:
        if note.guid in state.same:
            said, decks = put_in(note, None), state.same[note.guid]
        elif there := state.notes.get(note.guid):
            said, decks = put_in(note, bases[note.guid].base), tuple(card.deck for card in there.cards)
        else:
            continue
        if said:
            yield said[0], tuple(deck for deck in decks if names.get(deck) not in said)


def _merged(
    note: OfferedNote, there: NoteState, known: Kept, places: Places, offer: Offer, state: State, choices: Choices
) -> Result:
    """The merge of a note with what the collection has."""
    if not known.fields:
        return Result(told=(Told("retyped", *place(note)),))
    if merging.is_settled(note, there, known):
        return Result()
    untouched = there.mod in note.sent_at
    closed = merging.closed(note, there, known)
    theirs = merging.texts(there, known)
    alike = adoption.alike(theirs, note.fields) if note.is_adopted and not known.base else frozenset()
    rules = Rules(choices.side, untouched, closed, merging.WRITTEN, alike)
    fields = merge.fields(known.base, theirs, note.fields, rules)
    tags = merge.tags(known.base, there.tags, note.tags, untouched=untouched)
    move = moving.move(note, there, known.base, places)
    moved_from = state.decks.get(there.cards[0].deck, "") if move.cards else ""
    back = retiring.unsuspended(there, known, offer.retired_tag)
    return Merging(note, there, known, fields, tags, move, moved_from, back).result


def _retire(offer: Offer, state: State, choices: Choices, bases: Mapping[str, Kept], found: _Found) -> None:
    """Plans what happens to notes whose cards are no longer in the documents."""
    types = {each.id: each for each in offer.types}
    there = [(note, state.notes[note.guid], bases[note.guid]) for note in offer.retired if note.guid in state.notes]
    count = sum(not known.is_retired for *_, known in there)
    may_retire = {
        "all": True,
        "few": count <= max(_FEW, len([*state.guids]) // _SHARE),
        "none": False,
    }[choices.retiring]
    for note, held, known in there:
        done = Result()
        if choices.delete_retired is not None:
            done = retiring.deleted(note, held, known, offer.retired_tag, may_retire=may_retire)
        if done.step is None:
            kind = types.get(held.type_id)
            done = retiring.retired(note, held, known, offer.retired_tag, kind, may_retire=may_retire)
        found.add(done, note.guid)


def _types(
    offer: Offer, state: State, choices: Choices, found: _Found
) -> tuple[tuple[TypeWrite, ...], Mapping[str, Mapping[str, str]]]:
    """What is written into our note types, and what was sent of each afterwards."""
    writes: list[TypeWrite] = []
    sent = dict(state.memory.types)
    new = {step.write.type_id for step in found.steps if step.write and step.write.is_new}
    for ours in offer.types:
        there, name = state.types.get(ours.id), str(ours.id)
        if there is None:
            sent |= {name: notetypes.whole(ours)} if ours.id in new else {}
            continue
        merged = notetypes.merged(state.memory.types.get(name, {}), there, ours, choices.side)
        writes += [merged.write] if merged.write else []
        sent[name] = merged.sent
        found.told += [Told("type", "", there.name, fields=merged.own)] if merged.own else []
    return tuple(writes), sent


def _decks(steps: Sequence[Step], state: State, places: Places) -> Iterator[Deck]:
    """The decks that notes go to; a new one gets the options of the deck that most of its cards come from."""
    origins: dict[str, Counter[int]] = {}
    for step in steps:
        if step.write and step.write.is_new:
            origins.setdefault(step.write.deck, Counter())
        elif step.move:
            cards = {card.id: card.deck for card in state.notes[step.guid].cards}
            origins.setdefault(step.move_to, Counter()).update(cards[card] for card in step.move)
    for name, origin in sorted(origins.items()):
        known_by = base.deck_digest(name)
        number = places.find(known_by)
        like = min(origin, key=lambda deck: (-origin[deck], deck), default=0) if not number else 0
        yield Deck(name, known_by, state.decks[number] if number else places.name(name), number, like)


def _memory(
    offer: Offer, state: State, found: _Found, places: Places, types: Mapping[str, Mapping[str, str]]
) -> Memory:
    """What the collection remembers afterwards, but for the ids of decks that are to be made."""
    old, deleted = state.memory, {step.guid for step in found.steps if step.deletes}
    seen = {mark(note.guid) for note in offer.notes} - found.open
    there = set(map(mark, state.guids))
    names = {base.deck_digest(note.deck) for note in offer.notes}
    decks = {name: number for name in names if (number := places.find(name))}
    bases = {guid: text for guid, text in {**old.bases, **found.bases}.items() if guid not in deleted}
    return replace(
        old,
        seen=old.seen | seen | there,
        told=(old.told | found.deleted) - there,
        until=max([old.until, *(note.first_seen for note in offer.notes)]),
        decks={**old.decks, **decks},
        bases=bases,
        types=types,
        gaps={guid: numbers for guid, numbers in {**old.gaps, **found.gaps}.items() if guid not in deleted},
    )
