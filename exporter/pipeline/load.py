"""All that outputs are made from: documents, settings, images, and where they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from exporter import settings
from exporter.checks import questions
from exporter.identity import keys, ledger, sketch
from exporter.model import Card, Document, Severity
from exporter.notes import AnkiNote
from exporter.pipeline import guard, reading
from exporter.pipeline.names import NO_NAMES, Names
from exporter.pipeline.options import Options
from exporter.pipeline.reading import Library
from exporter.pipeline.store import ledger_file
from exporter.pipeline.store.readings import Readings
from exporter.problems.documents import PLUGIN
from exporter.settings import Settings
from exporter.sources import links, media, suffixes, unread
from exporter.sources.discover import Sources, discover
from exporter.sources.media import Images


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything before an output is made."""

    sources: Sources
    settings: Settings
    library: Library
    lock: Path
    readings: Readings
    media: Images
    processes: int = 1  # at most, for what can be shared among them
    plain: bool = False  # whether plain texts of cards are asked for
    names: Names = NO_NAMES  # of all documents, once the ledger is known
    notes: Mapping[Card, AnkiNote] = field(default_factory=dict)  # of all answered cards, once they are rendered
    asked: frozenset[str] = frozenset()  # questions of documents that failed, as the ledger has them, in normal form
    printed: tuple[Document, ...] = ()  # the documents as they are printed
    makes: tuple[str, ...] = ()  # names of the emitters that are asked for and can make their outputs here

    @property
    def unread(self) -> frozenset[str]:
        """Documents that failed, for whatever reason: their cards do not retire, and their outputs stay."""
        failed = {problem.where.path for problem in self.library.errors if problem.code != PLUGIN.name}
        return frozenset(failed - {document.source for document in self.library.documents})

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents as they are emitted; what is suppressed has its identity all the same."""
        documents = self.library.documents
        if self.settings.duplicates == "keep":
            return documents
        out = {card for _, card in questions.repeated(documents)}
        if self.asked:
            out |= {c for each in documents for c in each.cards if keys.normal(sketch.asked(c.question)) in self.asked}
        return tuple(replace(each, items=tuple(item for item in each.items if item not in out)) for each in documents)


def collect(options: Options, later: Sequence[str] = ()) -> Inputs:
    """Finds and reads the documents and their settings; `later` are modules that will be needed to make outputs."""
    sources = discover(options.sources, options.lock)
    lock = options.lock or sources.folder / ledger.FILE
    asked = bool(sources.not_read) or unread.needs_ledger(sources.passed_over)
    known = ledger_file.known_files(lock) if asked else frozenset[str]()
    sources = links.with_known(sources, known)
    loaded = settings.load(settings.beside(sources.folder), options.overrides)
    cache = Readings.load(options.out)
    library = reading.read_all(sources.documents, loaded, cache, options.processes, later)
    gather = partial(media.gather, found=sources.documents, remote=loaded.media.remote)
    images, failed_images = guard.isolated(gather, library.documents)
    told = (*links.problems(sources, known), *unread.no_longer_read(sources.passed_over, known))
    failed = library.unreadable or any(problem.severity is Severity.ERROR for problem in told)
    library = replace(
        library, problems=(*suffixes.problems(), *told, *library.problems, *images.problems), unreadable=failed
    )
    library = library.without(failed_images)
    return Inputs(sources, loaded, library, lock, cache, images.images, options.processes, options.asks_plain)
