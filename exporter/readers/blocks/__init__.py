"""Notes that other programs for Anki mark in documents: blocks with named fields, amid any other text.

`START … END` and `STARTI [Basic] … ENDI` of Obsidian_to_Anki, `%%ANKI … END%%`, and the `Q:`, `A:`, `T:`, `C1:` of
AnkiOps between lines `---`. What these programs call a note is its card's origin, so that it can be found again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from exporter.model import Document
from exporter.readers.blocks import labelled, marked
from exporter.readers.blocks.block import Block
from exporter.readers.canonical import metadata
from exporter.readers.source import Reading, Source, Span
from exporter.readers.surroundings import Surroundings

_MAY = re.compile(r"^[ \t]*(?:START|%%ANKI)[ \t]*$|\bSTARTI\b|<!--\s*note_(?:key|id|type):|^(?:T|C1):\s", re.MULTILINE)


def read(source: Source) -> Reading | None:
    """The reading of a document that marks its notes; None for every other."""
    if not _MAY.search(source.text):
        return None
    blocks = [*marked.blocks(source)] or [*labelled.blocks(source)]
    if not blocks:
        return None
    document, spans = _document(source, blocks)
    return Reading("blocks", (document,), (), spans, is_sure=True)


def _document(source: Source, blocks: Sequence[Block]) -> tuple[Document, tuple[Span, ...]]:
    """The document with its cards and the notes between them; the first heading is its title, others are sections."""
    made, sections = Surroundings(source), _sections(source, blocks)
    at = source.front_lines
    for block in blocks:
        made.between(at, block.first)
        made.items.append(replace(block.card, section=sections.get(block.first, made.section)))
        made.spans.append(Span(block.first, block.end, "card"))
        at = block.end
    made.between(at, len(source.lines))
    title, tags, meta = metadata(source.front_matter)
    items, more = tuple(made.items), {**meta, **made.meta}
    return Document(title or made.title, source.path, items, (*tags, *made.tags), more), tuple(made.spans)


def _sections(source: Source, blocks: Sequence[Block]) -> dict[int, tuple[str, ...]]:
    """The sections of notes by their first line: those that questions in their places would stand in."""
    from exporter.readers import inferred

    lines = list(source.lines)
    for n, block in enumerate(blocks):
        asked = [f"Q: Note {n}?", "A: so"][: block.end - block.first]
        lines[block.first : block.end] = asked + [""] * (block.end - block.first - len(asked))
    reading = inferred.read(source.with_lines(lines))
    cards = reading.cards if reading else ()
    return {card.where.line - 1: card.section for card in cards if card.question.startswith("Note ")}
