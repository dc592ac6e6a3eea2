"""Rows of a flattened drawing, by the cheapest interpretation of its lexemes; and the drawings of a line.

Nearly every lexeme can be read in one way only, given the boxes that are open. Where there are two (a bar inside a box
may be its edge or a connector; ``+--+`` may divide or close; ``┌──┴──┐`` may be a box or a fork), both are followed,
the cheaper first, within a number of steps that grows with the length of the line.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Callable
from itertools import count
from math import inf

from exporter.restore.diagrams.borders import Borders
from exporter.restore.diagrams.interpretation import Interpretation
from exporter.restore.diagrams.lexemes import Kind, Lexeme, lex
from exporter.restore.diagrams.pieces import Edge, Role, Row

DOUBTFUL = 2.0
_UNCLOSED = 2.0  # the cost of each bar that is still due at the end
# How often each lexeme may be read in another way, but no more than _STEPS in all, and _FEW on the shortest line.
_TRIES, _STEPS, _FEW = 4, 2000, 200
_PATIENCE = 3000  # lexemes of a line in which slips are looked for; a large drawing has 500
_HASTE = 0.05  # the cost a daring search accepts to get one lexeme further: slips of a drawing are local
# A legend before a caption on the same line ends with a sentence, a bracket, or an explained letter ("S = Shelf").
_LEGEND = re.compile(r".*(?:[.!?;)\]]|\S+ ?= ?\S+)(?= )")


def read_rows(line: str) -> tuple[list[Row], bool]:
    """The rows of a flattened drawing, and whether something in it does not add up."""
    lexemes = lex(line)
    best = Search(lexemes).best()
    assert best is not None  # nothing limits its cost
    if best.cost >= DOUBTFUL and len(lexemes) <= _PATIENCE:
        best = Search(lexemes, daring=True, limit=best.cost).best() or best
    return best.rows(), best.cost >= DOUBTFUL


class Search(Borders):
    """All readings of the lexemes, cheapest first. ``Strokes`` says what a ``daring`` one is."""

    def __init__(self, lexemes: list[Lexeme], daring: bool = False, limit: float = inf) -> None:
        super().__init__(lexemes, daring, limit)
        self.steps = min(_TRIES * len(lexemes), len(lexemes) + _STEPS) + _FEW
        self.haste = _HASTE * daring
        self.handlers: dict[Kind, Callable[[Interpretation, Lexeme], list[Interpretation]]] = {
            Kind.TEXT: self.text,
            Kind.HEAD: self.head,
            Kind.BAR: self.bar,
            Kind.TOP: self.top,
            Kind.RULE: self.rule,
            Kind.BOTTOM: self.bottom,
            Kind.ANY: self.any,
            Kind.RAIL: self.rail,
        }

    def best(self) -> Interpretation | None:
        """The cheapest reading, if it costs less than the limit."""
        heap: list[tuple[float, int, int, Interpretation]] = []
        numbers = count()

        def push(reading: Interpretation) -> None:
            rank = reading.cost - self.haste * reading.at
            if reading.cost < self.limit:
                heapq.heappush(heap, (rank, -reading.at, next(numbers), reading))

        push(Interpretation())
        found: Interpretation | None = None
        while heap and self.steps > 0:
            reading = heapq.heappop(heap)[-1]
            if reading.finished and reading.cost < self.limit:
                found, self.limit = reading, reading.cost
                if not self.daring:  # then the first one is the cheapest
                    break
            elif not reading.finished and reading.cost < self.limit:
                for other in self._follow(reading):
                    push(other)
                push(reading)
        if found:
            return found
        left = (entry[-1] for entry in heap)
        return self._finish(max(left, key=lambda reading: (reading.at, -reading.cost), default=None))

    def _finish(self, reading: Interpretation | None) -> Interpretation | None:
        """Reads to the end regardless of cost, when the steps have run out."""
        if reading is None:
            return None
        self._follow(reading)
        return reading if reading.cost < self.limit else None

    def _follow(self, reading: Interpretation) -> list[Interpretation]:
        """Reads on while that is free; returns the other ways that were passed."""
        others: list[Interpretation] = []
        cost = reading.cost
        while reading.at < len(self.lexemes) and (reading.cost <= cost or self.steps <= 0):
            lexeme = self.lexemes[reading.at]
            self.steps -= 1
            found = self.handlers[lexeme.kind](reading, lexeme)
            if self.steps > 0:
                others += found
        if reading.at == len(self.lexemes) and not reading.finished:
            reading.finished = True
            due = sum(isinstance(due, Edge) for due in reading.row[reading.due :])
            reading.cost += _UNCLOSED * (reading.open + due)
        return others


def split_drawings(rows: list[Row]) -> list[list[Row]]:
    """The drawings of a line: a text between boxes opens the next one if it ends with a colon, as a caption does, or if
    the first drawing has such a caption too and no connector leads past it.
    """
    drawings: list[list[Row]] = [[]]
    captioned = bool(rows) and _is_text(rows[0])
    for at, row in enumerate(rows):
        if _is_caption(rows, at, captioned):
            legend, caption = _cut(row)
            drawings[-1] += [legend] * bool(legend)
            drawings.append([caption])
        else:
            drawings[-1].append(row)
    return drawings


def _is_text(row: Row) -> bool:
    return all(piece.role is Role.TEXT for piece in row)


def _is_caption(rows: list[Row], at: int, captioned: bool) -> bool:
    if not 0 < at < len(rows) - 1 or not _is_text(rows[at]):
        return False
    before, after = rows[at - 1], rows[at + 1]
    if not (before[-1].role is Role.BORDER and after[0].role is Role.BORDER):
        return False
    return captioned or rows[at][-1].text.endswith(":")


def _cut(row: Row) -> tuple[Row, Row]:
    """A row of text as a legend of the drawing above and a caption of the one below."""
    text = "".join(piece.text if piece.glued else " " + piece.text for piece in row)[1:]
    legend = _LEGEND.match(text)
    rest, done = legend.end() if legend else 0, 0
    for at, piece in enumerate(row):
        if done >= rest:
            return row[:at], row[at:]
        done += len(piece.text) + (not piece.glued and at > 0)
    return [], row
