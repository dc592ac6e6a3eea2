"""Moving: which cards of a note go to the deck that the documents say, namely those that lie where we put them."""

from __future__ import annotations

from dataclasses import dataclass

from exporter.push import base
from exporter.push.base import Base
from exporter.push.offer import OfferedNote
from exporter.push.places import Places
from exporter.push.state import NoteState


@dataclass(frozen=True, slots=True)
class Move:
    """What of a note moves."""

    cards: tuple[int, ...]  # ids
    waits: bool  # whether a card is in a filtered deck, which would change its schedule
    put_in: str  # hash of the name of the deck that we have put the cards into, afterwards; "" if nobody knows


def move(note: OfferedNote, there: NoteState, known: Base | None, places: Places) -> Move:
    """The cards of a note that move."""
    was, now = put_in(note, known), base.deck_digest(note.deck)
    to = places.find(now)
    elsewhere = [card for card in there.cards if card.deck != to]
    wrong = [card for card in elsewhere if places.is_put(card, was)]
    cards = tuple(card.id for card in wrong if not card.is_filtered)
    waits = len(cards) < len(wrong)
    is_done = not waits and (bool(cards) or (to != 0 and not elsewhere))
    return Move(cards, waits, now if is_done else _put(known))


def _put(known: Base | None) -> str:
    """Where a push has put the cards, by a hash of the deck's name; "" if nobody knows."""
    return known.deck if known and known.is_put else ""


def put_in(note: OfferedNote, known: Base | None) -> tuple[str, ...]:
    """Hashes of the names of decks that a note's cards may have been put into, by a push or by packages.

    A note from elsewhere lies where its owner put it.
    """
    if known and known.is_put:
        return (known.deck,)
    if note.is_adopted:
        return ()
    return tuple(map(base.deck_digest, (*note.was_in, note.deck)))
