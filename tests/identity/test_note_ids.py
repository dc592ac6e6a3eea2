from __future__ import annotations

import datetime
import hashlib
import itertools

import pytest

from exporter.identity import gap_numbers
from exporter.identity.gap_numbers import Gap
from exporter.identity.ledger import Entry
from exporter.identity.note_ids import NoteIds, of_first_version

DAY = 86_400_000
NOON = int(datetime.datetime(2026, 11, 30, 12, tzinfo=datetime.UTC).timestamp())
EVE = int(datetime.datetime(2026, 11, 29, tzinfo=datetime.UTC).timestamp()) * 1000
KEYS = [hashlib.sha256(str(n).encode()).hexdigest()[:16] for n in range(5_000)]


def entry(note_id: int, note_type: str = "basic", gaps: tuple[str, ...] = ()) -> Entry:
    return Entry("k", "g", note_id, 1, 1, "", "", "", "", note_type=note_type, gaps=gaps)


def ids(ledger: NoteIds, keys: list[str], note_type: str, numbers: int = 0) -> list[int]:
    return [ledger.new(key, NOON, note_type, numbers) for key in keys]


def test_ids_of_the_first_version_never_change() -> None:
    assert of_first_version("37225bbab79e6738", set()) == 1680013845632
    assert of_first_version("37225bbab79e6738", {1680013845632}) == 1680013845632 + 16


@pytest.mark.parametrize("second", [NOON, EVE // 1000 + DAY // 1000, EVE // 1000 + 2 * DAY // 1000 - 1])
def test_an_id_is_a_time_of_the_day_before(second: int) -> None:
    assert all(EVE <= NoteIds(()).new(key, second, "basic") < EVE + DAY for key in KEYS[:200])


def test_an_id_hangs_on_key_and_day_alone() -> None:
    there, back = NoteIds(()), NoteIds([entry(1680013845632)])
    assert ids(there, KEYS[:500], "basic") == ids(back, KEYS[499::-1], "basic")[::-1]
    assert NoteIds(()).new(KEYS[0], NOON - 3600, "basic") == NoteIds(()).new(KEYS[0], NOON, "basic")


@pytest.mark.parametrize(("note_type", "numbers", "room"), [("basic", 0, 2), ("cloze", 3, 63), ("cloze", 40, 500)])
def test_there_is_room_for_the_cards_of_each_note(note_type: str, numbers: int, room: int) -> None:
    made = ids(NoteIds([]), KEYS[: 60_000 // room], note_type, numbers)
    assert all(other - each > room for each, other in itertools.pairwise(sorted(made)))


def test_among_all_kinds() -> None:
    ledger = NoteIds(())
    rooms = {n: room for kind, room in (("basic", 2), ("cloze", 63)) for n in ids(ledger, KEYS, kind)}
    assert len(rooms) == 2 * len(KEYS)
    assert all(other - each > rooms[each] for each, other in itertools.pairwise(sorted(rooms)))


def test_a_taken_id_gives_way_to_the_one_before() -> None:
    wanted = NoteIds(()).new(KEYS[0], NOON, "basic")
    assert NoteIds([entry(wanted)]).new(KEYS[0], NOON, "basic") == wanted - 4
    assert NoteIds([entry(wanted - 60, "cloze")]).new(KEYS[0], NOON, "basic") == wanted - 64
    many = tuple(map(str, gap_numbers.kept([], [Gap(n, "x") for n in range(1, 90)])))
    assert NoteIds([entry(wanted - 60, "cloze", many)]).new(KEYS[0], NOON, "basic") == wanted - 64
    assert NoteIds([entry(wanted - 300, "cloze", many)]).new(KEYS[0], NOON, "basic") == wanted - 304


@pytest.mark.parametrize("second", [0, 1, 86_399, 253_402_300_799])
def test_any_time_that_a_clock_has(second: int) -> None:
    assert 0 < NoteIds(()).new(KEYS[0], second, "cloze") < 1 << 53


def test_two_ledgers_of_a_day_have_no_id_in_common() -> None:
    ours, theirs = (ids(NoteIds(()), keys, "basic") for keys in (KEYS[:400], KEYS[400:800]))
    assert not {*ours} & {*theirs}
