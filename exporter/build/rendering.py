"""What Anki gets of each card, for the ledger: a note is sent anew whenever it looks new, for whatever reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from exporter import naming
from exporter.emitters import Edition
from exporter.emitters.fields import AnkiNote, notes
from exporter.emitters.note_types import NOTE_TYPES
from exporter.identity import keys
from exporter.identity.identify import Rendering
from exporter.model import Card, Document, Identity, Media
from exporter.settings import Settings

_NOT_SEEN = {"Number", "CardId", "Source"}  # neither number nor line is content, and the id never changes


@dataclass(frozen=True, slots=True)
class Names:
    """What the documents of a build are called."""

    short: tuple[str, ...]  # in decks and heads
    slugs: tuple[str, ...]  # in file names and tags


def names(documents: Sequence[Document], chosen: Settings) -> Names:
    """Short names and slugs, in the order of the documents."""
    short = [short_name(document, chosen) for document in documents]
    slugs = naming.unique_slugs(documents, short, [PurePath(document.source).stem for document in documents])
    return Names(tuple(short), tuple(slugs))


def short_name(document: Document, chosen: Settings) -> str:
    """The name of a document's deck and files."""
    given = chosen.for_document(document.source).deck or document.meta.get("deck", "")
    return given or naming.short(document.title)


def renderings(
    documents: Sequence[Document], cards: Sequence[Card], chosen: Settings, images: Mapping[tuple[str, str], Media]
) -> Mapping[Card, Rendering]:
    """How each card of these documents is rendered for Anki."""
    called = names(documents, chosen)
    stand_ins = {card: Identity(str(number), "", 0, 0) for number, card in enumerate(dict.fromkeys(cards))}
    edition = Edition(tuple(documents), called.short, called.slugs, stand_ins, chosen, {}, 0, 0, images)
    made = {note.identity.key: _rendering(note) for note in notes(edition)}
    return {card: made[identity.key] for card, identity in stand_ins.items()}


def _rendering(note: AnkiNote) -> Rendering:
    fields = zip(NOTE_TYPES[note.note_type].fields, note.fields, strict=True)
    seen = [f"{name}={value}" for name, value in fields if value and name not in _NOT_SEEN]
    return Rendering(keys.digest("\0".join([note.note_type, *seen, *note.tags])), note.deck)
