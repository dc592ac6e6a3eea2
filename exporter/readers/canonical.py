"""Canonical Markdown reader: the format that `exporter convert` writes; see `exporter.grammar`."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from exporter import grammar, markup
from exporter.model import Basic, Card, Choice, Cloze, Document, Item, Kind, Level, Note, Problem
from exporter.problems.questions import ATTRIBUTE, NO_QUESTION, UNSOLVED
from exporter.readers.source import Metadata, Reading, Source, Span

_MOST_ATTRIBUTES = 8  # lines below a heading that can hold attributes: each at most once
_CARD = re.compile(r"^ {0,3}##{1,5}[ \t]+[QC]\d*:", re.MULTILINE)
_STRUCTURAL = {"section", "structure"}


@dataclass(frozen=True, slots=True)
class _Expected:
    """What an attribute can be."""

    pattern: str  # of all of its value
    words: str
    example: str


def _flag(name: str) -> _Expected:
    return _Expected("", "no value", f"<!-- {name} -->")


_EXPECTED: Mapping[str, _Expected] = {
    "id": _Expected(r".+", "an id", "<!-- id: tides-1 -->"),
    "origin": _Expected(r".+", "an id of other software", "<!-- origin: a1b2 -->"),
    "tags": _Expected(r".+", "tags", "<!-- tags: sea, moon -->"),
    "level": _Expected("none", "none", "<!-- level: none -->"),
    "depth": _Expected(r"[1-9][0-9]{0,3}", "a whole number", "<!-- depth: 7 -->"),
    **{name: _flag(name) for name in ("section", "structure", grammar.MARK, "reverse", "text")},
}
_NEARLY = re.compile(rf"\s*<!--\s*({'|'.join(_EXPECTED)})\s*(?::.*)?-->\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Head:
    """A structural heading and the lines below it, up to the next one."""

    line: int
    level: int  # 0 for what stands before the first heading
    text: str
    attributes: Mapping[str, str]
    body: tuple[str, ...]
    end: int  # one past its last line


def is_marked(source: Source) -> bool:
    """Whether the document says that it is of our format: what we wrote does, so that nobody has to guess."""
    if f"<!-- {grammar.MARK} -->" not in source.text:
        return False
    first = next(itertools.islice(_heads(source), 1, None), None)
    return first is not None and first.level == 1 and grammar.MARK in first.attributes


def is_foreign(source: Source, cards: Sequence[Card]) -> bool:
    """Whether others may have written `### Q: …`: nothing in the document is of our format but its headings."""
    if is_marked(source) or any(isinstance(card.kind, Cloze | Choice) or card.id for card in cards):
        return False
    return not any(grammar.ATTRIBUTE.match(line) for line in source.lines)


def read(source: Source) -> Reading | None:
    """The reading, or None where no heading is a question of ours."""
    if not _CARD.search(source.text):  # most documents are not ours: nothing is parsed for them here
        return None
    heads = list(_heads(source))
    if not any(head.level > 1 and grammar.CARD.match(head.text) for head in heads):
        return None
    builder = _Builder(source)
    for head in heads:
        builder.take(head)
    return Reading("canonical", builder.finish(), tuple(builder.problems), tuple(builder.spans), is_sure=True)


def _heads(source: Source) -> Iterator[_Head]:
    found = _headings(source)
    starts = [line for line, closed in found if not closed]
    lines: list[str | None] = [*source.lines]
    for line, closed in found:
        if closed:
            lines[line] = grammar.open_heading(source.lines[line])
            if lines[line + 1 : line + 2] == [grammar.TEXT]:
                lines[line + 1] = None
    edges = [source.front_lines, *starts, len(lines)]
    yield _head(lines, edges[0], edges[1], is_heading=False)
    for start, end in itertools.pairwise(edges[1:]):
        yield _head(lines, start, end, is_heading=True)


def _headings(source: Source) -> list[tuple[int, bool]]:
    """Lines of the top-level ATX headings, and whether each is closed, and so a text's own."""
    found = []
    for token in source.skeleton:
        if token.type == "heading_open" and token.map:
            line = token.map[0]
            attributes = _attributes(source.lines[line + 1 : line + 1 + _MOST_ATTRIBUTES])
            is_structure = next(iter(attributes), "") != "text" and not attributes.keys().isdisjoint(_STRUCTURAL)
            found.append((line, bool(grammar.CLOSED.match(source.lines[line])) and not is_structure))
    return found


