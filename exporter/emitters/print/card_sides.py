"""The sides of flashcards, each at the largest size at which it fits its card.

Each is laid out at the size that it is predicted to have, then at others where that proves wrong, and never twice at
one size. What fits at no readable size goes on over further cards; nothing is ever cut off.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise
from math import ceil

from exporter.emitters.print.breaks import COSTS
from exporter.emitters.print.galley import Text
from exporter.emitters.print.packing import Run, Spot, deal

FLOOR = 6.5  # points of running text, which makes 6 of code: nobody reads smaller print with pleasure
_STEPS = (1.5, 1.1, 0.95, 0.82)  # sizes that are tried before the floor, as parts of the setting's
_LARGEST = {"front": 1.5, "back": 1.1}  # a question may be larger than running text, an answer only a little
_SURE = 0.93  # share of a predicted growth that there will be at least
_SHORTER = 0.85  # share of the least height that tables may have where the floor is not tried, which would spare a card
_WELL = COSTS["callout"]  # what a good break costs at most
SIDES = tuple(_LARGEST)


@dataclass(frozen=True, slots=True)
class CardSide:
    """One side of a card."""

    card: int  # its index among the cards
    side: str  # "front" or "back"
    room: float  # pixels that its text may be high


@dataclass(frozen=True, slots=True)
class Fitted:
    """A side that was laid out: a run for every card that it goes on over."""

    side: CardSide
    text: Text
    runs: Sequence[Run]

    @property
    def shrunk(self) -> bool:
        """Whether it holds what is higher than a card even at the floor."""
        return any(run.height > self.side.room for run in self.runs)

    @property
    def is_wide(self) -> bool:
        """Whether it holds what is wider than a card even at the floor."""
        return self.text.atoms[self.runs[0].start].unit in self.text.wide

    @property
    def cuts(self) -> tuple[int, float]:
        """How many cards it goes on over, and what the breaks between them cost a reader."""
        return len(self.runs), sum(self.text.atoms[run.start].cost for run in self.runs[1:])

    @property
    def is_cut_well(self) -> bool:
        """Whether all breaks between its cards are between blocks, rows or the like."""
        return all(self.text.atoms[run.start].cost <= _WELL for run in self.runs[1:])

    @property
    def height(self) -> float:
        """How high it is on all its cards together, in pixels."""
        return sum(run.height for run in self.runs)

    def spot(self, part: int, page: int, x: float, y: float) -> Spot:
        """Where a part of it goes: questions stand in the middle of their card, answers at its head."""
        run, room = self.runs[part], self.side.room
        y += max(0.0, room - run.height) / 2 if self.side.side == "front" else 0.0
        atom = self.text.atoms[run.start]
        return Spot(page, run.start, run.stop, x, y + atom.lead - atom.top, min(1.0, room / run.height))


LayOut = Callable[[float, Sequence[CardSide]], Text]  # sides at a size in points: a unit of each
Predict = Callable[[float, CardSide], float]  # about how high a side is at a size in points, in pixels


def fit(sides: Iterable[CardSide], base: float, lay_out: LayOut, predict: Predict) -> Iterator[Fitted]:
    """Every side at the largest size at which it fits; `base` is the setting's."""
    sizes = [*(step * base for step in _STEPS if step * base > FLOOR), FLOOR]
    tries = [_Tries(side, sizes, base, predict) for side in sides]
    while any(each.following for each in tries):
        for size in sizes:
            due = [each for each in tries if each.following == size]
            for each, fitted in zip(due, _laid_out(size, [each.side for each in due], lay_out), strict=True):
                each.take(size, fitted)
    for each in tries:
        yield each.known[each.best]


class _Tries:
    """The sizes at which a side was laid out, and the one at which it is to be laid out next."""

    def __init__(self, side: CardSide, sizes: Sequence[float], base: float, predict: Predict) -> None:
        self.side, self._sizes = side, [size for size in sizes if size <= _LARGEST[side.side] * base or size == FLOOR]
        self._predicted = {size: predict(size, side) for size in self._sizes}
        self.known: dict[float, Fitted] = {}
        self.best = FLOOR
        self.following = self._first_likely(self._sizes, ceil(self._predicted[FLOOR] / side.room))

    def take(self, size: float, fitted: Fitted) -> None:
        """Takes what it is at a size, and looks for a larger one that may be better than the best."""
        self.known[size] = fitted
        good = [size for size in self._sizes if size in self.known and self._is_good(self.known[size])]
        self.best = good[0] if good else FLOOR
        cards = len(self.known[good[0]].runs) if good else ceil(self._likely(FLOOR) / self.side.room)
        if not good and fitted.cuts[0] <= cards and not fitted.shrunk:
            self.following = FLOOR  # which tells whether it is good
            return
        unknown = [size for size in self._sizes if size not in self.known and size > self.best]
        unknown = [size for size in unknown if self._least(size) <= cards * self.side.room]
        self.following = self._first_likely(unknown if good else [*unknown, FLOOR], cards)

    def _first_likely(self, sizes: Sequence[float], cards: int) -> float | None:
        """The largest of some sizes at which it will most likely fit on so many cards; else the smallest of them."""
        likely = (size for size in sizes if self._likely(size) <= cards * self.side.room)
        return next(likely, sizes[-1] if sizes else None)

    def _is_good(self, fitted: Fitted) -> bool:
        """Whether it needs no more cards at a size than at the floor, and is cut well or no worse."""
        if FLOOR not in self.known:
            cards = max(1, ceil(_SHORTER * self._least(FLOOR) / self.side.room))
            return fitted.is_cut_well and not fitted.shrunk and fitted.cuts[0] <= cards
        floor = self.known[FLOOR]
        if fitted is floor:
            return True
        is_as_well = fitted.cuts <= floor.cuts or (fitted.cuts[0] == floor.cuts[0] and fitted.is_cut_well)
        return is_as_well and not fitted.shrunk

    def _likely(self, size: float) -> float:
        """How high it is at a size, by what was predicted, and by how true that was of the nearest size."""
        known = min(self.known, key=lambda other: abs(other - size), default=None)
        return self._predicted[size] * (self.known[known].height / self._predicted[known] if known else 1.0)

    def _least(self, size: float) -> float:
        """How high it is at least at a size: prose shrinks with the square of its size, code less; it grows about as
        was predicted."""
        return max(
            fitted.height
            * ((size / known) ** 2 if size < known else _SURE * self._predicted[size] / self._predicted[known])
            for known, fitted in self.known.items()
        )


def _laid_out(size: float, sides: Sequence[CardSide], lay_out: LayOut) -> Iterator[Fitted]:
    """Sides at a size, each cut as it would be."""
    if not sides:
        return
    text = lay_out(size, sides)
    for side, (start, stop) in zip(sides, spans(text), strict=True):
        yield _cut(side, text, start, stop)


def spans(text: Text) -> list[tuple[int, int]]:
    """For every unit of a text its first atom and the one after its last."""
    counts = (len(list(group)) for _, group in groupby(atom.unit for atom in text.atoms))
    return list(pairwise(accumulate(counts, initial=0)))


def _cut(side: CardSide, text: Text, start: int, stop: int) -> Fitted:
    """Spreads a side over as many cards as it needs."""
    runs = deal(text.atoms[start:stop], side.room)
    return Fitted(side, text, [Run(run.start + start, run.stop + start, run.height) for run in runs])
