"""What Anki gets of each card, for the ledger: a note is sent anew whenever it looks new, for whatever reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import compress
from pathlib import PurePath

from exporter import markup, naming
from exporter.emitters import COLLECTION
from exporter.emitters.fields import AnkiNote, Home, anki_look, note
from exporter.emitters.note_types import NOTE_TYPES
from exporter.identity import keys, sketch
from exporter.identity.scene import Rendering
from exporter.markup import memory
from exporter.model import Card, Cloze, Document, Identity, Media
from exporter.settings import Settings
from exporter.workers import Workers, take_part

_MUCH = 200_000  # characters to render: below, other processes would come too late
_SHARE = 200  # cards that one process renders at a time
_Placed = tuple[Card, Home]
Images = Mapping[tuple[str, str], Media]
_NOT_SEEN = {"Number", "CardId", "Source"}  # neither number nor line is content, and the id never changes


@dataclass(frozen=True, slots=True)
class Names:
    """What the documents of a build are called."""

    short: tuple[str, ...]  # in decks and heads
    slugs: tuple[str, ...]  # in tags
    topics: tuple[Mapping[str, str], ...]  # sections that are subdecks, and what these are called
    files: tuple[str, ...]  # of outputs, without suffix

    def of(self, kept: Sequence[bool]) -> Names:
        """Those of some documents: whether each is kept."""
        short, slugs, files = (tuple(compress(column, kept)) for column in (self.short, self.slugs, self.files))
        return Names(short, slugs, tuple(compress(self.topics, kept)), files)


NO_NAMES = Names((), (), (), ())


def names(documents: Sequence[Document], chosen: Settings, others: Iterable[str] = ()) -> Names:
    """What they are called, in the order of the documents; `others` are the short names of documents that failed."""
    short = [short_name(document, chosen) for document in documents]
    stems = [PurePath(document.source).stem for document in documents]
    taken = [*map(naming.slug, others)]
    slugs = naming.tag_slugs(short, stems, reserved=taken)
    files = naming.file_names(short, stems, reserved=(COLLECTION, *taken))
    return Names(tuple(short), tuple(slugs), tuple(map(naming.topics, documents)), tuple(files))


def short_name(document: Document, chosen: Settings) -> str:
    """The name of a document's deck and files."""
    given = chosen.for_document(document.source).deck or document.meta.get("deck", "")
    return given or naming.short(document.title)


def renderings(
    homes: Mapping[Card, Home],
    cards: Iterable[Card],
    chosen: Settings,
    images: Images,
    processes: int = 1,
    *,
    plain: bool = False,
) -> Mapping[Card, Rendering]:
    """How each of these cards is rendered for Anki; of many, several processes render their shares.

    `homes` has a home for each; `plain`: their plain texts will be asked for, too.
    """
    unique = list(dict.fromkeys(cards))
    placed = [(card, homes[card]) for card in unique]
    if sum(len(card.answer) for card in unique if not _is_known(card, plain)) <= _MUCH:
        return dict(zip(unique, _rendered(placed, chosen, images, plain), strict=True))
    shares = [placed[first : first + _SHARE] for first in range(0, len(placed), _SHARE)]
    names = {key: replace(image, data=b"") for key, image in images.items()}
    made: dict[Card, Rendering] = {}
    with Workers(min(processes, len(shares)) - 1, (__name__, "exporter.markup")) as others:
        tasks = [others.submit(_share, share, chosen, names, plain, _known(share)) for share in shares]
        take_part(tasks)
        while tasks:
            share, (done, fresh) = shares.pop(), tasks.pop().result()
            made.update(zip((card for card, _ in share), done, strict=True))
            markup.MEMORY.learn(_shared(fresh, share))
    return made


def _is_known(card: Card, plain: bool) -> bool:
    kinds = [memory.CLOZE if isinstance(card.kind, Cloze) else memory.HTML, *[memory.PLAIN] * plain]
    is_made = all(markup.MEMORY.find(kind, card.answer) is not None for kind in kinds)
    return is_made or markup.is_plain_line(card.answer)


def _known(share: Sequence[_Placed]) -> markup.Made:
    return markup.MEMORY.of(text for card, _ in share for text in card.texts)


def _shared(fresh: markup.Made, share: Sequence[_Placed]) -> markup.Made:
    """What was made of the texts of some cards, by these very texts: copies of them would be large."""
    own = {text: text for card, _ in share for text in card.texts}
    return {kind: {own.get(text, text): made for text, made in each.items()} for kind, each in fresh.items()}


def homes(documents: Sequence[Document], called: Names) -> Mapping[Card, Home]:
    """The home of each card."""
    each = zip(documents, called.short, called.slugs, called.topics, strict=True)
    made = [(document, Home(name, slug, document.tags, topics)) for document, name, slug, topics in each]
    return {card: home for document, home in made for card in document.cards}


def _share(
    cards: Sequence[_Placed], chosen: Settings, images: Images, plain: bool, known: markup.Made
) -> tuple[list[Rendering], markup.Made]:
    """The renderings of a share of many cards, with what the ledger wants of them, and what was made of their texts."""
    with markup.MEMORY.only(known):
        done = _rendered(cards, chosen, images, plain)
        done = [replace(one, shingles=sketch.shingles(card.answer)) for one, (card, _) in zip(done, cards, strict=True)]
        return done, markup.MEMORY.fresh()


def _rendered(cards: Sequence[_Placed], chosen: Settings, images: Images, plain: bool) -> list[Rendering]:
    nobody, look = Identity("", "", 0, 0), anki_look(chosen, images)
    made = []
    for card, home in cards:
        if plain:
            _make_plain(card)
        made.append(_rendering(note(card, home, nobody, chosen, look)))
    return made


def _make_plain(card: Card) -> None:
    for text in card.texts:
        if isinstance(card.kind, Cloze) and text is card.answer:
            markup.plain(text)  # its HTML is another one
        else:
            markup.html_and_plain(text)


def _rendering(note: AnkiNote) -> Rendering:
    fields = zip(NOTE_TYPES[note.note_type].fields, note.fields, strict=True)
    seen = [f"{name}={value}" for name, value in fields if value and name not in _NOT_SEEN]
    hashed = keys.digest("\0".join([note.note_type, *seen, *note.tags]))
    return Rendering(hashed, note.deck, note_type=note.note_type)
