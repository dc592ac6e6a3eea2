"""Which outputs a build makes, each with everything that goes into it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from exporter import emitters
from exporter.emitters import COLLECTION, EMITTERS, Edition, Emitter
from exporter.model import Document, Media, Problem
from exporter.pipeline import fonts, resources
from exporter.pipeline.run import Job
from exporter.pipeline.store.manifest import content, digest
from exporter.settings import PrintSettings

if TYPE_CHECKING:
    from exporter.identity.identify import Identified
    from exporter.pipeline.load import Inputs
    from exporter.sources.media import Images


@dataclass(frozen=True, slots=True)
class _Book:
    """A document with its names."""

    document: Document
    printed: Document  # the same, with the cards that are chosen to be printed
    name: str
    slug: str
    topics: Mapping[str, str]
    file: str

    def is_made_by(self, emitter: Emitter) -> bool:
        """Whether it has such an output: where no card of it is chosen, nothing is printed."""
        return (
            not emitter.printed or any(True for _ in self.printed.cards) or not any(True for _ in self.document.cards)
        )


@dataclass(frozen=True)
class Jobs:
    """The outputs of a build."""

    inputs: Inputs
    identified: Identified
    problems: tuple[Problem, ...]
    existing: frozenset[str]  # outputs of earlier builds
    selection: str = ""  # which cards are printed, in words

    def all(self, names: Sequence[str], with_retired: Callable[[Edition], Edition]) -> Iterator[Job]:
        """The jobs of these emitters."""
        books = self._books
        for emitter in map(emitters.emitter, names):
            if emitter.single:
                yield self._single(emitter, books)
                continue
            for book in books:
                if book.is_made_by(emitter):
                    edition, source = self._edition(emitter, [book]), book.document.source
                    yield self._job(emitter.path(book.file), emitter, edition, source)
            if emitter.collection and books:
                yield self._job(emitter.path(COLLECTION), emitter, with_retired(self._edition(emitter, books)), "")

    @property
    def _books(self) -> list[_Book]:
        kept = self.inputs.documents
        called = self.inputs.names
        columns = (kept, self.inputs.printed, called.short, called.slugs, called.topics, called.files)
        return [_Book(*each) for each in zip(*columns, strict=True)]

    def _single(self, emitter: Emitter, books: Sequence[_Book]) -> Job:
        files = tuple(tuple(self._files(book)) for book in (*books, None))
        edition = replace(self._edition(emitter, books), problems=self.problems, files=files)
        return self._job(emitter.path(""), emitter, edition, "")

    def _job(self, path: str, emitter: Emitter, edition: Edition, source: str) -> Job:
        contents = [self._content(document, edition) for document in edition.documents]
        return Job(path, emitter, edition, digest(emitter, edition, contents), source)

    def _content(self, document: Document, edition: Edition) -> str:
        """The digest of a document, which goes into several outputs."""
        if id(document) not in self._contents:
            self._contents[id(document)] = document, content(document, edition.identities)
        return self._contents[id(document)][1]

    @cached_property
    def _contents(self) -> dict[int, tuple[Document, str]]:
        """Digests by the identity of their documents, which are kept with them: they compare slowly."""
        return {}

    @cached_property
    def _media(self) -> Mapping[str, Images]:
        """Images by document."""
        made: dict[str, dict[tuple[str, str], Media]] = defaultdict(dict)
        for (source, address), image in self.inputs.media.items():
            made[source][source, address] = image
        return made

    def _files(self, book: _Book | None) -> Iterator[tuple[str, str]]:
        """The other outputs of a document, or of all together: those of this build, and those that are there."""
        for name, emitter in EMITTERS.items():
            made = book.is_made_by(emitter) if book else emitter.collection
            path = emitter.path(book.file if book else COLLECTION)
            if not emitter.single and ((made and name in self.inputs.makes) or path in self.existing):
                yield name, path

    def _edition(self, emitter: Emitter, books: Sequence[_Book]) -> Edition:
        chosen = self.inputs.settings
        template = self.identified.ledger.templates.get("anki")
        documents = tuple(book.printed if emitter.printed else book.document for book in books)
        cards = (card for document in documents for card in document.cards)
        known = self.identified.identities
        identities = {card: known[card] for card in cards if card in known}
        sources = dict.fromkeys(document.source for document in documents)
        folders = [resources.templates(folder) for folder in emitter.templates]
        return Edition(
            documents=documents,
            names=tuple(book.name for book in books),
            slugs=tuple(book.slug for book in books),
            identities=identities,
            settings=chosen if emitter.printed else replace(chosen, print=PrintSettings()),
            templates={name: text for folder in folders for name, text in folder.items()},
            templates_changed_at=template.changed_at if template else 0,
            changed_at=max((identity.changed_at for identity in identities.values()), default=0),
            notes={card: self.inputs.notes[card] for card in identities},
            media={key: image for source in sources for key, image in self._media.get(source, {}).items()},
            topics=tuple(book.topics for book in books),
            selection=self.selection if emitter.printed else "",
            fonts=fonts.fingerprint() if emitter.printed else "",
        )
