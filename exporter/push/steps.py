"""Steps of a push: what would be done to each note of a collection, and what is only told. Frozen data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from exporter.push import base
from exporter.push.base import Base
from exporter.push.memory import Memory
from exporter.push.merge import Side
from exporter.push.offer import OfferedNote, RetiredNote
from exporter.push.state import NoteState

Missing = Literal["ask", "add", "leave"]
Foreign = Literal["ask", "adopt", "add"]
Retiring = Literal["few", "all", "none"]

WHATS = {  # of a step -> how the last line of a preview counts it
    "new": "new",
    "adopted": "taken over",
    "updated": "updated",
    "moved": "moved",
    "returned": "returned",
    "retired": "retired",
    "deleted": "deleted",
    "conflict": "in conflict",
    "recorded": "to be merged by field from now on",
}


@dataclass(frozen=True, slots=True)
class Choices:
    """What its user decided about a push."""

    side: Side = ""  # whose text a conflict ends with
    missing: Missing = "ask"  # notes that were built before and that the collection lacks
    retiring: Retiring = "few"  # how many notes may retire at once
    foreign: Foreign = "ask"  # notes from elsewhere that stand for cards whose own notes the collection lacks
    retypes: bool = False  # whether these become notes of our types, after which a sync goes one way
    delete_retired: int | None = None  # how many retired notes its user expects to be deleted; None: none are


@dataclass(frozen=True, slots=True)
class TextChange:
    """A field with its text in the collection, and the one that the documents have."""

    name: str
    theirs: str
    ours: str
    why: str = ""  # of a conflict that no choice of a side ends


@dataclass(frozen=True, slots=True)
class Write:
    """A note as it is written."""

    note_id: int
    guid: str
    type_id: int
    fields: tuple[str, ...]  # in the order of its type in the collection
    tags: tuple[str, ...]
    mod: int  # seconds since 1970
    is_new: bool = False
    deck: str = ""  # of a new note: our name of it


@dataclass(frozen=True, slots=True)
class Step:
    """What happens to one note."""

    what: str  # a key of WHATS
    note_id: int  # in the collection
    guid: str
    question: str
    file: str  # as its user would type it
    line: int  # 0 of a retired one
    place: str  # the line, for people
    write: Write | None = None
    move: tuple[int, ...] = ()  # ids of cards
    move_to: str = ""  # our name of a deck
    suspend: tuple[int, ...] = ()  # ids of cards
    unsuspend: tuple[int, ...] = ()  # ids of cards
    deletes: bool = False
    changes: tuple[TextChange, ...] = ()
    tags_added: tuple[str, ...] = ()
    tags_removed: tuple[str, ...] = ()
    conflicts: tuple[TextChange, ...] = ()
    moved_from: str = ""  # name of a deck

    @property
    def does(self) -> bool:
        """Whether it changes the collection."""
        return bool(self.write or self.move or self.suspend or self.unsuspend or self.deletes)


TOLD = {  # what is only told -> why
    "deleted": "deleted in Anki: it stays deleted",
    "missing": "built before, but not in this collection",
    "retyped": "its note type was changed in Anki: it takes no updates",
    "own": "your own words are kept",
    "withheld": "no longer in the documents: too many at once, or a watch, to be retired without being asked",
    "foreign": "in this collection already, as a note from elsewhere",
    "options": "multiple choice: a note type of yours has no fields for options",
    "gaps": "one of the card and its note is a cloze, the other is not",
    "shape": "the note type of its note does not show a question in front and an answer behind",
    "twice": "another card has taken over its note",
    "filtered": "in a filtered deck: it moves after it has returned from there",
    "type": "your own template or style is kept",
}


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a note, or of a note type."""

    what: str  # a key of TOLD
    guid: str
    question: str = ""
    file: str = ""
    line: int = 0
    place: str = ""
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """What is planned for one note."""

    step: Step | None = None
    told: tuple[Told, ...] = ()
    base: Base | None = None  # to be kept in the config
    gaps: tuple[int, ...] = ()  # numbers of a cloze's gaps that came later, to be kept there as well


def place(note: OfferedNote | RetiredNote) -> tuple[str, str, str, int, str]:
    """What steps and what is told say of a note: guid, question, file, line, and the line for people."""
    line, shown = (note.line, note.place) if isinstance(note, OfferedNote) else (0, "")
    return note.guid, note.question, note.file, line, shown


def written(there: NoteState, fields: Sequence[str], tags: tuple[str, ...]) -> Write:
    """A note of a collection with other fields and tags.

    It is as little newer as can be: an edit on a device that has not synced yet wins, and the next push merges it.
    """
    return Write(there.id, there.guid, there.type_id, tuple(fields), tags, there.mod + 1)


def minus(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    """The tags of one note that another has not, whatever their case."""
    keys = {*map(base.tag_key, other)}
    return tuple(tag for tag in one if base.tag_key(tag) not in keys)


@dataclass(frozen=True, slots=True)
class Deck:
    """A deck that notes go to."""

    name: str  # that we give it
    known_by: str  # a hash of that
    there: str  # its name in the collection
    id: int = 0  # in the collection; 0: it is to be made
    like: int = 0  # the deck whose options a new one gets; 0: the default ones


@dataclass(frozen=True, slots=True)
class TypeWrite:
    """New texts for a note type of ours."""

    type_id: int
    style: str | None = None
    templates: Mapping[int, tuple[str, str]] = field(default_factory=dict)  # place in the type -> front, back


@dataclass(frozen=True, slots=True)
class Adoption:
    """A note from elsewhere that stands for a card from now on."""

    key: str  # of the card
    guid: str  # of the note
    fields: Mapping[str, str]  # our field -> its own; none of a note type of ours


@dataclass(frozen=True, slots=True)
class Plan:
    """All of a push."""

    steps: tuple[Step, ...]
    told: tuple[Told, ...]
    decks: tuple[Deck, ...]
    types: tuple[TypeWrite, ...]
    memory: Memory  # after it, but for the ids of decks that are to be made
    remembers: bool  # whether that differs from what it was
    unchanged: int = 0  # notes
    adoptions: tuple[Adoption, ...] = ()  # for the ledger

    @property
    def does(self) -> bool:
        """Whether it changes the collection."""
        return bool(self.types or self.remembers) or any(step.does for step in self.steps)

    @property
    def conflicts(self) -> int:
        """The number of notes with a conflict."""
        return sum(bool(step.conflicts) for step in self.steps)

    @property
    def is_open(self) -> bool:
        """Whether something is left to its user: a conflict, or what is asked."""
        return self.conflicts > 0 or any(told.what in ("missing", "withheld", "foreign") for told in self.told)

    @property
    def deletions(self) -> int:
        """The number of notes that are deleted."""
        return sum(step.deletes for step in self.steps)
