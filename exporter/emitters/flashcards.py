"""Flashcards: paper to print on both sides and cut. Every card says on both sides where it belongs.

Each face is laid out as wide as a card, at the largest size at which it fits (pdf.py lays out, a size at a time, what
did not fit at a larger one). What fits at no readable size goes on over further cards; nothing is ever cut off.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from html import escape
from itertools import accumulate, groupby, pairwise
from math import sqrt
from string import Template
from textwrap import shorten
from typing import BinaryIO

from exporter import markup
from exporter.emitters import Edition
from exporter.emitters.packing import Run, Shelf, Spot, pack
from exporter.emitters.pdf import Press, Text, undisturbed
from exporter.emitters.sheet import PAPER, _badge, _problems, _Sheet, _Unit
from exporter.errors import OutputError
from exporter.model import Card, Choice, Problem, Severity

GRIDS = {4: (2, 2), 8: (2, 4), 10: (2, 5)}  # cards on a page -> columns and rows of them, on paper held upright
FLOOR = 6.5  # points of running text, which makes 6 of code: nobody reads smaller print with pleasure
_STEPS = (1.5, 1.1, 0.95, 0.82)  # sizes that are tried before the floor, as parts of the setting's
_LARGEST = {"front": 1.5, "back": 1.1}  # a question may be larger than running text, an answer only a little
_MARGIN = 8.0  # millimeters around all cards: most printers leave 5 blank
_PADDING = 4.0  # millimeters between a card's edge and its text: duplex printers are off by one or two
_MARK = 4.0  # length of a cut mark in millimeters
_TURN = "<!-- turn -->"  # in flashcard.html, between the faces
_PIXELS = 96 / 25.4  # per millimeter
_CODE = ("code", "diagram")  # what is set in a mono font
_PROBE = 50  # characters of the lines that measure how much code a card holds
_NAME = 90  # characters of a section's name, and of a question said again


def emit(edition: Edition, out: BinaryIO) -> Iterable[Problem]:
    """Writes the flashcards of the edition's first document; the problems are what was not printed as it is."""
    with undisturbed(edition.changed_at):
        return _emit(edition, out)


@dataclass(frozen=True, slots=True)
class Grid:
    """Where cards stand on a page, in pixels, and where their backs stand on the next."""

    columns: int
    rows: int
    width: float  # of a card
    height: float
    flip: str  # the edge of the paper that the printer turns it over

    @classmethod
    def of(cls, paper: str, count: int, flip: str) -> Grid:
        """The grid of so many cards on a paper."""
        (columns, rows), (width, height) = GRIDS[count], PAPER[paper]
        inside = (width - 2 * _MARGIN) * _PIXELS, (height - 2 * _MARGIN) * _PIXELS
        return cls(columns, rows, inside[0] / columns, inside[1] / rows, flip)

    def place(self, index: int, side: str) -> tuple[int, float, float]:
        """The page of a card's face, and how far it stands to the right of and below the first card's corner."""
        sheet, place = divmod(index, self.columns * self.rows)
        row, column = divmod(place, self.columns)
        if side == "back" and self.flip == "long-edge":
            column = self.columns - 1 - column
        if side == "back" and self.flip == "short-edge":
            row = self.rows - 1 - row
        return 2 * sheet + (side == "back"), column * self.width, row * self.height

    def cuts(self) -> str:
        """The cut marks of a page as HTML: strokes in its margins, crosses where four cards meet."""
        wide, high = self.columns * self.width, self.rows * self.height
        mark, gap = _MARK * _PIXELS, _PIXELS  # a millimeter between a mark and the cards
        strokes: list[tuple[str, float, float]] = []
        for column in range(self.columns + 1):
            tops = [-gap - mark, high + gap, *(row * self.height - mark / 2 for row in range(1, self.rows))]
            inner = 0 < column < self.columns
            strokes += [("down", column * self.width, top) for top in (tops if inner else tops[:2])]
        for row in range(self.rows + 1):
            lefts = [-gap - mark, wide + gap, *(n * self.width - mark / 2 for n in range(1, self.columns))]
            inner = 0 < row < self.rows
            strokes += [("across", left, row * self.height) for left in (lefts if inner else lefts[:2])]
        return "".join(f'<i class="cut {way}" style="left: {x:.2f}px; top: {y:.2f}px"></i>' for way, x, y in strokes)


@dataclass(frozen=True, slots=True)
class _Face:
    """One side of a card."""

    card: int  # its index among the cards
    side: str  # "front" or "back"
    room: float  # pixels that its text may be high


@dataclass(frozen=True, slots=True)
class _Set:
    """A face that was laid out: a run for every card that it goes on over."""

    text: Text
    runs: Sequence[Run]
    shrunk: bool  # it holds what is higher than a card even at the floor


