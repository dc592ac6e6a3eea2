"""Sets HTML as one endless column (a galley) and moves what was set onto pages: the only user of WeasyPrint.

Laying a text out is what costs. So every card is laid out once, on a single page as long as it needs; its boxes are
then cut where the packer says and moved onto real pages. WeasyPrint has no public way to do that: what we use of its
insides (version 70) is the tree of boxes that a page keeps, `translate` and `layout_backgrounds`.
"""

from __future__ import annotations

import gc
import logging
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from exporter.emitters.print.boxes import body, bottom, front
from exporter.emitters.print.galley import Galley, Layer
from exporter.emitters.print.images import image
from exporter.errors import OutputError

REMEDY = (
    "PDFs need Pango, which is not installed here: run `apt-get install libpango-1.0-0 libpangoft2-1.0-0 "
    "fonts-noto-core fonts-dejavu-core fonts-noto-color-emoji`, or on a Mac `brew install pango`."
)
_BATCH = 500  # units laid out at once: layout takes twice the memory of what it leaves
_DEEPEST = 20_000  # nested calls: about a thousand nested boxes


@dataclass(slots=True)
class Press:
    """Lays out and prints one PDF, inside `undisturbed`."""

    failed: set[str] = field(default_factory=set)  # addresses of images that could not be drawn
    _fonts: Any = None

    def set(self, page: Callable[[Sequence[str]], str], units: Sequence[str]) -> Galley:
        """Lays out units; `page` makes HTML of some, whose body ends with a `div` of them. Raises OutputError."""
        galley = self._set(page(units[:_BATCH]))
        for start in range(_BATCH, len(units), _BATCH):
            gc.collect()  # a layout leaves cycles behind
            gc.freeze()  # what is left stays, so the next collection need not look at it again
            below, foot = self._set(page(units[start : start + _BATCH])).units, bottom(galley.units[-1])
            for unit in below:
                unit.translate(0, foot)
            galley.units.extend(below)
        return galley

    def _set(self, html: str) -> Galley:
        try:
            import weasyprint
        except OSError as error:  # WeasyPrint is there, but the libraries it loads are not
            raise OutputError(f"{REMEDY} ({error})") from error
        self._fonts = self._fonts or weasyprint.text.fonts.FontConfiguration()
        source = weasyprint.HTML(string=html, url_fetcher=_fetcher())
        with _listening(self.failed):
            document = source.render(font_config=self._fonts, pdf_variant="pdf/ua-1")
        *pages, endless = [page._page_box for page in document.pages]
        return Galley(document.copy([]), pages, list(body(endless).children[-1].children))

    def print(self, galley: Galley, layers: Iterable[Layer]) -> bytes:
        """The PDF: the pages of this galley, and on them what was set here or in other galleys."""
        from weasyprint.document import Page
        from weasyprint.layout.background import layout_backgrounds

        for page in galley.pages:
            body(page).children = front(page)
        for layer in layers:
            for spot in layer.spots:
                body(galley.pages[spot.page]).children.append(layer.text.take(spot))
        for page in galley.pages:
            layout_backgrounds(page, None)
        document = galley.document.copy([Page(page) for page in galley.pages])
        with _listening(self.failed):
            return bytes(document.write_pdf(pdf_variant="pdf/ua-1"))


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
def _listening(failed: set[str]) -> Iterator[None]:
    listener = _Listener(failed)
    logging.getLogger("weasyprint").addHandler(listener)
    try:
        yield
    finally:
        logging.getLogger("weasyprint").removeHandler(listener)


@contextmanager
def undisturbed(now: int) -> Iterator[None]:
    """Without clock but this one (fonts carry the time), without garbage collector (a layout is a million objects
    that all stay), and with room for deeply nested text; raises OutputError when it is nested too deeply."""
    before, collecting, deepest = dict(os.environ), gc.isenabled(), sys.getrecursionlimit()
    os.environ["SOURCE_DATE_EPOCH"] = str(max(0, now))
    sys.setrecursionlimit(max(deepest, _DEEPEST))
    gc.disable()
    try:
        yield
    except RecursionError as error:
        raise OutputError("A text is nested too deeply to be printed. Flatten its lists, quotes or HTML.") from error
    finally:
        os.environ.pop("SOURCE_DATE_EPOCH")
        os.environ.update(before)
        sys.setrecursionlimit(deepest)
        gc.unfreeze()
        if collecting:
            gc.enable()


def _fetcher() -> Any:
    """Gives images that stand in the document itself, and nothing else: no file, no network."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Images(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
        def fetch(self, url: str, headers: object = None) -> Any:
            if not (data := image(url)):
                raise ValueError("not an image that may be printed")
            return URLFetcherResponse(url, data)

    return Images()
