"""The cheat sheet: one document on as few pages as can be read with pleasure.

The text is laid out once, in a galley as wide as a column, unless it is known from the last time (layout_cache.py); the
packer says which column holds what (packing.py); what depends on that, page numbers and running heads, is laid out
after it in a small second galley.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any, BinaryIO

from exporter.emitters import NO_MEANS, Edition, Emitted, Means
from exporter.emitters.print.adapter import Adapter
from exporter.emitters.print.adapter.flowing import FlowingAdapter
from exporter.emitters.print.brief import for_paper
from exporter.emitters.print.document import Design, PrintedDocument
from exporter.emitters.print.flowing import FlowingSheet
from exporter.emitters.print.page_count import TIGHT, Layouts
from exporter.emitters.print.sheet_layout import SheetLayout
from exporter.model import Card, Item, Location, Problem
from exporter.problems.outputs import TOO_MANY_PAGES
from exporter.settings import PrintSettings


def emit(edition: Edition, out: BinaryIO, means: Means = NO_MEANS) -> Emitted:
    """Writes the sheet of the edition's first document; the problems are what was not printed as it is.

    What is to be known the next time are the units with their fragments; nothing where others hang on each.
    """
    edition = for_paper(edition, asks=False)
    if edition.settings.print.layout == "flowing":
        return _flowing(edition, out)
    adapter = Adapter()
    layouts = Layouts(partial(_layout, edition, adapter, means))
    made = layouts.chosen(edition.settings.print)
    out.write(made.printed())
    problems = [*made.problems(), *_too_many(edition, len(made.layer.pages(made.units)))]
    return Emitted(tuple(problems), _memory(layouts.made) if made.sheet.stands_alone else {})


def _flowing(edition: Edition, out: BinaryIO) -> Emitted:
    """The same, with columns that are filled by WeasyPrint."""
    adapter = FlowingAdapter()
    items = tuple(_printed(edition))
    made = Layouts(partial(FlowingSheet, edition, items, adapter)).chosen(edition.settings.print)
    out.write(adapter.print([made.laid]))
    return Emitted((*made.problems(), *_too_many(edition, made.pages)))


def _memory(layouts: Iterable[SheetLayout]) -> dict[str, Any]:
    """What is worth knowing the next time, of all layouts: it begins with the first one again."""
    return {key: value for made in layouts for key, value in made.text.memory().items()}


def _layout(edition: Edition, adapter: Adapter, means: Means, settings: PrintSettings, is_tight: bool) -> SheetLayout:
    design = Design(variables=TIGHT if is_tight else {})
    return SheetLayout(PrintedDocument(edition, tuple(_printed(edition)), settings.enlarged, design), adapter, means)


def _too_many(edition: Edition, pages: int) -> Iterable[Problem]:
    """The problem of a sheet that takes more pages than it should."""
    document, wanted = edition.documents[0], edition.settings.print.pages
    if 0 < wanted < pages:
        message = f"the sheet takes {pages} pages at the smallest legible size, and print.pages is {wanted}."
        yield TOO_MANY_PAGES.at(Location(document.source, 1), message)


def _printed(edition: Edition) -> Iterable[Item]:
    """The cards that have an answer, and the notes unless they are not wanted."""
    notes = edition.settings.print.notes
    for item in edition.documents[0].items:
        if item.answer.strip() if isinstance(item, Card) else notes:
            yield item
