"""The cards as their documents have them now, found by what an edited file calls them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from exporter.identity.changing import Change
from exporter.identity.identify import Identified
from exporter.identity.ledger import Ledger
from exporter.model import Card, Document, Location
from exporter.notes import Home, Renderer
from exporter.pipeline.load import Inputs, collect
from exporter.pipeline.options import Options
from exporter.pipeline.store import cards, ledger_file
from exporter.pipeline.store.cards import Texts
from exporter.pull.apply import Anki
from exporter.sources.discover import Found

_NOWHERE = Home("", "", (), {})  # a card is compared by its texts, wherever it stands


@dataclass(frozen=True)
class Shelf:
    """All cards of the documents with their identities."""

    inputs: Inputs
    known: Ledger
    identified: Identified
    cache: Texts  # the cards of the last build

    @classmethod
    def of(cls, options: Options) -> Shelf:
        """Reads documents and ledger; writes nothing."""
        inputs = collect(options)
        known = ledger_file.load(inputs.lock)
        inputs, identified = ledger_file.identified(inputs, known)
        return cls(inputs, known, identified, cards.load(options.out))

    @cached_property
    def by_key(self) -> dict[str, Change]:
        """What happened to each card since the last build, by its id."""
        return {change.entry.key: change for change in self.identified.changes}

    @cached_property
    def by_guid(self) -> dict[str, Change]:
        """The same by Anki's id."""
        return {change.entry.guid: change for change in self.identified.changes}

    @cached_property
    def failed(self) -> dict[str, str]:
        """The documents that failed, by the ids of their cards, here and in Anki."""
        lost = [entry for entry in self.known.entries.values() if entry.file in self.inputs.unread]
        return {name: entry.file for entry in lost for name in (entry.key, entry.guid)}

    @cached_property
    def files(self) -> dict[str, Found]:
        """The documents' files by the name that cards know them by."""
        return {found.name: found for found in self.inputs.sources.documents}

    @cached_property
    def documents(self) -> dict[Location, Document]:
        """The document of each card."""
        return {card.where: document for document in self.inputs.library.documents for card in document.cards}

    def place(self, where: Location) -> Location:
        """A card's place, as the user would type it."""
        found = self.files.get(where.path)
        return Location(found.shown, where.line) if found else where

    def anki(self, path: str) -> Anki:
        """How cards of a document look in Anki."""
        images = {image.name: at for (name, at), image in self.inputs.media.items() if name == path}
        return Anki(self._fields, images)

    @cached_property
    def _fields(self) -> Callable[[Card], tuple[str, ...]]:
        return lru_cache(maxsize=1000)(self._rendered)

    def _rendered(self, card: Card) -> tuple[str, ...]:
        return tuple(self._renderer.render(card, _NOWHERE).fields(""))

    @cached_property
    def _renderer(self) -> Renderer:
        return Renderer(self.inputs.settings, self.inputs.media)

    def before(self, change: Change) -> Card | None:
        """The card as it was built last, where that is known."""
        if change.card is None or change.old is None:
            return None
        card = cards.card(change.old, self.cache)
        return card and replace(card, where=change.card.where)


def named(corrected: dict[Card, Card], shelf: Shelf) -> dict[Card, Card]:
    """The corrections, with an id for each card whose question changed so much that it would be taken for another."""
    library = shelf.inputs.library
    made = tuple(
        replace(d, items=tuple(corrected.get(item, item) if isinstance(item, Card) else item for item in d.items))
        for d in library.documents
    )
    _, after = ledger_file.identified(replace(shelf.inputs, library=replace(library, documents=made)), shelf.known)
    doubtful = {doubt.card for doubt in after.doubts}
    keys = {old: shelf.identified.identities[old].key for old in corrected}

    def safe(old: Card, new: Card) -> Card:
        known = new in after.identities and after.identities[new].key == keys[old] and new not in doubtful
        return new if known or new.id or keys[old] not in shelf.known.entries else replace(new, id=keys[old])

    return {old: safe(old, new) for old, new in corrected.items()}
