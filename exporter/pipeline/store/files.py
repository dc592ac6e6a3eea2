"""Atomic writes of files, and the lock that keeps two builds apart."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from exporter import safefiles
from exporter.errors import LedgerError, OutputError

try:
    import fcntl
except ImportError:  # Windows without WSL: builds are not kept apart there
    fcntl = None  # type: ignore[assignment]


Data = bytes | Iterable[bytes]  # of a file, at once or in parts
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


def write(path: Path, data: Data) -> None:
    """Writes a document, a ledger or what else a user named: where it is a link, its target is replaced.

    Raises OutputError and leaves the old file untouched, as `write_output` does.
    """
    target = safefiles.target(path)
    if os.path.lexists(target) and not target.is_file():
        raise OutputError(f"{path}: not a regular file, so it is not replaced. Name a file to write.")
    _replace(path, target, data)


def write_output(root: Path, name: str, data: Data, *, durable: bool = True) -> None:
    """Writes a file below DIST; a link in its place is replaced, and nothing is written through one.

    DIST itself may be a link. Raises OutputError and leaves the old file untouched. One that is not `durable` may be
    damaged if the machine loses its power soon.
    """
    folder, _, file = name.rpartition("/")
    if folder and straight(root, folder) is None:
        remedy = "Remove the link, or choose another folder for outputs with --out"
        raise OutputError(f"{root / folder}: a symbolic link, and outputs are not written through links. {remedy}.")
    _replace(root / name, safefiles.target(root) / folder / file, data, durable=durable)


def _replace(shown: Path, path: Path, data: Data, *, durable: bool = True) -> None:
    """Writes beside the file, flushes to disk where it has to be `durable`, renames; `shown` is how the user calls it.

    To flush takes longer than all else that a small file costs.
    """
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=TEMPORARY, dir=path.parent)
        with open(handle, "wb") as out:
            out.writelines([data] if isinstance(data, bytes) else data)
            out.flush()
            if durable:
                os.fsync(out.fileno())
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
        temporary = None
    except OSError as error:
        remedy = "Free some space" if error.errno == 28 else "Check that the folder exists, and its permissions"
        raise OutputError(f"{shown}: {error.strerror}. {remedy}; the old file is untouched.") from error
    finally:
        if temporary:
            with contextlib.suppress(OSError):
                os.unlink(temporary)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@contextlib.contextmanager
def ledger_lock(ledger: Path) -> Iterator[None]:
    """Holds the folder of a ledger for one build; raises LedgerError while another one holds it.

    The folder itself is locked, that of the file which a linked ledger means: a lock file would litter the documents.
    """
    folder = _ensure_folder(ledger_target(ledger).parent)
    if fcntl is None:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise LedgerError(
            f"{ledger}: another build is using this ledger. Wait until it has ended, then try again."
        ) from error
    finally:
        os.close(handle)


def ledger_target(ledger: Path) -> Path:
    """The file that a ledger's path means; raises LedgerError where a link leads to a folder that is not there.

    The history of the cards is behind that link, on a disk that is not mounted: a new ledger would lose it.
    """
    found = safefiles.target(ledger)
    is_lost = ledger.is_symlink() and not found.parent.is_dir()
    if is_lost or any(folder.is_symlink() and not folder.exists() for folder in ledger.parents):
        remedy = "Mount or restore it, or remove the link to begin a new ledger."
        raise LedgerError(f"{ledger}: a symbolic link to {found.parent}, which does not exist. {remedy}")
    return found


def _ensure_folder(folder: Path) -> Path:
    """A folder, which is made where there is none."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"{folder}: {error.strerror}. The ledger is written there; choose another place with --lock."
        ) from error
    return folder
