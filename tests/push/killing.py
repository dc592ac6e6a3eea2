"""Kills pushes at random moments, and looks at what is left: `python -m tests.push.killing FOLDER`.

A process of its own, since it forks: a child pushes into a copy of a collection, and is killed with -9.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from anki.collection import Collection

from exporter.push import transaction
from tests.collection import opened

MOMENTS = 100
_NOTES = 200
_FILE = "collection.anki2"
_TABLES = {  # without times of changes, and numbers of changes for the sync
    "notes": "id, guid, mid, tags, flds",
    "cards": "id, nid, did, ord, type, queue, due, ivl, reps",
    "revlog": "*",
    "decks": "name",
}


def main(folder: Path) -> None:
    """Prints the moments, and how often the collection was as before and as after; raises AssertionError for harm."""
    _in_child(_fill, folder)
    old, copy = folder, folder.with_name("copy")
    before = _state(old)
    lasted = _pushed(shutil.copytree(old, copy))
    after = _state(copy)
    assert before != after
    chance, counts = random.Random(1), [0, 0]
    for moment in range(MOMENTS):
        shutil.rmtree(copy)
        _killed(shutil.copytree(old, copy), chance.uniform(0, 1.1 * lasted))
        found = _state(copy)
        assert found in (before, after), f"moment {moment}: half of a push"
        counts[found == after] += 1
    print(MOMENTS, *counts)


def _fill(folder: Path) -> str:
    with opened(folder) as col:
        kind = col.models.by_name("Basic") or {}
        for n in range(_NOTES):
            made = col.new_note(kind)
            made["Front"], made["Back"] = f"rock {n}", "sand"
            col.add_note(made, 1)  # type: ignore[arg-type]
        col.decks.id("Rocks")
    return ""


def _push(folder: Path, begun: int) -> None:
    """Rewords and moves all notes; the deck is there, since the id of a new one would be the time."""
    col = Collection(str(folder / _FILE))
    notes = list(map(col.get_note, col.find_notes("rock")))

    def work(col: Collection) -> None:
        entry = col.add_custom_undo_entry("exporter: push")
        deck = col.decks.id_for_name("Rocks") or 1
        for each in notes:
            each["Back"] = "granite"
            col.update_note(each)
            col.set_deck(each.card_ids(), deck)
            col.merge_undo_entries(entry)

    ids = frozenset(int(each.id) for each in notes)
    os.write(begun, b".")
    transaction.safely(col, work, lambda done: ids, package=None, backup_folder=folder / "backups")
    os._exit(0)


def _child(folder: Path) -> tuple[int, float]:
    """A process that pushes, and when it began to."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        _push(folder, writing)
    os.close(writing)
    os.read(reading, 1)
    os.close(reading)
    return child, time.monotonic()


def _pushed(folder: Path) -> float:
    """Pushes, and tells how many seconds that took."""
    child, began = _child(folder)
    assert os.waitpid(child, 0)[1] == 0
    return time.monotonic() - began


def _killed(folder: Path, seconds: float) -> None:
    child, began = _child(folder)
    time.sleep(max(0.0, seconds - (time.monotonic() - began)))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _state(folder: Path) -> str:
    """What is in a collection."""
    return _in_child(_read, folder)


def _read(folder: Path) -> str:
    with opened(folder) as col:
        assert col.db
        return repr([col.db.all(f"select {what} from {table} order by 1") for table, what in _TABLES.items()])


def _in_child(function: Callable[[Path], str], folder: Path) -> str:
    """What a process of its own finds: one that forks must never have opened a collection, for that has threads."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        with os.fdopen(writing, "w", encoding="utf-8") as out:
            out.write(function(folder))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as answer:
        text = answer.read()
    assert os.waitpid(child, 0)[1] == 0, "the collection cannot be opened"
    return text


if __name__ == "__main__":
    main(Path(sys.argv[1]))
