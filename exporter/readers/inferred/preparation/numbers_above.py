"""Numbers on a line of their own above questions, `07` above `What is …?`: put before the question."""

from __future__ import annotations

import re
from collections.abc import Sequence

from exporter.readers.inferred import boilerplate
from exporter.readers.inferred.question_cues import LIKELY, asks
from exporter.readers.source import Source

_ALONE = re.compile(r"(\d{1,4})[.)]?[ \t]*")
_TEXT = re.compile(r"(?:[^\x00-\x7f]{1,3}\s+|\[[A-Za-z]{3,15}\]\s)?[¿¡«\"]?[^\W\d_]")  # a level may stand before it
_LEAST = 3  # such numbers
_SHARE = 0.8  # of them that must stand above what asks


def replaced(source: Source) -> Source:
    """The source itself, or one with such numbers in brackets before the questions."""
    found = lines_with(source.lines)
    if not found:
        return source
    code = {n for token in source.skeleton if token.type == "fence" and token.map for n in range(*token.map)}
    lines = list(source.lines)
    for n in found:
        if n not in code:
            lines[n], lines[n + 1] = boilerplate.GONE, f"({int(lines[n].strip(' .)'))}) {lines[n + 1]}"
    return source.with_lines(lines)


def lines_with(lines: Sequence[str]) -> list[int]:
    """The 0-based lines that are such numbers; none where they stand above other texts as well."""
    found = [
        n
        for n, line in enumerate(lines[:-1])
        if line[:1].isdecimal() and _ALONE.fullmatch(line) and (n == 0 or not lines[n - 1].strip())
    ]
    asking = [n for n in found if _TEXT.match(lines[n + 1]) and asks(lines[n + 1]) >= LIKELY]
    return asking if len(asking) >= _LEAST and len(asking) >= _SHARE * len(found) else []
