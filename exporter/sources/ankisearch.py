"""Anki's own search in a package or a collection: which cards it finds, the hardest first.

The `anki` package answers as the app does; it is an extra, for it is large and its license is another one. Without it a
few words are understood here: `tag:` and the numbers of a card (`prop:lapses>3`).
"""

from __future__ import annotations

import json
import operator
import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import util
from pathlib import Path
from typing import Any

from exporter.errors import InputError, SelectionError
from exporter.sources import ankifiles

_ISOLATES = re.compile("[\u2066-\u2069]")  # around quoted words in Anki's messages
_ABOUT_REVIEWS = re.compile(r"(?i)\b(?:prop|is|rated|introduced|resched):")
_TERM = re.compile(r'(-?)(?:"([^"]*)"|(\S+))')
_NUMBER = re.compile(r"prop:(lapses|reps|ivl)(<=|>=|!=|=|<|>)(-?\d{1,9})", re.IGNORECASE)
_SIGNS: dict[str, Callable[[int, int], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "!=": operator.ne,
    "=": operator.eq,
    "<": operator.lt,
    ">": operator.gt,
}
_NEW = 0  # type of a card


@dataclass(frozen=True, slots=True)
class Found:
    """A card of Anki that a search found."""

    guid: str  # of its note
    note_type: str  # its name
    lapses: int  # how often it was forgotten
    difficulty: float  # 0 to 1, as FSRS or the ease tell; 0 where nothing is known
    interval: int  # days; negative: seconds

    @property
    def hardness(self) -> tuple[float, ...]:
        """Sorts cards, the hardest first."""
        return -self.lapses, -self.difficulty, self.interval


@dataclass(frozen=True, slots=True)
class _Card:
    """A card with what a search asks for."""

    id: int
    found: Found
    tags: Sequence[str]
    numbers: dict[str, int]


def find(path: Path, where: str) -> list[Found]:
    """The cards of a file that a search finds, the hardest first.

    Raises InputError where the file cannot be read, and SelectionError where the search cannot be understood, or where
    it asks for reviews that the file does not have.
    """
    with ankifiles.copied(path) as copy:
        with ankifiles.opened(copy, path) as made:  # before Anki opens it, and brings it up to date
            cards, has_reviews = _cards(made), ankifiles.has_reviews(made)
        if not cards:
            raise SelectionError(f"{path}: no cards in it. Export the decks that exporter made.")
        if _ABOUT_REVIEWS.search(where) and not has_reviews:
            raise SelectionError(
                f"{path}: no reviews in it, and {where!r} asks for them. Export again from Anki with “Include "
                "scheduling information” ticked, or study first."
            )
        chosen = _asked(path, copy, where) if util.find_spec("anki") else _matching(where, cards)
    return sorted((cards[each].found for each in chosen if each in cards), key=lambda card: (card.hardness, card.guid))


def _cards(made: sqlite3.Connection) -> dict[int, _Card]:
    """All cards by their id."""
    texts = ", ".join(f"cast({name} as text)" for name in ("n.guid", "n.tags", "c.data"))  # a stranger's: anything
    numbers = ", ".join(f"cast(c.{name} as integer)" for name in ("type", "reps", "lapses", "factor", "ivl"))
    asked = f"select c.id, n.mid, {texts}, {numbers} from cards c join notes n on n.id = c.nid order by c.id"
    types = ankifiles.note_types(made)
    return {row[0]: _card(types.get(row[1], ""), *row) for row in made.execute(asked)}


def _card(
    note_type: str,
    id: int,
    kind: int,
    guid: str,
    tags: str,
    data: str,
    state: int,
    reps: int,
    lapses: int,
    factor: int,
    interval: int,
) -> _Card:
    difficulty = 0.0 if state == _NEW else _difficulty(factor, data)
    return _Card(
        id,
        Found(guid, note_type, lapses, difficulty, interval),
        tags.casefold().split(),
        {"lapses": lapses, "reps": reps, "ivl": interval},
    )


def _difficulty(factor: int, data: str) -> float:
    """From 0 to 1: what FSRS keeps (1 to 10), else the ease, which falls from 2.5 to 1.3 with each lapse."""
    try:
        told: Any = json.loads(data) if data else {}
        known = float(told.get("d", 0)) if isinstance(told, dict) else 0.0
    except (ValueError, TypeError):
        known = 0.0
    found = (known - 1) / 9 if 1 <= known <= 10 else (3000 - factor) / 1700 if factor else 0.0
    return min(max(found, 0.0), 1.0)


# ── the search ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _asked(path: Path, copy: Path, where: str) -> Sequence[int]:
    """The ids of the cards that Anki itself finds in a copy, which it may bring up to date."""
    from anki.collection import Collection
    from anki.errors import AnkiException, SearchError

    try:
        collection = Collection(str(copy))
        try:
            return list(collection.find_cards(where))
        finally:
            collection.close()
    except SearchError as error:
        said = _ISOLATES.sub("", str(error)).strip()
        raise SelectionError(f"--where {where!r}: {said} It is a search as in Anki's browser.") from error
    except AnkiException as error:
        said = _ISOLATES.sub("", str(error)).strip().rstrip(".")
        remedy = "If your Anki is newer than the `anki` package here, bring that up to date; else export again."
        raise InputError(f"{path}: Anki cannot open it: {said}. {remedy}") from error


def _matching(where: str, cards: dict[int, _Card]) -> Iterator[int]:
    """The ids of the cards that all words of a simple search mean; raises SelectionError for any other search."""
    tests = [_test(negated == "-", quoted or word, where) for negated, quoted, word in _TERM.findall(where)]
    if not tests:
        raise SelectionError(f"--where {where!r}: expected a search, such as prop:lapses>3.")
    return (id for id, card in cards.items() if all(test(card) for test in tests))


def _test(negated: bool, word: str, where: str) -> Callable[[_Card], bool]:
    found = _NUMBER.fullmatch(word)
    if found:
        name, sign, number = found[1].lower(), _SIGNS[found[2]], int(found[3])
        return lambda card: sign(card.numbers[name], number) != negated
    kind, _, tag = word.partition(":")
    if kind.casefold() != "tag" or not tag or any(sign in tag for sign in '()"\\'):
        from exporter import installation

        raise SelectionError(
            f"--where {where!r}: without Anki's own search only `tag:`, `prop:lapses`, `prop:reps` and `prop:ivl` are "
            f"understood, all of which a card has to match. For any search {installation.install('anki')}."
        )
    pattern = "".join({"*": ".*", "_": "."}.get(sign, re.escape(sign)) for sign in tag.casefold())
    tags = re.compile(rf"{pattern}(?:::.*)?")
    return lambda card: any(tags.fullmatch(each) for each in card.tags) != negated
