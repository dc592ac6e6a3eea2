"""What Anki gets of each card, for the ledger: a note is sent anew whenever it looks new, for whatever reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePath

from exporter import markup, naming
from exporter.emitters import COLLECTION
from exporter.emitters.fields import AnkiNote, Home, anki_look, note
from exporter.emitters.note_types import NOTE_TYPES
from exporter.identity import keys, sketch
from exporter.identity.scene import Rendering
from exporter.model import Card, Document, Identity, Media
from exporter.settings import Settings
from exporter.workers import Workers, take_part

_MUCH = 200_000  # characters to render: below, other processes would come too late
_SHARE = 200  # cards that one process renders at a time
_NOT_SEEN = {"Number", "CardId", "Source"}  # neither number nor line is content, and the id never changes


@dataclass(frozen=True, slots=True)
class Names:
    """What the documents of a build are called."""

    short: tuple[str, ...]  # in decks and heads
    slugs: tuple[str, ...]  # in tags
    topics: tuple[Mapping[str, str], ...]  # sections that are subdecks, and what these are called
    files: tuple[str, ...]  # of outputs, without suffix


def names(documents: Sequence[Document], chosen: Settings) -> Names:
    """What they are called, in the order of the documents."""
    short = [short_name(document, chosen) for document in documents]
    stems = [PurePath(document.source).stem for document in documents]
    slugs = naming.tag_slugs(short, stems)
    files = naming.file_names(short, stems, reserved=(COLLECTION,))
    return Names(tuple(short), tuple(slugs), tuple(map(naming.topics, documents)), tuple(files))


def short_name(document: Document, chosen: Settings) -> str:
    """The name of a document's deck and files."""
    given = chosen.for_document(document.source).deck or document.meta.get("deck", "")
    return given or naming.short(document.title)


def renderings(
    documents: Sequence[Document],
    called: Names,
    cards: Sequence[Card],
    chosen: Settings,
    images: Mapping[tuple[str, str], Media],
    processes: int = 1,
) -> Mapping[Card, Rendering]:
    """How each card of these documents is rendered for Anki; of many, several processes render their shares."""
    homes = _homes(documents, called)
    unique = list(dict.fromkeys(cards))
    much = sum(len(card.answer) for card in unique if not markup.MEMORY.find(f" {card.answer}")) > _MUCH
    size = _SHARE if much else len(unique) or 1
    placed = [(card, homes[card]) for card in unique]
    shares = [placed[first : first + size] for first in range(0, len(placed), size)]
    work = partial(_rendered, chosen, {key: replace(image, data=b"") for key, image in images.items()}, much)
    made: dict[Card, Rendering] = {}
    with Workers(min(processes, len(shares)) - 1, (__name__, "exporter.markup")) as others:
        tasks = [others.submit(work, share) for share in shares]
        take_part(tasks)
        for share, task in zip(shares, tasks, strict=True):
            done, fresh = task.result()
            made.update(zip((card for card, _ in share), done, strict=True))
            markup.MEMORY.learn(fresh)
    return made


def _homes(documents: Sequence[Document], called: Names) -> Mapping[Card, Home]:
    """The home of each card."""
    each = zip(documents, called.short, called.slugs, called.topics, strict=True)
    homes = [(document, Home(name, slug, document.tags, topics)) for document, name, slug, topics in each]
    return {card: home for document, home in homes for card in document.cards}


def _rendered(
    chosen: Settings, images: Mapping[tuple[str, str], Media], much: bool, cards: Sequence[tuple[Card, Home]]
) -> tuple[list[Rendering], Mapping[str, str]]:
    """The renderings of these cards, and the HTML that was made for them; of many, with what the ledger wants too."""
    nobody, look = Identity("", "", 0, 0), anki_look(chosen, images)
    done = [_rendering(note(card, home, nobody, chosen, look)) for card, home in cards]
    if much:
        done = [replace(one, shingles=sketch.shingles(card.answer)) for one, (card, _) in zip(done, cards, strict=True)]
    return done, markup.MEMORY.fresh()


def _rendering(note: AnkiNote) -> Rendering:
    fields = zip(NOTE_TYPES[note.note_type].fields, note.fields, strict=True)
    seen = [f"{name}={value}" for name, value in fields if value and name not in _NOT_SEEN]
    hashed = keys.digest("\0".join([note.note_type, *seen, *note.tags]))
    return Rendering(hashed, note.deck, note_type=note.note_type)
