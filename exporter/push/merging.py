"""Merging: what happens to a note that both the documents and a collection have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from exporter.push import base, merge
from exporter.push.base import FIELD, Base
from exporter.push.kept import Kept
from exporter.push.merge import MergedFields
from exporter.push.moving import Move
from exporter.push.offer import OfferedNote
from exporter.push.state import NoteState
from exporter.push.steps import Result, Step, TextChange, Told, Write, minus, place, written

_QUIET = frozenset({"Number", "Source", FIELD})  # a note is not written for the sake of these alone
_LANGUAGE, _PLAIN = "Extra2", {"", "en"}  # English is what a note without a language shows
_TEXT = "Text"  # the field of a cloze's text
_CLASH = "a gap would get the number, and so the reviews, of another one: give the gaps numbers in the document"
WRITTEN = frozenset({"Breadcrumb", "Level", "Number", "CardId", "Source", _LANGUAGE})  # by us, of no words of anybody


@dataclass(frozen=True)
class Merging:
    """A note of the documents, the same in the collection, and what becomes of them."""

    note: OfferedNote
    there: NoteState
    kept: Kept
    merged: MergedFields
    tags: tuple[str, ...]
    move: Move
    moved_from: str = ""  # name of a deck
    unsuspend: tuple[int, ...] = ()  # ids of cards

    @property
    def result(self) -> Result:
        """What is planned."""
        step, records = self._step, self._records
        in_config = self._base if records and self.kept.in_config else None
        done = step if step.does or step.conflicts else None
        return Result(done, tuple(self._told()), in_config, self._new_gaps if step.write else ())

    @property
    def _new_gaps(self) -> tuple[int, ...]:
        """The numbers of gaps that this note has got since it was first sent, where there are any now."""
        known = self.kept.base
        added = self._base.gaps - known.gaps if known else frozenset()
        return tuple(sorted(added | self.kept.gaps)) if added else ()

    @property
    def _step(self) -> Step:
        theirs, ours = self._theirs, self.note.fields
        return Step(
            self._what,
            self.there.id,
            *place(self.note),
            write=self._write,
            move=self.move.cards,
            move_to=self.note.deck if self.move.cards else "",
            moved_from=self.moved_from,
            unsuspend=self.unsuspend,
            changes=tuple(TextChange(name, theirs[name], ours[name]) for name in self._changed),
            tags_added=minus(self.tags, self.there.tags),
            tags_removed=minus(self.there.tags, self.tags),
            conflicts=tuple(self._conflicts(theirs)),
        )

    def _conflicts(self, theirs: Mapping[str, str]) -> list[TextChange]:
        clashing = closed(self.note, self.there, self.kept)
        return [
            TextChange(name, theirs[name], self.note.fields[name], _CLASH if name in clashing else "")
            for name in self.merged.conflicts
        ]

    @property
    def _what(self) -> str:
        if self.kept.is_retired:
            return "returned"
        if self.note.is_adopted and self.kept.base is None:
            return "adopted"
        if self._is_changed:
            return "updated"
        return "moved" if self.move.cards else "conflict" if self.merged.conflicts else "recorded"

    @cached_property
    def _changed(self) -> list[str]:
        """The fields that get another text, for whose sake the note is written."""
        theirs = self._theirs
        return [name for name in self.merged.taken if not _is_quiet(name, theirs[name], self.note.fields[name])]

    @cached_property
    def _theirs(self) -> Mapping[str, str]:
        return texts(self.there, self.kept)

    @cached_property
    def _is_changed(self) -> bool:
        return bool(self._changed) or not merge.same_tags(self.tags, self.there.tags)

    @property
    def _write(self) -> Write | None:
        if not self._is_changed and (self.kept.in_config or not self._records):
            return None
        values = dict(self.merged.values) if self.kept.in_config else {**self.merged.values, FIELD: str(self._base)}
        fields = list(self.there.fields)
        for name, at in self.kept.fields.items():
            fields[at] = values.get(name, fields[at])
        return written(self.there, fields, self.tags)

    @cached_property
    def _base(self) -> Base:
        """What was sent, after this."""
        note, left = self.note, {*self.merged.conflicts, *self.merged.own}
        gaps = sent_gaps(self.kept, note) | frozenset(() if _TEXT in left else note.gaps)
        tags = base.tag_digests(note.tags)
        deck = self.move.put_in or base.deck_digest(note.deck)
        return Base(self.merged.hashes, tags, deck, bool(self.move.put_in), gaps)

    @cached_property
    def _records(self) -> bool:
        """Whether what was sent is written down, perhaps that alone: what is equal now must be no conflict later."""
        return self._is_changed or bool(self.move.cards) or self._is_news

    @property
    def _is_news(self) -> bool:
        known, now = self.kept.base, self._base
        if known is None or self.kept.is_guess:
            return self.there.mod not in self.note.sent_at
        is_other = known.tags != now.tags or len(known.fields) < len(now.fields)
        return is_other or self.kept.is_retired or not self._are_same(known, now)

    def _are_same(self, known: Base, now: Base) -> bool:
        """Whether two bases say the same of all fields but those that wait for the next change."""
        passed = _QUIET.union(self.merged.taken)
        hashes = zip(self.note.fields, known.fields, now.fields, strict=False)
        return all(before == after for name, before, after in hashes if name not in passed)

    def _told(self) -> list[Told]:
        theirs, ours = self._theirs, self.note.fields
        own = tuple(name for name in self.merged.own if not _is_quiet(name, theirs[name], ours[name]))
        told = [Told("own", *place(self.note), own)] if own else []
        return [*told, *([Told("filtered", *place(self.note))] if self.move.waits else [])]


def is_settled(note: OfferedNote, there: NoteState, kept: Kept) -> bool:
    """Whether the documents, the collection and what was sent last are the same: then there is nothing to merge."""
    known = kept.base
    if known is None or known.suspended is not None or known.tags != base.tag_digests(note.tags):
        return False
    if known.deck != base.deck_digest(note.deck) or (note.was_in and not known.is_put):
        return False
    places, fields = kept.fields, there.fields
    if len(known.fields) != len(note.fields) or not note.fields.keys() <= places.keys():
        return False
    return all(
        name in _QUIET or (fields[places[name]] == text and base.digest(text) == was)
        for (name, text), was in zip(note.fields.items(), known.fields, strict=True)
    )


def texts(there: NoteState, kept: Kept) -> dict[str, str]:
    """The fields of a note in a collection, by the names of ours."""
    return {name: there.fields[at] for name, at in kept.fields.items() if name != FIELD}


def closed(note: OfferedNote, there: NoteState, kept: Kept) -> frozenset[str]:
    """The text of a cloze, where a gap of ours would take the reviews of another fact.

    That is so where words change their number, and where a number was never sent, and there is a card of it all the
    same: its owner made it.
    """
    text = note.fields.get(_TEXT)
    if text is None or _TEXT not in kept.fields:
        return frozenset()
    new = merge.gaps(text) - (sent_gaps(kept, note) or merge.gaps(text))
    is_taken = bool(new & {card.ordinal + 1 for card in there.cards})
    return frozenset({_TEXT}) if is_taken or merge.moves_gaps(there.fields[kept.fields[_TEXT]], text) else frozenset()


def sent_gaps(kept: Kept, note: OfferedNote) -> frozenset[int]:
    """The numbers of gaps that were sent; none where nobody knows."""
    return kept.gaps | (kept.base.gaps if kept.base else frozenset(note.gaps_before))


def _is_quiet(name: str, theirs: str, ours: str) -> bool:
    """Whether another text in a field is no reason to write a note."""
    return name in _QUIET or (name == _LANGUAGE and {theirs, ours} <= _PLAIN)