def _head(lines: Sequence[str | None], start: int, end: int, *, is_heading: bool) -> _Head:
    kept = [line for line in lines[start:end] if line is not None]
    found = grammar.HEADING.match(kept[0]) if is_heading and kept else None
    below = kept[1:] if found else kept
    attributes = _attributes(below) if found else {}
    body = tuple(below[len(attributes) :])
    return _Head(start, len(found[1]) if found else 0, (found[2] or "") if found else "", attributes, body, end)


def _attributes(lines: Sequence[str]) -> dict[str, str]:
    attributes: dict[str, str] = {}
    for line in lines:
        found = grammar.ATTRIBUTE.match(line)
        if not found or found[1] in attributes:
            break
        attributes[found[1]] = found[2] or ""
    return attributes


@dataclass(slots=True)
class _Builder:
    source: Source
    spans: list[Span] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    title: str = ""
    tags: tuple[str, ...] = ()
    meta: Mapping[str, str] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)
    section: tuple[str, ...] = ()
    titled: bool = False  # whether a `# Title` was seen

    def __post_init__(self) -> None:
        self.title, self.tags, self.meta = metadata(self.source.front_matter)
        if self.source.front_lines:
            self.spans.append(Span(0, self.source.front_lines, "meta"))

    def take(self, head: _Head) -> None:
        if head.line < head.end:
            self.spans.append(Span(head.line, head.end, "card" if grammar.CARD.match(head.text) else "note"))
        self.problems += _faults(head, self.source)
        forced = "section" in head.attributes
        card, note = grammar.CARD.match(head.text), grammar.NOTE.match(head.text)
        if head.level == 1:
            self._document(head)
        elif head.level > 1 and card and not forced:
            self._ask(self._card(head, card[1], card[2], (card[3] or "").strip()))
        elif head.level > 1 and note and not forced:
            self.section = self.section[: self._depth(head, head.level - 2)]
            self.items.append(self._note(head, note[1] or "", head.body))
        else:
            self._section(head)

    def _document(self, head: _Head) -> None:
        later = self.titled or any(isinstance(item, Card) for item in self.items)
        if later:
            self._close()
        self.title, self.titled = head.text, True
        body = list(head.body)
        while body and not body[0].strip():
            body.pop(0)
        if later and body and body[0] == "<!--" and "-->" in body:
            end, first = body.index("-->"), head.end - len(body) + 1
            found = Metadata.of("\n".join(body[1:end]))
            if found is not None:  # else it is a comment like any other
                self.problems += found.problems(lambda line: self.source.at(first + line))
                _, self.tags, self.meta = metadata(found.values)
                body = body[end + 1 :]
        self._words(head, body)

    def _section(self, head: _Head) -> None:
        if head.level:
            kept = self.section[: self._depth(head, head.level - 1) - 1]
            self.section = (*kept, head.text) if head.text else kept
        self._words(head, head.body)

    def _depth(self, head: _Head, usual: int) -> int:
        """How many sections a heading stands in or opens: what its attribute says, else what is usual for its level."""
        given = head.attributes.get("depth")
        return int(given) if given and re.fullmatch(_EXPECTED["depth"].pattern, given) else usual

    def _words(self, head: _Head, body: Sequence[str]) -> None:
        if any(line.strip() for line in body):
            self.items.append(self._note(head, "", body))

    def _note(self, head: _Head, title: str, body: Sequence[str]) -> Note:
        return Note(title, _text(body), self.source.at(head.line), self.section)

    def _ask(self, card: Card) -> None:
        if not card.question:  # without a line `**Answer:**` all of it may be meant as the question
            card = replace(card, question=card.answer, answer="")
        if card.question:
            self.items.append(card)
            self.problems += _unsolved(card)
            return
        message = "a card without a question. Write the question after its mark, as in `### Q: Why?`, or delete it."
        self.problems.append(NO_QUESTION.at(card.where, message))

    def _card(self, head: _Head, mark: str, number: str, first: str) -> Card:
        level: Level | None = None
        if head.attributes.get("level") != "none":
            first, level = grammar.split_level(first)
        below, answer = _halves(head.body)
        question, kind = _choice(below)
        if mark == "C":
            question, kind = _text(below) if isinstance(kind, Choice) else question, Cloze()
        question = "\n\n".join(part for part in (first, question) if part)
        if mark == "C":
            answer = markup.simplified(answer)
            question = question or grammar.blanked(answer)
        return Card(
            question=question,
            answer=answer,
            where=self.source.at(head.line),
            number=int(number) if number else None,
            level=level,
            section=self.section,
            tags=grammar.split_names(head.attributes.get("tags", "")),
            kind=kind,
            id=head.attributes.get("id") or None,
            origin=head.attributes.get("origin") or None,
            reverse="reverse" in head.attributes and not isinstance(kind, Cloze),
        )

    def _close(self) -> None:
        if self.items:
            self.documents.append(Document(self.title, self.source.path, tuple(self.items), self.tags, self.meta))
            self.title, self.tags, self.meta = "", (), {}
        self.items, self.section = [], ()

    def finish(self) -> tuple[Document, ...]:
        self._close()
        return tuple(self.documents)


