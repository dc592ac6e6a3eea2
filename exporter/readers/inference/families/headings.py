"""Headings: `### What is …?`, `## Question 5: …`, `260. ### …`, titles underlined by `===`."""

from __future__ import annotations

from collections.abc import Sequence

from exporter.readers.inference import noise, prefixes
from exporter.readers.inference.blocks import Block
from exporter.readers.inference.mark import Mark


def marks(block: Block) -> Sequence[Mark]:
    """The heading as a mark, but for one that labels an answer."""
    text = noise.unanchored(block.text)
    if prefixes.answer(text) is not None:
        return ()
    found = prefixes.Prefix("q", None, "", "") if prefixes.only_label(text) else prefixes.read(text)
    number = found.number
    if number is None and block.lead and block.item:
        number = block.item.number
    kind = "label" if found.label == "q" else "number" if number is not None else ""
    in_item = "item" if block.lead else "inside" if block.item else ""
    return (
        Mark(
            ("heading", str(block.level), kind, in_item, "quote" if block.quote else ""),
            block.first,
            block.end,
            found.text,
            number,
            found.label == "q",
            level=block.level,
            item=block.item if block.lead else None,
            quote=block.quote,
        ),
    )
