"""Anki packages, through genanki: the only module that imports it.

genanki gives one time and counted ids to all notes; ours have their own, from the ledger, so that an import updates
what changed and nothing else. The archive is written with fixed dates: the same notes give the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import json
import sqlite3
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, BinaryIO, NamedTuple

from exporter import markup
from exporter.emitters import Edition
from exporter.model import Media, Problem
from exporter.notes import FIELDS, NOTE_TYPES, SEPARATOR, NoteType, Placed

_FIRST_DECK_ID = 1_600_000_000_000
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can hold
_LEVEL = 3  # of compression: half the time of zlib's default, for a tenth more bytes
_VERSION_STAMP = slice(96, 100)  # of the SQLite library that wrote the file


def emit(edition: Edition, out: BinaryIO) -> tuple[Problem, ...]:
    """Writes one package with the edition's documents."""
    templates = tuple(sorted(edition.templates.items()))
    models = {name: _model(name, templates, edition.templates_changed_at) for name in NOTE_TYPES}
    placed = [each for each in edition.placed if not each.identity.is_adopted]
    made = _Written(sorted(placed, key=_note_id), edition.settings.anki.root_tag, edition.descriptions)
    _write_archive(_database(made, models), edition.media.values(), out)
    return ()


class _Written(NamedTuple):
    """What goes into a package besides note types and images."""

    placed: Sequence[Placed]  # in the order of their ids
    root_tag: str
    descriptions: Mapping[str, str]  # of decks, as Markdown


def _note_id(placed: Placed) -> int:
    return placed.identity.note_id


@lru_cache(maxsize=2 * len(NOTE_TYPES))  # of one build; genanki tries each template with each field
def _model(name: str, templates: tuple[tuple[str, str], ...], changed_at: int) -> Any:
    import genanki

    kind, files = NOTE_TYPES[name], dict(templates)
    model = genanki.Model(
        kind.id,
        kind.name,
        fields=[_field(kind, n, name) for n, name in enumerate(kind.fields)],
        templates=list(_templates(kind, files)),
        css=files["style.css"],
        model_type=genanki.Model.CLOZE if kind.cloze else genanki.Model.FRONT_BACK,
    )
    model.changed_at = changed_at  # of its own, not the package's
    return model


def _field(kind: NoteType, index: int, name: str) -> dict[str, Any]:
    """A field with what Anki's editor shows of it, in the font that Anki gives new fields."""
    look = FIELDS[name]
    shown = {"font": "Arial", "size": 20, "description": look.description, "collapsed": look.is_ours}
    return {"name": name, "id": kind.field_id(index), **shown}


