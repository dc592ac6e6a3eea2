"""Whole collections, changed in every way at once: history stays on the right card."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from exporter import readers
from exporter.identity.context import BuildContext
from exporter.identity.identification import Identified, identify
from exporter.identity.ledger import Ledger, dumps, loads
from exporter.model import Card
from exporter.readers.source import Source
from tests.conftest import SHARED, SOURCE
from tests.identity.mutations import Mutated, mutate

DOCUMENTS = sorted([*SOURCE.glob("*.md"), *(SHARED / "seeds").glob("*.txt")])


@dataclass
class Score:
    """Where the histories went."""

    right: int = 0
    told: int = 0  # lost or doubtful, and told
    lost: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def all(self) -> int:
        return self.right + self.told + len(self.lost) + len(self.wrong)


def build(cards: list[Card] | tuple[Card, ...], ledger: Ledger) -> Identified:
    return identify(cards, ledger, BuildContext(1, lambda file: True))


def score(old: list[Card], mutated: Mutated, first: Identified, second: Identified) -> Score:
    """Compares identities after a change with the truth."""
    became = {first.identities[old[o]].key: mutated.cards[n] for o, n in mutated.truth.items()}
    told_cards = {doubt.card for doubt in second.doubts}
    told_keys = {doubt.entry.key for doubt in second.doubts}
    result = Score()
    takers = {identity.key: card for card, identity in second.identities.items()}
    for key, entry in first.ledger.entries.items():
        card, taker = became.get(key), takers.get(key)
        if taker == card:
            result.right += card is not None
        elif key in told_keys or card in told_cards or taker in told_cards:
            result.told += 1
        elif taker is None:
            result.lost.append(f"{entry.question} -> {card}")
        else:
            result.wrong.append(f"{entry.question} -> {taker.question}")
    return result


@pytest.fixture(scope="module", params=DOCUMENTS, ids=lambda path: path.name)
def cards(request: pytest.FixtureRequest) -> list[Card]:
    path: Path = request.param
    found = readers.read(Source.decode(path.name, path.read_bytes())).cards
    return [card for card in found if card.answer.strip()]


def test_the_seeds_are_among_them(seeds: Path) -> None:
    assert {path.name for path in seeds.glob("*.txt")} <= {path.name for path in DOCUMENTS}


@pytest.mark.parametrize("seed", range(12))
def test_a_tenth_of_the_cards_changed_in_every_way_at_once(cards: list[Card], seed: int) -> None:
    newcomers = cards[seed % 20 :: 20]
    old = [card for card in cards if card not in newcomers]
    first = build(old, Ledger())
    ledger = loads(dumps(first.ledger), "cards.lock")
    mutated = mutate(old, newcomers, 0.1, seed)
    found = score(old, mutated, first, build(mutated.cards, ledger))
    assert found.wrong == []
    assert found.lost == []
    assert found.right >= 0.99 * found.all
