"""Which outputs a build makes, each with everything that goes into it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from exporter.build import rendering, resources
from exporter.build.manifest import digest
from exporter.build.produce import Job
from exporter.check import questions
from exporter.emitters import EMITTERS, Edition, Emitter
from exporter.model import Document, Problem

if TYPE_CHECKING:
    from exporter.build.pipeline import Collected
    from exporter.build.rendering import Names
    from exporter.identity.identify import Identified

COLLECTION = "collection"


def chosen(only: Sequence[str]) -> tuple[str, ...]:
    """The names of the emitters that are asked for, in the order of the table; the standard ones where none is."""
    if not only:
        return tuple(name for name, emitter in EMITTERS.items() if emitter.standard)
    return tuple(name for name in EMITTERS if name in only or "all" in only)


@dataclass(frozen=True, slots=True)
class Jobs:
    """The outputs of a build."""

    collected: Collected
    identified: Identified
    problems: tuple[Problem, ...]
    existing: frozenset[str]  # outputs of earlier builds

    def all(self, names: Sequence[str], with_retired: Callable[[Edition], Edition]) -> Iterator[Job]:
        """The jobs of these emitters."""
        documents = self._documents
        called = rendering.names(documents, self.collected.settings)
        for emitter in (EMITTERS[name] for name in names):
            if emitter.single:
                yield self._single(emitter, called, names)
                continue
            for document, short, slug in zip(documents, called.short, called.slugs, strict=True):
                edition = self._edition(emitter, [document], [short], [slug])
                yield _job(emitter.path(slug), emitter, edition, document.source)
            if emitter.collection and documents:
                edition = self._edition(emitter, documents, called.short, called.slugs)
                yield _job(emitter.path(COLLECTION), emitter, with_retired(edition), "")

    @property
    def _documents(self) -> tuple[Document, ...]:
        """The documents as they are emitted; what is suppressed has its identity all the same."""
        documents = self.collected.library.documents
        if self.collected.settings.duplicates == "keep":
            return documents
        out = {card for _, card in questions.repeated(documents)}
        return tuple(replace(each, items=tuple(item for item in each.items if item not in out)) for each in documents)

    def _single(self, emitter: Emitter, called: Names, names: Sequence[str]) -> Job:
        edition = self._edition(emitter, self._documents, called.short, called.slugs)
        files = tuple(self._files(called.slugs, names))
        return _job(emitter.path(""), emitter, replace(edition, problems=self.problems, files=files), "")

    def _files(self, slugs: Sequence[str], names: Sequence[str]) -> Iterator[str]:
        """The other outputs of these documents: those of this build, and those that are there already."""
        for name, emitter in EMITTERS.items():
            kinds = [*slugs, COLLECTION] if emitter.collection else slugs
            paths = [] if emitter.single else [emitter.path(slug) for slug in kinds]
            yield from (path for path in paths if name in names or path in self.existing)

    def _edition(
        self, emitter: Emitter, documents: Sequence[Document], names: Sequence[str], slugs: Sequence[str]
    ) -> Edition:
        template = self.identified.ledger.templates.get("anki")
        cards = (card for document in documents for card in document.cards)
        sources = {document.source for document in documents}
        folders = [resources.templates(folder) for folder in emitter.templates]
        return Edition(
            documents=tuple(documents),
            names=tuple(names),
            slugs=tuple(slugs),
            identities={c: self.identified.identities[c] for c in cards if c in self.identified.identities},
            settings=self.collected.settings,
            templates={name: text for folder in folders for name, text in folder.items()},
            templates_changed_at=template.changed_at if template else 0,
            changed_at=self.identified.ledger.changed_at,
            media={key: image for key, image in self.collected.media.items() if key[0] in sources},
        )


def _job(path: str, emitter: Emitter, edition: Edition, source: str) -> Job:
    return Job(path, emitter, edition, digest(emitter, edition), source)
