"""Reading cache in DIST: readings of unchanged documents, since restoring an article is slow.

It is disposable. A reading is kept with a hash of the document, its name and this tool.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from exporter import plugins
from exporter.model import Card, Document, Item, Location, Note, Problem, Severity
from exporter.pipeline import resources
from exporter.pipeline.store import cache, card_codec
from exporter.problems import CODES
from exporter.readers.source import NO_HINT, Hint

FILE = ".readings.json"


@dataclass(frozen=True, slots=True)
class Read:
    """What a build needs of a reading."""

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]
    left: float = 0.0  # share of its text that no card holds
    weakness: str = ""  # why it is passed over in a folder


@dataclass(slots=True)
class Readings:
    """Readings by the name of their document, with the digest they hold for."""

    known: Mapping[str, dict[str, Any]] = field(default_factory=dict)  # of the last build, as JSON
    fresh: dict[str, tuple[str, Read]] = field(default_factory=dict)

    @classmethod
    def load(cls, out: Path) -> Readings:
        """The readings of the last build into this folder; none where the cache is gone or damaged."""
        return cls(cache.load(out, FILE))

    def find(self, name: str, digest: str) -> Read | None:
        """The reading of a document, where it is known for just this digest."""
        try:
            table = self.known[name]
            return _reading(table, name) if table["digest"] == digest else None
        except (KeyError, TypeError, ValueError, IndexError):
            return None

    def keep(self, name: str, digest: str, read: Read) -> None:
        """Remembers a reading."""
        self.fresh[name] = digest, read

    def save(self, out: Path) -> None:
        """Writes what this build read, besides what others may use."""
        if self.fresh:
            kept = ((name, table) for name, table in self.known.items() if name not in self.fresh)
            made = ((name, _table(*fresh)) for name, fresh in self.fresh.items())
            cache.save(out, FILE, itertools.chain(kept, made), together=1)


def digest(name: str, data: bytes, hint: Hint = NO_HINT) -> str:
    """A hash of all that a reading depends on."""
    parts = [
        resources.fingerprint().encode(),
        plugins.fingerprint(plugins.READERS).encode(),
        name.encode(),
        repr(hint).encode(),
        data,
    ]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _table(digest: str, read: Read) -> dict[str, Any]:
    documents = [_document_table(document) for document in read.documents]
    problems = [[p.severity, p.code, p.message, p.where.path, p.where.line] for p in read.problems]
    return {
        "digest": digest,
        "documents": documents,
        "problems": problems,
        "left": read.left,
        "weakness": read.weakness,
    }


def _document_table(document: Document) -> dict[str, Any]:
    items = [_item_table(item) for item in document.items]
    return {"title": document.title, "tags": list(document.tags), "meta": dict(document.meta), "items": items}


def _item_table(item: Item) -> dict[str, Any]:
    if isinstance(item, Card):
        return {**card_codec.table(item), "line": item.where.line}
    return {"title": item.title, "text": item.text, "section": list(item.section), "line": item.where.line}


def _reading(table: Mapping[str, Any], name: str) -> Read:
    return Read(
        tuple(_document(document, name) for document in table["documents"]),
        tuple(
            CODES[code].at(Location(path, line), text, Severity(s)) for s, code, text, path, line in table["problems"]
        ),
        float(table["left"]),
        str(table["weakness"]),
    )


def _document(table: Mapping[str, Any], name: str) -> Document:
    items = tuple(_item(item, Location(name, item["line"])) for item in table["items"])
    return Document(table["title"], name, items, tuple(table["tags"]), table["meta"])


def _item(table: Mapping[str, Any], where: Location) -> Item:
    if "question" in table:
        return card_codec.card(table, where)
    return Note(table["title"], table["text"], where, tuple(table["section"]))
