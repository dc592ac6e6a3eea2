"""A user who studies a deck, and touches two of its notes: what a later build may do to them."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection
from anki.notes import Note
from click.testing import Result

from exporter.model import Card, Document
from exporter.pipeline import identify, reading
from exporter.readers.source import Reading
from tests.collection import Counts, take
from tests.test_cli import run

SEA = """\
# Sea
<!-- canonical -->

## Tides

### Q1: What causes the tides?

The pull of the moon, and less so of the sun.

### Q2: How often is high tide?

Every 12 hours and 25 minutes.

## Shore

### Q3: What makes sand?

Waves grind rocks into grains.

### Q4: Which of these floats?

- [x] Cork
- [ ] Chalk

**Answer:**

Cork is lighter than water.

### C5:

A dune is held by ==grass==.
"""
CARDS = 5
OLD = "My own words for it."


@dataclass
class World:
    """Documents of a user, his collection, and a clock."""

    folder: Path
    collection: Collection
    monkeypatch: pytest.MonkeyPatch
    hours: int = -100  # from the present: Anki's own clock cannot be set, so first builds lie before it

    def write(self, text: str, name: str = "sea.md") -> None:
        self.folder.mkdir(exist_ok=True)
        (self.folder / name).write_text(text, encoding="utf-8")

    @property
    def dist(self) -> Path:
        return self.folder.parent / "dist"

    def run(self, command: str, *options: str, input: str | None = None) -> Result:
        """Runs a command as if an hour had gone by."""
        self.hours += 1
        self.monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(time.time()) + 3600 * self.hours))
        return run(command, self.folder, "--out", self.dist, *options, input=input)

    def build(self, *options: str, fresh: bool = False) -> str:
        """Builds packages; fresh without what is kept in DIST."""
        if fresh:
            shutil.rmtree(self.dist)
        done = self.run("build", "--only", "anki", *options)
        assert done.exit_code == 0, done.stderr
        return done.stderr

    def report(self) -> dict[str, Any]:
        table: dict[str, Any] = json.loads((self.dist / "report.json").read_text(encoding="utf-8"))
        return table

    def take(self, *, merge: bool = False) -> Counts:
        """Imports what was built; `merge` with “Merge note types”."""
        return take(self.collection, self.dist / "anki" / "all-decks.apkg", merge=merge)

    def note(self, words: str) -> Note:
        (found,) = self.collection.find_notes(f'"{words}"')
        return self.collection.get_note(found)

    def touch(self) -> None:
        """Tags a note and rewords another, as their owner does in Anki; whatever is built then comes later."""
        tagged, reworded = self.note("causes the tides"), self.note("makes sand")
        tagged.tags.append("exam")
        reworded["Answer"] = OLD
        self.collection.update_notes([tagged, reworded])
        self.hours = 0

    def is_kept(self) -> bool:
        """Whether the touched notes are as their owner left them."""
        return self.note("causes the tides").has_tag("exam") and self.note(OLD)["Answer"] == OLD


def newer(monkeypatch: pytest.MonkeyPatch, change: Callable[[Card], Card]) -> None:
    """A later version of exporter, which reads these documents differently."""
    old = reading._read

    def read(name: str, data: bytes, hint: object) -> Reading:
        made = old(name, data, hint)  # type: ignore[arg-type]
        return replace(made, documents=tuple(map(_changed, made.documents)))

    def _changed(document: Document) -> Document:
        return replace(document, items=tuple(change(i) if isinstance(i, Card) else i for i in document.items))

    monkeypatch.setattr(reading, "_read", read)
    monkeypatch.setattr(identify, "__version__", "0.3.0")
