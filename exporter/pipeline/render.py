"""Render: each card's Anki note, made once; many cards are shared among processes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from exporter import markup
from exporter.identity import fingerprint
from exporter.markup import cache
from exporter.model import Card, Cloze, Document
from exporter.notes import AnkiNote, Home, Renderer, decks
from exporter.notes.rendering import Images
from exporter.pipeline import guard, names
from exporter.pipeline.build import Build
from exporter.pipeline.store import render_cache
from exporter.settings import Settings
from exporter.workers import Workers, take_part

_MUCH = 200_000  # characters to render: below, other processes would come too late
_SHARE = 200  # cards that one process renders at a time
_Placed = tuple[Card, Home]


def render(build: Build) -> Build:
    """The build with names for its documents and a note for each answered card, without those that this fails for."""
    options = build.options
    render_cache.load(options.out)
    build = _named(build)
    homes = names.homes(build.library.documents, build.names, build.settings)

    def work(documents: Sequence[Document]) -> Mapping[Card, AnkiNote]:
        cards = dict.fromkeys(card for document in documents for card in document.cards if card.answer.strip())
        placed = [(card, homes[card]) for card in cards]
        return _shared_out(placed, build.settings, build.media, options.processes, plain=options.asks_plain)

    notes, failed = guard.isolated(work, build.library.documents)
    return replace(build.without(failed), notes=notes)


def _named(build: Build) -> Build:
    """The build with names for its documents; those of documents that failed stay theirs."""
    anki = build.settings.anki
    others = {decks.document_name(e.deck, e.file, e.section, anki) for e in build.kept if e.deck}
    name = partial(names.names, chosen=build.settings, others=sorted(others))
    called, failed = guard.isolated(name, build.library.documents)
    return replace(build.without(failed), names=called)


def _shared_out(
    placed: Sequence[_Placed], chosen: Settings, images: Images, processes: int, *, plain: bool
) -> Mapping[Card, AnkiNote]:
    """The note of each of these cards; `plain`: plain texts will be asked for, too."""
    if sum(len(card.answer) for card, _ in placed if not _is_known(card, plain)) <= _MUCH:
        made = _rendered(placed, chosen, images, plain)
        return {card: note for (card, _), note in zip(placed, made, strict=True)}
    shares = [placed[first : first + _SHARE] for first in range(0, len(placed), _SHARE)]
    nameable = {key: replace(image, data=b"") for key, image in images.items()}
    notes: dict[Card, AnkiNote] = {}
    with Workers(min(processes, len(shares)) - 1, (__name__, "exporter.markup")) as others:
        tasks = [others.submit(_share, share, chosen, nameable, plain, _known(share)) for share in shares]
        take_part(tasks)
        while tasks:
            share, (done, fresh) = shares.pop(), tasks.pop().result()
            notes.update(zip((card for card, _ in share), done, strict=True))
            markup.CACHE.learn(_shared(fresh, share))
    return notes


def _is_known(card: Card, plain: bool) -> bool:
    kinds = [cache.CLOZE if isinstance(card.kind, Cloze) else cache.HTML, *[cache.PLAIN] * plain]
    is_made = all(markup.CACHE.find(kind, card.answer) is not None for kind in kinds)
    return is_made or markup.is_plain_line(card.answer)


def _known(share: Sequence[_Placed]) -> markup.Made:
    return markup.CACHE.of(text for card, _ in share for text in card.texts)


def _shared(fresh: markup.Made, share: Sequence[_Placed]) -> markup.Made:
    """What was made of the texts of some cards, by these very texts: copies of them would be large."""
    own = {text: text for card, _ in share for text in card.texts}
    return {kind: {own.get(text, text): made for text, made in each.items()} for kind, each in fresh.items()}


def _share(
    cards: Sequence[_Placed], chosen: Settings, images: Images, plain: bool, known: markup.Made
) -> tuple[list[AnkiNote], markup.Made]:
    """The notes of a share of many cards, with what the ledger wants of them, and what was made of their texts."""
    with markup.CACHE.only(known):
        done = _rendered(cards, chosen, images, plain)
        done = [
            replace(one, shingles=fingerprint.shingles(card.answer)) for one, (card, _) in zip(done, cards, strict=True)
        ]
        return done, markup.CACHE.fresh()


def _rendered(cards: Sequence[_Placed], chosen: Settings, images: Images, plain: bool) -> list[AnkiNote]:
    renderer = Renderer(chosen, images)
    made = []
    for card, home in cards:
        if plain:
            _make_plain(card)
        made.append(renderer.render(card, home))
    return made


def _make_plain(card: Card) -> None:
    for text in card.texts:
        if isinstance(card.kind, Cloze) and text is card.answer:
            markup.plain(text)  # its HTML is another one
        else:
            markup.html_and_plain(text)
