"""Manifest: records outputs in DIST and their input digests, so that only changed outputs are made.

The file is in DIST, where anybody may write: only names that an output of ours can have are believed, and only files
that no link leads to are removed.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from exporter import emitters, plugins, safefiles
from exporter.emitters import Edition, Emitter
from exporter.errors import OverwriteError
from exporter.model import Card, Document, Identity
from exporter.pipeline import resources
from exporter.pipeline.store import cache, files
from exporter.sources import discover

FILE = discover.MANIFEST
_LEDGER = ""  # the entry of the ledger: no output is called so


@dataclass(slots=True)
class Manifest:
    """Outputs by their path below DIST."""

    digests: dict[str, str] = field(default_factory=dict)  # of everything that went into the output
    sources: dict[str, str] = field(default_factory=dict)  # the document each one came from; "" for the collection
    ledger: str = ""  # the ledger that they were made with, from DIST; "" where the version that made them did not say

    @classmethod
    def load(cls, dist: Path) -> Manifest:
        """The manifest of a folder; an empty one where there is none or it is damaged: all is made again then."""
        made = cls()
        for name, entry in (cache.load(dist, FILE) or _of_version_0_1(dist)).items():
            match entry:
                case [str(digest), str(source)] if is_output(name):
                    made.digests[name], made.sources[name] = digest, source
                case str(ledger) if name == _LEDGER:
                    made.ledger = ledger
        return made

    def save(self, dist: Path, ledger: Path) -> None:
        """Writes it, with a line for each output."""
        table: dict[str, Any] = {_LEDGER: _way(dist, ledger)} if self.digests else {}
        table |= {name: [digest, self.sources.get(name, "")] for name, digest in sorted(self.digests.items())}
        cache.write(dist, FILE, table.items(), together=1)

    def require(self, dist: Path, ledger: Path) -> None:
        """Raises OverwriteError where DIST holds outputs made with another ledger, which is there still.

        Its documents are others, or their cards are other notes in Anki: they are not replaced unasked.
        """
        if self.ledger in ("", _way(dist, ledger)) or not any(files.exists(dist, name) for name in self.digests):
            return
        other = safefiles.target(dist) / self.ledger
        if os.path.isfile(other) and not (ledger.exists() and os.path.samefile(other, ledger)):
            raise OverwriteError(
                f"{dist}: holds the outputs built with {_shown(other)}, which this build "
                f"would replace. Choose another folder (--out FOLDER, make DIST=FOLDER), or delete {dist} first."
            )

    def is_current(self, dist: Path, name: str, digest: str) -> bool:
        """Whether an output exists and was made from the same things."""
        return self.digests.get(name) == digest and files.exists(dist, name)

    def remove_outputs(self, dist: Path, names: Iterable[str]) -> list[str]:
        """Removes outputs that we made, and returns the names of those that were there.

        A link, or what is behind one, is not ours and stays. A file that cannot be removed stays in the manifest.
        """
        gone = []
        for name in sorted(filter(is_output, names)):
            if files.exists(dist, name):
                try:
                    (dist / name).unlink()
                except OSError:
                    continue
                gone.append(name)
            self.digests.pop(name, None)
            self.sources.pop(name, None)
        return gone


def _shown(path: Path) -> str:
    """A path from the current folder where it is below it, else whole."""
    whole, here = safefiles.target(path), safefiles.target(Path())
    return safefiles.legible(str(whole.relative_to(here) if whole.is_relative_to(here) else whole))


def _way(dist: Path, ledger: Path) -> str:
    """The way from DIST to a ledger: so they may be moved together, and no path of this machine is kept."""
    try:
        return Path(os.path.relpath(files.ledger_target(ledger), safefiles.target(dist))).as_posix()
    except ValueError:  # on another drive of Windows
        return files.ledger_target(ledger).as_posix()


def is_output(name: str) -> bool:
    """Whether an emitter of ours could have made a file of this name, or one that there was."""
    return emitters.maker(name) is not None or emitters.is_former(name)


def _of_version_0_1(dist: Path) -> dict[str, list[str]]:
    """The manifest as version 0.1 wrote it, without checksums: what it made may no longer be wanted."""
    try:
        table = json.loads(safefiles.read(dist / FILE, safefiles.KEPT, dist))
        digests, sources = dict(table["digests"]), dict(table["sources"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}
    names = sources if all(isinstance(text, str) for text in (*digests.values(), *sources.values())) else ()
    return {name: [digests.get(name, ""), sources[name]] for name in names}


def content(document: Document, identities: Mapping[Card, Identity]) -> str:
    """A hash of a document and the identities of its cards."""
    made = hashlib.sha256(repr(replace(document, items=())).encode())
    for item in document.items:
        made.update(repr((item, identities.get(item) if isinstance(item, Card) else None)).encode())
    return made.hexdigest()


def digest(emitter: Emitter, edition: Edition, contents: Sequence[str]) -> str:
    """A hash of everything that an output depends on; `contents` are those of its documents."""
    parts: tuple[object, ...] = (
        resources.fingerprint(),
        emitter.name,
        emitter.plugin and plugins.fingerprint(plugins.EMITTERS),
        contents,
        edition.names,
        edition.slugs,
        edition.topics,
        edition.settings,
        _items(edition.templates),
        edition.templates_changed_at,
        sorted((*key, image.name) for key, image in edition.media.items()),
        edition.selection,
        edition.fonts,
        edition.problems,
        edition.files,
    )
    return hashlib.sha256("\0".join(map(repr, parts)).encode()).hexdigest()


def _items(table: Mapping[str, str]) -> list[tuple[str, str]]:
    return sorted(table.items())
