from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from exporter.identity.assignment import assign

ROW = st.dictionaries(st.integers(0, 4), st.sampled_from([0.1, 0.2, 0.25, 0.5, 0.9]), max_size=5)


def best(rows: list[Mapping[int, float]], taken: frozenset[int] = frozenset()) -> float:
    """The greatest sum, by trying everything."""
    if not rows:
        return 0.0
    head, *rest = rows
    sums = [gain + best(rest, taken | {new}) for new, gain in head.items() if new not in taken]
    return max([best(rest, taken), *sums])


def test_nothing_to_match() -> None:
    assert assign({}) == {}
    assert assign({0: {}, 1: {}}) == {}


def test_greed_does_not_pay() -> None:
    assert assign({0: {0: 0.9, 1: 0.8}, 1: {0: 0.7}}) == {0: 1, 1: 0}


@given(st.lists(ROW, max_size=5))
def test_no_other_assignment_gains_more(rows: list[Mapping[int, float]]) -> None:
    found = assign(dict(enumerate(rows)))
    assert len({*found.values()}) == len(found)
    assert abs(sum(rows[old][new] for old, new in found.items()) - best(rows)) < 1e-9


def test_the_order_of_the_table_does_not_matter() -> None:
    table = {0: {0: 0.5, 1: 0.5}, 1: {0: 0.5, 1: 0.5}}
    turned = {old: dict(reversed(row.items())) for old, row in reversed(table.items())}
    assert assign(table) == assign(turned)


def test_thousands_that_are_all_alike_take_no_square_of_time() -> None:
    table = {old: {(old * 7 + n) % 3000: 0.5 for n in range(8)} for old in range(3000)}
    assert len(assign(table)) > 2900
