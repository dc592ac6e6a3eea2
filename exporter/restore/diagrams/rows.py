"""Cuts a flattened drawing into its rows: the cheapest reading of its lexemes.

Nearly every lexeme can be read in one way only, given the boxes that are open. Where there are two (a bar inside a box
may be its edge or a connector; ``+--+`` may divide or close; ``┌──┴──┐`` may be a box or a fork), both are followed,
the cheaper first, within a number of steps that grows with the length of the line.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from itertools import count
from math import inf

from exporter.restore.diagrams.borders import Borders
from exporter.restore.diagrams.marks import Kind, Lexeme, lex
from exporter.restore.diagrams.pieces import Edge, Row
from exporter.restore.diagrams.reading import Reading

DOUBTFUL = 2.0
_UNCLOSED = 2.0  # the cost of each bar that is still due at the end
# How often each lexeme may be read in another way, but no more than _STEPS in all, and _FEW on the shortest line.
_TRIES, _STEPS, _FEW = 4, 2000, 200
_PATIENCE = 3000  # lexemes of a line in which slips are looked for; a large drawing has 500
_HASTE = 0.05  # the cost a daring search accepts to get one lexeme further: slips of a drawing are local


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
        self.handlers: dict[Kind, Callable[[Reading, Lexeme], list[Reading]]] = {
            Kind.TEXT: self.text,
            Kind.HEAD: self.head,
            Kind.BAR: self.bar,
            Kind.TOP: self.top,
            Kind.RULE: self.rule,
            Kind.BOTTOM: self.bottom,
            Kind.ANY: self.any,
            Kind.RAIL: self.rail,
        }

    def best(self) -> Reading | None:
        """The cheapest reading, if it costs less than the limit."""
        heap: list[tuple[float, int, int, Reading]] = []
        numbers = count()

        def push(reading: Reading) -> None:
            rank = reading.cost - self.haste * reading.at
            if reading.cost < self.limit:
                heapq.heappush(heap, (rank, -reading.at, next(numbers), reading))

        push(Reading())
        found: Reading | None = None
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

    def _finish(self, reading: Reading | None) -> Reading | None:
        """Reads to the end regardless of cost, when the steps have run out."""
        if reading is None:
            return None
        self._follow(reading)
        return reading if reading.cost < self.limit else None

    def _follow(self, reading: Reading) -> list[Reading]:
        """Reads on while that is free; returns the other ways that were passed."""
        others: list[Reading] = []
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
