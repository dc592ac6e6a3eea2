"""WeasyPrint adapter: sets HTML as one endless column (a galley), and moves what was set onto pages.

Laying a text out is what costs. So every card is laid out once, on a single page as long as it needs; its boxes are
then cut where the packer says and moved onto real pages, or drawn as fragments that other processes and later builds
can print. WeasyPrint has no public way to do that: we use its insides (version 70), and nobody else here does.
flowing.py is the way around them: pages that WeasyPrint fills by itself.
"""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from exporter.emitters.print.boxes import Box, body, bottom, front
from exporter.emitters.print.fragments import Fragment
from exporter.emitters.print.galley import Galley, Layer
from exporter.emitters.print.images import image
from exporter.errors import OutputError

if TYPE_CHECKING:
    from exporter.emitters.print.adapter.recording import Recorder

_BATCH = 500  # units laid out at once: layout takes twice the memory of what it leaves


@dataclass(slots=True)
class Adapter:
    """Lays out and prints one PDF, in a process with room for nested text and a clock that stands still."""

    failed: set[str] = field(default_factory=set)  # addresses of images that could not be drawn
    _used: dict[str, tuple[Any, Any]] = field(default_factory=dict)  # fonts of fragments, with their keys, by name

    def set(self, page: Callable[[Sequence[str]], str], units: Sequence[str]) -> Galley:
        """Lays out units; `page` makes HTML of some, whose body ends with a `div` of them. Raises OutputError."""
        return self.lay_out(batches(page, units))

    def lay_out(self, pages: Iterable[str]) -> Galley:
        """Lays out the units of some pages of HTML, one below the other. Raises OutputError."""
        first, *others = pages
        galley = self._set(first)
        for html in others:
            gc.collect()  # a layout leaves cycles behind
            gc.freeze()  # what is left stays, so the next collection need not look at it again
            below, foot = self._set(html), bottom(galley.units[-1])
            for unit in below.units:
                unit.translate(0, foot)
            galley.wide.update(len(galley.units) + number for number in below.wide)
            galley.units.extend(below.units)
        return galley

    def _set(self, html: str) -> Galley:
        try:
            from exporter.emitters.print.adapter.engine import fonts, weasyprint
        except OSError as error:  # libraries were there when the build began (libraries.py), or another one is missing
            raise OutputError(f"PDFs cannot be made: {error}. Install Pango, or install it again.") from error
        from exporter.emitters.print.adapter import insides, stylesheets

        stylesheets.remember()
        insides.replace()
        source = weasyprint.HTML(string=html, url_fetcher=fetcher())
        with listening(self.failed):
            document = source.render(font_config=fonts(), pdf_variant="pdf/ua-1")
        from exporter.emitters.print.adapter.narrowing import narrow

        *pages, endless = [page._page_box for page in document.pages]
        units = list(body(endless).children[-1].children)
        return Galley(document.copy([]), pages, units, {number for number, unit in enumerate(units) if narrow(unit)})

    def print(self, galley: Galley, layers: Iterable[Layer]) -> bytes:
        """The PDF: the pages of this galley, and on them what was set here or in other galleys."""
        from weasyprint.layout.background import layout_backgrounds

        from exporter.emitters.print.adapter.assembling import FragmentPage, Placed
        from exporter.emitters.print.adapter.streams import finish

        taken: list[list[Box]] = [[] for _ in galley.pages]
        for layer in layers:
            for spot in layer.spots:
                taken[spot.page].append(layer.text.take(spot))
        for page, boxes in zip(galley.pages, taken, strict=True):
            title = front(page)
            body(page).children = [*title, *(box for box in boxes if not isinstance(box, Placed))]
            layout_backgrounds(page, None)
            body(page).children = [*title, *boxes]
        document = galley.document.copy([FragmentPage(page) for page in galley.pages])
        document.fonts.update(dict(self._used.values()))
        with listening(self.failed):
            return bytes(document.write_pdf(pdf_variant="pdf/ua-1", finisher=finish))

    def recorder(self, galley: Galley) -> Recorder:
        """What records fragments of the units of a galley."""
        from exporter.emitters.print.adapter.recording import Recorder

        return Recorder(galley.pages[0])

    def accepts(self, fragments: Iterable[Fragment]) -> bool:
        """Whether the fonts of fragments are here; with their glyphs they become part of what is printed."""
        from exporter.emitters.print.adapter.assembling import used_fonts
        from exporter.emitters.print.adapter.engine import fonts

        if found := used_fonts(fragments, fonts().font_map, self._used):
            self._used = found
        return found is not None

    def placed(self, fragment: Fragment, x: float, y: float) -> Box:
        """A fragment at its place on a page."""
        from exporter.emitters.print.adapter.assembling import Placed

        return Placed(fragment, x, y)


def batches(page: Callable[[Sequence[str]], str], units: Sequence[str]) -> Iterator[str]:
    """Pages of HTML with some of the units on each; one page where there are none."""
    for start in range(0, max(1, len(units)), _BATCH):
        yield page(units[start : start + _BATCH])


class _Listener(logging.Handler):
    """Hears of images that cannot be drawn: WeasyPrint leaves them out, and tells its log alone."""

    def __init__(self, failed: set[str]) -> None:
        super().__init__(logging.ERROR)
        self.failed = failed

    def emit(self, record: logging.LogRecord) -> None:
        """Takes down the address, which is the first thing that such a message tells."""
        if str(record.msg).startswith("Failed to") and isinstance(record.args, tuple):
            self.failed.update(map(str, record.args[:1]))


@contextmanager
def listening(failed: set[str]) -> Iterator[None]:
    """Adds the addresses of images that cannot be drawn meanwhile."""
    listener = _Listener(failed)
    logging.getLogger("weasyprint").addHandler(listener)
    try:
        yield
    finally:
        logging.getLogger("weasyprint").removeHandler(listener)


@cache
def fetcher() -> Any:
    """Gives images that stand in the document itself, and nothing else: no file, no network."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Images(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
        def fetch(self, url: str, headers: object = None) -> Any:
            if not (data := image(url)):
                raise ValueError("not an image that can be printed")
            return URLFetcherResponse(url, data)

    return Images()
