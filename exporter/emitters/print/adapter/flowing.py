"""WeasyPrint by its public interface alone: pages of HTML that it fills by itself.

It uses what WeasyPrint documents for everybody: `HTML`, `Document` with `copy`, `make_bookmark_tree` and `write_pdf`,
and of a `Page` its size, anchors and links. So it outlives changes of the insides that the other way needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from exporter.emitters.print.adapter import fetcher, listening
from exporter.errors import OutputError

_VARIANT = "pdf/ua-1"
Place = tuple[int, float, float]  # the page, counted from 0, and there the shares of its width and height


@dataclass(frozen=True, slots=True)
class FlowingPages:
    """Pages that are laid out."""

    document: Any

    @property
    def pages(self) -> int:
        """How many they are."""
        return len(self.document.pages)

    @property
    def width(self) -> float:
        """How wide a page is, in pixels."""
        return float(self.document.pages[0].width)

    def place(self, anchor: str) -> Place:
        """Where an element with this `id` stands; the last page's foot where there is none."""
        for number, page in enumerate(self.document.pages):
            if anchor in page.anchors:
                x, y, *_ = page.anchors[anchor]  # a point, or a rectangle as in version 70
                return number, x / page.width, y / page.height
        return self.pages - 1, 1.0, 1.0

    def lines(self) -> dict[str, list[tuple[float, float]]]:
        """Where the lines of each link to a place in the document begin and end, in pixels from the left."""
        found: dict[str, list[tuple[float, float]]] = {}
        for page in self.document.pages:
            for kind, target, (left, _, right, _), *_ in page.links:
                if kind == "internal":
                    found.setdefault(target, []).append((left, right))
        return found

    def marks(self) -> list[float]:
        """How far to the right each bookmark stands, in pixels."""
        return [target[1] for _, target, _, _ in self.document.make_bookmark_tree()]


@dataclass(slots=True)
class FlowingAdapter:
    """Lays out and prints pages of HTML."""

    failed: set[str] = field(default_factory=set)  # addresses of images that could not be drawn

    def lay_out(self, html: str) -> FlowingPages:
        """Lays out the pages of some HTML. Raises OutputError."""
        try:
            from exporter.emitters.print.adapter.engine import fonts, weasyprint
        except OSError as error:
            raise OutputError(f"PDFs cannot be made: {error}. Install Pango, or install it again.") from error
        with listening(self.failed):
            source = weasyprint.HTML(string=html, url_fetcher=fetcher())
            return FlowingPages(source.render(font_config=fonts(), pdf_variant=_VARIANT))

    def print(self, parts: Sequence[FlowingPages]) -> bytes:
        """The PDF of all pages of some parts."""
        from exporter.emitters.print.adapter.streams import finish

        pages = [page for part in parts for page in part.document.pages]
        with listening(self.failed):
            return bytes(parts[0].document.copy(pages).write_pdf(pdf_variant=_VARIANT, finisher=finish))
