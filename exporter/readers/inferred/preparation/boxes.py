"""Folded boxes of documentation generators and notes: what they hold is put where it would stand without them.

`??? success "Show answer"`, `:::details Show answer` and `> [!success]- Answer` become a label of an answer; the text
in `??? question "Why?"` loses the indent of its box. The titles of questions are left to the family of admonitions.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from exporter.lexicon.wording import Wording
from exporter.readers.inferred import boilerplate
from exporter.readers.inferred.detectors.summaries import says_answer
from exporter.readers.source import Source

_LABEL = "Answer:"
_TITLED = re.compile(
    r'^(?P<indent>[ \t]*)(?:\?\?\?\+?|!!!)[ \t]+(?P<kind>[\w-]+)(?:[ \t]+[\w-]+)*(?:[ \t]+"(?P<title>[^"]+)")?[ \t]*$'
)
_DETAILS = re.compile(r"^(?P<indent>[ \t]*)(?P<fence>:{3,})[ \t]*(?:details|spoiler)[ \t]+(?P<title>\S.*)$")
_CALLOUT = re.compile(r"^(?P<indent>[ \t]*(?:>[ \t]?)*)>[ \t]?\[!(?P<kind>[\w-]+)\][+-]?[ \t]*(?P<title>.*)$")
_QUOTED = re.compile(r">[ \t]?")
_SIGNS = ("??? ", "???+", "!!! ", ":::", "[!")
_ASKS = Wording(("question", "faq"))
_INDENT = 4


class _Box(NamedTuple):
    """The first line of a box."""

    kind: str  # "titled", "details" or "callout"
    indent: str
    is_answer: bool
    fence: str = ""


def replaced(source: Source) -> Source:
    """The source itself, or one without such boxes."""
    if not any(sign in source.text for sign in _SIGNS):
        return source
    code = {n for token in source.tokens if token.type == "fence" and token.map for n in range(*token.map)}
    lines = list(source.lines)
    for n in range(source.front_lines, len(lines)):
        box = _box(lines[n]) if n not in code else None
        if box:
            _open(lines, n, box)
    return source if lines == source.lines else source.with_lines(lines)


def _box(line: str) -> _Box | None:
    """The box that a line begins, where it holds an answer or a question."""
    if not any(sign in line for sign in _SIGNS):
        return None
    if found := _TITLED.match(line):
        is_answer = _is_answer(found["kind"], found["title"])
        asks = _ASKS.says(found["kind"]) or (found["title"] or "").endswith(("?", "？"))
        return _Box("titled", found["indent"], is_answer) if is_answer or asks else None
    if found := _DETAILS.match(line):
        return _Box("details", found["indent"], True, found["fence"]) if _is_answer("", found["title"]) else None
    found = _CALLOUT.match(line)
    return _Box("callout", found["indent"], True) if found and _is_answer(found["kind"], found["title"]) else None


def _is_answer(kind: str, title: str | None) -> bool:
    return says_answer((title or "").strip() or kind, firmly=True)


def _open(lines: list[str], first: int, box: _Box) -> None:
    """Takes the box off its lines."""
    if box.is_answer:
        lines[first] = f"{box.indent}{_LABEL}"
    for n in range(first + 1, len(lines)):
        line = lines[n]
        if box.kind == "details":
            if line.strip() == box.fence:
                lines[n] = boilerplate.GONE
                return
            if line.startswith(box.indent + box.fence):
                return  # nothing closes it
        elif box.kind == "callout":
            if not line.startswith(box.indent) or not (quoted := _QUOTED.match(line, len(box.indent))):
                return
            lines[n] = box.indent + line[quoted.end() :]
        elif line.strip():
            if not line.startswith(box.indent) or not (inner := _dedented(line[len(box.indent) :])):
                return
            lines[n] = box.indent + inner


def _dedented(line: str) -> str:
    """A line without the indent of its box; "" where it has none."""
    if line.startswith("\t"):
        return line[1:]
    return line[_INDENT:] if line.startswith(" " * _INDENT) else ""
