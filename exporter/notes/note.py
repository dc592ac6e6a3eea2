"""Rendered notes, and the order in which they are learned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from exporter.identity.context import Rendering
from exporter.markup import Slot
from exporter.model import Card, Document, Identity
from exporter.notes import fields
from exporter.notes.fields import Formula, Source

SEPARATOR = "\x1f"  # of fields, in Anki's database


@dataclass(frozen=True, slots=True)
class Home:
    """What a note tells of the document that its card stands in."""

    name: str
    slug: str
    tags: tuple[str, ...]
    topics: Mapping[str, str]  # sections that are subdecks, and what these are called


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
        head = self.unfilled.filled(formula, source, hides=self.note_type == "cloze")
        return [*head, key, *self.tail.split(SEPARATOR)]


@dataclass(frozen=True, slots=True)
class Placed:
    """A note with its identity and its place."""

    note: AnkiNote
    identity: Identity
    card: Card
    position: int  # in the order in which notes are learned, from 1

    @property
    def fields(self) -> list[str]:
        """Its fields as Anki gets them."""
        return self.note.fields(self.identity.key)


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
