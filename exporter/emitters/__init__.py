"""Emitters, the table of outputs. A new output is one module with `emit` and one row here.

An emitter is pure: it gets an `Edition` and writes to an open binary file. It returns problems for the user.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import Any, BinaryIO, TypeVar, cast

from exporter import naming, plugins
from exporter.emitters import plugin as added
from exporter.errors import PluginError, SelectionError
from exporter.markup import cache
from exporter.model import Card, Document, Identity, Media, Problem
from exporter.notes import AnkiNote, Placed, in_order
from exporter.plugins import Plugin
from exporter.settings import Settings

Value = TypeVar("Value")
Files = tuple[tuple[str, str], ...]  # outputs: what their emitter is called, and their path below dist/


@dataclass(frozen=True, slots=True)
class Means:
    """Means to make an output faster, which never change it."""

    memory: Mapping[str, Any] = field(default_factory=dict)  # what it gave to be kept the last time, as JSON
    helpers: Sequence[Executor] = ()  # each does one thing after another, and may know of the last one at the next


NO_MEANS = Means()


@dataclass(frozen=True, slots=True)
class Emitted:
    """Result of an emitter: problems of the output, and data for its next run."""

    problems: tuple[Problem, ...] = ()
    memory: Mapping[str, Any] = field(default_factory=dict)  # for the next time, as JSON


@dataclass(frozen=True, slots=True)
class Edition:
    """Input of an emitter: all that goes into one output file."""

    documents: tuple[Document, ...]  # one, or all of them
    names: tuple[str, ...]  # their short names, for decks and heads
    slugs: tuple[str, ...]  # their short names in tags
    identities: Mapping[Card, Identity]
    settings: Settings
    templates: Mapping[str, str]  # file name -> text, of the emitter's folders in templates/
    templates_changed_at: int  # seconds since 1970 when our note types last changed: their `mod`
    changed_at: int  # seconds since 1970 of the last change of its cards: the only date that may be shown
    notes: Mapping[Card, AnkiNote] = field(default_factory=dict)  # of all cards that have an identity
    media: Mapping[tuple[str, str], Media] = field(default_factory=dict)  # (document, address there) -> image
    topics: tuple[Mapping[str, str], ...] = ()  # by document: sections that are subdecks, and how; empty where none has
    descriptions: Mapping[str, str] = field(default_factory=dict)  # deck -> what it is about, as Markdown
    selection: str = ""  # which cards were chosen to be printed, in words; empty for all
    is_ranked: bool = False  # whether cards stand in an order of their own, across sections
    brief: str = ""  # how many cards and notes of how many are printed in brief, as "7/9"; empty where all are whole
    fonts: str = ""  # changes when the fonts of the machine do
    problems: tuple[Problem, ...] = ()  # of the documents; for the preview only, like the next
    files: tuple[Files, ...] = ()  # the other outputs of each document, then of all together

    @property
    def placed(self) -> list[Placed]:
        """Its notes, in the order in which they are learned."""
        return in_order(self.documents, self.identities, self.notes, self.settings.anki.order)

    def of(self, documents: Sequence[Document]) -> Edition:
        """The edition of some of its documents, or of a part of them."""
        numbers = {(document.source, document.title): n for n, document in enumerate(self.documents)}
        chosen = [numbers[document.source, document.title] for document in documents]
        cards = {card for document in documents for card in document.cards}
        sources = {document.source for document in documents}
        return replace(
            self,
            documents=tuple(documents),
            names=_at(self.names, chosen),
            slugs=_at(self.slugs, chosen),
            identities=_only(self.identities, cards),
            notes=_only(self.notes, cards),
            media={key: image for key, image in self.media.items() if key[0] in sources},
            topics=_at(self.topics, chosen),
            files=_at(self.files, [*chosen, -1]),
        )


def _at(values: Sequence[Value], numbers: Iterable[int]) -> tuple[Value, ...]:
    """The values with these numbers; none if there are no values."""
    return tuple(values[n] for n in numbers) if values else ()


def _only(table: Mapping[Card, Value], cards: Container[Card]) -> dict[Card, Value]:
    """The rows of some cards."""
    return {card: value for card, value in table.items() if card in cards}


@dataclass(frozen=True, slots=True)
class Emitter:
    """A row of the table."""

    name: str  # what `--only` and make call it
    folder: str  # below dist/
    suffix: str  # added to the document's name
    module: str  # with a function emit(edition, out) -> problems; imported when it is needed
    templates: tuple[str, ...] = ()  # folders below templates/ that it reads
    collection: bool = False  # makes one more file of all documents together
    single: bool = False  # makes one file of all documents, named `suffix`, and none per document
    standard: bool = True  # built by a bare `make`
    own_process: bool = False  # slow: one process per file
    is_document: bool = False  # makes what may be taken over as a document: it is read back before it is written
    remembers: bool = False  # its `emit` takes `Means` and returns `Emitted`: what it knows the next time
    packs: bool = False  # takes notes of Anki
    answered: bool = False  # made only of documents that answer a question
    brings: tuple[str, ...] = ()  # other outputs that are made where it is asked for
    texts: tuple[str, ...] = ()  # what it asks of a card's texts, so that it can be sent along
    modules: tuple[str, ...] = ()  # what is slow to import, and starts no thread: for processes that are to be forked
    plugin: Plugin | None = None  # of another package; its module is not used then

    @property
    def printed(self) -> bool:
        """Whether it is for paper: a choice of cards concerns it, and the settings of print do."""
        return "print" in self.templates

    def path(self, name: str) -> str:
        """The path below dist/ of the output of a document with this name."""
        file = self.suffix if self.single else name + self.suffix
        return f"{self.folder}/{file}" if self.folder else file

    def makes(self, path: str) -> bool:
        """Whether an output is one of this emitter's: `folder/slug+suffix` and nothing else, as of a safe file name."""
        if self.single:
            return path == self.path("")
        head = f"{self.folder}/"
        is_framed = path.startswith(head) and path.endswith(self.suffix)
        return is_framed and naming.is_slug(path[len(head) : -len(self.suffix)])

    def emit(self, edition: Edition, out: BinaryIO, means: Means = NO_MEANS) -> Emitted:
        """Writes one output; raises OutputError when it cannot be made, and PluginError when a plug-in fails."""
        if self.plugin:
            return Emitted(added.emit(self.plugin, edition, out))
        emit = import_module(self.module).emit
        if self.remembers:
            return cast("Callable[[Edition, BinaryIO, Means], Emitted]", emit)(edition, out, means)
        return Emitted(tuple(cast("Callable[[Edition, BinaryIO], Iterable[Problem]]", emit)(edition, out)))


