"""Layout cache: what is known of units from the last build, who lays out the others, and where they stand.

A unit that has not changed is not laid out again: its measure and its fragments are kept, by a hash of its HTML and of
all that styles it. What is not known is shared among processes, each of which records fragments.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from hashlib import sha256
from itertools import accumulate, pairwise
from typing import Any

from exporter.emitters import Means
from exporter.emitters.print.adapter import Adapter, batches
from exporter.emitters.print.boxes import Box, shrunk
from exporter.emitters.print.breaks import COSTS, kind_below
from exporter.emitters.print.fragments import Cut, Fragment
from exporter.emitters.print.layout_workers import LocalLayout, Measure, RemoteLayout, UnitLayout
from exporter.emitters.print.packing import Atom, Spot

Page = Callable[[Sequence[str]], str]  # makes HTML of some units

_BOUND = ("<img", "<svg")  # a unit with one of them is drawn in its own PDF
_WORTH = 20_000  # characters of HTML that are worth a process of their own


class CachedLayout:
    """Units that stand one below the other, every stretch of which can be placed on a page.

    To be used in this order: `set`, `atoms`, `settle`, `take`.
    """

    def __init__(self, adapter: Adapter, page: Page, html: Sequence[str], look: str) -> None:
        self._adapter, self._page, self._html = adapter, page, html
        self._keys = [sha256(f"{look}\0{each}".encode("utf-8", "surrogatepass")).hexdigest() for each in html]
        self._measures: dict[int, Measure] = {}
        self._fragments: dict[Cut, Fragment | None] = {}
        self._homes: dict[int, tuple[UnitLayout, int]] = {}  # who laid out a unit, and as which
        self._tops: list[float] = []
        self._firsts: list[int] = []  # the first atom of each unit
        self._settled: Mapping[Cut, int] = {}  # how often each is printed
        self.atoms: list[Atom] = []

    def set(self, means: Means) -> None:
        """Lays out what is not known from the last time."""
        for number, key in enumerate(self._keys):
            with suppress(KeyError, TypeError, ValueError):  # unknown or damaged
                measure, fragments = means.memory[key]
                self._fragments |= {
                    Cut(number, *cut): fragment and Fragment.of(fragment) for cut, fragment in fragments
                }
                self._measures[number] = Measure(*measure)
        unknown = [number for number in range(len(self._html)) if number not in self._measures]
        self._lay_out(unknown, means.helpers)
        self._stack()

    def settle(self, spots: Iterable[Spot]) -> None:
        """Gets all that `take` will need for these spots."""
        spots = list(spots)
        cuts = {self._cut(spot): spot.scale < 1 for spot in spots}
        self._settled = Counter(map(self._cut, spots))
        late = {cut.unit for cut in cuts if cut not in self._fragments and cut.unit not in self._homes}
        self._lay_out(sorted(late))
        self._record([cut for cut in cuts if cut not in self._fragments])
        if not self._adapter.accepts(filter(None, map(self._fragments.get, cuts))):
            self._fragments = dict.fromkeys(cuts)
        bound = {cut.unit for cut, shrinks in cuts.items() if shrinks or self._fragments[cut] is None}
        self._lay_out(sorted(unit for unit in bound if not self._is_here(unit)))

    @property
    def wide(self) -> Collection[int]:
        """The units with a block that was wider than its column, which is printed smaller."""
        return {number for number, measure in self._measures.items() if measure.wide}

    def take(self, spot: Spot) -> Box:
        """The boxes of a spot, moved to their page."""
        cut = self._cut(spot)
        x, y = spot.dx, spot.dy + self._tops[cut.unit]
        fragment = self._fragments[cut]
        if fragment and spot.scale == 1:
            return self._adapter.placed(fragment, x, y)
        local, number = self._homes[cut.unit]
        assert isinstance(local, LocalLayout)
        box = local.boxes(Cut(number, cut.start, cut.stop))
        box = box.deepcopy() if self._settled[cut] > 1 else box
        box.translate(x, y)
        return shrunk(box, spot.scale)

    def memory(self) -> dict[str, Any]:
        """What is worth knowing the next time: the units with those of their fragments that were printed."""
        kept: dict[str, Any] = {key: [self._measures[number], []] for number, key in enumerate(self._keys)}
        for cut in self._settled:
            kept[self._keys[cut.unit]][1].append([[cut.start, cut.stop], self._fragments[cut]])
        return kept

    def _cut(self, spot: Spot) -> Cut:
        unit = self.atoms[spot.start].unit
        return Cut(unit, spot.start - self._firsts[unit], spot.stop - self._firsts[unit])

    def _is_bound(self, unit: int) -> bool:
        return any(mark in self._html[unit] for mark in _BOUND)

    def _is_here(self, unit: int) -> bool:
        return unit in self._homes and isinstance(self._homes[unit][0], LocalLayout)

    def _lay_out(self, units: Sequence[int], helpers: Sequence[Executor] = ()) -> None:
        """Lays out some units: the first of them here, where those that are bound to their PDF are, too."""
        bound = [unit for unit in units if self._is_bound(unit)]
        free = [unit for unit in units if not self._is_bound(unit)]
        here, *elsewhere = _shares(free, self._html, 1 + len(helpers))
        layouts: list[tuple[UnitLayout, list[int]]] = [
            (RemoteLayout(helper, self._pages(share)), share) for helper, share in zip(helpers, elsewhere, strict=False)
        ]
        if here := sorted([*here, *bound]):
            layouts.append((LocalLayout(self._adapter, self._pages(here)), here))
        for layout, share in reversed(layouts):  # what others do takes no time meanwhile
            for number, (unit, measure) in enumerate(zip(share, layout.measures(), strict=True)):
                self._homes[unit] = layout, number
                self._measures[unit] = measure

    def _pages(self, units: Sequence[int]) -> Iterator[str]:
        return batches(self._page, [self._html[unit] for unit in units])

    def _stack(self) -> None:
        """Puts the units one below the other."""
        foot, space, kind = 0.0, 0.0, "unit"
        for number in range(len(self._html)):
            measure = self._measures[number]
            top = foot + max(space, measure.above)
            self._tops.append(top)
            self._firsts.append(len(self.atoms))
            for index, (above, below, cost, lead, trail) in enumerate(measure.atoms):
                cost = cost if index else COSTS[kind]
                self.atoms.append(Atom(top + above, top + below, cost, lead, trail, number))
            foot, space, kind = self.atoms[-1].bottom, measure.below, kind_below(measure.classes, kind)

    def _record(self, cuts: Sequence[Cut]) -> None:
        """Records fragments, each where its unit was laid out."""
        asked: dict[UnitLayout, list[Cut]] = {}
        for cut in cuts:
            if self._is_bound(cut.unit):
                self._fragments[cut] = None
            else:
                asked.setdefault(self._homes[cut.unit][0], []).append(cut)
        for layout, wanted in asked.items():
            layout.ask([Cut(self._homes[unit][1], start, stop) for unit, start, stop in wanted])
        for layout, wanted in sorted(asked.items(), key=lambda each: not isinstance(each[0], LocalLayout)):
            self._fragments |= zip(wanted, layout.fragments(), strict=True)


def memory(texts: Iterable[CachedLayout]) -> dict[str, Any]:
    """What of several texts is worth knowing the next time."""
    kept: dict[str, Any] = {}
    for text in texts:
        for key, (measure, fragments) in text.memory().items():
            kept.setdefault(key, [measure, []])[1].extend(fragments)
    return kept


def _shares(units: Sequence[int], html: Sequence[str], processes: int) -> list[list[int]]:
    """Units shared among processes, as far as that is worth while; about as much for each, and at least one share."""
    sizes = list(accumulate(len(html[unit]) for unit in units))
    count = max(1, min(processes, (sizes[-1] if sizes else 0) // _WORTH))
    edges = [bisect_right(sizes, sizes[-1] * part / count) for part in range(1, count)] if sizes else []
    return [list(units[start:stop]) for start, stop in pairwise([0, *edges, len(units)])]
