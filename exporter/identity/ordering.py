"""Ordering of cards: ranks that sort the cards of a file and leave room for more, and each card's neighbors."""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

_SPACING = 10_000  # between neighbors: room for 13 insertions, each beside the last, before a file gets new ranks


@dataclass(frozen=True, slots=True)
class Position:
    """A card's position, given by the nearest cards around it whose identity is certain."""

    file: str
    section: tuple[str, ...]
    before: str  # key of the known card before it; empty where there is none
    after: str
    steps: int  # from the one before it


def agreement(old: Position, new: Position) -> float:
    """How well two positions agree, from 0 to 1."""
    beside = _same(old, new, old.before, new.before) + _same(old, new, old.after, new.after)
    near = 1 / (1 + abs(old.steps - new.steps)) if old.before == new.before else 0.0
    return 0.3 * beside + 0.15 * near + 0.15 * (old.section == new.section) + 0.1 * (old.file == new.file)


def _same(old: Position, new: Position, a: str, b: str) -> float:
    """Whether both stand beside the same card, or both at the end of their file, which says less of another file."""
    if a != b:
        return 0.0
    return 1.0 if a or old.file == new.file else 0.5


def positions(rows: Iterable[tuple[str, tuple[str, ...], str]]) -> list[Position]:
    """The positions of cards in the order of their files, each given as (file, section, key where it is known)."""
    listed = list(rows)
    before = list(_sweep(listed))
    after = [key for key, _ in _sweep(listed[::-1])][::-1]
    return [
        Position(file, section, key, next_key, steps)
        for (file, section, _), (key, steps), next_key in zip(listed, before, after, strict=True)
    ]


def _sweep(rows: Sequence[tuple[str, tuple[str, ...], str]]) -> Iterator[tuple[str, int]]:
    """For each card the known one before it in its file, and how many steps back it stands."""
    last, steps, here = "", 0, None
    for file, _, key in rows:
        if file != here:
            last, steps, here = "", 0, file
        yield last, steps
        last, steps = (key, 0) if key else (last, steps + 1)


def ranks(old: Sequence[int | None]) -> list[int]:
    """Ranks of a file's cards in their order: the old ones where they still ascend, the others in the room between."""
    kept = dict(_longest_ascent(old))
    made: list[int] = []
    for start, end, low, high in _gaps(kept, len(old)):
        count = end - start
        low = high - (count + 1) * _SPACING if low is None and high is not None else low or 0
        high = low + (count + 1) * _SPACING if high is None else high
        if count and high - low <= count:
            return [n * _SPACING for n in range(1, len(old) + 1)]
        made += [low + (high - low) * n // (count + 1) for n in range(1, count + 1)]
        if end in kept:
            made.append(kept[end])
    return made


def _gaps(kept: Mapping[int, int], length: int) -> Iterator[tuple[int, int, int | None, int | None]]:
    """Runs of cards without a rank, as (start, end, rank before, rank after); between any two kept ones is a run."""
    start, low = 0, None
    for index, rank in sorted(kept.items()):
        yield start, index, low, rank
        start, low = index + 1, rank
    yield start, length, low, None


def _longest_ascent(values: Sequence[int | None]) -> Iterator[tuple[int, int]]:
    """Indexes and values of the longest strictly ascending part, found by patience sorting."""
    tops: list[int] = []
    ends: list[int] = []  # index of the value on top of each pile
    previous: dict[int, int] = {}
    for index, value in enumerate(values):
        if value is None:
            continue
        pile = bisect.bisect_left(tops, value)
        tops[pile : pile + 1], ends[pile : pile + 1] = [value], [index]
        previous[index] = ends[pile - 1] if pile else -1
    index = ends[-1] if ends else -1
    while index >= 0:
        value = values[index]
        if value is not None:
            yield index, value
        index = previous[index]


def by_file(files: Sequence[str], old: Callable[[int], tuple[str, int] | None]) -> dict[int, int]:
    """Ranks of all cards by index, file by file; `old` gives the file and the rank that a card had."""
    members: dict[str, list[int]] = defaultdict(list)
    for index, file in enumerate(files):
        members[file].append(index)
    result: dict[int, int] = {}
    for file, indexes in members.items():
        known = [old(index) for index in indexes]
        home = _home(file, [entry[0] for entry in known if entry])
        given = [entry[1] if entry and entry[0] == home else None for entry in known]
        result.update(zip(indexes, ranks(given), strict=True))
    return result


def _home(file: str, files: Sequence[str]) -> str:
    """The file whose ranks go on: this one, or where it is new that which most of its cards come from."""
    if file in files or not files:
        return file
    return max(sorted(set(files)), key=files.count) if len(set(files)) < 20 else files[0]
