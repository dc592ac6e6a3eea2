"""What Anki gets of each card, for the ledger: a note is sent anew whenever it looks new, for whatever reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePath

from exporter import crowd, markup, naming
from exporter.emitters import COLLECTION, Edition
from exporter.emitters.fields import AnkiNote, notes
from exporter.emitters.note_types import NOTE_TYPES
from exporter.identity import keys, sketch
from exporter.identity.identify import Rendering
from exporter.model import Card, Document, Identity, Media
from exporter.settings import Settings

_MUCH = 200_000  # characters to render: below, other processes would come too late
_SHARE = 200  # cards that one process renders at a time
_NOT_SEEN = {"Number", "CardId", "Source"}  # neither number nor line is content, and the id never changes


@dataclass(frozen=True, slots=True)
class Names:
    """What the documents of a build are called."""

    short: tuple[str, ...]  # in decks and heads
    slugs: tuple[str, ...]  # in file names and tags


def names(documents: Sequence[Document], chosen: Settings) -> Names:
    """Short names and slugs, in the order of the documents."""
    short = [short_name(document, chosen) for document in documents]
    stems = [PurePath(document.source).stem for document in documents]
    slugs = naming.unique_slugs(documents, short, stems, reserved=(COLLECTION,))
    return Names(tuple(short), tuple(slugs))


def short_name(document: Document, chosen: Settings) -> str:
    """The name of a document's deck and files."""
    given = chosen.for_document(document.source).deck or document.meta.get("deck", "")
    return given or naming.short(document.title)


def renderings(
    documents: Sequence[Document],
    cards: Sequence[Card],
    chosen: Settings,
    images: Mapping[tuple[str, str], Media],
    processes: int = 1,
) -> Mapping[Card, Rendering]:
    """How each card of these documents is rendered for Anki; of many, several processes render their shares."""
    called = names(documents, chosen)
    edition = Edition(tuple(documents), called.short, called.slugs, {}, chosen, {}, 0, 0, images)
    unique = list(dict.fromkeys(cards))
    much = sum(len(card.answer) for card in unique if not markup.MEMORY.find(f" {card.answer}")) > _MUCH
    size = _SHARE if much else len(unique) or 1
    shares = [unique[first : first + size] for first in range(0, len(unique), size)]
    work = partial(_rendered, edition, much)
    made: dict[Card, Rendering] = {}
    for share, (done, fresh) in zip(shares, crowd.spread(work, shares, processes), strict=True):
        made.update(zip(share, done, strict=True))
        markup.MEMORY.learn(fresh)
    return made


def _rendered(edition: Edition, much: bool, cards: Sequence[Card]) -> tuple[list[Rendering], Mapping[str, str]]:
    """The renderings of these cards, and the HTML that was made for them; of many, with what the ledger wants too."""
    stand_ins = {card: Identity(str(number), "", 0, 0) for number, card in enumerate(cards)}
    made = {note.identity.key: _rendering(note) for note in notes(replace(edition, identities=stand_ins))}
    done = [made[identity.key] for identity in stand_ins.values()]
    if much:
        done = [replace(one, shingles=sketch.shingles(card.answer)) for one, card in zip(done, cards, strict=True)]
    return done, markup.MEMORY.fresh()


def _rendering(note: AnkiNote) -> Rendering:
    fields = zip(NOTE_TYPES[note.note_type].fields, note.fields, strict=True)
    seen = [f"{name}={value}" for name, value in fields if value and name not in _NOT_SEEN]
    return Rendering(keys.digest("\0".join([note.note_type, *seen, *note.tags])), note.deck)
