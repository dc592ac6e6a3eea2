"""Headings in HTML with text on the very next line, which Markdown takes for HTML as well: they become Markdown's."""

from __future__ import annotations

import re

from exporter.readers.inferred.detectors.html_headings import TAGS
from exporter.readers.source import Source

_HEADING = re.compile(r" {0,3}<h([1-6])\b[^<>]{0,200}>(.{1,500}?)</h\1>[ \t]*", re.IGNORECASE)
_MAY = re.compile(r"</h[1-6]>[ \t]*\n(?=[^\s<]|<(?:b|strong|i|em|code|a)\b)", re.IGNORECASE)
_TEXT = re.compile(r"[^\s<]|<(?:b|strong|i|em|code|a)\b", re.IGNORECASE)


def replaced(source: Source) -> Source:
    """The source itself, or one whose headings of that kind have the signs of Markdown."""
    if not _MAY.search(source.text):
        return source
    code = {n for token in source.skeleton if token.type == "fence" and token.map for n in range(*token.map)}
    lines = list(source.lines)
    for n, after in enumerate(lines[1:]):
        found = _HEADING.fullmatch(lines[n]) if _TEXT.match(after) and n not in code else None
        if found and "<img" not in found[2]:
            lines[n] = f"{'#' * int(found[1])} {' '.join(TAGS.sub('', found[2]).split())}"
    return source if lines == source.lines else source.with_lines(lines)
