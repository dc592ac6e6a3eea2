"""Fences that were left open: they swallow questions, and the next fence with a language closes nothing.

Such a fence is closed in the blank line above the first line in it that marks a question, so that all lines keep their
numbers; or in the line that was to close it, and is indented too far for that. A fence is suspicious when it holds the
opening of another one, or such a line, or when nothing closes it up to the end.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from exporter.model import Problem
from exporter.problems.texts import OPEN_FENCE
from exporter.readers import private
from exporter.readers.inferred import prefixes
from exporter.readers.inferred.question_cues import LIKELY, asks
from exporter.readers.source import Source

if TYPE_CHECKING:
    from markdown_it.token import Token

_ANY = re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE)
_OPENING = re.compile(r"^[ \t]*(`{3,}|~{3,})[ \t]*([\w+#.-]+)[ \t]*$", re.MULTILINE)
_OPENS = re.compile(r" {0,3}(?:(`{3,})[^`]*|(~{3,}).*)$")
_SHUTS = re.compile(r" {0,3}(`{3,}|~{3,})[ \t]*$")
_DEEP = re.compile(r"(?: {4,}| {0,3}\t)[ \t]*(`{3,}|~{3,})")  # CommonMark 4.5: it is indented too far to close
_SHUTS_DEEP = re.compile(_DEEP.pattern + r"[ \t]*$")
_MARKER = re.compile(r"^ {0,3}(?:\d{1,4}[.)][ \t]+)?(?:#{1,6}[ \t]+|(?=\*\*)|<summary>|(?=Q\d*[.:)]))(.*)$")
_ROUNDS = 3
_TRIES = 8  # fences above one question that are closed in lines indented too far


class _Fence(NamedTuple):
    line: int  # of its opening, 0-based
    mark: str
    is_shut: bool = False  # whether the line that is to close it was meant to


def repaired(source: Source) -> Source:
    """The source itself, or one with the same lines in which open fences are closed.

    Private comments that stood in them go: they were code up to now.
    """
    given = source
    for _ in range(_ROUNDS):
        closings = _closings(source)
        if not closings:
            break
        source = _closed(source, closings)
    return source if source is given else private.removed(source)[0]


def unclosed(source: Source) -> Iterator[Problem]:
    """Fences that nothing closes before the next question, or before the end of the document."""
    said: set[int] = set()
    for _ in range(_ROUNDS):
        closings = _closings(source)
        for line, fence in closings.items():
            if fence.line not in said:
                yield _problem(source, fence, _ending(source, line) if fence.is_shut else _open(source, line))
            said.add(fence.line)
        if not closings:
            break
        source = _closed(source, closings)
    last = _last_open(source)
    if last and last.line not in said:
        yield _problem(source, last, "is never closed")


def _problem(source: Source, fence: _Fence, said: str) -> Problem:
    message = f"the code begun here {said}. Write {fence.mark} on a line of its own below the code."
    return OPEN_FENCE.at(source.at(fence.line), message)


def _open(source: Source, line: int) -> str:
    return f"is not closed before the question in line {source.at(line + 1).line}"


def _ending(source: Source, line: int) -> str:
    return f"ends in line {source.at(line).line}, whose fence is indented too far to close it"


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
    """Lines that must close a fence, blank ones or such as tried to, with that fence."""
    found: dict[int, _Fence] = {}
    if not _ANY.search(source.text):  # most documents: nothing is parsed for them here
        return found
    fences = [token for token in source.skeleton if token.type == "fence"]
    torn = bool(fences) and not _is_closed(source.lines, fences[-1].map or [0, 0], fences[-1].markup)
    for token in fences:
        first, end = token.map or (0, 0)
        if torn or (token.markup in token.content and _is_suspicious(source.lines, token)):
            ends = dict(_ends(source.lines, first, min(end, len(source.lines))))
            found |= ends
            torn = torn and not ends
    return found


def _is_suspicious(lines: Sequence[str], token: Token) -> bool:
    """Whether a fence holds the opening of another one, or a line that was to close it."""
    first, end = token.map or (0, 0)
    inner = any(mark.startswith(token.markup) for mark, _ in _OPENING.findall(token.content))
    return inner or _shut_in_vain(lines, first, end, token.markup) is not None


def _ends(lines: Sequence[str], first: int, end: int) -> Iterator[tuple[int, _Fence]]:
    """Lines that must close the fence of this stretch, and those that open in it once it is closed."""
    questions = [n for n in range(first + 2, end) if _is_question(lines, n)]
    tried: Counter[int] = Counter()
    at: int | None = first
    while at is not None:
        mark, later = _mark(lines[at]), bisect_right(questions, at + 1)
        question = questions[later] if later < len(questions) else end
        shut = next((n for n in range(at + 1, question) if _mark(lines[n], _SHUTS).startswith(mark)), question)
        if shut == question:
            tried[question] += 1
            meant = _shut_in_vain(lines, at, question, mark) if tried[question] <= _TRIES else None
            shut = question - 1 if meant is None else meant
            if meant is not None or question < end:
                yield shut, _Fence(at, mark, meant is not None)
        at = next((n for n in range(shut + 1, end) if _mark(lines[n])), None)


def _is_question(lines: Sequence[str], n: int) -> bool:
    """Whether a line below a blank one marks a question."""
    found = None if lines[n - 1].strip() else _MARKER.match(lines[n])
    if not found:
        return False
    prefix = prefixes.read(found[1])
    return asks(prefix.text) >= LIKELY or bool(prefix.label) or prefix.number is not None


def _shut_in_vain(lines: Sequence[str], first: int, end: int, mark: str) -> int | None:
    """The line that was to close a fence and is indented too far; pairs of such lines are the code's own."""
    found = [n for n in range(first + 1, min(end, len(lines))) if _mark(lines[n], _DEEP).startswith(mark)]
    return found[0] if len(found) % 2 and _mark(lines[found[0]], _SHUTS_DEEP) else None


def _mark(line: str, shape: re.Pattern[str] = _OPENS) -> str:
    """The fence that a line of this shape holds, or nothing."""
    found = shape.match(line)
    return (found[1] or found[found.re.groups]) if found else ""


def _is_closed(lines: Sequence[str], where: Sequence[int], mark: str) -> bool:
    return where[1] - where[0] > 1 and _mark(lines[min(where[1], len(lines)) - 1], _SHUTS).startswith(mark)
