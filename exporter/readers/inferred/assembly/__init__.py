"""Puts a document together: its title, its cards and notes in order, the sections they stand under."""

from __future__ import annotations

import re

from exporter.model import Item, Level, Note
from exporter.readers.inferred import boilerplate, levels
from exporter.readers.inferred.assembly.cards import Maker
from exporter.readers.inferred.assembly.notes import Leftovers, reasons
from exporter.readers.inferred.candidate import Candidate
from exporter.readers.inferred.features import Features
from exporter.readers.inferred.structure.blocks import Block
from exporter.readers.inferred.structure.link_definitions import Definitions
from exporter.readers.inferred.verdict import Verdict
from exporter.readers.outline import Outline
from exporter.readers.source import Span

_BELOW_HEADINGS = 7  # the level of titles that are no headings
_NUMBER = re.compile(
    r"(?:#{1,6}\s+|\\#\s+)?#?(?:\d{1,3}(?:\.\d{1,3}){0,3}[.):、]|\d{1,3}(?:\.\d{1,3}){1,3}|[IVXLC]{1,6}[.):])\s+(?=\S)|\\?#{1,6}\s+(?=\S)"
)
_EMPHASIS = re.compile(r"^(\*\*|__|\*|_)(.+)\1$")
_HTML_TITLE = re.compile(r"<h1\b[^<>]{0,200}>(.{1,300}?)</h1>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]{0,300}>|!\[[^\[\]]{0,200}\]\([^()]{0,300}\)")


class Assembly:
    """One document in the making."""

    def __init__(self, features: Features, verdict: Verdict, given: str = "") -> None:
        self.features = features
        self.verdict = verdict
        definitions = Definitions(features.source.lines, ((block.first, block.end) for block in features.blocks))
        self.maker = Maker(features, verdict, definitions)
        self.leftovers = Leftovers(features)
        self.outline = Outline()
        firsts = sum(heading.level == 1 for heading in features.headings)
        self.title = given if firsts > 1 else ""  # below a title in the front matter, such headings are sections
        self.spans: list[Span] = []
        self._items: list[Item] = []
        self._level: Level | None = None
        self._definition_lines = definitions.lines

    def items(self) -> tuple[Item, ...]:
        """Cards and notes, in the document's order."""
        pairs = list(zip(self.verdict.candidates, self.verdict.ends, strict=True))
        at, done = 0, self.features.source.front_lines
        for block in self.features.blocks:
            while at < len(pairs) and pairs[at][0].first < block.end:
                candidate, end = pairs[at]
                self._leftover(block, max(done, block.first), candidate.first)
                self._card(candidate, end)
                done = max(done, end)
                at += 1
            if block.end > done:
                self._leftover(block, max(done, block.first), block.end)
        self.spans += self.leftovers.spans
        self.spans += [Span(line, line + 1, "aside", "link definition") for line in sorted(self._definition_lines)]
        self._rest()
        return tuple(self._items)

    def _rest(self) -> None:
        """Lines that belong to no block: marks of empty items and tables are set aside, words become a note."""
        lines = self.features.source.lines
        covered = bytearray(len(lines))
        covered[: self.features.source.front_lines] = b"\1" * self.features.source.front_lines
        for span in self.spans:
            covered[span.first : span.end] = b"\1" * (span.end - span.first)
        for n, line in enumerate(lines):
            if covered[n] or not line.strip():
                continue
            if any(letter.isalpha() for letter in line):
                self._items.append(Note("", line.strip(), self.features.source.at(n), self.outline.section))
                self.spans.append(Span(n, n + 1, "note"))
            else:
                self.spans.append(Span(n, n + 1, "aside", "markup"))

    def _card(self, candidate: Candidate, end: int) -> None:
        section = self.outline.section
        level = self._level
        self._items.append(self.maker.card(candidate, end, section, level))
        self.spans.append(Span(candidate.first, end, "card"))
        told = (
            n
            for n in range(candidate.first, candidate.end)
            if candidate.grade and levels.of_line(self.features.source.lines[n])
        )
        self.spans += [Span(n, n + 1, "aside", "level") for n in told]
        self.spans += reasons(self.features.source.lines, candidate.end, end)

    def _leftover(self, block: Block, start: int, end: int) -> None:
        if start >= end:
            return
        if self.features.in_key(start):
            self.spans.append(Span(start, end, "aside", "key of answers"))
        elif reason := self.verdict.asides.get(start):
            self.spans.append(Span(start, end, "aside", reason))
        elif block.kind == "heading":
            self._heading(block)
        elif title := self.verdict.titles.get(block.first):
            self._enter(_BELOW_HEADINGS, title.text)
            self.spans.append(Span(start, end, "heading"))
        else:
            self.leftovers.take(block._replace(end=end), start, self.outline.section, self._items)
            if not self.title and not self._items and "<h1" in block.text:
                found = _HTML_TITLE.search(block.text)
                self.title = _plain(found[1]) if found else ""

    def _heading(self, block: Block) -> None:
        self.leftovers.heading(block)
        title = _plain(block.text)
        if block.level == 1 and not self.title and not self._items and title:
            self.title = title
        elif self.leftovers.contents:
            self.outline.leave(block.level)
        elif title:
            self._enter(block.level, _unnumbered(title))

    def _enter(self, level: int, title: str) -> None:
        self.outline.enter(level, title)
        self._level = levels.of_section(title)


def _plain(text: str) -> str:
    """A heading in the document's own spelling, without anchors, tags, images and emphasis around it."""
    text = " ".join(_TAG.sub("", boilerplate.unanchored(text)).split())
    found = _EMPHASIS.match(text)
    return (found[2] if found else text).strip(" :")


def _unnumbered(title: str) -> str:
    """A section's title without its number, `2. Tides`, `IV. Tides`, or a sign of headings before it."""
    found = _NUMBER.match(title)
    return title[found.end() :] if found else title
