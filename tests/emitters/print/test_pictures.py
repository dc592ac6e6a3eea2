"""Every template on every paper, looked at: pages beside pictures of how they are meant to be.

`pytest tests/emitters/print/test_pictures.py --rewrite` makes the pictures anew, in `pictures/`: look at each of them.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from exporter import readers
from exporter.emitters import EMITTERS
from exporter.model import Document
from exporter.readers.source import Source
from tests import pages
from tests.conftest import ROOT
from tests.emitters.print.test_sheet import TEMPLATES, edition
from tests.tools import needs

pytestmark = needs("pdf", "poppler")

FIXTURE = ROOT / "tests" / "fixtures" / "print" / "bakery.md"
PICTURES = Path(__file__).parent / "pictures"
TOLERANCE = 0.04  # of what is printed: how fonts are drawn differs by less, a missing badge by more
LETTER: dict[str, Any] = {"paper": "Letter"}
CASES: dict[str, tuple[str, dict[str, Any], int]] = {  # name -> output, settings, page
    "sheet": ("sheet", {}, 1),
    "sheet-landscape-gray": ("sheet", {"orientation": "landscape", "color": False}, 1),
    "sheet-letter-bare": ("sheet", {**LETTER, "columns": 1, "contents": False, "notes": False}, 1),
    "sheet-letter-landscape": ("sheet", {**LETTER, "orientation": "landscape", "font_size": 14.0}, 2),
    "flashcards-fronts": ("flashcards", {}, 1),
    "flashcards-backs": ("flashcards", {}, 2),
    "flashcards-backs-short-edge": ("flashcards", {"flip": "short-edge"}, 2),
    "flashcards-4-letter-fronts": ("flashcards", {**LETTER, "flashcards_per_page": 4}, 1),
    "flashcards-4-letter-backs": ("flashcards", {**LETTER, "flashcards_per_page": 4}, 2),
    "flashcards-10-fronts": ("flashcards", {"flashcards_per_page": 10}, 1),
    "flashcards-a7-fronts": ("flashcards", {"flashcard_size": "A7"}, 1),
    "flashcards-index-backs": ("flashcards", {"flashcard_size": "3x5in"}, 2),
    "flashcards-fold": ("flashcards", {"flip": "fold"}, 1),
    "flashcards-test": ("flashcards", {"flashcards_test": True}, 1),
    "flashcards-10-backs": ("flashcards", {"flashcards_per_page": 10}, 2),
    "quiz": ("quiz", {}, 1),
    "quiz-key": ("quiz-key", {}, 1),
    "quiz-version": ("quiz", {"quiz_versions": 2}, 3),
    "quiz-large": ("quiz", {"large_print": True}, 1),
    "quiz-letter-without-room": ("quiz", {**LETTER, "quiz_room": 0}, 1),
}


@cache
def document() -> Document:
    text = FIXTURE.read_text(encoding="utf-8")
    return readers.read(Source(FIXTURE.name, text)).documents[0]


def printed(output: str, templates: dict[str, str] | None = None, **settings: Any) -> bytes:
    buffer = BytesIO()
    EMITTERS[output].emit(edition(document(), templates, **settings), buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("name", CASES)
def test_pages_look_as_they_are_meant_to(name: str, pytestconfig: pytest.Config) -> None:
    output, settings, number = CASES[name]
    made, path = pages.page(printed(output, **settings), number), PICTURES / f"{name}.png"
    if pytestconfig.getoption("rewrite"):
        pages.keep(made, path)
    assert pages.unlike(made, Image.open(path)) < TOLERANCE, f"look at {path.name}, then run again with --rewrite"


def test_pictures_are_small_and_none_is_left_over() -> None:
    files = {path.stem: path.stat().st_size for path in PICTURES.iterdir()}
    assert set(files) == set(CASES)
    assert max(files.values()) < 15_000


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("--margin-side: 10mm", "--margin-side: 13mm"),
        ("--between: 5.5pt", "--between: 7pt"),
        ("--line-height: 1.32", "--line-height: 1.36"),
        (".level {", ".level { display: none;"),
        (".answer > :first-child", ".answer { display: none } .answer > :first-child"),
    ],
    ids=lambda text: text[:14],
)
def test_a_broken_layout_is_seen(before: str, after: str) -> None:
    changed = TEMPLATES["sheet.css"].replace(before, after)
    assert changed != TEMPLATES["sheet.css"]
    made = pages.page(printed("sheet", {**TEMPLATES, "sheet.css": changed}), 1)
    assert pages.unlike(made, Image.open(PICTURES / "sheet.png")) >= TOLERANCE
