"""Measures text edges: which words of a PDF stand beyond their column, or beyond the padding of their flashcard.

`python -m tests.emitters.print.edges [FILE...]` prints every layout of `LAYOUTS` of the collection and the seeds, or of
some files, which takes hours; with `--seconds 500 --seed 1` it draws layouts and documents as long as that, of all
settings together. `test_edges.py` takes a sample.
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from html import unescape
from io import BytesIO
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from exporter import readers
from exporter.emitters import Edition
from exporter.emitters.print import language
from exporter.emitters.print.card_grid import GRIDS, PIXELS, SIZES, CardGrid
from exporter.model import Document, Problem
from exporter.readers.source import Source
from exporter.settings import PrintSettings, Settings
from tests.conftest import SHARED, SOURCE
from tests.editions import printed, templates

POINTS = 72 / 25.4  # per millimeter
_SIDE, _GUTTER, _TOP, _BOTTOM = 10 * POINTS, 6 * POINTS, 12.9 * POINTS, 11.4 * POINTS  # sheet.css
_LARGE_TOP, _LARGE_BOTTOM = 13.9 * POINTS, 16.9 * POINTS
_FRONT = 13  # times the size of the text: from the first page's head, where its title may stand across all columns
_NEARLY = 1.0  # points that nobody sees
_PART = 60  # cards and notes of a document that is drawn
_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)"')
_WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*)</word>')


class Word(NamedTuple):
    """A word of a PDF, in points."""

    page: int  # from 1
    width: float  # of its page
    height: float
    left: float
    top: float
    right: float
    bottom: float
    text: str


class Layout(NamedTuple):
    """How a document is printed."""

    output: str
    settings: dict[str, Any]


SIZES_OF_PRINT = [float(size) for size in range(7, 13)]
SHEETS = [
    Layout("sheet", {"paper": paper, "orientation": way, "columns": columns, "font_size": size})
    for paper, way, columns, size in product(("A4", "Letter"), ("portrait", "landscape"), (1, 2, 3, 4), SIZES_OF_PRINT)
]
CARDS = [
    Layout("flashcards", {"paper": paper, "flashcards_per_page": count, "flip": flip})
    for flip, paper, count in product(("long-edge", "fold"), ("A4", "Letter"), GRIDS)
] + [
    Layout("flashcards", {"paper": paper, "flashcard_size": size, "flip": flip})
    for flip, paper, size in product(("long-edge", "short-edge", "fold"), ("A4", "Letter"), SIZES)
]
LARGE = [
    Layout(output, {"paper": paper, "orientation": way, "large_print": True})
    for output, paper, way in product(("sheet", "quiz", "quiz-key"), ("A4", "Letter"), ("portrait", "landscape"))
]
BOUND = [
    Layout(output, {"columns": columns, "binding": binding, "font_size": size})
    for output, columns, binding, size in product(("sheet", "quiz-key"), (1, 2, 3), (5.0, 20.0), (7.0, 10.0))
]
FLOWING = [
    Layout(output, {"columns": columns, "font_size": size, "layout": "flowing"})
    for output, columns, size in product(("sheet", "quiz", "quiz-key"), (1, 2, 3, 4), SIZES_OF_PRINT)
]
LAYOUTS = [*SHEETS, *CARDS, *LARGE, *BOUND, *FLOWING]


def beyond(pdf: bytes, layout: Layout, *, is_rtl: bool = False) -> list[tuple[int, str]]:
    """The page and the text of every word that is not inside one column, or of which more than its padding is beyond
    its flashcard; `is_rtl` tells of a document that is read from right to left, and bound at its right."""
    settings = PrintSettings(**layout.settings)
    find = _beyond_cards if layout.output == "flashcards" else partial(_beyond_columns, is_rtl=is_rtl)
    return [(word.page, word.text) for word in _words(pdf) if find(word, settings.enlarged)]


def _beyond_columns(word: Word, settings: PrintSettings, *, is_rtl: bool) -> bool:
    head, foot = (_LARGE_TOP, _LARGE_BOTTOM) if settings.large_print else (_TOP, _BOTTOM)
    if not head < (word.top + word.bottom) / 2 < word.height - foot:
        return False  # of the margin
    count = settings.columns or (3 if settings.orientation == "landscape" else 2)
    binding = settings.binding * POINTS
    left = _SIDE + binding * (word.page % 2 != is_rtl)
    column = (word.width - 2 * _SIDE - binding - (count - 1) * _GUTTER) / count
    edges = [(left + n * (column + _GUTTER), left + n * (column + _GUTTER) + column) for n in range(count)]
    if word.page == 1 and word.top < _FRONT * settings.font_size:
        edges = [(edges[0][0], edges[-1][1])]
    return not any(start - _NEARLY <= word.left and word.right <= stop + _NEARLY for start, stop in edges)


def _beyond_cards(word: Word, settings: PrintSettings) -> bool:
    grid = CardGrid.of(settings.paper, settings.flashcards_per_page, settings.flip, settings.flashcard_size)
    scale = POINTS / PIXELS
    x, y, width, height = (length * scale for length in (grid.left, grid.top, grid.width, grid.height))
    middle = (word.top + word.bottom) / 2
    if not y < middle < word.height - y:
        return False  # of the margin
    row, padding = int((middle - y) // height), grid.padding * POINTS
    if word.top < y + row * height or word.bottom > y + (row + 1) * height:
        return True
    lefts = [x + column * width + padding for column in range(grid.columns)]
    return not any(left - _NEARLY <= word.left and word.right <= left + width - 2 * padding + _NEARLY for left in lefts)


def _words(pdf: bytes) -> Iterator[Word]:
    page, size = 0, (0.0, 0.0)
    for line in copied(pdf, "-bbox").split("\n"):
        if begins := _PAGE.search(line):
            page, size = page + 1, (float(begins[1]), float(begins[2]))
        elif found := _WORD.search(line):
            left, top, right, bottom = map(float, found.groups()[:4])
            yield Word(page, *size, left, top, right, bottom, unescape(found[5]))


def copied(pdf: bytes, *options: str) -> str:
    """The text of a PDF as poppler copies it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.pdf"
        path.write_bytes(pdf)
        command = ["pdftotext", *options, str(path), "-"]
        return subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=True).stdout


