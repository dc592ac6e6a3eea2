"""The collection while Anki is closed, opened with the `anki` package; refused where that would upgrade it."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from importlib import util
from pathlib import Path
from typing import TYPE_CHECKING

from exporter import installation, safefiles
from exporter.errors import InputError
from exporter.push.doors.profiles import COLLECTION
from exporter.sources import ankifiles

if TYPE_CHECKING:
    from anki.collection import Collection

_BACKUPS = "backups"  # beside a collection, where Anki has its own


@contextmanager
def opened(path: Path) -> Iterator[Collection]:
    """A collection, opened for a push and closed afterwards. Raises InputError: see `require_usable`."""
    require_usable(path)
    from anki.collection import Collection
    from anki.errors import AnkiException

    try:
        collection = Collection(str(path.resolve()))
    except AnkiException as error:
        if "already open" in str(error):
            raise _in_use(path) from error
        raise InputError(f"{path}: Anki cannot open it: {error} Check it in Anki (Tools > Check Database).") from error
    try:
        yield collection
    finally:
        collection.close()


def require_usable(path: Path) -> None:
    """Raises InputError where a collection must not be opened, before anything opens it.

    That is: no `anki` package here, not a collection, Anki has it open, or its tables are of another version than those
    of the `anki` package here, which would upgrade them: an older app could not open it any more.
    """
    if not util.find_spec("anki"):
        raise InputError(
            f"a push into a closed collection needs the `anki` package; {installation.install('anki')}. Or start "
            "Anki with the add-on of exporter."
        )
    found, ours = version(path), our_version()
    if found == ours:
        return
    older = found < ours
    raise InputError(
        f"{path}: its tables have version {found}, and those of the `anki` package here {ours}. "
        + ("Opening it would upgrade it for good. " if older else "")
        + f"Install {'that of your Anki' if older else 'a newer one'}: `pip install 'anki==VERSION'` (Help > About)."
    )


def version(path: Path) -> int:
    """The version of the tables of a collection, which is only read. Raises InputError."""
    try:
        if ankifiles.is_used(path):
            raise _in_use(path)
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?{_reading(path)}", uri=True, timeout=0)) as made:
            (found,) = made.execute("select cast(ver as integer) from col").fetchone()
    except (sqlite3.Error, TypeError, ValueError) as error:
        raise _damaged(path, error) from error
    except OSError as error:
        raise InputError(f"{path}: {safefiles.reason(error, f'Name a {COLLECTION}.')}") from error
    return int(found)


def _reading(path: Path) -> str:
    """How SQLite reads a collection without leaving anything beside it, unless Anki ended before it had closed it."""
    return "mode=ro" if Path(f"{path}-wal").exists() else "mode=ro&immutable=1"


@cache
def our_version() -> int:
    """The version that the `anki` package gives the tables of a new collection."""
    from anki.collection import Collection

    with tempfile.TemporaryDirectory(prefix="exporter-") as folder:
        path = Path(folder) / COLLECTION
        Collection(str(path)).close()
        return version(path)


def backups(path: Path) -> Path:
    """Where backups of a collection are kept: Anki's own folder for them, which File > Switch Profile restores."""
    return path.resolve().parent / _BACKUPS


def _in_use(path: Path) -> InputError:
    return InputError(f"{path}: Anki is open. Close it, or install the add-on of exporter to push while it runs.")


def _damaged(path: Path, error: BaseException) -> InputError:
    return InputError(f"{path}: not a collection of Anki ({error}). Name a {COLLECTION}.")
