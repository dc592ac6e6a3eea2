"""Names of a build's documents: in decks, tags and file names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from pathlib import PurePath

from exporter import naming
from exporter.emitters import COLLECTION
from exporter.model import Card, Document
from exporter.notes import Home, decks
from exporter.settings import Settings


@dataclass(frozen=True, slots=True)
class DocumentNames:
    """The names of a build's documents."""

    short: tuple[str, ...]  # in decks and heads
    slugs: tuple[str, ...]  # in tags
    topics: tuple[Mapping[str, str], ...]  # sections that are subdecks, and what these are called
    files: tuple[str, ...]  # of outputs, without suffix

    def of(self, kept: Sequence[bool]) -> DocumentNames:
        """Those of some documents: whether each is kept."""
        short, slugs, files = (tuple(compress(column, kept)) for column in (self.short, self.slugs, self.files))
        return DocumentNames(short, slugs, tuple(compress(self.topics, kept)), files)


NO_NAMES = DocumentNames((), (), (), ())


def names(documents: Sequence[Document], chosen: Settings, others: Iterable[str] = ()) -> DocumentNames:
    """The names, in the order of the documents; `others` are the short names of documents that failed."""
    short = [short_name(document, chosen) for document in documents]
    stems = [PurePath(document.source).stem for document in documents]
    taken = [*map(naming.slug, others)]
    slugs = naming.tag_slugs(short, stems, reserved=taken)
    files = naming.file_names(short, stems, reserved=(COLLECTION, *taken))
    return DocumentNames(tuple(short), tuple(slugs), tuple(map(naming.topics, documents)), tuple(files))


def short_name(document: Document, chosen: Settings) -> str:
    """The name of a document's deck and files."""
    return decks.shown(_given(document, chosen)) or naming.short(document.title)


def _given(document: Document, chosen: Settings) -> tuple[str, ...]:
    """The deck that the settings or the document name, with those that it is nested in."""
    own = chosen.for_document(document.source).deck, document.meta.get("deck", "")
    return next(filter(None, map(decks.parts, own)), ())


def homes(documents: Sequence[Document], called: DocumentNames, chosen: Settings) -> Mapping[Card, Home]:
    """The home of each card."""
    each = zip(documents, called.short, called.slugs, called.topics, strict=True)
    made = [
        (document, Home(name, slug, document.tags, topics, deck(document, name, chosen), naming.language(document)))
        for document, name, slug, topics in each
    ]
    return {card: home for document, home in made for card in document.cards}


def deck(document: Document, name: str, chosen: Settings) -> tuple[str, ...]:
    """The deck of a document with this short name."""
    return decks.of_document(name, document.source, chosen.anki, _given(document, chosen))
