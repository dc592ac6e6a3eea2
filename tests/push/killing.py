"""Kills pushes at random moments, and looks at what is left: `python -m tests.push.killing FOLDER`.

A process of its own, since it forks: a child pushes into a copy of a collection, and is killed with -9. With
`MOMENTS=1000` in the environment more moments are tried.
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

from exporter.pipeline import offering, steps
from exporter.pipeline.options import Options
from exporter.push import session
from exporter.push.offer import Offer
from exporter.push.steps import Choices
from tests.collection import opened, take

MOMENTS = int(os.environ.get("MOMENTS", "40"))
_FILE = "collection.anki2"
_TABLES = {  # without times of changes, and numbers of changes for the sync
    "notes": "id, guid, mid, mod, tags, flds",
    "cards": "id, nid, did, ord, type, queue, due, ivl, reps",
    "revlog": "*",
    "decks": "id, name",
    "config": "key, val",
}


def main(folder: Path) -> None:
    """Prints the moments, and how often the collection was as before and as after; raises AssertionError for harm."""
    os.environ["SOURCE_DATE_EPOCH"] = "1700000000"
    old, copy = folder / "old", folder / "copy"
    _built(folder, "sand", range(200))
    _in_child(lambda place: _filled(place, folder / "dist" / "anki" / "all-decks.apkg"), old)
    os.environ["SOURCE_DATE_EPOCH"] = "1710000000"
    offer = _built(folder, "granite", range(3, 220))  # 197 change, 3 retire, 20 are new
    before = _state(old)
    lasted = _pushed(folder, shutil.copytree(old, copy), offer)
    after = _state(copy)
    assert before != after
    chance, counts = random.Random(1), [0, 0]
    for moment in range(MOMENTS):
        shutil.rmtree(copy)
        _killed(folder, shutil.copytree(old, copy), offer, chance.uniform(0, 1.1 * lasted))
        found = _state(copy)
        assert found in (before, after), f"moment {moment}: half of a push"
        counts[found == after] += 1
    print(MOMENTS, *counts)


def _built(folder: Path, answer: str, numbers: range) -> Offer:
    """Builds a package, and tells what its documents say."""
    source = folder / "docs"
    source.mkdir(parents=True, exist_ok=True)
    cards = "\n".join(f"### Q: What is rock {n} made of?\n\nOf {answer} {n}.\n" for n in numbers)
    (source / "rocks.md").write_text(f"# Rocks\n<!-- canonical -->\n\n{cards}", encoding="utf-8")
    build, _ = steps.built(Options((str(source),), folder / "dist", ("anki",), jobs=1), lambda done, total, name: None)
    return offering.offer(build)


def _filled(folder: Path, package: Path) -> str:
    with opened(folder) as col:
        take(col, package)
    return ""


def _push(folder: Path, place: Path, offer: Offer, begun: int) -> None:
    col = Collection(str(place / _FILE))
    os.write(begun, b".")
    session.push(col, offer, Choices(), folder / "dist" / "anki" / "all-decks.apkg", place / "backups")
    os._exit(0)


def _child(folder: Path, place: Path, offer: Offer) -> tuple[int, float]:
    """A process that pushes, and when it began to."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        _push(folder, place, offer, writing)
    os.close(writing)
    os.read(reading, 1)
    os.close(reading)
    return child, time.monotonic()


def _pushed(folder: Path, place: Path, offer: Offer) -> float:
    """Pushes, and tells how many seconds that took."""
    child, began = _child(folder, place, offer)
    assert os.waitpid(child, 0)[1] == 0
    return time.monotonic() - began


def _killed(folder: Path, place: Path, offer: Offer, seconds: float) -> None:
    child, began = _child(folder, place, offer)
    time.sleep(max(0.0, seconds - (time.monotonic() - began)))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _state(place: Path) -> str:
    """What is in a collection."""
    return _in_child(_read, place)


def _read(place: Path) -> str:
    with opened(place) as col:
        assert col.db
        return repr([col.db.all(f"select {what} from {table} order by 1") for table, what in _TABLES.items()])


def _in_child(function: Callable[[Path], str], place: Path) -> str:
    """What a process of its own finds: one that forks must never have opened a collection, for that has threads."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        with os.fdopen(writing, "w", encoding="utf-8") as out:
            out.write(function(place))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as answer:
        text = answer.read()
    assert os.waitpid(child, 0)[1] == 0, "the collection cannot be opened"
    return text


if __name__ == "__main__":
    main(Path(sys.argv[1]))
