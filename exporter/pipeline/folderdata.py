"""Files of data in folders: read where they are surely meant, else passed over and counted like other files.

Nobody names them: a `package.json` is no document, and neither is a spreadsheet of prices. One that cannot be read is
passed over as well. What has cards in the ledger counts as named, and corrections of our own cards are for `pull`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from exporter.model import Document
from exporter.pipeline import reading
from exporter.pipeline.reading import Library
from exporter.problems.documents import UNREADABLE
from exporter.settings import Settings
from exporter.sources import passedover
from exporter.sources.discover import SourceFile, Sources


def passed_over(
    library: Library,
    sources: Sources,
    settings: Settings,
    known: Callable[[], Collection[str]],
    guids: Callable[[], Collection[str]],
) -> tuple[Library, Sources]:
    """Both without such files; `known` has the documents with live cards in the ledger, `guids` their notes' guids.

    Raises InputError where nothing is left to read.
    """
    data = _names(sources.documents, settings, reading.may_be_passed_over)
    texts = _names(sources.documents, settings, reading.may_be_export)
    live = frozenset(known()) if data or texts else frozenset()
    out = frozenset((*_not_meant(library, data - live, guids), *_ours(library, texts - live, guids)))
    if not out:
        return library, sources
    left = without(sources, out)
    if not (left.documents or left.not_read):
        raise passedover.nothing(left.shown_folder, left.passed_over)
    return _without(library, out), left


def _names(
    found: Iterable[SourceFile], settings: Settings, which: Callable[[SourceFile, Settings], bool]
) -> frozenset[str]:
    return frozenset(each.name for each in found if which(each, settings))


def without(sources: Sources, out: Collection[str]) -> Sources:
    """The sources without these documents, which count as passed over."""
    documents = tuple(each for each in sources.documents if each.name not in out)
    names = frozenset(each.name for each in documents)
    return replace(sources, documents=documents, names=names, passed_over=tuple(sorted({*sources.passed_over, *out})))


def _not_meant(library: Library, names: Iterable[str], guids: Callable[[], Collection[str]]) -> Iterator[str]:
    """Those that could not be read, those whose columns are not sure, and those with notes of ours."""
    by_name = _by_name(library)
    for name in names:
        documents = by_name.get(name, [])
        if not documents or name in library.weak or is_ours(documents, guids):
            yield name


def _ours(library: Library, names: Iterable[str], guids: Callable[[], Collection[str]]) -> Iterator[str]:
    """Those with notes of ours."""
    by_name = _by_name(library)
    return (name for name in names if is_ours(by_name.get(name, []), guids))


def _by_name(library: Library) -> Mapping[str, list[Document]]:
    by_name: dict[str, list[Document]] = {}
    for document in library.documents:
        by_name.setdefault(document.source, []).append(document)
    return by_name


def is_ours(documents: Iterable[Document], guids: Callable[[], Collection[str]]) -> bool:
    """Whether some of these cards were exported from notes of the ledger."""
    origins = {card.origin for document in documents for card in document.cards if card.origin}
    return bool(origins) and not origins.isdisjoint(guids())


def _without(library: Library, out: Collection[str]) -> Library:
    problems = tuple(each for each in library.problems if each.where.path not in out)
    return replace(
        library,
        documents=tuple(each for each in library.documents if each.source not in out),
        problems=problems,
        unreadable=any(problem.code == UNREADABLE.name for problem in problems),
        files={name: state for name, state in library.files.items() if name not in out},
        left={name: share for name, share in library.left.items() if name not in out},
        weak={name: why for name, why in library.weak.items() if name not in out},
    )
