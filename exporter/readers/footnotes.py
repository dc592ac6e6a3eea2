"""Footnotes of a document: each card carries those that it refers to, wherever they are defined, and no others.

So a card stands alone. A question has no marks: what its footnotes say stands below the answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from exporter import grammar, markup
from exporter.model import Card, Choice, Cloze, Document, Item
from exporter.readers.source import Reading, Source


def carried(reading: Reading, source: Source) -> Reading:
    """The reading with footnotes in the cards that refer to them."""
    found = markup.footnotes_of(source.text)
    if not found:
        return reading
    notes: dict[str, str] = {}
    for each in found:  # the first of a name counts
        notes.setdefault(each.name, _text(source.lines[each.first : each.end]))
    return replace(reading, documents=tuple(_document(document, notes) for document in reading.documents))


def _text(lines: list[str]) -> str:
    """A definition without the blanks before all of it."""
    indent = len(lines[0]) - len(lines[0].lstrip())
    return "\n".join(line[indent:] if not line[:indent].strip() else line for line in lines).rstrip()


def _document(document: Document, notes: Mapping[str, str]) -> Document:
    items = (_card(item, notes) if isinstance(item, Card) else item for item in document.items)
    return replace(document, items=tuple(item for item in items if not _says_nothing(item)))


def _says_nothing(item: Item) -> bool:
    """Whether a note of the document holds nothing but footnotes."""
    return not isinstance(item, Card) and "[^" in item.text and not _own(item.text)[0].strip()


def _card(card: Card, notes: Mapping[str, str]) -> Card:
    if not any("[^" in text for text in card.texts):
        return card
    if isinstance(card.kind, Cloze):
        answer = _with_own(card.answer, notes)
        return replace(card, question=grammar.blanked(answer), answer=answer)
    return _asked(card, notes)


def _asked(card: Card, notes: Mapping[str, str]) -> Card:
    """A question whose marks stand on no side that asks."""
    asked = [card.question, *(card.kind.options if isinstance(card.kind, Choice) else ())]
    names = [name for text in asked for name in markup.marks(text) if name in notes]
    answered = markup.marks(card.answer)
    said = dict.fromkeys(_content(notes[name]) for name in names if name not in answered)
    answer = _with_own(card.answer, notes, said) if card.answer else ""
    question, *options = (markup.without_marks(_own(text)[0], names) for text in asked)
    card = replace(card, question=question, answer=answer)
    return replace(card, kind=replace(card.kind, options=tuple(options))) if isinstance(card.kind, Choice) else card


def _with_own(text: str, notes: Mapping[str, str], said: Iterable[str] = ()) -> str:
    """A text, and what else is said, with the definitions of its marks below it, and without others."""
    body, own = _own(text)
    more = [*said]
    body = "\n\n".join([body, *more]) if more else body
    known = {**notes, **own}
    used = list(_reached(body, known))
    if not more and list(own) == used and text.rstrip().endswith(tuple(own.values())[-1:]):
        return text  # as it was written
    return "\n\n".join(filter(None, [body.strip("\n"), "\n".join(known[name] for name in used)]))


def _reached(body: str, known: Mapping[str, str]) -> Iterator[str]:
    """The footnotes that a text refers to, and those that they refer to."""
    waiting, seen = markup.marks(body), set[str]()
    while waiting:
        name = waiting.pop(0)
        if name in known and name not in seen:
            seen.add(name)
            yield name
            waiting += markup.marks(known[name])


def _own(text: str) -> tuple[str, dict[str, str]]:
    """A text without the footnotes that it defines, and those."""
    found = markup.footnotes_of(text)
    if not found:
        return text, {}
    lines = text.split("\n")
    own = {each.name: _text(lines[each.first : each.end]) for each in reversed(found)}
    out = {n for each in found for n in range(each.first, each.end)}
    return "\n".join(line for n, line in enumerate(lines) if n not in out).rstrip(), dict(reversed(own.items()))


def _content(note: str) -> str:
    """What a definition says."""
    first, _, more = note.partition("\n")
    below = "\n".join(line[4:] if not line[:4].strip() else line.lstrip() for line in more.split("\n"))
    return f"{first.partition(']:')[2].strip()}\n{below}".strip()
