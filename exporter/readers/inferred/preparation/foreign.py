"""Cards between the lines of other programs, put as labelled questions and answers.

`START … Back: … END`, `STARTI [Basic] … Back: … ENDI` and `%%ANKI … END%%` of plugins for Obsidian, and the records of
question pools, `G1A01 (C)` above a question with options. What surrounds the cards becomes a comment.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from exporter.readers.inferred import boilerplate
from exporter.readers.source import Source

_BLOCKS = {"START": "END", "%%ANKI": "END%%"}
_KIND = re.compile(r"(?:Basic|Cloze|Choice)\b[\w ()+-]{0,40}")
_BACK = re.compile(r"Back:\s*")
_FRONT = re.compile(r"Front:\s*")
_ID = re.compile(r"(?:<!--\s*)?ID:\s*\d+\s*(?:-->)?")
_GAP = re.compile(r"\{\{c\d|==\S|\{[^{}]+\}")
_INLINE = re.compile(
    r"STARTI\s+\[[\w ()+-]{1,60}\]\s+(?P<front>\S.*?)(?:\s+Back:\s*(?P<back>\S.*?))?"
    r"\s*(?:(?:<!--\s*)?ID:\s*\d+\s*(?:-->)?\s*)?ENDI"
)
_RECORD = re.compile(
    r"(?=[A-Z\d.-]{0,9}\d)[A-Z\d][A-Z\d.-]{1,9}[ \t]+\((?P<key>[A-H](?:,? ?[A-H]){0,7})\)(?:[ \t]+\[.{1,60}\])?[ \t]*"
)
_OPTION = re.compile(r"\(?[A-Ha-h][.)]\s")
_LEAST = 2  # records


def replaced(source: Source) -> Source:
    """The source itself, or one whose lines say so."""
    lines = list(source.lines)
    _blocks(lines)
    _inline(lines)
    _records(lines)
    return source if lines == source.lines else source.with_lines(lines)


def _blocks(lines: list[str]) -> None:
    """The blocks of plugins that name the kind of a note in their second line and its back by a label."""
    for n, line in enumerate(lines[:-2]):
        end = _BLOCKS.get(line.strip())
        if not end or not _KIND.fullmatch(lines[n + 1].strip()):
            continue
        shut = next((at for at in range(n + 2, len(lines)) if lines[at].strip() in (end, line.strip())), len(lines))
        if shut == len(lines) or lines[shut].strip() != end:
            continue
        if lines[n + 1].startswith("Cloze"):
            _cloze(lines, n, shut)
            continue
        back = next((at for at in range(n + 2, shut) if _BACK.match(lines[at])), None)
        if back is None or back == n + 2:
            continue
        lines[n] = lines[n + 1] = lines[shut] = boilerplate.GONE
        lines[n + 2] = f"Q: {_FRONT.sub('', lines[n + 2], count=1)}"
        lines[back] = _BACK.sub("A: ", lines[back], count=1)
        _without_ids(lines, back, shut)


def _cloze(lines: list[str], first: int, last: int) -> None:
    """A block with gaps: its text alone is the card."""
    if any(_GAP.search(lines[at]) for at in range(first + 2, last)):
        lines[first] = lines[first + 1] = lines[last] = boilerplate.GONE
        _without_ids(lines, first + 2, last)


def _without_ids(lines: list[str], first: int, last: int) -> None:
    for at in range(first, last):
        if _ID.fullmatch(lines[at].strip()):
            lines[at] = boilerplate.GONE


def _inline(lines: list[str]) -> None:
    """The same on one line: as `Q: front A: back`, which families know."""
    for n, line in enumerate(lines):
        found = _INLINE.fullmatch(line.strip()) if "STARTI" in line else None
        if found and found["back"]:
            lines[n] = f"Q: {found['front']} A: {found['back']}"
        elif found and _GAP.search(found["front"]):
            lines[n] = found["front"]


def _records(lines: list[str]) -> None:
    """The records of a question pool: an id with the key, the question, its options up to a blank line or `~~`."""
    heads = [(n, found["key"]) for n, line in enumerate(lines[:-2]) if (found := _RECORD.fullmatch(line))]
    if len(heads) < _LEAST:
        return
    edges = [*(n for n, _ in heads[1:]), len(lines)]
    for (n, key), edge in zip(heads, edges, strict=True):
        end = next((at for at in range(n + 1, edge) if lines[at].strip() in ("", "~~")), None)
        if end is not None and _is_record(lines[n + 1 : end]):
            lines[n] = boilerplate.GONE
            lines[n + 1] = f"Q: {lines[n + 1]}"
            lines[end] = f"Answer: {', '.join(letter for letter in key if letter.isalpha())}"


def _is_record(lines: Sequence[str]) -> bool:
    """Whether options follow a question."""
    offered = sum(bool(_OPTION.match(line)) for line in lines)
    return len(lines) > _LEAST <= offered and not _OPTION.match(lines[0])
