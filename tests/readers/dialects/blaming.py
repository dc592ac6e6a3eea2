"""What failures have in common: each is cut down to the rows without which its document would be read rightly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from tests.readers.dialects.comparing import differences, read
from tests.readers.dialects.families import FAMILIES
from tests.readers.dialects.rows import Combination, Part, clash
from tests.readers.dialects.writing import written


@dataclass(frozen=True, slots=True)
class Result:
    """One document, and how its reading differs from its cards."""

    combination: Combination
    differs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """Failures that the same rows bring about."""

    cause: Combination  # the least that fails
    differs: tuple[str, ...]  # how
    results: tuple[Result, ...]  # those that it was found in
    failed: int  # of all documents with its rows, …
    total: int  # … and how many there are


@cache
def judged(combination: Combination) -> Result:
    """Writes a document, reads it and compares."""
    made = written(combination)
    return Result(combination, tuple(differences(made, read(made))))


def kinds(results: Sequence[Result]) -> list[Kind]:
    """The failures by their causes, the most frequent first."""
    found: dict[tuple[Part, ...], list[Result]] = defaultdict(list)
    for result in results:
        if result.differs:
            found[least(result.combination).rows].append(result)
    made = [_kind(rows, those, results) for rows, those in found.items()]
    return sorted(made, key=lambda kind: (-len(kind.results), -kind.failed, str(kind.cause)))


def _kind(rows: Sequence[Part], those: Iterable[Result], results: Sequence[Result]) -> Kind:
    made = tuple(those)
    same = [result for result in results if {*rows} <= {*result.combination.rows}]
    cause = least(made[0].combination)
    return Kind(cause, judged(cause).differs, made, sum(bool(result.differs) for result in same), len(same))


def least(combination: Combination) -> Combination:
    """A failing combination without each row that it fails without as well."""
    for left_out in _removals(combination.rows):
        fewer = Combination(combination.family, tuple(part for part in combination.rows if part not in left_out))
        if is_possible(fewer) and judged(fewer).differs:
            return least(fewer)
    return combination


def _removals(rows: Sequence[Part]) -> Iterator[tuple[Part, ...]]:
    """What may be left out: a row, or two, since some need each other."""
    yield from ((part,) for part in reversed(rows))
    yield from combinations(reversed(rows), 2)


def is_possible(combination: Combination) -> bool:
    """Whether its rows, the usual ones among them, can stand together."""
    traits = FAMILIES[combination.family]
    rows = [table[combination.get(trait) or next(iter(table))] for trait, table in traits.items()]
    return not any(clash(one, other) for one, other in combinations(rows, 2))
