"""Definition lists written in HTML: `<dt>What is …?</dt>`, and its answer in `<dd>`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from exporter.readers.inferred import prefixes
from exporter.readers.inferred.candidate import Candidate, Signature
from exporter.readers.inferred.structure.blocks import Block

_TERM = re.compile(
    r"<dt\b[^<>]{0,300}>(?P<term>(?:(?!<d[td]\b).){1,2000}?)(?:</dt\s*>\s*|\s*(?=<dd\b))"
    r"(?P<text>(?:<dd\b[^<>]{0,300}>(?:(?!<d[td]\b|</dl\b).)*)+)",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"</?(?:d[dt]|p|b|strong|span|div)\b[^<>]{0,300}>", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t]*\n[ \t]*")


def candidates(block: Block) -> Sequence[Candidate]:
    """The terms of a block of HTML, each with what is said of it."""
    return list(_candidates(block)) if "<dt" in block.text else ()


def _candidates(block: Block) -> Iterator[Candidate]:
    line, done = block.first, 0
    for found in _TERM.finditer(block.text):
        line += block.text.count("\n", done, found.start())
        done = found.start()
        head = prefixes.read(" ".join(_TAG.sub(" ", found["term"]).split()))
        rest = _BLANKS.sub("\n", _TAG.sub("", found["text"])).strip()
        end = line + found[0].rstrip().count("\n") + 1
        if head.text and rest:
            yield Candidate(
                Signature("definition", shape="html"), line, end, head.text, head.number, rest=rest, limit=end
            )
