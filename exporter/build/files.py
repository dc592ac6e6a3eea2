"""Writes files whole or not at all, and keeps two builds apart."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from exporter.errors import LedgerError, OutputError

try:
    import fcntl
except ImportError:  # Windows without WSL: builds are not kept apart there
    fcntl = None  # type: ignore[assignment]


TEMPORARY = ".tmp"  # ends the names of files that are not yet whole; `litter` sweeps those that stay behind


def straight(root: Path, name: str) -> Path | None:
    """The path of a file below a folder, such as DIST; None where a link stands in the way, or in the file's place.

    The folder itself may be a link.
    """
    home = os.path.realpath(root)
    plain = os.path.normpath(os.path.join(home, name))
    try:
        found = os.path.realpath(plain)
    except ValueError:  # not a name of a file
        return None
    is_below = Path(plain).is_relative_to(home)
    return root / name if is_below and os.path.normcase(found) == os.path.normcase(plain) else None


def exists(root: Path, name: str) -> bool:
    """Whether there is such a file below a folder, and no link to it."""
    path = straight(root, name)
    try:
        return path is not None and stat.S_ISREG(os.lstat(path).st_mode)
    except OSError:
        return False


def write(path: Path, data: bytes) -> None:
    """Writes beside the file, flushes to disk, renames; raises OutputError and leaves the old file untouched."""
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=TEMPORARY, dir=path.parent)
        with open(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
    except OSError as error:
        if temporary:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
        remedy = "Free some space" if error.errno == 28 else "Check that the folder exists and may be written"
        raise OutputError(f"{path}: {error.strerror}. {remedy}; the old file is untouched.") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@contextlib.contextmanager
def alone(folder: Path, ledger: Path) -> Iterator[None]:
    """Holds a ledger's folder for one build; raises LedgerError while another one holds it.

    The folder itself is locked: a lock file would litter the documents.
    """
    if fcntl is None:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise LedgerError(f"{ledger}: another build is running. Wait for it to end, then try again.") from error
    finally:
        os.close(handle)
