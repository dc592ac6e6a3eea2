"""Flashcards: paper to print on both sides and cut. Every card says on both sides where it belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from html import escape
from textwrap import shorten
from typing import BinaryIO, Literal

from exporter import markup
from exporter.emitters import NO_MEANS, Edition, Emitted, Means
from exporter.emitters.pictures import filled
from exporter.emitters.print import fitting, language
from exporter.emitters.print.adapter import Adapter
from exporter.emitters.print.brief import for_paper
from exporter.emitters.print.card_grid import MARK, PIXELS, CardGrid
from exporter.emitters.print.card_heights import Shape
from exporter.emitters.print.card_sides import FLOOR, SIDES, CardSide, Fitted, fit, spans
from exporter.emitters.print.cards import badge, solved, titled
from exporter.emitters.print.document import Design, PrintedDocument
from exporter.emitters.print.galley import Layer
from exporter.emitters.print.language import directed
from exporter.emitters.print.layout_cache import CachedLayout, memory
from exporter.emitters.print.packing import Spot
from exporter.emitters.print.templates import Templates
from exporter.emitters.print.units import Unit
from exporter.lexicon.printwords import words_of
from exporter.model import Card
from exporter.naming import shortened

_STYLES = ("sheet.css", "flashcards.css")
_FORMULA = '<span class="math">'
_NUMBER = re.compile(r'(?<=<span class="number">)\d+(?=</span>)')  # by which alone labels of a section differ
_TURN = "<!-- turn -->"  # in flashcard.html, between the sides
_POINT = 96 / 72  # pixels
_RULER = 10  # millimeters of a test page's rulers to each side: what an offset may be
_NAME = 90  # characters of a section's name, and of a question said again
_TALL = (
    "a table row or an image is taller than a flashcard, so it is printed smaller. Split it, or print fewer on a page."
)


def emit(edition: Edition, out: BinaryIO, means: Means = NO_MEANS) -> Emitted:
    """Writes the flashcards of the edition's first document; the problems are what was not printed as it is."""
    stack = _Stack(for_paper(edition, asks=True), means)
    if edition.settings.print.flashcards_test:
        out.write(_test_page(stack))
        return Emitted()
    fitted = {(each.side.card, each.side.side): each for each in stack.fitted()}
    out.write(_print(stack, fitted))
    shrunk = {number for (number, _), each in fitted.items() if each.shrunk}
    wide = {number for (number, _), each in fitted.items() if each.is_wide}
    problems = [
        problem
        for n, unit in enumerate(stack.units)
        for problem in unit.problems(n in shrunk, stack.adapter.failed, n in wide, _TALL)
    ]
    return Emitted(tuple(problems), memory(stack.texts) if stack.printed(FLOOR).stands_alone else {})


