"""Definitions of links (`[name]: address`): texts that use one must carry it, since cards stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)([^\[\]\n]{1,200})\]:[ \t]*(\S[^\n]*)$")
_USED = re.compile(r"\[([^\[\]\n]{1,200})\](?:\[([^\[\]\n]{0,200})\])?(?![(:])")


class Definitions:
    """All definitions of a document."""

    def __init__(self, lines: Sequence[str], covered: Iterable[tuple[int, int]]) -> None:
        self.lines: set[int] = set()  # 0-based lines that define
        self.known: dict[str, str] = {}  # by names folded as CommonMark compares them; the first of a name counts
        starts = [n for n, line in enumerate(lines) if "]:" in line]
        ranges = iter(covered) if starts else iter(())
        first, end = next(ranges, (len(lines), len(lines)))
        for n in starts:
            while end <= n:
                first, end = next(ranges, (len(lines), len(lines) + 1))
            found = _DEFINITION.match(lines[n]) if n < first else None
            if found:
                self.lines.add(n)
                self.known.setdefault(_folded(found[1]), found[0].strip())

    def inlined(self, text: str) -> str:
        """A text with the definitions that it uses appended, but for those it holds itself."""
        if "]" not in text or not self.known:
            return text
        names = dict.fromkeys(_folded(used[2] or used[1]) for used in _USED.finditer(text))
        own = {_folded(match[1]) for match in _DEFINITION.finditer(text)} if "]:" in text else set()
        lines = [self.known[name] for name in names if name in self.known and name not in own]
        return f"{text}\n\n" + "\n".join(lines) if lines else text


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
