"""Finds the documents of a build and reads their bytes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from exporter.build.formats import FORMATS
from exporter.errors import InputError
from exporter.identity import ledger
from exporter.settings import FILE as SETTINGS_FILE

SUFFIXES = {".md", ".markdown", ".mdown", ".txt", ".text", *FORMATS}
MANIFEST = ".manifest.json"  # lists what we made, in the folder where it is
_NO_DOCUMENTS = {ledger.FILE, SETTINGS_FILE}
_PROGRAMS = {"node_modules", "bower_components", "__pycache__", "site-packages", "templates", "dist"}
_SIGNS = (MANIFEST, "pyvenv.cfg", "CACHEDIR.TAG")  # ours, a Python environment, a cache


@dataclass(frozen=True, slots=True)
class Found:
    """A document's file."""

    path: Path
    name: str  # below its source folder, with forward slashes: what outputs and the ledger call it
    root: str  # how the user named the folder, put before `name` in messages

    @property
    def shown(self) -> str:
        """The path as the user would type it."""
        return os.path.join(self.root, self.name) if self.root not in ("", ".") else self.name


@dataclass(frozen=True, slots=True)
class Sources:
    """What a build was asked to read."""

    documents: tuple[Found, ...]
    folder: Path  # where its ledger and settings are looked for
    folders: tuple[str, ...]  # prefixes of names that were listed whole: what is gone from them is deleted
    names: frozenset[str]  # the documents' names

    def in_scope(self, name: str) -> bool:
        """Whether a document of this name belongs to the sources, or would if it still existed."""
        return name in self.names or any(name.startswith(prefix) for prefix in self.folders)


def discover(sources: Sequence[str], lock: Path | None) -> Sources:
    """The documents of files (whatever their name) and folders (recursively, without hidden files)."""
    first = Path(sources[0])
    folder = first if first.is_dir() else first.parent
    found: dict[str, Found] = {}
    folders: list[str] = []
    for source in sources:
        path = Path(source)
        if not path.exists():
            raise InputError(f"{source}: no such file or folder. Name a document, or a folder of documents.")
        prefix = _prefix(path, folder, lock)
        if path.is_dir():
            folders.append(prefix)
        for file in _files(path) if path.is_dir() else (path,):
            relative = file.relative_to(path).as_posix() if path.is_dir() else file.name
            name = prefix + relative
            root = source if path.is_dir() else os.path.dirname(source)
            found.setdefault(name, Found(file, name, root.rstrip("/") if not prefix else _above(root, prefix)))
    documents = tuple(found[name] for name in sorted(found))
    return Sources(documents, folder, tuple(folders), frozenset(found))


def _above(root: str, prefix: str) -> str:
    """The folder below which `prefix` stands, as the user named it."""
    return root.rstrip("/").removesuffix(prefix.rstrip("/")).rstrip("/")


def _prefix(source: Path, first: Path, lock: Path | None) -> str:
    """What comes before names below a source, so that documents of several sources stay apart in one ledger.

    Below the ledger's folder it is the way from there; elsewhere the folder's own name, since no path of this machine
    may reach the ledger; nothing for the folder that holds the ledger.
    """
    folder = source if source.is_dir() else source.parent
    home = (lock.parent if lock else first).resolve()
    try:
        way = folder.resolve().relative_to(home).as_posix()
    except ValueError:
        way = folder.resolve().name
    return "" if way == "." else f"{way}/"


def _files(folder: Path) -> Iterator[Path]:
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not _is_made(here, name))
        for name in sorted(names):
            if not name.startswith(".") and name not in _NO_DOCUMENTS and Path(name).suffix.lower() in SUFFIXES:
                yield Path(here, name)


def _is_made(here: str, name: str) -> bool:
    """Whether a folder holds what programs wrote or need, and nobody's documents: its name or a file in it tells."""
    return name in _PROGRAMS or any(os.path.exists(os.path.join(here, name, sign)) for sign in _SIGNS)


def data(found: Found) -> bytes:
    """A document's bytes; raises InputError where they cannot be read."""
    try:
        return found.path.read_bytes()
    except OSError as error:
        raise InputError(f"{found.shown}: {error.strerror}. Check that the file exists and may be read.") from error
