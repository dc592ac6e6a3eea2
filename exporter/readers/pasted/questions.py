"""Question lines of pasted articles, with number and level."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from exporter.model import Level
from exporter.readers import levels
from exporter.readers.labelling import QUESTION

_MAY = re.compile(r"\s*[^\W\d_][^\n\d]{0,40}\d")  # a letter, and a number near it
_AFTER = re.compile(r"\s?[.#]?\s?(\d{1,4})\s*[.:)：）–—-]\s*(?!Q\s?\d)(\S.*)$", re.IGNORECASE)
_LEVEL = re.compile(rf"(?:(?<=[?.!)\]\"'”？。！」』）؟।])\s*|\s+)[(\[（]?(?P<words>{levels.NAME})[)\]）]?$")
_LONGEST_LEVEL = 70  # characters of what names a level
_NUMBER = re.compile(r"^\s*#?(\d{1,4})[.)]?\s*$")
_LONGEST = 300  # characters of a question's line


@dataclass(frozen=True, slots=True)
class Mark:
    """A line that asks a question."""

    start: int  # 0-based, the question's number
    end: int  # one past the question's text
    number: int | None
    level: Level | None
    question: str  # plain text


def find(lines: Sequence[str]) -> list[Mark]:
    """The numbered questions: `Q1. What …? Beginner`, or `01` on a line of its own and the question on the next."""
    found = sorted([*_labelled(lines), *_numbered(lines)], key=lambda mark: mark.start)
    with_level = sum(mark.level is not None for mark in found)
    if with_level * 2 >= len(found):
        return found
    return [_whole(mark, lines) for mark in found]  # a level word now and then is a word of the question


def split_level(text: str) -> tuple[str, Level | None]:
    """A question without the level at its end, and the level."""
    found = _LEVEL.search(text, max(0, len(text) - _LONGEST_LEVEL))
    while found:
        if level := levels.named(found["words"]):
            return text[: found.start()].rstrip(), level
        found = _LEVEL.search(text, found.start() + 1)
    return levels.untagged(text.strip())


def _whole(mark: Mark, lines: Sequence[str]) -> Mark:
    line = lines[mark.end - 1]
    found = _label(line) if mark.end - mark.start == 1 else None
    return Mark(mark.start, mark.end, mark.number, None, (found[1] if found else line).strip())


def _label(line: str) -> tuple[int, str] | None:
    """The number and the text of a line that begins as `Q1.`, `Question 1:` or `Вопрос 1.`."""
    text = line.lstrip()
    if len(line) >= _LONGEST or not QUESTION.may_begin(text):
        return None
    found = next((found for head in QUESTION.heads(text) if (found := _AFTER.match(text, head.end))), None)
    return (int(found[1]), found[2]) if found else None


def _labelled(lines: Sequence[str]) -> Iterator[Mark]:
    may = ((index, line) for index, line in enumerate(lines) if _MAY.match(line))
    for index, line in may:
        if found := _label(line):
            question, level = split_level(found[1])
            yield Mark(index, index + 1, found[0], level, question)


def _numbered(lines: Sequence[str]) -> Iterator[Mark]:
    """Numbers alone on a line count only where they run on: a program prints numbers, too."""
    chain = _Chain()
    for mark in _lone_numbers(lines):
        if mark.number == 1 and chain.marks and _asks(mark):
            yield from _regular(chain.all)
            chain = _Chain([mark])
        elif _asks(mark):
            chain.take(mark)
        elif mark.number == chain.following and not chain.waiting:
            chain.waiting = [mark]
    yield from _regular(chain.all)


@dataclass(slots=True)
class _Chain:
    """Marks whose numbers follow each other."""

    marks: list[Mark] = field(default_factory=list)
    waiting: list[Mark] = field(default_factory=list)  # one of the next number that does not ask

    @property
    def following(self) -> int:
        """The number that comes next."""
        return (self.marks[-1].number or 0) + 1 if self.marks else 1

    @property
    def all(self) -> list[Mark]:
        """The marks, and the one that waits."""
        return [*self.marks, *self.waiting]

    def take(self, mark: Mark) -> None:
        """Takes a mark that asks, where its number comes next, or next after the one that waits."""
        if mark.number == self.following:
            self.marks.append(mark)
            self.waiting = []
        elif self.waiting and mark.number == self.following + 1:
            self.marks += [*self.waiting, mark]
            self.waiting = []


def _lone_numbers(lines: Sequence[str]) -> Iterator[Mark]:
    for index, line in enumerate(lines[:-1]):
        found = _NUMBER.match(line)
        below = lines[index + 1].strip()
        if found and 3 < len(below) < _LONGEST and any(letter.isalpha() for letter in below):
            question, level = split_level(below)
            yield Mark(index, index + 2, int(found[1]), level, question)


def _asks(mark: Mark) -> bool:
    return mark.level is not None or mark.question.endswith(("?", "？"))


def _regular(chain: Sequence[Mark]) -> Sequence[Mark]:
    """A run of numbered lines, if most of them look like questions."""
    asked = sum(map(_asks, chain))
    return chain if len(chain) > 1 and asked * 2 >= len(chain) else ()