def _templates(kind: NoteType, files: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for index, (name, stem) in enumerate(kind.templates):
        front, back = files[f"{stem}-front.html"].strip(), files[f"{stem}-back.html"].strip()
        yield {"name": name, "id": kind.template_id(index), "qfmt": front, "afmt": back}


# ── the database ─────────────────────────────────────────────────────────────────────────────────────────────────────
# genanki writes all note types anew with each deck, which costs the square of the decks; the rows are ours.

_NOTE = f"INSERT INTO notes VALUES ({', '.join('?' * 11)})"
_CARD = f"INSERT INTO cards VALUES ({', '.join('?' * 18)})"


def _database(made: _Written, models: Mapping[str, Any]) -> bytearray:
    """A collection with these notes, as SQLite, which writes them soonest in the order of their ids."""
    from genanki.apkg_col import APKG_COL
    from genanki.apkg_schema import APKG_SCHEMA

    connection = sqlite3.connect(":memory:")
    try:
        cursor = connection.cursor()
        cursor.executescript(APKG_SCHEMA)
        cursor.executescript(APKG_COL)
        _write_types(cursor, _write_notes(cursor, made, models), models, made.descriptions)
        connection.commit()
        data = connection.serialize()
    finally:
        connection.close()
    stamped = bytearray(data)
    stamped[_VERSION_STAMP] = bytes(4)
    return stamped


def _write_notes(cursor: sqlite3.Cursor, made: _Written, models: Mapping[str, Any]) -> dict[str, list[str]]:
    """Writes notes, given in the order of their ids, and their cards.

    Returns the decks, as they are learned, with the note types that each uses.
    """
    firsts: dict[str, int] = {}
    last = 0  # id of a card
    known: dict[object, list[int]] = {}
    used: dict[str, set[str]] = defaultdict(set)
    for each in made.placed:
        note, identity, model = each.note, each.identity, models[each.note.note_type]
        fields, tags = each.sent(made.root_tag), each.tags(made.root_tag)
        firsts[note.deck] = min(firsts.get(note.deck, each.position), each.position)
        used[note.deck].add(note.note_type)
        row = (model.model_id, identity.changed_at, -1, f" {' '.join(tags)} ", SEPARATOR.join(fields))
        cursor.execute(_NOTE, (identity.note_id, identity.guid, *row, fields[0], 0, 0, ""))
        for ordinal in _ordinals(
            model, fields, known
        ):  # an id is that of one card for ever, whichever others there are
            last = max(last + 1, identity.note_id + 1 + ordinal)
            place = (last, identity.note_id, _deck_id(note.deck), ordinal, identity.changed_at)
            cursor.execute(_CARD, (*place, -1, 0, 0, each.position, *[0] * 8, ""))
    return {deck: sorted(used[deck]) for deck in sorted(firsts, key=lambda deck: firsts[deck])}


def _ordinals(model: Any, fields: Sequence[str], known: dict[object, list[int]]) -> list[int]:
    """Which cards Anki makes of a note; but for clozes that hangs on which of its fields are empty."""
    import genanki

    if model.model_type == genanki.Model.CLOZE:
        return sorted(card.ord for card in genanki.Note(model, fields).cards)
    key = (model.model_id, *map(bool, fields))
    if key not in known:
        known[key] = [card.ord for card in genanki.Note(model, fields).cards]
    return known[key]


def _write_types(
    cursor: sqlite3.Cursor,
    decks: Mapping[str, Sequence[str]],
    models: Mapping[str, Any],
    descriptions: Mapping[str, str],
) -> None:
    """Writes decks and note types; new notes of a type go to the last deck that uses it, unless the user says where.

    An import replaces the description that a deck has in Anki; one that is empty replaces none.
    """
    import genanki

    known = [json.loads(column) for column in cursor.execute("SELECT decks, models FROM col").fetchone()]
    parents = {name: () for name in descriptions if any(deck.startswith(f"{name}::") for deck in decks)}
    for deck, used in {**parents, **decks}.items():
        number = _deck_id(deck)
        said = markup.html(descriptions.get(deck, ""))
        known[0][str(number)] = genanki.Deck(number, deck, said).to_json()
        known[1].update((str(models[n].model_id), models[n].to_json(models[n].changed_at, number)) for n in used)
    cursor.execute("UPDATE col SET decks = ?, models = ?", tuple(map(json.dumps, known)))


@lru_cache(maxsize=1_000)
def _deck_id(name: str) -> int:
    return _FIRST_DECK_ID + int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big")


def _write_archive(database: bytearray, images: Iterable[Media], out: BinaryIO) -> None:
    files = {image.name: image.data for image in sorted(images, key=lambda image: image.name)}
    names = json.dumps({str(number): name for number, name in enumerate(files)}).encode()
    entries: dict[str, bytes | bytearray] = {"collection.anki2": database, "media": names}
    entries |= {str(number): data for number, data in enumerate(files.values())}
    buffer = io.BytesIO()  # zipfile seeks; `out` need not
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in entries.items():
            info = zipfile.ZipInfo(name, _ZIP_DATE)
            archive.writestr(info, data, zipfile.ZIP_DEFLATED, _LEVEL)
    out.write(buffer.getbuffer())
