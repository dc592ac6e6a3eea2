"""The measured figures, each with its bound. Another figure is another row of FIGURES."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import Literal

from tests.bench.growth import KINDS
from tests.bench.places import CORPUS, EXPORTER, ROOT, SEEDS


@dataclass(frozen=True, slots=True)
class Sample:
    """One run: its wall-clock seconds, the most megabytes of all its processes together, and how its output begins."""

    seconds: float
    megabytes: float
    said: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: the median over some runs of a command, and its bound: the most, or the least cards per second."""

    name: str
    bound: float
    unit: Literal["s", "MB", "cards/s", "pages", "times", "ms"]
    command: tuple[str, ...]
    """What to run; `{tmp}` is a new empty folder for each run, `{kept}` one that lasts through all runs. What it prints
    are the pages, the milliseconds, or the times of something else."""
    runs: int = 5
    needs: Path | None = None
    """Skipped, visibly, where this does not exist."""
    warm_up: bool = False
    """Run once before, unmeasured: for what a second run costs."""
    cards: int = 0
    """How many a run makes; the exit code UNAVAILABLE says that it cannot be run here."""

    def value(self, samples: Iterable[Sample]) -> float:
        """The median in its unit."""
        if self.unit in ("pages", "times", "ms"):
            return statistics.median(float(sample.said) for sample in samples)
        if self.unit == "MB":
            return statistics.median(sample.megabytes for sample in samples)
        seconds = statistics.median(sample.seconds for sample in samples)
        return self.cards / seconds if self.cards else seconds

    def holds(self, value: float) -> bool:
        """Whether a value is within the bound."""
        return value >= self.bound if self.cards else value <= self.bound


def build(only: str) -> tuple[str, ...]:
    """The command that builds both seeds from nothing."""
    return (EXPORTER, "build", str(SEEDS), "--out={tmp}/dist", "--lock={tmp}/cards.lock", f"--only={only}")


def decks(cards: int) -> tuple[str, ...]:
    """The command that builds decks of so many cards, each with a list, code and a table; a first run writes them."""
    folder = f"{{kept}}/{cards}-cards"
    target = ("--out={tmp}/dist", "--lock={tmp}/cards.lock", "--only=anki")
    return (sys.executable, "-m", "tests.bench.decks", folder, str(cards), EXPORTER, "build", folder, *target)


def sections(cards: int, documents: int) -> tuple[str, ...]:
    """The command that builds decks and CSV of short cards, a section for each twenty; a first run writes them."""
    folder = f"{{kept}}/{cards}-in-{documents}"
    target = ("--out={tmp}/dist", "--lock={tmp}/cards.lock", "--only=anki,csv")
    work = (sys.executable, "-m", "tests.bench.sections", folder, str(cards), str(documents))
    return (*work, EXPORTER, "build", folder, *target)


def growth(kind: str) -> tuple[str, ...]:
    """The command that tells how many times as long a build of four times as much takes."""
    return (sys.executable, "-m", "tests.bench.growth", kind, "{tmp}")


def peer(name: str, cards: int) -> tuple[str, ...]:
    """The command that has another tool make decks of the same cards."""
    return (sys.executable, "-m", "tests.bench.peers", name, "{kept}", str(cards))


def printing(work: str, folder: str = "{tmp}") -> tuple[str, ...]:
    """The command that does some work on printing."""
    return (sys.executable, "-m", "tests.bench.printing", work, folder)


def preview(what: str) -> tuple[str, ...]:
    """The command that measures the preview in Chromium."""
    return (sys.executable, "-m", "tests.bench.preview", what, "{kept}")


