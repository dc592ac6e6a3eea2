"""Sizes of the sides of flashcards, by layouts made by hand: a line is as high as its size says."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from exporter.emitters.print.card_sides import FLOOR, CardSide, Fitted, fit
from exporter.emitters.print.galley import Live
from exporter.emitters.print.packing import Atom

ROOM = 160.0  # pixels of a card
BASE = 8.5  # points


class Sides:
    """Backs of so many lines each, and at which sizes each was laid out."""

    def __init__(self, *lines: int, error: float = 1.0) -> None:
        self.lines, self.error = lines, error  # by which predictions are wrong
        self.tried: list[tuple[int, float]] = []

    def lay_out(self, size: float, sides: Sequence[CardSide]) -> Live:
        self.tried += [(side.card, size) for side in sides]
        atoms: list[Atom] = []
        for number, side in enumerate(sides):
            for _ in range(self.lines[side.card]):
                top = atoms[-1].bottom if atoms else 0.0
                atoms.append(Atom(top, top + size, unit=number))
        return Live((), atoms, [])

    def predict(self, size: float, side: CardSide) -> float:
        return size * self.lines[side.card] * self.error

    def fitted(self) -> dict[int, Fitted]:
        sides = [CardSide(number, "back", ROOM) for number in range(len(self.lines))]
        return {each.side.card: each for each in fit(sides, BASE, self.lay_out, self.predict)}

    def height(self, card: int) -> float:
        """Of a line of a card, as it is printed."""
        return sum(run.height for run in self.fitted()[card].runs) / self.lines[card]


def test_nothing_is_laid_out_twice_at_one_size() -> None:
    sides = Sides(1, 17, 20, 24, 26, 30, 40, 48, 60)
    assert sides.fitted().keys() == {*range(9)}
    assert len(sides.tried) == len(set(sides.tried))


@pytest.mark.parametrize(("lines", "size"), [(1, 1.1 * BASE), (17, 1.1 * BASE), (19, 0.95 * BASE), (24, FLOOR)])
def test_a_side_is_laid_out_once_where_its_prediction_is_true(lines: int, size: float) -> None:
    sides = Sides(lines)
    sides.fitted()
    assert sides.tried[0][1] == pytest.approx(size)


def test_what_cannot_be_larger_is_not_tried() -> None:
    sides = Sides(48)  # two cards are full at the floor
    sides.fitted()
    assert sides.tried == [(0, FLOOR), (0, pytest.approx(0.82 * BASE))]


@pytest.mark.parametrize("error", [0.5, 0.8, 1.25, 2.0])
def test_a_wrong_prediction_changes_no_size(error: float) -> None:
    lines = (1, 10, 17, 18, 19, 20, 23, 24, 25, 26, 30, 40, 48, 60)
    wrong, right = Sides(*lines, error=error), Sides(*lines)
    assert [*map(wrong.height, range(len(lines)))] == pytest.approx([*map(right.height, range(len(lines)))])


def test_an_answer_over_several_cards_is_no_larger_than_one_on_one_card() -> None:
    sides = Sides(1, 26)
    assert [sides.height(0), sides.height(1)] == pytest.approx([1.1 * BASE] * 2)
    assert max(size for _, size in sides.tried) == pytest.approx(1.1 * BASE)


def test_what_goes_on_is_as_large_as_its_cards_allow() -> None:
    sides = Sides(38)  # 160 pixels hold 24 lines at the floor, 19 at 0.95 of the setting's size
    assert sides.height(0) == pytest.approx(0.95 * BASE)
    assert len(sides.fitted()[0].runs) == 2
