"""Retired cards, sent once more with a tag, so that one search in Anki finds them all.

A package cannot delete, and an update replaces a note's fields and tags together. So the fields go along: from the
cache of the last build; where that is gone, the beginning of the answer, which is all that the ledger remembers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from exporter.emitters import Edition
from exporter.identity import gap_numbers
from exporter.identity.identification import identity
from exporter.identity.ledger import Entry, Ledger
from exporter.model import Card, Document, Identity, Location, Problem
from exporter.notes import AnkiNote, Home, Renderer, decks
from exporter.pipeline.store import card_cache
from exporter.pipeline.store.card_cache import Texts
from exporter.problems.questions import RETIRED_CUT

_TAG = "retired"  # below the root tag, as the slug of their documents


def added(edition: Edition, ledger: Ledger, known: Texts) -> Edition:
    """The edition with all retired cards, as one more document for each that they come from."""
    lying: dict[str, dict[Card, Identity]] = defaultdict(dict)
    entries: dict[Card, Entry] = {}
    for line, (_, entry) in enumerate(sorted(ledger.entries.items()), 1):
        if entry.retired:
            card = card_cache.placed(card_cache.remembered(entry, known), line)
            name = decks.document_name(entry.deck, entry.file, entry.section, edition.settings.anki)
            lying[name or _TAG][card] = identity(entry)
            entries[card] = entry
    names = sorted(lying)
    renderer = Renderer(edition.settings, edition.media)
    notes: dict[Card, AnkiNote] = {}
    for name in names:
        home = Home(name, _TAG, (), {})
        notes |= {card: _as_born(renderer.render(card, home), entries[card]) for card in lying[name]}
    identities = {card: identity for name in names for card, identity in lying[name].items()}
    return replace(
        edition,
        documents=(*edition.documents, *(Document(name, "", tuple(lying[name])) for name in names)),
        names=(*edition.names, *names),
        slugs=(*edition.slugs, *(_TAG for _ in names)),
        topics=(*edition.topics, *({} for _ in names)),
        identities={**edition.identities, **identities},
        notes={**edition.notes, **notes},
    )


def _as_born(note: AnkiNote, entry: Entry) -> AnkiNote:
    made = note.as_type(entry.note_type or note.note_type).numbered(gap_numbers.live(entry.gaps))
    return replace(made, deck=entry.deck or _TAG)


def problems(ledger: Ledger, known: Texts, lock: Path) -> Iterator[Problem]:
    """The problem of answers that are sent cut off: an import replaces those in Anki."""
    cut = sum(entry.retired and card_cache.card(entry, known) is None for entry in ledger.entries.values())
    if cut:
        message = (
            f"{cut} retired cards are sent with only the beginning of their answers, because the cache of the last "
            "build is missing from the output folder. An import would shorten these answers in Anki: to keep them, do "
            "not import this package, and use the search for retired cards in report.json."
        )
        yield RETIRED_CUT.at(Location(str(lock), 1), message)
