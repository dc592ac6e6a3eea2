"""Lists of questions that are indented by four blanks, which makes code of them: moved to the left.

Only where nothing but a blank line or a heading stands above, and most of the marked lines ask: code has lists, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from exporter.readers.inferred import prefixes
from exporter.readers.inferred.question_cues import LIKELY, asks
from exporter.readers.source import Source

_MARKED = re.compile(r"(?: {4}|\t) {0,3}(?:\d{1,4}[.)]|[-*+]|[Qq]\d{0,4}[.:)])[ \t]+(?=\S)")
_LEAST = 2  # marked lines that make a list


def replaced(source: Source) -> Source:
    """The source itself, or one whose lists of questions stand at the left."""
    if sum(bool(_MARKED.match(line)) for line in source.lines) < _LEAST:
        return source
    lines = list(source.lines)
    moved = False
    for first, end in _code(source):
        if _is_list(lines[first:end]):
            indent = min(len(line) - len(line.lstrip(" ")) for line in lines[first:end] if line.strip())
            lines[first:end] = [line[indent:] if line.strip() else line for line in lines[first:end]]
            moved = True
    return source.with_lines(lines) if moved else source


def _code(source: Source) -> Iterator[tuple[int, int]]:
    """The lines of indented code outside of lists and quotes."""
    for token in source.tokens:
        if token.type == "code_block" and token.level == 0 and token.map:
            yield token.map[0], token.map[1]


def _is_list(lines: Sequence[str]) -> bool:
    """Whether lines begin with a marked one, and most marked ones ask."""
    marked = [found for line in lines if (found := _MARKED.match(line))]
    if len(marked) < _LEAST or not _MARKED.match(next(line for line in lines if line.strip())):
        return False
    asking = sum(asks(prefixes.read(found.string[found.end() :]).text) >= LIKELY for found in marked)
    return asking * 2 > len(marked)
