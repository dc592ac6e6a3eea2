"""Sets HTML as one endless column (a galley) and moves what was set onto pages: the only user of WeasyPrint.

Laying a text out is what costs. So every card is laid out once, on a single page as long as it needs; its boxes are
then cut where the packer says and moved onto real pages. WeasyPrint has no public way to do that: what we use of its
insides (version 70) is the tree of boxes that a page keeps, `translate` and `layout_backgrounds`.
"""

from __future__ import annotations

import base64
import gc
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from typing import Any
from urllib.parse import unquote_to_bytes

from exporter.emitters.packing import NEVER, Atom, Frame, Spot
from exporter.errors import OutputError

Box = Any  # a box of WeasyPrint's layout: children, position_x, position_y, width, height, margins, padding
Path = tuple[int, ...]  # indexes of children, from a unit's box to the box that a break stands before

REMEDY = (
    "PDFs need Pango, which is not installed here: run `apt-get install libpango-1.0-0 libpangoft2-1.0-0 "
    "fonts-noto-core fonts-dejavu-core fonts-noto-color-emoji`, or on a Mac `brew install pango`."
)
_IMAGE_BYTES = 2_000_000  # of a data URL as it stands in the document
_IMAGE_PIXELS = 16_000_000  # decoded, at four bytes each: a small file may hold a very large image
_BATCH = 300  # units laid out at once: layout takes twice the memory of what it leaves
_DEEPEST = 20_000  # nested calls: about a thousand nested boxes
_FLOW = {"BlockBox", "TableBox", "TableRowGroupBox"}  # boxes whose children stand one below the other

# What a column break costs, by what it separates; a hole of a tenth of a column costs 4.
COSTS = {
    "unit": 0.0,  # two cards
    "block": 3.0,  # two paragraphs, a paragraph and its code
    "item": 3.0,  # two items of a list
    "row": 4.0,  # two rows of a table: its head is repeated
    "gap": 4.0,  # code at a blank line
    "line": 5.0,  # two lines of a paragraph
    "callout": 8.0,  # a callout and what it comments on
    "lead-in": 12.0,  # a paragraph that ends with a colon, and what it announces
    "code": 25.0,  # two lines of code
    "diagram": 100.0,
    "never": NEVER,  # a head and what it heads; fewer lines than a reader can stand alone
}
_FEWEST = {"line": 2, "row": 2, "gap": 2, "code": 3}  # lines on either side of a break


@dataclass(frozen=True, slots=True)
class Text:
    """Units of a galley, cut into atoms."""

    units: Sequence[Box]
    atoms: list[Atom]
    paths: list[Path]  # where in its unit's boxes each atom begins

    def take(self, spot: Spot) -> Box:
        """The boxes of a spot, moved to their page."""
        unit = self.atoms[spot.start].unit
        goes_on = spot.stop < len(self.atoms) and self.atoms[spot.stop].unit == unit
        box = _slice(self.units[unit], self.paths[spot.start], self.paths[spot.stop] if goes_on else ())
        box.translate(spot.dx, spot.dy)
        if spot.scale < 1:
            box.style = box.style.copy()
            box.style |= {"transform": [("scale", (spot.scale, spot.scale))]}
        return box


@dataclass(frozen=True, slots=True)
class Galley:
    """Pages with their heads, feet and titles, and the units one below the other on an endless page."""

    document: Any
    pages: list[Box]
    units: list[Box]

    def frame(self, columns: int) -> tuple[Frame, float]:
        """The inside of the pages, and the height that the title takes on the first one."""
        page = self.pages[0]
        left, top = page.content_box_x(), page.content_box_y()
        frame = Frame(left, top, page.width, page.height, self.units[0].border_width(), columns)
        return frame, max((_bottom(box) - top for box in _front(page)), default=0.0)

    def capacity(self, unit: int) -> float:
        """How many times the first line of a unit's first block fits into the width of that block."""
        block = self.units[unit].children[0]
        return float(block.width / block.children[0].width)

    def text(self, start: int = 0, stop: int | None = None) -> Text:
        """Some of the units, with every place where a column may be broken."""
        cuts: list[tuple[Atom, Path]] = []
        kind = "unit"
        for number, unit in list(enumerate(self.units))[start:stop]:
            cuts += _cuts(number, unit, kind)
            kind = "never" if "keep" in _classes(unit) else "unit"
        return Text(self.units, [atom for atom, _ in cuts], [path for _, path in cuts])


