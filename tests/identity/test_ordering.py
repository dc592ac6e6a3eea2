from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from exporter.identity.ordering import agreement, by_file, positions, ranks


def test_ranks_that_ascend_stay() -> None:
    assert ranks([]) == []
    assert ranks([None, None]) == [10_000, 20_000]
    assert ranks([10_000, 20_000]) == [10_000, 20_000]
    assert ranks([5, 7, 9]) == [5, 7, 9]


def test_an_insertion_changes_no_other_rank() -> None:
    assert ranks([10_000, None, 20_000]) == [10_000, 15_000, 20_000]
    assert ranks([None, 10_000]) == [0, 10_000]
    assert ranks([10_000, None]) == [10_000, 20_000]


def test_a_move_changes_one_rank() -> None:
    assert ranks([10_000, 30_000, 40_000, 20_000]) == [10_000, 30_000, 40_000, 50_000]


def test_without_room_a_file_is_ranked_anew() -> None:
    assert ranks([7, None, 8]) == [10_000, 20_000, 30_000]


@given(st.lists(st.none() | st.integers(-50, 50)))
def test_ranks_always_ascend(old: list[int | None]) -> None:
    made = ranks(old)
    assert len(made) == len(old)
    assert all(a < b for a, b in itertools.pairwise(made))


def test_a_renamed_file_keeps_its_ranks() -> None:
    old = {0: ("a.md", 500), 1: ("a.md", 600), 2: ("b.md", 100)}
    assert by_file(["new.md"] * 3, old.get) == {0: 500, 1: 600, 2: 10_600}


def test_neighbors_agree_whatever_comes_between() -> None:
    old = positions([("a", (), "k1"), ("a", (), ""), ("a", (), "k2")])[1]
    new = positions([("b", (), "k0"), ("b", (), "k1"), ("b", (), ""), ("b", (), "k2")])[2]
    other = positions([("b", (), "k1"), ("b", (), "k2"), ("b", (), "")])[2]
    assert agreement(old, new) > 0.85 > 0.5 > agreement(old, other)
