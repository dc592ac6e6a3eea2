"""Ids of notes: to Anki the time at which a note was made, in milliseconds.

Anki's `added:7`, its column Created and its statistics read them. So a new note gets a time of the day before it was
first seen, which is over everywhere and when Anki gave no id that it gives today. Which time hangs on the key alone: of
two ledgers of one day, whose packages reach two devices in any order, no two cards get one id. A note keeps its id for
ever, in the ledger.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator

from exporter.identity import gap_numbers
from exporter.identity.ledger import Entry
from exporter.model import Cloze

_DAY = 86_400_000  # milliseconds
_UNIT = 4  # ids stand this far apart, and a card's is its note's plus its number: room for one card and its reverse
_FEW, _MOST = 16, 128  # units of a cloze: for 63 numbers, or for the 500 that Anki knows
_CELL = 64  # units that are remembered together, as bits of one number

_FIRST_ID = 1_500_000_000_000  # ids of 0.1 begin in July 2017 …
_SPACING = 16  # … stand this far apart …
_SLOTS = 12_000_000_000  # … and end before 2024


class NoteIds:
    """The ids of a ledger's notes, each with room for its cards."""

    def __init__(self, known: Iterable[Entry]) -> None:
        self._taken: dict[int, int] = defaultdict(int)  # cell -> its units that are taken, as bits
        for entry in known:
            self._take(entry.note_id // _UNIT, _room(entry.note_type or Cloze.name, entry.gaps))

    def new(self, key: str, first_seen: int, note_type: str, numbers: int = 0) -> int:
        """The id of a new note, first seen at this second; `numbers` is how many a cloze has.

        Where that room is taken, the nearest before it that is free.
        """
        room = _MOST if numbers > _FEW * _UNIT // 2 else _room(note_type, ())
        day = max(1, first_seen * 1000 // _DAY - 1) * _DAY
        unit = day // _UNIT + _hash(key) % (_DAY // _UNIT - room)
        while any(self._taken.get(cell, 0) & bits for cell, bits in _bits(unit, room)):
            unit -= 1
        self._take(unit, room)
        return unit * _UNIT

    def _take(self, unit: int, room: int) -> None:
        for cell, bits in _bits(unit, room):
            self._taken[cell] |= bits


def _room(note_type: str, gaps: tuple[str, ...]) -> int:
    """The units that a note needs."""
    if note_type != Cloze.name:
        return 1
    highest = max((known.number for known in gap_numbers.read(gaps)), default=0)
    return _MOST if highest >= _FEW * _UNIT else _FEW


def _bits(unit: int, room: int) -> Iterator[tuple[int, int]]:
    """The cells of some units, and their bits in each."""
    while room > 0:
        cell, first = divmod(unit, _CELL)
        here = min(room, _CELL - first)
        yield cell, ((1 << here) - 1) << first
        unit, room = unit + here, room - here


def _hash(key: str) -> int:
    return int.from_bytes(hashlib.sha256(f"note\0{key}".encode()).digest()[:8], "big")


def of_first_version(card_key: str, taken: Container[int]) -> int:
    """The id that a note of 0.1 has: it hangs on the key alone, but for the rare collision with one that is taken."""
    slot = _hash(card_key) % _SLOTS
    while (number := _FIRST_ID + slot * _SPACING) in taken:
        slot = (slot + 1) % _SLOTS
    return number
