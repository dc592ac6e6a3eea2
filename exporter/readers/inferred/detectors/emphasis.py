"""Emphasized lines: `**What is …?**` with its answer below or behind it, `*What is …?*`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from exporter.readers.inferred import prefixes
from exporter.readers.inferred.candidate import Candidate, Paragraph, Signature
from exporter.readers.inferred.question_cues import LIKELY, asks
from exporter.readers.inferred.splitting import split_line

_COLON = re.compile(r"[:：]\s*(?:\*|_|</\w{1,6}>)*\s*$")
_OPENINGS = ("*", "_", "<b>", "<strong>", "<i>", "<em>")


def candidates(paragraph: Paragraph) -> Sequence[Candidate]:
    """Every emphasized line of a paragraph, and a paragraph that is emphasized as a whole."""
    if not any(_opens(line) for line in paragraph.lines):
        return ()
    return list(_marks(paragraph))


def _opens(line: str) -> bool:
    """Whether emphasis begins a line, if only behind a sign."""
    return line.startswith(_OPENINGS) or (
        not line[:1].isascii() and any(candidate in line[:8] for candidate in _OPENINGS)
    )


def _marks(paragraph: Paragraph) -> Iterator[Candidate]:
    whole = prefixes.read(paragraph.block.text) if len(paragraph.lines) > 1 else None
    if whole and whole.wrap in ("bold", "italic"):
        yield paragraph.candidate(_sign(whole.wrap, paragraph.block.text), 0, len(paragraph.lines), whole.text)
        return
    for index, line in enumerate(paragraph.lines):
        head = prefixes.read(line) if _opens(line) else None
        if head and head.wrap in ("bold", "italic"):
            yield paragraph.candidate(_sign(head.wrap, line), index, index + 1, head.text)
        elif head:
            question, rest = split_line(line)
            if rest and asks(question) >= LIKELY:
                yield paragraph.candidate(Signature("bold", shape="lead"), index, index + 1, question, rest=rest)


def _sign(wrap: str, text: str) -> Signature:
    """The signature; lines that end in a colon introduce what follows: a shape of their own."""
    return Signature(wrap, shape="colon" if _COLON.search(text) else "")
