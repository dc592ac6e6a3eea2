"""Thresholds of inference, each with a document at either side of it.

A row gives documents that differ in one number only, and the number at which the reading changes. That it is this
threshold which decides shows where it is moved: the reading then changes elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

import pytest

from exporter import readers
from exporter.readers.source import Reading, Source

Made = Callable[[int], str]
_TOTAL = 10


class Threshold(NamedTuple):
    """A threshold with documents around it."""

    name: str  # module below `exporter.readers` and constant
    document: Made
    at: int  # the first number for which the reading is the other one
    seen: Callable[[Reading], object]
    step: float  # by which it is moved
    moved: int  # the number at which the reading changes then


def _parts(some: str, others: str, count: int, *, head: str = "# Sea\n\n", total: int = _TOTAL) -> str:
    """As many parts of one kind as `count` says, then those of another kind; `{n}` is the number of each."""
    return head + "".join((some if n < count else others).replace("{n}", str(n)) for n in range(total))


def _shared(count: int, total: int = _TOTAL) -> str:
    asked = "## Why is tide {n} high?\n\nIt is number {n}.\n\n"
    return _parts(f"{asked}Share this page with others.\n\n", asked, count, total=total)


def _gaps(count: int) -> str:
    return _parts("A tide is =={n}==.\n\n", "A tide is number {n}.\n\n", count)


def _with_text(count: int, total: int = _TOTAL) -> str:
    has_none = "## Tide {n}\n\n### Part\n\nWords of it.\n\n"
    return _parts("## Tide {n}\n\nIt is so, as all are.\n\n", has_none, count, total=total)


def _snippets(count: int) -> str:
    return _parts("## Tide {n}\n\n```\nx = {n}\n```\n\n", "## Tide {n}\n\nIt is so.\n\n", count)


def _pairs(count: int, total: int = 6) -> str:
    return _parts("Q: Why {n}?\nA: So {n}.\n\n", "Q: Why {n}?\nSo {n}.\n\n", count, total=total)


def _signs(count: int, total: int = _TOTAL) -> str:
    asked = "Why is tide {n} high?\n\nSo.\n\n"
    return _parts(f"## ▶ {asked}", f"## {asked}", count, total=total)


def _levels(count: int) -> str:
    row = "| Why is tide {n} high? |"
    return _parts(f"{row} Easy |\n", f"{row} So it is |\n", count, head="| Question | What |\n|---|---|\n")


def _explained(count: int) -> str:
    asked = _parts("**Why is tide {n} high?**\n\nIt is so now.\n\n", "", 4, total=4)
    return f"{asked}# Log\n\n" + "Words of a log here and there.\n\n" * count


def _key(count: int, total: int = _TOTAL) -> str:
    asked = "".join(f"{n + 1}. Why is tide {n} high?\n\n" for n in range(total))
    entries = (f"{n + 1 if n < count else n + 50}. It is so {n}.\n" for n in range(total))
    return f"# Sea\n\n{asked}## Answers\n\n{''.join(entries)}"


def _contents(count: int) -> str:
    entries = "".join(f"- [Why is tide {n} high?](#t{n})\n" for n in range(_TOTAL))
    return f"# Sea\n\n## Contents\n\n{entries}\n" + _parts("## Why is tide {n} high?\n\nSo.\n\n", "", count, head="")


def _count(reading: Reading) -> int:
    return len(reading.cards)


def _says(word: str) -> Callable[[Reading], bool]:
    return lambda reading: any(word in text for card in reading.cards for text in card.texts)


def _has_answers(reading: Reading) -> int:
    return sum(bool(card.answer) for card in reading.cards)


def _sure(reading: Reading) -> bool:
    return reading.is_sure


def _told(reading: Reading) -> bool:
    return any(problem.code == "contents" for problem in reading.problems)


THRESHOLDS = (
    Threshold("inferred.assembly.endings._SHARE", _shared, 6, _says("Share"), 0.15, 7),
    Threshold("inferred.assembly.endings._LEAST", lambda count: _shared(count, count), 3, _says("Share"), 1, 4),
    Threshold("inferred.fallback._WITH_GAPS", _gaps, 8, _count, -0.15, 7),
    Threshold("inferred.fallback._WITH_TEXT", _with_text, 8, _count, -0.15, 7),
    Threshold("inferred.fallback._SNIPPETS", _snippets, 6, _count, 0.15, 7),
    Threshold("inferred.fallback._LEAST_HEADINGS", lambda count: _with_text(count, count), 3, _count, 1, 4),
    Threshold("inferred.selection._PAIRED", _pairs, 5, _sure, -0.15, 4),
    Threshold("inferred.selection._PAIRS", lambda count: _pairs(count, count), 3, _sure, 1, 4),
    Threshold("inferred.selection._EXPLAINED", _explained, 17, _count, 0.15, 8),
    Threshold("inferred.lexer._SHARE", _signs, 6, _says("▶"), -0.15, 5),
    Threshold("inferred.lexer._LEAST", lambda count: _signs(count, count), 2, _says("▶"), 1, 3),
    Threshold("inferred.detectors.rows._LEVELS", _levels, 8, lambda reading: reading.cards[0].answer, -0.15, 7),
    Threshold("inferred.options.answer_list._SHARE", _key, 8, _has_answers, -0.15, 7),
    Threshold("inferred.options.answer_list._LEAST", lambda count: _key(count, count), 3, _has_answers, 1, 4),
    Threshold("contents._KNOWN", _contents, 5, _told, -0.15, 4),
)


@pytest.mark.parametrize("threshold", THRESHOLDS, ids=lambda threshold: threshold.name)
def test_two_sides(threshold: Threshold, monkeypatch: pytest.MonkeyPatch) -> None:
    name, _, constant = threshold.name.rpartition(".")
    module = import_module(f"exporter.readers.{name}")
    assert _changes(threshold) == threshold.at
    monkeypatch.setattr(module, constant, getattr(module, constant) + threshold.step)
    assert _changes(threshold) == threshold.moved


def _changes(threshold: Threshold) -> int:
    """The first number for which the document reads otherwise than with one less, around the threshold."""
    low, high = min(threshold.at, threshold.moved) - 1, max(threshold.at, threshold.moved)
    seen = [threshold.seen(readers.read(Source("a.md", threshold.document(n)))) for n in range(low, high + 1)]
    kinds = [bool(each) if isinstance(each, int) else each for each in seen]
    return next(low + n for n in range(1, len(kinds)) if kinds[n] != kinds[n - 1])
