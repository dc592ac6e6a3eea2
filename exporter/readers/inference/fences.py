"""Fences that were left open: they swallow questions, and the next fence with a language closes nothing.

Such a fence is closed in the blank line above the first line in it that marks a question, so that all lines keep their
numbers. A fence is suspicious when it holds the opening of another one, or when nothing closes it up to the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from exporter.model import Problem, Severity
from exporter.readers.inference import prefixes
from exporter.readers.inference.asking import LIKELY, asks
from exporter.readers.source import Source

_OPENING = re.compile(r"^[ \t]*(`{3,}|~{3,})[ \t]*([\w+#.-]+)[ \t]*$", re.MULTILINE)
_MARKER = re.compile(r"^ {0,3}(?:\d{1,4}[.)][ \t]+)?(?:#{1,6}[ \t]+|(?=\*\*)|<summary>|(?=Q\d*[.:)]))(.*)$")
_ROUNDS = 3


class _Fence(NamedTuple):
    line: int  # of its opening, 0-based
    mark: str


def repaired(source: Source) -> Source:
    """The source itself, or one with the same lines in which open fences are closed."""
    for _ in range(_ROUNDS):
        closings = _closings(source)
        if not closings:
            break
        source = _closed(source, closings)
    return source


def unclosed(source: Source) -> Iterator[Problem]:
    """Fences that nothing closes before the next question, or before the end of the document."""
    said: set[int] = set()
    for _ in range(_ROUNDS):
        closings = _closings(source)
        for line, fence in closings.items():
            if fence.line not in said:
                message = (
                    f"the code begun here is not closed before the question in line {source.at(line + 1).line}. "
                    f"Write {fence.mark} on a line of its own below the code."
                )
                yield Problem(Severity.WARNING, "open-fence", message, source.at(fence.line))
            said.add(fence.line)
        if not closings:
            break
        source = _closed(source, closings)
    last = _last_open(source)
    if last and last.line not in said:
        message = f"the code begun here is never closed. Write {last.mark} on a line of its own below the code."
        yield Problem(Severity.WARNING, "open-fence", message, source.at(last.line))


def _last_open(source: Source) -> _Fence | None:
    """A fence that runs to the end of the document."""
    fences = [token for token in source.skeleton if token.type == "fence"]
    if fences and (where := fences[-1].map) and not _is_closed(source.lines, where, fences[-1].markup):
        return _Fence(where[0], fences[-1].markup)
    return None


def _closed(source: Source, closings: Mapping[int, _Fence]) -> Source:
    lines = list(source.lines)
    for line, fence in closings.items():
        lines[line] = fence.mark
    return source.with_lines(lines)


def _closings(source: Source) -> dict[int, _Fence]:
    """Blank lines that must close a fence, with that fence."""
    found: dict[int, _Fence] = {}
    fences = [token for token in source.skeleton if token.type == "fence"]
    torn = bool(fences) and not _is_closed(source.lines, fences[-1].map or [0, 0], fences[-1].markup)
    for token in fences:
        inner = token.markup[0] * 3 in token.content and _OPENING.search(token.content)
        if token.map and (inner or torn):
            line = _swallowed(source.lines, token.map[0] + 1, token.map[1])
            if line is not None:
                found[line - 1] = _Fence(token.map[0], token.markup)
                torn = False
    return found


def _is_closed(lines: Sequence[str], where: Sequence[int], mark: str) -> bool:
    last = lines[min(where[1], len(lines)) - 1].strip()
    return where[1] - where[0] > 1 and last.startswith(mark) and not last.strip(mark[0])


def _swallowed(lines: Sequence[str], start: int, end: int) -> int | None:
    """The first line, below a blank one, that marks a question."""
    for n in range(start, min(end, len(lines))):
        if not lines[n - 1].strip() and n > start:
            found = _MARKER.match(lines[n])
            if found:
                prefix = prefixes.read(found[1])
                if asks(prefix.text) >= LIKELY or prefix.label or prefix.number is not None:
                    return n
    return None