DECKS = build("anki,csv")
SHEETS = build("anki,sheet,csv")
PRINTS = build("sheet,flashcards,quiz")
PYTHON = sys.executable
ROWS = (PYTHON, "-m", "tests.bench.records", "{kept}", EXPORTER, "parse")
READING = (PYTHON, "-m", "tests.bench.reading")
IDENTITY = (PYTHON, "-m", "tests.bench.identity")
MAKE = ("make", "csv", f"SOURCE={ROOT / 'source'}", "DIST={kept}/dist", "LOCK={kept}/cards.lock")
FIGURES = (
    Figure("exporter --help", 0.15, "s", (EXPORTER, "--help")),
    Figure("make, nothing to do", 0.1, "s", MAKE, warm_up=True),
    Figure("both seeds: decks and CSV", 1.5, "s", DECKS, needs=SEEDS),
    Figure("both seeds: decks and CSV, memory", 400, "MB", DECKS, needs=SEEDS),
    Figure("both seeds: and sheets, cold", 15, "s", SHEETS, runs=3, needs=SEEDS),
    Figure("both seeds: and sheets, memory", 400, "MB", SHEETS, runs=3, needs=SEEDS),
    Figure("both seeds: sheets alone, cold", 6, "s", build("sheet"), runs=3, needs=SEEDS),
    Figure("both seeds: pages of their sheets", 36, "pages", printing("pages"), runs=1, needs=SEEDS),
    Figure("both seeds: all that is printed", 18, "s", PRINTS, runs=3, needs=SEEDS),
    Figure("both seeds: the same, memory", 350, "MB", PRINTS, runs=3, needs=SEEDS),
    Figure("Chromium: the same cards", inf, "s", printing("chromium", "{kept}"), runs=3, needs=SEEDS, warm_up=True),
    Figure("sheets' processor time ÷ Chromium's", 1.5, "times", printing("beside", "{kept}"), runs=3, needs=SEEDS),
    Figure("sheets again ÷ Chromium again", 1, "times", printing("again", "{kept}"), runs=3, needs=SEEDS),
    Figure("one answer edited: sheet ÷ all cold", 0.5, "times", printing("edited"), runs=3, needs=SEEDS),
    Figure("one answer edited: sheet ÷ it cold", inf, "times", printing("alone"), runs=3, needs=SEEDS),
    Figure("3,000 cards: a sheet", 60, "s", printing("many"), runs=1, needs=SEEDS),
    Figure("3,000 cards: a sheet, memory", 900, "MB", printing("many"), runs=1, needs=SEEDS),
    Figure("10,000 cards: decks", 1500, "cards/s", decks(10_000), runs=3, warm_up=True, cards=10_000),
    Figure("10,000 cards: decks, memory", 600, "MB", decks(10_000), runs=3, warm_up=True),
    Figure("2,000 cards: decks", 800, "cards/s", decks(2_000), runs=3, warm_up=True, cards=2_000),
    Figure("4,800 cards, a section for each 20", 3, "s", sections(4_800, 1), runs=3, warm_up=True),
    Figure("100,000 cards: decks and CSV", 75, "s", sections(100_000, 100), runs=1),
    Figure("100,000 cards: the same, memory", 600, "MB", sections(100_000, 100), runs=1),
    *(Figure(f"4 times as much: {kind}", 5.5, "times", growth(kind), runs=1) for kind in KINDS),
    *(  # the same cards through other tools: no bound
        Figure(f"{cards:,} cards: {name}", 0, "cards/s", peer(name, cards), runs=3, warm_up=True, cards=cards)
        for name, cards in (("markdown-anki-decks", 1_000), ("md2anki", 200))
    ),
    Figure("5,000 cards in the preview: first paint", 1000, "ms", preview("paint"), runs=3),
    Figure("5,000 cards in the preview: a search", 50, "ms", preview("search"), runs=3),
    *(
        Figure(f"1 MB of pasted text: {kind}", 5, "s", (PYTHON, "-m", "tests.bench.hostile", kind), runs=3)
        for kind in ("article", "rows", "boxes", "unclosed")
    ),
    Figure("500 KB of Markdown: parse --json", 1, "s", (*READING, "parse", "{kept}"), warm_up=True),
    Figure("500 KB of a web page, 500 cards: read", 700, "ms", (*READING, "page"), runs=3),
    Figure("100,000 rows of CSV: parse", 10, "s", ROWS, runs=3, warm_up=True),
    Figure("reading ÷ parsing Markdown", 2, "times", (*READING, "ratio"), runs=3),
    Figure("reading ÷ parsing the corpus", 2, "times", (*READING, "ratio", str(CORPUS)), runs=3, needs=CORPUS),
    Figure("hostile Markdown read", 5, "s", (PYTHON, "-m", "tests.bench.hostile", "markdown"), runs=3),
    Figure("hostile Markdown rendered", 5, "s", (PYTHON, "-m", "tests.bench.hostile", "pieces"), runs=3),
    Figure("hostile web pages read", 30, "s", (PYTHON, "-m", "tests.bench.hostile", "pages"), runs=3),
    Figure("push of 200 in 10,000 ÷ import", 2, "times", (PYTHON, "-m", "tests.bench.pushing", "{kept}"), runs=3),
    Figure("10,000 cards matched", 5, "s", (*IDENTITY, "match"), runs=3),
    Figure("10,000 cards matched, memory", 300, "MB", (*IDENTITY, "match"), runs=3),
    Figure(
        "one answer edited: decks and CSV",
        0.8,
        "s",
        (*IDENTITY, "edit", "{kept}", "--only=anki,csv"),
        needs=SEEDS,
        warm_up=True,
    ),
    Figure(
        "one answer edited: and its sheet",
        6,
        "s",
        (*IDENTITY, "edit", "{kept}", "--only=anki,csv,sheet"),
        needs=SEEDS,
        warm_up=True,
    ),
)
