"""Places: which deck of a collection is the one that we mean. A deck is known by its id: its name is its owner's."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from exporter.push import base
from exporter.push.state import CardState, State

_NESTED = "::"


class Places:
    """The decks of a collection by the names that we gave them."""

    def __init__(self, state: State, put: Iterable[tuple[str, tuple[int, ...]]]) -> None:
        """Takes where cards were put, as hashes of the names of decks, with the decks that they lie in."""
        self._decks = state.decks
        self._known = {name: number for name, number in state.memory.decks.items() if number in state.decks}
        self._named = {base.deck_digest(name): number for number, name in state.decks.items()}
        self._lying = _lying(put)

    def find(self, digest: str) -> int:
        """The id of the deck that we gave a name, by the hash of that; 0 where there is none.

        It may have another name now. A deck that was made by a package, and renamed before the first push, is where
        most of its cards lie.
        """
        return self._known.get(digest) or self._named.get(digest) or self._lying.get(digest, 0)

    def name(self, name: str) -> str:
        """The name of a deck that is to be made: below the deck above it, whatever that is called now."""
        parts = name.split(_NESTED)
        for end in range(len(parts) - 1, 0, -1):
            above = self.find(base.deck_digest(_NESTED.join(parts[:end])))
            if above:
                return _NESTED.join([self._decks[above], *parts[end:]])
        return name

    def is_put(self, card: CardState, digests: Iterable[str]) -> bool:
        """Whether a card lies in one of the decks that we may have put it into."""
        return any(digest and card.deck == self.find(digest) for digest in digests)


def _lying(put: Iterable[tuple[str, tuple[int, ...]]]) -> Mapping[str, int]:
    """The decks that hold more than half of the cards that were put somewhere."""
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    for digest, decks in put:
        counts[digest].update(decks)
    most = {digest: (count.most_common(1)[0], count.total()) for digest, count in counts.items() if count}
    return {digest: deck for digest, ((deck, cards), total) in most.items() if 2 * cards > total}
