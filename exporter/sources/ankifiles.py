"""Anki's own files: packages (.apkg, .colpkg) and collections (collection.anki2), by content and not by name.

They are only ever read, as a copy: SQLite writes beside a file that it opens, and Anki must not find its own changed.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO

from exporter import safefiles
from exporter.errors import InputError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

try:
    import fcntl
except ImportError:  # Windows: there SQLite itself tells whether a file is in use
    fcntl = None  # type: ignore[assignment]

_ZIP, _SQLITE, _ZSTD = b"PK\x03\x04", b"SQLite format 3\0", b"\x28\xb5\x2f\xfd"
_INNER = (
    "collection.anki21b",
    "collection.anki21",
    "collection.anki2",
)  # newest first: the others are for old programs
_MEDIA = "media"
_TABLES = ("col", "notes", "cards", "revlog", "notetypes", "decks")
_LOGS = ("-wal", "-journal")  # beside a collection that was not closed
_MOST = 2048 * safefiles.MEGABYTE  # of a collection: a million notes
_MOST_NAMES = 64 * safefiles.MEGABYTE  # of the list of media
_MOST_MEMBERS = 200_000
_CHUNK = 1_000_000  # bytes that are copied at once
_LOCKED = (0x40000000, 512)  # the bytes by which SQLite keeps programs apart: their first, and how many
_DAMAGED = (
    zipfile.BadZipFile,
    zstd.ZstdError,
    sqlite3.Error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,
    KeyError,
    TypeError,  # a table of other columns, JSON of another form
    AttributeError,
)


@dataclass(frozen=True, slots=True)
class AnkiNote:
    """A note of a collection."""

    id: int
    guid: str
    note_type: str  # its name
    deck: str  # of its first card
    tags: str  # separated by blanks
    fields: Sequence[str]  # HTML, in the order of the note type
    changed_at: int  # seconds since 1970
    names: Sequence[str] = ()  # of the fields


def is_one(data: bytes, members: Sequence[str] = ()) -> bool:
    """Whether a file is one of Anki's, by its first bytes, and by the names in it where it is an archive."""
    return data.startswith(_SQLITE) or any(name in members for name in _INNER)


def recognized(path: Path) -> bool:
    """Whether a file is a package or a collection of Anki. Raises OSError where it cannot be read."""
    with safefiles.opened(path) as file:
        head = file.read(len(_SQLITE))
        if not head.startswith(_ZIP):
            return is_one(head)
        file.seek(0)
        with suppress(*_DAMAGED), zipfile.ZipFile(file) as archive:
            return is_one(b"", archive.namelist())
    return False


@contextmanager
def copied(path: Path) -> Iterator[Path]:
    """A copy of the collection in a file, in a folder that is removed afterwards. Raises InputError."""
    with tempfile.TemporaryDirectory(prefix="exporter-") as folder:
        copy = Path(folder) / "collection.anki2"
        try:
            with safefiles.opened(path) as file:
                if file.read(4) == _ZIP:
                    file.seek(0)
                    _unpack(file, copy)
                else:
                    _copy(path, copy)
        except OSError as error:
            remedy = "Name a package or a collection of Anki."
            raise InputError(f"{path}: {safefiles.reason(error, remedy)}") from error
        except _DAMAGED as error:
            raise _damaged(path, error) from error
        yield copy


@contextmanager
def database(path: Path) -> Iterator[sqlite3.Connection]:
    """A copy of the collection in a file, to be asked in SQL. Raises InputError, for what is asked of it as well."""
    with copied(path) as copy, opened(copy, path) as made:
        yield made


@contextmanager
def opened(copy: Path, path: Path) -> Iterator[sqlite3.Connection]:
    """A copy of the collection in the file `path`, to be asked in SQL. Raises InputError as `database` does."""
    try:
        with closing(sqlite3.connect(copy)) as made:
            made.create_collation("unicase", _unicase)
            made.text_factory = lambda data: data.decode("utf-8", "replace")
            _require_tables(made)
            yield made
    except _DAMAGED as error:
        raise _damaged(path, error) from error


