"""Puts a document together: its title, its cards and notes in order, the sections they stand under."""

from __future__ import annotations

import re
from dataclasses import replace

from exporter.model import Item, Note
from exporter.readers.inferred import boilerplate, levels
from exporter.readers.inferred.assembly import sections
from exporter.readers.inferred.assembly.cards import Maker
from exporter.readers.inferred.assembly.notes import Leftovers, reasons
from exporter.readers.inferred.assembly.sections import Sections
from exporter.readers.inferred.candidate import Candidate
from exporter.readers.inferred.features import Features
from exporter.readers.inferred.structure.blocks import Block
from exporter.readers.inferred.structure.link_definitions import Definitions
from exporter.readers.inferred.verdict import Verdict
from exporter.readers.outline import Outline
from exporter.readers.source import Span

_ORIGIN = re.compile(  # in comments that plugins and programs write
    r"<!--\s*(?:ID|id|(?:notecard|anki|note|card)[-_ ]?(?:id|key))\s*:\s*(?P<id>\d{10,20}|[\w-]{6,60})\s*-->",
    re.IGNORECASE,
)
_HTML_TITLE = re.compile(r"<h1\b[^<>]{0,200}>(.{1,300}?)</h1>", re.IGNORECASE | re.DOTALL)


class Assembly:
    """One document in the making."""

    def __init__(self, features: Features, verdict: Verdict, given: str = "") -> None:
        self.features = features
        self.verdict = verdict
        definitions = Definitions(features.source.lines, ((block.first, block.end) for block in features.blocks))
        self.maker = Maker(features, verdict, definitions)
        self.sections = Sections(features, verdict)
        self.leftovers = Leftovers(features)
        self.outline = Outline()  # of all headings: notes stand under those without cards, too
        self._has_ids = bool(_ORIGIN.search(features.source.text))
        firsts = sum(heading.level == 1 for heading in features.headings)
        self.title = given if firsts > 1 else ""  # below a title in the front matter, such headings are sections
        self.spans: list[Span] = []
        self._items: list[Item] = []
        self._title_line = -1  # of the heading that is the title, and no section
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

    def _origin(self, first: int, end: int) -> str | None:
        """What other software calls the card in these lines, in a comment of its own: `<!--ID: 1566052191670-->`."""
        if not self._has_ids:
            return None
        lines = self.features.source.lines
        found = [_ORIGIN.search(line) for line in lines[first:end] if "<!--" in line]
        found += [_ORIGIN.fullmatch(line.strip()) for line in lines[end : end + 1]]  # below a card of one line
        return next((each["id"] for each in found if each), None)

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
        above = [heading for heading in self.sections.above(candidate) if heading.first != self._title_line]
        section = tuple(name for heading in above if (name := sections.title(heading.text)))
        level = next(filter(None, map(levels.of_section, reversed(section))), None)
        card = self.maker.card(candidate, end, section, level)
        self._items.append(card if card.origin else replace(card, origin=self._origin(candidate.first, end)))
        self.spans.append(Span(candidate.first, end, "card"))
        lines = self.features.source.lines
        told = (n for n in range(candidate.first, candidate.end) if candidate.grade and levels.of_line(lines[n]))
        self.spans += [Span(n, n + 1, "aside", "level") for n in told]
        linked = (n for n in range(candidate.first, candidate.end) if boilerplate.has_links_of_page(lines[n]))
        self.spans += [Span(n, n + 1, "aside", "link back") for n in linked]
        self.spans += reasons(lines, candidate.end, end)

    def _leftover(self, block: Block, start: int, end: int) -> None:
        if start >= end:
            return
        if self.features.in_key(start):
            self.spans.append(Span(start, end, "aside", "key of answers"))
        elif self.features.is_apart(start):
            self.spans.append(Span(start, end, "card"))
        elif reason := self.verdict.asides.get(start):
            self.spans.append(Span(start, end, "aside", reason))
        elif block.kind == "head" and self._heads_cards(block):
            self.spans.append(Span(start, end, "aside", "header of a table"))
        elif block.kind == "heading":
            self._heading(block)
        elif title := self.verdict.titles.get(start):
            heading = sections.heading_of(title)
            self.outline.enter(heading.level, sections.title(heading.text))
            self.spans.append(Span(start, heading.end, "heading"))
            self._leftover(block, heading.end, end)
        else:
            self.leftovers.take(block._replace(end=end), start, self.outline.section, self._items)
            if not self.title and not self._items and "<h1" in block.text:
                found = _HTML_TITLE.search(block.text)
                self.title = sections.plain(found[1]) if found else ""

    def _heads_cards(self, block: Block) -> bool:
        """Whether the row below the header of a table is a card."""
        below = next(iter(self.features.blocks_between(block.end, len(self.features.source.lines))), None)
        return below is not None and any(one.first == below.first for one in self.verdict.candidates)

    def _may_be_title(self, block: Block) -> bool:
        return (
            block.level == 1
            and not self.title
            and not (self._items if self.sections.has_several_tops else self._has_card)
            and not sections.is_contents(block.text)
            and not self.sections.is_one_of_several(block)
        )

    @property
    def _has_card(self) -> bool:
        return any(span.what == "card" for span in self.spans)

    def _heading(self, block: Block) -> None:
        title = sections.plain(block.text)
        if self._may_be_title(block) and title:
            self.title, self._title_line = title, block.first
            self.leftovers.heading(block)
        elif self.sections.is_advertisement(block):
            self.leftovers.set_aside(block, "advertisement")
        elif block.first not in self.sections.holding and self.leftovers.is_in_contents(block):
            self.leftovers.set_aside(block, "contents")
        else:
            self.leftovers.heading(block)
            self.outline.leave(block.level)
            if title and not self.leftovers.contents:
                self.outline.enter(block.level, sections.title(block.text))
