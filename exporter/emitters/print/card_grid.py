"""The grid of flashcards on a page: where cards stand, where their backs stand on the next page, where to cut."""

from __future__ import annotations

from dataclasses import dataclass

from exporter.emitters.print.document import PAPER

GRIDS = {4: (2, 2), 8: (2, 4), 10: (2, 5)}  # cards on a page -> columns and rows of them, on paper held upright
MARGIN = 8.0  # millimeters around all cards: most printers leave 5 blank
PADDING = 4.0  # millimeters between a card's edge and its text: duplex printers are off by one or two
MARK = 4.0  # length of a cut mark in millimeters
PIXELS = 96 / 25.4  # per millimeter


@dataclass(frozen=True, slots=True)
class CardGrid:
    """Where cards stand on a page, in pixels, and where their backs stand on the next."""

    columns: int
    rows: int
    width: float  # of a card
    height: float
    flip: str  # the edge of the paper that the printer turns it over

    @classmethod
    def of(cls, paper: str, count: int, flip: str) -> CardGrid:
        """The grid of so many cards on a paper."""
        (columns, rows), (width, height) = GRIDS[count], PAPER[paper]
        inside = (width - 2 * MARGIN) * PIXELS, (height - 2 * MARGIN) * PIXELS
        return cls(columns, rows, inside[0] / columns, inside[1] / rows, flip)

    def place(self, index: int, side: str) -> tuple[int, float, float]:
        """The page of a card's side, and how far it stands to the right of and below the first card's corner."""
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
        mark, gap = MARK * PIXELS, PIXELS  # a millimeter between a mark and the cards
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
