"""The key to a quiz, in a file of its own: it must not go out with the copies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from exporter.emitters import NO_MEANS, Edition, Emitted, Means
from exporter.emitters.print.brief import for_paper
from exporter.emitters.print.cards import solved
from exporter.emitters.print.document import Design, PrintedDocument
from exporter.emitters.print.parts import Part, print_parts
from exporter.emitters.print.quiz import STYLES, drawn, label, words_of
from exporter.emitters.print.templates import Templates
from exporter.emitters.print.units import Unit
from exporter.emitters.print.versions import Version
from exporter.model import Card, Choice

_SEVERAL = 3  # questions with options whose letters are worth a line of their own


def emit(edition: Edition, out: BinaryIO, means: Means = NO_MEANS) -> Emitted:
    """Writes the key to the quiz of the edition's first document; the problems are what was not printed as it is."""
    edition = for_paper(edition, asks=True)
    return print_parts([_part(edition, version) for version in drawn(edition)], out, means)


def _part(edition: Edition, version: Version) -> Part:
    """The answers of a version, below the letters of all right options."""
    words = words_of(edition)
    cards = tuple(card for card in map(solved, version.cards) if card.answer.strip())
    design = Design(STYLES, "quiz-answer.html", name=words.key, version=label(version, words))
    printed = PrintedDocument(edition, cards, edition.settings.print.enlarged, design)
    return Part(printed, [*_letters(edition, cards), *printed.units(), printed.imprint()])


def _letters(edition: Edition, cards: Iterable[Card]) -> Iterator[Unit]:
    """The right options at a glance, for whoever marks thirty copies."""
    fill = Templates(edition.templates).fill
    entries = [
        fill("quiz-letter.html", number=card.number, letters=", ".join(chr(65 + index) for index in card.kind.correct))
        for card in cards
        if isinstance(card.kind, Choice) and card.kind.correct
    ]
    if len(entries) >= _SEVERAL:
        yield Unit(fill("quiz-letters.html", letters=" ".join(entries)), "letters")