def notes(path: Path) -> list[AnkiNote]:
    """All notes, in the order of their ids. Raises InputError."""
    with database(path) as made:
        types, decks, names = note_types(made), _names(made, "decks", "decks"), _field_names(made)
        of_notes = dict(made.execute("select nid, did from cards order by nid, ord desc"))
        texts = ", ".join(f"cast({name} as text)" for name in ("guid", "tags", "flds"))  # a stranger's may be anything
        rows = made.execute(f"select id, mid, cast(mod as integer), {texts} from notes order by id")
        return [
            AnkiNote(
                key,
                guid,
                types.get(kind, ""),
                decks.get(of_notes.get(key, 0), "").replace("\x1f", "::"),
                tags.strip(),
                fields.split("\x1f"),
                changed,
                names.get(kind, ()),
            )
            for key, kind, changed, guid, tags, fields in rows
        ]


def has_reviews(made: sqlite3.Connection) -> bool:
    """Whether a collection knows of reviews: an export may leave them out."""
    asked = "select exists(select 1 from revlog) or exists(select 1 from cards where reps > 0 or type > 0)"
    return bool(made.execute(asked).fetchone()[0])


def note_types(made: sqlite3.Connection) -> dict[int, str]:
    """The names of all note types."""
    return _names(made, "notetypes", "models")


def _require_tables(made: sqlite3.Connection) -> None:
    """Raises ValueError where what we ask for is computed, as a stranger's view may do for ever."""
    asked = f"select count(*) from sqlite_master where name in ({', '.join('?' * len(_TABLES))})"
    (others,) = made.execute(f"{asked} and (type != 'table' or rootpage = 0)", _TABLES).fetchone()
    if others:
        raise ValueError("its tables are not those of Anki")


def _names(made: sqlite3.Connection, table: str, column: str) -> dict[int, str]:
    """The names of note types or decks; before 2020 they were JSON in the only row of `col`."""
    if made.execute("select 1 from sqlite_master where name = ?", (table,)).fetchone():
        return dict(made.execute(f"select id, cast(name as text) from {table}"))
    (text,) = made.execute(f"select {column} from col").fetchone()
    return {int(key): str(held["name"]) for key, held in json.loads(text).items()}


def _field_names(made: sqlite3.Connection) -> dict[int, list[str]]:
    """The names of the fields of each note type, in its order."""
    found: dict[int, list[str]] = defaultdict(list)
    if made.execute("select 1 from sqlite_master where name = 'fields'").fetchone():
        for kind, name in made.execute("select ntid, cast(name as text) from fields order by ntid, ord"):
            found[kind].append(name)
        return found
    (text,) = made.execute("select models from col").fetchone()
    return {int(key): [str(field["name"]) for field in held["flds"]] for key, held in json.loads(text).items()}


def _unicase(one: str, other: str) -> int:
    """The order of names in Anki's database, near enough: we never ask for it."""
    one, other = one.casefold(), other.casefold()
    return (one > other) - (one < other)


def _damaged(path: Path, error: BaseException) -> InputError:
    said = str(error).strip().rstrip(".")[:200] or type(error).__name__
    return InputError(f"{path}: not a whole package or collection of Anki ({said}). Export it again from Anki.")


# ── copies ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _unpack(file: BinaryIO, copy: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        members = archive.namelist()
        inner = next((name for name in _INNER if name in members), None)
        if inner is None:
            raise ValueError(f"none of {', '.join(_INNER)} is in it")
        with _opened(archive, inner) as held, copy.open("wb") as out:
            _pour(held, out)


def _opened(archive: zipfile.ZipFile, name: str) -> IO[bytes] | zstd.ZstdFile:
    """A member of an archive, unpacked where it is compressed once more."""
    with archive.open(name) as held:
        is_packed = held.read(4) == _ZSTD
    member = archive.open(name)
    return zstd.ZstdFile(member) if is_packed else member


def _pour(source: IO[bytes] | zstd.ZstdFile, out: IO[bytes]) -> None:
    size = 0
    while piece := source.read(_CHUNK):
        size += len(piece)
        if size > _MOST:
            raise ValueError(f"its collection is larger than {_MOST // safefiles.MEGABYTE} MB")
        out.write(piece)


def _copy(path: Path, copy: Path) -> None:
    """Copies a collection with what Anki has not yet moved into it, or not yet taken back."""
    pairs = [(Path(f"{path}{suffix}"), Path(f"{copy}{suffix}")) for suffix in ("", *_LOGS)]
    sources = [source for source, _ in pairs]
    _require_unused(path)
    before = _stamps(*sources)
    for source, target in pairs:
        if source.exists():
            with safefiles.opened(source) as file, target.open("wb") as out:
                _pour(file, out)
    _require_unused(path)
    if _stamps(*sources) != before:
        raise _in_use(path)


