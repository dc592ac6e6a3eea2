"""Numbered titles underlined by hyphens, `1. What is …?` above `-----`: a list and a rule to Markdown."""

from __future__ import annotations

import re

from exporter.readers.inferred import boilerplate, prefixes
from exporter.readers.inferred.question_cues import SURE, asks
from exporter.readers.source import Source

_TITLE = re.compile(r"\d{1,4}[.)] \S")
_LINE = re.compile(r"-{3,}[ \t]*|={3,}[ \t]*")
_MAY = re.compile(r"^\d{1,4}[.)] [^\n]*\n(?:-{3,}|={3,})[ \t]*$", re.MULTILINE)
_LEAST = 2
_SHARE = 0.8  # of the numbered lines that stand alone that must be underlined


def replaced(source: Source) -> Source:
    """The source itself, or one with the signs of headings before such titles."""
    if not _MAY.search(source.text):
        return source
    code = {n for token in source.skeleton if token.type == "fence" and token.map for n in range(*token.map)}
    lines = list(source.lines)
    alone = [
        n
        for n, line in enumerate(lines[:-1])
        if n not in code and _TITLE.match(line) and (n == 0 or not lines[n - 1].strip())
    ]
    titles = [n for n in alone if _LINE.fullmatch(lines[n + 1])]
    single = [n for n in alone if not _TITLE.match(lines[n + 1])]  # of a list in an answer several follow each other
    is_question = len(titles) == 1 and asks(prefixes.read(lines[titles[0]]).text) >= SURE
    if (len(titles) < _LEAST and not is_question) or len(titles) < _SHARE * len(single):
        return source
    for n in titles:
        lines[n] = f"{'#' if lines[n + 1].startswith('=') else '##'} {lines[n]}"
        lines[n + 1] = boilerplate.GONE
    return source.with_lines(lines)
