"""The grid of flashcards on a page: where cards stand, where their backs stand, where to cut and to fold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exporter.emitters.print.document import PAPER

GRIDS = {4: (2, 2), 8: (2, 4), 10: (2, 5)}  # cards on a page -> columns and rows of them, on paper held upright
SIZES = {"A7": (105.0, 74.0), "3x5in": (127.0, 76.2)}  # millimeters: width and height
MARGIN = 8.0  # millimeters around all cards: most printers leave 5 blank
PADDING = 4.0  # millimeters between a card's edge and its text: duplex printers are off by one or two
_EDGE = 6.0  # the same where a card reaches to the edge of the paper
MARK = 4.0  # length of a cut mark in millimeters
PIXELS = 96 / 25.4  # per millimeter
Stroke = tuple[str, float, float]  # "down", "across" or "fold", and where it begins


@dataclass(frozen=True, slots=True)
class CardGrid:
    """Where cards stand on a page, in pixels, and where their backs stand."""

    columns: int
    rows: int
    width: float  # of a card
    height: float
    flip: str  # the edge of the paper that the printer turns it over; "fold": backs stand beside their fronts
    left: float = MARGIN * PIXELS  # of the first card, from the page's corner
    top: float = MARGIN * PIXELS
    is_landscape: bool = False  # the paper
    padding: float = PADDING  # millimeters

    @classmethod
    def of(cls, paper: str, count: int, flip: str, size: str = "fill") -> CardGrid:
        """The grid of so many cards on a paper, or of cards of this size."""
        if size != "fill":
            return cls._exact(paper, flip, size)
        (columns, rows), (width, height) = GRIDS[count], PAPER[paper]
        inside = (width - 2 * MARGIN) * PIXELS, (height - 2 * MARGIN) * PIXELS
        return cls(columns, rows, inside[0] / columns, inside[1] / rows, flip)

    @classmethod
    def _exact(cls, paper: str, flip: str, size: str) -> CardGrid:
        """As many cards of a size as fit, two beside each other, on the paper held in the way that holds more."""
        (width, height), sides = SIZES[size], PAPER[paper]
        is_landscape = 2 * width > sides[0]
        across, down = sides[::-1] if is_landscape else sides
        columns, rows = int(across // width), int(down // height)
        left, top = (across - columns * width) / 2, (down - rows * height) / 2
        padding = PADDING if min(left, top) >= MARGIN - PADDING else _EDGE
        inside = left * PIXELS, top * PIXELS
        return cls(columns, rows, width * PIXELS, height * PIXELS, flip, *inside, is_landscape, padding)

    @property
    def is_folded(self) -> bool:
        """Whether fronts and backs stand side by side, to be folded between."""
        return self.flip == "fold"

    @property
    def has_margin(self) -> bool:
        """Whether there is room for words beside the cards."""
        return self.top >= (MARGIN - 1) * PIXELS

    @property
    def room(self) -> float:
        """How high a card's text may be, in pixels."""
        return self.height - 2 * self.padding * PIXELS

    def place(self, index: int, side: str) -> tuple[int, float, float]:
        """The page of a card's side, and how far it stands to the right of and below the first card's corner."""
        if self.is_folded:
            pairs = self.columns // 2
            page, place = divmod(index, pairs * self.rows)
            row, pair = divmod(place, pairs)
            return page, (2 * pair + (side == "back")) * self.width, row * self.height
        sheet, place = divmod(index, self.columns * self.rows)
        row, column = divmod(place, self.columns)
        if side == "back" and (self.flip == "long-edge") != self.is_landscape:
            column = self.columns - 1 - column
        elif side == "back":
            row = self.rows - 1 - row
        return 2 * sheet + (side == "back"), column * self.width, row * self.height

    def off(self, millimeters: Sequence[float]) -> tuple[float, float]:
        """How far backs are moved to the right and down, in pixels, so that they lie behind their fronts."""
        x, y = (0.0, 0.0) if self.is_folded else millimeters
        return x * PIXELS, y * PIXELS

    def cuts(self) -> str:
        """The cut marks of a page as HTML: strokes in its margins, crosses where four cards meet; folds are dotted."""
        strokes = [*self._down(), *self._across()]
        return "".join(f'<i class="cut {way}" style="left: {x:.2f}px; top: {y:.2f}px"></i>' for way, x, y in strokes)

    def _down(self) -> Iterator[Stroke]:
        high, mark, gap = self.rows * self.height, MARK * PIXELS, PIXELS  # a millimeter between a mark and the cards
        for column in range(self.columns + 1):
            if self.is_folded and column % 2:
                yield "fold", column * self.width, 0.0
                continue
            inner = [row * self.height - mark / 2 for row in range(1, self.rows)] if 0 < column < self.columns else []
            for top in (-gap - mark, high + gap, *inner):
                yield "down", column * self.width, top

    def _across(self) -> Iterator[Stroke]:
        wide, mark, gap = self.columns * self.width, MARK * PIXELS, PIXELS
        for row in range(self.rows + 1):
            inner = [n * self.width - mark / 2 for n in range(1, self.columns)] if 0 < row < self.rows else []
            for left in (-gap - mark, wide + gap, *inner):
                yield "across", left, row * self.height
