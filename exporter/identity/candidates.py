"""Which old cards a new one could be: those that share its rarest words, so that not everything is compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from exporter.identity.likeness import Trace, Vocabulary

_MOST = 8  # candidates of a card
_BUDGET = 400  # old cards looked up for a card, rare words first: what keeps the cost linear

Feature = str | tuple[int, int]


def candidates(old: Mapping[int, Trace], new: Mapping[int, Trace], vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """Pairs of old and new cards that are worth a comparison."""
    index: dict[Feature, list[int]] = defaultdict(list)
    for number, trace in old.items():
        for feature in _features(trace):
            index[feature].append(number)
    for number, trace in new.items():
        for other in _nearest(trace, index, vocabulary):
            yield other, number


def _features(trace: Trace) -> Iterator[Feature]:
    yield from trace.words
    yield from ((bucket, value) for bucket, value in enumerate(trace.minhash) if value)


def _nearest(trace: Trace, index: Mapping[Feature, list[int]], vocabulary: Vocabulary) -> list[int]:
    known = [feature for feature in _features(trace) if feature in index]
    known.sort(key=lambda feature: (len(index[feature]), str(feature)))
    shared: dict[int, float] = defaultdict(float)
    visited = 0
    for feature in known:
        weight = vocabulary.weight(feature) if isinstance(feature, str) else 1.0
        for number in index[feature][: max(_MOST, _BUDGET - visited)]:
            shared[number] += weight
        visited += len(index[feature])
        if visited > _BUDGET:
            break
    return sorted(shared, key=lambda number: (-shared[number], number))[:_MOST]
