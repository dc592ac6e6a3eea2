"""Numbers of a cloze's gaps: each belongs to its words, since Anki keeps reviews by note and number.

A gap that is put before another must not take that one's number. So the ledger remembers the words of each number and
gives it to the gap that has them now: first by the same words, then by like ones, then by place. A new gap gets the
next number that was never used. A number whose gap is gone stays with its words, should they return.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from exporter.identity.keys import normal

_LIKE = 75  # per cent of letters in common, from which a gap was only reworded (as words of questions are)
_LONGEST = 60  # characters that are remembered of a gap
_GONE = "-"


class Gap(NamedTuple):
    """A gap as it is rendered."""

    number: int  # the one that it has in a new note
    text: str
    given: int | None = None  # the number that the document gives


class Known(NamedTuple):
    """A gap that the ledger knows."""

    number: int  # in Anki
    text: str  # its words, clipped
    given: int | None = None  # the number that the document gave
    gone: bool = False

    def __str__(self) -> str:
        """One text of the ledger: `2 Douro`; `2=1 Douro` where the document calls it 1; `-2 Douro` where it is gone."""
        return f"{_GONE * self.gone}{self.number}{'' if self.given is None else f'={self.given}'} {self.text}"


def read(remembered: Iterable[str]) -> list[Known]:
    """Gaps as the ledger has them; raises ValueError."""
    return [_read(text) for text in remembered]


def _read(text: str) -> Known:
    numbers, _, words = text.partition(" ")
    number, _, given = numbers.removeprefix(_GONE).partition("=")
    return Known(int(number), words, int(given) if given else None, numbers.startswith(_GONE))


def live(remembered: Iterable[str]) -> list[int]:
    """The numbers of the gaps that there are, in the order of the text."""
    return [known.number for known in read(remembered) if not known.gone]


def gone(before: Sequence[str], after: Sequence[str]) -> list[int]:
    """The numbers that had a gap before and have none now: their cards in Anki are empty."""
    return sorted({*live(before)} - {*live(after)}) if after else []


def first(gaps: Sequence[Gap]) -> tuple[str, ...]:
    """What is remembered of the gaps of a new card."""
    return tuple(str(Known(gap.number, _words(gap), gap.given)) for gap in gaps)


def by_place(texts: Sequence[str], gaps: Sequence[Gap], *, whole: bool) -> list[Known]:
    """The gaps of a card of a version that remembered none and numbered them in their order.

    `texts` are those that are remembered; unless these are all, the others are taken to be those of today.
    """
    words = [*map(_clipped, texts), *(() if whole else map(_words, gaps[len(texts) :]))]
    given = [gap.given for gap in gaps] + [None] * len(words)
    return [Known(number, text, given[number - 1]) for number, text in enumerate(words, 1)]


def kept(known: Sequence[Known], gaps: Sequence[Gap]) -> tuple[str, ...]:
    """What is remembered of the gaps of a known card, each with the number that belongs to it."""
    matched = _matched(known, gaps)
    numbers = {n: each.number for n, each in matched.items() if gaps[n].given in (None, each.given)}
    _number_others(numbers, gaps, {each.number for each in known})
    lost = [each for each in known if each.number not in numbers.values()]
    now = (Known(numbers[n], _words(gap), gap.given) for n, gap in enumerate(gaps))
    return tuple(map(str, (*now, *(each._replace(gone=True) for each in lost))))


def _number_others(numbers: dict[int, int], gaps: Sequence[Gap], used: set[int]) -> None:
    """Adds numbers of the gaps that have none: that of a gap which the document calls the same, else one not used."""
    shared = {gaps[n].given: number for n, number in numbers.items() if gaps[n].given is not None}
    for n, gap in enumerate(gaps):
        if n not in numbers:
            numbers[n] = shared.get(gap.given) or _free(gap, used)
            used.add(numbers[n])
        if gap.given is not None:
            shared.setdefault(gap.given, numbers[n])


def _free(gap: Gap, used: set[int]) -> int:
    return gap.given if gap.given is not None and gap.given not in used else max(used, default=0) + 1


def _matched(known: Sequence[Known], gaps: Sequence[Gap]) -> Mapping[int, Known]:
    """The known gap that each gap is, by its index: the same words, like words, the same place among as many."""
    left, waiting = dict(enumerate(known)), dict(enumerate(gaps))
    found: dict[int, Known] = {}
    for is_same in (_is_same, _is_like):
        for n, gap in list(waiting.items()):
            at = next((at for at, each in left.items() if is_same(each.text, _words(gap))), None)
            if at is not None:
                found[n] = left.pop(at)
                del waiting[n]
    there = [at for at, each in enumerate(known) if not each.gone]
    for n in list(waiting) if len(there) == len(gaps) else ():
        if there[n] in left:
            found[n] = left.pop(there[n])
    return found


def is_shared(old: Iterable[str], new: Sequence[str]) -> bool:
    """Whether one of some words that were hidden still is, as it was or nearly."""
    texts = [_clipped(text) for text in new]
    return any(_is_same(was, now) or _is_like(was, now) for was in old for now in texts)


def _is_same(a: str, b: str) -> bool:
    return a == b or normal(a) == normal(b) != ""


def _is_like(a: str, b: str) -> bool:
    from rapidfuzz import fuzz

    return bool(fuzz.ratio(a, b, score_cutoff=_LIKE))


def _words(gap: Gap) -> str:
    return _clipped(gap.text)


def _clipped(text: str) -> str:
    return " ".join(text.split())[:_LONGEST].strip()
