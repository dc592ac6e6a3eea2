"""Lines of tags, `#flashcards/rocks #geology`, as Obsidian has them: they tag what stands below, and ask nothing."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import replace

from exporter.model import Card, Document
from exporter.readers.source import Reading, Source

_TAG = r"#(?=[\w/-]{0,60}[^\W\d_])[\w/-]{1,60}"
_LINE = re.compile(rf"[ \t]{{0,3}}{_TAG}(?:[ \t]+{_TAG})*[ \t]*")
_ONE = re.compile(_TAG)
_HEADING = re.compile(r" {0,3}#{1,6}[^\s#!\[][^\s#]*[ \t]+[^\s#]")  # without a blank behind its signs: so may all be
_NOT = re.compile(r"#(?:endif|else|if|elif|ifdef|undef|pragma|include|define|\d+)\b|#[A-Z][^/]*", re.ASCII)


def commented(source: Source) -> tuple[Source, Mapping[int, tuple[str, ...]]]:
    """The source with such lines as comments, and the tags of each by its 0-based number."""
    found = _lines(source) if "#" in source.text else {}
    code = _code(source) if found else set()
    tags = {n: tuple(tag[1:].strip("/") for tag in _ONE.findall(line)) for n, line in found.items() if n not in code}
    # As comments: `#flashcards` says what the document is
    kept = (f"<!-- {line.strip()} -->" if n in tags else line for n, line in enumerate(source.lines))
    return (source.with_lines(kept), tags) if tags else (source, {})


def _lines(source: Source) -> dict[int, str]:
    """Lines that have tags and nothing else; none where headings have no blank behind their signs."""
    found = {n: line for n, line in enumerate(source.lines) if line.lstrip(" \t")[:1] == "#" and _is_tags(line)}
    return {} if found and any(map(_HEADING.match, source.lines)) else found


def _code(source: Source) -> set[int]:
    """The lines of code."""
    blocks = (token.map for token in source.tokens if token.type in ("fence", "code_block") and token.map)
    return {n for first, end in blocks for n in range(first, end)}


def _is_tags(line: str) -> bool:
    """Whether a line has tags and nothing else; a word that begins with a capital letter alone may be a heading."""
    if not _LINE.fullmatch(line):
        return False
    words = line.split()
    return len(words) > 1 or not _NOT.fullmatch(words[0])


def applied(reading: Reading, source: Source, tags: Mapping[int, tuple[str, ...]]) -> Reading:
    """The reading with these tags: those above all cards are its documents', each other line's those of cards below."""
    if not tags or not reading.cards:
        return reading
    places = [(source.at(n).line, names) for n, names in sorted(tags.items())]
    first = min(card.where.line for card in reading.cards)
    common = tuple(name for line, names in places if line < first for name in names)
    later = [(line, names) for line, names in places if line >= first]
    documents = tuple(_tagged(document, common, later) for document in reading.documents)
    return replace(reading, documents=documents)


def _tagged(document: Document, common: tuple[str, ...], later: list[tuple[int, tuple[str, ...]]]) -> Document:
    lines = [line for line, _ in later]
    items = tuple(
        replace(item, tags=_with(item.tags, later[at - 1][1]))
        if isinstance(item, Card) and (at := bisect_right(lines, item.where.line))
        else item
        for item in document.items
    )
    return replace(document, items=items, tags=_with(document.tags, common))


def _with(tags: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*tags, *more)))