@dataclass(slots=True)
class Press:
    """Lays out and prints one PDF, inside `undisturbed`."""

    _fonts: Any = None

    def set(self, page: Callable[[Sequence[str]], str], units: Sequence[str]) -> Galley:
        """Lays out units; `page` makes HTML of some, whose body ends with a `div` of them. Raises OutputError."""
        galley = self._set(page(units[:_BATCH]))
        for start in range(_BATCH, len(units), _BATCH):
            gc.collect()  # a layout leaves cycles behind
            gc.freeze()  # what is left stays, so the next collection need not look at it again
            below, foot = self._set(page(units[start : start + _BATCH])).units, _bottom(galley.units[-1])
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
        document = source.render(font_config=self._fonts, pdf_variant="pdf/ua-1")
        *pages, endless = [page._page_box for page in document.pages]
        return Galley(document.copy([]), pages, list(_body(endless).children[-1].children))

    def print(self, galley: Galley, layers: Iterable[tuple[Text, Sequence[Spot]]]) -> bytes:
        """The PDF: the pages of this galley, and on them what was set here or in other galleys."""
        from weasyprint.document import Page
        from weasyprint.layout.background import layout_backgrounds

        for page in galley.pages:
            _body(page).children = _front(page)
        for text, spots in layers:
            for spot in spots:
                _body(galley.pages[spot.page]).children.append(text.take(spot))
        for page in galley.pages:
            layout_backgrounds(page, None)
        document = galley.document.copy([Page(page) for page in galley.pages])
        return bytes(document.write_pdf(pdf_variant="pdf/ua-1"))


def _body(page: Box) -> Box:
    return page.children[0].children[0]


def _front(page: Box) -> list[Box]:
    """What stands on a page before units are moved there: the title, on the first one."""
    return [child for child in _body(page).children if child.children]


def _bottom(box: Box) -> float:
    return float(box.border_box_y() + box.border_height())


def _classes(box: Box) -> set[str]:
    return set((box.element.get("class") or "").split()) if box.element is not None else set()


def _text(box: Box) -> str:
    return "".join(getattr(part, "text", "") for part in box.descendants()).strip()


def _cuts(number: int, unit: Box, kind: str) -> Iterator[tuple[Atom, Path]]:
    """The atoms of a unit, each with the path where it begins; `kind` is that of the break above the unit."""
    path, cost, top, lead = Path(), COSTS[kind], float(unit.border_box_y()), 0.0
    for joint, above, below, kind, next_lead, trail in _joints(unit, (), 0.0, 0.0):
        yield Atom(top, above, cost, lead, trail, number), path
        path, cost, top, lead = joint, COSTS[kind], below, next_lead
    yield Atom(top, _bottom(unit), cost, lead, 0.0, number), path


def _joints(box: Box, path: Path, lead: float, trail: float) -> Iterator[tuple[Path, float, float, str, float, float]]:
    """Between boxes that stand one below the other: path of the lower, foot of the upper, head of the lower, kind,
    lead and trail. The arguments are the path of the box around them, its lead and its trail."""
    lead += box.padding_top + box.border_top_width
    trail += box.padding_bottom + box.border_bottom_width
    flow = [(index, child) for index, child in enumerate(box.children) if child.is_in_normal_flow()]
    kinds = _kinds(box, [child for _, child in flow])
    for (index, child), (_, above), kind in zip(flow, [*flow[:1], *flow], kinds, strict=False):
        if child is not above:
            bottom = _bottom(above) if kind != "gap" else float(above.position_y)  # a blank line vanishes
            lead += above.border_height() if getattr(above, "is_header", False) else 0.0
            yield (*path, index), bottom, float(child.border_box_y()), kind, lead, trail
        if type(child).__name__ in _FLOW and child.children and child.element_tag != "thead":
            yield from _joints(child, (*path, index), lead, trail)


