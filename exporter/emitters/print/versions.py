"""Versions of a quiz, so that neighbors in a class cannot copy: the same questions in another order, and their options.

An order is drawn by hashes of the seed and the text: an edit of one question does not shuffle the others again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from exporter.model import Card, Choice
from exporter.notes.shuffling import may_be_shuffled


@dataclass(frozen=True, slots=True)
class Version:
    """The cards of a version in its order, each numbered."""

    letter: str  # "" where there is only one
    cards: tuple[Card, ...]


def versions(cards: Sequence[Card], count: int, seed: int, language: str) -> list[Version]:
    """So many versions: the first in the document's order, all others in orders drawn by the seed.

    Sections stay together. Options stay as they are where a text names one by letter or place.
    """
    if count == 1:
        return [Version("", _numbered(cards) if any(card.number is None for card in cards) else tuple(cards))]
    made = [Version("A", _numbered(cards))]
    for number in range(1, count):
        draw = _Draw(f"{seed}\0{number}")
        shuffled = (_with_options(card, draw, language) for card in draw.order(cards, 0))
        made.append(Version(chr(ord("A") + number), _numbered([*shuffled])))
    return made


def _numbered(cards: Sequence[Card]) -> tuple[Card, ...]:
    """The cards, numbered from 1 on."""
    return tuple(replace(card, number=number) for number, card in enumerate(cards, 1))


@dataclass(frozen=True, slots=True)
class _Draw:
    """One order of everything."""

    seed: str

    def rank(self, *texts: str) -> str:
        """What a text is sorted by."""
        return sha256("\0".join([self.seed, *texts]).encode("utf-8", "surrogatepass")).hexdigest()

    def order(self, cards: Sequence[Card], depth: int) -> Iterator[Card]:
        """Cards of one section so many levels deep: those of the section itself, then those of sections below it."""
        own = [card for card in cards if len(card.section) <= depth]
        yield from sorted(own, key=lambda card: self.rank("card", card.question))
        below: dict[str, list[Card]] = {}
        for card in cards:
            if len(card.section) > depth:
                below.setdefault(card.section[depth], []).append(card)
        for name in sorted(below, key=lambda name: self.rank("section", name)):
            yield from self.order(below[name], depth + 1)


def _with_options(card: Card, draw: _Draw, language: str) -> Card:
    if not isinstance(card.kind, Choice) or not may_be_shuffled(card, language):
        return card
    options, correct = card.kind.options, card.kind.correct
    order = sorted(range(len(options)), key=lambda index: draw.rank("option", card.question, options[index]))
    right = tuple(sorted(order.index(index) for index in correct))
    return replace(card, kind=Choice(tuple(options[index] for index in order), right))
