"""Selection of the cards to print. Decks, spreadsheets and the ledger always hold all cards."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path

from exporter.errors import SelectionError
from exporter.model import Card, Document, Identity, Item, Level

_SHOWN = 12  # names in a message


@dataclass(frozen=True, slots=True)
class Reviews:
    """A search in Anki, for cards that are hard there."""

    where: str  # as in Anki's browser
    path: Path  # a package with reviews, or a collection


@dataclass(frozen=True, slots=True)
class Selection:
    """Options that choose cards: a card is printed if it matches every option that is given."""

    levels: tuple[Level, ...] = ()
    sections: tuple[str, ...] = ()  # headings, patterns or parts of headings, in any case
    ids: tuple[str, ...] = ()  # keys of the ledger, as in CSV and on cards, or ids that documents give
    sample: int = 0  # cards of each document; 0 takes all
    seed: int = 0
    reviews: Reviews | None = None

    def __bool__(self) -> bool:
        return bool(self.levels or self.sections or self.ids or self.sample or self.reviews)

    def __str__(self) -> str:
        parts = [f"level {' or '.join(self.levels)}"] * bool(self.levels)
        parts += [f"section {' or '.join(self.sections)}"] * bool(self.sections)
        parts += ["by id"] * bool(self.ids)
        parts += [f"a sample of {self.sample}, seed {self.seed}"] * bool(self.sample)
        parts += [f"{self.reviews.where} in Anki, hardest first"] if self.reviews else []
        return ", ".join(parts)


ALL = Selection()


def parse(
    levels: Iterable[str],
    sections: Iterable[str],
    ids: Iterable[str],
    sample: int,
    seed: int,
    where: str | None = None,
    path: Path | None = None,
) -> Selection:
    """A selection from the words of a command line; raises SelectionError."""
    named = [word.casefold() for word in _words(levels)]
    if unknown := [word for word in named if word not in list(Level)]:
        raise SelectionError(f"--level {unknown[0]}: not a level. Expected one of: {', '.join(Level)}.")
    return Selection(
        tuple(map(Level, named)),
        tuple(filter(None, map(_squeezed, sections))),
        tuple(_words(ids)),
        sample,
        seed,
        _reviews(where, path),
    )


def _reviews(where: str | None, path: Path | None) -> Reviews | None:
    if where is None and path is None:
        return None
    if path is None or not (where or "").strip():
        raise SelectionError(
            "--where and --from belong together: a search as in Anki's browser, and the package or collection to "
            "search, as in --where 'prop:lapses>3' --from my.apkg."
        )
    return Reviews((where or "").strip(), path)


def _words(values: Iterable[str]) -> Iterator[str]:
    """What is separated by commas, or by lines as in a column of a spreadsheet, and perhaps quoted as there."""
    words = (word.strip(' \t"') for value in values for line in value.splitlines() for word in line.split(","))
    return filter(None, words)


def choose(
    documents: Sequence[Document], identities: Mapping[Card, Identity], wanted: Selection
) -> tuple[Document, ...]:
    """The documents with the items to print; raises SelectionError if no card, section or id matches an option.

    Notes belong to sections, not to cards: they are printed if only sections are given.
    """
    cards = [card for document in documents for card in document.cards]
    if not wanted or not cards:  # without any card, other errors say more
        return tuple(documents)
    chosen = _chosen(documents, _names(cards, identities), wanted)
    if not any(True for document in chosen for _ in document.cards):
        raise SelectionError(f"No cards match {wanted}. {_levels(cards)}`exporter parse` lists all cards.")
    return tuple(_sampled(document, wanted) for document in chosen) if wanted.sample else tuple(chosen)


def _chosen(documents: Sequence[Document], names: Mapping[Card, Set[str]], wanted: Selection) -> list[Document]:
    """The documents with the items that match; `names` are the ids of every card."""
    _check_ids(wanted.ids, {name for each in names.values() for name in each})
    headings = dict.fromkeys(heading for document in documents for item in document.items for heading in item.section)
    sections = {heading for section in wanted.sections for heading in _matching(section, [*headings])}
    return [
        replace(document, items=tuple(item for item in document.items if _matches(item, wanted, sections, names)))
        for document in documents
    ]


def _matches(item: Item, wanted: Selection, sections: Set[str], names: Mapping[Card, Set[str]]) -> bool:
    """Whether an item matches every option: a level, one of these sections' headings, an id."""
    if wanted.sections and sections.isdisjoint(item.section):
        return False
    if not isinstance(item, Card):
        return not (wanted.levels or wanted.ids or wanted.sample)
    by_level = not wanted.levels or item.level in wanted.levels
    return by_level and (not wanted.ids or not names[item].isdisjoint(wanted.ids))


def _names(cards: Iterable[Card], identities: Mapping[Card, Identity]) -> dict[Card, set[str]]:
    """The ids of every card; an unanswered one has only the id that its document gives."""
    keys = {card: identities[card].key if card in identities else None for card in cards}
    return {card: {name for name in (card.id, key) if name} for card, key in keys.items()}


def _check_ids(ids: Sequence[str], known: set[str]) -> None:
    for each in ids:
        if each not in known:
            near = difflib.get_close_matches(each, known, 1)
            hint = f"Did you mean {near[0]}?" if near else "Ids are in the first column of the spreadsheets."
            raise SelectionError(f"--ids {each}: no card has this id. {hint}")


def _matching(section: str, headings: Sequence[str]) -> list[str]:
    """The headings that equal the text, else those that match it as a pattern, else those that contain it."""
    sought = section.casefold()
    plain = {heading: _squeezed(heading).casefold() for heading in headings}
    for fits in (str.__eq__, fnmatchcase, str.__contains__):
        if found := [heading for heading, words in plain.items() if fits(words, sought)]:
            return found
    near = difflib.get_close_matches(sought, plain.values(), 1)
    shown = [next(h for h in headings if plain[h] == words) for words in near] or list(headings[:_SHOWN])
    there = (
        f"Headings here: {', '.join(shown)}{', …' * (not near and len(headings) > _SHOWN)}."
        if shown
        else "These documents have no sections."
    )
    raise SelectionError(f"--section {section}: no heading matches. {there}")


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _levels(cards: Iterable[Card]) -> str:
    known = {card.level for card in cards}
    return f"Levels here: {', '.join(level for level in Level if level in known) or 'none'}. "


def _sampled(document: Document, wanted: Selection) -> Document:
    """Some cards, always the same for a seed; an edit elsewhere in the document changes one of them at most."""
    cards = list(document.cards)
    pool = [card for card in cards if card.answer.strip()] or cards

    def lot(card: Card) -> bytes:
        return hashlib.sha256(f"{wanted.seed}\0{card.question}".encode()).digest()

    drawn = set(sorted(dict.fromkeys(pool), key=lot)[: wanted.sample])
    return replace(document, items=tuple(item for item in document.items if item in drawn))
