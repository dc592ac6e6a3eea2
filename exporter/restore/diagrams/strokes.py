"""Words, bars and arrowheads of a drawing: how they may be read, given what the row owes."""

from __future__ import annotations

from math import inf

from exporter.restore.diagrams.interpretation import Interpretation
from exporter.restore.diagrams.legs import count_legs, leads_to
from exporter.restore.diagrams.lexemes import RIGHTWARD, Kind, Lexeme
from exporter.restore.diagrams.pieces import Edge, Legs, Role

STRAY = 3.0  # costs, as in `reading`: a bar that nothing announced, or that is missing
_FIRST_MISSING = 2.5  # a row below a border without its left edge; text is rarely drawn right of a border
_GUESSED_LEG, _RUN_OVER, _NOTE = 0.5, 1.5, 0.02  # a note right of a box costs least of all
_AHEAD = 16  # lexemes looked at to see what a row leads to


class Strokes:
    """Reads one lexeme on and returns the other ways there are. A ``daring`` one forgives slips of the drawing, as
    long as the reading stays cheaper than the ``limit``.
    """

    def __init__(self, lexemes: list[Lexeme], daring: bool = False, limit: float = inf) -> None:
        self.lexemes, self.daring, self.limit = lexemes, daring, limit
        self.past_bars = self._next_other({Kind.BAR})
        self.past_text = self._next_other({Kind.TEXT})

    def _next_other(self, kinds: set[Kind]) -> list[int]:
        """For each place the next one that holds a lexeme of another kind."""
        found = [len(self.lexemes)]
        for at in range(len(self.lexemes) - 1, -1, -1):
            found.append(found[-1] if self.lexemes[at].kind in kinds else at)
        return found[::-1]

    def text(self, reading: Interpretation, lexeme: Lexeme) -> list[Interpretation]:
        """A word belongs to the cell at hand, stands right of the last box, or starts a row."""
        if reading.want is None and not lexeme.glued and self._starts_row(reading):
            reading.end_row()
            return []
        if isinstance(reading.want, Legs) and reading.at_end and reading.sort and not reading.left:
            reading.skip_legs(blank=False)
            return []
        others = self._dare_start(reading, lexeme)
        if reading.want is None and reading.open:
            self._charge_note(reading)
        reading.sort = reading.sort or "text"
        reading.put(Role.TEXT, lexeme)
        return others

    def _dare_start(self, reading: Interpretation, lexeme: Lexeme) -> list[Interpretation]:
        """A row without its first edge, below a border."""
        below_border = reading.log and reading.log[0] and reading.log[0].role is Role.BORDER
        if not (below_border and self._may_dare(reading) and reading.open and reading.want is None):
            return []
        other = reading.fork(_FIRST_MISSING)
        other.end_row()
        if not isinstance(other.want, Edge) or lexeme.glued:
            return []
        other.miss_edge()
        return [other]

    def dare_end(self, reading: Interpretation) -> list[Interpretation]:
        """A row without its last edge, above a border."""
        want = reading.want
        if not (isinstance(want, Edge) and want.last and self._may_dare(reading)):
            return []
        return [self._miss(reading, STRAY)]

    def _charge_note(self, reading: Interpretation) -> None:
        """A text right of the last box of a row costs, since it may belong into one."""
        if reading.log and reading.log[0]:
            reading.cost += _NOTE * (reading.log[0].role is Role.EDGE)

    def _may_dare(self, reading: Interpretation) -> bool:
        return self.daring and reading.cost + STRAY < self.limit

    def _starts_row(self, reading: Interpretation) -> bool:
        """Whether text after the last edge of a row belongs to the next: a caption, or an arrow into a box."""
        if not reading.open:
            return reading.sort in {"box", "heads"}
        if not reading.sort:
            return False
        end = self.past_text[reading.at]
        arrow = self.lexemes[end - 1].text[-1] in RIGHTWARD
        return arrow and end < len(self.lexemes) and self.lexemes[end].kind is Kind.BAR

    def head(self, reading: Interpretation, lexeme: Lexeme) -> list[Interpretation]:
        """An arrowhead is a connector, alone."""
        want = reading.want
        if isinstance(want, Legs):
            if not self._parts_from_text(reading, lexeme):
                self._announce(reading, want)
                reading.take_leg(lexeme)
        elif want is None and not reading.open and not lexeme.glued:
            self._start_legs(reading)
        else:
            reading.put(Role.LEG, lexeme)
        return []

    def _start_legs(self, reading: Interpretation) -> None:
        """Starts a row of connectors below all boxes."""
        if reading.sort:
            reading.end_row()
        if not isinstance(reading.want, Legs):
            reading.row, reading.due = (Legs(1, False),), 0

    def _parts_from_text(self, reading: Interpretation, lexeme: Lexeme) -> bool:
        """Ends a row of text between boxes where connectors follow it."""
        if reading.hard or reading.sort != "text" or lexeme.glued:
            return False
        want = reading.want
        assert isinstance(want, Legs)
        reading.owe(want)
        reading.end_row()
        return True

    def _announce(self, reading: Interpretation, legs: Legs) -> Legs:
        """Counts the connectors that start here."""
        if reading.left:
            return legs
        if not reading.hard:
            number = count_legs(self.lexemes, reading.at, legs)
        elif legs.certain:
            return legs
        else:
            ahead = self.past_bars[reading.at]
            heads, _, entered = leads_to(self.lexemes[ahead : ahead + _AHEAD], forks=False)
            number = heads or entered
        if number:
            legs = Legs(number, True)
            reading.row = (*reading.row[: reading.due], legs, *reading.row[reading.due + 1 :])
        return legs

    def bar(self, reading: Interpretation, lexeme: Lexeme) -> list[Interpretation]:
        """A bar is an edge or a connector."""
        want = reading.want
        if isinstance(want, Legs):
            return self._leg(reading, lexeme, want)
        if isinstance(want, Edge):
            others = self._dare(reading, lexeme, want)
            reading.take_edge(lexeme)
            return others
        if lexeme.glued:
            reading.cost += STRAY
            reading.take_leg(lexeme)
        elif reading.open:
            reading.end_row()
        else:
            self._start_legs(reading)
        return []

    def _leg(self, reading: Interpretation, lexeme: Lexeme, want: Legs) -> list[Interpretation]:
        if self._parts_from_text(reading, lexeme):
            return []
        labelled = reading.used > 0
        want = self._announce(reading, want)
        if not reading.hard:
            reading.take_leg(lexeme)
            return []
        other = reading.fork(0)
        if not reading.left:
            reading.cost += labelled if want.certain else _GUESSED_LEG
        reading.take_leg(lexeme)
        other.skip_legs(blank=not labelled)
        return [other]

    def _dare(self, reading: Interpretation, lexeme: Lexeme, want: Edge) -> list[Interpretation]:
        """An edge that is missing, or a connector that nothing announced."""
        if reading.run_over:
            return [self._miss(reading, _RUN_OVER)]
        if not self._may_dare(reading):
            return []
        others = [self._miss(reading, STRAY)]
        if not want.first:
            others.append(reading.fork(STRAY))
            others[-1].put(Role.LEG, lexeme)
        return others

    def _miss(self, reading: Interpretation, cost: float) -> Interpretation:
        other = reading.fork(cost)
        other.miss_edge()
        return other
