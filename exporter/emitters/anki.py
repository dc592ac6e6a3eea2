"""Anki packages, through genanki: the only module that imports it.

genanki gives one time and counted ids to all notes; ours have their own, from the ledger, so that an import updates
what changed and nothing else. The archive is written with fixed dates: the same notes give the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import itertools
import json
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, BinaryIO

from exporter.emitters import Edition
from exporter.emitters.fields import AnkiNote, notes
from exporter.emitters.note_types import NOTE_TYPES, NoteType
from exporter.model import Identity, Media, Problem

if TYPE_CHECKING:
    import genanki

_FIRST_DECK_ID = 1_600_000_000_000
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can hold
_VERSION_STAMP = slice(96, 100)  # of the SQLite library that wrote the file


def emit(edition: Edition, out: BinaryIO) -> tuple[Problem, ...]:
    """Writes one package with the edition's documents."""
    import genanki

    decks: dict[str, Any] = {}
    models = {name: _model(kind, edition) for name, kind in NOTE_TYPES.items()}
    for position, note in enumerate(notes(edition), 1):
        deck = decks.setdefault(note.deck, genanki.Deck(_deck_id(note.deck), note.deck))
        deck.add_note(_genanki_note(note, models[note.note_type], position))
    _write_archive(_database(genanki.Package(list(decks.values()))), edition.media.values(), out)
    return ()


def _deck_id(name: str) -> int:
    return _FIRST_DECK_ID + int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big")


def _model(kind: NoteType, edition: Edition) -> Any:
    import genanki

    class Model(genanki.Model):  # type: ignore[misc]  # genanki has no types
        """A note type with a time of its own, not the package's."""

        def to_json(self, timestamp: float, deck_id: int) -> Mapping[str, Any]:
            table: dict[str, Any] = super().to_json(edition.templates_changed_at, deck_id)
            return table

    return Model(
        kind.id,
        kind.name,
        fields=[{"name": name, "id": kind.field_id(n)} for n, name in enumerate(kind.fields)],
        templates=list(_templates(kind, edition.templates)),
        css=edition.templates["style.css"],
        model_type=genanki.Model.CLOZE if kind.cloze else genanki.Model.FRONT_BACK,
    )


def _templates(kind: NoteType, files: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for index, (name, stem) in enumerate(kind.templates):
        front, back = files[f"{stem}-front.html"].strip(), files[f"{stem}-back.html"].strip()
        yield {"name": name, "id": kind.template_id(index), "qfmt": front, "afmt": back}


def _genanki_note(note: AnkiNote, model: Any, position: int) -> Any:
    made = _note_class()(model, list(note.fields), tags=list(note.tags), guid=note.identity.guid, due=position)
    made.identity = note.identity
    return made


@cache
def _note_class() -> Any:
    import genanki

    class Note(genanki.Note):  # type: ignore[misc]  # genanki has no types
        """A note with its own id and time; its cards' ids follow it."""

        identity: Identity

        def write_to_db(self, cursor: sqlite3.Cursor, timestamp: float, deck_id: int, id_gen: Iterator[int]) -> None:
            super().write_to_db(cursor, self.identity.changed_at, deck_id, itertools.count(self.identity.note_id))

        def _check_invalid_html_tags_in_fields(self) -> None:
            """genanki's check is quadratic and flags `List<String>`; our renderer has escaped everything."""

    return Note


def _database(package: genanki.Package) -> bytes:
    connection = sqlite3.connect(":memory:")
    try:
        package.write_to_db(connection.cursor(), 0, itertools.count(1))
        connection.commit()
        data = bytearray(connection.serialize())
    finally:
        connection.close()
    data[_VERSION_STAMP] = bytes(4)
    return bytes(data)


def _write_archive(database: bytes, images: Iterable[Media], out: BinaryIO) -> None:
    files = {image.name: image.data for image in sorted(images, key=lambda image: image.name)}
    names = json.dumps({str(number): name for number, name in enumerate(files)}).encode()
    entries = [("collection.anki2", database), ("media", names), *((str(n), d) for n, d in enumerate(files.values()))]
    buffer = io.BytesIO()  # zipfile seeks; `out` need not
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in entries:
            info = zipfile.ZipInfo(name, _ZIP_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    out.write(buffer.getvalue())
