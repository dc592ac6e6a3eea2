"""What a build says of importing into Anki: which package to take, and which ones Anki takes for backups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from exporter.emitters import COLLECTION, EMITTERS
from exporter.naming import is_backup

SAFE_SINCE = "0.2.0"  # older versions called the package of all documents collection.apkg
PACKAGE = EMITTERS["anki"].path(COLLECTION)


def is_taken_for_backup(output: str) -> bool:
    """Whether Anki takes an output, a path below DIST, for a backup: no build leaves such a one of ours there."""
    return is_backup(output.rpartition("/")[2])


def removals(removed: Sequence[str], out: Path) -> Iterator[str]:
    """Says why packages with such names were removed, in a line; nothing for other outputs."""
    names = [str(out / name) for name in removed if is_taken_for_backup(name)]
    if names:
        yield (
            f"Removed {' and '.join(names)}: Anki takes a file with such a name for a backup and would replace your "
            f"whole collection with it. The package with all decks is now {out / PACKAGE}."
        )


def hint(written: Sequence[str], out: Path, *, has_old_copies: bool) -> Iterator[str]:
    """What to do next, where packages were made.

    `has_old_copies` says that an older version made some for these documents, which may lie on a phone or in a chat.
    """
    if PACKAGE not in written:
        return
    yield f"Next: import {out / PACKAGE} into Anki (File > Import)."
    if has_old_copies:
        yield (
            "If you have old copies named collection.apkg or backup-….apkg, for example on a phone, delete them: "
            "importing one would replace your whole Anki collection."
        )
