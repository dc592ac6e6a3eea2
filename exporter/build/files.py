"""Writes files whole or not at all, and keeps two builds apart."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from exporter.errors import LedgerError, OutputError

try:
    import fcntl
except ImportError:  # Windows without WSL: builds are not kept apart there
    fcntl = None  # type: ignore[assignment]


def write(path: Path, data: bytes) -> None:
    """Writes beside the file, flushes to disk, renames; raises OutputError and leaves the old file untouched."""
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
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