@dataclass(slots=True)
class _Stack:
    """The cards of one document and what is needed to set them."""

    edition: Edition
    means: Means
    adapter: Adapter = field(default_factory=Adapter)
    grid: CardGrid = field(init=False)
    cards: list[Card] = field(init=False)  # those that have an answer; the others are left to the quiz
    units: list[Unit] = field(init=False)  # of the cards: both sides
    language: str = field(init=False)
    heads: list[float] = field(default_factory=list)  # heights of the cards' labels
    texts: list[CachedLayout] = field(default_factory=list)  # all that was laid out

    def __post_init__(self) -> None:
        settings = self.edition.settings.print
        self.grid = CardGrid.of(settings.paper, settings.flashcards_per_page, settings.flip, settings.flashcard_size)
        self.cards = [card for card in map(solved, self.edition.documents[0].cards) if card.answer.strip()]
        self.language = language.of_document(self.edition.documents[0])
        self.units = list(self.printed(FLOOR).units())

    def said(self, side: str) -> str:
        """What a page says of itself."""
        words = words_of(self.language)
        return words.fold if self.grid.is_folded else words.fronts if side == "front" else words.backs

    def printed(self, size: float, side: str = "front") -> PrintedDocument:
        """The cards at a size in points, as if they stood in no section: their labels name it."""
        orientation: Literal["landscape", "portrait"] = "landscape" if self.grid.is_landscape else "portrait"
        chosen = self.edition.settings.print
        settings = replace(chosen, orientation=orientation, columns=1, font_size=size, large_print=False, binding=0.0)
        variables = {
            "card-width": f"{self.grid.width}px",
            "card-height": f"{self.grid.height}px",
            "grid-height": f"{self.grid.rows * self.grid.height}px",
            "margin": f"{self.grid.top}px {self.grid.left}px",
            "margin-side": f"{self.grid.left}px",  # of the galley
            "padding": f"{self.grid.padding}mm",
            "mark": f"{MARK}mm",
            "running": "visible" if self.grid.has_margin else "hidden",
        }
        # Cut marks on fronts only: backs lie a little off, and one cuts by one side.
        values = {
            "cuts": self.grid.cuts() if side == "front" else "",
            "side": self.said(side),
        }
        design = Design(_STYLES, "flashcard.html", "flashcards.html", values=values, variables=variables)
        return PrintedDocument(self.edition, tuple(replace(card, section=()) for card in self.cards), settings, design)

    def frames(self, count: int) -> list[str]:
        """So many pages without their text."""
        fronts, backs = (self.printed(FLOOR, side).frames([()] * count) for side in SIDES)
        return [
            back if number % 2 and not self.grid.is_folded else front
            for number, (front, back) in enumerate(zip(fronts, backs, strict=True))
        ]

    def laid_out(self, units: Sequence[str], size: float = FLOOR) -> CachedLayout:
        """Sides or labels at a size."""
        printed = self.printed(size)
        text = CachedLayout(self.adapter, printed.page, units, printed.look)
        text.set(self.means if printed.stands_alone else NO_MEANS)
        self.texts.append(text)
        return text

    def fitted(self) -> Iterator[Fitted]:
        """All sides, laid out; measures the labels before."""
        labels = [_NUMBER.sub(lambda found: "8" * len(found[0]), self.label(card)) for card in self.cards]
        distinct = list(dict.fromkeys(labels))
        galley = self.adapter.set(self.printed(FLOOR).page, [*fitting.PROBES, *distinct])
        heights = [unit.border_height() for unit in galley.units[len(fitting.PROBES) :]]
        self.heads = [*map(dict(zip(distinct, heights, strict=True)).__getitem__, labels)]
        capacities = galley.capacities(len(fitting.PROBES))

        def lay_out(size: float, sides: Sequence[CardSide]) -> CachedLayout:
            space = fitting.room(capacities, size / FLOOR)
            return self.laid_out([fitting.fit(_html(self.units[side.card], side.side), space) for side in sides], size)

        sides = [
            CardSide(number, side, self.grid.room - head) for number, head in enumerate(self.heads) for side in SIDES
        ]
        shapes = {each: Shape.of(_html(self.units[each.card], each.side)) for each in sides}

        def predict(size: float, side: CardSide) -> float:
            return shapes[side].height(fitting.room(capacities, size / FLOOR)) * size * _POINT

        yield from fit(sides, self.edition.settings.print.font_size, lay_out, predict)

    def label(self, card: Card, part: str = "88/88", again: str = "") -> str:
        """The line above a side: number, section, level, and which of several cards it is."""
        html = Templates(self.edition.templates).fill(
            "flashcard-label.html",
            number="" if card.number is None else f'<span class="number">{card.number}</span>',
            section=escape(shortened(" › ".join(markup.plain(titled(name)) for name in card.section[-2:]), _NAME)),
            badge=badge(card.level, self.language),
            part=f'<span class="part">{part}</span>' if part else "",
            again=f'<p class="again">{again}</p>' if again else "",
        )
        return directed(html)


