"""Where a picture of a document is: inside of it, beside it, in its source folder, or anywhere there by its name."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from exporter import safefiles
from exporter.sources.discover import SourceFile
from exporter.sources.media import packed

_MOST_FILES = 50_000  # of a source folder that are looked at for names


def read(address: str, document: SourceFile, most: int) -> bytes:
    """The bytes of a picture of at most so many bytes. Raises OSError or ValueError.

    A link may lead anywhere within the source folder, and not out of it; of a document that was named alone its own
    folder takes its place. A leading slash means the source folder. A name without a folder is looked for in all of
    it, as Obsidian does: the one with the shortest path counts.
    """
    name = unquote(urlsplit(address).path)
    path = safefiles.target(document.path)
    inside = packed.picture(path, name, most)
    if inside is not None:
        return inside
    root = safefiles.target(document.within) if document.within else path.parent
    start = root if name.startswith("/") else path.parent
    try:
        return safefiles.read(start / name.lstrip("/"), most, root)
    except (FileNotFoundError, NotADirectoryError):
        found = _named(root).get(name) if "/" not in name else None
        if found is None:
            raise
        return safefiles.read(root / found, most, root)


def forget() -> None:
    """Forgets what was seen of folders and documents: they may have changed since."""
    _named.cache_clear()
    packed.forget()


@lru_cache(maxsize=4)
def _named(root: Path) -> Mapping[str, str]:
    """The files of a folder by their name: the paths of those with the shortest."""
    found: dict[str, str] = {}
    count = 0
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        count += len(files)
        if count > _MOST_FILES:
            break
        for name in files:
            path = os.path.relpath(os.path.join(folder, name), root)
            if name not in found or _order(path) < _order(found[name]):
                found[name] = path
    return found


def _order(path: str) -> tuple[int, str]:
    return len(PurePosixPath(path).parts), path
