"""The sides of flashcards, each at the largest size at which it fits its card.

A size at a time is laid out, of what did not fit at a larger one, and nothing twice at one size. What fits at no
readable size goes on over further cards; nothing is ever cut off.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise
from math import sqrt

from exporter.emitters.print.galley import Live
from exporter.emitters.print.packing import Run, Spot, deal

FLOOR = 6.5  # points of running text, which makes 6 of code: nobody reads smaller print with pleasure
_STEPS = (1.5, 1.1, 0.95, 0.82)  # sizes that are tried before the floor, as parts of the setting's
_LARGEST = {"front": 1.5, "back": 1.1}  # a question may be larger than running text, an answer only a little
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
    text: Live
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
    def height(self) -> float:
        """How high it is on all its cards together, in pixels."""
        return sum(run.height for run in self.runs)

    def spot(self, part: int, page: int, x: float, y: float) -> Spot:
        """Where a part of it goes: questions stand in the middle of their card, answers at its head."""
        run, room = self.runs[part], self.side.room
        y += max(0.0, room - run.height) / 2 if self.side.side == "front" else 0.0
        atom = self.text.atoms[run.start]
        return Spot(page, run.start, run.stop, x, y + atom.lead - atom.top, min(1.0, room / run.height))


Tried = dict[float, Fitted]  # a side at each size in points that it was laid out at
LayOut = Callable[[float, Sequence[CardSide]], Live]  # sides at a size in points: a unit of each


def fit(sides: Iterable[CardSide], base: float, lay_out: LayOut) -> Iterator[Fitted]:
    """Every side at the largest size at which it fits; `base` is the setting's."""
    sizes = [*(step * base for step in _STEPS if step * base > FLOOR), FLOOR]
    left = {side: _LARGEST[side.side] * base for side in sides}  # no larger size can fit
    tried: dict[CardSide, Tried] = {side: {} for side in left}
    for size in sizes:
        due = [side for side, hope in left.items() if hope >= size or size == FLOOR]
        for each, height in _laid_out(size, due, lay_out):
            left[each.side] = size * sqrt(
                each.side.room / height
            )  # prose shrinks with the square of its size, code less
            tried[each.side][size] = each
            if height <= each.side.room or size == FLOOR:
                del left[each.side]
                if len(each.runs) == 1:
                    del tried[each.side]
                    yield each
    yield from _enlarged(tried, sizes[:-1], lay_out)


def _enlarged(tried: dict[CardSide, Tried], sizes: Sequence[float], lay_out: LayOut) -> Iterator[Fitted]:
    """What goes on over several cards, at the largest size that needs no more of them."""
    for size in sizes:
        due = [side for side, known in tried.items() if size not in known and _could_be(size, known)]
        for each, _ in _laid_out(size, due, lay_out):
            tried[each.side][size] = each
        found = [known[size] for known in tried.values() if size in known and _is_as_good(size, known)]
        for each in found:
            del tried[each.side]
            yield each
    for known in tried.values():
        yield known[FLOOR]


def _is_as_good(size: float, known: Tried) -> bool:
    """Whether a text is cut as well at this size as at the floor."""
    return _could_be(size, known) and known[size].cuts <= known[FLOOR].cuts and not known[size].shrunk


def _could_be(size: float, known: Tried) -> bool:
    """Whether a text might fit on as many cards as at the floor, at a size that is not larger than all that were tried:
    code and tables grow less than the square of it, prose no more."""
    smallest = known[FLOOR]
    larger = min((other for other in known if other >= size), default=0.0)
    if not larger:
        return False
    least = max(smallest.height * size / FLOOR, known[larger].height * (size / larger) ** 2)
    return least <= len(smallest.runs) * smallest.side.room


def _laid_out(size: float, sides: Sequence[CardSide], lay_out: LayOut) -> Iterator[tuple[Fitted, float]]:
    """Sides at a size, each with its height."""
    text = lay_out(size, sides) if sides else Live((), [], [])
    for side, (start, stop) in zip(sides, spans(text), strict=True):
        yield _cut(side, text, start, stop), text.atoms[stop - 1].bottom - text.atoms[start].top


def spans(text: Live) -> list[tuple[int, int]]:
    """For every unit of a text its first atom and the one after its last."""
    counts = (len(list(group)) for _, group in groupby(atom.unit for atom in text.atoms))
    return list(pairwise(accumulate(counts, initial=0)))


def _cut(side: CardSide, text: Live, start: int, stop: int) -> Fitted:
    """Spreads a side over as many cards as it needs."""
    runs = deal(text.atoms[start:stop], side.room)
    return Fitted(side, text, [Run(run.start + start, run.stop + start, run.height) for run in runs])
