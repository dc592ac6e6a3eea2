"""Retiring: what happens to a note whose card is no longer in the documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from exporter.push import base
from exporter.push.base import FIELD, Base
from exporter.push.kept import Kept
from exporter.push.offer import OfferedType, RetiredNote
from exporter.push.state import NoteState
from exporter.push.steps import Result, Step, Told, minus, place, written

_NOTHING = Result()


def retired(
    note: RetiredNote, there: NoteState, kept: Kept, tag: str, kind: OfferedType | None, *, may_retire: bool
) -> Result:
    """A note is tagged and suspended, once; what its owner makes of it afterwards is left alone.

    `kind` is the note type of ours that it has.
    """
    if kept.is_retired:
        return _NOTHING
    if not may_retire:
        return Result(told=(Told("withheld", *place(note)),))
    active = [card for card in there.cards if not card.is_suspended]
    known = kept.base or _guessed(note, there, kept.fields, kind)
    now = replace(
        known,
        tags=known.tags | {base.tag_digest(tag)},
        suspended=frozenset(card.ordinal for card in active),
    )
    tags = there.tags if is_tagged(there, tag) else (*there.tags, tag)
    fields = list(there.fields)
    if kept.at is not None:
        fields[kept.at] = str(now)
    step = Step(
        "retired",
        there.id,
        *place(note),
        write=written(there, fields, tags),
        suspend=tuple(card.id for card in active),
        tags_added=minus(tags, there.tags),
    )
    return Result(step, base=now if kept.in_config else None)


def deleted(note: RetiredNote, there: NoteState, kept: Kept, tag: str, *, may_retire: bool) -> Result:
    """A retired note is deleted, unless its owner took it back: our tag is gone."""
    if is_tagged(there, tag) or (may_retire and not kept.is_retired):
        return Result(Step("deleted", there.id, *place(note), deletes=True))
    return _NOTHING


def unsuspended(there: NoteState, kept: Kept, tag: str) -> tuple[int, ...]:
    """The cards of a note that returns which we suspended, if our tag is still there; by their ids."""
    mine = (kept.base.suspended if kept.base else None) or frozenset()
    if not mine or not is_tagged(there, tag):
        return ()
    return tuple(card.id for card in there.cards if card.is_suspended and card.ordinal in mine)


def is_tagged(there: NoteState, tag: str) -> bool:
    """Whether a note has a tag, whatever its case."""
    return base.tag_key(tag) in map(base.tag_key, there.tags)


def _guessed(note: RetiredNote, there: NoteState, fields: Mapping[str, int], kind: OfferedType | None) -> Base:
    """The base of a note that has none: what is there, if nobody touched it."""
    if kind is None or there.mod not in note.sent_at:
        return Base((base.UNKNOWN,), frozenset())
    texts = [there.fields[fields[name]] if name in fields else "" for name in kind.fields if name != FIELD]
    return base.of(texts, there.tags, "")