def _kinds(box: Box, flow: list[Box]) -> list[str]:
    """For every child, the kind of the joint above it."""
    lines = flow and type(flow[0]).__name__ == "LineBox"
    kinds = ["never", *(_line_kind(box, a) if lines else _block_kind(a, b) for a, b in pairwise(flow))]
    fewest = [min(index, len(flow) - index) for index in range(len(flow))]
    return [kind if few >= _FEWEST.get(kind, 0) else "never" for kind, few in zip(kinds, fewest, strict=False)]


def _block_kind(above: Box, below: Box) -> str:
    if above.element_tag in ("h1", "h2", "h3", "h4", "h5", "h6", "thead") or "callout-title" in _classes(above):
        return "never"
    if below.element_tag in ("tr", "li"):
        return {"tr": "row", "li": "item"}[below.element_tag]
    if above.element_tag == "p" and _text(above).endswith(":"):
        return "lead-in"
    return "callout" if "callout" in _classes(below) else "block"


def _line_kind(box: Box, above: Box) -> str:
    if box.element_tag != "pre":
        return "line"
    return "diagram" if "diagram" in _classes(box) else "code" if _text(above) else "gap"


def _slice(box: Box, start: Path, stop: Path) -> Box:
    """A copy of a box with what stands between two paths; what is not cut through is taken over, not copied."""
    if not start and not stop:
        return box
    children = []
    for index in range(start[0] if start else 0, stop[0] + 1 if stop else len(box.children)):
        inner = start[1:] if start and index == start[0] else (), stop[1:] if stop and index == stop[0] else ()
        if not stop or index < stop[0] or inner[1]:
            children.append(_slice(box.children[index], *inner))
    while stop and box.element_tag == "pre" and len(children) > 1 and not _text(children[-1]):
        children.pop()  # blank lines at the foot of a column
    part = box.copy_with_children(children)
    part.column_groups = ()  # of a table: shared with the other part, and would be moved twice
    top, bottom = box.content_box_y(), box.content_box_y() + box.height
    if start:
        _repeat_head(box, children)
        top = children[0].border_box_y()
        part.margin_top = 0
        part.position_y = top - box.padding_top - box.border_top_width
    part.height = (_bottom(children[-1]) if stop else bottom) - top
    return part


def _repeat_head(table: Box, children: list[Box]) -> None:
    """Puts a copy of a table's head above the rows that go on in another column."""
    head = table.children[0]
    if getattr(head, "is_header", False):
        copy = head.deepcopy()
        copy.translate(children[0].position_x - head.position_x, children[0].border_box_y() - _bottom(head))
        children.insert(0, copy)


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


def image(url: str) -> bytes | None:
    """What a data URL holds, when that is an image of bearable size; else None."""
    head, comma, body = url.partition(",")
    if not head.startswith("data:image/") or not comma or len(url) > _IMAGE_BYTES:
        return None
    from PIL import Image

    try:
        data = unquote_to_bytes(body)
        data = base64.b64decode(data) if head.endswith(";base64") else data
        with Image.open(BytesIO(data)) as picture:
            known = picture.format in ("PNG", "JPEG", "GIF", "WEBP") and picture.width * picture.height <= _IMAGE_PIXELS
    except Exception:  # bytes of a stranger: Pillow's readers raise whatever they stumble over
        return None
    return data if known else None
