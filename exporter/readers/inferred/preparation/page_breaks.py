"""Page breaks (form feeds), as programs that turn PDF into text write them: what returns at them is left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exporter.readers import running_heads
from exporter.readers.source import Source

_FEED = "\f"
_BEFORE, _BEHIND = 3, 2  # lines of a foot and of a head


def replaced(source: Source) -> Source:
    """The source without form feeds, running heads, feet and page numbers; lines keep their numbers."""
    if _FEED not in source.text:
        return source
    lines = source.lines
    breaks = [n for n, line in enumerate(lines) if _FEED in line]
    found = [*_near(lines, breaks)]
    texts = [(page, lines[n].replace(_FEED, " ").strip()) for page, n in found]
    out = running_heads.returning(texts, len(breaks))
    gone = {found[index][1] for index in out}
    return source.with_lines("" if n in gone else line.replace(_FEED, "") for n, line in enumerate(lines))


def _near(lines: Sequence[str], breaks: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The lines at page breaks with text, by their index, each with the number of its page."""
    for page, at in enumerate(breaks, 1):
        yield from ((page, n) for n in _with_text(lines, range(at - 1, -1, -1), _BEFORE))
        yield from ((page + 1, n) for n in _with_text(lines, range(at, len(lines)), _BEHIND))


def _with_text(lines: Sequence[str], order: Sequence[int], most: int) -> Iterator[int]:
    for n in order:
        if lines[n].strip():
            yield n
            most -= 1
        if not most or (lines[n].startswith(_FEED) and n != order[0]):
            return
