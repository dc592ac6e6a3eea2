"""Borders of a drawing: how they open, divide and close boxes, given what the row owes."""

from __future__ import annotations

from exporter.restore.diagrams.interpretation import TEXT_TOO_WIDE, Interpretation
from exporter.restore.diagrams.lexemes import Kind, Lexeme, joints, ports
from exporter.restore.diagrams.pieces import Edge, Legs, Role
from exporter.restore.diagrams.strokes import STRAY, Strokes

_FORK, _LEFT_OF_BOX, _HALF_RULE = 1.0, 4.0, 6.0  # costs, as in `reading`
# Costs of ASCII, less than any other: what a +---+ is, the bars that follow decide.
_CLOSE_ASCII, _UNDIVIDED, _EMPTY = 0.05, 0.1, 0.5
_SLOPPY = 3  # columns by which a person's border may differ from the box's top


class Borders(Strokes):
    """Reads one border on and returns the other ways there are."""

    def top(self, reading: Interpretation, lexeme: Lexeme) -> list[Interpretation]:
        """``┌──┐`` opens a box, or parts connectors."""
        want = reading.want
        if isinstance(want, Legs):
            reading.skip_legs(blank=False)
            return []
        if want is None and reading.sort and not reading.open and not lexeme.glued:
            reading.end_row()
            return []
        others = self.dare_end(reading)
        if joints(lexeme.text, "u"):
            others.append(reading.fork(_FORK))
            others[-1].take_fork(lexeme)
        self._charge_place(reading, lexeme)
        reading.open_box(lexeme)
        return others

    def _charge_place(self, reading: Interpretation, lexeme: Lexeme) -> None:
        """A box that opens left of an open one, or in a cell that is too narrow, is unlikely."""
        if isinstance(want := reading.want, Edge):
            reading.cost += _LEFT_OF_BOX if want.first else TEXT_TOO_WIDE * (lexeme.size > want.room)

    def rule(self, reading: Interpretation, lexeme: Lexeme) -> list[Interpretation]:
        """``├──┤`` divides a box, or is a line from edge to edge."""
        want, others = reading.want, self.dare_end(reading)
        if isinstance(want, Legs):
            reading.skip_legs(blank=False)
        elif want is None and reading.open and reading.sort and not lexeme.glued:
            reading.end_row()
        elif isinstance(want, Edge) and want.first and self._fits(lexeme, want):
            reading.divide_box(lexeme)
        elif isinstance(want, Edge):
            self._stretch(reading, lexeme)
        else:
            reading.cost += STRAY
            reading.take_fork(lexeme)
        return others

    def _fits(self, lexeme: Lexeme, edge: Edge) -> bool:
        """Whether a border is as long as the top of the box, slips allowed."""
        return abs(lexeme.size - edge.box.width) <= _SLOPPY

    def _stretch(self, reading: Interpretation, lexeme: Lexeme) -> None:
        """Reads ``├───┤`` as the bars of two edges that are due and the line between them."""
        inside = lexeme.text[1:-1]
        start = Lexeme(Kind.BAR, lexeme.text[0], lexeme.glued, 1)
        middle = Lexeme(Kind.TEXT, inside, True, lexeme.size - 2)
        at = reading.at
        reading.take_edge(start)
        while isinstance(reading.want, Legs):
            reading.skip_legs(blank=False)
        if isinstance(after := reading.want, Edge):
            reading.cost += STRAY * (after.room < len(inside) and not after.first)
            if inside:
                reading.put(Role.TEXT, middle)
            reading.take_edge(Lexeme(Kind.BAR, lexeme.text[-1], True, 1))
        else:
            reading.cost += _HALF_RULE
            reading.put(Role.TEXT, Lexeme(Kind.TEXT, lexeme.text[1:], True, lexeme.size - 1))
        reading.at = at + 1

    def bottom(self, reading: Interpretation, lexeme: Lexeme) -> list[Interpretation]:
        """``└──┘`` closes a box, or joins connectors."""
        want, others = reading.want, self.dare_end(reading)
        if want is None and reading.sort and not lexeme.glued:
            reading.end_row()
        elif isinstance(want, Edge) and want.first and self._fits(lexeme, want):
            reading.close_box(lexeme)
        elif isinstance(want, Legs):
            self._bottom_at_legs(reading, lexeme)
        else:
            reading.cost += _FORK if ports(lexeme.text, "d") else STRAY
            reading.take_fork(lexeme)
        return others

    def _bottom_at_legs(self, reading: Interpretation, lexeme: Lexeme) -> None:
        after = reading.row[reading.due + 1] if reading.due + 1 < len(reading.row) else None
        closes = isinstance(after, Edge) and after.first and after.box.width == lexeme.size
        if closes or (after is None and reading.open and not lexeme.glued):
            reading.skip_legs(blank=False)
        else:
            reading.due, reading.left = reading.due + 1, 0
            reading.take_fork(lexeme)

    def rail(self, reading: Interpretation, lexeme: Lexeme) -> list[Interpretation]:
        """``══╧══`` is where connectors end."""
        want = reading.want
        if want is None and not lexeme.glued and reading.sort and not reading.open:
            reading.end_row()
        elif lexeme.glued:
            reading.put(Role.TEXT, lexeme)
        else:
            reading.due += isinstance(want, Legs)
            reading.left = 0
            reading.take_fork(lexeme)
        return []

    def any(self, reading: Interpretation, lexeme: Lexeme) -> list[Interpretation]:
        """``+---+`` opens, divides or closes a box, or is a fork."""
        want, joint = reading.want, bool(joints(lexeme.text, "u"))
        others = self.dare_end(reading)
        if isinstance(want, Legs):
            if joint and want.certain and not want.boxes:
                others.append(self._forked(reading, lexeme, parts=want.count < 2))
            reading.skip_legs(blank=False)
        elif isinstance(want, Edge) and want.first and self._fits(lexeme, want):
            return self._divide_or_close(reading, lexeme, joint)
        elif want is None and self._ends_row(reading, lexeme):
            reading.end_row()
        else:
            self._charge_place(reading, lexeme)
            if joint:
                others.append(reading.fork(_UNDIVIDED))
                others[-1].open_box(lexeme, divided=False)
            reading.open_box(lexeme)
        return others

    def _forked(self, reading: Interpretation, lexeme: Lexeme, *, parts: bool) -> Interpretation:
        """The same reading where this is a fork below the connectors."""
        other = reading.fork(_FORK)
        other.skip_legs(blank=False)
        other.take_fork(lexeme, parts=parts)
        return other

    def _ends_row(self, reading: Interpretation, lexeme: Lexeme) -> bool:
        """Whether a row ends before this border."""
        return bool(reading.sort) and not lexeme.glued and not self._opens(reading)

    def _opens(self, reading: Interpretation) -> bool:
        """Whether the row at hand opens boxes, so that the next border may be one more."""
        piece = reading.log[0] if reading.log else None
        return bool(reading.open) and piece is not None and piece.kind is Kind.ANY and not reading.hard

    def _empty_below(self, at: int) -> bool:
        """Whether only bars stand between this row of borders and the next: connectors rather than an empty cell."""
        while at < len(self.lexemes) and self.lexemes[at].kind is Kind.ANY:
            at += 1
        end = self.past_bars[at]
        return at < end < len(self.lexemes) and self.lexemes[end].kind is not Kind.TEXT

    def _divide_or_close(self, reading: Interpretation, lexeme: Lexeme, joint: bool) -> list[Interpretation]:
        closing = reading.fork(_CLOSE_ASCII)
        if self._empty_below(reading.at):
            reading.cost += _EMPTY
        closing.close_box(lexeme)
        undivided = reading.fork(_UNDIVIDED)
        undivided.divide_box(lexeme, divided=False)
        reading.divide_box(lexeme)
        return [closing, undivided] if joint else [closing]
