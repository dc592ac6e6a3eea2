"""Assembles a pasted article: its cards, notes and boilerplate, with their text restored."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from exporter.model import Card, Document, Item, Note, Problem
from exporter.readers.canonical import metadata
from exporter.readers.pasted import boilerplate, questions, segments, titles
from exporter.readers.pasted.questions import Mark
from exporter.readers.pasted.segments import Part
from exporter.readers.source import Reading, Source, Span
from exporter.restore import blocks, code, glued, prose
from exporter.restore.words.vocabulary import Vocabulary


def read(source: Source, found: Sequence[Mark]) -> Reading:
    """The reading of a pasted text with these questions."""
    reader = _Reader(source)
    edges = [source.front_lines, *segments.documents(source.lines, found)[1:], len(source.lines)]
    if source.front_lines:
        reader.spans.append(Span(0, source.front_lines, "meta"))
    for start, end in itertools.pairwise(edges):
        reader.take(start, end, [mark for mark in found if start <= mark.start < end])
    reader.finish()
    return Reading("article", tuple(reader.documents), tuple(reader.problems), tuple(reader.spans))


@dataclass
class _Reader:
    source: Source
    documents: list[Document] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    tags: list[str] = field(default_factory=list)
    taken: list[tuple[str, list[Part]]] = field(default_factory=list)  # titles and parts of the articles

    @cached_property
    def context(self) -> blocks.Context:
        """What the whole file says of its words and its code."""
        vocabulary = Vocabulary.of(self.source.text)
        return blocks.Context(vocabulary, self.names, glued=glued.find(vocabulary, self.names.tokens))

    @cached_property
    def codes(self) -> dict[tuple[int, int], list[code.CodeBlocks]]:
        """The code in each part that is text: found before anything else, since it tells which names are code."""
        texts = [(part.start, part.end) for _, found in self.taken for part in found if part.what != "aside"]
        return {(start, end): code.find(self.source.lines[start:end]) for start, end in texts}

    @cached_property
    def names(self) -> prose.CodeNames:
        return prose.CodeNames.of(each.text for found in self.codes.values() for each in found)

    def take(self, start: int, end: int, found: Sequence[Mark]) -> None:
        """Splits the lines of one article into its parts."""
        title = titles.title(self.source.lines, start, found[0].start if found else end)
        split = segments.split(self.source.lines, start, end, found, title)
        self.taken.append((title, [piece for part in split for piece in self._questions(part)]))

    def finish(self) -> None:
        """Reads the parts of all articles."""
        for title, found in self.taken:
            self.items, self.meta, self.tags = [], {}, []
            for part in found:
                self._part(part)
            given, named, said = metadata(self.source.front_matter)
            tags = tuple(dict.fromkeys([*named, *self.tags]))
            title = given if len(self.taken) == 1 and given else title
            self.documents.append(Document(title, self.source.path, tuple(self.items), tags, {**self.meta, **said}))

    def _part(self, part: Part) -> None:
        if part.mark:
            self._card(part)
        elif part.what == "aside":
            self._furniture(part)
        else:
            self._note(part)

    def _card(self, part: Part) -> None:
        mark = part.mark
        assert mark is not None
        answer = self._restore(part.start, part.end, mark.question)
        question = self.context.markdown(mark.question)
        where = self.source.at(mark.start)
        self.items.append(Card(question, answer, where, mark.number, mark.level, part.section))
        self.spans.append(Span(mark.start, part.end, "card"))

    def _furniture(self, part: Part) -> None:
        for index in range(part.start, part.end):
            line = self.source.lines[index]
            said = boilerplate.read(line)
            if part.reason in ("heading", "title", "subtitle"):
                self.spans.append(Span(index, index + 1, "heading" if part.reason == "heading" else "meta"))
                if part.reason == "subtitle":
                    self.meta["subtitle"] = line.strip()
                continue
            if said:
                self.meta.update(said.meta)
                self.tags += said.tags
            is_meta = said is not None and not said.reason
            reason = "" if is_meta else said.reason if said else part.reason
            self.spans.append(Span(index, index + 1, "meta" if is_meta else "aside", reason))

    def _questions(self, part: Part) -> Iterator[Part]:
        """Splits questions without a number: each is a line that asks, and the lines up to the next one."""
        if part.what != "questions":
            yield part
            return
        starts = list(segments.asked(self.source.lines, part.start, part.end))
        if part.title_line is not None:
            yield Part("aside", part.title_line, part.start, reason="heading")
        if any(line.strip() for line in self.source.lines[part.start : starts[0]]):
            yield Part("note", part.start, starts[0], part.section)
        for start, end in zip(starts, [*starts[1:], part.end], strict=True):
            question, level = questions.split_level(self.source.lines[start])
            yield Part("card", start + 1, end, part.section, mark=Mark(start, start + 1, None, level, question))

    def _note(self, part: Part) -> None:
        start = part.start if part.title_line is None else part.title_line
        text = self._restore(part.start, part.end, "")
        if text or part.title:
            title = prose.markdown(part.title, self.names)
            self.items.append(Note(title, text, self.source.at(start), part.section))
        self.spans.append(Span(start, part.end, "note"))

    def _restore(self, start: int, end: int, question: str) -> str:
        context = replace(self.context, question=question)
        restored = blocks.restore(self.source.lines[start:end], context, self.codes[start, end])
        for doubt in restored.doubts:
            where = self.source.at(start + doubt.index)
            self.problems.append(doubt.code.at(where, doubt.message))
        return restored.text
