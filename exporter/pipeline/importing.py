"""Anki's import: the package that holds all decks, and the packages that Anki takes for backups."""

from __future__ import annotations

from exporter.emitters import COLLECTION, EMITTERS
from exporter.naming import is_backup

SAFE_SINCE = "0.2.0"  # older versions called the package of all documents collection.apkg
PACKAGE = EMITTERS["anki"].path(COLLECTION)


def is_taken_for_backup(output: str) -> bool:
    """Whether Anki takes an output, a path below DIST, for a backup: no build leaves such a one of ours there."""
    return is_backup(output.rpartition("/")[2])