def _stamps(*paths: Path) -> list[tuple[int, int]]:
    found = [os.stat(path) for path in paths if path.exists()]
    return [(status.st_size, status.st_mtime_ns) for status in found]


def _require_unused(path: Path) -> None:
    """Raises InputError where a program holds the collection: a copy might be half of a change."""
    if is_used(path):
        raise _in_use(path)


def is_used(path: Path) -> bool:
    """Whether a program has a collection open; raises OSError, and ValueError where it is not a collection."""
    with safefiles.opened(path) as file:
        if not file.read(len(_SQLITE)).startswith(_SQLITE):
            raise ValueError("it does not begin as a database does")
        if fcntl is not None:
            try:
                fcntl.lockf(file, fcntl.LOCK_SH | fcntl.LOCK_NB, _LOCKED[1], _LOCKED[0])
            except OSError:
                return True
            return False
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=0)) as made:
            made.execute("select count(*) from sqlite_master")
    except sqlite3.OperationalError as error:
        return "locked" in str(error)
    return False


def _in_use(path: Path) -> InputError:
    return InputError(
        f"{path}: Anki has this collection open. Close Anki, or export a package (File > Export) and name that instead."
    )


# ── media ────────────────────────────────────────────────────────────────────────────────────────────────────────────


class Media:
    """The media of a package, or of the folder beside a collection, by their names in Anki."""

    def __init__(self, path: Path) -> None:
        """Reads the list of names at the first question. Raises InputError where the file is damaged."""
        self._path = path
        self._members: Mapping[str, str] | None = None

    def read(self, name: str, most: int) -> bytes | None:
        """The bytes of a file; None where there is none, or where it is larger than `most` bytes. Raises InputError."""
        try:
            with safefiles.opened(self._path) as file:
                if file.read(4) != _ZIP:
                    return self._beside(name, most)
                file.seek(0)
                with zipfile.ZipFile(file) as archive:
                    return self._packed(archive, name, most)
        except OSError as error:
            raise InputError(f"{self._path}: {safefiles.reason(error, 'Export it again from Anki.')}") from error
        except _DAMAGED as error:
            raise _damaged(self._path, error) from error

    def _beside(self, name: str, most: int) -> bytes | None:
        folder = self._path.parent / f"{self._path.stem}.media"
        if name != os.path.basename(name):
            return None
        try:
            return safefiles.read(folder / name, most, folder)
        except OSError:
            return None

    def _packed(self, archive: zipfile.ZipFile, name: str, most: int) -> bytes | None:
        if self._members is None:
            self._members = _listed(archive)
        member = self._members.get(name)
        if member is None or member not in archive.NameToInfo:
            return None
        with _opened(archive, member) as held:
            data = held.read(most + 1)
        return data if len(data) <= most else None


def _listed(archive: zipfile.ZipFile) -> Mapping[str, str]:
    """Names in Anki -> members of the archive: JSON the other way round, or a message of protocol buffers."""
    if _MEDIA not in archive.NameToInfo:
        return {}
    with _opened(archive, _MEDIA) as held:
        data = held.read(_MOST_NAMES)
    if not data.lstrip().startswith(b"{"):
        return {name: str(n) for n, name in enumerate(_entries(data))}
    return {str(name): str(member) for member, name in json.loads(data).items()}


def _entries(data: bytes) -> Iterator[str]:
    """The names in a list of media: the first field of each entry, which is the first field of the message."""
    for count, entry in enumerate(_strings(data)):
        if count >= _MOST_MEMBERS:
            return
        yield next((name.decode("utf-8", "replace") for name in _strings(entry)), "")


def _strings(data: bytes) -> Iterator[bytes]:
    """The values of field 1 of a message, where they have a length; raises ValueError where the message is damaged."""
    at = 0
    while at < len(data):
        tag, at = _varint(data, at)
        if tag & 7 == 0:
            _, at = _varint(data, at)
            continue
        if tag & 7 != 2:
            raise ValueError("its list of media is damaged")
        size, at = _varint(data, at)
        if tag >> 3 == 1:
            yield data[at : at + size]
        at += size


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A number and where it ends."""
    value = shift = 0
    while at < len(data) and shift < 64:
        value |= (data[at] & 127) << shift
        shift, at = shift + 7, at + 1
        if not data[at - 1] & 128:
            return value, at
    raise ValueError("its list of media is damaged")
