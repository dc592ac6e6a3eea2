"""Chooses combinations so that every two rows that can stand together do, and all about equally often.

Own code, since libraries for pairwise testing give one smallest set and know neither a seed nor a number of documents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations, cycle, islice
from random import Random

from tests.readers.dialects.families import FAMILIES, SHAPE, SHARES, Table
from tests.readers.dialects.rows import Combination, Part, Row, clash, shortened

_USUAL = 0.6  # how often a trait beside the shape is as usual: documents are strange in some ways, not in all
_CANDIDATES = 3  # ways to fill the other traits that are compared
_ATTEMPTS = 40  # at a pair that may be impossible

Pair = tuple[Part, Part]


@cache
def _pairs(family: str) -> tuple[Pair, ...]:
    """Every two rows of a family that do not clash."""
    return tuple(
        ((one, name), (other, second))
        for one, other in combinations(FAMILIES[family], 2)
        for name, row in FAMILIES[family][one].items()
        for second, beside in FAMILIES[family][other].items()
        if not clash(row, beside)
    )


class Chooser:
    """Gives combinations of one family without end."""

    def __init__(self, family: str, random: Random) -> None:
        self.family = family
        self.random = random
        self.traits: dict[str, Table] = FAMILIES[family]
        self.seen: Counter[Pair] = Counter()
        self.pairs = list(_pairs(family))
        self.possible = {*self.pairs, *((other, one) for one, other in self.pairs)}

    def __iter__(self) -> Iterator[Combination]:
        while True:
            self.random.shuffle(self.pairs)
            aim = min(self.seen[pair] for pair in self.pairs) + 1
            impossible = set()
            for pair in self.pairs:
                if self.seen[pair] < aim and (chosen := self._best(dict(pair))):
                    self.seen.update(combinations(chosen.items(), 2))
                    yield shortened(self.family, chosen, self.traits)
                elif self.seen[pair] < aim:
                    impossible.add(pair)
            self.pairs = [pair for pair in self.pairs if pair not in impossible]

    def _best(self, fixed: dict[str, str]) -> dict[str, str] | None:
        """The way to fill the other traits whose pairs were seen least."""
        filled = (made for _ in range(_ATTEMPTS) if (made := self._filled(fixed)))
        return min(islice(filled, _CANDIDATES), key=self._known, default=None)

    def _known(self, chosen: dict[str, str]) -> float:
        return sum(min(self.seen[pair], 3) for pair in combinations(chosen.items(), 2))

    def _filled(self, fixed: dict[str, str]) -> dict[str, str] | None:
        """All traits, one after another at random, each with a row that clashes with none before it."""
        parts = list(fixed.items())
        others = [trait for trait in self.traits if trait not in fixed]
        self.random.shuffle(others)
        for trait in others:
            fitting = [name for name in self.traits[trait] if self._fits((trait, name), parts)]
            if not fitting:
                return None
            usual = trait not in SHAPE and self.random.random() < _USUAL
            parts.append((trait, fitting[0] if usual else self.random.choice(fitting)))
        found = dict(parts)
        return {trait: found[trait] for trait in self.traits}

    def _fits(self, part: Part, others: Sequence[Part]) -> bool:
        return all((part, other) in self.possible for other in others)


def alone() -> Iterator[Combination]:
    """Each row with nothing unusual beside it but what it needs."""
    for family, traits in FAMILIES.items():
        for trait, rows in traits.items():
            for row in rows.values():
                if (made := _plain(traits, trait, row)) is not None:
                    yield shortened(family, made, traits)


def _plain(traits: dict[str, Table], trait: str, row: Row) -> dict[str, str] | None:
    chosen: dict[str, Row] = {trait: row}
    for other in (name for name in traits if name != trait):
        fitting = (row for row in traits[other].values() if not any(clash(row, set_) for set_ in chosen.values()))
        if (first := next(fitting, None)) is None:
            return None
        chosen[other] = first
    return {name: chosen[name].name for name in traits}


def chosen(count: int, seed: int) -> Iterator[Combination]:
    """That many combinations, of all families in turn."""
    random = Random(seed)
    choosers = {family: iter(Chooser(family, Random(random.random()))) for family in FAMILIES}
    turns = [family for family, share in SHARES.items() for _ in range(share)]
    for _, family in zip(range(count), cycle(turns), strict=False):
        yield next(choosers[family])
