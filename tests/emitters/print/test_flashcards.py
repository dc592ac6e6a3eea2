"""Flashcards, read back from their PDF."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from functools import cache
from io import BytesIO
from itertools import pairwise
from typing import Any

import pikepdf
import pytest

from exporter.emitters.print.card_grid import GRIDS, CardGrid
from exporter.emitters.print.card_sides import FLOOR
from exporter.emitters.print.cards import solved
from exporter.errors import OutputError
from exporter.model import Card, Choice, Document, Location
from tests.conftest import ROOT
from tests.editions import printed
from tests.emitters.print.test_sheet import HARD, LOAVES, TEMPLATES, Printed, edition
from tests.tools import needs

pytestmark = needs("pdf", "poppler")

emit = printed("flashcards")

MILLIMETER = 72 / 25.4  # points


class Cut(Printed):
    """Printed flashcards."""

    def __init__(self, document: Document, **settings: Any) -> None:
        buffer = BytesIO()
        self.problems = list(emit(edition(document, **settings), buffer))
        self.data = buffer.getvalue()
        self.pdf = pikepdf.open(BytesIO(self.data))

    def places(self, pattern: str, settings: dict[str, Any]) -> dict[str, tuple[int, int, int]]:
        """Page, column and row of the cards that hold the words that match."""
        width, height = (float(side) - 16 * MILLIMETER for side in self.pdf.pages[0].MediaBox[2:])
        columns, rows = GRIDS[settings.get("flashcards_per_page", 8)]
        return {
            found[0]: (
                page,
                int((left - 8 * MILLIMETER) // (width / columns)),
                int((top - 8 * MILLIMETER) // (height / rows)),
            )
            for page, left, top, _, _, word in self.words()
            if (found := re.match(pattern, word))
        }


@cache
def loaves(**settings: Any) -> Cut:
    return Cut(LOAVES, **settings)


@cache
def hard(**settings: Any) -> Cut:
    return Cut(HARD, **settings)


SETTINGS: tuple[dict[str, Any], ...] = (
    {},
    {"flip": "short-edge"},
    {"flashcards_per_page": 4, "orientation": "landscape"},
    {"flashcards_per_page": 10, "paper": "Letter", "flip": "short-edge"},
)


@pytest.mark.parametrize("settings", SETTINGS, ids=str)
def test_every_answer_stands_behind_its_question(settings: dict[str, Any]) -> None:
    printed = loaves(**settings)
    fronts, backs = printed.places(r"question\d+x", settings), printed.places(r"answer\d+x", settings)
    assert len(fronts) == len(backs) == 119
    columns, rows = GRIDS[settings.get("flashcards_per_page", 8)]
    for n in range(1, 120):
        page, column, row = fronts[f"question{n}x"]
        turned = (columns - 1 - column, row) if "flip" not in settings else (column, rows - 1 - row)
        assert backs[f"answer{n}x"] == (page + 1, *turned)
        assert page == 2 * ((n - 1) // (columns * rows))


def test_a_card_says_on_both_sides_where_it_belongs() -> None:
    text = loaves().text("-raw")
    assert text.count("Day 0 › Oven 1") == 2 * 10
    assert len(re.findall(r"[\n\f]57 Day 1 › Oven 5", text)) == 2


@pytest.mark.parametrize("settings", SETTINGS, ids=str)
def test_nothing_reaches_over_the_edge_of_its_card(settings: dict[str, Any]) -> None:
    printed = hard(**settings)
    width, height = (float(side) for side in printed.pdf.pages[0].MediaBox[2:])
    columns, rows = GRIDS[settings.get("flashcards_per_page", 8)]
    margin, padding = 8 * MILLIMETER, 4 * MILLIMETER
    wide, high = (width - 2 * margin) / columns, (height - 2 * margin) / rows
    for _, left, top, right, bottom, word in printed.words():
        if margin < top < height - margin:
            column, row = int((left - margin) // wide), int((top - margin) // high)
            assert margin + column * wide + padding - 1 <= left, word
            assert right <= margin + (column + 1) * wide - padding + 1, word
            assert margin + row * high + padding - 3 <= top, word  # a word's box is higher than its line
            assert bottom <= margin + (row + 1) * high - padding + 3, word


def test_a_long_answer_goes_on_over_further_cards_and_loses_nothing() -> None:
    text = hard().text("-raw")
    assert re.findall(r"\brow\d+x", text) == [f"row{n}x" for n in range(150)]
    assert sorted(map(int, re.findall(r"def bake_(\d+)\(", text))) == list(range(60))
    parts = [(int(part), int(of)) for part, of in re.findall(r"[\n\f]3 Tables › Long ones (\d+)/(\d+)", text)]
    assert parts
    assert sorted(parts) == sorted(2 * [(n, parts[0][1]) for n in range(1, parts[0][1] + 1)])
    assert hard().problems == []


def test_what_fits_only_when_small_is_not_smaller_than_the_floor() -> None:
    """Long enough for several cards: prose, code and a table, but no line so long that code shrinks further."""
    code = "knead\n" * 40
    answer = f"{'Flour and water. ' * 150}\n\n| a | b |\n|---|---|\n| x | y |\n\n```\n{code}```"
    printed = Cut(Document("Long", "l.md", (Card("How long?", answer, Location("l.md", 3)),)))
    operators = [one for page in printed.pdf.pages for one in pikepdf.parse_content_stream(page)]
    fonts = (0.75 * float(one.operands[1]) for one in operators if str(one.operator) == "Tf")  # pixels -> points
    sizes = {round(size, 1) for size in fonts}
    assert min(sizes) == 6.0
    assert FLOOR in sizes
    assert printed.text().count("knead") == 40


def test_what_is_higher_than_a_card_is_told() -> None:
    answer = "| a | b |\n|---|---|\n| x | " + "a word of many " * 400 + "|"
    printed = Cut(Document("Tall", "t.md", (Card("How tall?", answer, Location("t.md", 3)),)))
    assert [(problem.code, problem.where.line) for problem in printed.problems] == [("shrunk", 3)]
    assert printed.text().count("many") == 400


def test_unanswered_questions_are_left_to_the_quiz() -> None:
    assert "Unanswered" not in hard().text()
    assert "moves loaves" not in hard().text()  # a note


def test_a_choice_is_solved_on_the_back_only() -> None:
    card = Card("Hot?", "Always.", Location("h.md", 1), kind=Choice(("the door", "the deck"), (1,)))
    assert solved(card).answer == "**B.** the deck\n\nAlways."
    front, back, *_ = Cut(Document("Hot", "h.md", (card,))).text("-raw").split("\f")
    assert "the deck" in front
    assert "the door" not in back
    assert "B. the deck" in back


def test_it_is_tagged_for_those_who_hear_it() -> None:
    pdf = loaves().pdf
    assert pdf.Root.MarkInfo.Marked
    assert b'pdfuaid:part="1"' in pdf.Root.Metadata.read_bytes()
    levels = [int(tag[1]) for tag in hard().tags() if re.fullmatch(r"H\d", tag)]
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))
    assert (1, "1 What becomes of loaf question1x?") in loaves().outline()


def test_bytes_are_the_same_in_every_process() -> None:
    script = (
        "import hashlib; from tests.emitters.print.test_flashcards import HARD, Cut;"
        "print(hashlib.sha256(Cut(HARD).data).hexdigest())"
    )
    environment = {"PYTHONHASHSEED": "77", "PATH": "/usr/bin:/bin", "TZ": "UTC+7"}
    made = subprocess.run(
        [sys.executable, "-c", script], env=environment, cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert made.stdout.strip() == hashlib.sha256(hard().data).hexdigest()


def test_a_document_without_cards_is_a_page() -> None:
    assert len(Cut(Document("Empty", "e.md")).pdf.pages) == 1


def test_a_broken_template_is_told() -> None:
    for name in ("flashcard.html", "flashcards.css", "flashcards.html", "flashcard-label.html"):
        left = {key: value for key, value in TEMPLATES.items() if key != name}
        with pytest.raises(OutputError, match=name):
            list(emit(edition(LOAVES, left), BytesIO()))


@pytest.mark.parametrize("flip", ["long-edge", "short-edge"])
@pytest.mark.parametrize("count", GRIDS)
def test_backs_fill_the_same_places_as_fronts(count: int, flip: str) -> None:
    grid = CardGrid.of("A4", count, flip)
    fronts, backs = ([grid.place(n, side)[1:] for n in range(count)] for side in ("front", "back"))
    assert sorted(fronts) == sorted(backs)
    assert fronts != backs
    assert grid.place(count, "front")[0] == 2
