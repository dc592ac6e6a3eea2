"""Parts of a print: documents that follow each other in one PDF, each on pages of its own, counted from 1."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

from exporter.emitters import NO_MEANS, Emitted, Means
from exporter.emitters.print.adapter import Adapter
from exporter.emitters.print.document import PrintedDocument
from exporter.emitters.print.fitting import PROBES, fit, room
from exporter.emitters.print.flowing import print_flowing
from exporter.emitters.print.galley import Layer
from exporter.emitters.print.layout_cache import CachedLayout, memory
from exporter.emitters.print.packing import Area, Spot, impose, impose_front
from exporter.emitters.print.units import Unit
from exporter.model import Problem


@dataclass(frozen=True, slots=True)
class Part:
    """A part and what stands in it."""

    printed: PrintedDocument
    units: Sequence[Unit]

    def layer(self, adapter: Adapter, means: Means, page: int) -> tuple[CachedLayout, list[Spot]]:
        """It, laid out from a page on."""
        galley = adapter.set(self.printed.page, PROBES)
        space = room(galley.capacities(len(PROBES)))
        frame, title = galley.frame(self.printed.columns, self.printed.from_right, self.printed.binding)
        html = [fit(unit.html, space) for unit in self.units]
        text = CachedLayout(adapter, self.printed.page, html, self.printed.look)
        text.set(means if self.printed.stands_alone else NO_MEANS)
        return text, impose(text.atoms, frame, Area(page, impose_front((), frame, title)[1].used))


def print_parts(parts: Sequence[Part], out: BinaryIO, means: Means) -> Emitted:
    """Writes parts, each of which begins on the front of a sheet of paper."""
    if parts[0].printed.settings.layout == "flowing":
        return Emitted(_distinct(print_flowing([(part.printed, part.units) for part in parts], out)))
    adapter = Adapter()
    layers: list[Layer] = []
    texts: list[CachedLayout] = []
    frames: list[str] = []
    for part in parts:
        frames += [part.printed.blank] * (len(frames) % 2)  # of the sheet of the part before
        text, spots = part.layer(adapter, means, len(frames))
        texts.append(text)
        layers.append(Layer(text, spots))
        frames += part.printed.frames(layers[-1].pages(part.units, len(frames)))
    for layer, text in zip(layers, texts, strict=True):
        text.settle(layer.spots)
    page = partial(parts[0].printed.page, frames=frames)
    out.write(adapter.print(adapter.set(page, ["<p></p>"]), layers))
    problems = (problem for each in zip(parts, layers, strict=True) for problem in _problems(*each, adapter))
    return Emitted(_distinct(problems), memory(texts) if parts[0].printed.stands_alone else {})


def _problems(part: Part, layer: Layer, adapter: Adapter) -> Iterator[Problem]:
    """What of a part was not printed as it is."""
    shrunk = layer.shrunk()
    for number, unit in enumerate(part.units):
        yield from unit.problems(number in shrunk, adapter.failed, number in layer.text.wide)


def _distinct(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems, each once: versions have the same."""
    return tuple(dict.fromkeys(problems))