def pdf(document: Document, layout: Layout, problems: list[Problem] | None = None) -> bytes:
    """A document, printed so; adds to some problems those of this print."""
    out = BytesIO()
    settings = Settings(print=PrintSettings(**layout.settings))
    told = printed(layout.output)(Edition((document,), ("n",), ("n",), {}, settings, templates("print"), 0, 0), out)
    if problems is not None:
        problems += told
    return out.getvalue()


@cache
def documents(path: Path) -> tuple[Document, ...]:
    """The documents of a file."""
    return tuple(readers.read(Source.decode(path.name, path.read_bytes())).documents)


def collection() -> list[Path]:
    """The files of our own documents."""
    return [path for path in sorted(SOURCE.iterdir()) if path.suffix in (".md", ".txt")]


def drawn(draw: random.Random) -> Layout:
    """A layout of any settings together."""
    output = draw.choice(("sheet", "sheet", "flashcards", "quiz", "quiz-key"))
    settings: dict[str, Any] = {
        "paper": draw.choice(("A4", "Letter")),
        "font_size": draw.choice((*SIZES_OF_PRINT, 8.5, 6.0, 14.0)),
        "brief": draw.random() < 0.1,
        "links": draw.choice(("text", "text", "address", "qr")),
    }
    if output == "flashcards":
        settings["flip"] = draw.choice(("long-edge", "short-edge", "fold"))
        settings["flashcards_per_page"] = draw.choice([*GRIDS])
        settings["flashcard_size"] = draw.choice(("fill", *SIZES))
    else:
        settings["orientation"] = draw.choice(("portrait", "landscape"))
        settings["columns"] = draw.choice((0, 1, 2, 3, 4))
        settings["large_print"] = draw.random() < 0.15
        settings["binding"] = draw.choice((0.0, 0.0, 12.0))
        settings["layout"] = draw.choice(("packed", "packed", "flowing"))
    return Layout(output, settings)


def choices(paths: Sequence[Path], seconds: int, seed: int) -> Iterator[tuple[Path, Document, Layout]]:
    """Each file in each layout; if there are seconds, parts of them in layouts that are drawn."""
    if not seconds:
        for path in paths:
            yield from ((path, document, layout) for document, layout in product(documents(path), LAYOUTS))
        return
    draw, end = random.Random(seed), time.monotonic() + seconds
    while time.monotonic() < end:
        path = draw.choice(paths)
        if found := documents(path):
            document = draw.choice(found)
            start = draw.randrange(max(1, len(document.items) - _PART + 1))
            yield path, replace(document, items=document.items[start : start + _PART]), drawn(draw)


def main() -> None:
    """Prints what is beyond, and how many words that were; what was told is no error, but seen."""
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--seconds", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    paths = given.files or [*collection(), *sorted((SHARED / "seeds").glob("*.txt"))]
    everything = prints = 0
    for path, document, layout in choices(paths, given.seconds, given.seed):
        problems: list[Problem] = []
        is_rtl = language.is_rtl(language.of_document(document))
        found = beyond(pdf(document, layout, problems), layout, is_rtl=is_rtl)
        everything, prints = everything + len(found), prints + 1
        if found or problems:
            told = [f"{problem.code}:{problem.where.line}" for problem in problems]
            print(path.name, layout.output, layout.settings, len(found), found[:5], told[:5], flush=True)
    print(f"{everything} words beyond, in {prints} prints")


if __name__ == "__main__":
    main()
