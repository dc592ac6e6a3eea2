"""Parts of a print: documents that follow each other in one PDF, each on pages of its own, counted from 1."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

from exporter.emitters.print.adapter import Adapter
from exporter.emitters.print.document import PrintedDocument
from exporter.emitters.print.fitting import PROBES, Room, fit, room
from exporter.emitters.print.flowing import print_flowing
from exporter.emitters.print.galley import Layer
from exporter.emitters.print.packing import Area, impose, impose_front
from exporter.emitters.print.units import Unit
from exporter.model import Problem


@dataclass(frozen=True, slots=True)
class Part:
    """A part and what stands in it."""

    printed: PrintedDocument
    units: Sequence[Unit]

    def layer(self, adapter: Adapter, space: Room, page: int) -> Layer:
        """It, laid out from a page on."""
        galley = adapter.set(self.printed.page, [fit(unit.html, space) for unit in self.units])
        frame, title = galley.frame(self.printed.columns, self.printed.from_right, self.printed.binding)
        text, used = galley.text(), impose_front((), frame, title)[1].used
        return Layer(text, impose(text.atoms, frame, Area(page, used)))


def print_parts(parts: Sequence[Part], out: BinaryIO) -> Iterator[Problem]:
    """Writes parts, each of which begins on the front of a sheet of paper; what was not printed as it is."""
    if parts[0].printed.settings.layout == "flowing":
        yield from print_flowing([(part.printed, part.units) for part in parts], out)
        return
    adapter, page = Adapter(), parts[0].printed.page
    space = room(adapter.set(page, PROBES).capacities(len(PROBES)))
    layers: list[Layer] = []
    frames: list[str] = []
    for part in parts:
        frames += [part.printed.blank] * (len(frames) % 2)  # of the sheet of the part before
        layers.append(part.layer(adapter, space, len(frames)))
        frames += part.printed.frames(layers[-1].pages(part.units, len(frames)))
    out.write(adapter.print(adapter.set(partial(page, frames=frames), ["<p></p>"]), layers))
    for part, layer in zip(parts, layers, strict=True):
        shrunk = layer.shrunk()
        for number, unit in enumerate(part.units):
            yield from unit.problems(number in shrunk, adapter.failed, number in layer.text.wide)
