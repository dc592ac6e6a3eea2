"""A galley: units laid out one below the other on one endless page, and moved from there to where they go."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from exporter.emitters.print.boxes import Box, Path, bottom, classes, front, part, shrunk
from exporter.emitters.print.breaks import cuts, kind_below
from exporter.emitters.print.packing import Atom, Frame, Spot

Named = TypeVar("Named")


class Text(Protocol):
    """Units one below the other, cut into atoms."""

    @property
    def atoms(self) -> Sequence[Atom]:
        """All atoms, from above to below."""

    @property
    def wide(self) -> Collection[int]:
        """The units with a block that was wider than its column, which is printed smaller."""

    def take(self, spot: Spot) -> Box:
        """The boxes of a spot, moved to their page."""


@dataclass(frozen=True, slots=True)
class Live:
    """Units of a galley, cut into atoms."""

    units: Sequence[Box]
    atoms: list[Atom]
    paths: list[Path]  # where in its unit's boxes each atom begins
    wide: Collection[int] = ()  # units with a block that was wider than its column, which is printed smaller

    def take(self, spot: Spot) -> Box:
        """The boxes of a spot, moved to their page."""
        unit = self.atoms[spot.start].unit
        goes_on = spot.stop < len(self.atoms) and self.atoms[spot.stop].unit == unit
        box = part(self.units[unit], self.paths[spot.start], self.paths[spot.stop] if goes_on else ())
        box.translate(spot.dx, spot.dy)
        return shrunk(box, spot.scale)


@dataclass(frozen=True, slots=True)
class Layer:
    """A text and the places where it is printed."""

    text: Text
    spots: Sequence[Spot]

    def shrunk(self) -> set[int]:
        """The units that had to be printed smaller."""
        return {self.text.atoms[spot.start].unit for spot in self.spots if spot.scale < 1}

    def pages(self, units: Sequence[Named], first: int = 0) -> list[list[Named]]:
        """What stands on each page from `first` to the last, of things as many as units."""
        pages: list[list[Named]] = [[] for _ in range(first, self.spots[-1].page + 1)]
        for spot in self.spots:
            pages[spot.page - first].append(units[self.text.atoms[spot.start].unit])
        return pages


@dataclass(frozen=True, slots=True)
class Galley:
    """Pages with their heads, feet and titles, and the units one below the other on an endless page."""

    document: Any
    pages: list[Box]
    units: list[Box]
    wide: set[int] = field(default_factory=set)  # numbers of those with a block that had to be printed smaller

    def frame(self, columns: int, from_right: bool, binding: float = 0.0) -> tuple[Frame, float]:
        """The inside of pages whose inner margins are wider by `binding` pixels, and the height that the title takes
        on the first one."""
        page = self.pages[0]
        left, top = page.content_box_x(), page.content_box_y()
        width = self.units[0].border_width()
        frame = Frame(left, top, page.width, page.height, width, columns, from_right, binding)
        return frame, max((bottom(box) - top for box in front(page)), default=0.0)

    def capacities(self, count: int) -> list[float]:
        """How many times the first line of the first block fits into that block's width, in the first units."""
        blocks = [unit.children[0] for unit in self.units[:count]]
        return [float(block.width / block.children[0].width) for block in blocks]

    def text(self, start: int = 0, stop: int | None = None) -> Live:
        """Some of the units, with every place where a column may be broken."""
        made: list[tuple[Atom, Path]] = []
        units, kind = self.units[start:stop], "unit"
        for number, unit in enumerate(units):
            made += cuts(number, unit, kind)
            kind = kind_below(classes(unit), kind)
        wide = {number - start for number in self.wide if start <= number < start + len(units)}
        return Live(units, [atom for atom, _ in made], [path for _, path in made], wide)
