"""Fills columns of paper with text that was laid out in one endless column (a galley): pure arithmetic, no paper.

The galley is cut into atoms: stretches that are never broken. A column holds a run of atoms that follow each other.
Where the runs end is decided for the whole text at once (Knuth and Plass's total fit, with columns for lines), so the
order is never disturbed: a hole is filled by moving the breaks before it. Cost is linear: a break is only compared
with those that fit into the column before it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

NEVER = 1000.0  # cost of a break that is only better than an atom taller than its column
HOLE = 0.1  # share of a column that may stay empty before a reader sees a hole
_VISIBLE = 15.0  # what a hole that a reader sees costs at least: more than any break that is not wrong
STRETCH = 12.0  # pixels that the space above a unit may grow, to bring a column's foot down
_SPILL = 1e6  # an atom taller than the column: unavoidable, so dearer than any other way
_FULL = 0.5  # a break that leaves more of the column empty is only looked at when nothing else fits
_CARD = 30.0  # what one card more costs a text that goes on over several: about as much as a cut in its code
_EVEN = 40.0  # what a card costs that is empty, where another one is as full as two should be
_BEGIN = 0.75  # share of a page that title and contents may take; with more, the text begins on the next one
_AIR = 9.0  # pixels above and below a front


@dataclass(frozen=True, slots=True)
class Atom:
    """A stretch of the galley that is never broken; lengths in pixels, downward."""

    top: float  # in the galley; the space up to the atom before vanishes when a column is broken there
    bottom: float
    cost: float = 0.0  # of a column break above it: 0 between units, NEVER where it would be wrong
    lead: float = 0.0  # what a break above it adds at the column's head: a repeated table head, padding
    trail: float = 0.0  # what a break below it adds at the column's foot: padding, a border; 0 at a unit's end
    unit: int = 0  # the card that it belongs to, counted through the galley


@dataclass(frozen=True, slots=True)
class Frame:
    """The inside of every page, in pixels from the page's corner, and its columns."""

    left: float
    top: float
    width: float
    height: float
    column: float  # width of a column
    columns: int
    from_right: bool = False  # whether the first column is the one at the right
    binding: float = 0.0  # by how much inner margins are wider

    def x(self, column: int, page: int = 0) -> float:
        """How far a column stands on a page, counted from 0, to the right of the one at the left of the first page,
        which is bound where its lines begin."""
        column = self.columns - 1 - column if self.from_right else column
        gutter = (self.width - self.columns * self.column) / max(1, self.columns - 1)
        return column * (self.column + gutter) + (self.binding if self.from_right else -self.binding) * (page % 2)


