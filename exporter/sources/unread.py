"""Files that are not read although a ledger has cards of them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from pathlib import PurePath

from exporter.model import Location, Problem
from exporter.problems.documents import UNREADABLE
from exporter.sources import media
from exporter.sources.passedover import FOLDER


def needs_ledger(names: Iterable[str]) -> bool:
    """Whether some of these files, which are not read, may have cards in a ledger: images have none."""
    return any(PurePath(name).suffix.lower() not in media.SUFFIXES for name in names if not name.endswith(FOLDER))


def no_longer_read(names: Iterable[str], known: Container[str]) -> Iterator[Problem]:
    """Problems of files that are not read although a ledger has cards of them (`known`): so these do not retire."""
    for name in names:
        if name in known:
            kind = f"{PurePath(name).suffix.lower() or 'such'} files"
            message = (
                f"the ledger has cards of this file, but {kind} are not read in a folder, or the package that read "
                "them is not installed. Its cards and last outputs stay as they are. Install the package, name the "
                "file itself, or delete it."
            )
            yield UNREADABLE.at(Location(name, 1), message)
