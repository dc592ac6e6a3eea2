"""Notes between the lines `START` and `END`, `%%ANKI` and `END%%`, or on a line between `STARTI` and `ENDI`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from exporter.model import Basic, Card, Location
from exporter.readers.blocks.block import Block, cloze
from exporter.readers.source import Source

_ENDS = {"START": "END", "%%ANKI": "END%%"}
_KIND = re.compile(r"[A-Z][\w ()+-]{0,60}")
_INLINE = re.compile(
    r"[ \t>]*(?:(?:[-*+]|\d{1,4}[.)])[ \t]+)?STARTI\s+\[(?P<kind>[^\[\]]{1,60})\]\s*(?P<said>.*?)\s*ENDI\s*$"
)
_FIELD = re.compile(
    r"(?:(?P<question>Front|Question|Text)|(?P<answer>Back|Answer)|(?P<tags>Tags)"
    r"|(?P<more>(?:Back )?Extra(?: Info)?|Reference|Source|Hint|Explanation|Notes?)):\s+"
)
_NAMES = "Front|Question|Text|Back|Answer|Tags|(?:Back )?Extra(?: Info)?|Reference|Source|Hint|Explanation|Notes?"
_BREAK = re.compile(rf"\s+(?=(?:{_NAMES}):\s|<!--\s*ID:)")  # before a field of a note on one line
_ID = re.compile(r"(?:<!--\s*)?ID:\s*(?P<id>\d{1,20})\s*(?:-->)?")


def blocks(source: Source) -> Iterator[Block]:
    """Blocks between lines that begin and end a note, and notes on a line."""
    done = 0
    for n in range(source.front_lines, len(source.lines)):
        line = source.lines[n]
        if n < done:
            continue
        if found := _INLINE.match(line) if "STARTI" in line else None:
            card = _card(found["kind"], _BREAK.sub("\n", found["said"]).split("\n"), source.at(n))
            if card:
                yield Block(n, n + 1, card)
        elif (end := _ENDS.get(line.strip())) and (shut := _end(source.lines, n, end)):
            kind = source.lines[n + 1].strip()
            card = _card(kind, source.lines[n + 2 : shut], source.at(n + 2)) if _KIND.fullmatch(kind) else None
            if card:
                done = shut + 1
                yield Block(n, done, card)


def _end(lines: Sequence[str], first: int, end: str) -> int:
    """The line that ends a block; 0 where another one begins before."""
    for n in range(first + 1, len(lines)):
        if lines[n].strip() == end:
            return n
        if lines[n].strip() in _ENDS:
            return 0
    return 0


def _card(kind: str, lines: Sequence[str], where: Location) -> Card | None:
    """The card of a note's lines; None where nothing asks or hides anything."""
    said = _fields(lines)
    answer = "\n\n".join(filter(None, [said["answer"], said["more"]]))
    if "cloze" in kind.lower():
        card = cloze("\n\n".join(filter(None, [said["question"], answer])), where)
    else:
        card = Card(said["question"], answer, where) if said["question"] else None
    if card is None:
        return None
    reverse = isinstance(card.kind, Basic) and "reversed" in kind.lower()
    return replace(card, tags=tuple(said["tags"].split()), origin=said["id"] or None, reverse=reverse)


def _fields(lines: Sequence[str]) -> dict[str, str]:
    """What a note says by field; a field goes on up to the next one, tags have a line."""
    fields: dict[str, list[str]] = {name: [] for name in ("question", "answer", "more", "tags", "id")}
    name = "question"
    for line in lines:
        if found := _ID.fullmatch(line.strip()):
            fields["id"] = [found["id"]]
            continue
        if field := _FIELD.match(line):
            name = field.lastgroup or name
            line = f"\n{line}" if name == "more" else line[field.end() :]
        fields[name].append(line)
        name = "more" if name == "tags" else name
    return {name: "\n".join(said).strip() for name, said in fields.items()}
