"""What we made in DIST, and from what: so that nothing is made twice, and what is no longer wanted goes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from exporter.build import discover, files, resources
from exporter.emitters import Edition, Emitter

FILE = discover.MANIFEST


@dataclass(slots=True)
class Manifest:
    """Outputs by their path below DIST."""

    digests: dict[str, str] = field(default_factory=dict)  # of everything that went into the output
    sources: dict[str, str] = field(default_factory=dict)  # the document each one came from; "" for the collection

    @classmethod
    def load(cls, dist: Path) -> Manifest:
        """The manifest of a folder; an empty one where there is none or it is damaged: all is made again then."""
        try:
            table = json.loads((dist / FILE).read_text(encoding="utf-8"))
            return cls(dict(table["digests"]), dict(table["sources"]))
        except (OSError, ValueError, KeyError, TypeError):
            return cls()

    def save(self, dist: Path) -> None:
        """Writes it."""
        table = {"digests": dict(sorted(self.digests.items())), "sources": dict(sorted(self.sources.items()))}
        files.write(dist / FILE, (json.dumps(table, indent=0, ensure_ascii=False) + "\n").encode())

    def is_current(self, dist: Path, name: str, digest: str) -> bool:
        """Whether an output exists and was made from the same things."""
        return self.digests.get(name) == digest and (dist / name).is_file()

    def forget(self, dist: Path, names: Iterable[str]) -> list[str]:
        """Removes outputs that we made and returns their names."""
        gone = []
        for name in sorted(names):
            (dist / name).unlink(missing_ok=True)
            self.digests.pop(name, None)
            self.sources.pop(name, None)
            gone.append(name)
        return gone


def digest(emitter: Emitter, edition: Edition) -> str:
    """A hash of everything that an output depends on."""
    identities = [edition.identities.get(card) for document in edition.documents for card in document.cards]
    parts: tuple[object, ...] = (
        resources.fingerprint(),
        emitter.name,
        edition.documents,
        edition.names,
        edition.slugs,
        identities,
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
