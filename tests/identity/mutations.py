"""What people do to cards between two builds, at random but the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from exporter.model import Card, Location

_OPENERS = ("Explain briefly:", "In your own words,", "Tell me,", "Suppose somebody asks:", "To begin with,")
_STRANGE = (
    "zeb",
    "quorl",
    "mintap",
    "frees",
    "olvar",
    "dunning",
    "pask",
    "trelow",
    "wicker",
    "yonder",
    "sable",
    "ocker",
)
_SMALL = {"a", "an", "the", "is", "are", "of", "in", "to", "and", "what", "how", "do", "does", "you", "why"}

Mutation = Callable[[random.Random, Card], Card]


def typo(chance: random.Random, text: str) -> str:
    """Two letters of one word change places."""
    words = text.split(" ")
    long = [n for n, word in enumerate(words) if len(word) > 4 and word.isalpha()]
    if not long:
        return f"Indeed {text}"
    n = chance.choice(long)
    at = chance.randrange(1, len(words[n]) - 2)
    word = words[n]
    words[n] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return " ".join(words) if words[n] != word else text.replace(word, word + word[-1], 1)


def reworded(chance: random.Random, card: Card) -> Card:
    """The question says the same in another way: small words go, others come, the rest changes places."""
    words = [
        word for word in card.question.split() if word.casefold().strip("?") not in _SMALL or chance.random() < 0.4
    ]
    cut = chance.randrange(len(words) + 1)
    return replace(card, question=f"{chance.choice(_OPENERS)} {' '.join(words[cut:] + words[:cut])}")


def retold(chance: random.Random, card: Card) -> Card:
    """The question has no word in common with what it was."""
    return replace(card, question=" ".join(chance.choices(_STRANGE, k=7)).capitalize() + "?")


def edited(chance: random.Random, card: Card) -> Card:
    """Some words of the answer change, some go, some come; no code block is torn."""
    words = card.answer.split(" ")
    plain = [n for n, word in enumerate(words) if word.isalpha()] or [len(words) - 1]
    for at in sorted(chance.sample(plain, max(1, len(plain) // 8)), reverse=True):
        come = chance.choices(_STRANGE, k=chance.choice((0, 1, 1, 2)))
        words[at : at + 1] = [words[at], *come] if chance.random() < 0.3 or not words[at].isalpha() else come
    return replace(card, answer=" ".join(words))


def extended(chance: random.Random, card: Card) -> Card:
    """The answer gets another paragraph, before or after."""
    more = " ".join(chance.choices(_STRANGE, k=chance.randrange(5, 25))).capitalize() + "."
    return replace(card, answer="\n\n".join(chance.sample([card.answer, more], 2)))


def mistyped(chance: random.Random, card: Card) -> Card:
    """A typo in question and answer."""
    return replace(card, question=typo(chance, card.question), answer=typo(chance, card.answer))


def resectioned(chance: random.Random, card: Card) -> Card:
    """It stands under another heading."""
    return replace(card, section=(*card.section[:1], chance.choice(_STRANGE)))


def both(chance: random.Random, card: Card) -> Card:
    """Question reworded and answer edited."""
    return edited(chance, reworded(chance, card))


def rewritten(chance: random.Random, card: Card) -> Card:
    """Question retold and answer edited."""
    return edited(chance, retold(chance, card))


MUTATIONS: tuple[Mutation, ...] = (reworded, retold, edited, extended, mistyped, resectioned, both, rewritten)


@dataclass(frozen=True, slots=True)
class Mutated:
    """Cards after some days of work, and which one each of the old ones has become (by index)."""

    cards: tuple[Card, ...]
    truth: dict[int, int]  # old index -> new index; what is not in it was deleted


def mutate(cards: Sequence[Card], newcomers: Sequence[Card], share: float, seed: int) -> Mutated:
    """Changes a share of the cards in every way at once: edits, deletions, moves; and puts newcomers among them."""
    chance = random.Random(seed)
    touched = set(chance.sample(range(len(cards)), round(share * len(cards))))
    rows: list[tuple[float, int, Card]] = []
    for number, card in enumerate(cards):
        place = float(number)
        if number in touched:
            what = chance.randrange(len(MUTATIONS) + 2)
            if what == len(MUTATIONS):
                continue
            if what > len(MUTATIONS):
                place = chance.uniform(0, len(cards))
            else:
                card = MUTATIONS[what](chance, card)
        rows.append((place, number, card))
    rows += [(chance.uniform(0, len(cards)), -1, card) for card in newcomers]
    rows.sort(key=lambda row: (row[2].where.path, row[0]))
    made = [replace(card, where=Location(card.where.path, line)) for line, (_, _, card) in enumerate(rows, 1)]
    return Mutated(tuple(made), {number: n for n, (_, number, _) in enumerate(rows) if number >= 0})
