"""Macros of Logseq in the texts of cards: clozes, blocks and pages that are shown elsewhere, sizes of pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial

from exporter import grammar, markup
from exporter.model import Basic, Card, Choice, Cloze, Document, Item, Problem
from exporter.problems.documents import INCLUDED
from exporter.readers import prose
from exporter.readers.source import Reading, Source

_ID = r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"
_MAY = re.compile(rf"\(\({_ID}\)\)|\{{\{{(?:embed|cloze)\s|\)\{{:")
_BLOCK = re.compile(rf"(?P<shown>\{{\{{embed\s+)?\(\((?P<id>{_ID})\)\)(?(shown)\s*\}}\}})")
_PAGE = re.compile(r"\{\{embed\s+(?P<page>\[\[[^\[\]\n]{1,200}\]\])\s*\}\}")
_SIZE = re.compile(r"(?<=\))\{:[^{}\n]{1,100}\}")
_CLOZE = re.compile(r"\{\{cloze\s+(?P<text>[^{}\n]{1,300}?)(?:\s*\\\\\s*(?P<hint>[^{}\n]{1,100}?))?\s*\}\}")
_NAMED = re.compile(rf"[ \t]*id::[ \t]+(?P<id>{_ID})[ \t]*")
_BULLET = re.compile(r"[ \t]*[-*+][ \t]+(?P<text>\S.*)")
_TAG = re.compile(r"[ \t]+(?:#|\[\[)card(?:\]\])?(?=\s|$)")


def read(reading: Reading, source: Source) -> Reading:
    """The reading with such macros as what they show; what they show of other files is told."""
    if not reading.cards or not _MAY.search(source.text):
        return reading
    known = dict(_blocks(source))
    documents = tuple(_document(document, known) for document in reading.documents)
    return replace(reading, documents=documents, problems=(*reading.problems, *_untold(source, known)))


def _blocks(source: Source) -> Iterator[tuple[str, str]]:
    """The ids of blocks that the document names, with their first lines."""
    bullet = ""
    for line in source.lines:
        if found := _NAMED.fullmatch(line):
            yield found["id"], bullet
        elif found := _BULLET.match(line):
            bullet = _TAG.sub("", found["text"]).strip()


def _untold(source: Source, known: Mapping[str, str]) -> Iterator[Problem]:
    for n, line in enumerate(source.lines):
        if "((" not in line and "{{embed" not in line:
            continue
        missing = [found["id"] for found in _BLOCK.finditer(line) if found["id"] not in known]
        for what in [*missing, *(found["page"][2:-2] for found in _PAGE.finditer(line))]:
            message = (
                f"{what}: a block or page of another file would be shown here, and is not read. Copy what it says."
            )
            yield INCLUDED.at(source.at(n), message)


def _document(document: Document, known: Mapping[str, str]) -> Document:
    return replace(document, items=tuple(_item(item, known) for item in document.items))


def _item(item: Item, known: Mapping[str, str]) -> Item:
    if not any(_MAY.search(text) for text in item.texts):
        return item
    change = partial(_shown, known=known)
    if not isinstance(item, Card):
        return replace(item, text=change(item.text))
    kind = item.kind
    if isinstance(kind, Choice):
        kind = replace(kind, options=tuple(map(change, kind.options)))
    card = replace(item, question=change(item.question), answer=change(item.answer), kind=kind)
    hides = isinstance(kind, Basic) and any("{{cloze" in text for text in card.texts)
    return _hiding(card) if hides else card


def _shown(text: str, known: Mapping[str, str]) -> str:
    """A text with what its macros show of this document."""
    text = prose.replaced(text, _PAGE, lambda found: found["page"])
    text = prose.replaced(text, _BLOCK, lambda found: known.get(found["id"], "…"))
    return prose.replaced(text, _SIZE, lambda found: "")


def _hiding(card: Card) -> Card:
    """The card as a cloze."""
    count = 0

    def hidden(found: re.Match[str]) -> str:
        nonlocal count
        count += 1
        hint = f"::{found['hint']}" if found["hint"] else ""
        return f"{{{{c{count}::{found['text']}{hint}}}}}"

    whole = "\n\n".join(filter(None, [card.question, card.answer]))
    text = markup.simplified(prose.replaced(whole, _CLOZE, hidden))
    return replace(card, question=grammar.blanked(text), answer=text, kind=Cloze()) if count else card
