"""The quiz: all questions with room to write, those without an answer too. The key is a print of its own (quiz_key.py).

Several versions stand in one PDF, each on sheets of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from math import ceil
from typing import BinaryIO

from exporter import naming
from exporter.emitters import NO_MEANS, Edition, Emitted, Means
from exporter.emitters.print import language
from exporter.emitters.print.brief import for_paper
from exporter.emitters.print.document import PAPER, Design, PrintedDocument
from exporter.emitters.print.parts import Part, print_parts
from exporter.emitters.print.templates import Templates
from exporter.emitters.print.versions import Version, versions
from exporter.lexicon import printwords
from exporter.lexicon.printwords import PrintWords
from exporter.model import Card, Choice, Cloze

STYLES = ("sheet.css", "quiz.css")
_LINE = '<i class="line"></i>'
_POINTS = re.compile(r"points?[-:=_/]{1,2}(\d{1,3})", re.IGNORECASE)  # a tag
_WRITTEN, _LARGE = 2.6, 4.0  # millimeters that a letter takes by hand, on narrow lines and in large print
_BRIEFER = 0.6  # how much of an answer in a document somebody writes in a class
_FEWEST, _MOST = 1, 12  # lines to write on, where the answer says how many
_UNKNOWN = 4  # lines below a question without an answer


def emit(edition: Edition, out: BinaryIO, means: Means = NO_MEANS) -> Emitted:
    """Writes the quiz of the edition's first document; the problems are what was not printed as it is."""
    edition = for_paper(edition, asks=True)
    return print_parts([_part(edition, version) for version in drawn(edition)], out, means)


def drawn(edition: Edition) -> list[Version]:
    """The versions of the quiz of an edition's first document."""
    chosen, document = edition.settings.print, edition.documents[0]
    return versions([*document.cards], chosen.quiz_versions, chosen.quiz_seed, naming.language(document))


def label(version: Version, words: PrintWords) -> str:
    """What a version is called on its pages; "" where there is only one."""
    return f"{words.version} {version.letter}" if version.letter else ""


def words_of(edition: Edition) -> PrintWords:
    """What the pages of a quiz say in the language of its document."""
    return printwords.words_of(language.of_document(edition.documents[0]))


def points(card: Card, usual: int) -> int:
    """The points of a question: those of its tag, else as many as usual."""
    found = next(filter(None, map(_POINTS.fullmatch, card.tags)), None)
    return int(found[1]) if found and usual else usual


def _part(edition: Edition, version: Version) -> Part:
    chosen, words = edition.settings.print, words_of(edition)
    total = sum(points(card, chosen.quiz_points) for card in version.cards)
    score = f"/ {total}" if total else ""
    said = {"who": words.name, "date": words.day, "score": words.score, "total": score}
    line = Templates(edition.templates).fill("quiz-name.html", **said) if chosen.quiz_name_line else ""
    design = Design(
        STYLES,
        "quiz-question.html",
        front="quiz-front.html",
        values={"person": line},
        of_card=partial(_room_and_points, edition),
        version=label(version, words),
    )
    printed = PrintedDocument(edition, version.cards, chosen.enlarged, design)
    return Part(printed, [*printed.units(), printed.imprint()])


def _room_and_points(edition: Edition, card: Card) -> Mapping[str, str]:
    """What fills the template of a question besides itself."""
    worth, lines = points(card, edition.settings.print.quiz_points), _lines(edition, card)
    return {
        "points": f'<span class="points">/&#8239;{worth}</span>' if worth else "",
        "room": f'<div class="room">{_LINE * lines}</div>' if lines is not None else "",
    }


def _lines(edition: Edition, card: Card) -> int | None:
    """Lines to write on below a question, or None for no room at all; options are ticked, not written on lines."""
    chosen = edition.settings.print.enlarged
    if chosen.quiz_room >= 0:
        return 0 if isinstance(card.kind, Choice) and chosen.quiz_room else chosen.quiz_room or None
    if isinstance(card.kind, Choice):
        return 0
    columns = PrintedDocument(edition, (), chosen).columns
    width = PAPER[chosen.paper][chosen.orientation == "landscape"] / columns
    letters = int(width / (_LARGE if chosen.large_print else _WRITTEN))
    if isinstance(card.kind, Cloze):
        return max(_FEWEST, ceil((len(card.answer) - len(card.question)) / letters))
    lines = sum(ceil(len(line) / letters) for line in card.answer.splitlines() if line.strip())
    return min(_MOST, max(_FEWEST, ceil(_BRIEFER * lines))) if lines else _UNKNOWN
