"""The real Anki, without its screen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest


@dataclass(frozen=True, slots=True)
class Counts:
    """How many notes an import took in which way."""

    new: int
    updated: int
    duplicate: int
    conflicting: int


@contextmanager
def opened(folder: Path) -> Iterator[Collection]:
    """A collection of its own in this folder."""
    folder.mkdir(parents=True, exist_ok=True)
    collection = Collection(str(folder / "collection.anki2"))
    try:
        yield collection
    finally:
        collection.close()


def take(collection: Collection, package: Path, *, merge: bool = False) -> Counts:
    """Imports a package with the app's own options; `merge` joins note types that differ."""
    chosen = ImportAnkiPackageOptions(merge_notetypes=merge)
    request = ImportAnkiPackageRequest(package_path=str(package), options=chosen)
    log = collection.import_anki_package(request).log
    return Counts(len(log.new), len(log.updated), len(log.duplicate), len(log.conflicting))
