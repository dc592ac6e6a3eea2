"""The cheat sheet: one document on as few pages as can be read with pleasure.

The text is laid out once, in a galley as wide as a column, unless it is known from the last time (layout_cache.py); the
packer says which column holds what (packing.py); what depends on that, page numbers and running heads, is laid out
after it in a small second galley.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import BinaryIO

from exporter.emitters import NO_MEANS, Edition, Emitted, Means
from exporter.emitters.print.adapter import Adapter
from exporter.emitters.print.adapter.flowing import FlowingAdapter
from exporter.emitters.print.brief import for_paper, in_steps, may_be_too_long
from exporter.emitters.print.document import Design, PrintedDocument
from exporter.emitters.print.flowing import FlowingSheet
from exporter.emitters.print.layout_cache import memory
from exporter.emitters.print.page_count import SMALLER, TIGHT, AnyLaid, Layouts, fewest
from exporter.emitters.print.sheet_layout import SheetLayout
from exporter.model import Card, Item, Location, Problem
from exporter.problems.outputs import TOO_MANY_PAGES
from exporter.settings import PrintSettings

LayOut = Callable[[Edition, PrintSettings, bool], AnyLaid]  # an edition at a size, and whether it is set tight


def emit(edition: Edition, out: BinaryIO, means: Means = NO_MEANS) -> Emitted:
    """Writes the sheet of the edition's first document; the problems are what was not printed as it is.

    What is to be known the next time are the units with their fragments; nothing where others hang on each.
    """
    if edition.settings.print.layout == "flowing":
        return _flowing(edition, out)
    adapter, layouts = Adapter(), list[SheetLayout]()

    def lay_out(edition: Edition, settings: PrintSettings, is_tight: bool) -> SheetLayout:
        layouts.append(SheetLayout(_document(edition, settings, is_tight), adapter, means))
        return layouts[-1]

    made = _chosen(edition, lay_out)
    out.write(made.printed())
    problems = [*made.problems(), *_too_many(edition, made.pages)]
    # All layouts are worth knowing: the next time begins with the first one again.
    kept = memory(each.text for each in layouts) if made.sheet.stands_alone else {}
    return Emitted(tuple(problems), kept)


def _flowing(edition: Edition, out: BinaryIO) -> Emitted:
    """The same, with columns that are filled by WeasyPrint."""
    adapter = FlowingAdapter()

    def lay_out(edition: Edition, settings: PrintSettings, is_tight: bool) -> FlowingSheet:
        return FlowingSheet(_document(edition, settings, is_tight), adapter)

    made = _chosen(edition, lay_out)
    out.write(adapter.print([made.laid]))
    return Emitted((*made.problems(), *_too_many(edition, made.pages)))


def _chosen(edition: Edition, lay_out: LayOut[AnyLaid]) -> AnyLaid:
    """The layout to print; in brief one that takes half of the pages, if there is one."""
    chosen, made = edition.settings.print, for_paper(edition, asks=False)
    first = Layouts(partial(lay_out, made)).chosen(chosen)
    if not chosen.brief or chosen.pages or first.pages == 1:
        return first
    whole = _whole(edition)
    if not may_be_too_long(whole, made):
        return first
    half = Layouts(partial(lay_out, whole)).chosen(chosen).pages // 2
    return fewest(half, first, _briefer(edition, lay_out))


def _whole(edition: Edition) -> Edition:
    """The edition as it is printed if nothing is in brief."""
    settings = edition.settings
    return for_paper(
        replace(edition, settings=replace(settings, print=replace(settings.print, brief=False))), asks=False
    )


def _briefer(edition: Edition, lay_out: LayOut[AnyLaid]) -> Iterator[AnyLaid]:
    """Layouts of an edition in brief: set tight, with shorter answers, and last in smaller print."""
    chosen = edition.settings.print
    for made in in_steps(edition):
        yield lay_out(made, chosen, True)
    for share in SMALLER if not chosen.large_print else ():
        yield lay_out(made, replace(chosen, font_size=share * chosen.font_size), True)


def _document(edition: Edition, settings: PrintSettings, is_tight: bool) -> PrintedDocument:
    design = Design(variables=TIGHT if is_tight else {})
    return PrintedDocument(edition, tuple(_printed(edition)), settings.enlarged, design)


def _too_many(edition: Edition, pages: int) -> Iterable[Problem]:
    """The problem of a sheet that takes more pages than it should."""
    document, wanted = edition.documents[0], edition.settings.print.pages
    if 0 < wanted < pages:
        message = (
            f"the sheet takes {pages} pages at the smallest legible size, and print.pages is {wanted}. Set it higher"
        )
        message += "." if edition.settings.print.brief else ", or print short answers (--brief)."
        yield TOO_MANY_PAGES.at(Location(document.source, 1), message)


def _printed(edition: Edition) -> Iterable[Item]:
    """The cards that have an answer, and the notes unless they are not wanted."""
    notes = edition.settings.print.notes
    for item in edition.documents[0].items:
        if item.answer.strip() if isinstance(item, Card) else notes:
            yield item
