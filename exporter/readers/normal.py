"""Normal form of readings: every field is complete in itself and can be written to a file, whatever its reader.

An open fence or comment in one field must not swallow the next one in an output that puts them below each other.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from exporter import grammar, markup
from exporter.model import Card, Choice, Cloze, Document, Item, Kind, Location, Problem
from exporter.problems.texts import OPEN_FENCE, OPEN_HTML
from exporter.readers import private
from exporter.readers.source import Source

_LINE_BREAKS = re.compile("[\n\v\f\x1c-\x1e\x85\u2028\u2029]+")  # what Python, an editor or YAML takes for one

_SHOWN = 60  # characters of a line in a message


def document(found: Document) -> Document:
    """A document whose fields are all in normal form."""
    return replace(
        found,
        title=line(found.title),
        tags=_lines(found.tags),
        meta={line(key): markup.writable(value) for key, value in found.meta.items()},
        items=tuple(map(_item, found.items)),
    )


@lru_cache(maxsize=1_000)  # sections and tags are those of many cards
def line(text: str) -> str:
    """A text that has one line, such as a title."""
    return _LINE_BREAKS.sub(" ", markup.writable(text)).strip()


def _lines(texts: Iterable[str]) -> tuple[str, ...]:
    """Texts of one line each; what is empty says nothing."""
    return tuple(text for text in map(line, texts) if text)


def _item(item: Item) -> Item:
    section = _lines(item.section)
    if isinstance(item, Card):
        answer = _text(item.answer)
        is_blanked = isinstance(item.kind, Cloze) and item.question == grammar.blanked(item.answer)
        return replace(
            item,
            question=grammar.blanked(answer) if is_blanked else _text(item.question),
            answer=answer,
            kind=_kind(item.kind),
            section=section,
            tags=_lines(item.tags),
            id=line(item.id or "") or None,
            origin=line(item.origin or "") or None,
        )
    return replace(item, title=line(item.title), text=_text(item.text), section=section)


def _text(text: str) -> str:
    """A text in which nothing vanishes where it is written again."""
    return private.kept(_without_lost_notes(markup.tidy(text)))


def _without_lost_notes(text: str) -> str:
    """A text in which what would be a footnote that nothing refers to, `[^1]: …`, and not be seen, stays a text."""
    found = [note for note in markup.footnotes_of(text) if note.name not in markup.marks(text)] if "[^" in text else []
    lines = text.split("\n")
    for note in found:
        lines[note.first] = lines[note.first].replace("[^", "\\[^", 1)
    return "\n".join(lines) if found else text


def _kind(kind: Kind) -> Kind:
    return Choice(tuple(map(_text, kind.options)), kind.correct) if isinstance(kind, Choice) else kind


def unclosed(
    found: Sequence[Document], made: Sequence[Document], source: Source, told: Iterable[Problem]
) -> Iterator[Problem]:
    """Fences and raw HTML that were closed from the documents found to those made, where nobody told it yet."""
    known = sorted(problem.where.line for problem in told if problem.code == OPEN_FENCE.name)
    before, after = ([item for document in documents for item in document.items] for documents in (found, made))
    ends = [*(item.where.line for item in before[1:]), len(source.lines) + 1]
    for old, new, end in zip(before, after, ends, strict=False):
        lines = range(old.where.line, max(end, old.where.line + 1))
        if bisect_left(known, lines.start) == bisect_left(known, lines.stop):
            for opening, mark in _opened(old, new):
                yield _problem(opening, mark, _place(source, lines, opening))


def _opened(old: Item, new: Item) -> Iterable[tuple[str, str]]:
    """What an item's texts leave open, and what ends it."""
    changed = (text for text, closed in zip(_rich(old), _rich(new), strict=True) if text != closed)
    return dict.fromkeys(filter(any, map(markup.unclosed, changed)))


def _rich(item: Item) -> tuple[str, ...]:
    return item.texts if isinstance(item, Card) else (item.text,)


def _problem(opening: str, mark: str, where: Location) -> Problem:
    said = f"{opening.strip()[:_SHOWN]}, takes in all that follows in its card or note. Write {mark} on a line below it"
    if opening.lstrip().startswith("<"):
        message = f"the raw HTML begun here, {said}, or a backslash before it."
        return OPEN_HTML.at(where, message)
    return OPEN_FENCE.at(where, f"the code begun here, {said}.")


def _place(source: Source, lines: range, opening: str) -> Location:
    """The line that opens it, else the first of these, which are 1-based; lines of a converted text are not its own."""
    own = () if source.places else (n for n in lines if opening.strip() in source.lines[n - 1])
    return Location(source.path, next(iter(own), lines.start))
