"""Flowing pages: the same cards in the same order as packed ones, inside of their columns, on hardly more pages."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from exporter.model import Card, Document, Location, Problem
from tests.emitters.print.edges import Layout, beyond, collection, copied, documents, pdf
from tests.emitters.print.test_edges import HARD, SAMPLE, TABLE
from tests.tools import needs

pytestmark = needs("pdf", "poppler")


_PART = 50  # cards and notes of a document


def printed(document: Document, output: str = "sheet", **settings: Any) -> bytes:
    return pdf(document, Layout(output, settings))


def outline(data: bytes) -> list[str]:
    with pikepdf.open(BytesIO(data)) as made, made.open_outline() as found:
        waiting, titles = [*found.root], []
        while waiting:
            entry = waiting.pop(0)
            titles.append(entry.title)
            waiting = [*entry.children, *waiting]
    return titles


def pages(data: bytes) -> int:
    with pikepdf.open(BytesIO(data)) as made:
        return len(made.pages)


@pytest.mark.parametrize("path", collection(), ids=lambda path: path.name)
def test_the_collection_has_the_same_cards_on_hardly_more_pages(path: Path) -> None:
    for whole in documents(path):
        document = replace(whole, items=whole.items[:_PART])
        packed = printed(document, columns=2)
        flowing = printed(document, columns=2, layout="flowing")
        assert outline(flowing) == outline(packed)
        assert pages(flowing) <= ceil(1.15 * pages(packed))
        assert beyond(flowing, Layout("sheet", {"columns": 2})) == []


@pytest.mark.parametrize("output", ["sheet", "quiz", "quiz-key"])
def test_the_words_are_the_same(output: str) -> None:
    cards = tuple(
        Card(f"Q{n}q?", f"It is A{n}a. " + "It floats. " * n, Location("a.md", n), n, section=(f"Part {n // 9}",))
        for n in range(1, 40)
    )
    document = Document("Boats", "a.md", cards)
    texts = [copied(printed(document, output, layout=layout), "-raw") for layout in ("packed", "flowing")]
    first, second = (re.findall(r"\b[QA]\d+[qa]\b", text) for text in texts)
    assert first == second != []


@pytest.mark.parametrize("layout", SAMPLE, ids=str)
def test_nothing_of_what_is_hard_to_break_is_beyond_its_column(layout: Layout) -> None:
    assert beyond(printed(HARD, **layout.settings, layout="flowing"), layout) == []


FORMULA = "$\\sum_{i=0}^{n} a_i x^i = \\frac{a+b}{c+d} + \\sqrt{x^2+y^2} + \\sum_{i=0}^{n} b_i$"
CELLS = f"| [a](https://example.org) | `docker run --rm -it -v /srv/x:/srv/y` | {FORMULA} | {FORMULA} |"
WIDE = {
    3: f"It is **so** {FORMULA}; and `more`.",
    4: f"{CELLS}\n|---|---|---|---|\n{CELLS}",
}


@pytest.mark.parametrize("output", ["sheet", "quiz-key"])
def test_what_cannot_be_broken_is_measured_printed_smaller_and_told_once(output: str) -> None:
    layout = Layout(output, {"columns": 4, "font_size": 10.0, "layout": "flowing"})
    texts = {1: "So.", 2: "[A link](https://example.org/a) and $x$.", **WIDE}
    cards = tuple(Card(f"What is {line}?", text, Location("a.md", line), line) for line, text in texts.items())
    problems: list[Problem] = []
    made = pdf(Document("Wide", "a.md", cards), layout, problems)
    assert beyond(made, layout) == []
    assert [(problem.code, problem.where.line) for problem in problems] == [("too-wide", line) for line in WIDE]


def test_nothing_is_taken_for_a_link_that_is_none() -> None:
    card = Card("Where?", "[There](https://example.org/there).", Location("a.md", 1))
    with pikepdf.open(BytesIO(printed(Document("Links", "a.md", (card,)), layout="flowing"))) as made:
        links = [str(note.A.URI) for page in made.pages for note in page.get("/Annots", []) if "/A" in note]
    assert links == ["https://example.org/there"]


def test_a_row_that_is_taller_than_a_page_goes_on_over_others_as_large_as_it_is() -> None:
    words = " ".join(f"w{n}w" for n in range(900))
    card = Card("How?", f"| a | b |\n|---|---|\n| one | {words} |", Location("a.md", 1))
    problems: list[Problem] = []
    made = pdf(Document("Tall", "a.md", (card,)), Layout("sheet", {"columns": 4, "layout": "flowing"}), problems)
    assert len(set(re.findall(r"w\d+w", copied(made, "-raw")))) == 900
    assert problems == []


@pytest.mark.parametrize("output", ["sheet", "quiz-key"])
def test_a_table_of_too_many_columns_is_printed_smaller_and_told(output: str) -> None:
    cards = (Card("How?", "So.", Location("a.md", 3)), Card("How many?", TABLE, Location("a.md", 9)))
    problems: list[Problem] = []
    layout = Layout(output, {"columns": 2, "layout": "flowing"})
    assert beyond(pdf(Document("Wide", "a.md", cards), layout, problems), layout) == []
    assert [(problem.code, problem.where.line) for problem in problems] == [("too-wide", 9)]


def test_versions_begin_on_the_front_of_a_sheet() -> None:
    assert pages(printed(HARD, "quiz", columns=2, layout="flowing", quiz_versions=2)) % 2 == 1


def test_the_same_document_gives_the_same_bytes() -> None:
    assert printed(HARD, layout="flowing") == printed(HARD, layout="flowing")
