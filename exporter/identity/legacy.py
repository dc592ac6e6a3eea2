"""Ledgers of version 0.1: the note type of a card and its right options, derived from a hash.

It holds one hash of kind, options, right ones, level and tags. There are few values that these can have had: they are
tried. Nothing here asks what a document reads as today: a newer version may read another kind of card.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from exporter.identity import keys
from exporter.identity.ledger import Entry
from exporter.model import Basic, Card, Choice, Cloze, Level

_OPTIONS, _TAGS = 8, 3  # at most, for every subset to be tried
_LEVELS = (None, *Level)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a hash of details stands for."""

    note_type: str
    right: str = ""  # which options were right, as in `keys.content`


def recorded(entry: Entry, card: Card | None = None) -> Recorded | None:
    """What the entry's hash of details stands for; None where it is none of what is tried.

    Options are tried as the card has them now, tags as some of those that it has; without a card there are neither.
    """
    details = [*entry.content.split("-"), "", "", ""][2]
    if found := _plain().get(details):
        return Recorded(found)
    options = card.kind.options if card and isinstance(card.kind, Choice) else ()
    tags = card.tags if card else ()
    return next((made for made, tried in _tried(options, tags) if tried == details), None)


@cache
def _plain() -> dict[str, str]:
    """The kinds of cards without options and tags, by their hash."""
    return {keys.details(kind, (), (), level, ()): kind for kind in (Basic.name, Cloze.name) for level in _LEVELS}


def _tried(options: Sequence[str], tags: Sequence[str]) -> Iterator[tuple[Recorded, str]]:
    for level, some in itertools.product(_LEVELS, _subsets(len(tags), _TAGS)):
        given = [tags[n] for n in some]
        for kind in (Basic.name, Cloze.name):
            yield Recorded(kind), keys.details(kind, (), (), level, given)
        for correct in _subsets(len(options), _OPTIONS) if options else ():
            made = Recorded(Choice.name, keys.right(options, correct))
            yield made, keys.details(Choice.name, options, correct, level, given)


def is_cloze(entry: Entry, tags: Sequence[str]) -> bool | None:
    """Whether the entry's note was born a cloze; None where its hash of details does not tell by these tags."""
    if entry.note_type:
        return entry.note_type == Cloze.name
    details = [*entry.content.split("-"), "", "", ""][2]
    found = _plain().get(details)
    if not found and tags:
        found = next((made.note_type for made, tried in _tried((), tags) if tried == details), None)
    return found == Cloze.name if found else None


def _subsets(count: int, most: int) -> Iterable[tuple[int, ...]]:
    """Subsets of `count` numbers: first each alone, then none, then several; of too many only none or all."""
    if count > most:
        return [(), tuple(range(count))]
    sizes = sorted(range(count + 1), key=lambda size: (size != 1, size))
    return itertools.chain.from_iterable(itertools.combinations(range(count), size) for size in sizes)


def note_types(entries: Sequence[Entry], cards: Mapping[str, Card], rendered: Mapping[str, str]) -> dict[str, str]:
    """The note type that each of these entries was born with, by key.

    `rendered` has those whose note is still rendered as the ledger remembers it, which is proof. For the others their
    hash of details is asked. Where it stands for no card without options, there were options, which read otherwise
    today; but what is a cloze never was a choice: it had other tags. An entry without a card, of which nothing is
    known, waits until its card returns.
    """
    known = dict(rendered)
    for entry in entries:
        if entry.key not in known and entry.content:
            card = cards.get(entry.key)
            if found := recorded(entry, card):
                known[entry.key] = found.note_type
            elif card:
                known[entry.key] = Cloze.name if isinstance(card.kind, Cloze) else Choice.name
    return known
