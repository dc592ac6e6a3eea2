"""Index of the documents' present cards, by the ids in an edited file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from exporter.identity import gap_numbers
from exporter.identity.changing import Change
from exporter.model import Card, Document, Location
from exporter.notes import Home, Renderer
from exporter.pipeline.build import Build
from exporter.pipeline.identify import identify
from exporter.pipeline.load import load
from exporter.pipeline.options import Options
from exporter.pipeline.render import render
from exporter.pipeline.store import card_cache, ledger_file
from exporter.pipeline.store.card_cache import Past, Texts
from exporter.pull.note import Anki, Version
from exporter.sources.discover import SourceFile

_NOWHERE = Home("", "", (), {})  # a card is compared by its texts, wherever it stands


@dataclass(frozen=True)
class CardIndex:
    """All cards of the documents with their identities."""

    build: Build
    cache: Texts  # the cards of the last build
    past: Past  # those of builds before it

    @classmethod
    def of(cls, options: Options) -> CardIndex:
        """Reads documents and ledger; writes nothing."""
        loaded = load(options)
        made = identify(render(replace(loaded, known=ledger_file.load(loaded.lock))))
        return cls(made, card_cache.load(options.out), card_cache.past(options.out))

    @cached_property
    def by_key(self) -> dict[str, Change]:
        """What happened to each card since the last build, by its id."""
        return {change.entry.key: change for change in self.build.identified.changes}

    @cached_property
    def by_guid(self) -> dict[str, Change]:
        """The same by Anki's id."""
        return {change.entry.adopted or change.entry.guid: change for change in self.build.identified.changes}

    @cached_property
    def failed(self) -> dict[str, str]:
        """The documents that failed, by the ids of their cards, here and in Anki."""
        lost = [entry for entry in self.build.known.entries.values() if entry.file in self.build.unread]
        return {name: entry.file for entry in lost for name in (entry.key, entry.adopted or entry.guid)}

    @cached_property
    def files(self) -> dict[str, SourceFile]:
        """The documents' files by the name that cards know them by."""
        return {found.name: found for found in self.build.sources.documents}

    @cached_property
    def documents(self) -> dict[Location, Document]:
        """The document of each card."""
        return {card.where: document for document in self.build.library.documents for card in document.cards}

    def place(self, where: Location) -> Location:
        """A card's place, as the user would type it."""
        found = self.files.get(where.path)
        return Location(found.shown, where.line) if found else where

    def anki(self, path: str, note_type: str, numbers: Sequence[int] = ()) -> Anki:
        """How cards of a document look in Anki, as notes of a type, with these numbers of their gaps."""
        images = {image.name: at for (name, at), image in self.build.media.items() if name == path}
        return Anki(self._fields, note_type, images, tuple(numbers))

    @cached_property
    def _fields(self) -> Callable[[Card, str], tuple[str, ...]]:
        return lru_cache(maxsize=1000)(self._rendered)

    def _rendered(self, card: Card, note_type: str) -> tuple[str, ...]:
        return tuple(self._renderer.render(card, _NOWHERE).as_type(note_type).fields(""))

    @cached_property
    def _renderer(self) -> Renderer:
        return Renderer(self.build.settings, self.build.media)

    def versions(self, change: Change) -> list[Version]:
        """The card as it was built, newest first, as far as that is known."""
        card, old = change.card, change.old
        if card is None or old is None:
            return []
        before = card_cache.card(old, self.cache)
        newest = [Version(replace(before, where=card.where), gap_numbers.live(old.gaps))] if before else []
        return [*newest, *(Version(replace(each, where=card.where)) for each in card_cache.older(old, self.past))]


def named(corrected: dict[Card, Card], index: CardIndex) -> dict[Card, Card]:
    """The corrections, with an id for each card whose question changed so much that it would be taken for another."""
    library = index.build.library
    made = tuple(
        replace(d, items=tuple(corrected.get(item, item) if isinstance(item, Card) else item for item in d.items))
        for d in library.documents
    )
    after = identify(render(replace(index.build, library=replace(library, documents=made)))).identified
    doubtful = {doubt.card for doubt in after.doubts}
    keys = {old: index.build.identified.identities[old].key for old in corrected}

    def safe(old: Card, new: Card) -> Card:
        known = new in after.identities and after.identities[new].key == keys[old] and new not in doubtful
        return new if known or new.id or keys[old] not in index.build.known.entries else replace(new, id=keys[old])

    return {old: safe(old, new) for old, new in corrected.items()}
