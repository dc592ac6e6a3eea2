"""Labels of answers without a blank behind their colon, `A:So.`: given one where the document labels its answers so.

One such line is text: `A:\\Files`, `answer:x`. Where as many questions are labelled, or nothing but keys such as
`Answer:B` stand behind the labels, they are labels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from exporter.readers.inferred import prefixes
from exporter.readers.labelling import ANSWERED
from exporter.readers.source import Source

_TIGHT = re.compile(r":(?=[^\W_]|[\"“(`])")
_BOLD = ("", "**", "__")
_INDENTED = 4  # blanks that make code
_LEAST = 2
_KEY = 8  # characters of a key
_LONGEST = 30  # characters of a label


def replaced(source: Source) -> Source:
    """The source itself, or one with a blank behind such labels."""
    found = dict(_tight(source))
    if len(found) < _LEAST:
        return source
    lines = list(source.lines)
    asked = sum(prefixes.read(line).label == "q" for line in lines)
    are_keys = all(len(lines[n]) - at <= _KEY and at > len("a:") for n, at in found.items())
    if not are_keys and 2 * asked < len(found):
        return source
    for n, at in found.items():
        lines[n] = f"{lines[n][:at]} {lines[n][at:]}"
    return source.with_lines(lines)


def _tight(source: Source) -> Iterator[tuple[int, int]]:
    """The lines that begin with such a label, outside of code, and where it ends."""
    may = [(n, line) for n, line in enumerate(source.lines) if -1 < line.find(":", 0, _LONGEST) < len(line) - 1]
    found = [(n, end) for n, line in may if not line[line.find(":") + 1].isspace() and (end := _label_end(line))]
    if len(found) >= _LEAST:
        code = {n for token in source.skeleton if token.type == "fence" and token.map for n in range(*token.map)}
        yield from ((n, end) for n, end in found if n not in code)


def _label_end(line: str) -> int:
    """Where the label ends that a line begins with; 0 where it begins with none."""
    text = line.lstrip(" ")
    indent = len(line) - len(text)
    may = indent < _INDENTED and ANSWERED.may_begin(text)
    ends = (_TIGHT.match(text, head.end) for head in (ANSWERED.heads(text) if may else ()) if head.open in _BOLD)
    return next((indent + found.end() for found in ends if found), 0)
