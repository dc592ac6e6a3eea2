"""Package of a push: the notes that a plan writes, as an import of Anki takes them.

An import keeps the time that a note is given, and is undone in one step; any other way sets the present time. It is
made from the package of a build, with the note types and the decks as the collection has them, so that nothing of
these changes.
"""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from exporter.push.steps import Deck, Write

COLLECTION = "collection.anki2"
_NO_MEDIA = "{}"  # they are beside the collection already
_DEFAULT = "1"  # id of the deck that every collection has
_MOST = 2_000_000_000  # bytes of a collection


def write(
    build: Path, target: Path, notes: Sequence[Write], decks: Iterable[Deck], types: Mapping[int, Mapping[str, Any]]
) -> None:
    """Writes the package of these notes to `target`; `build` is that of a build, with the cards of new notes.

    `types` are the note types of the collection, as Anki gives them, by their ids. Raises OSError, ValueError.
    """
    with zipfile.ZipFile(build) as archive:
        if archive.getinfo(COLLECTION).file_size > _MOST:
            raise ValueError(f"{build}: larger than {_MOST} bytes")
        data = archive.read(COLLECTION)
    goals = {deck.name: deck for deck in decks}
    with closing(sqlite3.connect(":memory:")) as old, closing(sqlite3.connect(":memory:")) as new:
        old.deserialize(data)
        for (schema,) in old.execute("select sql from sqlite_master where sql is not null"):
            new.execute(schema)
        _write_notes(old, new, notes)
        _write_head(old, new, goals, types)
        new.commit()
        made = new.serialize()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(COLLECTION, made)
        archive.writestr("media", _NO_MEDIA)


def _write_notes(old: sqlite3.Connection, new: sqlite3.Connection, notes: Sequence[Write]) -> None:
    row = f"insert into notes values ({', '.join('?' * 11)})"
    for note in notes:
        tags = f" {' '.join(note.tags)} "
        values = (note.note_id, note.guid, note.type_id, note.mod, -1, tags, "\x1f".join(note.fields), "", 0, 0, "")
        new.execute(row, values)
        for card in old.execute("select * from cards where nid = ?", (note.note_id,)) if note.is_new else ():
            new.execute(f"insert into cards values ({', '.join('?' * len(card))})", card)


def _write_head(
    old: sqlite3.Connection,
    new: sqlite3.Connection,
    goals: Mapping[str, Deck],
    types: Mapping[int, Mapping[str, Any]],
) -> None:
    """Writes the only row of `col`: note types and decks."""
    columns = [column[1] for column in old.execute("pragma table_info(col)")]
    row = dict(zip(columns, old.execute("select * from col").fetchone(), strict=True))
    models = {**json.loads(row["models"]), **{str(number): dict(table) for number, table in types.items()}}
    decks = {number: table for number, table in json.loads(row["decks"]).items() if number == _DEFAULT}
    decks |= {
        number: _renamed(table, goals[table["name"]])
        for number, table in json.loads(row["decks"]).items()
        if table["name"] in goals
    }
    used = defaultdict(int, new.execute("select mid, count() from notes group by mid").fetchall())
    row["models"] = json.dumps({number: table for number, table in models.items() if used[int(number)]})
    row["decks"] = json.dumps(decks)
    new.execute(f"insert into col values ({', '.join('?' * len(row))})", tuple(row.values()))


def _renamed(table: Mapping[str, Any], goal: Deck) -> dict[str, Any]:
    """A deck under its name in the collection; an import replaces the description of one that is there."""
    return {**table, "name": goal.there, **({"desc": ""} if goal.id else {})}
