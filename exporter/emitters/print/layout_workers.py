"""Layout workers: this process, or one that helps it. Each measures the units it laid out, and records fragments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import Executor, Future
from functools import lru_cache
from pickle import dumps, loads
from typing import NamedTuple, Protocol

from exporter.emitters.print.adapter import Adapter
from exporter.emitters.print.boxes import Box, Path, classes, margins, part, snap
from exporter.emitters.print.breaks import cuts
from exporter.emitters.print.fragments import Cut, Fragment

_TEXTS = 64  # of a print: those of flashcards are laid out at several sizes each, and recorded at the end


class Measure(NamedTuple):
    """What a layout tells of a unit; lengths in pixels, from its head."""

    atoms: list[list[float]]  # top, bottom, cost, lead, trail; the cost of the first one is for its neighbor to say
    above: float  # what it keeps free above and below itself: the larger of two such spaces separates two units
    below: float
    classes: list[str]
    wide: bool  # whether it has a block that was wider than its column


class UnitLayout(Protocol):
    """Lays units out, which it counts from 0."""

    def measures(self) -> list[Measure]:
        """The measure of each unit."""

    def ask(self, cuts: Sequence[Cut]) -> None:
        """Says which stretches are wanted: another process begins at once."""

    def fragments(self) -> list[Fragment | None]:
        """The fragments that were asked for; None for what can only be drawn in its own PDF."""


class LocalLayout:
    """Lays units out in this process: those of some pages of HTML, one page after the other."""

    def __init__(self, adapter: Adapter, pages: Iterable[str]) -> None:
        self._galley = adapter.lay_out(pages)
        self._recorder = adapter.recorder(self._galley)
        self._paths: list[list[Path]] = []
        self._measures = [self._measured(*each) for each in enumerate(self._galley.units)]
        self._asked: Sequence[Cut] = ()

    def measures(self) -> list[Measure]:
        """The measure of each unit."""
        return self._measures

    def _measured(self, number: int, unit: Box) -> Measure:
        """The measure of a unit, which is moved to where it can be recorded."""
        above, below = margins(unit)
        unit.translate(0, -unit.border_box_y())
        snap(unit)
        made = list(cuts(0, unit, "unit"))
        self._paths.append([path for _, path in made])
        atoms = [[atom.top, atom.bottom, atom.cost, atom.lead, atom.trail] for atom, _ in made]
        return Measure(atoms, above, below, sorted(classes(unit)), number in self._galley.wide)

    def ask(self, cuts: Sequence[Cut]) -> None:
        """Says which stretches are wanted."""
        self._asked = cuts

    def fragments(self) -> list[Fragment | None]:
        """The fragments that were asked for."""
        return [self._recorder.record(self.boxes(cut)) for cut in self._asked]

    def boxes(self, cut: Cut) -> Box:
        """The boxes of a stretch."""
        paths = [*self._paths[cut.unit], ()]
        return part(self._galley.units[cut.unit], paths[cut.start], paths[cut.stop])


class RemoteLayout:
    """Has another process lay out the units of some pages of HTML."""

    def __init__(self, helper: Executor, pages: Iterable[str]) -> None:
        self._helper, self._pages = helper, tuple(pages)
        self._measures = helper.submit(_measures, self._pages)
        self._fragments: Future[bytes]

    def measures(self) -> list[Measure]:
        """The measure of each unit."""
        return self._measures.result()

    def ask(self, cuts: Sequence[Cut]) -> None:
        """Says which stretches are wanted."""
        self._fragments = self._helper.submit(_fragments, self._pages, cuts)

    def fragments(self) -> list[Fragment | None]:
        """The fragments that were asked for."""
        made: list[Fragment | None] = loads(self._fragments.result())
        return made


def _measures(pages: tuple[str, ...]) -> list[Measure]:
    return _local(pages).measures()


def _fragments(pages: tuple[str, ...], cuts: Sequence[Cut]) -> bytes:
    """The fragments, pickled here, where there is room for deeply nested ones."""
    local = _local(pages)
    local.ask(cuts)
    return dumps(local.fragments())


@lru_cache(maxsize=_TEXTS)
def _local(pages: tuple[str, ...]) -> LocalLayout:
    """What was laid out of late: where another process takes over in between, it is laid out again."""
    return LocalLayout(Adapter(), pages)
