"""Safe reading of files: a regular file, inside its root folder where it has one, and no larger than it may be.

Folders of documents and of outputs are untrusted. A symbolic link there may lead to any file of this machine, a named
pipe keeps who opens it waiting for ever, and a device such as `/dev/zero` has no end.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO, Literal

MEGABYTE = 1_000_000
DOCUMENT = 64 * MEGABYTE  # text of a hundred thousand cards, which takes minutes to read and gigabytes of memory
SETTINGS = MEGABYTE
LEDGER = 512 * MEGABYTE  # half a million cards
EDITED = 256 * MEGABYTE  # a spreadsheet or Anki's export: HTML is larger than the documents that it comes from
KEPT = 1024 * MEGABYTE  # what builds keep in DIST for the next one

# A pipe is opened without waiting for who writes, and a link that comes between is not followed; Windows has neither.
_WISHES = ("O_NONBLOCK", "O_NOFOLLOW", "O_NOCTTY", "O_BINARY")
_FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in _WISHES)
_KINDS = {
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFDIR: "a folder",
}


class UnsafeFileError(OSError):
    """Why a file is not opened, in whole sentences: what it is, what was expected, and a remedy."""

    def __init__(self, why: Literal["kind", "outside", "size", "name"], message: str) -> None:
        super().__init__(0, message)
        self.why = why


def target(path: Path) -> Path:
    """The file or folder that a path means: itself, or what its links lead to."""
    return Path(os.path.realpath(path))


def read(path: Path, most: int, root: Path | None = None) -> bytes:
    """The bytes of a file of at most `most` bytes; `root` is the folder that no link may leave. Raises OSError."""
    with opened(path, root) as file:
        data = file.read(most + 1) if os.fstat(file.fileno()).st_size <= most else None
    if data is None or len(data) > most:
        raise UnsafeFileError("size", f"larger than {most // MEGABYTE} MB. Split it into smaller files.")
    return data


def opened(path: Path, root: Path | None = None) -> BinaryIO:
    """A regular file, opened for reading; `root` is the folder that no link may lead out of. Raises OSError."""
    try:
        found = os.path.realpath(path)
        if root is not None and not is_below(found, root):
            raise UnsafeFileError(
                "outside", "a symbolic link to a file outside of the folder. Replace the link with a copy of the file."
            )
        _check(os.stat(found))  # opening a device may already do something
        handle = os.open(found, _FLAGS)
    except ValueError as error:  # a null byte, or half of a surrogate pair
        raise UnsafeFileError("name", "not a valid file name. Correct it.") from error
    try:
        _check(os.fstat(handle))
        return os.fdopen(handle, "rb")
    except OSError:
        os.close(handle)
        raise


def is_below(path: str | Path, root: Path) -> bool:
    """Whether a path without links is inside a folder, which may be named by a link."""
    return Path(path).is_relative_to(os.path.realpath(root))


def is_legible(name: str) -> bool:
    """Whether a name can be written in a text: that of a file may be any bytes, and stand for half of a character."""
    return legible(name) == name


def legible(name: str) -> str:
    """A name as it can be written, with question marks for what no text can hold."""
    return name.encode("utf-8", "replace").decode("utf-8")


def reason(error: OSError, remedy: str) -> str:
    """The end of a message: why a file cannot be read, and what to do; `remedy` is for errors of the system."""
    said = error.strerror or str(error)
    return said if isinstance(error, UnsafeFileError) else f"{said}. {remedy}"


def _check(status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        kind = _KINDS.get(stat.S_IFMT(status.st_mode), "something else")
        raise UnsafeFileError("kind", f"{kind}, expected a regular file. Replace it with a file, or remove it.")
