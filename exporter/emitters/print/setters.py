"""Who lays out units: this process, or one beside it. Each measures what it laid out, and casts plates of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any, NamedTuple, Protocol

from exporter import crowd
from exporter.emitters.print.boxes import Box, Path, classes, margins, part, snap
from exporter.emitters.print.breaks import cuts
from exporter.emitters.print.plates import Cut, Plate
from exporter.emitters.print.press import Press
from exporter.errors import ExporterError, OutputError

Page = Callable[[Sequence[str]], str]  # makes HTML of some units


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
    """Lays units out in this process."""

    def __init__(self, press: Press, page: Page, html: Sequence[str]) -> None:
        self._galley = press.set(page, html)
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
    """Lays units out in the process at the other end of a connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def measures(self) -> list[Measure]:
        """The measure of each unit."""
        made: list[Measure] = self._answer()
        return made

    def ask(self, cuts: Sequence[Cut]) -> None:
        """Says which stretches are wanted."""
        self._connection.send(cuts)

    def plates(self) -> list[Plate | None]:
        """The plates that were asked for."""
        made: list[Plate | None] = self._answer()
        return made

    def _answer(self) -> Any:
        try:
            made = self._connection.recv()
        except EOFError as error:
            raise OutputError("A process that laid out text has ended. Is there enough memory?") from error
        if isinstance(made, ExporterError | RecursionError):
            raise made
        return made


@contextmanager
def assistant(press: Press, page: Page, html: Sequence[str]) -> Iterator[Assistant]:
    """Begins to lay units out in a process beside this one."""

    def work(connection: Connection) -> None:
        try:
            compositor = Compositor(press, page, html)
            connection.send(compositor.measures())
            compositor.ask(connection.recv())
            connection.send(compositor.plates())
        except (ExporterError, RecursionError) as error:
            connection.send(error)
        except EOFError:  # the other end needs no plates
            return

    with crowd.aside(work) as connection:
        yield Assistant(connection)
