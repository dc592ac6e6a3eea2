"""Flashcards: paper to print on both sides and cut. Every card says on both sides where it belongs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from html import escape
from textwrap import shorten
from typing import BinaryIO

from exporter import markup
from exporter.emitters import Edition
from exporter.emitters.print import fitting
from exporter.emitters.print.brief import brief
from exporter.emitters.print.cards import badge, solved
from exporter.emitters.print.faces import FLOOR, SIDES, Face, Fitted, fit, spans
from exporter.emitters.print.galley import Layer, Live
from exporter.emitters.print.grid import MARGIN, MARK, PADDING, PIXELS, Grid
from exporter.emitters.print.manuscript import Design, Manuscript
from exporter.emitters.print.packing import Spot
from exporter.emitters.print.press import Press
from exporter.emitters.print.templates import Templates
from exporter.emitters.print.units import Unit
from exporter.model import Card, Problem

_STYLES = ("sheet.css", "flashcards.css")
_TURN = "<!-- turn -->"  # in flashcard.html, between the faces
_NAME = 90  # characters of a section's name, and of a question said again
_TALL = (
    "a table row or an image is taller than a flashcard, so it is printed smaller. Split it, or print fewer on a page."
)


def emit(edition: Edition, out: BinaryIO) -> Iterable[Problem]:
    """Writes the flashcards of the edition's first document; the problems are what was not printed as it is."""
    stack = _Stack(brief(edition, asks=True))
    fitted = {(each.face.card, each.face.side): each for each in stack.fitted()}
    out.write(_print(stack, fitted))
    shrunk = {number for (number, _), each in fitted.items() if each.shrunk}
    return [
        problem
        for n, unit in enumerate(stack.units)
        for problem in unit.problems(n in shrunk, stack.press.failed, _TALL)
    ]


@dataclass(slots=True)
class _Stack:
    """The cards of one document and what is needed to set them."""

    edition: Edition
    press: Press = field(default_factory=Press)
    grid: Grid = field(init=False)
    cards: list[Card] = field(init=False)  # those that have an answer; the others are left to the quiz
    units: list[Unit] = field(init=False)  # of the cards: both faces
    heads: list[float] = field(default_factory=list)  # heights of the cards' labels

    def __post_init__(self) -> None:
        settings = self.edition.settings.print
        self.grid = Grid.of(settings.paper, settings.flashcards_per_page, settings.flip)
        self.cards = [card for card in map(solved, self.edition.documents[0].cards) if card.answer.strip()]
        self.units = list(self.manuscript(FLOOR).units())

    def manuscript(self, size: float) -> Manuscript:
        """The cards at a size in points, as if they stood in no section: their labels name it."""
        settings = replace(self.edition.settings.print, orientation="portrait", columns=1, font_size=size)
        variables = {
            "card-width": f"{self.grid.width}px",
            "card-height": f"{self.grid.height}px",
            "margin": f"{MARGIN}mm",
            "padding": f"{PADDING}mm",
            "mark": f"{MARK}mm",
        }
        design = Design(_STYLES, "flashcard.html", "flashcards.html", {"cuts": self.grid.cuts()}, variables)
        return Manuscript(self.edition, tuple(replace(card, section=()) for card in self.cards), settings, design)

    def fitted(self) -> Iterator[Fitted]:
        """All faces, laid out; measures the labels before."""
        labels = [self.label(card) for card in self.cards]
        galley = self.press.set(self.manuscript(FLOOR).page, [*fitting.PROBES, *labels])
        self.heads = [unit.border_height() for unit in galley.units[len(fitting.PROBES) :]]
        capacities = galley.capacities(len(fitting.PROBES))
        room = self.grid.height - 2 * PADDING * PIXELS

        def lay_out(size: float, faces: Sequence[Face]) -> Live:
            space = fitting.room(capacities, size / FLOOR)
            units = [fitting.fit(_html(self.units[face.card], face.side), space) for face in faces]
            return self.press.set(self.manuscript(size).page, units).text()

        faces = [Face(number, side, room - head) for number, head in enumerate(self.heads) for side in SIDES]
        yield from fit(faces, self.edition.settings.print.font_size, lay_out)

    def label(self, card: Card, part: str = "88/88", again: str = "") -> str:
        """The line above a face: number, section, level, and which of several cards it is."""
        return Templates(self.edition.templates).fill(
            "flashcard-label.html",
            number="" if card.number is None else f'<span class="number">{card.number}</span>',
            section=escape(shorten(" › ".join(map(markup.plain, card.section[-2:])), _NAME, placeholder=" …")),
            badge=badge(card.level),
            part=f'<span class="part">{part}</span>' if part else "",
            again=f'<p class="again">{escape(again)}</p>' if again else "",
        )


def _html(unit: Unit, side: str) -> str:
    front, _, back = unit.html.partition(_TURN)
    return front if side == "front" else back


def _print(stack: _Stack, fitted: Mapping[tuple[int, str], Fitted]) -> bytes:
    """The PDF: on every page its labels, and under each what was cut for it."""
    counts = [max(len(fitted[n, side].runs) for side in SIDES) for n in range(len(stack.cards))]
    slips = [(n, part) for n, count in enumerate(counts) for part in range(count)]  # pieces of paper, when it is cut
    faces = [(slip, fitted[n, side], part) for slip, (n, part) in enumerate(slips) for side in SIDES]
    page = stack.manuscript(FLOOR).page
    labels = stack.press.set(page, [_label(stack, each, part, counts) for _, each, part in faces]).text()
    layers: dict[int, list[Layer]] = {0: []}
    for (slip, each, part), (start, stop) in zip(faces, spans(labels), strict=True):
        number, x, y = stack.grid.place(slip, each.face.side)
        x, y = x + PADDING * PIXELS, y + (MARGIN + PADDING) * PIXELS
        layer = layers.setdefault(number, [])
        layer.append(Layer(labels, [Spot(number, start, stop, x, y - labels.atoms[start].top)]))
        if part < len(each.runs):
            layer.append(Layer(each.text, [each.spot(part, number, x, y + stack.heads[each.face.card])]))
    frames = stack.press.set(partial(page, pages=[()] * len(layers)), ["<p></p>"])
    return stack.press.print(frames, [layer for number in sorted(layers) for layer in layers[number]])


def _label(stack: _Stack, fitted: Fitted, part: int, counts: Sequence[int]) -> str:
    """The label of a part of a face; where the other side goes on alone, the question is said again."""
    card, count = stack.cards[fitted.face.card], counts[fitted.face.card]
    again = "" if part < len(fitted.runs) else shorten(markup.plain(card.question), _NAME, placeholder=" …")
    return stack.label(card, f"{part + 1}/{count}" if count > 1 else "", again)
