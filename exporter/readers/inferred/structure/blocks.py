"""The blocks of a document in its order, each with its lines and where it stands: one walk over Markdown tokens."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from markdown_it.token import Token

_MARKER = re.compile(r"[ \t>]*(?:[-*+]|(\d{1,9})[.)])(?:[ \t]{1,4}|$)")
_OVERLINE = re.compile(r"\A[=#*~+-]{3,}[ \t]*\n(?=\S)")  # above a title that the same line stands below
_LINES_OF_TITLE = 2
_SLACK = 3  # columns by which the line under a title of several lines may be longer or shorter


class Item(NamedTuple):
    """A list item."""

    first: int  # 0-based line
    end: int
    number: int | None  # as printed; None in a bullet list
    depth: int  # 1 for an item of an outermost list
    root: int  # first line of the outermost list it stands in
    indent: int  # columns before its marker
    column: int  # columns before its text


class Block(NamedTuple):
    """A leaf block, or a row of a table."""

    kind: str  # "heading", "paragraph", "fence", "code", "html", "rule" or "row"
    first: int  # 0-based line
    end: int  # one past the last
    text: str  # as written, without markers of its containers; cells of a row are joined by newlines
    level: int = 0  # of a heading
    item: Item | None = None  # the innermost list item around it
    lead: bool = False  # whether it is the first block of its item
    quote: int = 0  # block quotes around it


def blocks(tokens: Sequence[Token], lines: Sequence[str]) -> list[Block]:
    """All leaf blocks, in order."""
    return _Walker(lines).walk(tokens)


class _Walker:
    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.found: list[Block] = []
        self.items: list[Item] = []
        self.roots: list[int] = []
        self.quote = 0
        self.fresh = False  # whether the innermost item has no block yet
        self.cells: list[str] = []

    def walk(self, tokens: Sequence[Token]) -> list[Block]:
        handlers = _HANDLERS
        for index, token in enumerate(tokens):
            handler = handlers.get(token.type)
            if handler:
                handler(self, token, tokens, index)
        return self.found

    def add(self, kind: str, token: Token, text: str, level: int = 0) -> None:
        if token.map:
            item = self.items[-1] if self.items else None
            first, end = token.map
            while end > first + 1 and end <= len(self.lines) and not self.lines[end - 1].strip():
                end -= 1
            self.found.append(Block(kind, first, end, text, level, item, self.fresh, self.quote))
            self.fresh = False

    def paragraph(self, token: Token, tokens: Sequence[Token], index: int) -> None:
        self.add("paragraph", token, tokens[index + 1].content)

    def heading(self, token: Token, tokens: Sequence[Token], index: int) -> None:
        text = tokens[index + 1].content
        last = token.map[1] - 1 if token.map else len(self.lines)
        if token.markup in ("-", "=") and last < len(self.lines) and _is_ruled(text, self.lines[last]):
            self.add("paragraph", token, text)
        else:
            self.add("heading", token, _OVERLINE.sub("", text), int(token.tag[1]))

    def leaf(self, token: Token, tokens: Sequence[Token], index: int) -> None:
        self.add(_LEAVES[token.type], token, token.content)

    def list_open(self, token: Token, tokens: Sequence[Token], index: int) -> None:
        self.roots.append(token.map[0] if token.map else 0)

    def list_close(self, token: Token, tokens: Sequence[Token], index: int) -> None:
        self.roots.pop()

    def item_open(self, token: Token, tokens: Sequence[Token], index: int) -> None:
        first, end = token.map or (0, 0)
        outer = self.items[-1] if self.items else None
        line = self.lines[first].expandtabs(4) if first < len(self.lines) else ""
        start = outer.column if outer and outer.first == first else 0
        found = _MARKER.match(line, start)
        column = found.end() if found else start
        indent = start + len(line[start:]) - len(line[start:].lstrip())
        number = int(token.info) if token.info.isdigit() else None
        self.items.append(Item(first, end, number, len(self.roots), self.roots[0], indent, column))
        self.fresh = True

    def item_close(self, token: Token, tokens: Sequence[Token], index: int) -> None:
        self.items.pop()
        self.fresh = False

    def quote_open(self, token: Token, tokens: Sequence[Token], index: int) -> None:
        self.quote += 1

    def quote_close(self, token: Token, tokens: Sequence[Token], index: int) -> None:
        self.quote -= 1

    def cell(self, token: Token, tokens: Sequence[Token], index: int) -> None:
        self.cells.append(tokens[index + 1].content.replace("\n", " "))

    def row(self, token: Token, tokens: Sequence[Token], index: int) -> None:
        opening = next(tokens[n] for n in range(index - 1, -1, -1) if tokens[n].type == "tr_open")
        kind = "head" if tokens[index + 1 : index + 2] and tokens[index + 1].type == "thead_close" else "row"
        self.add(kind, opening, "\n".join(self.cells))
        self.cells = []


def _is_ruled(text: str, line: str) -> bool:
    """Whether a rule stands right below a paragraph, which Markdown takes for an underlined title."""
    lines = text.split("\n")
    if len(lines) < 2:
        return False
    fits = abs(max(map(len, lines)) - len(line.strip())) <= _SLACK
    return len(lines) > _LINES_OF_TITLE or not fits


_LEAVES = {"fence": "fence", "code_block": "code", "html_block": "html", "hr": "rule"}
_HANDLERS = {
    "paragraph_open": _Walker.paragraph,
    "heading_open": _Walker.heading,
    **dict.fromkeys(_LEAVES, _Walker.leaf),
    "bullet_list_open": _Walker.list_open,
    "ordered_list_open": _Walker.list_open,
    "bullet_list_close": _Walker.list_close,
    "ordered_list_close": _Walker.list_close,
    "list_item_open": _Walker.item_open,
    "list_item_close": _Walker.item_close,
    "blockquote_open": _Walker.quote_open,
    "blockquote_close": _Walker.quote_close,
    "th_open": _Walker.cell,
    "td_open": _Walker.cell,
    "tr_close": _Walker.row,
}