@dataclass(frozen=True, slots=True)
class Area:
    """Where on the pages text begins: on a page, counted from 0, below some of its height."""

    page: int
    used: float


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the atoms of one unit that share a column go; dx and dy lead there from the galley."""

    page: int
    start: int  # atoms from `start` up to, not including, `stop`
    stop: int
    dx: float
    dy: float
    scale: float = 1.0  # below 1 for an atom taller than a page, which is printed smaller rather than cut off


@dataclass(frozen=True, slots=True)
class Run:
    """What one column holds: the atoms from `start` up to, not including, `stop`."""

    start: int
    stop: int
    height: float


@dataclass(frozen=True, slots=True)
class Shelf:
    """The heights of the columns: `first` for those of the first page, `rest` for all others."""

    columns: int  # of a page
    first: float
    rest: float

    def room(self, column: int) -> float:
        """The height of a column, counted from 0 through all pages."""
        return self.first if column < self.columns else self.rest


def impose_front(atoms: Sequence[Atom], frame: Frame, title: float) -> tuple[list[Spot], Area]:
    """Places the contents below a title of some height; also tells where the text begins."""
    area = Area(0, title + _AIR)
    if not atoms:
        return [], area
    runs = pack(atoms, Shelf(frame.columns, frame.height - area.used, frame.height))
    page = (len(runs) - 1) // frame.columns
    height = max(run.height for run in runs[page * frame.columns :])
    used = (0.0 if page else area.used) + height + _AIR
    begin = Area(page, used) if used < _BEGIN * frame.height else Area(page + 1, 0.0)
    return list(_spots(atoms, runs, frame, area)), begin


def impose(atoms: Sequence[Atom], frame: Frame, area: Area) -> list[Spot]:
    """Places a text on as many pages as it needs."""
    runs = pack(atoms, Shelf(frame.columns, frame.height - area.used, frame.height))
    return list(_spots(atoms, runs, frame, area))


def pack(atoms: Sequence[Atom], shelf: Shelf) -> list[Run]:
    """The runs of all columns, first page first; the columns of the last page are level."""
    runs = _fit(atoms, shelf.columns, shelf.room, _hole_badness)
    full = (len(runs) - 1) // shelf.columns * shelf.columns
    if not runs or shelf.columns == 1:
        return runs
    begin = runs[full].start
    leveled = level(atoms[begin:], shelf.columns, shelf.room(full))
    return runs[:full] + [Run(run.start + begin, run.stop + begin, run.height) for run in leveled]


def level(atoms: Sequence[Atom], columns: int, room: float) -> list[Run]:
    """Runs of about the same height in at most so many columns.

    When they do not fit at all, the last run holds all that is left over, however high.
    """
    target = _height(atoms, 0, len(atoms)) / columns if atoms else 0.0

    def badness(height: float, room: float, ends: bool) -> float:
        return 400 * ((height - target) / room) ** 2

    return _fit(atoms, columns, lambda column: room, badness, limit=columns)


def deal(atoms: Sequence[Atom], room: float) -> list[Run]:
    """Runs for cards of this height: cut where it hurts least, on as few cards as that allows, and evenly."""

    def by_count(height: float, room: float, ends: bool) -> float:
        return _CARD

    count = len(_fit(atoms, 1, lambda column: room, by_count, full=0.0))
    target = _height(atoms, 0, len(atoms)) / count if count else 0.0

    def by_size(height: float, room: float, ends: bool) -> float:
        return _CARD + _EVEN * ((height - target) / room) ** 2

    return _fit(atoms, 1, lambda column: room, by_size, full=0.0)


def _spots(atoms: Sequence[Atom], runs: Sequence[Run], frame: Frame, area: Area) -> Iterator[Spot]:
    """The spots of all runs; space between units grows to make a foot flush, but not on the last page."""
    last = (len(runs) - 1) // frame.columns
    for number, run in enumerate(runs):
        page, column = divmod(number, frame.columns)
        used = 0.0 if page else area.used
        gap = frame.height - used - run.height
        starts = [run.start, *(i for i in range(run.start + 1, run.stop) if atoms[i].unit != atoms[i - 1].unit)]
        joints = len(starts) - 1
        extra = min(gap / joints, STRETCH) if page < last and joints and gap > 0 else 0.0
        scale = min(1.0, (frame.height - used) / run.height)
        for count, (start, stop) in enumerate(pairwise([*starts, run.stop])):
            y = frame.top + used + atoms[run.start].lead - atoms[run.start].top + count * extra
            yield Spot(area.page + page, start, stop, frame.x(column, area.page + page), y, scale)


Badness = Callable[[float, float, bool], float]  # (height used, room, whether the text ends here) -> cost


def _hole_badness(height: float, room: float, ends: bool) -> float:
    if ends or height > room:
        return 0.0
    hole = (room - height) / room
    return 400 * hole**2 + (_VISIBLE + 1000 * (hole - HOLE) if hole > HOLE else 0.0)


def _height(atoms: Sequence[Atom], start: int, stop: int) -> float:
    """Of a column that holds these atoms, with what its breaks add."""
    return atoms[start].lead + atoms[stop - 1].bottom - atoms[start].top + atoms[stop - 1].trail


@dataclass(frozen=True, slots=True)
class _Way:
    """The best way found to have set all atoms before one, in so many columns."""

    cost: float
    height: float  # of the last column
    before: tuple[int, int]  # atom and column that the last column began with


def _fit(
    atoms: Sequence[Atom],
    columns: int,
    room: Callable[[int], float],
    badness: Badness,
    limit: int | None = None,
    full: float = _FULL,
) -> list[Run]:
    """The cheapest runs. Columns after the first page are alike, so they share their ways (unless limited)."""
    bottoms = [atom.bottom for atom in atoms]
    ways: list[dict[int, _Way]] = [{} for _ in range(len(atoms) + 1)]
    ways[0][0] = _Way(0.0, 0.0, (0, 0))
    for start in range(len(atoms)):
        ends: dict[float, list[tuple[int, float, float]]] = {}  # by the room: where a column may end, height and cost
        for column, way in ways[start].items():
            space = room(column)
            if limit is not None and column == limit - 1:
                stops = [(len(atoms), *_column(atoms, start, len(atoms), space, badness))]
            elif space not in ends:
                least = full * space if limit is None else 0.0
                found = _stops(atoms, bottoms, start, space, least)
                stops = ends[space] = [(stop, *_column(atoms, start, stop, space, badness)) for stop in found]
            else:
                stops = ends[space]
            following = min(column + 1, columns) if limit is None else column + 1
            for stop, height, cost in stops:
                known = ways[stop].get(following)
                if known is None or way.cost + cost < known.cost:
                    ways[stop][following] = _Way(way.cost + cost, height, (start, column))
    return _trace(ways)


def _stops(atoms: Sequence[Atom], bottoms: Sequence[float], start: int, room: float, least: float) -> list[int]:
    """Where a column that begins with an atom may end: as late as it fits, and earlier while it is well filled."""
    furthest = bisect_right(bottoms, atoms[start].top + room, start)
    stops: list[int] = []
    tolerable = False
    for stop in range(furthest, start, -1):
        height = _height(atoms, start, stop)
        if tolerable and height < least:
            break
        if height <= room:
            stops.append(stop)
            tolerable = tolerable or stop == len(atoms) or atoms[stop].cost < NEVER
    return stops or [start + 1]


def _column(atoms: Sequence[Atom], start: int, stop: int, room: float, badness: Badness) -> tuple[float, float]:
    """The height of a column, and what it costs."""
    height, ends = _height(atoms, start, stop), stop == len(atoms)
    spill = _SPILL * height / room if height > room else 0.0
    return height, spill + badness(height, room, ends) + (0.0 if ends else atoms[stop].cost)


def _trace(ways: Sequence[dict[int, _Way]]) -> list[Run]:
    """Follows the cheapest way back from the end."""
    runs: list[Run] = []
    stop = len(ways) - 1
    column = min(ways[stop], key=lambda column: (ways[stop][column].cost, column), default=0)
    while stop:
        way = ways[stop][column]
        runs.append(Run(way.before[0], stop, way.height))
        stop, column = way.before
    return runs[::-1]
