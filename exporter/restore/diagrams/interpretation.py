"""Interpretation of a flattened drawing: which rows its lexemes make, and which box each bar belongs to.

A row owes an edge for every side and divider of every box that is open, in order. A reading walks along that list of
dues and writes the list of the next row while it does. It keeps linked lists, so that a fork costs nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from exporter.restore.diagrams.lexemes import RIGHTWARD, UPWARD, Kind, Lexeme, fork_ports, joints, ports
from exporter.restore.diagrams.pieces import Box, Due, Edge, Legs, Piece, Role, Row

TEXT_TOO_WIDE = 2.0  # costs: the higher, the less would a person have drawn it
BLANK_FOR_LEG, BLANK = 1.0, 0.25  # a row left blank where connectors are due, or may start
BROKEN = 20.0


@dataclass(slots=True)
class Interpretation:
    """How the lexemes before ``at`` were read, what is due now, and what it cost."""

    at: int = 0
    row: tuple[Due, ...] = ()
    due: int = 0
    left: int = 0  # connectors still due of the Legs at hand
    used: int = 0  # columns filled in the cell at hand
    loose: int = 0  # of them by the text before the lexeme at hand
    outer: Any = None  # the columns filled in the cells around it, innermost first
    cost: float = 0.0
    sort: str = ""  # of the row: "" when it is empty, "text", "legs", "heads" or "box"
    open: int = 0  # edges due in the next row
    later: Any = None  # the dues of the next row, last first: (due, rest)
    log: Any = None  # the pieces, last first; None parts rows
    finished: bool = False

    def fork(self, cost: float) -> Interpretation:
        """The same reading, to go on otherwise."""
        return Interpretation(
            self.at,
            self.row,
            self.due,
            self.left,
            self.used,
            self.loose,
            self.outer,
            self.cost + cost,
            self.sort,
            self.open,
            self.later,
            self.log,
        )

    @property
    def want(self) -> Due | None:
        """What the row owes next."""
        return self.row[self.due] if self.due < len(self.row) else None

    @property
    def hard(self) -> bool:
        """Whether an edge of a box is due in this row, so that its end is known."""
        return any(isinstance(due, Edge) for due in self.row[:2])

    @property
    def at_end(self) -> bool:
        """Whether nothing is due in this row but connectors right of its last box."""
        return self.hard and self.due == len(self.row) - 1

    def end_row(self) -> None:
        """Starts the row that was prepared."""
        dues = []
        while self.later:
            due, self.later = self.later
            dues.append(due)
        self.row, self.due, self.left, self.used, self.open = tuple(reversed(dues)), 0, 0, 0, 0
        self.log, self.sort, self.outer = (None, self.log), "", None

    def put(
        self,
        role: Role,
        lexeme: Lexeme,
        box: Box | None = None,
        offset: int = 0,
        downs: tuple[int, ...] = (),
    ) -> None:
        """Takes the lexeme into the row."""
        piece = Piece(role, lexeme.text, lexeme.glued, lexeme.size, lexeme.kind, box, offset, downs)
        self.log = (piece, self.log)
        self.used += lexeme.size + (not lexeme.glued)
        arrow = lexeme.text[-1] in RIGHTWARD  # may end at an edge, or stand for one
        self.loose = self.loose + lexeme.size + (not lexeme.glued) if role is Role.TEXT and not arrow else 0
        self.at += 1

    def owe(self, due: Due) -> None:
        """Adds to the dues of the next row; connectors side by side count together."""
        if isinstance(due, Edge):
            self.open += 1
        elif self.later and isinstance(before := self.later[0], Legs):
            self.later = self.later[1]
            same = due.certain == before.certain
            count = due.count + before.count if same else max(due, before, key=lambda legs: legs.certain).count
            certain, boxes = due.certain or before.certain, due.boxes + before.boxes
            due = Legs(count, certain, boxes, max(due.blanks, before.blanks))
        self.later = (due, self.later)

    @property
    def too_wide(self) -> bool:
        """Whether what stands before the edge that is due does not fit its cell."""
        edge = self.want
        return isinstance(edge, Edge) and not edge.first and self.used > edge.room

    @property
    def run_over(self) -> bool:
        """Whether a text has covered the right edge that is due."""
        edge, before = self.want, self.row[self.due - 1] if self.due else None
        if not (isinstance(edge, Edge) and isinstance(before, Edge) and before.box is edge.box):
            return False
        return self.too_wide and edge.last

    def take_edge(self, lexeme: Lexeme) -> None:
        """Reads a bar as the edge that is due."""
        edge = self.row[self.due]
        assert isinstance(edge, Edge)
        self.cost += TEXT_TOO_WIDE * self.too_wide
        around = self.used + (not lexeme.glued)
        self.put(Role.EDGE, lexeme, edge.box, edge.offset)
        self._pass_edge(edge, around)
        self.sort = "box"

    def miss_edge(self) -> None:
        """Reads no bar where an edge is due: text ran over it, or it was forgotten."""
        edge = self.row[self.due]
        assert isinstance(edge, Edge)
        self.cost += TEXT_TOO_WIDE * (self.too_wide and not self.run_over)
        loose = self.loose
        self._pass_edge(edge, self.used - loose)
        self.used += loose * edge.first

    def _pass_edge(self, edge: Edge, around: int) -> None:
        self.owe(edge)
        self.due += 1
        if edge.first:
            self.outer = (around, self.outer)
        self.used = 0
        if edge.last and self.outer:
            self.used, self.outer = self.outer[0] + edge.box.width, self.outer[1]

    def take_leg(self, lexeme: Lexeme) -> None:
        """Reads a bar or an arrowhead as the connector that is due; unless it points down, it goes on below."""
        legs = self.want
        if isinstance(legs, Legs):
            self.left = (self.left or legs.count) - 1
            self.due += self.left == 0
        self.put(Role.LEG, lexeme)
        if lexeme.kind is Kind.BAR or lexeme.text[0] in UPWARD:
            self.owe(Legs(1, True))
        if self.sort != "box":
            self.sort = "legs" if lexeme.kind is Kind.BAR else "heads"

    def skip_legs(self, blank: bool) -> None:
        """Reads no connector where some may be due."""
        legs = self.want
        assert isinstance(legs, Legs)
        after = self.row[self.due + 1] if self.due + 1 < len(self.row) else None
        beside = isinstance(after, Edge) and after.first  # an open box fills the row
        if blank and not self.left and not beside:
            self.cost += BLANK_FOR_LEG if legs.certain else BLANK + legs.blanks
            self.owe(replace(legs, blanks=legs.blanks + 1))
        elif self.left:
            self.cost += self.left * legs.certain
        self.due, self.left = self.due + 1, 0

    def open_box(self, lexeme: Lexeme, divided: bool = True) -> None:
        """Reads a border as the top of a new box. Of ``+--+--+``, the middle may divide it or be a port."""
        text = lexeme.text
        ups = ports(text, "u") if lexeme.kind is not Kind.ANY or not divided else ()
        box = Box(lexeme.size, ups)
        self.put(Role.BORDER, lexeme, box)
        self._owe_edges(box, joints(text, "d") if divided else ())
        self.sort = "box"

    def _owe_edges(self, box: Box, dividers: tuple[int, ...]) -> None:
        before = 0
        for offset in [0, *dividers, box.width - 1]:
            self.owe(Edge(box, offset, offset - before - 1))
            before = offset

    def divide_box(self, lexeme: Lexeme, divided: bool = True) -> None:
        """Reads a border as a rule across the box whose left edge is due."""
        edge = self._take_border(lexeme, ())
        self._owe_edges(edge.box, joints(lexeme.text, "d") if divided else ())

    def close_box(self, lexeme: Lexeme) -> None:
        """Reads a border as the bottom of the box whose left edge is due."""
        box = self.row[self.due].box  # type: ignore[union-attr]
        dividers = {due.offset for due in self.row[self.due :] if isinstance(due, Edge) and due.box is box}
        known = dividers if lexeme.kind is Kind.ANY else set()
        downs = tuple(at for at in ports(lexeme.text, "d") if at not in known)
        self._take_border(lexeme, downs)
        self.owe(Legs(len(downs) or 1, bool(downs) and lexeme.kind is not Kind.ANY, 1))

    def _take_border(self, lexeme: Lexeme, downs: tuple[int, ...]) -> Edge:
        edge = self.row[self.due]
        assert isinstance(edge, Edge)
        self.put(Role.BORDER, lexeme, edge.box, 0, downs)
        self.cost += (slip := abs(lexeme.size - edge.box.width)) + (slip > 0)
        self._skip_box(edge.box)
        self.sort = "box"
        return edge

    def _skip_box(self, box: Box) -> None:
        """Passes the dues of a box; a box inside it that is still open speaks against the reading."""
        while (due := self.want) is not None:
            self.due += 1
            if isinstance(due, Edge):
                self.cost += BROKEN * (due.box is not box)
                if due.box is box and due.last:
                    return

    def take_fork(self, lexeme: Lexeme, parts: bool = True) -> None:
        """Reads a border as connectors that part or meet: ``┌──┴──┐``, ``└──┬──┘``; ``+--+--+`` as ``parts`` says."""
        ups, downs = (fork_ports(lexeme.text, direction) for direction in "ud")
        if lexeme.kind is Kind.ANY:
            ends, inside = (0, lexeme.size - 1), joints(lexeme.text, "u")
            ups, downs = (inside, ends) if parts else (ends, inside)
        self.put(Role.FORK, lexeme, Box(lexeme.size, ups), 0, downs)
        if downs:
            self.owe(Legs(len(downs), True))
        self.sort = self.sort or "box"

    def rows(self) -> list[Row]:
        """The pieces of every row that was read."""
        rows: list[Row] = [[]]
        log = self.log
        while log:
            piece, log = log
            if piece is None:
                rows.append([])
            else:
                rows[-1].append(piece)
        return [row[::-1] for row in reversed(rows) if row]
