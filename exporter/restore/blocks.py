"""Blocks of pasted text as Markdown: code, diagrams, tables, lists, callouts, headings, paragraphs.

A browser's plain-text copy gives one line per paragraph, list item and table row, code as it was, and a box diagram as
one line. Code is found first, then diagrams, then tables among the runs of lines that are left; what has a bullet, a
number or a callout's emoji is that; a short line that stands alone like a title is a heading; the rest is prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from exporter import markup
from exporter.problems.code import Code
from exporter.problems.texts import DOUBTFUL_DIAGRAM, DOUBTFUL_TABLE
from exporter.restore import code, diagrams, glued, prose, tables
from exporter.restore.words.gaps import unglue
from exporter.restore.words.vocabulary import Vocabulary

CALLOUTS = {
    "tip": "💡👉🎯🧠✨",
    "warning": "⚠🚨",
    "note": "ℹ📝📘📖🗒",
    "important": "🔬📌❗‼🔑⭐🔥",
    "caution": "🚫⛔🛑",
}
_KINDS = {emoji: kind for kind, row in CALLOUTS.items() for emoji in row}
_CALLOUT = re.compile(rf"^\s*([{''.join(_KINDS)}])\ufe0f?\s*(.+)$")
_ITEM = re.compile(r"^(\s*)(?:([•◦▪‣●○∙·*+–-])|(\d{1,3})[.)])\s+(\S.*)$")
_COMMAND = re.compile(r"`[^`]+`(?![,;:.)])[^`,;]*(?:`[^`]+`[^`,;]*)*$")
_TITLE_END = re.compile(r"[\w)\]\"'’&+#]$")


@dataclass(frozen=True, slots=True)
class Context:
    """What is known around a stretch of lines."""

    vocabulary: Vocabulary
    names: prose.CodeNames
    question: str = ""
    glued: Mapping[str, str] = field(default_factory=dict)  # words of the document, and how each comes apart

    def unglued(self, text: str) -> str:
        """The text with the spaces that vanished between its elements."""
        parted = unglue(text, self.vocabulary.is_ordinary, self.names.tokens)[0]
        return glued.apart(parted, self.glued)

    def markdown(self, text: str) -> str:
        """Pasted prose as Markdown."""
        return prose.markdown(self.unglued(text), self.names)


@dataclass(frozen=True, slots=True)
class RestoreDoubt:
    """A place where the restoration may be wrong."""

    index: int  # of the line
    code: Code
    message: str


@dataclass(frozen=True, slots=True)
class Restored:
    """Markdown, and what is doubtful in it."""

    text: str
    doubts: tuple[RestoreDoubt, ...] = ()


@dataclass(slots=True)
class _Block:
    start: int
    end: int
    text: str
    doubts: list[RestoreDoubt] = field(default_factory=list)


def restore(lines: Sequence[str], context: Context, codes: Sequence[code.CodeBlocks]) -> Restored:
    """The Markdown of these lines, whose code was found before; indexes of doubts count from their first."""
    blocks = [_Block(each.start, each.end, markup.fence(each.text, each.language)) for each in codes]
    found = list(_diagrams(lines, _taken(blocks, len(lines))))
    found += _whole_tables(lines, blocks, _taken(found, len(lines)), context)
    found += _outside(blocks, found)
    taken = _taken(found, len(lines))
    for start, end in _runs(lines, taken):
        found += _tables(lines, start, end, context)
    taken = _taken(found, len(lines))
    found += list(_prose(lines, taken, context))
    found.sort(key=lambda block: block.start)
    doubts = [doubt for block in found for doubt in block.doubts]
    return Restored("\n\n".join(block.text for block in found), tuple(doubts))


def _taken(blocks: Sequence[_Block], size: int) -> bytearray:
    taken = bytearray(size)
    for block in blocks:
        taken[block.start : block.end] = b"\1" * (block.end - block.start)
    return taken


def _diagrams(lines: Sequence[str], taken: bytearray) -> Iterator[_Block]:
    for index, line in enumerate(lines):
        if taken[index] or not diagrams.is_diagram(line):
            continue
        drawn = diagrams.restore(line)
        text = "\n\n".join(markup.fence("\n".join(rows), "text") for rows in drawn.diagrams)
        doubts = [RestoreDoubt(index, DOUBTFUL_DIAGRAM, _DIAGRAM)] if drawn.doubtful else []
        yield _Block(index, index + 1, text, doubts)


_REMEDY = "Compare with the original; fix it in what `exporter convert` writes."
_DIAGRAM = f"the boxes of this diagram do not add up. {_REMEDY}"
_TABLE = "the column breaks of this row are guessed: {}. Compare with the original."
_WHOLE_TABLE = "the columns of this table are guessed: {}. Compare with the original."
_SHOWN = 60  # characters of a row
_SHOWN_OF_EACH = 28  # where it is shown in two ways
_BEFORE = 12  # characters shown before the place where these part


def _runs(lines: Sequence[str], taken: bytearray, parted: bool = True) -> Iterator[tuple[int, int]]:
    """Stretches of lines that follow each other without a blank line and could be a table's rows.

    parted: whether items and callouts end them.
    """
    start = None
    for index in range(len(lines) + 1):
        fits = index < len(lines) and lines[index].strip() and not taken[index]
        fits = fits and not (parted and (_ITEM.match(lines[index]) or _callout(lines[index])))
        if fits and start is None:
            start = index
        elif not fits and start is not None:
            if index - start > 1:
                yield start, index
            start = None


def _whole_tables(lines: Sequence[str], code: Sequence[_Block], taken: bytearray, context: Context) -> Iterator[_Block]:
    """Tables of which some rows look like code or items, by themselves: all that is between two blank lines is one."""
    for start, end in _runs(lines, taken, parted=False):
        held = any(start <= block.start and block.end <= end for block in code)
        if (held or any(map(_ITEM.match, lines[start:end]))) and not _crossing(code, start, end):
            tables = list(_tables(lines, start, end, context))
            if len(tables) == 1 and (tables[0].start, tables[0].end) == (start, end):
                yield tables[0]


def _crossing(code: Sequence[_Block], start: int, end: int) -> bool:
    """Whether code begins within these lines and ends outside, or the other way round."""
    return any(block.start < end and start < block.end and (block.start < start or end < block.end) for block in code)


def _outside(blocks: Sequence[_Block], tables: Sequence[_Block]) -> list[_Block]:
    """The blocks that no table holds."""
    return [each for each in blocks if not any(t.start <= each.start and each.end <= t.end for t in tables)]


def _tables(lines: Sequence[str], start: int, end: int, context: Context) -> Iterator[_Block]:
    for first, last, table in tables.find(lines[start:end], context.vocabulary, context.question):
        doubts = []
        for row, other in zip(table.doubtful, table.others, strict=True):
            said = (_WHOLE_TABLE if table.is_guessed else _TABLE).format(_guessed(table.rows[row], other))
            doubts.append(RestoreDoubt(start + first + row, DOUBTFUL_TABLE, said))
        yield _Block(start + first, start + last, _table(table.rows, context), doubts)


def _guessed(row: Sequence[str], other: Sequence[str]) -> str:
    """What is told of a row that is cut by guess; other: how it would be cut instead, from where that differs."""
    if not other:
        return _shortened(" | ".join(row), _SHOWN)
    first = next(number for number, (cell, its) in enumerate(zip(row, other, strict=False)) if cell != its)
    skipped = max(0, min(len(row[first]), len(other[first])) - _BEFORE)
    ways = ((cells[first][skipped:], *cells[first + 1 :]) for cells in (row, other))
    shown = (_shortened(" | ".join(cells), _SHOWN_OF_EACH) for cells in ways)
    return ", or ".join(f"… {way}" if first or skipped else way for way in shown)


def _shortened(text: str, size: int) -> str:
    return text if len(text) <= size else f"{text[: size - 2]} …"


def _table(rows: Sequence[Sequence[str]], context: Context) -> str:
    cells = [[prose.markdown(cell, context.names, cell=True) for cell in row] for row in rows]
    columns = zip(zip(*rows, strict=True), zip(*cells, strict=True), strict=True)
    body = [f"| {' | '.join(row)} |" for row in zip(*(_column(*column) for column in columns), strict=True)]
    rule = f"|{'|'.join(' --- ' for _ in cells[0])}|"
    return "\n".join([body[0], rule, *body[1:]])


def _column(plain: Sequence[str], cells: Sequence[str]) -> list[str]:
    """A column of a table: where every cell below the head begins with code, and none is a list, all of it is code."""
    below = cells[1:]
    if len(below) < 3 or not all(_COMMAND.match(cell) for cell in below) or all(" " not in cell for cell in plain[1:]):
        return list(cells)
    return [cells[0], *(f"`{cell.replace('|', chr(92) + '|')}`" for cell in plain[1:])]


def _prose(lines: Sequence[str], taken: bytearray, context: Context) -> Iterator[_Block]:
    index = 0
    while index < len(lines):
        if taken[index] or not lines[index].strip():
            index += 1
            continue
        block = _list(lines, index, taken, context) or _line(lines, index, context)
        yield block
        index = block.end


def _line(lines: Sequence[str], index: int, context: Context) -> _Block:
    line = lines[index].strip()
    callout = _callout(line)
    if callout:
        kind, said = callout
        text = f"> [!{kind.upper()}]\n> {context.markdown(said)}"
    elif is_title(line) and _alone(lines, index):
        text = f"### {prose.markdown(line, context.names)}"
    else:
        text = context.markdown(line)
    return _Block(index, index + 1, text)


def _callout(line: str) -> tuple[str, str] | None:
    """Kind and words of a line that begins with a callout's emoji."""
    found = _CALLOUT.match(line)
    return (_KINDS[found[1]], found[2]) if found else None


