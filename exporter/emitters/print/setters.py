"""Who lays out units: this process, or one that helps it. Each measures what it laid out, and casts plates of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import Executor, Future
from functools import lru_cache
from pickle import dumps, loads
from typing import NamedTuple, Protocol

from exporter.emitters.print.boxes import Box, Path, classes, margins, part, snap
from exporter.emitters.print.breaks import cuts
from exporter.emitters.print.plates import Cut, Plate
from exporter.emitters.print.press import Press


class Measure(NamedTuple):
    """What a layout tells of a unit; lengths in pixels, from its head."""

    atoms: list[list[float]]  # top, bottom, cost, lead, trail; the cost of the first one is for its neighbor to say
    above: float  # what it keeps free above and below itself: the larger of two such spaces separates two units
    below: float
    classes: list[str]


class Setter(Protocol):
    """Lays units out, which it counts from 0."""

    def measures(self) -> list[Measure]:
        """The measure of each unit."""

    def ask(self, cuts: Sequence[Cut]) -> None:
        """Says which stretches are wanted: another process begins at once."""

    def plates(self) -> list[Plate | None]:
        """The plates that were asked for; None for what can only be drawn in its own PDF."""


class Compositor:
    """Lays units out in this process: those of some pages of HTML, one page after the other."""

    def __init__(self, press: Press, pages: Iterable[str]) -> None:
        self._galley = press.lay_out(pages)
        self._caster = press.caster(self._galley)
        self._paths: list[list[Path]] = []
        self._measures = [self._measured(unit) for unit in self._galley.units]
        self._asked: Sequence[Cut] = ()

    def measures(self) -> list[Measure]:
        """The measure of each unit."""
        return self._measures

    def _measured(self, unit: Box) -> Measure:
        """The measure of a unit, which is moved to where it can be cast."""
        above, below = margins(unit)
        unit.translate(0, -unit.border_box_y())
        snap(unit)
        made = list(cuts(0, unit, "unit"))
        self._paths.append([path for _, path in made])
        atoms = [[atom.top, atom.bottom, atom.cost, atom.lead, atom.trail] for atom, _ in made]
        return Measure(atoms, above, below, sorted(classes(unit)))

    def ask(self, cuts: Sequence[Cut]) -> None:
        """Says which stretches are wanted."""
        self._asked = cuts

    def plates(self) -> list[Plate | None]:
        """The plates that were asked for."""
        return [self._caster.cast(self.boxes(cut)) for cut in self._asked]

    def boxes(self, cut: Cut) -> Box:
        """The boxes of a stretch."""
        paths = [*self._paths[cut.unit], ()]
        return part(self._galley.units[cut.unit], paths[cut.start], paths[cut.stop])


class Assistant:
    """Has another process lay out the units of some pages of HTML."""

    def __init__(self, helper: Executor, pages: Iterable[str]) -> None:
        self._helper, self._pages = helper, tuple(pages)
        self._measures = helper.submit(_measures, self._pages)
        self._plates: Future[bytes]

    def measures(self) -> list[Measure]:
        """The measure of each unit."""
        return self._measures.result()

    def ask(self, cuts: Sequence[Cut]) -> None:
        """Says which stretches are wanted."""
        self._plates = self._helper.submit(_plates, self._pages, cuts)

    def plates(self) -> list[Plate | None]:
        """The plates that were asked for."""
        made: list[Plate | None] = loads(self._plates.result())
        return made


def _measures(pages: tuple[str, ...]) -> list[Measure]:
    return _compositor(pages).measures()


def _plates(pages: tuple[str, ...], cuts: Sequence[Cut]) -> bytes:
    """The plates, pickled here, where there is room for deeply nested ones."""
    compositor = _compositor(pages)
    compositor.ask(cuts)
    return dumps(compositor.plates())


@lru_cache(maxsize=1)
def _compositor(pages: tuple[str, ...]) -> Compositor:
    """What was laid out last: where another process takes over in between, it is laid out again."""
    return Compositor(Press(), pages)
