"""Blocks of a page as lines of Markdown, each with the line of the page that it stands on."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from exporter.convert.html import code, inline
from exporter.convert.html.pairs import Pair
from exporter.convert.html.tree import Element, names

_HEADING = re.compile(r"h([1-6])$")
_BLOCKS = names(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 "
    "h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul"
)
_LINE_START = re.compile(r"(#{1,6}(?=\s)|[-+](?=\s)|>|={3,}$|~{3,}|-{3,}$)|(\d{1,9})([.)])(?=\s)")
_OPENED = re.compile(r"(?:<(?:pre|td|code)\b[^<>]*|^[^<>]*)>\s*$", re.IGNORECASE)  # its text begins on the next line
_TAG = 300  # characters of a tag
_MARKED = re.compile(r"(?:-|\d{1,9}\.) ")
_LONG_NUMBER = 9  # digits of what no list begins with
_LEAST_COLUMNS = 2  # of a table: others set a page
_NO_LETTERS = re.compile(r"[\W_]+")


class Line(NamedTuple):
    """A line of Markdown."""

    text: str
    place: int  # 0-based line of the page


def letters(text: str) -> str:
    """The letters of a text: what stays of it whatever surrounds it."""
    return _NO_LETTERS.sub("", text.casefold())


class Writer:
    """Writes the blocks of one page.

    `asked` has the letters of what the page's data call a question; `pairs` has those of its structure.
    """

    def __init__(
        self, root: Element, page: str, asked: Collection[str] = (), pairs: Mapping[int, Pair] | None = None
    ) -> None:
        self.page = page.split("\n")
        self.asked = asked
        self.pairs = pairs or {}
        self.written: set[int] = set()  # ids of the answers of pairs
        self.at = root.line  # where the text that comes next stands
        self.level = 1  # of the last heading
        self.holders, self.pairing = _above(root, self.pairs)

    def lines(self, root: Element) -> list[Line]:
        """The page in lines."""
        return _joined(self._blocks(root.children))

    def _blocks(self, nodes: Sequence[Element | str]) -> list[list[Line]]:
        """The blocks of a container; what stands between blocks are paragraphs."""
        found: list[list[Line]] = []
        run: list[Element | str] = []
        place, says = self.at, False
        for node in self._flow(nodes):
            if node is None or (not isinstance(node, str) and self._is_block(node)):
                found += self._paragraph(run, place)
                run, says = [], False
                found += [] if node is None else self._block_at(node)
                continue
            if not says:
                place = self.at + _lines_before(node) if isinstance(node, str) else node.line
                says = not isinstance(node, str) or bool(node.strip())
            run.append(node)
            self._pass(node)
        return [*found, *self._paragraph(run, place)]

    def _block_at(self, node: Element) -> list[list[Line]]:
        self.at = node.line
        return self._block(node)

    def _pass(self, node: Element | str) -> None:
        """Goes on to what stands behind a part of a paragraph."""
        if isinstance(node, str):
            self.at += node.count("\n")
        else:
            self.at = node.line + node.text().count("\n") if node.end is None else node.end

    def _flow(self, nodes: Sequence[Element | str]) -> Iterator[Element | str | None]:
        """Blocks and what stands between them, through boxes that mean nothing; None where one begins or ends."""
        waiting: list[Element | str | int | None] = [*reversed(nodes)]
        while waiting:
            node = waiting.pop()
            if isinstance(node, int):
                self.at = node
            elif node is None or isinstance(node, str):
                yield node
            elif self._is_unseen(node):
                self.at = node.end if node.end is not None else self.at
            elif self._is_transparent(node):
                yield None
                self.at = max(self.at, node.line)
                waiting += [*self._after(node), None, *reversed(node.children)]
            else:
                yield node
                waiting += self._after(node)

    def _after(self, node: Element) -> list[Element | str | int | None]:
        """Where the text behind an element begins, where that is known."""
        return [] if node.end is None else [node.end]

    def _is_unseen(self, node: Element) -> bool:
        return id(node) in self.written or (id(node) not in self.pairs and inline.is_unseen(node))

    def _is_transparent(self, node: Element) -> bool:
        """Whether only what is in an element counts: boxes, and inline elements around blocks."""
        if id(node) in self.pairs or _level(node) or "aria-expanded" in node.attributes:
            return False
        if id(node) in self.pairing:
            return True
        return (node.tag in _BOXES and not _HEADING.match(node.tag)) or (
            node.tag not in _BLOCKS and id(node) in self.holders
        )

    def _is_block(self, node: Element) -> bool:
        if id(node) in self.pairs or node.tag in _BLOCKS or _level(node):
            return True
        return node.tag == "button" and "aria-expanded" in node.attributes

    def _block(self, node: Element) -> list[list[Line]]:
        """The blocks that an element is."""
        tag = node.tag
        if id(node) in self.pairs:
            return self._pair(self.pairs[id(node)])
        if level := _level(node):
            return self._heading(node, level)
        if "aria-expanded" in node.attributes and tag not in ("details", "li", "ul"):
            return self._heading(node, min(6, self.level + 1), is_new=False)
        if tag in _HANDLERS:
            made: list[list[Line]] = _HANDLERS[tag](self, node)
            return made
        return self._blocks(node.children)

    def _paragraph(self, run: Sequence[Element | str], place: int) -> list[list[Line]]:
        said = inline.markdown([*run])
        if not said:
            return []
        if self.asked and letters(said) in self.asked:
            return [[Line(f"{'#' * min(6, self.level + 1)} Question: {inline.line([*run])}", place)]]
        return [[Line(_started(line), place) for line in said.split("\n")]]

    def _heading(self, node: Element, level: int, *, is_new: bool = True) -> list[list[Line]]:
        if id(node) in self.holders and node.tag != "button" and not _HEADING.match(node.tag):
            return self._blocks(node.children)
        said = inline.line(inline.without_badge(node.children))
        self.level = level if is_new else self.level
        label = "Question: " * (letters(said) in self.asked)
        return [[Line(f"{'#' * level} {label}{said}", node.text_line)]] if said else []

    def _paragraph_of(self, node: Element) -> list[list[Line]]:
        return self._blocks(node.children)

    def _pair(self, pair: Pair) -> list[list[Line]]:
        """A question and its answers, which are written here wherever they stand."""
        place = (pair.text or pair.head).text_line
        said, number = inline.question(pair.text or pair.head, pair.badges)
        label = f"Question {number}".strip() + ": "
        self.written |= {id(part) for part in (*pair.answers, *pair.rest, *pair.badges)}
        body = self._part(pair.body) if pair.body is not None else []
        answers: list[list[Line]] = []
        for answer in pair.answers:
            answers += [[Line("---", self.at)]] * bool(answers) + self._part(answer)
        for part in pair.rest:
            answers += self._part(part)
        if body:
            title = [Line(f"{'#' * min(6, self.level + 1)} {label}{said}", place)]
            return [title, *body, [Line("**Answer:**", self.at)], *answers]
        opening = [[Line("<details>", place)], [Line(f"<summary>{label}{said}</summary>", place)]]
        return [*opening, *answers, [Line("</details>", self.at)]]

    def _part(self, node: Element) -> list[list[Line]]:
        """The blocks of an element that stands elsewhere."""
        self.at = node.line
        return self._blocks(node.children)

    def _summary(self, node: Element) -> list[list[Line]]:
        said = inline.folded(node)
        label = "Question: " * (letters(said) in self.asked)
        return [[Line(f"<summary>{label}{said}</summary>", node.text_line)]] if said else []

    def _details(self, node: Element) -> list[list[Line]]:
        inner = self._blocks(node.children)
        return [[Line("<details>", node.line)], *inner, [Line("</details>", self.at)]]

    def _term(self, node: Element) -> list[list[Line]]:
        if id(node) in self.holders:
            return self._blocks(node.children)
        said = inline.line(inline.without_badge(node.children))
        if letters(said) in self.asked:
            return [[Line(f"{'#' * min(6, self.level + 1)} Question: {said}", node.line)]]
        return [[Line(f"**{said}**" if "**" not in said else said, node.line)]] if said else []

    def _rule(self, node: Element) -> list[list[Line]]:
        return [[Line("---", node.line)]]

    def _quote(self, node: Element) -> list[list[Line]]:
        inner = _joined(self._blocks(node.children))
        return [[Line(f"> {line.text}".rstrip(), line.place) for line in inner]] if inner else []

    def _list(self, node: Element) -> list[list[Line]]:
        number = _first_number(node)
        items: list[list[Line]] = []
        for child in node.children:
            if blocks := self._item(child):
                items.append(_indented(_tight(blocks), f"{number + len(items)}. " if number else "- "))
        is_loose = any(not line.text for item in items for line in item)
        return items if is_loose or not items else [[line for item in items for line in item]]

    def _item(self, node: Element | str) -> list[list[Line]]:
        """The blocks of an item; text that stands in a list without one is one."""
        if isinstance(node, str) or inline.is_unseen(node):
            return self._blocks([node])
        self.at = node.line
        return self._blocks(node.children if node.tag == "li" else [node])

    def _code(self, node: Element) -> list[list[Line]]:
        text, inner = code.text(node)
        found = code.language(inner) or code.language(node)
        is_below = text.startswith("\n") or (inner is node and self._opens_line(node))
        first = inner.line + is_below
        text = text.removeprefix("\n").rstrip()
        if not text.strip():
            return []
        mark = "`" * max(3, max((len(run) for run in re.findall(r"`{3,}", text)), default=2) + 1)
        lines = [Line(line, first + n) for n, line in enumerate(text.split("\n"))]
        return [[Line(f"{mark}{found}", node.line), *lines, Line(mark, lines[-1].place)]]

    def _opens_line(self, node: Element) -> bool:
        """Whether the text of code begins on the line below its tag."""
        return node.line < len(self.page) and bool(_OPENED.search(self.page[node.line][-_TAG:]))

    def _table(self, node: Element) -> list[list[Line]]:
        inner = [*node.elements()]
        if block := code.numbered(node, inner):
            return self._code(block)
        rows = [(each, _cells(each)) for each in inner if each.tag == "tr"]
        width = max((len(cells) for _, cells in rows), default=0)
        if width < _LEAST_COLUMNS or any(each.tag in _NO_CELL for each in inner):
            return self._blocks([child for row, _ in rows for child in row.children])
        table = [self._row(cells, width, row.line) for row, cells in rows]
        table.insert(1, Line(f"|{'---|' * width}", table[0].place))
        return [table]

    def _row(self, cells: Sequence[Element], width: int, place: int) -> Line:
        said = ["<br>".join(self._cell(cell)) for cell in cells]
        said += [""] * (width - len(said))
        return Line(f"| {' | '.join(said)} |", place)

    def _cell(self, cell: Element) -> Iterator[str]:
        """The lines in a cell."""
        inner = self._blocks(cell.children) if id(cell) in self.holders else self._paragraph(cell.children, cell.line)
        for block in inner:
            for line in block:
                if text := line.text.removesuffix("\\").strip():
                    yield text.replace("|", "\\|")


_BOXES = names(
    "address article aside body center dd div dl fieldset figcaption figure footer form header html main nav "
    "section tbody tfoot thead tr td th"
)
_NO_CELL = names("table h1 h2 h3 h4 h5 h6 pre details")  # what no cell of Markdown can hold
_HANDLERS = {
    "p": Writer._paragraph_of,
    "summary": Writer._summary,
    "details": Writer._details,
    "dt": Writer._term,
    "hr": Writer._rule,
    "blockquote": Writer._quote,
    "ul": Writer._list,
    "ol": Writer._list,
    "pre": Writer._code,
    "table": Writer._table,
}


def _above(root: Element, pairs: Collection[int]) -> tuple[set[int], set[int]]:
    """The ids of the elements that hold blocks, and of those that hold pairs."""
    holders: set[int] = set()
    pairing: set[int] = set()
    path: list[Element] = [root]
    waiting: list[Iterator[Element | str]] = [iter(root.children)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
            path.pop()
        elif isinstance(child, Element):
            is_pair = id(child) in pairs
            if is_pair:
                _add(path, pairing)
            if is_pair or child.tag in _BLOCKS:
                _add(path, holders)
            if child.children:
                path.append(child)
                waiting.append(iter(child.children))
    return holders, pairing


def _add(path: Sequence[Element], found: set[int]) -> None:
    for above in reversed(path):
        if id(above) in found:
            break
        found.add(id(above))


def _level(node: Element) -> int:
    """The level of a heading, by its element or its role; 0 for all others."""
    if found := _HEADING.match(node.tag):
        return int(found[1])
    if node.attributes.get("role") != "heading":
        return 0
    level = node.attributes.get("aria-level", "2")
    return min(6, max(1, int(level))) if level.isdecimal() and len(level) < 3 else 2


def _joined(blocks: Sequence[Sequence[Line]]) -> list[Line]:
    """Blocks with a blank line between each two."""
    lines: list[Line] = []
    for block in blocks:
        if lines:
            lines.append(Line("", block[0].place))
        lines += block
    return lines


def _tight(blocks: Sequence[Sequence[Line]]) -> list[Line]:
    """The lines of an item: a list directly below its only line belongs to that."""
    first, *rest = blocks
    if len(first) == 1 and all(_MARKED.match(block[0].text) for block in rest):
        return [*first, *(line for block in rest for line in block)]
    return _joined(blocks)


def _first_number(element: Element) -> int:
    """The number of a list's first item; 0 where it has none."""
    start = element.attributes.get("start", "")
    number = int(start) if start.isdecimal() and len(start) < _LONG_NUMBER else 1
    return max(1, number) if element.tag == "ol" else 0


def _indented(lines: Sequence[Line], mark: str) -> list[Line]:
    """The lines of an item of a list."""
    room = " " * len(mark)
    return [Line(f"{room if n else mark}{line.text}".rstrip(), line.place) for n, line in enumerate(lines)]


def _cells(row: Element) -> list[Element]:
    return [each for each in row.children if isinstance(each, Element)]


def _started(line: str) -> str:
    """A line of text that begins no block of Markdown."""
    found = _LINE_START.match(line)
    if not found:
        return line
    return f"{found[2]}\\{line[len(found[2]) :]}" if found[2] else f"\\{line}"


def _lines_before(text: str) -> int:
    """How many lines of blanks a text begins with."""
    return text[: len(text) - len(text.lstrip())].count("\n")