@dataclass(slots=True)
class _Stack:
    """The cards of one document and what is needed to set them."""

    edition: Edition
    press: Press = field(default_factory=Press)
    cards: list[Card] = field(init=False)  # those that have an answer; the others are left to the quiz
    grid: Grid = field(init=False)

    def __post_init__(self) -> None:
        settings = self.edition.settings.print
        cards = map(solved, self.edition.documents[0].cards)
        self.cards = [card for card in cards if card.answer.strip()]
        self.grid = Grid.of(settings.paper, settings.flashcards_per_page, settings.flip)

    def sheet(self, size: float, cards: Iterable[Card]) -> _Sheet:
        """The HTML of some cards at a size in points; it borrows from the cheat sheet all but its templates."""
        edition, grid = self.edition, self.grid
        settings = replace(edition.settings.print, orientation="portrait", columns=1, font_size=size, notes=False)
        document = replace(edition.documents[0], items=tuple(replace(card, section=()) for card in cards))
        size_of = f"--card-width: {grid.width}px; --card-height: {grid.height}px"
        style = f"{self.template('sheet.css')}\n{self.template('flashcards.css')}\n:root {{ {size_of}; "
        style += f"--margin: {_MARGIN}mm; --padding: {_PADDING}mm; --mark: {_MARK}mm }}"
        frame = Template(self.template("flashcards.html")).safe_substitute(cuts=grid.cuts())
        own = {"sheet.css": style, "frame.html": frame, "card.html": self.template("flashcard.html")}
        return _Sheet(
            replace(
                edition,
                documents=(document,),
                templates={**edition.templates, **own},
                settings=replace(edition.settings, print=settings),
            )
        )

    def template(self, name: str) -> str:
        """The text of a template; raises OutputError."""
        if name not in self.edition.templates:
            raise OutputError(f"templates/print/{name} is missing. Restore the file.")
        return self.edition.templates[name]

    def label(self, card: Card, part: str = "88/88", again: str = "") -> str:
        """The line above a face: number, section, level, and which of several cards it is."""
        values = {
            "number": "" if card.number is None else f'<span class="number">{card.number}</span>',
            "section": escape(shorten(" › ".join(card.section[-2:]), _NAME, placeholder=" …")),
            "badge": _badge(card.level),
            "part": f'<span class="part">{part}</span>' if part else "",
            "again": f'<p class="again">{escape(again)}</p>' if again else "",
        }
        try:
            return Template(self.template("flashcard-label.html")).substitute(values)
        except (KeyError, ValueError) as error:
            raise OutputError(f"templates/print/flashcard-label.html: {error} is wrong. Restore the file.") from error


def solved(card: Card) -> Card:
    """A card whose answer begins with the right options, where it is multiple choice."""
    if not isinstance(card.kind, Choice) or not card.kind.correct:
        return card
    rows = (f"**{chr(65 + index)}.** {card.kind.options[index]}" for index in card.kind.correct)
    return replace(card, answer="\n\n".join([*rows, card.answer]))


def _emit(edition: Edition, out: BinaryIO) -> list[Problem]:
    stack = _Stack(edition)
    cards = stack.cards
    heads, code = _measure(stack, cards)
    room = stack.grid.height - 2 * _PADDING * _PIXELS
    faces = [_Face(n, side, room - heads[n]) for n in range(len(cards)) for side in _LARGEST]
    units: dict[int, _Unit] = {}
    sets = _fit(stack, faces, code, units)
    out.write(_print(stack, cards, heads, sets))
    shrunk = {face.card for face, made in sets.items() if made.shrunk}
    return [*_told(units, shrunk, cards)]


def _told(units: Mapping[int, _Unit], shrunk: set[int], cards: Sequence[Card]) -> Iterator[Problem]:
    message = "a table row or an image is higher than a flashcard: printed smaller. Split it, or print fewer on a page."
    for number, card in enumerate(cards):
        yield from _problems(units[number], False)
        if number in shrunk:
            yield Problem(Severity.WARNING, "shrunk", message, card.where)


def _measure(stack: _Stack, cards: Sequence[Card]) -> tuple[list[float], dict[str, float]]:
    """The heights of all labels, and how many characters of code a card one point small would hold in a line."""
    probes = [f'<div class="face"><pre class="{kind}">{"0" * _PROBE}</pre></div>' for kind in _CODE]
    galley = stack.press.set(stack.sheet(FLOOR, ()).page, [*probes, *map(stack.label, cards)])
    code = {kind: _PROBE * galley.capacity(n) * FLOOR for n, kind in enumerate(_CODE)}
    return [unit.border_height() for unit in galley.units[len(probes) :]], code


