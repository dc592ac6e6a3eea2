"""A sheet laid out at one size: its units in their columns, not printed yet."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from exporter.emitters import NO_MEANS, Means
from exporter.emitters.print.adapter import Adapter
from exporter.emitters.print.document import PrintedDocument
from exporter.emitters.print.fitting import PROBES, fit, room
from exporter.emitters.print.galley import Layer
from exporter.emitters.print.layout_cache import CachedLayout
from exporter.emitters.print.packing import impose, impose_front
from exporter.model import Problem


class SheetLayout:
    """A sheet at one size and spacing."""

    def __init__(self, sheet: PrintedDocument, adapter: Adapter, means: Means) -> None:
        self.sheet, self._adapter = sheet, adapter
        self.units = [*sheet.units(), sheet.imprint()]
        galley = adapter.set(sheet.page, [*PROBES, *sheet.contents(self.units)])
        space = room(galley.capacities(len(PROBES)))
        self.frame, self._title = galley.frame(sheet.columns, sheet.from_right, sheet.binding)
        area = impose_front(galley.text(len(PROBES)).atoms, self.frame, self._title)[1]
        self.text = CachedLayout(adapter, sheet.page, [fit(unit.html, space) for unit in self.units], sheet.look)
        self.text.set(means if sheet.stands_alone else NO_MEANS)
        self.layer = Layer(self.text, impose(self.text.atoms, self.frame, area))

    @property
    def pages(self) -> int:
        """How many pages it takes."""
        return self.layer.spots[-1].page + 1

    @property
    def filled(self) -> float:
        """Pages that it takes, the last one counted by how far it is filled."""
        last, foot = self.pages - 1, self.frame.top
        for spot in self.layer.spots:
            if spot.page == last:
                foot = max(foot, self.text.atoms[spot.stop - 1].bottom + spot.dy)
        return last + min(1.0, (foot - self.frame.top) / self.frame.height)

    def printed(self) -> bytes:
        """Its PDF."""
        self.text.settle(self.layer.spots)
        pages = self.layer.pages(self.units)
        page = partial(self.sheet.page, frames=self.sheet.frames(pages))
        final = self._adapter.set(page, self.sheet.contents(self.units, pages))
        front = final.text()
        spots = impose_front(front.atoms, self.frame, self._title)[0]
        return self._adapter.print(final, [Layer(front, spots), self.layer])

    def problems(self) -> Iterator[Problem]:
        """What was not printed as it is."""
        shrunk = self.layer.shrunk()
        for number, unit in enumerate(self.units):
            yield from unit.problems(number in shrunk, self._adapter.failed, number in self.text.wide)
