"""Escapes plain text as Markdown that renders as exactly that text, with names of code as inline code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from exporter.restore.prose.code_names import NO_NAMES, CodeNames
from exporter.restore.prose.inline_code import code_spans

# `\(` and `\[` are math in our Markdown: their backslash doubles, and a bracket is never escaped from the left.
_MARK = re.compile(r"\\(?=[!-/:-@\[-`{-~]|$)|`|\*+|_+|~~+|\](?=\()|<(?=[A-Za-z/!?])|&(?=#?[A-Za-z0-9]{1,31};)|\|")
_BLOCK = re.compile(
    r"(?=>|\#{1,6}(?:\s|$)|[-+*](?:\s|$)|=+\s*$|:{3}|(?:\*\s*){3,}$|(?:_\s*){3,}$)"  # CommonMark 4.1-4.3, 5.1, 5.2
    r"|(?=[-:|][-:|\s]*$)(?=[:|\s]*-)"  # the second row of a table (GFM), an underlined heading, a break
    r"|\d{1,9}(?=[.)](?:\s|$))"
)
_BLANK: Final = frozenset("\t\n\v\f\r \u00a0\u1680\u202f\u205f\u3000") | {chr(c) for c in range(0x2000, 0x200B)}
_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.{1,300}?)(?<!`)\1(?!`)")


def _escape(text: str, before: str, after: str, cell: bool) -> str:
    """Escape what has a meaning inside a line; `before` and `after` are the characters around `text`."""

    def mark(match: re.Match[str]) -> str:
        run, (start, end) = match[0], match.span()
        left = text[start - 1] if start else before
        right = text[end] if end < len(text) else after
        alone = left in _BLANK and right in _BLANK
        inert = {"|": not cell, "*": alone, "_": alone or (left.isalnum() and right.isalnum())}
        return run if inert.get(run[0]) else "".join("\\" + char for char in run)

    return _MARK.sub(mark, text)


def _escape_start(line: str) -> str:
    """Escape what has a meaning only where a block starts, and the closing `#` of a heading."""
    if block := _BLOCK.match(line):
        line = f"{line[: block.end()]}\\{line[block.end() :]}"
    if line.startswith("[!"):  # the kind of an alert
        line = f"[\\{line[1:]}"
    return re.sub(r"(?<=\s)(?=#+$)", r"\\", line)


def _code(name: str, cell: bool) -> str:
    """A code span; its fence is longer than any run of backticks inside (CommonMark 6.1)."""
    fence = "`" * (1 + max(map(len, re.findall("`+", name)), default=0))
    pad = " " if "`" in (name[0], name[-1]) or (name[0] == name[-1] == " " and name.strip()) else ""
    return fence + pad + (name.replace("|", r"\|") if cell else name) + pad + fence


def _spans(line: str, names: CodeNames, backticks: bool) -> Iterator[tuple[int, int, str]]:
    """Start, end and content of each code span to be: the ones that are marked already, and the certain ones."""
    at = 0
    for marked in (*_SPAN.finditer(line),) if backticks else ():
        yield from ((at + a, at + b, line[at + a : at + b]) for a, b in code_spans(line[at : marked.start()], names))
        yield *marked.span(), marked[2][1:-1] if re.fullmatch(r" .*\S.* ", marked[2]) else marked[2]
        at = marked.end()
    yield from ((at + a, at + b, line[at + a : at + b]) for a, b in code_spans(line[at:], names))


def inline(line: str, names: CodeNames, cell: bool = False, backticks: bool = True, edge: str = " ") -> str:
    """A line without what matters at the start of a block; `edge` is the character on both sides of it."""
    done, parts = 0, []
    reference = line.startswith("[")
    for start, end, name in (*_spans(line, names, backticks), (len(line), len(line), "")):
        prose = _escape(line[done:start], "`" if done else edge, "`" if name else edge, cell)
        parts += [prose.replace("]:", r"]\:") if reference else prose, _code(name, cell) if name else ""]
        done = end
    return "".join(parts)


def literal(line: str) -> str:
    """A line of plain text as Markdown that shows just it, without code."""
    return _escape_start(_escape(line, " ", " ", cell=False).replace("]:", r"]\:"))


def markdown(text: str, names: CodeNames = NO_NAMES, *, cell: bool = False, backticks: bool = True) -> str:
    """One paragraph, list item, heading or (`cell`) table cell of plain text as Markdown that renders as that text.

    `backticks`: code spans that the text already holds between backticks stay code spans.
    """
    lines = (line.strip(" \t") for line in re.split(r"\r\n?|\n", text))
    if cell:
        return " ".join(inline(line, names, cell, backticks) for line in lines)
    return "\n".join(_escape_start(inline(line, names, cell, backticks)) for line in lines)
