"""Numbers without a blank behind them, `3.Explain …`, among items that have one: given one, they are items as well."""

from __future__ import annotations

import re

from exporter.readers.source import Source

_TIGHT = re.compile(r"(\d{1,4})\.(?=[^\W\d_a-z]\w|[^\W\d_a-z] )")  # before a word with a capital
_SPACED = re.compile(r"(\d{1,4})\.[ \t]+\S")


def replaced(source: Source) -> Source:
    """The source itself, or one with a blank behind such numbers where they lack between those of items."""
    lines = source.lines
    tight = {n: found for n, line in enumerate(lines) if (found := _TIGHT.match(line)) and not lines[n - 1].strip()}
    spaced = {int(found[1]) for line in lines if (found := _SPACED.match(line))} if tight else set()
    numbers = spaced.union(int(found[1]) for found in tight.values())
    lacking = [n for n, found in tight.items() if int(found[1]) not in spaced and int(found[1]) - 1 in numbers]
    if not lacking or not spaced:
        return source
    code = {n for token in source.skeleton if token.type == "fence" and token.map for n in range(*token.map)}
    changed = list(lines)
    for n in lacking:
        if n not in code:
            changed[n] = f"{tight[n][0]} {lines[n][tight[n].end() :]}"
    return source.with_lines(changed)
