"""Rendered notes, and the order in which they are learned."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from exporter.identity import keys
from exporter.identity.context import Rendering
from exporter.identity.gap_numbers import Gap
from exporter.identity.ledger import LAST
from exporter.markup import Slot
from exporter.model import Basic, Card, Choice, Cloze, Document, Identity
from exporter.notes import fields
from exporter.notes.fields import Formula, Source
from exporter.notes.types import NOTE_TYPES
from exporter.push import base

SEPARATOR = "\x1f"  # of fields, in Anki's database
_UNSEEN = ("Number", "CardId", "Source", base.FIELD)  # a number and a line are no content, and an id never changes
_PLAIN = ("Extra2", "en")  # no reason to send notes of 0.1 again, which have no language: English is what they show
_SHOW_EACH_OTHER = frozenset({Basic.name, Choice.name})  # a note of one of these types can show the other's card


@dataclass(frozen=True, slots=True)
class Home:
    """What a note tells of the document that its card stands in."""

    name: str
    slug: str
    tags: tuple[str, ...]
    topics: Mapping[str, str]  # sections that are subdecks, and what these are called
    deck: tuple[str, ...] = ()  # its deck, below others
    language: str = ""  # a tag such as `de`; "" where nothing tells


@dataclass(frozen=True, slots=True)
class Unfilled:
    """Fields whose formulas and images are yet to be shown, each with its slots."""

    fields: tuple[tuple[str, tuple[Slot, ...]], ...]

    def filled(self, formula: Formula, source: Source, *, hides: bool) -> Iterator[str]:
        """The fields as an output shows them; `hides`: the first one is the text of a cloze."""
        for number, (html, slots) in enumerate(self.fields):
            made = fields.filled(html, slots, formula, source)
            yield fields.cloze(made) if hides and number == 0 else made


@dataclass(frozen=True, slots=True)
class AnkiNote(Rendering):
    """What Anki gets of a card but for the card's id, which stands between the fields of `head` and those of `tail`.

    Both are joined as in Anki's database: there may be a hundred thousand notes in memory.
    """

    tags: tuple[str, ...] = ()
    head: str = ""
    tail: str = ""
    unfilled: Unfilled | None = None  # the fields of `head`, where they hold formulas or images
    unfilled_tail: Unfilled | None = None  # those of `tail`, likewise
    given: tuple[int | None, ...] = ()  # the numbers of a cloze's gaps in the document, where it gives any
    numbers: tuple[int, ...] = ()  # of a cloze's gaps, in the order of its text; empty: as they were rendered

    def row(self, key: str) -> str:
        """All fields as HTML, in the order of the note type, joined; `key` is the card's id."""
        return f"{self.head}{SEPARATOR}{key}{SEPARATOR}{self.tail}"

    def fields(self, key: str) -> list[str]:
        """The same, each by itself."""
        return self.row(key).split(SEPARATOR)

    def shown(self, key: str, formula: Formula, source: Source) -> list[str]:
        """The fields with formulas and images as another output than Anki shows them."""
        if self.unfilled is None:
            return self.fields(key)
        head = list(self.unfilled.filled(formula, source, hides=self.note_type == Cloze.name))
        if self.numbers:
            head[0] = fields.numbered(head[0], self.numbers)
        tail = self.tail.split(SEPARATOR)
        if self.unfilled_tail:
            tail = list(self.unfilled_tail.filled(formula, source, hides=False))
        return [*head, key, *tail]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The hidden parts of a cloze."""
        found = fields.gaps(self.head.partition(SEPARATOR)[0]) if self.note_type == Cloze.name else ()
        given = self.given or (None,) * len(found)
        return tuple(Gap(*each, said) for each, said in zip(found, given, strict=True))

    def numbered(self, numbers: Sequence[int]) -> AnkiNote:
        """The cloze with these numbers for its hidden parts."""
        text, separator, others = self.head.partition(SEPARATOR)
        made = fields.numbered(text, numbers)
        if made == text:
            return self
        changed = replace(self, head=f"{made}{separator}{others}", numbers=tuple(numbers))
        names = NOTE_TYPES[self.note_type].fields
        seen = dict(zip(names, changed.fields(""), strict=True))
        return replace(changed, digest=digest(self.note_type, seen, self.tags))

    def as_type(self, note_type: str) -> AnkiNote:
        """The card as a note of the type that its note was born with, since Anki refuses an update of another type.

        A basic note shows options from a spare field (see `types`); a note of multiple choice goes without. Clozes are
        numbered cards, which no other note has: they stay as they are.
        """
        if note_type == self.note_type or not _SHOW_EACH_OTHER.issuperset((note_type, self.note_type)):
            return self
        was, becomes = NOTE_TYPES[self.note_type], NOTE_TYPES[note_type]
        values = _moved(dict(zip(was.fields, self.fields(""), strict=True)))
        values["Reverse"] = "1" if self.is_reversed else ""
        at = becomes.fields.index("CardId")
        head, tail = becomes.fields[:at], becomes.fields[at + 1 :]
        made = replace(
            self,
            digest=digest(note_type, {name: values.get(name, "") for name in becomes.fields}, self.tags),
            note_type=note_type,
            head=SEPARATOR.join(values.get(name, "") for name in head),
            tail=SEPARATOR.join(values.get(name, "") for name in tail),
        )
        if self.unfilled is None:
            return made
        slots = dict(zip(was.fields, self.unfilled.fields, strict=False))
        slots |= {"Extra1": slots["Solution"]} if "Solution" in slots else {}
        parts = [
            Unfilled(tuple(slots.get(name, (values.get(name, ""), ())) for name in names)) for names in (head, tail)
        ]
        return replace(made, unfilled=parts[0], unfilled_tail=parts[1])


def _moved(values: dict[str, str]) -> dict[str, str]:
    """Fields by name, with options where a basic note has room for them."""
    return {**values, "Extra1": values["Solution"]} if "Solution" in values else values


def digest(note_type: str, fields: Mapping[str, str], tags: Sequence[str]) -> str:
    """A hash of what is seen of a note; `fields` by name, in the order of the type."""
    seen = (f"{n}={value}" for n, value in fields.items() if value and n not in _UNSEEN and (n, value) != _PLAIN)
    return keys.digest("\0".join([note_type, *seen, *tags]))


@dataclass(frozen=True, slots=True)
class Placed:
    """A note with its identity and its place."""

    note: AnkiNote
    identity: Identity
    card: Card
    position: int  # in the order in which notes are learned, from 1

    @property
    def fields(self) -> list[str]:
        """Its fields as Anki gets them, but for the base of merges."""
        return self.note.fields(self.identity.key)

    def tags(self, root: str) -> tuple[str, ...]:
        """Its tags; of one that changed, the month in which it did, too, which is no reason to send it."""
        if not self.identity.is_changed:
            return self.note.tags
        month = time.strftime("%Y-%m", time.gmtime(min(self.identity.changed_at, LAST)))
        return *self.note.tags, f"{root}::changed::{month}"

    def sent(self, root: str) -> list[str]:
        """Its fields as Anki gets them."""
        *fields, _ = self.fields
        return [*fields, str(base.of(fields, self.tags(root), self.note.deck, self.identity.gaps))]


def in_order(
    documents: Iterable[Document], identities: Mapping[Card, Identity], notes: Mapping[Card, AnkiNote], order: str
) -> list[Placed]:
    """The notes of all cards that have an identity, as they are learned: by document, or easy ones first."""
    cards = [card for document in documents for card in document.cards if card in identities]
    if order != "document":
        cards.sort(key=_rank)
    return [Placed(notes[card], identities[card], card, position) for position, card in enumerate(cards, 1)]


def _rank(card: Card) -> int:
    return 1 + list(type(card.level)).index(card.level) if card.level else 0
