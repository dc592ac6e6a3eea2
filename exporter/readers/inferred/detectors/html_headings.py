"""Headings written in HTML: `<h3>What is …?</h3>`, alone in their block."""

from __future__ import annotations

import re

from exporter.readers.inferred.structure.blocks import Block

_HEADING = re.compile(
    r"\s*(?:<(?:div|center|p|a)\b[^<>]{0,200}>\s*)*<h([1-6])\b[^<>]{0,200}>(.{1,500}?)</h\1>", re.IGNORECASE | re.DOTALL
)
TAGS = re.compile(r"</?(?:b|strong|i|em|u|span|font|a|br)\b[^<>]{0,200}>", re.IGNORECASE)


def heading(block: Block) -> Block | None:
    """The heading that a block of HTML is, as if it were one of Markdown; its other lines stay with the block."""
    found = _HEADING.match(block.text) if "<h" in block.text[:300] else None
    if not found or "<img" in found[2]:
        return None
    text = " ".join(TAGS.sub("", found[2]).split())
    end = block.first + block.text.count("\n", 0, found.end()) + 1
    return block._replace(kind="heading", end=end, text=text, level=int(found[1]))
