"""Pairs old cards with new ones: which pairs are worth a comparison, and the best choice among them.

Pairs that share their rarest words are compared, so that the cost stays linear. Of those that are alike enough the best
choice for all together is taken; a choice that was close is marked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from exporter.identity.assignment import assign
from exporter.identity.similarity import Similarity, Trace, WordWeights

_MOST = 8  # candidates of a card
_BUDGET = 400  # old cards looked up for a card, rare words first: what keeps the cost linear

SURE = 0.6  # similarity from which two cards are one
DOUBTFUL = 0.42  # below it they are two
_CERTAIN = 0.7  # similarity, with the agreement of positions, from which a pair is not reported
_PLACE = 0.15  # what the place adds
_IN_PLACE = 0.6  # agreement of positions from which an answer that no other card has makes a pair certain
_ANSWER = 0.25  # what the answer adds in a choice between several
_TIE = 0.06  # a choice by less than that is reported

Feature = str | tuple[int, int]


def candidates(old: Mapping[int, Trace], new: Mapping[int, Trace], weights: WordWeights) -> Iterator[tuple[int, int]]:
    """Pairs of old and new cards that are worth a comparison."""
    index: dict[Feature, list[int]] = defaultdict(list)
    for number, trace in old.items():
        for feature in _features(trace):
            index[feature].append(number)
    for number, trace in new.items():
        for other in _nearest(trace, index, weights):
            yield other, number


def _features(trace: Trace) -> Iterator[Feature]:
    yield from trace.words
    yield from ((bucket, value) for bucket, value in enumerate(trace.minhash) if value)


def _nearest(trace: Trace, index: Mapping[Feature, list[int]], weights: WordWeights) -> list[int]:
    known = [feature for feature in _features(trace) if feature in index]
    known.sort(key=lambda feature: (len(index[feature]), str(feature)))
    shared: dict[int, float] = defaultdict(float)
    visited = 0
    for feature in known:
        weight = weights.weight(feature) if isinstance(feature, str) else 1.0
        for number in index[feature][: max(_MOST, _BUDGET - visited)]:
            shared[number] += weight
        visited += len(index[feature])
        if visited > _BUDGET:
            break
    return sorted(shared, key=lambda number: (-shared[number], number))[:_MOST]


@dataclass(slots=True)
class Pair:
    """An old and a new card that may be one."""

    similarity: Similarity
    place: float = 0.0  # how well their positions agree, from 0 to 1

    @property
    def content(self) -> float:
        """Similarity of what they say."""
        return self.similarity.content

    @property
    def placed(self) -> float:
        """Similarity with the place as evidence."""
        return self.content + _PLACE * self.place

    @property
    def merit(self) -> float:
        """For a choice between several that are alike enough."""
        return self.content + _ANSWER * self.similarity.answer

    @property
    def gain(self) -> float:
        """What it adds to the sum when it is chosen: above 0."""
        return self.merit - DOUBTFUL + _PLACE * self.place + 0.01

    @property
    def is_certain(self) -> bool:
        """Whether it needs no second look, as far as these two cards are concerned."""
        by_place = self.similarity.unique and self.place >= _IN_PLACE
        return by_place or (self.content >= SURE and self.placed >= _CERTAIN)


Edges = Mapping[int, Mapping[int, Pair]]  # old card -> new card


@dataclass(frozen=True, slots=True)
class Chosen:
    """A pair, and the other card that is about as likely to be its partner."""

    old: int
    new: int
    rival_old: int | None = None
    rival_new: int | None = None


def _columns(edges: Edges) -> dict[int, list[int]]:
    """The old cards that each new one may be."""
    columns: dict[int, list[int]] = defaultdict(list)
    for old, row in edges.items():
        for new in row:
            columns[new].append(old)
    return columns


def choose(edges: Edges, same: Callable[[int, int], bool]) -> Iterator[Chosen]:
    """The best pairs; `same` returns whether two new cards teach the same: then a tie between them does not matter."""
    chosen = assign({old: {new: edge.gain for new, edge in row.items()} for old, row in edges.items()})
    owners = {new: old for old, new in chosen.items()}
    columns = _columns(edges)
    for old, new in sorted(chosen.items()):
        rivals_new = (
            n for n in edges[old] if n != new and not same(n, new) and _is_close(edges, old, n, chosen, owners)
        )
        rivals_old = (o for o in columns[new] if o not in chosen and edges[o][new].merit > edges[old][new].merit - _TIE)
        yield Chosen(old, new, next(rivals_old, None), next(rivals_new, None))


def _is_close(edges: Edges, old: int, other: int, chosen: Mapping[int, int], owners: Mapping[int, int]) -> bool:
    """Whether this old card could as well have another new one, by content alone; its owner would take ours then."""
    new = chosen[old]
    now, swapped = edges[old][new].merit, edges[old][other].merit
    owner = owners.get(other)
    if owner is not None:
        now += edges[owner][other].merit
        swapped += edges[owner][new].merit if new in edges[owner] else 0.0
    return swapped > now - _TIE
