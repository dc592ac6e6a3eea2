"""Ledger file: reading, writing and locking it, and the clock of its times."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from exporter import __version__, safefiles
from exporter.errors import LedgerError, SettingsError
from exporter.identity import ledger
from exporter.identity.ledger import LAST, Ledger
from exporter.pipeline.store import files, tempfiles


@contextmanager
def locked(path: Path) -> Iterator[Ledger]:
    """The ledger of a file, which no other build may use meanwhile; raises LedgerError."""
    with files.ledger_lock(path):
        tempfiles.sweep([safefiles.target(path)], age=0)  # nobody else writes it now
        yield load(path)


def load(path: Path) -> Ledger:
    """The ledger of a file, an empty one where there is none; raises LedgerError."""
    try:
        if not os.path.lexists(files.ledger_target(path)):
            return Ledger(begun=__version__)
        data = safefiles.read(path, safefiles.LEDGER)
    except OSError as error:
        reason = safefiles.reason(error, f"Check its permissions, or restore it: git checkout -- {path}")
        raise LedgerError(f"{path}: {reason}") from error
    try:
        return ledger.loads(data.decode(), str(path))
    except UnicodeDecodeError as error:
        raise LedgerError(f"{path}: {error}. Restore it: git checkout -- {path}") from error


def known_files(path: Path) -> frozenset[str]:
    """The documents that have cards in a ledger; none if it is damaged, which the build reports itself."""
    try:
        return frozenset(entry.file for entry in load(path).entries.values() if not entry.retired)
    except LedgerError:
        return frozenset()


def save(path: Path, known: Ledger, made: Ledger) -> bool:
    """Writes the ledger where it changed; returns whether it is a new one. It comes before the outputs."""
    is_new = not os.path.lexists(files.ledger_target(path))
    if made.entries and (is_new or not ledger.same(made, known)):
        files.write(path, (f"{line}\n".encode() for line in ledger.lines(made)))
    return is_new and bool(made.entries)


def now() -> int:
    """Seconds since 1970, from SOURCE_DATE_EPOCH where it is set."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if not given:
        return int(time.time())
    if not given.isascii() or not given.isdigit() or len(given) > len(str(LAST)) or int(given) > LAST:
        raise SettingsError(f"SOURCE_DATE_EPOCH is {given[:40]!r}, expected seconds since 1970.")
    return int(given)


def ahead(made: Ledger) -> int:
    """The time of the last change, in seconds since 1970, where a clock was ahead by a day or more; else 0."""
    given = os.environ.get("SOURCE_DATE_EPOCH")  # whoever sets the clock knows why
    last = max((entry.changed_at for entry in made.entries.values()), default=0)
    return last if not given and last > time.time() + 24 * 3600 else 0
