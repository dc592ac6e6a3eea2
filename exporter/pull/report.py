"""What came of a pull, in words and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from exporter import naming, worddiff
from exporter.emitters import spreadsheet
from exporter.errors import DONE, PROBLEMS
from exporter.model import Card, Location, Problem
from exporter.pipeline import messages, report

_SCHEMA = 1
_WIDTH = 72


@dataclass(frozen=True, slots=True)
class Correction:
    """A card as it is, and as somebody corrected it."""

    key: str
    old: Card
    new: Card
    place: str
    remark: str  # what to mind, or nothing

    def texts(self) -> Iterator[tuple[str, str, str]]:
        """What changes, before and after, as Markdown."""
        texts = zip(("question", "answer"), spreadsheet.markdown(self.old), spreadsheet.markdown(self.new), strict=True)
        yield from (text for text in texts if text[1] != text[2])


@dataclass(frozen=True, slots=True)
class ToLearn:
    """A card that deserves a better text, by the tags of its note."""

    key: str
    where: Location
    place: str
    card: Card
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Left:
    """What was left alone, and why."""

    place: str
    why: str


@dataclass(slots=True)
class Pulled:
    """What came of a pull."""

    corrected: tuple[Correction, ...]
    to_learn: tuple[ToLearn, ...]
    same: int  # rows that say what the documents say
    left: list[Left]
    may_write: bool
    done: list[str] = field(default_factory=list)
    failed: list[Left] = field(default_factory=list)  # documents that could not be corrected
    problems: tuple[Problem, ...] = ()  # of documents that failed: none of their cards is known
    unreadable: bool = False  # whether one could not be read
    roots: Mapping[str, str] = field(default_factory=dict)  # their names -> the paths as the user would type them

    @property
    def code(self) -> int:
        """The exit code."""
        found = report.code(self.problems, unreadable=self.unreadable)
        return found or (PROBLEMS if self.left or self.failed else DONE)

    def lines(self) -> Iterator[str]:
        """The corrections card by card, with the words that change, and the cards to look at."""
        for each in self.corrected:
            yield f"{each.place}: {_short(each.old)}"
            yield from (f"    {name}: {worddiff.marked(before, after)}" for name, before, after in each.texts())
            if each.remark:
                yield f"    ({each.remark})"
        yield from (f"{one.place}: {', '.join(one.tags)}: {_short(one.card)}" for one in self.to_learn)

    def words(self) -> Iterator[str]:
        """What was left alone, what was done, and the sum of it."""
        yield from messages.lines(self.problems, self.roots)
        yield from (f"{left.place}: left alone: {left.why}" for left in self.left)
        yield from self.done
        yield from (f"{left.place}: left alone: {left.why}" for left in self.failed)
        count = len(self.corrected)
        said = f"{naming.count(count, 'card')} corrected, {self.same} unchanged, {len(self.left)} left alone."
        is_asked = count and not self.may_write
        yield f"{said} Nothing was written: use --write to change the documents." if is_asked else said

    def as_json(self) -> str:
        """All of it, for other programs."""
        table = {
            "schema": _SCHEMA,
            "corrected": [_correction(each) for each in self.corrected],
            "to_learn": [
                {"id": one.key, "where": one.place, "question": one.card.question, "tags": one.tags}
                for one in self.to_learn
            ],
            "same": self.same,
            "left": [{"where": left.place, "why": left.why} for left in (*self.left, *self.failed)],
            "problems": [report.problem(problem) for problem in self.problems],
            "written": bool(self.done),
        }
        return json.dumps(table, ensure_ascii=False, indent=2) + "\n"


def _correction(each: Correction) -> dict[str, Any]:
    texts = {name: {"before": before, "after": after} for name, before, after in each.texts()}
    return {"id": each.key, "where": each.place, **texts} | ({"remark": each.remark} if each.remark else {})


def _short(card: Card) -> str:
    question = " ".join(card.question.split())
    return f"{question[: _WIDTH - 1]}…" if len(question) > _WIDTH else question
