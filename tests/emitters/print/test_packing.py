"""The packer alone: numbers in, columns out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.emitters.print.packing import (
    NEVER,
    STRETCH,
    Area,
    Atom,
    Frame,
    Run,
    Shelf,
    Spot,
    impose,
    impose_front,
    level,
    pack,
)

TALL = 100.0  # height of a column in these tests
FRAME = Frame(left=10, top=20, width=210, height=TALL, column=100, columns=2)


def cards(*heights: float, gap: float = 0.0) -> list[Atom]:
    """Units of one atom each, one below the other."""
    tops = [0.0, *accumulate(height + gap for height in heights)]
    return [Atom(top, top + height, unit=n) for n, (top, height) in enumerate(zip(tops, heights, strict=False))]


def card(parts: Sequence[float], cost: float, top: float = 0.0, unit: int = 0, lead: float = 0.0) -> list[Atom]:
    """A unit that may be broken between its parts."""
    edges = list(accumulate(parts, initial=top))
    return [Atom(a, b, cost if n else 0.0, lead if n else 0.0, unit=unit) for n, (a, b) in enumerate(pairwise(edges))]


def columns(runs: Sequence[Run]) -> list[list[int]]:
    return [list(range(run.start, run.stop)) for run in runs]


def test_no_text_needs_no_column() -> None:
    assert pack([], Shelf(2, TALL, TALL)) == []
    assert level([], 2, TALL) == []


def test_what_fits_a_column_is_not_spread_over_pages() -> None:
    assert columns(pack(cards(40, 40), Shelf(1, TALL, TALL))) == [[0, 1]]


def test_space_above_a_card_vanishes_at_the_head_of_a_column() -> None:
    assert columns(pack(cards(100, 100, gap=5), Shelf(1, TALL, TALL))) == [[0], [1]]


def test_a_card_is_not_broken_for_a_small_hole() -> None:
    atoms = [*cards(95), *card([5, 45], cost=3, top=95, unit=1)]
    assert columns(pack(atoms, Shelf(1, TALL, TALL))) == [[0], [1, 2]]


def test_a_card_is_broken_rather_than_leave_a_large_hole() -> None:
    atoms = [*cards(60), *card([35, 45], cost=3, top=60, unit=1)]
    assert columns(pack(atoms, Shelf(1, TALL, TALL))) == [[0, 1], [2]]


def test_a_head_is_never_the_last_of_a_column() -> None:
    head = Atom(80, 90, unit=1)
    following = Atom(90, 150, cost=NEVER, unit=2)
    assert columns(pack([Atom(0, 80), head, following], Shelf(1, TALL, TALL))) == [[0], [1, 2]]


def test_what_may_never_be_broken_is_when_it_cannot_fit() -> None:
    atoms = card([60, 60], cost=NEVER)
    assert columns(pack(atoms, Shelf(1, TALL, TALL))) == [[0], [1]]


def test_a_hole_is_filled_by_an_earlier_break() -> None:
    """Filling each column as far as it goes would leave one with 20 of 100: the break before it moves."""
    assert columns(pack(cards(60, 30, 20, 85, 100), Shelf(1, TALL, TALL))) == [[0], [1, 2], [3], [4]]


def test_what_a_break_adds_takes_room() -> None:
    bare = card([50, 90], cost=1)
    assert columns(pack(bare, Shelf(1, TALL, TALL))) == [[0], [1]]
    (first, second) = card([50, 90], cost=1, lead=15)
    assert pack([first, second], Shelf(1, TALL, TALL))[-1].height == 105  # the head of its table, and no way around


def test_the_columns_of_the_last_page_are_level() -> None:
    runs = pack(cards(*[10] * 26), Shelf(2, TALL, TALL))
    assert [run.height for run in runs] == [100, 100, 30, 30]


def test_the_first_page_has_less_room() -> None:
    runs = pack(cards(*[10] * 20), Shelf(2, 30, TALL))
    assert [run.height for run in runs] == [30, 30, 70, 70]


def test_few_cards_are_spread_over_all_columns() -> None:
    assert [run.height for run in level(cards(*[10] * 9), 3, TALL)] == [30, 30, 30]


def test_spots_lead_to_pages_and_columns() -> None:
    spots = impose(cards(100, 100, 40, 60), FRAME, Area(page=1, used=0))
    assert [(spot.page, spot.dx) for spot in spots] == [(1, 0), (1, 110), (2, 0), (2, 110)]
    assert [atom.top + spot.dy for atom, spot in zip(cards(100, 100, 40, 60), spots, strict=True)] == [20] * 4


def test_a_foot_is_made_flush_by_stretching_the_space_between_cards() -> None:
    atoms = cards(30, 30, 30, *[100] * 3, gap=2)
    ends = [_foot(atoms, spot) for spot in impose(atoms, FRAME, Area(0, 0))]
    assert ends[2] == pytest.approx(FRAME.top + TALL)  # 94 of 100, so 3 more above two cards
    assert ends[0] == FRAME.top + 30


def test_space_that_cannot_make_a_foot_flush_grows_no_further() -> None:
    atoms = cards(20, 20, 20, *[100] * 3, gap=2)
    ends = [_foot(atoms, spot) for spot in impose(atoms, FRAME, Area(0, 0))]
    assert ends[2] == pytest.approx(FRAME.top + 64 + 2 * STRETCH)


def test_an_atom_taller_than_a_page_is_printed_smaller() -> None:
    spots = impose(cards(20, 400, 20), FRAME, Area(0, 0))
    assert [round(spot.scale, 3) for spot in spots] == [1, 0.25, 1]


def test_contents_are_level_and_the_text_begins_below_them() -> None:
    spots, area = impose_front(cards(*[5] * 6), FRAME, 10.0)
    assert [spot.dx for spot in spots] == [0, 0, 0, 110, 110, 110]
    assert area.page == 0
    assert 25 <= area.used <= 45


def test_without_contents_the_text_begins_below_the_title() -> None:
    spots, area = impose_front([], FRAME, 10.0)
    assert not spots
    assert area.page == 0
    assert 10 <= area.used <= 25


def test_the_text_begins_below_long_contents() -> None:
    spots, area = impose_front(cards(*[10] * 40), FRAME, 10.0)
    assert {spot.page for spot in spots} == {0, 1, 2}
    assert area.page == 2
    assert 0 < area.used < 50


def test_where_contents_fill_a_page_the_text_begins_on_the_next() -> None:
    assert impose_front(cards(*[10] * 15), FRAME, 10.0)[1] == Area(1, 0.0)


def _foot(atoms: Sequence[Atom], spot: Spot) -> float:
    return atoms[spot.stop - 1].bottom + spot.dy


@st.composite
def galleys(draw: st.DrawFn) -> list[Atom]:
    """Units of atoms as a layout would give them."""
    atoms: list[Atom] = []
    y = 0.0
    for unit in range(draw(st.integers(0, 30))):
        y += draw(st.integers(0, 8))
        for part in range(draw(st.integers(1, 5))):
            height = draw(st.integers(1, 60))
            cost = draw(st.sampled_from([0.0, 3.0, 25.0, NEVER])) if part else 0.0
            atoms.append(Atom(y, y + height, cost, draw(st.integers(0, 9)) if part else 0.0, unit=unit))
            y += height
    return atoms


@given(galleys(), st.integers(1, 4), st.integers(30, 100))
def test_every_atom_has_one_place_in_order_and_inside_its_column(atoms: list[Atom], count: int, first: int) -> None:
    shelf = Shelf(count, first, TALL)
    runs = pack(atoms, shelf)
    assert [n for run in runs for n in range(run.start, run.stop)] == list(range(len(atoms)))
    for column, run in enumerate(runs):
        alone = run.stop - run.start == 1
        assert run.height <= shelf.room(column) + 1e-6 or alone


@given(galleys(), st.integers(1, 4))
def test_spots_never_overlap(atoms: list[Atom], count: int) -> None:
    frame = Frame(0, 0, 1000, TALL, 100, count)
    spots = impose(atoms, frame, Area(0, 0))
    for above, below in pairwise(spots):
        same = (above.page, above.dx) == (below.page, below.dx)
        assert not same or _foot(atoms, above) <= atoms[below.start].top + below.dy + 1e-6
        assert same or (above.page, above.dx) < (below.page, below.dx)


def test_a_long_text_is_packed_in_linear_time() -> None:
    """Forty thousand atoms: a quadratic packer would need minutes."""
    runs = pack([Atom(10 * n, 10 * n + 10, cost=n % 5, unit=n // 5) for n in range(40_000)], Shelf(2, TALL, TALL))
    assert len(runs) == 4000
