"""Finds the documents of a build and reads their bytes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from exporter import safefiles
from exporter.errors import InputError
from exporter.identity import ledger
from exporter.settings import FILE as SETTINGS_FILE
from exporter.sources import formats, passedover

MANIFEST = ".manifest.json"  # lists what we made, in the folder where it is
_NO_DOCUMENTS = {ledger.FILE, SETTINGS_FILE}
_PROGRAMS = {"node_modules", "bower_components", "__pycache__", "site-packages", "templates", "dist"}
_SAVED = ("_files", ".files")  # ends of names of folders beside a saved page
_SIGNS = (MANIFEST, "pyvenv.cfg", "CACHEDIR.TAG")  # ours, a Python environment, a cache


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A document's file."""

    path: Path
    name: str  # below its source folder, with forward slashes: what outputs and the ledger call it
    root: str  # how the user named the folder, put before `name` in messages
    within: Path | None = None  # the source folder, which no link may lead out of; None for a file named by hand

    @property
    def shown(self) -> str:
        """The path as the user would type it."""
        return safefiles.legible(os.path.join(self.root, self.name) if self.root not in ("", ".") else self.name)


@dataclass(frozen=True, slots=True)
class NotRead:
    """Something in a source folder that is not read: a link out of it, a second name of a document, a closed folder."""

    found: SourceFile
    error: str = ""  # of a folder: why it cannot be read; empty for links
    same: str = ""  # of a link: the document that it leads to, which is read by its own name

    def holds(self, name: str) -> bool:
        """Whether a document of this name would be this file, or in this folder."""
        return not self.same and (name == self.found.name or name.startswith(f"{self.found.name}/"))


@dataclass(frozen=True, slots=True)
class Sources:
    """What a build was asked to read."""

    documents: tuple[SourceFile, ...]
    folder: Path  # where its ledger and settings are looked for
    folders: tuple[str, ...]  # prefixes of names that were listed whole: what is gone from them is deleted
    names: frozenset[str]  # the documents' names
    not_read: tuple[NotRead, ...] = ()
    passed_over: tuple[str, ...] = ()  # other files of its folders; a folder that is not searched ends with a slash

    @property
    def shown_folder(self) -> str:
        """The first source, as a folder."""
        return os.fspath(self.folder)

    @property
    def shown(self) -> dict[str, str]:
        """Paths as the user would type them, by the names of documents and of what is not read."""
        return {found.name: found.shown for found in (*self.documents, *(each.found for each in self.not_read))}

    def in_scope(self, name: str) -> bool:
        """Whether a document of this name belongs to the sources, or would if it still existed."""
        if name in self.names:
            return True
        return any(name.startswith(prefix) for prefix in self.folders) and not any(o.holds(name) for o in self.not_read)


def discover(sources: Sequence[str], lock: Path | None) -> Sources:
    """The documents of files (whatever their name) and folders (recursively, without hidden files)."""
    first = Path(sources[0])
    folder = first if first.is_dir() else first.parent
    found: dict[str, SourceFile] = {}
    not_read: dict[str, NotRead] = {}
    folders: list[str] = []
    passed_over: set[str] = set()
    for source in sources:
        path = Path(source)
        if not os.path.exists(path):
            raise InputError(f"{source}: no such file or folder. Name a document, or a folder of documents.")
        prefix = _prefix(path, folder, lock)
        if path.is_dir():
            folders.append(prefix)
            listing = _Listing.of(path, lock)
            passed_over.update(prefix + safefiles.legible(name) for name in listing.others)
            read = _in_folder(path, source, prefix, listing)
        else:
            read = iter((_named(path, source, prefix),))
        for each in read:
            if isinstance(each, SourceFile):
                found.setdefault(each.name, each)
            else:
                not_read.setdefault(each.found.name, each)
    documents = tuple(found[name] for name in sorted(found))
    rest = tuple(not_read[name] for name in sorted(not_read) if name not in found)
    return Sources(documents, folder, tuple(folders), frozenset(found), rest, tuple(sorted(passed_over - found.keys())))


def _named(path: Path, source: str, prefix: str) -> SourceFile:
    """A file named by hand: it is read wherever it lies, through links as well."""
    root = os.path.dirname(source)
    return SourceFile(path, safefiles.legible(prefix + path.name), _above(root, prefix) if prefix else root.rstrip("/"))


def _above(root: str, prefix: str) -> str:
    """The folder below which `prefix` stands, as the user named it."""
    return root.rstrip("/").removesuffix(prefix.rstrip("/")).rstrip("/")


def _prefix(source: Path, first: Path, lock: Path | None) -> str:
    """What comes before names below a source, so that documents of several sources stay apart in one ledger.

    Below the ledger's folder it is the way from there; elsewhere the folder's own name, since no path of this machine
    may reach the ledger; nothing for the folder that holds the ledger.
    """
    folder = source if source.is_dir() else source.parent
    home, there = safefiles.target(lock.parent if lock else first), safefiles.target(folder)
    way = there.relative_to(home).as_posix() if there.is_relative_to(home) else there.name
    return "" if way == "." else f"{way}/"


