"""Finds the collection of a user: Anki's data folder, and the profiles in it."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from exporter.errors import InputError

COLLECTION = "collection.anki2"
_NAME = "Anki2"
_PROFILES = "prefs21.db"
_ALL = "_global"  # the row of settings that all profiles share
_PATIENCE = 2.0  # seconds, while Anki writes to its profiles


def found() -> Path:
    """The collection of the only profile of Anki here. Raises InputError: none, or several, which are listed."""
    folder = data_folder(sys.platform, os.environ, Path.home())
    collections = {name: folder / name / COLLECTION for name in names(folder)}
    there = {name: path for name, path in collections.items() if path.is_file()}
    if not there:
        raise InputError(
            f"{folder}: no collection of Anki here. Start Anki once, or name one: --collection PATH/{COLLECTION}."
        )
    if len(there) > 1:
        listed = "\n".join(f"  {name}: --collection '{path}'" for name, path in sorted(there.items()))
        raise InputError(f"{folder}: Anki has {len(there)} profiles here. Name the collection of one:\n{listed}")
    return next(iter(there.values()))


def data_folder(platform: str, environment: Mapping[str, str], home: Path) -> Path:
    """Where Anki keeps its profiles, as it decides itself."""
    if environment.get("ANKI_BASE"):
        return Path(environment["ANKI_BASE"])
    if platform == "win32":
        return Path(environment.get("APPDATA") or home / "AppData" / "Roaming") / _NAME
    if platform == "darwin":
        return home / "Library" / "Application Support" / _NAME
    return Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share") / _NAME


def names(folder: Path) -> list[str]:
    """The names of the profiles in Anki's data folder; none where it has no list. Raises InputError.

    Only names are read: the rest of a profile is a pickle, which may hold code.
    """
    listed = folder / _PROFILES
    if not listed.is_file():
        return []
    try:
        with closing(sqlite3.connect(f"{listed.resolve().as_uri()}?mode=ro", uri=True, timeout=_PATIENCE)) as made:
            rows = made.execute("select cast(name as text) from profiles order by name").fetchall()
    except sqlite3.Error as error:
        raise InputError(
            f"{listed}: the list of Anki's profiles cannot be read ({error}). Name a collection: --collection PATH."
        ) from error
    return [name for (name,) in rows if name != _ALL and _is_folder(name)]


def _is_folder(name: str | None) -> bool:
    """Whether a name is that of a folder right below: the list is a file that anything may have written."""
    return bool(name) and name not in (".", "..") and not set(str(name)) & {"/", "\\", "\0"}
