"""Decks of Anki as text: the JSON that CrowdAnki writes of a deck, with a line for each note."""

from __future__ import annotations

import json
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path, PurePath

from exporter.errors import InputError
from exporter.sources import ankifiles
from exporter.sources.ankifiles import AnkiNote

SUFFIXES = frozenset({".apkg", ".colpkg"})


def text(name: str, data: bytes) -> tuple[str, list[int]]:
    """The notes of a package as text, and for each line of it the number of its note. Raises InputError."""
    with tempfile.TemporaryDirectory(prefix="exporter-") as folder:
        file = Path(folder) / PurePath(name).name
        file.write_bytes(data)
        try:
            found = ankifiles.notes(file)
        except InputError as error:
            raise InputError(str(error).replace(str(file), name)) from error
    numbers = {note.id: number for number, note in enumerate(found, 1)}
    decks: dict[str, list[AnkiNote]] = defaultdict(list)
    for note in found:
        decks[note.deck].append(note)
    lines = ['{"notes": [], "note_models": [', *_models(found), '], "children": [']
    places = [1] * len(lines)
    for at, (deck, notes) in enumerate(decks.items()):
        lines += [f'{"," * bool(at)}{{"name": {json.dumps(deck)}, "notes": [', *_joined(map(_note, notes)), "]}"]
        places += [numbers[notes[0].id], *(numbers[note.id] for note in notes), numbers[notes[-1].id]]
    return "\n".join([*lines, "]}"]), [*places, max(1, len(found))]


def picture(data: bytes, name: str, most: int) -> bytes | None:
    """An image of a package by its name in Anki; None where there is none of at most so many bytes."""
    with tempfile.TemporaryDirectory(prefix="exporter-") as folder:
        file = Path(folder) / "deck.apkg"
        file.write_bytes(data)
        try:
            return ankifiles.Media(file).read(name, most)
        except InputError:
            return None


def _kind(note: AnkiNote) -> tuple[str, tuple[str, ...]]:
    """A note's type: its name, and its fields, by which types of one name differ."""
    return note.note_type, tuple(note.names)


def _models(notes: list[AnkiNote]) -> list[str]:
    kinds = dict.fromkeys(map(_kind, notes))
    return _joined(
        json.dumps({"crowdanki_uuid": _id(kind), "name": kind[0], "flds": [{"name": name} for name in kind[1]]})
        for kind in kinds
    )


def _note(note: AnkiNote) -> str:
    made = {"guid": note.guid, "note_model_uuid": _id(_kind(note)), "fields": [*note.fields], "tags": note.tags.split()}
    return json.dumps(made, ensure_ascii=False)


def _id(kind: tuple[str, tuple[str, ...]]) -> str:
    return "\x1f".join([kind[0], *kind[1]])


def _joined(lines: Iterable[str]) -> list[str]:
    """Lines of a list of JSON."""
    made = list(lines)
    return [f"{line}," for line in made[:-1]] + made[-1:]