_ADAPTER = "exporter.emitters.print.adapter"


def _pdf(
    name: str,
    *,
    standard: bool = False,
    answered: bool = False,
    brings: tuple[str, ...] = (),
) -> Emitter:
    """A printed output."""
    module = f"exporter.emitters.print.{name.replace('-', '_')}"
    return Emitter(
        name,
        "print",
        f"-{name}.pdf",
        module,
        templates=("print",),
        standard=standard,
        own_process=True,
        texts=(cache.HTML, cache.CLOZE),
        remembers=True,
        answered=answered,
        brings=brings,
        modules=(*(f"{_ADAPTER}.{part}" for part in ("engine", "insides", "recording", "assembling")), module),
    )


_FORMER = ".anki.csv"  # text files for Anki's own import, of versions 0.1 and before: alone they import nothing
COLLECTION = "all-decks"  # what the output of all documents together is called; "collection" is Anki's for a backup
EMITTERS = {
    emitter.name: emitter
    for emitter in (
        Emitter("anki", "anki", ".apkg", "exporter.emitters.anki", ("anki",), collection=True, packs=True),
        _pdf("sheet", standard=True),
        _pdf("flashcards"),
        _pdf("quiz", brings=("quiz-key",)),
        _pdf("quiz-key", answered=True),
        Emitter("csv", "csv", ".csv", "exporter.emitters.spreadsheet", texts=(cache.PLAIN,)),
        Emitter("markdown", "markdown", ".md", "exporter.emitters.canonical", standard=False, is_document=True),
        Emitter("gift", "gift", ".gift", "exporter.emitters.gift", standard=False, texts=(cache.HTML, cache.PLAIN)),
        Emitter(
            "moodle", "moodle", ".xml", "exporter.emitters.moodle", standard=False, texts=(cache.HTML, cache.PLAIN)
        ),
        Emitter("preview", "", "index.html", "exporter.emitters.preview", ("anki", "preview"), single=True, packs=True),
    )
}


# ── those of other packages ──────────────────────────────────────────────────────────────────────────────────────────


def names() -> tuple[str, ...]:
    """What `--only` may name besides all."""
    return tuple(dict.fromkeys((*EMITTERS, *plugins.found(plugins.EMITTERS))))


def emitter(name: str) -> Emitter:
    """The emitter of one of these names; raises PluginError for a plug-in that cannot be used."""
    if name in EMITTERS:
        return EMITTERS[name]
    found = plugins.found(plugins.EMITTERS)[name]
    return Emitter(name, name, added.suffix(found, EMITTERS), "", standard=False, plugin=found)


def chosen(only: Collection[str]) -> tuple[tuple[Emitter, ...], tuple[PluginError, ...]]:
    """The emitters of some names, of "all", or without any name the standard ones; and plug-ins that cannot be used.

    Raises SelectionError for a name that is not an output.
    """
    if not only:
        return tuple(each for each in EMITTERS.values() if each.standard), ()
    known = EMITTERS if EMITTERS.keys() >= set(only) else names()
    if unknown := [name for name in only if name not in known and name != "all"]:
        raise SelectionError(f"--only {unknown[0]}: not an output. Expected one of: {', '.join((*names(), 'all'))}.")
    made, faults = [], []
    for name in names() if "all" in only else filter(_with_brought(only).__contains__, known):
        try:
            made.append(emitter(name))
        except PluginError as error:
            faults.append(error)
    return tuple(made), tuple(faults)


def _with_brought(only: Collection[str]) -> set[str]:
    """Some names, and those that they bring."""
    return {*only, *(name for asked in only if asked in EMITTERS for name in EMITTERS[asked].brings)}


def is_former(path: str) -> bool:
    """Whether an output of this path was made by an emitter that there is no more: the next build removes it."""
    return path.startswith("csv/") and path.endswith(_FORMER) and naming.is_slug(path[4 : -len(_FORMER)])


def maker(path: str) -> Emitter | None:
    """The emitter that could have made an output with this path below dist/; None where there is none."""
    for each in EMITTERS.values():
        if each.makes(path):
            return each
    folder = path.partition("/")[0]
    if folder in EMITTERS or folder not in plugins.found(plugins.EMITTERS):
        return None
    try:
        made = emitter(folder)
    except PluginError:
        return None
    return made if made.makes(path) else None


def modules(named: Iterable[str]) -> list[str]:
    """What these emitters need that is slow to import, each once."""
    return list(dict.fromkeys(module for name in named for module in emitter(name).modules))
