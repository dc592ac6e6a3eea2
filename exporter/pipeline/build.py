"""Build: one frozen value that each step extends: load, render, identify, plan, run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from exporter.checks import questions
from exporter.emitters import Edition, Emitter
from exporter.identity import fingerprint, keys
from exporter.identity.identification import Identified
from exporter.identity.ledger import Entry, Ledger
from exporter.model import Card, Document, Problem
from exporter.notes import AnkiNote
from exporter.pipeline.guard import Failure
from exporter.pipeline.names import NO_NAMES, DocumentNames
from exporter.pipeline.options import Options
from exporter.pipeline.reading import Library
from exporter.pipeline.store.reading_cache import Readings
from exporter.problems.documents import PLUGIN
from exporter.settings import Settings
from exporter.sources.discover import Sources
from exporter.sources.media import Images

NO_LEDGER = Ledger()
NOT_IDENTIFIED = Identified({}, NO_LEDGER, ())


@dataclass(frozen=True, slots=True)
class Job:
    """One output to be made."""

    name: str  # path below DIST
    emitter: Emitter
    edition: Edition
    digest: str  # of everything that goes into it
    source: str  # the document it is made from; "" for the collection


@dataclass(frozen=True, slots=True)
class Outputs:
    """The outputs of a build: to be made, current, or left out."""

    jobs: tuple[Job, ...] = ()  # to be made
    current: tuple[str, ...] = ()  # need no work
    left_out: tuple[str, ...] = ()  # cannot be made on this machine
    sources: Mapping[str, str] = field(default_factory=dict)  # of all of these: the document each is made from


@dataclass(frozen=True, slots=True)
class Build:
    """A build, as far as its steps have come."""

    options: Options
    # load: what is read
    sources: Sources
    settings: Settings
    library: Library
    lock: Path  # the ledger's file
    readings: Readings
    media: Images
    style: str = ""  # the user's own rules for cards
    makes: tuple[str, ...] = ()  # names of the emitters that are asked for and can make their outputs here
    fault: str = ""  # why prints that are asked for cannot be made
    known: Ledger = NO_LEDGER  # as the last build left it; read under its lock
    # render: what Anki gets
    names: DocumentNames = NO_NAMES
    notes: Mapping[Card, AnkiNote] = field(default_factory=dict)  # of all answered cards
    # identify: which card is which
    identified: Identified = NOT_IDENTIFIED
    # plan: what is to be made
    printed: tuple[Document, ...] = ()  # the documents as they are printed
    told: tuple[str, ...] = ()  # what a search in Anki found besides
    problems: tuple[Problem, ...] = ()
    outputs: Outputs = field(default_factory=Outputs)

    @property
    def unread(self) -> frozenset[str]:
        """Documents that failed, for whatever reason: their cards do not retire, and their outputs stay."""
        failed = {problem.where.path for problem in self.library.errors if problem.code != PLUGIN.name}
        return frozenset(failed - {document.source for document in self.library.documents})

    @property
    def kept(self) -> list[Entry]:
        """The cards of documents that failed, as the ledger has them."""
        unread = self.unread
        return [e for e in self.known.entries.values() if e.file in unread and not e.retired] if unread else []

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents as they are emitted; what is suppressed has its identity all the same."""
        documents = self.library.documents
        if self.settings.duplicates == "keep":
            return documents
        out = {card for _, card in questions.repeated(documents)}
        if asked := {keys.normal(entry.question) for entry in self.kept}:
            out |= {c for each in documents for c in each.cards if keys.normal(fingerprint.asked(c.question)) in asked}
        return tuple(replace(each, items=tuple(item for item in each.items if item not in out)) for each in documents)

    def without(self, failed: Mapping[str, Failure]) -> Build:
        """The build without these documents, each with a problem."""
        if not failed:
            return self
        kept = [document.source not in failed for document in self.library.documents]
        names = self.names if self.names == NO_NAMES else self.names.of(kept)
        return replace(self, library=self.library.without(failed), names=names)
