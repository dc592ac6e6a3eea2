"""Comments in code without a fence, `# as this one`: Markdown takes them for headings, and the rest for a section."""

from __future__ import annotations

import re
from collections.abc import Sequence

from exporter.readers.inferred.question_cues import LIKELY, asks
from exporter.readers.source import Source

_COMMENT = re.compile(r"#{1,2}[ \t]+\S")
_MAY = re.compile(r"^#{1,2}[ \t]+\S", re.MULTILINE)
_CODE = re.compile(  # what no sentence is: prompts, calls, assignments, first words of statements
    r"\s*(?:>>>|\.\.\.\s|\$\s|(?:def|class|import|from|return|for|while|if|elif|else|try|except|with|print|public|private"
    r"|static|void|const|let|var|function|echo|sudo|SELECT|INSERT)\b.*[:;(){}=\[\]\"'].*"
    r"|[\w.\[\]\"', ]{1,60}\s?(?:[-+*/|&]?=|=>|:=)\s?[^\s=].*|[\w.]{1,60}\(.*\)[;,]?\s*(?:#.*)?$|.*[;{}]\s*$)"
)


def replaced(source: Source) -> Source:
    """The source itself, or one whose comments are text."""
    if not _MAY.search(source.text):
        return source
    lines = list(source.lines)
    code = {n for token in source.tokens if token.type == "fence" and token.map for n in range(*token.map)}
    for n in range(source.front_lines, len(lines)):
        if n not in code and _COMMENT.match(lines[n]) and _stands_in_code(source.lines, n):
            lines[n] = f"\\{lines[n]}"
    return source if lines == source.lines else source.with_lines(lines)


def _stands_in_code(lines: Sequence[str], n: int) -> bool:
    """Whether code stands right above or below a line that does not ask; a heading has blank lines there."""
    above, below = lines[n - 1] if n else "", lines[n + 1] if n + 1 < len(lines) else ""
    if _COMMENT.match(below):  # a comment of several lines
        below = lines[n + 2] if n + 2 < len(lines) else ""
    return any(_CODE.match(line) for line in (above, below)) and asks(lines[n].lstrip("# \t")) < LIKELY
