"""Offer: what documents say now, for a collection of Anki; frozen, and JSON for the add-on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

_SCHEMA = 1


@dataclass(frozen=True, slots=True)
class OfferedNote:
    """A note as the documents have it now."""

    guid: str
    note_id: int  # that it gets if it is new
    key: str  # its card's id in the ledger
    type_id: int
    fields: Mapping[str, str]  # HTML by the names of our note type, in its order, without the base
    tags: tuple[str, ...]
    deck: str
    was_in: tuple[str, ...] = ()  # other decks that builds said, the last one last
    changed_at: int = 0  # seconds since 1970: the `mod` that this build gives it
    sent_at: tuple[int, ...] = ()  # that and those of earlier builds
    first_seen: int = 0  # seconds since 1970
    is_known: bool = False  # whether an earlier build had it
    gaps: tuple[int, ...] = ()  # of a cloze: all numbers that were ever given to its gaps
    gaps_before: tuple[int, ...] = ()  # those of the last build
    question: str = ""  # for people
    file: str = ""  # where its card is, as its user would type it
    line: int = 0
    place: str = ""  # the line, for people
    mapping: Mapping[str, str] = field(default_factory=dict)  # our field -> that of a type of the user's; empty: ours
    origin: str = ""  # what other software called it: a guid, or a note's id
    is_adopted: bool = False  # whether it is a note from elsewhere


@dataclass(frozen=True, slots=True)
class RetiredNote:
    """A note whose card is no longer in the documents."""

    guid: str
    note_id: int
    key: str
    question: str = ""
    file: str = ""  # where its card was
    is_asked: bool = False  # whether its question is still there, without an answer
    sent_at: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """A template of a note type."""

    id: int
    name: str
    front: str
    back: str


@dataclass(frozen=True, slots=True)
class OfferedType:
    """A note type of ours."""

    id: int
    name: str
    fields: Mapping[str, int]  # name -> frozen id, in its order
    templates: tuple[Template, ...]
    style: str
    sent_at: tuple[int, ...] = ()  # seconds since 1970: the `mod`s that builds gave it
    is_cloze: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """All notes and note types of the documents."""

    notes: tuple[OfferedNote, ...]
    retired: tuple[RetiredNote, ...]
    types: tuple[OfferedType, ...]
    retired_tag: str  # what retired notes are tagged

    def dumps(self) -> str:
        """The offer as JSON."""
        return json.dumps({"schema": _SCHEMA, **asdict(self)}, ensure_ascii=False)


def loads(text: str | bytes) -> Offer:
    """The offer in a text of JSON; raises ValueError for anything else."""
    try:
        table = json.loads(text)
        if table.pop("schema") != _SCHEMA:
            raise ValueError("it was made by another version: use the same one on both sides")
        return Offer(
            tuple(OfferedNote(**_frozen(each)) for each in table["notes"]),
            tuple(RetiredNote(**_frozen(each)) for each in table["retired"]),
            tuple(map(_type, table["types"])),
            str(table["retired_tag"]),
        )
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"not an offer: {error!r:.80}") from error


def _type(table: dict[str, Any]) -> OfferedType:
    made = _frozen(table)
    return OfferedType(**{**made, "templates": tuple(Template(**each) for each in table["templates"])})


def _frozen(table: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in table.items()}
