"""Pieces of a drawing: boxes, edges that a row owes, and the pieces of a row."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from exporter.restore.diagrams.lexemes import Kind


@dataclass(frozen=True, slots=True, eq=False)
class Box:
    """A box, or a fork of connectors (``┌──┴──┐``), which is as rigid."""

    width: int
    ups: tuple[int, ...]  # columns at which connectors enter it from above


@dataclass(frozen=True, slots=True)
class Edge:
    """Due in a row: a side or a divider of an open box, ``room`` columns right of the edge before."""

    box: Box
    offset: int
    room: int

    @property
    def first(self) -> bool:
        return self.offset == 0

    @property
    def last(self) -> bool:
        return self.offset == self.box.width - 1


@dataclass(frozen=True, slots=True)
class Legs:
    """Perhaps due in a row: ``count`` connectors. They are ``certain`` when a ┬ or a connector above starts them."""

    count: int
    certain: bool
    boxes: int = 0  # that were closed above; 0 below a row of connectors
    blanks: int = 0  # rows that left them out


Due = Edge | Legs


class Role(Enum):
    """What a piece of a row is."""

    TEXT = auto()
    LEG = auto()
    EDGE = auto()
    BORDER = auto()  # a top, rule or bottom in its whole length
    FORK = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a row; ``box`` and ``offset`` say where an edge belongs, ``downs`` where connectors leave a border."""

    role: Role
    text: str
    glued: bool
    size: int
    kind: Kind
    box: Box | None = None
    offset: int = 0
    downs: tuple[int, ...] = ()


Row = list[Piece]