# ── folders ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class _Listing:
    """What stands in a folder and those below it, in order; hidden ones and those of programs are left out."""

    folders: list[Path] = field(default_factory=list)
    documents: list[Path] = field(default_factory=list)
    linked: list[Path] = field(default_factory=list)  # links to folders: not followed, they may lead in a circle
    closed: dict[Path, str] = field(default_factory=dict)  # folders that cannot be read, and why
    others: list[str] = field(default_factory=list)  # what is no document, by its name below the folder

    @classmethod
    def of(cls, folder: Path, lock: Path | None) -> _Listing:
        made = cls()
        for here, folders, names in os.walk(folder, onerror=made._close):
            made.folders.append(Path(here))
            below = Path(here).relative_to(folder)
            made.others += ((below / name).as_posix() for name in names if _is_other(name, lock))
            folders[:] = made._searched(here, folders, below)
            made.linked += (path for path in (Path(here, name) for name in folders) if path.is_symlink())
            made.documents += (Path(here, name) for name in sorted(names) if _is_document(name))
        return made

    def _searched(self, here: str, folders: Sequence[str], below: Path) -> list[str]:
        """Those of some folders that are searched; what programs made in others is passed over."""
        seen = [name for name in folders if not name.startswith(".")]
        passed = [name for name in seen if _is_made(here, name)]
        others = (name for name in passed if not _is_ours(here, name))
        self.others += (f"{(below / name).as_posix()}{passedover.FOLDER}" for name in others)
        return sorted(set(seen) - set(passed))

    def check(self, folder: Path, source: str) -> None:
        """Raises InputError where there is nothing to read in a folder, which the user named `source`."""
        if error := self.closed.get(folder):
            raise InputError(f"{source}: {error}. Check the permissions of the folder.")
        if not (self.documents or self.linked or self.closed):
            raise passedover.nothing(source, self.others)

    def _close(self, error: OSError) -> None:
        self.closed[Path(error.filename)] = error.strerror or str(error)


def _in_folder(folder: Path, source: str, prefix: str, listing: _Listing) -> Iterator[SourceFile | NotRead]:
    """The documents of a folder; a link that leads out of it, or to a document that is read anyway, is not one.

    Raises InputError where there is nothing to read.
    """
    root, shown = safefiles.target(folder), _above(source, prefix) if prefix else source.rstrip("/")
    listing.check(folder, source)

    def found(path: Path) -> SourceFile:
        return SourceFile(path, safefiles.legible(prefix + path.relative_to(folder).as_posix()), shown, root)

    links = {path: safefiles.target(path) for path in listing.documents if path.is_symlink()}
    own = {root / path.relative_to(folder): found(path).name for path in listing.documents if path not in links}
    for path in listing.documents:
        target = links.get(path)
        if target is None or (target not in own and safefiles.is_below(target, root)):
            yield found(path)
        else:
            yield NotRead(found(path), same=own.get(target, ""))
    for path, error in _folders_not_read(listing, folder, root):
        yield NotRead(found(path), error)


def _folders_not_read(listing: _Listing, folder: Path, root: Path) -> Iterator[tuple[Path, str]]:
    """Links to folders that lead elsewhere, and closed folders, each with why it cannot be read."""
    inside = {root / path.relative_to(folder) for path in listing.folders}
    yield from ((path, "") for path in listing.linked if safefiles.target(path) not in inside)
    yield from listing.closed.items()


def _is_document(name: str) -> bool:
    return not name.startswith(".") and name not in _NO_DOCUMENTS and formats.is_document(name)


def _is_other(name: str, lock: Path | None) -> bool:
    """Whether a file is none that we read or write: hidden ones are nobody's documents."""
    known = _NO_DOCUMENTS if lock is None else _NO_DOCUMENTS | {lock.name}
    return not (name.startswith(".") or name in known or _is_document(name))


def _is_ours(here: str, name: str) -> bool:
    """Whether a folder is never searched: outputs of exporter, and caches of Python."""
    return name == "__pycache__" or os.path.exists(os.path.join(here, name, MANIFEST))


def _is_made(here: str, name: str) -> bool:
    """Whether a folder holds files of programs, not documents, by its name or a file in it."""
    return (
        name in _PROGRAMS
        or _is_beside_page(here, name)
        or any(os.path.exists(os.path.join(here, name, sign)) for sign in _SIGNS)
    )


def _is_beside_page(here: str, name: str) -> bool:
    """Whether a folder holds what a browser saved with a page: `tea_files` beside `tea.html`."""
    stem = next((name.removesuffix(end) for end in _SAVED if name.endswith(end)), "")
    return bool(stem) and any(os.path.exists(os.path.join(here, f"{stem}{suffix}")) for suffix in (".html", ".htm"))


def data(found: SourceFile) -> bytes:
    """A document's bytes; raises InputError where they cannot be read."""
    if not safefiles.is_legible(found.path.as_posix()):
        raise InputError(f"{found.shown}: the name is not UTF-8. Rename the file, or its folder.")
    try:
        return safefiles.read(found.path, safefiles.DOCUMENT, found.within)
    except OSError as error:
        remedy = "Check that the file exists, and its permissions."
        raise InputError(f"{found.shown}: {safefiles.reason(error, remedy)}") from error
