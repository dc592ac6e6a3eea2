"""The cheat sheet: one document on as few pages as can be read with pleasure.

The text is laid out once, in a galley as wide as a column, unless it is known from the last time (layout_cache.py); the
packer says which column holds what (packing.py); what depends on that, page numbers and running heads, is laid out
after it in a small second galley.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import BinaryIO

from exporter.emitters import NO_MEANS, Edition, Emitted, Means
from exporter.emitters.print.adapter import Adapter
from exporter.emitters.print.brief import brief
from exporter.emitters.print.document import PrintedDocument
from exporter.emitters.print.fitting import PROBES, fit, room
from exporter.emitters.print.galley import Layer
from exporter.emitters.print.layout_cache import CachedLayout
from exporter.emitters.print.packing import impose, impose_front
from exporter.model import Card, Item


def emit(edition: Edition, out: BinaryIO, means: Means = NO_MEANS) -> Emitted:
    """Writes the sheet of the edition's first document; the problems are what was not printed as it is.

    What is to be known the next time are the units with their fragments; nothing where others hang on each.
    """
    edition = brief(edition, asks=False)
    sheet, adapter = PrintedDocument(edition, tuple(_printed(edition)), edition.settings.print.enlarged), Adapter()
    units = [*sheet.units(), sheet.imprint()]
    entries, means = sheet.contents(units), means if sheet.stands_alone else NO_MEANS
    galley = adapter.set(sheet.page, [*PROBES, *entries])
    space, (frame, title) = room(galley.capacities(len(PROBES))), galley.frame(sheet.columns, sheet.from_right)
    area = impose_front(galley.text(len(PROBES)).atoms, frame, title)[1]
    text = CachedLayout(adapter, sheet.page, [fit(unit.html, space) for unit in units], sheet.look)
    text.set(means)
    layer = Layer(text, impose(text.atoms, frame, area))
    text.settle(layer.spots)
    pages = layer.pages(units)
    final = adapter.set(partial(sheet.page, frames=sheet.frames(pages)), sheet.contents(units, pages))
    front = final.text()
    out.write(adapter.print(final, [Layer(front, impose_front(front.atoms, frame, title)[0]), layer]))
    shrunk = layer.shrunk()
    problems = [
        problem
        for n, unit in enumerate(units)
        for problem in unit.problems(n in shrunk, adapter.failed, n in text.wide)
    ]
    return Emitted(tuple(problems), text.memory() if sheet.stands_alone else {})


def _printed(edition: Edition) -> Iterable[Item]:
    """The cards that have an answer, and the notes unless they are not wanted."""
    notes = edition.settings.print.notes
    for item in edition.documents[0].items:
        if item.answer.strip() if isinstance(item, Card) else notes:
            yield item
