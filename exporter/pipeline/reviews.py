"""`exporter build --where`: the cards that are hard in Anki, chosen for print by its own search.

Nothing of it reaches the ledger or the decks, and its prints have a folder of their own: those of all cards stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from exporter.errors import SelectionError
from exporter.identity.ledger import Entry, Ledger
from exporter.model import Card, Document, Identity
from exporter.naming import count
from exporter.notes import NOTE_TYPES
from exporter.pipeline.selection import Reviews
from exporter.sources import ankisearch
from exporter.sources.ankisearch import Found

_OURS = frozenset(kind.name for kind in NOTE_TYPES.values())
_SHOWN = 3  # questions in a message
_WIDTH = 60  # characters of one


@dataclass(frozen=True, slots=True)
class Chosen:
    """Documents with the cards that a search found, the hardest first, and what it found besides."""

    documents: tuple[Document, ...]
    told: tuple[str, ...] = ()


def choose(
    documents: Sequence[Document], identities: Mapping[Card, Identity], known: Ledger, wanted: Reviews
) -> Chosen:
    """The cards that a search finds in a package or a collection; raises SelectionError and InputError."""
    found = ankisearch.find(wanted.path, wanted.where)
    entries = {entry.guid: entry for entry in known.entries.values()}
    cards = {identities[card].guid: card for document in documents for card in document.cards if card in identities}
    ranks: dict[Card, int] = {}
    foreign = 0
    gone: dict[str, Entry] = {}
    for rank, each in enumerate(found):
        if each.guid in cards:
            ranks.setdefault(cards[each.guid], rank)  # of a card and its reverse the harder one counts
        elif each.guid in entries:
            gone[each.guid] = entries[each.guid]
        else:
            foreign += 1
    told = tuple(_told(wanted, foreign, list(gone.values())))
    if not ranks:
        raise SelectionError(" ".join([_nothing(wanted, found, known), *told]))
    return Chosen(tuple(_ordered(document, ranks) for document in documents), told)


def _ordered(document: Document, ranks: Mapping[Card, int]) -> Document:
    held: list[Card] = sorted((card for card in document.cards if card in ranks), key=ranks.__getitem__)
    return replace(document, items=tuple(held))


def _nothing(wanted: Reviews, found: Sequence[Found], known: Ledger) -> str:
    if not known.entries:
        return "No ledger: a build of these documents has to come first, and its package into Anki."
    if not found:
        return f"--where {wanted.where!r}: no card in {wanted.path} matches."
    ours = "" if any(each.note_type in _OURS for each in found) else ", none of them made by exporter"
    matching = count(len(found), "matching card")
    return f"--where {wanted.where!r}: {matching} in {wanted.path}{ours}, but none of these documents."


def _told(wanted: Reviews, foreign: int, gone: Sequence[Entry]) -> Iterator[str]:
    if foreign:
        yield f"{count(foreign, 'matching card')} in {wanted.path} not of these documents: ignored."
    if gone:
        shown = ", ".join(f"“{_short(entry.question)}”" for entry in gone[:_SHOWN])
        more = ", …" if len(gone) > _SHOWN else ""
        yield f"{count(len(gone), 'matching card')} no longer in the documents, so not printed: {shown}{more}"


def _short(question: str) -> str:
    words = " ".join(question.split())
    return f"{words[: _WIDTH - 1]}…" if len(words) > _WIDTH else words
