"""Editions: the input of each output of a build, and its digest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from exporter import emitters
from exporter.emitters import COLLECTION, EMITTERS, Edition, Emitter
from exporter.model import Card, Document, Identity, Media
from exporter.notes import AnkiNote, decks
from exporter.pipeline import fonts, names, resources, retired
from exporter.pipeline.build import Build, Job
from exporter.pipeline.store.card_cache import Texts
from exporter.pipeline.store.manifest import content, digest
from exporter.settings import PrintSettings, Settings
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
        """Whether it has such an output: where no card of it is chosen, nothing is printed, and without answers no key
        to them."""
        if emitter.answered and not any(card.is_answered for card in self.printed.cards):
            return False
        return (
            not emitter.printed or any(True for _ in self.printed.cards) or not any(True for _ in self.document.cards)
        )


@dataclass(frozen=True)
class Editions:
    """The editions of a build."""

    build: Build
    existing: frozenset[str]  # outputs of earlier builds
    texts: Texts  # the cards of the last build, where retired ones are wanted

    def jobs(self) -> Iterator[Job]:
        """The jobs of all outputs that are asked for."""
        books = self._books
        for emitter in map(emitters.emitter, self.build.options.outputs):
            if emitter.single:
                yield self._single(emitter, books)
                continue
            for book in books:
                if book.is_made_by(emitter):
                    edition, source = self._edition(emitter, [book]), book.document.source
                    yield self._job(emitter.path(book.file), emitter, edition, source)
            if emitter.collection and books:
                yield self._job(emitter.path(COLLECTION), emitter, self._collection(emitter, books), "")

    def _collection(self, emitter: Emitter, books: Sequence[_Book]) -> Edition:
        """All documents together, with the retired cards where these are wanted."""
        edition, ledger = self._edition(emitter, books), self.build.identified.ledger
        return retired.added(edition, ledger, self.texts) if self.build.options.retire_tag else edition

    def _images(self, documents: Sequence[Document]) -> Images:
        """The images of their files."""
        sources = dict.fromkeys(document.source for document in documents)
        return {key: image for source in sources for key, image in self._media.get(source, {}).items()}

    @property
    def _books(self) -> list[_Book]:
        kept = self.build.documents
        called = self.build.names
        columns = (kept, self.build.printed, called.short, called.slugs, called.topics, called.files)
        return [_Book(*each) for each in zip(*columns, strict=True)]

    def _single(self, emitter: Emitter, books: Sequence[_Book]) -> Job:
        files = tuple(tuple(self._files(book)) for book in (*books, None))
        edition = replace(self._edition(emitter, books), problems=self.build.problems, files=files)
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
        for (source, address), image in self.build.media.items():
            made[source][source, address] = image
        return made

    def _identities(self, documents: Sequence[Document]) -> Mapping[Card, Identity]:
        """The identities of their cards: the same table for all outputs of a document, and for those of all."""
        key = tuple(map(id, documents))
        if key not in self._tables:
            known = self.build.identified.identities
            made = {card: known[card] for document in documents for card in document.cards if card in known}
            self._tables[key] = known if len(made) == len(known) else made
        return self._tables[key]

    def _notes(self, identities: Mapping[Card, Identity]) -> Mapping[Card, AnkiNote]:
        """The notes of their cards; all together they may be a hundred thousand."""
        if len(identities) == len(self.build.notes):
            return self.build.notes
        return {card: self.build.notes[card] for card in identities}

    @cached_property
    def _tables(self) -> dict[tuple[int, ...], Mapping[Card, Identity]]:
        """By the numbers of documents that are kept, see `_contents`."""
        return {}

    def _files(self, book: _Book | None) -> Iterator[tuple[str, str]]:
        """The other outputs of a document, or of all together: those of this build, and those that are there."""
        for name, emitter in EMITTERS.items():
            made = book.is_made_by(emitter) if book else emitter.collection
            path = emitter.path(book.file if book else COLLECTION)
            if not emitter.single and ((made and name in self.build.makes) or path in self.existing):
                yield name, path

    def _edition(self, emitter: Emitter, books: Sequence[_Book]) -> Edition:
        template = self.build.identified.ledger.templates.get("anki")
        documents = tuple(book.printed if emitter.printed else book.document for book in books)
        identities = self._identities(documents)
        made = Edition(
            documents=documents,
            names=tuple(book.name for book in books),
            slugs=tuple(book.slug for book in books),
            identities=identities,
            settings=self.build.settings,
            templates=self._templates(emitter.templates),
            templates_changed_at=template.changed_at if template else 0,
            changed_at=max((identity.changed_at for identity in identities.values()), default=0),
            notes=self._notes(identities) if emitter.packs else {},
            media=self._images(documents),
            topics=tuple(book.topics for book in books),
            descriptions=self._descriptions(documents, [book.name for book in books]) if emitter.packs else {},
        )
        return self._as_printed(made) if emitter.printed else replace(made, settings=self._unprinted)

    def _templates(self, folders: Sequence[str]) -> dict[str, str]:
        """The files of some folders below templates/; those of cards as the settings want them."""
        shuffles = self.build.settings.anki.shuffle_options
        read = (
            resources.anki(self.build.style, shuffles=shuffles) if name == "anki" else resources.templates(name)
            for name in folders
        )
        return {name: text for folder in read for name, text in folder.items()}

    def _descriptions(self, documents: Sequence[Document], short: Sequence[str]) -> dict[str, str]:
        """What decks are about, of those that say so; of several documents in a deck the first says it."""
        chosen = self.build.settings
        found: dict[str, str] = {}
        for document, name in zip(documents, short, strict=True):
            said = chosen.for_document(document.source).description or document.meta.get("description", "")
            if said.strip():
                found.setdefault(decks.SEPARATOR.join(names.deck(document, name, chosen)), said)
        return found

    def _as_printed(self, edition: Edition) -> Edition:
        """The edition with the data that only prints depend on."""
        selection = self.build.options.selection
        is_ranked = selection.reviews is not None
        return replace(edition, selection=str(selection), is_ranked=is_ranked, fonts=fonts.fingerprint())

    @cached_property
    def _unprinted(self) -> Settings:
        """The settings for what is not printed, which no setting of print concerns."""
        return replace(self.build.settings, print=PrintSettings())