def _test_page(stack: _Stack) -> bytes:
    """A page with rulers on both sides, which shows how far backs lie off."""
    page, templates = stack.printed(FLOOR).page, Templates(stack.edition.templates)
    frames = [templates.fill("flashcards-test.html", side=stack.said(side), rulers=_rulers()) for side in SIDES]
    return stack.adapter.print(stack.adapter.set(partial(page, frames=frames), ["<p></p>"]), [])


def _rulers() -> str:
    """A cross of two rulers in millimeters as HTML, from its middle on."""
    strokes = [
        f'<i class="tick {way}{" long" * (not n % 5)}" style="{edge}: {n}mm"></i>'
        for way, edge in (("down", "left"), ("across", "top"))
        for n in range(-_RULER, _RULER + 1)
    ]
    return "".join(strokes)


def _html(unit: Unit, side: str) -> str:
    front, _, back = unit.html.partition(_TURN)
    return front if side == "front" else back


def _print(stack: _Stack, fitted: Mapping[tuple[int, str], Fitted]) -> bytes:
    """The PDF: on every page its labels, and under each what was cut for it."""
    counts = [max(len(fitted[n, side].runs) for side in SIDES) for n in range(len(stack.cards))]
    slips = [(n, part) for n, count in enumerate(counts) for part in range(count)]  # pieces of paper, when it is cut
    sides = [(slip, fitted[n, side], part) for slip, (n, part) in enumerate(slips) for side in SIDES]
    page = stack.printed(FLOOR).page
    labels = _laid_out(stack, [_label(stack, each, part, counts) for _, each, part in sides])
    layers: dict[int, list[Layer]] = {0: []}
    off = {"front": (0.0, 0.0), "back": stack.grid.off(stack.edition.settings.print.back_offset)}
    for (slip, each, part), (label, start, stop) in zip(sides, labels, strict=True):
        number, x, y = stack.grid.place(slip, each.side.side)
        inside = stack.grid.padding * PIXELS
        x, y = x + inside + off[each.side.side][0], y + stack.grid.top + inside + off[each.side.side][1]
        layer = layers.setdefault(number, [])
        layer.append(Layer(label, [Spot(number, start, stop, x, y - label.atoms[start].top)]))
        if part < len(each.runs):
            layer.append(Layer(each.text, [each.spot(part, number, x, y + stack.heads[each.side.card])]))
    placed = [layer for number in sorted(layers) for layer in layers[number]]
    for text in stack.texts:
        text.settle(spot for layer in placed if layer.text is text for spot in layer.spots)
    framed = stack.adapter.set(partial(page, frames=stack.frames(len(layers))), ["<p></p>"])
    return stack.adapter.print(framed, placed)


def _laid_out(stack: _Stack, labels: Sequence[str]) -> Iterator[tuple[CachedLayout, int, int]]:
    """Labels with their atoms, each laid out once: those of both sides are the same where both have a text."""
    distinct = list(dict.fromkeys(labels))
    text = stack.laid_out(distinct)
    known = dict(zip(distinct, spans(text), strict=True))
    return ((text, *known[label]) for label in labels)


def _label(stack: _Stack, fitted: Fitted, part: int, counts: Sequence[int]) -> str:
    """The label of a part of a side; where the other side goes on alone, the question is said again."""
    card, count = stack.cards[fitted.side.card], counts[fitted.side.card]
    again = "" if part < len(fitted.runs) else _again(stack, card)
    return stack.label(card, f"{part + 1}/{count}" if count > 1 else "", again)


def _again(stack: _Stack, card: Card) -> str:
    """A question in a line or two, as HTML: its first line with its formulas, where there are any."""
    words = shorten(markup.plain(card.question), _NAME, placeholder=" …")
    html = markup.inline_html(card.question.partition("\n")[0])
    return filled(html, card, stack.edition.media) if _FORMULA in html else escape(words)
