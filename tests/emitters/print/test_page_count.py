"""How many pages a sheet takes, and which sizes that asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from math import ceil
from typing import Any, cast

import pytest

from exporter.emitters import Edition
from exporter.emitters.print.page_count import Layouts, fewest
from exporter.emitters.print.sheet import _chosen
from exporter.emitters.print.sheet_layout import SheetLayout
from exporter.model import Card, Document, Location
from exporter.settings import PrintSettings
from tests.emitters.print.test_sheet import LOAVES, Printed, edition
from tests.tools import needs


@dataclass
class _Fake:
    """A layout whose pages grow with the square of the size, and are fewer where it is set tight."""

    size: float
    is_tight: bool
    at_usual: float

    @property
    def filled(self) -> float:
        return self.at_usual * (self.size / 8.5) ** 2 * (0.95 if self.is_tight else 1)

    @property
    def pages(self) -> int:
        return ceil(self.filled)


def chosen(at_usual: float, **settings: Any) -> tuple[_Fake, int]:
    """The layout that is chosen, and how many were made."""
    made: list[_Fake] = []

    def lay_out(settings: PrintSettings, is_tight: bool) -> SheetLayout:
        made.append(_Fake(settings.font_size, is_tight, at_usual))
        return cast(SheetLayout, made[-1])

    return cast(_Fake, Layouts(lay_out).chosen(PrintSettings(**settings))), len(made)


@pytest.mark.parametrize("at_usual", [0.05, 1.0, 1.5, 4.2, 9.16])
def test_a_sheet_with_a_last_page_that_is_worth_it_is_set_once(at_usual: float) -> None:
    found, made = chosen(at_usual)
    assert (found.size, found.is_tight, made) == (8.5, False, 1)


def test_a_last_page_that_is_nearly_empty_is_saved_where_that_is_possible() -> None:
    assert chosen(4.1)[0].is_tight
    assert chosen(4.1)[0].pages == 4
    assert not chosen(1.1)[0].is_tight  # it would take two all the same


@pytest.mark.parametrize("at_usual", [0.4, 1.3, 2.9, 3.0, 4.0, 5.7])
@pytest.mark.parametrize("wanted", [1, 2, 3, 4])
def test_the_largest_print_that_takes_the_pages_that_are_wanted(at_usual: float, wanted: int) -> None:
    found, made = chosen(at_usual, pages=wanted)
    best = min(14.0, 8.5 * (wanted / at_usual) ** 0.5)
    if best >= 6:
        assert found.pages <= wanted
        assert best - 0.3 <= found.size <= best
    else:
        assert found.is_tight
        assert found.size == 6
    assert made <= 8


# ── in brief ──


@pytest.mark.parametrize(
    ("pages", "taken", "found"),
    [(3, [3, 2], (3, 0)), (3, [4, 3, 2], (3, 1)), (3, [6, 5, 4, 4], (4, 2)), (1, [2], (2, 0)), (1, [2, 2, 3], (2, 0))],
)
def test_the_first_layout_that_takes_no_more_pages_else_the_first_of_the_fewest(
    pages: int, taken: list[int], found: tuple[int, int]
) -> None:
    first, *others = (_Fake(8.5, False, float(count) - n / 99) for n, count in enumerate(taken))
    made = fewest(pages, first, iter(others))
    assert (made.pages, round((made.pages - made.at_usual) * 99)) == found


def test_no_layout_is_made_once_one_is_found() -> None:
    def others() -> Iterator[_Fake]:
        yield _Fake(8.5, True, 1.0)
        raise AssertionError

    assert fewest(1, _Fake(8.5, False, 2.0), others()).is_tight


@pytest.mark.parametrize(
    ("whole", "brief", "pages"),
    [(4.8, 1.9, 2), (4.8, 2.7, 2), (5.13, 2.72, 2), (1.1, 1.1, 1), (9.0, 8.9, 6), (0.9, 0.8, 1)],
)
def test_half_is_that_of_the_pages_which_are_printed_otherwise(whole: float, brief: float, pages: int) -> None:
    def lay_out(made: Edition, settings: PrintSettings, is_tight: bool) -> SheetLayout:
        return cast(SheetLayout, _Fake(settings.font_size, is_tight, brief if made.brief else whole))

    items = tuple(Card(f"How {n}?", "It is so. And so on.", Location("l.md", n)) for n in range(1, 20))
    assert _chosen(edition(Document("Loaves", "l.md", items), brief=True), lay_out).pages == pages


@needs("pdf", "poppler")
@pytest.mark.parametrize("layout", ["packed", "flowing"])
def test_a_sheet_in_brief_takes_half_of_the_pages_and_says_how_much_is_in_brief(layout: str) -> None:
    text = "It rises with the heat of the oven and the strength of the flour. " + "It is made at night. " * 14
    code = "```python\nbake(1)\nbake(2)\n```"
    cards = [Card(f"Why is loaf{n}x round?", f"{text}\n\n{code}", Location("l.md", n), n) for n in range(1, 71)]
    made = Document("Loaves", "l.md", (*cards, Card("Why not?", "So.", Location("l.md", 99))))
    whole = Printed(made, columns=2, layout=layout)
    brief = Printed(made, columns=2, layout=layout, brief=True)
    assert len(brief.pdf.pages) <= len(whole.pdf.pages) / 2
    assert brief.text("-raw").count("is round?") == whole.text("-raw").count("is round?")
    assert "in brief: 70/71" in re.sub(r"\s+", " ", brief.text("-raw"))
    assert "in brief" not in whole.text("-raw")


@cache
def paged(**settings: Any) -> Printed:
    return Printed(LOAVES, **settings)


@needs("pdf", "poppler")
def test_a_sheet_fills_its_pages() -> None:
    usual = len(paged().pdf.pages)
    assert len(paged(pages=usual - 1).pdf.pages) == usual - 1
    assert paged(pages=usual - 1).text("-raw").count("loaf") == paged().text("-raw").count("loaf")
    (told,) = Printed(Document("L", "l.md", (Card("Long?", "So.\n\n" * 900, Location("l.md", 2)),)), pages=1).problems
    assert told.code == "too-many-pages"


@needs("pdf", "poppler")
def test_inner_margins_are_wider_where_paper_is_bound() -> None:
    def edges(made: Printed) -> list[tuple[float, float]]:
        pages: dict[int, list[tuple[float, float]]] = {}
        for page, left, _, right, _, _ in made.words():
            pages.setdefault(page, []).append((left, right))
        return [
            (min(left for left, _ in found), max(right for _, right in found)) for _, found in sorted(pages.items())
        ]

    usual, bound = edges(paged()), edges(paged(binding=10.0))
    assert len(bound) > 2
    shift = 10 * 72 / 25.4
    for number, (left, right) in enumerate(bound):
        inner = shift if number % 2 == 0 else 0.0
        assert left == pytest.approx(usual[0][0] + inner, abs=1.5)
        assert right <= 595.3 - usual[0][0] - (shift - inner) + 1.5
    arabic = edges(Printed(replace(LOAVES, meta={"language": "ar"}), binding=10.0))  # bound at the right
    assert arabic[0][1] == pytest.approx(595.3 - usual[0][0] - shift, abs=1.5)
    assert arabic[1][0] == pytest.approx(usual[0][0] + shift, abs=1.5)
