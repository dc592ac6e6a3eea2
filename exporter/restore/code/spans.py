"""Spans of several lines: docstrings, block comments, heredocs, scripts in HTML."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

LIMIT: Final = 80  # lines that a span may have: an opener that nothing closes holds nothing

_TRIPLE = re.compile(r"\"\"\"|'''")
_HEREDOC = re.compile(r"(?:^|[\w\s)])<<[-~]?\s?['\"]?([A-Z][A-Z0-9_]+)['\"]?")
_OPENERS: Final = (
    ("comment", re.compile(r"\s*/\*(?!.*\*/)")),
    ("markup", re.compile(r"\s*<!--(?!.*-->)")),
    ("script", re.compile(r"\s*<script\b(?!.*</script>)")),
    ("style", re.compile(r"\s*<style\b(?!.*</style>)")),
    ("template", re.compile(r"[^`]*[=(\w:]\s?`[^`]*$")),
)
_CLOSERS: Final = (
    ("comment", "*/"),
    ("markup", "-->"),
    ("script", "</script>"),
    ("style", "</style>"),
    ("template", "`"),
    ('"""', '"""'),
    ("'''", "'''"),
)


def held(lines: Sequence[str]) -> list[bool]:
    """For every line, whether it stands inside a span or closes one (the line that opens one is free)."""
    closers = _closers(lines)
    inside = [False] * len(lines)
    at = 0
    while at < len(lines):
        end = _end(lines[at], at, closers)
        inside[at + 1 : end + 1] = [True] * (end - at)
        at = end + 1
    return inside


def _end(line: str, at: int, closers: dict[str, list[int]]) -> int:
    """The line that closes the span opened in this line; the line itself where none is opened, or none closes it."""
    kind = _opened(line)
    places = closers.get(kind, []) if kind else []
    nearest = bisect_left(places, at + 1)
    if nearest < len(places) and places[nearest] - at <= LIMIT:
        return places[nearest]
    return at


def _opened(line: str) -> str:
    """The kind of span that the line leaves open, or nothing; a heredoc's kind is its end word."""
    triples = _TRIPLE.findall(line[:2000])
    if len(triples) % 2:
        return str(triples[-1])
    heredoc = _HEREDOC.search(line[:2000])
    if heredoc:
        return "end " + heredoc[1]
    return next((kind for kind, opener in _OPENERS if opener.match(line[:400])), "")


def _closers(lines: Sequence[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        for kind, mark in _CLOSERS:
            if mark in line:
                places[kind].append(number)
        if line.strip().isupper():
            places["end " + line.strip()].append(number)
    return places
