"""Measures text edges: which words of a PDF stand beyond their column, or beyond the padding of their flashcard.

`python -m tests.emitters.print.edges [FILE...]` prints every layout of `LAYOUTS` of the collection and the seeds, or of
some files, which takes about an hour of processor; `test_edges.py` takes a sample.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from exporter import readers
from exporter.emitters import Edition
from exporter.emitters.print.card_grid import GRIDS, MARGIN, PADDING
from exporter.model import Document, Problem
from exporter.readers.source import Source
from exporter.settings import PrintSettings, Settings
from tests.conftest import SHARED, SOURCE
from tests.editions import printed, templates

POINTS = 72 / 25.4  # per millimeter
_SIDE, _GUTTER, _TOP, _BOTTOM = 10 * POINTS, 6 * POINTS, 12.9 * POINTS, 11.4 * POINTS  # sheet.css
_FRONT = 110.0  # points from the first page's head where its title may stand, across all columns
_NEARLY = 1.0  # points that nobody sees
_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)"')
_WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*)</word>')

Edges = list[tuple[float, float]]  # the left and the right of each column


class Layout(NamedTuple):
    """How a document is printed."""

    output: str
    settings: dict[str, Any]


SHEETS = [
    Layout("sheet", {"paper": paper, "orientation": way, "columns": columns, "font_size": float(size)})
    for paper, way, columns, size in product(("A4", "Letter"), ("portrait", "landscape"), (1, 2, 3, 4), range(7, 13))
]
CARDS = [
    Layout("flashcards", {"paper": paper, "flashcards_per_page": count})
    for paper, count in product(("A4", "Letter"), GRIDS)
]
LAYOUTS = [*SHEETS, *CARDS]


def beyond(pdf: bytes, layout: Layout) -> list[tuple[int, str]]:
    """The page and the text of every word that is not inside one column."""
    found = []
    for page, (width, height), (left, top, right, bottom), word in _words(pdf):
        edges, (head, foot) = _edges(layout, width), _inside(layout, height)
        if layout.output != "flashcards" and page == 1 and top < _FRONT:
            edges = [(edges[0][0], edges[-1][1])]
        is_inside = any(start - _NEARLY <= left and right <= stop + _NEARLY for start, stop in edges)
        if head < (top + bottom) / 2 < foot and not is_inside:
            found.append((page, word))
    return found


def _words(pdf: bytes) -> Iterator[tuple[int, tuple[float, float], tuple[float, float, float, float], str]]:
    page, size = 0, (0.0, 0.0)
    for line in copied(pdf, "-bbox").split("\n"):
        if begins := _PAGE.search(line):
            page, size = page + 1, (float(begins[1]), float(begins[2]))
        elif found := _WORD.search(line):
            left, top, right, bottom = map(float, found.groups()[:4])
            yield page, size, (left, top, right, bottom), unescape(found[5])


def copied(pdf: bytes, *options: str) -> str:
    """The text of a PDF as poppler copies it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.pdf"
        path.write_bytes(pdf)
        command = ["pdftotext", *options, str(path), "-"]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _edges(layout: Layout, width: float) -> Edges:
    if layout.output == "flashcards":
        columns, (margin, padding) = (
            GRIDS[layout.settings["flashcards_per_page"]][0],
            (MARGIN * POINTS, PADDING * POINTS),
        )
        card = (width - 2 * margin) / columns
        return [(margin + n * card + padding, margin + (n + 1) * card - padding) for n in range(columns)]
    columns = layout.settings["columns"] if layout.output == "sheet" else 2
    column = (width - 2 * _SIDE - (columns - 1) * _GUTTER) / columns
    lefts = [_SIDE + n * (column + _GUTTER) for n in range(columns)]
    return [(left, left + column) for left in lefts]


def _inside(layout: Layout, height: float) -> tuple[float, float]:
    """The head and the foot of what is not margin."""
    if layout.output == "flashcards":
        return MARGIN * POINTS, height - MARGIN * POINTS
    return _TOP, height - _BOTTOM


def pdf(document: Document, layout: Layout, problems: list[Problem] | None = None) -> bytes:
    """A document, printed so; adds to some problems those of this print."""
    out = BytesIO()
    settings = Settings(print=PrintSettings(**layout.settings))
    told = printed(layout.output)(Edition((document,), ("n",), ("n",), {}, settings, templates("print"), 0, 0), out)
    if problems is not None:
        problems += told
    return out.getvalue()


def documents(path: Path) -> tuple[Document, ...]:
    """The documents of a file."""
    return tuple(readers.read(Source.decode(path.name, path.read_bytes())).documents)


def collection() -> list[Path]:
    """The files of our own documents."""
    return [path for path in sorted(SOURCE.iterdir()) if path.suffix in (".md", ".txt")]


def main() -> None:
    """Prints what is beyond in every layout, and how many words that were."""
    paths = [Path(name) for name in sys.argv[1:]] or [*collection(), *sorted((SHARED / "seeds").glob("*.txt"))]
    everything = 0
    for path, layout in product(paths, LAYOUTS):
        for document in documents(path):
            found = beyond(pdf(document, layout), layout)
            everything += len(found)
            if found:
                print(path.name, layout, len(found), found[:5], flush=True)
    print(f"{everything} words beyond, in {len(paths)} files x {len(LAYOUTS)} layouts")


if __name__ == "__main__":
    main()
