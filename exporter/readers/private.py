"""Private comments of Obsidian, `%%so%%`: what a person writes for herself stands on no card and no page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from exporter.readers.source import Source

_CODE = r"(?P<code>(?P<ticks>`+)(?!`).{0,500}?(?<!`)(?P=ticks)(?!`))"
# Within a line: blanks or the line's ends around it, since a percent sign is written twice elsewhere, too (`%%i`)
_INLINE = re.compile(rf"{_CODE}|(?P<before>(?<!\S)|(?<=[(\[]))%%(?=\S|[ \t])(?:(?!%%).)+%%(?!\w)")
_OPEN = re.compile(r"\s*%%(?!\s*(?:ANKI|START)\b)")  # those are cards of plugins
_BEFORE = re.compile(r"[ \t]+(?=[.,;:!?)]|$)")
_BLANKS = re.compile(r"(?<=\S)[ \t]{2,}(?=\S)")


def removed(source: Source) -> tuple[Source, list[int]]:
    """The source without them, and the 0-based lines that they took wholly; the source itself where it has none."""
    if source.text.count("%%") < 2:
        return source, []
    code = _code(source)
    lines = list(source.lines)
    gone: list[int] = []
    for first, end in _blocks(lines, code):
        lines[first:end] = [""] * (end - first)
        gone += range(first, end)
    for n, line in enumerate(lines):
        if "%%" in line and n not in code:
            lines[n] = _without(line)
            gone += [n] if not lines[n].strip() else []
    return (source.with_lines(lines), sorted(gone)) if lines != source.lines else (source, [])


def kept(text: str) -> str:
    """A card's text in which what would be a private comment where it is written again stays a text: `\\%%so%%`."""
    if text.count("%%") < 2:
        return text
    source = Source("", text)
    code = _code(source)
    lines = list(source.lines)
    for first, _ in _blocks(lines, code):
        lines[first] = lines[first].replace("%%", "\\%%", 1)
    for n, line in enumerate(lines):
        if "%%" in line and n not in code:
            lines[n] = _INLINE.sub(_escaped, line)
    return "\n".join(lines) if lines != source.lines else text


def _escaped(found: re.Match[str]) -> str:
    return found[0] if found["code"] else found[0].replace("%%", "\\%%", 1)


def _code(source: Source) -> set[int]:
    """The lines of a source that are blocks of code."""
    return {n for token in source.tokens if token.type in ("fence", "code_block") and token.map for n in _lines(token)}


def _lines(token: object) -> range:
    return range(*token.map)  # type: ignore[attr-defined]


def _without(line: str) -> str:
    """A line without comments outside of code, and without the blanks that they leave."""
    cut = _INLINE.sub(lambda found: found["code"] or "", line)
    if cut == line:
        return line
    words = cut.lstrip()
    return cut[: len(cut) - len(words)] + _BEFORE.sub("", _BLANKS.sub(" ", words))


def _blocks(lines: Sequence[str], code: set[int]) -> Iterator[tuple[int, int]]:
    """Comments of several lines: from a line that opens one to the line that ends it; one without an end is none."""
    ends = [n for n, line in enumerate(lines) if n not in code and line.rstrip().endswith("%%")]
    at, done = 0, 0
    for n, line in enumerate(lines):
        if n < done or n in code or not _OPEN.match(line) or line.count("%%") != 1:
            continue
        while at < len(ends) and ends[at] <= n:
            at += 1
        if at < len(ends):
            done = ends[at] + 1
            yield n, done