def is_title(line: str) -> bool:
    """Whether a line reads like a heading: short, no sentence, most of its words capitalized."""
    words = line.split()
    if not 1 <= len(words) <= 12 or len(line) > 80 or not _TITLE_END.search(line) or not words[0][:1].isupper():
        return False
    if re.search(r"[=;{}<>]|::|\.\s", line):
        return False
    long = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return sum(word[0].isupper() for word in long) * 3 >= len(long) * 2


def _alone(lines: Sequence[str], index: int) -> bool:
    """A heading has a blank line before it, and something below it."""
    before = index == 0 or not lines[index - 1].strip()
    after = index + 1 < len(lines) and not lines[index + 1].strip() and any(line.strip() for line in lines[index + 1 :])
    return before and after


def _list(lines: Sequence[str], index: int, taken: bytearray, context: Context) -> _Block | None:
    """The list that begins at this line: bullets, numbers, nested by their indent."""
    end = index
    entries: list[re.Match[str]] = []
    while end < len(lines) and not taken[end] and (found := _ITEM.match(lines[end])):
        entries.append(found)
        end += 1
    if not entries or (len(entries) == 1 and entries[0][2] in set("–-*+·")):
        return None
    texts = prose.items([context.unglued(entry[4]) for entry in entries], context.names)
    return _Block(index, end, "\n".join(_items(entries, texts)))


def _items(entries: Sequence[re.Match[str]], texts: Sequence[str]) -> Iterator[str]:
    stack: list[tuple[int, int]] = []  # indent in the paste, column of the content in Markdown
    for entry, text in zip(entries, texts, strict=True):
        indent = len(entry[1].expandtabs(4))
        while stack and stack[-1][0] >= indent:
            stack.pop()
        column = stack[-1][1] if stack else 0
        marker = f"{entry[3]}." if entry[3] else "-"
        stack.append((indent, column + len(marker) + 1))
        yield f"{' ' * column}{marker} {text}"
