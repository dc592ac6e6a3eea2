"""Assignment problem: the one-to-one matching over a sparse table of gains whose sum is greatest.

Shortest augmenting paths with prices (Jonker and Volgenant 1987), on the edges that there are. Everybody may also stay
alone, which gains nothing; so an edge is only used where it adds to the sum.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from dataclasses import dataclass, field

Gains = Mapping[int, Mapping[int, float]]  # old card -> new card -> gain, above 0
_LIMIT = 2000  # places that a search visits before it gives up: in hostile texts only, where all cards are alike


def assign(gains: Gains) -> dict[int, int]:
    """Old cards to new ones, for the greatest sum of gains; the same result for the same table, whatever its order."""
    matching = _Matching(gains)
    for old in sorted(gains):
        matching.place(old)
    return {old: new for old, new in matching.seat.items() if new >= 0}


@dataclass(slots=True)
class _Search:
    """Places reached from one card, nearest first."""

    distance: dict[int, float] = field(default_factory=dict)
    reached_by: dict[int, int] = field(default_factory=dict)  # place -> the card that would move there
    settled: dict[int, float] = field(default_factory=dict)  # places whose distance is final
    heap: list[tuple[float, int]] = field(default_factory=list)

    def reach(self, card: int, place: int, far: float) -> None:
        if place not in self.settled and far < self.distance.get(place, float("inf")):
            self.distance[place], self.reached_by[place] = far, card
            heapq.heappush(self.heap, (far, place))

    def nearest(self) -> tuple[float, int]:
        far, place = heapq.heappop(self.heap)
        while place in self.settled:
            far, place = heapq.heappop(self.heap)
        return far, place


class _Matching:
    """Old cards take places: those of new cards, or one of their own (a negative number) where they stay alone."""

    def __init__(self, gains: Gains) -> None:
        top = max((gain for row in gains.values() for gain in row.values()), default=0.0)
        self.costs = {
            old: {**{new: top - gain for new, gain in sorted(row.items())}, -1 - old: top} for old, row in gains.items()
        }
        self.owner: dict[int, int] = {}  # place -> card
        self.seat: dict[int, int] = {}  # card -> place
        self.price: dict[int, float] = {}  # of places
        self.level: dict[int, float] = {}  # of cards: what they pay, price included

    def place(self, start: int) -> None:
        """Finds a place for one more card, and moves others where that is cheaper in sum."""
        self.level[start] = min(cost - self.price.get(place, 0.0) for place, cost in self.costs[start].items())
        search, card, passed = _Search(), start, 0.0
        while len(search.settled) <= _LIMIT:
            for place, cost in self.costs[card].items():
                search.reach(card, place, passed + cost - self.price.get(place, 0.0) - self.level[card])
            far, end = search.nearest()
            if end not in self.owner:
                self._settle(start, end, far, search)
                return
            search.settled[end] = passed = far
            card = self.owner[end]

    def _settle(self, start: int, end: int, far: float, search: _Search) -> None:
        for place, passed in search.settled.items():
            self.price[place] = self.price.get(place, 0.0) + passed - far
            self.level[self.owner[place]] += far - passed
        self.level[start] += far
        while True:
            card = search.reached_by[end]
            left = self.seat.get(card, end)
            self.owner[end], self.seat[card] = card, end
            if card == start:
                return
            end = left
