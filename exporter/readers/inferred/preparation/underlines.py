"""Titles underlined by marks that Markdown does not know, as in plain text: they become headings, in the same lines.

Of `~~~~` Markdown makes a fence that swallows all that follows, of `****` a rule, of others text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from exporter.readers.inferred import boilerplate
from exporter.readers.source import Source

_UNDERLINE = re.compile(r"^(?:~{4,}|\^{4,}|\"{4,}|\+{4,}|\*{4,}|#{7,})[ \t]*$", re.MULTILINE)
_OVERLINE = re.compile(r"^={4,}[ \t]*$", re.MULTILINE)
_LEVELS = {"*": 1, "#": 1, "~": 3, "+": 4, "^": 4, '"': 5}
_SLACK = 3  # columns by which an underline may be longer or shorter than its title


def replaced(source: Source) -> Source:
    """The source itself, or one whose titles are headings of Markdown; the underline becomes a comment."""
    boxed = _OVERLINE.search(source.text)
    if not boxed and not _UNDERLINE.search(source.text):
        return source
    lines = list(source.lines)
    if boxed:
        _unbox(lines)
    for n in range(1, len(lines)):
        mark = lines[n].rstrip()
        title = lines[n - 1].strip()
        if not _UNDERLINE.match(mark) or not title or abs(len(title) - len(mark)) > _SLACK or not _is_title(title):
            continue
        if _stands_alone(lines, n, mark):
            lines[n - 1] = f"{'#' * _LEVELS[mark[0]]} {title}"
            lines[n] = boilerplate.GONE
            if n > 1 and lines[n - 2].rstrip() == mark:  # the same line above it
                lines[n - 2] = boilerplate.GONE
    return source.with_lines(lines)


def _unbox(lines: list[str]) -> None:
    """Makes headings of titles between two equal lines of `=`: sections, or the document's title where there is one."""
    found = [
        n
        for n in range(len(lines) - 2)
        if _OVERLINE.fullmatch(lines[n])
        and lines[n + 2].rstrip() == lines[n].rstrip()
        and _is_title(lines[n + 1])
        and (n == 0 or not lines[n - 1].strip())
    ]
    for n in found:
        lines[n], lines[n + 2] = boilerplate.GONE, boilerplate.GONE
        lines[n + 1] = f"{'#' if len(found) == 1 else '##'} {lines[n + 1].strip()}"


def _stands_alone(lines: Sequence[str], n: int, mark: str) -> bool:
    """Whether no more than one other line stands right above the title, or the same line of marks."""
    return n < 3 or not lines[n - 2].strip() or not lines[n - 3].strip() or lines[n - 2].rstrip() == mark


def _is_title(text: str) -> bool:
    return any(letter.isalnum() for letter in text) and not text.startswith(("#", "|", ">", "```", "~~~"))