def _fit(
    stack: _Stack, faces: Sequence[_Face], code: Mapping[str, float], units: dict[int, _Unit]
) -> dict[_Face, _Set]:
    """Every face at the largest size at which it fits; `units` gets the HTML of every card."""
    base = stack.edition.settings.print.font_size
    sizes = [*(step * base for step in _STEPS if step * base > FLOOR), FLOOR]
    hopes = {face: _LARGEST[face.side] * base for face in faces}  # no larger size can fit
    done: dict[_Face, _Set] = {}
    for size in sizes:
        due = [face for face in faces if face not in done and (hopes[face] >= size or size == FLOOR)]
        text, spans = _lay_out(stack, due, size, code, units)
        for face, (start, stop) in zip(due, spans, strict=True):
            height = text.atoms[stop - 1].bottom - text.atoms[start].top
            hopes[face] = size * sqrt(face.room / height)  # prose shrinks with the square of its size, code less
            if height <= face.room or size == FLOOR:
                done[face] = _cut(text, start, stop, face.room)
    return done


def _lay_out(
    stack: _Stack, due: Sequence[_Face], size: float, code: Mapping[str, float], units: dict[int, _Unit]
) -> tuple[Text, list[tuple[int, int]]]:
    """Some faces at one size, and the atoms of each."""
    if not due:
        return Text((), [], []), []
    cards, numbers = stack.cards, sorted({face.card for face in due})
    sheet = stack.sheet(size, [cards[number] for number in numbers])
    units.update(zip(numbers, sheet.units({kind: int(room / size) for kind, room in code.items()}), strict=False))
    text = stack.press.set(sheet.page, [_html(units[face.card], face.side) for face in due]).text()
    return text, _spans(text)


def _html(unit: _Unit, side: str) -> str:
    front, _, back = unit.html.partition(_TURN)
    return front if side == "front" else back


def _spans(text: Text) -> list[tuple[int, int]]:
    """For every unit its first atom and the one after its last."""
    counts = (len(list(group)) for _, group in groupby(atom.unit for atom in text.atoms))
    return list(pairwise(accumulate(counts, initial=0)))


def _cut(text: Text, start: int, stop: int, room: float) -> _Set:
    """Spreads a face over as many cards as it needs."""
    runs = pack(text.atoms[start:stop], Shelf(1, room, room))
    runs = [Run(run.start + start, run.stop + start, run.height) for run in runs]
    return _Set(text, runs, any(run.height > room for run in runs))


def _print(stack: _Stack, cards: Sequence[Card], heads: Sequence[float], sets: Mapping[_Face, _Set]) -> bytes:
    """The PDF: on every page its labels, and under each what was cut for it."""
    faces = {(face.card, face.side): face for face in sets}
    counts = [max(len(sets[faces[n, side]].runs) for side in _LARGEST) for n in range(len(cards))]
    order = [(n, part) for n, count in enumerate(counts) for part in range(count)]
    labels = [
        _label(stack, cards[n], part, counts[n], part < len(sets[faces[n, side]].runs))
        for n, part in order
        for side in _LARGEST
    ]
    sheet = stack.sheet(FLOOR, cards)
    heading = stack.press.set(sheet.page, labels).text()
    spans = iter(_spans(heading))
    layers: dict[int, list[tuple[Text, list[Spot]]]] = {0: []}
    for index, (n, part) in enumerate(order):
        for side in _LARGEST:
            face, (start, stop) = faces[n, side], next(spans)
            page, x, y = stack.grid.place(index, side)
            x, y = x + _PADDING * _PIXELS, y + (_MARGIN + _PADDING) * _PIXELS
            layer = layers.setdefault(page, [])
            layer.append((heading, [Spot(page, start, stop, x, y - heading.atoms[start].top)]))
            if part < len(sets[face].runs):
                layer.append((sets[face].text, [_spot(sets[face], part, face, page, x, y + heads[n])]))
    frames = stack.press.set(partial(sheet.page, pages=[()] * len(layers)), ["<p></p>"])
    return stack.press.print(frames, [layer for page in sorted(layers) for layer in layers[page]])


def _label(stack: _Stack, card: Card, part: int, parts: int, full: bool) -> str:
    again = "" if full else shorten(markup.plain(card.question), _NAME, placeholder=" …")
    return stack.label(card, f"{part + 1}/{parts}" if parts > 1 else "", again)


def _spot(made: _Set, part: int, face: _Face, page: int, x: float, y: float) -> Spot:
    """Where a part of a face goes: questions stand in the middle of their card, answers at its head."""
    run = made.runs[part]
    atom = made.text.atoms[run.start]
    scale = min(1.0, face.room / run.height)
    y += max(0.0, face.room - run.height) / 2 if face.side == "front" else 0.0
    return Spot(page, run.start, run.stop, x, y + atom.lead - atom.top, scale)
