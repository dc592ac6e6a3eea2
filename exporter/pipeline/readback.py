"""Reads an output back and compares it with the documents that it was written from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from exporter import grammar, worddiff
from exporter.errors import OutputError
from exporter.model import Basic, Card, Choice, Cloze, Document, Item, Location
from exporter.naming import count
from exporter.readers.source import Source

_NOWHERE = Location("", 0)
_MOST = 25_000_000  # pairs of items that are weighed to find which belong together
_LONGEST, _AROUND = 300, 20  # characters that are shown of a change, and on each side of one of spaces
_WIDTH = 60  # characters of a question or title that names its card or note


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One thing that would read back in another way."""

    where: Location  # in the document, of the card or note that it concerns or that stands before
    what: str  # e.g. "answer of the card “Why?”"
    change: str  # what becomes of it

    def __str__(self) -> str:
        return f"{self.where}: {self.what}: {self.change}"


def bare(document: Document) -> Document:
    """A document without its places, which are others in another file."""
    return replace(document, source="", items=tuple(map(_bare, document.items)))


def require_same(documents: Sequence[Document], name: str, data: bytes) -> None:
    """Raises OutputError where an output of this name reads back as other documents; without cards it is none."""
    from exporter import readers  # slow to load, and seldom needed

    if not any(card for document in documents for card in document.cards):
        return
    again = readers.read(Source.decode(name, data)).documents
    for difference in mismatches(documents, again):
        remedy = "Correct this place in the document"
        raise OutputError(f"{name}: would not read back as the cards of its document. {difference}. {remedy}.")


def mismatches(before: Sequence[Document], after: Sequence[Document]) -> Iterator[Mismatch]:
    """What differs between documents and what was read back of them, but for its places."""
    for old, new in zip(before, after, strict=False):
        if bare(old) != bare(new):
            yield from _head(old, new)
            yield from _items(old, new)
    place = Location(before[-1].source, 1)
    yield from (Mismatch(place, _called(document), _LOST) for document in before[len(after) :])
    yield from (Mismatch(place, _called(document), _GAINED) for document in after[len(before) :])


_LOST, _GAINED = "would be lost", "would be added"


def _called(document: Document) -> str:
    return f"the document “{document.title}” with {count(len(list(document.cards)), 'card')}"


def _head(old: Document, new: Document) -> Iterator[Mismatch]:
    for name in ("title", "tags", "meta"):
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield Mismatch(Location(old.source, 1), f"{name} of the document", _change(before, after))


def _items(old: Document, new: Document) -> Iterator[Mismatch]:
    where = Location(old.source, 1)
    for equal, gone, come in _runs(old.items, new.items):
        where = equal[-1].where if equal else where
        for before, after in zip(gone, come, strict=False):
            where = before.where
            yield from _fields(before, after)
        yield from (Mismatch(item.where, _name(item), _LOST) for item in gone[len(come) :])
        yield from (Mismatch(where, _name(item), _GAINED) for item in come[len(gone) :])


def _fields(before: Item, after: Item) -> Iterator[Mismatch]:
    if type(before) is not type(after):
        yield Mismatch(before.where, _name(before), f"would become {_name(after)}")
        return
    for field in fields(before):
        old, new = getattr(before, field.name), getattr(after, field.name)
        if field.name != "where" and old != new:
            yield Mismatch(before.where, f"{field.name} of {_name(before)}", _change(old, new))


def _runs(before: Sequence[Item], after: Sequence[Item]) -> Iterator[tuple[Sequence[Item], ...]]:
    """Runs of equal items, of those that differ below, and of what stands in their place."""
    known: dict[Item, int] = {}
    old, new = ([known.setdefault(_bare(item), len(known)) for item in items] for items in (before, after))
    is_much = len(old) * len(new) > _MOST
    done = 0
    for kind, a, b, c, d in [("replace", 0, len(old), 0, len(new))] if is_much else worddiff.steps(old, new):
        if kind != "equal":
            yield before[done:a], before[a:b], after[c:d]
            done = b


def _bare(item: Item) -> Item:
    return replace(item, where=_NOWHERE)


def _name(item: Item) -> str:
    """What an item is called: by the first line of its question, title or text."""
    kind, text = ("card", item.question) if isinstance(item, Card) else ("note", item.title or item.text)
    first = " ".join(text.partition("\n")[0].split())
    return f"the {kind} “{first[: _WIDTH - 1]}…”" if len(first) > _WIDTH else f"the {kind} “{first}”"


def _change(before: Any, after: Any) -> str:
    """Two values of a field, with what goes and what comes marked."""
    old, new = _text(before), _text(after)
    if old.split() != new.split():
        marked = worddiff.marked(old, new)
        return marked if len(marked) <= _LONGEST else f"{marked[: _LONGEST - 1]}…"
    if old == new:  # no text shows what differs
        return f"{before!r} would become {after!r}"
    at = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    start = max(0, at - _AROUND)
    shown = (repr(text[start:][: 2 * _AROUND]) for text in (old, new))  # only spaces or line ends differ
    return " would become ".join(shown)


def _text(value: Any) -> str:
    if isinstance(value, Choice):
        tasks = (f"- [{'x' if n in value.correct else ' '}] {option}" for n, option in enumerate(value.options))
        return "\n".join(tasks)
    if isinstance(value, Basic | Cloze):
        return value.name
    if isinstance(value, tuple):
        return grammar.join_names(value)
    return "" if value is None else str(value)
