"""What stands between and around the cards: headings, notes worth keeping, and lines set aside with a reason."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exporter.model import Item, Note
from exporter.readers.inferred import boilerplate
from exporter.readers.inferred.assembly.sections import is_contents
from exporter.readers.inferred.features import Features
from exporter.readers.inferred.structure.blocks import Block
from exporter.readers.source import Span

_ANCHOR_LINK = re.compile(r"^\W*(?:\d+[.)]?\W*)?\[.{1,400}\]\(#[^()]{0,400}\)[\W\d]*$")
_LINKED = re.compile(r"<(a|h1|title)\b[^<>]{0,500}>.{0,500}?</\1>", re.IGNORECASE | re.DOTALL)
_TAGS = re.compile(r"<[^<>]{0,2000}>")
_WORD = re.compile(r"[^\W\d_]{2,}")
_WORDS = 3  # outside of links, from which on HTML is a text
_HEADING = re.compile(r" {0,3}#{2,6} \S")
_GAP = re.compile(r"\s*|\s*\|?(?:\s*:?-+:?\s*\|)+\s*(?::?-+:?)?\s*")  # a blank line, or the one below a table's head
_MDX = re.compile(r"^(?:import\s.+from\s|export\s|:::|\{%)")


class Leftovers:
    """Makes notes and spans of blocks that no card took."""

    def __init__(self, features: Features) -> None:
        self.features = features
        self.notes: list[Note] = []
        self.spans: list[Span] = []
        self.contents = 0  # the level of the last heading if it said that contents follow
        self._end = 0  # one past the last line of the last note

    def heading(self, block: Block) -> None:
        """A heading of a section."""
        self.contents = block.level if is_contents(block.text) else 0
        if self.contents:
            self.set_aside(block, "contents")
        else:
            self.spans.append(Span(block.first, block.end, "heading"))

    def is_in_contents(self, block: Block) -> bool:
        """Whether a heading stands below that of the contents."""
        return 0 < self.contents < block.level

    def set_aside(self, block: Block, reason: str) -> None:
        """A heading that is no section."""
        self._aside(block.first, block.end, reason)

    def take(self, block: Block, start: int, section: tuple[str, ...], items: list[Item]) -> None:
        """A block that no card holds, from its line `start` on."""
        left = "\n".join(self.features.source.lines[start : block.end])
        reason = self._reason(block._replace(text=left) if block.kind == "html" else block)
        if reason:
            self._aside(start, block.end, reason)
        else:
            self._note(start, block.end, section, items)

    def _reason(self, block: Block) -> str:
        if block.kind == "rule":
            return "rule"
        if _ANCHOR_LINK.match(block.text) or (self.contents and block.kind in ("paragraph", "row", "head", "html")):
            return "contents"
        if block.kind == "html" or block.text.startswith("<"):
            return _html_reason(block.text)
        if block.kind in ("row", "head") and "](#" in block.text:
            return "contents"
        if block.kind == "paragraph" and _MDX.match(block.text):
            return "markup"
        said = {boilerplate.reason(line) for line in block.text.split("\n")} if block.kind == "paragraph" else {""}
        return said.pop() if len(said) == 1 else ""

    def _aside(self, first: int, end: int, reason: str) -> None:
        self.spans.append(Span(first, end, "aside", reason))

    def _note(self, start: int, end: int, section: tuple[str, ...], items: list[Item]) -> None:
        """Blocks of one section that follow each other make one note."""
        lines = self.features.source.lines
        text = "\n".join(lines[start:end]).rstrip()
        last = items[-1] if items else None
        if isinstance(last, Note) and last.section == section:
            between = lines[self._end : start]
            gap = "\n".join(["", *between, ""]) if all(map(_GAP.fullmatch, between)) else "\n\n"
            items[-1] = Note("", f"{last.text}{gap}{text}", last.where, section)
        else:
            items.append(Note("", text, self.features.source.at(start), section))
        self._end = end
        self.spans.append(Span(start, end, "note"))


def _html_reason(text: str) -> str:
    """Why raw HTML outside of cards is set aside: comments, badges and banners; a table or a text is kept."""
    if text.lstrip().startswith("<!--"):
        return "comment"
    if boilerplate.is_badge(text):
        return "badge"
    said = _TAGS.sub(" ", _LINKED.sub(" ", text))
    return "" if len(_WORD.findall(said)) >= _WORDS or "<table" in text else "markup"


def reasons(lines: list[str], first: int, end: int) -> Iterator[Span]:
    """The lines of a card that are no part of what it teaches."""
    for n in range(first, end):
        line = lines[n]
        if boilerplate.without_id(line) != line:
            yield Span(n, n + 1, "aside", "block id")
        elif boilerplate.without_way_back(line) != line:
            yield Span(n, n + 1, "aside", "link back")
        elif "](#" in line or line.lstrip()[:1] in ("<", "!", "[", "^") or "top" in line:
            reason = boilerplate.reason(line)
            if reason in ("link back", "badge", "comment", "block id"):
                yield Span(n, n + 1, "aside", reason)
    yield from _empty_headings(lines, first, end)


def _empty_headings(lines: list[str], first: int, end: int) -> Iterator[Span]:
    """The headings at the end of a card with nothing below them."""
    for n in range(end - 1, first, -1):
        if _HEADING.match(lines[n]):
            yield Span(n, n + 1, "aside", "empty heading")
        elif boilerplate.reason(lines[n]) in ("", "markup"):
            return