def metadata(front: Mapping[str, Any]) -> tuple[str, tuple[str, ...], dict[str, str]]:
    """Title, tags and the rest of a front matter, as strings."""
    tags = front.get("tags", ())
    names = grammar.split_names(tags) if isinstance(tags, str) else tuple(filter(None, map(_said, tags)))
    rest = {_said(key): _said(value) for key, value in front.items() if key not in ("title", "tags")}
    return _said(front.get("title", "")), names, rest


def _said(value: Any) -> str:
    """A YAML value as words: BaseLoader makes lists and mappings of strings."""
    if isinstance(value, dict):
        return ", ".join(f"{_said(key)}: {_said(held)}" for key, held in value.items())
    return ", ".join(map(_said, value)) if isinstance(value, list | tuple) else str(value)


def _faults(head: _Head, source: Source) -> Iterator[Problem]:
    """What attributes say that they cannot say, and lines that are meant as one and are not."""
    for number, (name, value) in enumerate(head.attributes.items(), 1):
        expected = _EXPECTED[name]
        if not re.fullmatch(expected.pattern, value):
            said = f"is {value[:40]!r}" if value else "is empty"
            message = f"{name} {said}, expected {expected.words}. Write {expected.example}, or delete it."
            yield ATTRIBUTE.at(source.at(head.line + number), message)
    found = _NEARLY.fullmatch(head.body[0]) if head.body and head.level and "text" not in head.attributes else None
    if found:
        name = found[1].lower()
        why = "stands there twice" if name in head.attributes else "is not written as expected"
        message = f"{name} {why}, and is not read. Write {_EXPECTED[name].example} once, or delete the line."
        yield ATTRIBUTE.at(source.at(head.line + len(head.attributes) + 1), message)


def _text(lines: Sequence[str]) -> str:
    start = next((n for n, line in enumerate(lines) if line.strip()), len(lines))
    return "\n".join(lines[start:]).rstrip()


def _halves(body: Sequence[str]) -> tuple[list[str], str]:
    """The lines of a question below its heading, and the answer."""
    if grammar.ANSWER not in body:
        return [], _text(body)
    at = body.index(grammar.ANSWER)
    return grammar.unescape_answer(body[:at]), _text(body[at + 1 :])


def _unsolved(card: Card) -> Iterator[Problem]:
    """The problem that an answer stands below options of which none is right."""
    if isinstance(card.kind, Choice) and not card.kind.correct and card.answer:
        message = "no option is marked as right. Mark the right ones with `[x]`."
        yield UNSOLVED.at(card.where, message)


def _choice(lines: list[str]) -> tuple[str, Kind]:
    if grammar.OPTIONS in lines:
        at = len(lines) - 1 - lines[::-1].index(grammar.OPTIONS)
        question, tasks = lines[:at], lines[at + 1 :]
    else:
        at = grammar.task_list(lines)
        question, tasks = lines[:at], lines[at:]
    found = list(grammar.options(tasks))
    if not found:
        return _text(question), Basic()
    right = tuple(n for n, (_, is_right) in enumerate(found) if is_right)
    return _text(question), Choice(tuple(option for option, _ in found), right)
