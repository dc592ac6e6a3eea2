"""Parts of a card, its question, answer and options, each of which is merged as a whole.

What only one side changed is taken from that side. Where the document and the edited file changed the same part in two
ways, nobody can say which is right: that part is left alone, and told with both.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from exporter import grammar, worddiff
from exporter.model import Card, Cloze


@dataclass(frozen=True, slots=True)
class Left:
    """A part of an edited card that was left alone, and why."""

    part: str  # "" for the card as a whole
    why: str
    document: str = ""  # what changed in the document since it was built; "" where nothing did
    edited: str = ""  # what changed in the edited file


@dataclass(frozen=True, slots=True)
class Merged:
    """A card with the corrections of a row, and the parts that have not taken theirs."""

    card: Card
    left: tuple[Left, ...] = ()


def conflict(part: str, was: str, document: str, edited: str) -> Left:
    """A part that both sides changed; texts as their readers see them."""
    why = "it changed in its document and in the edited file; choose one and write it into the document"
    return Left(part, why, worddiff.marked(was, document), worddiff.marked(was, edited))


def reblanked(old: Card, new: Card) -> Card:
    """The question of a cloze is its text with gaps, unless the document has one of its own."""
    follows = isinstance(new.kind, Cloze) and new.question == old.question == grammar.blanked(old.answer)
    return replace(new, question=grammar.blanked(new.answer)) if follows else new
