"""Records of question pools, `G1A01 (C)` above a question with options, put as labelled questions and answers.

What surrounds the cards becomes a comment.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from exporter.readers.inferred import boilerplate
from exporter.readers.source import Source

_RECORD = re.compile(
    r"(?=[A-Z\d.-]{0,9}\d)[A-Z\d][A-Z\d.-]{1,9}[ \t]+\((?P<key>[A-H](?:,? ?[A-H]){0,7})\)(?:[ \t]+\[.{1,60}\])?[ \t]*"
)
_OPTION = re.compile(r"\(?[A-Ha-h][.)]\s")
_LEAST = 2  # records


def replaced(source: Source) -> Source:
    """The source itself, or one whose lines say so."""
    lines = list(source.lines)
    _records(lines)
    return source if lines == source.lines else source.with_lines(lines)


def _records(lines: list[str]) -> None:
    """The records of a question pool: an id with the key, the question, its options up to a blank line or `~~`."""
    heads = [(n, found["key"]) for n, line in enumerate(lines[:-2]) if (found := _RECORD.fullmatch(line))]
    if len(heads) < _LEAST:
        return
    edges = [*(n for n, _ in heads[1:]), len(lines)]
    for (n, key), edge in zip(heads, edges, strict=True):
        end = next((at for at in range(n + 1, edge) if lines[at].strip() in ("", "~~")), None)
        if end is not None and _is_record(lines[n + 1 : end]):
            lines[n] = boilerplate.GONE
            lines[n + 1] = f"Q: {lines[n + 1]}"
            lines[end] = f"Answer: {', '.join(letter for letter in key if letter.isalpha())}"


def _is_record(lines: Sequence[str]) -> bool:
    """Whether options follow a question."""
    offered = sum(bool(_OPTION.match(line)) for line in lines)
    return len(lines) > _LEAST <= offered and not _OPTION.match(lines[0])
