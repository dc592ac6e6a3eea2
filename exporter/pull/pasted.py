"""Images and sounds that somebody put into notes in Anki: they come along into the folder of their document.

Their names are made of their content, so nothing that Anki or a stranger calls them reaches the disk, and what is there
already is used. A text export has no media: there its images stay what they are, and their fields are left alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from exporter import markup
from exporter.errors import OutputError
from exporter.model import Card, Media
from exporter.pipeline.store import files
from exporter.pull.index import CardIndex
from exporter.pull.merge import MergeError
from exporter.pull.rows import Edited, Row
from exporter.sources import media

FOLDER = "images"  # beside the document
_MOST = 1_000  # images of one pull
_MOST_BYTES = 256_000_000  # of all of them
_IMAGE = re.compile(r"(<img\b[^<>]*?\bsrc\s*=\s*)(?:\"([^\"<>]*)\"|'([^'<>]*)'|([^\s\"'<>]+))", re.IGNORECASE)
_SOUND = re.compile(r"\[sound:([^\[\]<>\"&]+)\]")
_SPECIAL = ("guid", "notetype", "deck", "tags")


@dataclass
class Pasted:
    """The images of edited notes, by document and by the address that they get there."""

    index: CardIndex
    edited: Edited
    images: dict[tuple[str, str], Media] = field(default_factory=dict)
    _known: dict[str, Media | None] = field(default_factory=dict)  # by their names in Anki
    _names: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _size: int = 0  # bytes

    @classmethod
    def of(cls, edited: Edited, index: CardIndex) -> Pasted:
        """Finds them, and gives both the file and the documents the same names for them."""
        made = cls(index, edited)
        rows = tuple(made._row(row) for row in edited.rows)
        build = replace(index.build, media={**index.build.media, **made.images})
        return cls(replace(index, build=build), replace(edited, rows=rows), made.images)

    def of_document(self, name: str) -> dict[str, Media]:
        """The images that notes of a document bring, by their address."""
        return {at: image for (document, at), image in self.images.items() if document == name}

    def _row(self, row: Row) -> Row:
        change = self.index.by_guid.get(row.cells["guid"]) if row.from_anki else None
        if change is None or change.card is None or not any(map(_may_show, row.cells.values())):
            return row
        document = change.card.where.path
        cells = {name: cell if name in _SPECIAL else self._named(cell, document) for name, cell in row.cells.items()}
        return replace(row, cells=cells)

    def _named(self, cell: str, document: str) -> str:
        """A field whose images have the names that they will have when they are sent to Anki."""

        def image(found: re.Match[str]) -> str:
            name = unquote(unescape(found[2] or found[3] or found[4] or ""))
            made = self._found(name, document, sounding=False)
            return f'{found[1]}"{made.name}"' if made else found[0]

        def sound(found: re.Match[str]) -> str:
            made = self._found(found[1], document, sounding=True)
            return f"[sound:{made.name}]" if made else found[0]

        return _SOUND.sub(sound, _IMAGE.sub(image, cell))

    def _found(self, name: str, document: str, *, sounding: bool) -> Media | None:
        """An image that a document does not have yet, or has by another name."""
        if name in self._of(document):
            return None
        if name not in self._known:
            self._known[name] = self._built.get(name) or self._read(name, sounding=sounding)
        found = self._known[name]
        if found and found.name not in self._of(document):
            self.images[document, f"{FOLDER}/pasted-{found.name.removeprefix('qa-')}"] = found
        return found

    @cached_property
    def _built(self) -> Mapping[str, Media]:
        """The images of all documents by their names in Anki."""
        return {image.name: image for image in self.index.build.media.values()}

    def _of(self, document: str) -> Set[str]:
        """The names in Anki of the images that a document has."""
        if not self._names:
            for (name, _), image in self.index.build.media.items():
                self._names[name].add(image.name)
        return self._names[document]

    def _read(self, name: str, *, sounding: bool) -> Media | None:
        is_inline = name.startswith("data:image/")
        if len(self._known) >= _MOST or self._size >= _MOST_BYTES:
            return None
        try:
            data = media.decoded(name) if is_inline else self._packed(name)
            if data is None or len(data) > media.MOST_BYTES:
                return None
            self._size += len(data)
            return media.checked(data, sounding=sounding)
        except media.UnusableError:
            return None

    def _packed(self, name: str) -> bytes | None:
        return self.edited.media.read(name, media.MOST_BYTES) if self.edited.media else None


def _may_show(cell: str) -> bool:
    return "<img" in cell.lower() or "[sound:" in cell


def needed(images: Mapping[str, Media], cards: Iterable[Card]) -> dict[str, Media]:
    """The images that these cards show."""
    shown = {at for card in cards for text in card.texts for at in markup.images(text)} if images else set()
    return {at: image for at, image in images.items() if at in shown}


def write(document: Path, images: Mapping[str, Media]) -> list[Path]:
    """Writes images beside a document; those that are there already are left. Returns the new ones.

    Raises MergeError where the folder is a link or where another file is in the way, and OutputError.
    """
    made: list[Path] = []
    try:
        for address, image in images.items():
            path = document.parent / address
            if files.straight(document.parent, address) is None:
                raise MergeError(f"{path}: a symbolic link, and images are not written through links; remove the link")
            if not path.exists():
                files.write_output(document.parent, address, image.data)
                made.append(path)
            elif path.read_bytes() != image.data:
                raise MergeError(f"{path}: another file of this name; move it away, then pull again")
    except (MergeError, OutputError):
        forget(made)
        raise
    return made


def forget(made: list[Path]) -> None:
    """Removes images again whose document could not be written."""
    for path in made:
        path.unlink(missing_ok=True)
