"""Result of a pull, as data; `exporter.commands.pull` renders it as text and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from exporter.emitters import spreadsheet
from exporter.errors import DONE, INTERNAL, OUTPUT, PROBLEMS
from exporter.model import Card, Location, Problem
from exporter.pipeline import report


@dataclass(frozen=True, slots=True)
class Correction:
    """A card before and after its correction."""

    key: str
    old: Card
    new: Card
    where: Location  # as the user would type it
    remark: str  # what to mind, or nothing

    def texts(self) -> Iterator[tuple[str, str, str]]:
        """What changes, before and after, as Markdown."""
        texts = zip(("question", "answer"), spreadsheet.markdown(self.old), spreadsheet.markdown(self.new), strict=True)
        yield from (text for text in texts if text[1] != text[2])


@dataclass(frozen=True, slots=True)
class ToLearn:
    """A card that deserves a better text, by the tags of its note."""

    key: str
    where: Location  # as the user would type it
    card: Card
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Skipped:
    """What was left alone, and why."""

    path: str  # of the edited file, or of a document
    line: int | None  # 1-based; None for a document as a whole, and in a file without lines
    why: str
    card: Card | None = None  # the one that is meant, where there is one
    where: Location | None = None  # of that card, as the user would type it
    part: str = ""  # of the card: question, answer, options, text, title; "" for all of it
    document: str = ""  # where both sides changed that part: its words in the document, as a difference
    edited: str = ""  # those in the edited file
    is_unwritable: bool = False  # whether the disk does not take it


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A document that was corrected."""

    path: str
    cards: int
    replaces: str = ""  # the document that it takes the place of, since that cannot be written in its own format
    images: tuple[str, ...] = ()  # that came along


@dataclass(slots=True)
class Pulled:
    """What came of a pull."""

    corrected: tuple[Correction, ...]
    to_learn: tuple[ToLearn, ...]
    same: int  # rows that say what the documents say
    left: list[Skipped]
    may_write: bool
    foreign: int = 0  # notes that are not of these documents
    done: list[Rewritten] = field(default_factory=list)
    failed: list[Skipped] = field(default_factory=list)  # documents that could not be corrected
    problems: tuple[Problem, ...] = ()  # of documents that failed: none of their cards is known
    unreadable: bool = False  # whether one could not be read
    roots: Mapping[str, str] = field(default_factory=dict)  # their names -> the paths as the user would type them

    @property
    def code(self) -> int:
        """The exit code."""
        found = report.code(self.problems, unreadable=self.unreadable)
        if any(each.is_unwritable for each in self.failed) and found != INTERNAL:
            return OUTPUT
        return found or (PROBLEMS if self.left or self.failed else DONE)
