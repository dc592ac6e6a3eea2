"""Numbers of lists without a blank behind them, `3.Why is …`, among others that have one: Markdown sees only those."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from exporter.readers.source import Source

_NUMBER = re.compile(r"(?P<before> {0,3}(?P<number>\d{1,3})(?P<dot>[.)]))(?P<blank>[ \t]+)?(?=[^\s\d.)])")
_GLUED = re.compile(r"^ {0,3}\d{1,3}[.)][^\W\d_]", re.MULTILINE)


def replaced(source: Source) -> Source:
    """The source itself, or one with a blank behind such numbers, where the numbers of their neighbors run on."""
    if not _GLUED.search(source.text):
        return source
    numbered = [(n, found) for n, line in enumerate(source.lines) if (found := _NUMBER.match(line))]
    if not any(found["blank"] for _, found in numbered):
        return source
    glued = dict(_running(numbered))
    code = {n for token in source.tokens if token.type == "fence" and token.map for n in range(*token.map)}
    lines = list(source.lines)
    for n, end in glued.items():
        if n not in code and lines[n][end].isalpha():
            lines[n] = f"{lines[n][:end]} {lines[n][end:]}"
    return source if lines == source.lines else source.with_lines(lines)


def _running(numbered: Sequence[tuple[int, re.Match[str]]]) -> Iterator[tuple[int, int]]:
    """Lines of such numbers that follow the one before, or that the one behind follows; where each number ends."""
    numbers = [int(found["number"]) for _, found in numbered]
    for at, (n, found) in enumerate(numbered):
        if not found["blank"]:
            after = numbers[at + 1] - numbers[at] if at + 1 < len(numbers) else 0
            before = numbers[at] - numbers[at - 1] if at else 0
            if 1 in (before, after):
                yield n, found.end("before")
