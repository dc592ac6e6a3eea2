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

from exporter.emitters.print.card_grid import GRIDS, PIXELS, CardGrid
from exporter.emitters.print.card_sides import FLOOR
from exporter.emitters.print.cards import solved
from exporter.emitters.print.document import PAPER
from exporter.errors import OutputError
from exporter.model import Card, Choice, Document, Location
from exporter.settings import PrintSettings
from tests.conftest import ROOT
from tests.editions import printed
from tests.emitters.print.test_sheet import HARD, LOAVES, TEMPLATES, Printed, edition
from tests.tools import needs

pytestmark = needs("pdf", "poppler")

emit = printed("flashcards")

PIXEL = 0.75  # points


class Cut(Printed):
    """Printed flashcards."""

    def __init__(self, document: Document, **settings: Any) -> None:
        buffer = BytesIO()
        self.problems = list(emit(edition(document, **settings), buffer))
        self.data = buffer.getvalue()
        self.pdf = pikepdf.open(BytesIO(self.data))

    def places(self, pattern: str, settings: dict[str, Any]) -> dict[str, tuple[int, int, int]]:
        """Page, column and row of the cards that hold the words that match."""
        grid = grid_of(settings)
        return {
            found[0]: (
                page,
                int((left / PIXEL - grid.left) // grid.width),
                int((top / PIXEL - grid.top) // grid.height),
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
    {"flashcard_size": "A7"},
    {"flashcard_size": "3x5in", "flip": "short-edge"},
    {"flashcard_size": "3x5in", "paper": "Letter"},
)


def grid_of(settings: dict[str, Any]) -> CardGrid:
    chosen = PrintSettings(**settings)
    return CardGrid.of(chosen.paper, chosen.flashcards_per_page, chosen.flip, chosen.flashcard_size)


@pytest.mark.parametrize("settings", SETTINGS, ids=str)
def test_every_answer_stands_behind_its_question(settings: dict[str, Any]) -> None:
    printed = loaves(**settings)
    fronts, backs = printed.places(r"question\d+x", settings), printed.places(r"answer\d+x", settings)
    assert len(fronts) == len(backs) == 119
    grid = grid_of(settings)
    columns, rows = grid.columns, grid.rows
    for n in range(1, 120):
        page, column, row = fronts[f"question{n}x"]
        is_mirrored = ("flip" not in settings) != grid.is_landscape
        turned = (columns - 1 - column, row) if is_mirrored else (column, rows - 1 - row)
        assert backs[f"answer{n}x"] == (page + 1, *turned)
        assert page == 2 * ((n - 1) // (columns * rows))


def test_a_card_says_on_both_sides_where_it_belongs() -> None:
    text = loaves().text("-raw")
    assert text.count("Day 0 › Oven 1") == 2 * 10
    assert len(re.findall(r"[\n\f]57 Day 1 › Oven 5", text)) == 2


@pytest.mark.parametrize("settings", SETTINGS, ids=str)
def test_nothing_reaches_over_the_edge_of_its_card(settings: dict[str, Any]) -> None:
    printed = hard(**settings)
    grid = grid_of(settings)
    x, y, padding = grid.left * PIXEL, grid.top * PIXEL, grid.padding * 72 / 25.4
    wide, high = grid.width * PIXEL, grid.height * PIXEL
    for _, left, top, right, bottom, word in printed.words():
        if y < top < y + grid.rows * high:
            column, row = int((left - x) // wide), int((top - y) // high)
            assert x + column * wide + padding - 1 <= left, word
            assert right <= x + (column + 1) * wide - padding + 1, word
            assert y + row * high + padding - 3 <= top, word  # a word's box is higher than its line
            assert bottom <= y + (row + 1) * high - padding + 3, word


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
    assert FLOOR in sizes or min(sizes) > FLOOR
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


# ── sizes, folds, offsets ──


@pytest.mark.parametrize(("size", "width", "height"), [("A7", 105, 74), ("3x5in", 127, 76.2)])
@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("flip", ["long-edge", "short-edge", "fold"])
def test_cards_of_card_files_have_their_size(size: str, width: float, height: float, paper: str, flip: str) -> None:
    grid = CardGrid.of(paper, 8, flip, size)
    assert (grid.width / PIXELS, grid.height / PIXELS) == pytest.approx((width, height))
    sides = sorted(PAPER[paper], reverse=grid.is_landscape)
    assert grid.columns == 2
    assert grid.left * 2 + grid.columns * grid.width == pytest.approx(sides[0] * PIXELS)
    assert grid.top * 2 + grid.rows * grid.height == pytest.approx(sides[1] * PIXELS)
    assert grid.left >= 0 <= grid.top
    assert grid.padding + min(grid.left, grid.top) / PIXELS >= 6


def test_cards_to_fold_have_their_backs_beside_them() -> None:
    settings = {"flip": "fold"}
    printed = loaves(**settings)
    fronts, backs = printed.places(r"question\d+x", settings), printed.places(r"answer\d+x", settings)
    assert len(fronts) == len(backs) == 119
    for n in range(1, 120):
        page, column, row = fronts[f"question{n}x"]
        assert (page, column, row) == ((n - 1) // 4, 0, (n - 1) % 4)
        assert backs[f"answer{n}x"] == (page, 1, row)
    assert "fold at the dotted line" in printed.text()


def test_backs_are_moved_by_their_offset_and_fronts_are_not() -> None:
    def corners(**settings: Any) -> dict[str, tuple[float, float]]:
        return {word: (left, top) for _, left, top, _, _, word in loaves(**settings).words()}

    usual, moved = corners(), corners(back_offset=(1.5, -1.0))
    for word, (left, top) in usual.items():
        if found := re.match(r"(question|answer)\d+x", word):
            off = (0.0, 0.0) if found[1] == "question" else (1.5 * 72 / 25.4, -72 / 25.4)
            assert moved[word] == pytest.approx((left + off[0], top + off[1]), abs=0.01)
    assert loaves(flip="fold", back_offset=(1.5, -1.0)).data == loaves(flip="fold").data


def test_a_test_page_has_a_cross_in_the_same_place_on_both_sides() -> None:
    printed = loaves(flashcards_test=True)
    assert len(printed.pdf.pages) == 2
    front, back = (page.replace("front", "back") for page in printed.text("-raw").removesuffix("\f").split("\f"))
    assert front == back
    drawn = [
        [[*map(str, one.operands)] for one in pikepdf.parse_content_stream(page) if str(one.operator) in ("re", "cm")]
        for page in printed.pdf.pages
    ]
    assert len(drawn[0]) > 42
    assert drawn[0] == drawn[1]


BOX = "┌────────┐\n" + "│ a loaf │\n" * 16 + "└────────┘"


def backs_of(answer: str, **settings: Any) -> list[str]:
    """The texts of the backs of one card's parts, each card on a page of one."""
    card = Card("Where?", answer, Location("l.md", 3))
    printed = Cut(Document("Long", "l.md", (card,)), flip="fold", **settings)
    parts = re.split(r"(?:^|\n|\f)\d/\d\n", printed.text("-raw"))
    return [part for part in parts if "loaf" in part or "step" in part]


def test_diagrams_and_code_are_cut_at_blank_lines() -> None:
    diagram = f"One:\n{BOX}\n\nTwo:\n{BOX}"
    assert [part.count("┌") for part in backs_of(f"```text\n{diagram}\n```")] == [1, 1]
    steps = "\n\n".join("\n".join(f"step_{n}_{m}()" for m in range(15)) for n in range(4))
    for part in backs_of(f"```python\n{steps}\n```"):
        assert part.count("step_") % 15 == 0


def test_a_command_that_fits_a_card_is_not_cut() -> None:
    command = " \\\n".join(["bake", *(f"  --loaf-{n}=rye" for n in range(16))])
    text = f"{'Knead a loaf. ' * 60}\n\n```sh\n{command}\n```\n\n{'Then rest. ' * 40}"
    found = [part.count("--loaf") for part in backs_of(text)]
    assert sorted(found)[-1] == 16


def test_a_text_is_dealt_evenly_and_as_large_as_its_cards_allow() -> None:
    parts = [len(part) for part in backs_of("\n\n".join("A loaf needs an oven and a baker." for _ in range(60)))]
    assert len(parts) >= 2
    assert max(parts) < 1.25 * min(parts)
