"""What stands around cards that are marked as such: a document's title, its sections, and the notes between them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from exporter.model import Item, Note
from exporter.readers.source import Source, Span

RULE = re.compile(r"-{3,}\s*$")
_DELETED = re.compile(r"DELETE\s*\n(?:<!--\s*)?ID:\s*\d+\s*(?:-->)?")
_SETTING = re.compile(r"(?P<name>TARGET DECK|FILE TAGS)(?::\s*(?P<value>\S.*)|\s*$)")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$")


class Surroundings:
    """What is known of a document up to a line; the first heading is its title, others are sections."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.title = ""
        self.in_contents = False  # whether a table of contents stands here
        self.tags: list[str] = []
        self.meta: dict[str, str] = {}
        self.items: list[Item] = []
        self.spans = [Span(0, source.front_lines, "meta")] if source.front_lines else []
        self.path: list[tuple[int, str]] = []
        fences = (token.map for token in source.tokens if token.type == "fence" and token.map)
        self.code = {n for first, end in fences for n in range(first, end)}

    @property
    def section(self) -> tuple[str, ...]:
        return tuple(name for _, name in self.path)

    def between(self, first: int, end: int) -> None:
        """Takes lines in which no note stands."""
        lines = self.source.lines
        self.spans += (Span(n, n + 1, "aside", "rule") for n in range(first, end) if RULE.match(lines[n]))
        for start, stop in _parts(lines, first, end, self.code):
            heading, setting = _HEADING.match(lines[start]), _SETTING.match(lines[start])
            said = "\n".join(lines[start:stop]).strip("\n")
            reason = "deleted note" if _DELETED.fullmatch(said) else "contents" if self.in_contents else ""
            if heading and stop == start + 1:
                self._head(len(heading[1]), heading[2])
                self.spans.append(Span(start, stop, "heading"))
            elif setting:
                self._set(setting["name"], (setting["value"] or "").strip())
                self.spans.append(Span(start, stop, "meta"))
            elif reason:
                self.spans.append(Span(start, stop, "aside", reason))
            else:
                self.items.append(Note("", said, self.source.at(start), self.section))
                self.spans.append(Span(start, stop, "note"))

    def _head(self, level: int, text: str) -> None:
        from exporter.readers.inferred.assembly import sections

        self.in_contents = sections.is_contents(text)
        if self.in_contents:
            return
        text = sections.title(text)
        if level == 1 and not self.title:
            self.title = text
        else:
            self.path = [*(each for each in self.path if each[0] < level), (level, text)]

    def _set(self, name: str, value: str) -> None:
        """Takes what a line says of all of a document: its deck or its tags."""
        if name == "FILE TAGS":
            self.tags += value.split()
        elif value:
            self.meta["deck"] = value


def _parts(lines: Sequence[str], first: int, end: int, code: Container[int]) -> Iterator[tuple[int, int]]:
    """Headings, settings and the texts between them, each with its first line and one past its last."""
    alone = (n for n in range(first, end) if n not in code and _stands_alone(lines[n]))
    for above, below in pairwise([first - 1, *alone, end]):
        if any(line.strip() for line in lines[above + 1 : below]):
            yield above + 1, below
        if below < end and not RULE.match(lines[below]):
            yield below, below + 1


def _stands_alone(line: str) -> bool:
    """Whether no text goes across a line: a heading, a setting, a rule."""
    return bool(_HEADING.match(line) or _SETTING.match(line) or RULE.match(line))
