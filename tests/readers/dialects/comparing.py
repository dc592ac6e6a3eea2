"""Compares a reading with the cards that a document was written from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exporter import readers
from exporter.model import Card, Choice
from exporter.readers.source import Source
from tests.readers.dialects.writing import Written


def read(written: Written) -> list[Card]:
    """The cards that are read; `notes` is a name that promises nothing."""
    return list(readers.read(Source(f"notes{written.suffix}", written.text)).cards)


def differences(written: Written, found: list[Card]) -> list[str]:
    """In what they differ, the worst first; nothing where the reading is exactly right."""
    expected = written.cards
    if not found:
        return ["nothing"]
    if teaches_wrong(expected, found):
        return ["wrong option"]
    if len(found) != len(expected):
        return ["missing" if len(found) < len(expected) else "extra"]
    told = {name for one, other in zip(expected, found, strict=True) for name in _card(one, other, written)}
    return sorted(told, key=_ORDER.index)


def teaches_wrong(expected: Sequence[Card], found: Sequence[Card]) -> bool:
    """Whether an option is marked right that is right nowhere: the worst of all."""
    right = {text for card in expected for text in _options(card, is_right=True)}
    wrong = {text for card in expected for text in _options(card, is_right=False)} - right
    return any(text in wrong for card in found for text in _options(card, is_right=True))


def _options(card: Card, *, is_right: bool) -> Iterator[str]:
    if isinstance(card.kind, Choice):
        yield from (text for n, text in enumerate(card.kind.options) if (n in card.kind.correct) == is_right)


_ORDER = ["kind", "question", "options", "right", "answer", "section", "level", "number"]


def _card(expected: Card, found: Card, made: Written) -> Iterator[str]:
    if type(expected.kind) is not type(found.kind):
        yield "kind"
    elif isinstance(expected.kind, Choice) and isinstance(found.kind, Choice):
        if expected.kind.options != found.kind.options:
            yield "options"
        elif expected.kind.correct != found.kind.correct:
            yield "right"
    if expected.answer != (found.answer.removeprefix(made.label) if made.label else found.answer):
        yield "answer"
    for name in ("question", "section", "level"):
        if getattr(expected, name) != getattr(found, name):
            yield name
    if made.counted and expected.number != found.number:
        yield "number"
