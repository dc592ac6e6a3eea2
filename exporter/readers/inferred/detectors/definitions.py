"""Definition lists, as many Markdowns have them: a line, and below it `: its answer`."""

from __future__ import annotations

from collections.abc import Sequence

from exporter.readers.inferred import prefixes
from exporter.readers.inferred.candidate import Candidate, Paragraph, Signature


def candidates(paragraph: Paragraph) -> Sequence[Candidate]:
    """The lines above every `: …`."""
    lines = paragraph.lines
    if "\n:" not in paragraph.block.text:
        return ()
    found = [n for n in range(1, len(lines)) if lines[n].startswith((": ", ":\t")) and not lines[n - 1].startswith(":")]
    edges = [*(n - 1 for n in found[1:]), len(lines)]
    return [_mark(paragraph, n, end) for n, end in zip(found, edges, strict=False)]


def _mark(paragraph: Paragraph, at: int, end: int) -> Candidate:
    head = prefixes.read(paragraph.lines[at - 1])
    rest = "\n".join(line.removeprefix(":").strip() for line in paragraph.lines[at:end])
    item = paragraph.block.item if at == 1 and paragraph.block.lead else None
    number = item.number if item and head.number is None else head.number
    return paragraph.candidate(Signature("definition"), at - 1, end, head.text, number=number, rest=rest)
