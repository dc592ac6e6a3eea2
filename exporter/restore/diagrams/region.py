"""Regions of a drawing: the open page, and the cells of its boxes, each with its text and inner boxes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from exporter.restore.diagrams.pieces import Box, Piece, Role, Row


@dataclass(slots=True)
class LayerPart:
    """What gets one column in a row: an edge, a border, a fork, a connector, or the words of a text together."""

    role: Role
    text: str
    size: int
    glued: bool  # touches what stands before it
    box: Box | None
    offset: int
    downs: tuple[int, ...] = ()
    glued_after: bool = False
    column: int | None = None  # None: right after what stands before it

    @property
    def width(self) -> int:
        """The columns it fills in its region: an edge stands for its whole box."""
        return self.box.width if self.box else self.size


@dataclass(slots=True)
class BoxLayer:
    """Rows of a region that belong together: the rows of boxes side by side, or one row of loose text."""

    rows: list[list[LayerPart]]
    boxes: dict[Box, int] = field(default_factory=dict)  # the column of each, from the region's left
    downs: dict[Box, tuple[int, ...]] = field(default_factory=dict)  # ports in the last border
    forks: bool = False

    @property
    def legs(self) -> list[LayerPart]:
        """The connectors of a loose row."""
        return [] if self.boxes else [unit for unit in self.rows[0] if unit.role is Role.LEG]

    @property
    def spans(self) -> dict[int, int]:
        """The columns between connectors that an arrow measures, ``│────▶│``, by the number of the left one."""
        row, found, number = self.rows[0], {}, -1
        for before, between, after in zip(row, row[1:], row[2:], strict=False):
            number += before.role is Role.LEG
            drawn = between.role is Role.TEXT and between.glued and between.glued_after
            if drawn and before.role is after.role is Role.LEG:
                found[number] = between.size + 1
        return found

    @property
    def mixed(self) -> bool:
        """Whether text stands beside the boxes."""
        return any(unit.box is None for row in self.rows for unit in row)


@dataclass(slots=True)
class Region:
    """A cell of ``owner`` starting ``left`` of its side, ``room`` columns wide; or the open page (no owner)."""

    owner: Box | None
    left: int
    room: int | None = None
    rows: dict[int, list[LayerPart]] = field(default_factory=dict)

    @property
    def undivided(self) -> bool:
        """Whether the cell is as wide as its box."""
        return self.owner is not None and self.room == self.owner.width - 2

    def layers(self) -> list[BoxLayer]:
        """The rows from top to bottom, those with a box in common taken together."""
        layers: list[BoxLayer] = []
        for row in self.rows.values():
            boxes = [unit.box for unit in row if unit.box]
            if not (layers and any(box in layers[-1].boxes for box in boxes)):
                layers.append(BoxLayer([]))
            layer = layers[-1]
            layer.rows.append(row)
            for unit in row:
                self._enter(layer, unit)
        return layers

    def _enter(self, layer: BoxLayer, unit: LayerPart) -> None:
        if unit.box is None:
            return
        layer.boxes.setdefault(unit.box, 0)
        layer.forks |= unit.role is Role.FORK
        if unit.role is not Role.EDGE:
            layer.downs[unit.box] = unit.downs


def units(row: Row) -> list[LayerPart]:
    """The pieces of a row with the words of a text joined."""
    found: list[LayerPart] = []
    for piece in row:
        last = found[-1] if found else None
        if last and last.role is piece.role is Role.TEXT:
            last.text += piece.text if piece.glued else " " + piece.text
            last.size += piece.size + (not piece.glued)
        else:
            found.append(_unit(piece))
    for before, after in pairwise(found):
        before.glued_after = after.glued
    return found


def _unit(piece: Piece) -> LayerPart:
    return LayerPart(piece.role, piece.text, piece.size, piece.glued, piece.box, piece.offset, piece.downs)


class _Finder:
    """Walks the rows, inside the box whose left edge was passed last."""

    def __init__(self) -> None:
        self.regions: dict[tuple[Box | None, int, int], Region] = {}
        self.rules: dict[Box, int] = {}  # borders passed, so that cells above and below a rule differ
        self.inside: list[Region] = []

    def walk(self, rows: Iterable[list[LayerPart]]) -> list[Region]:
        for number, row in enumerate(rows):
            self.inside = [self._region(None, 0)]
            for unit in row:
                self._pass(number, unit)
        return list(self.regions.values())

    def _region(self, owner: Box | None, left: int) -> Region:
        key = (owner, self.rules.get(owner, 0) if owner else 0, left)
        return self.regions.setdefault(key, Region(owner, left))

    def _pass(self, number: int, unit: LayerPart) -> None:
        if unit.role is not Role.EDGE or unit.offset == 0:
            self.inside[-1].rows.setdefault(number, []).append(unit)
        if unit.box is None:
            return
        if unit.role is not Role.EDGE:
            self.rules[unit.box] = self.rules.get(unit.box, 0) + 1
            return
        self._leave(unit.box, unit.offset)
        if unit.offset < unit.box.width - 1:
            self.inside.append(self._region(unit.box, unit.offset + 1))

    def _leave(self, box: Box, offset: int) -> None:
        """Ends the cell left of an edge, and the boxes in it whose right edge a text ran over."""
        if all(region.owner is not box for region in self.inside):
            return
        while self.inside[-1].owner is not box:
            self.inside.pop()
        region = self.inside.pop()
        region.room = offset - region.left


def find_regions(rows: Iterable[list[LayerPart]]) -> list[Region]:
    """The regions of a drawing, each after the one that its owner stands in."""
    return _Finder().walk(rows)
