"""Puts plates on pages: they are drawn already, and what WeasyPrint (version 70) wants to know of boxes is told."""

from __future__ import annotations

import re
import zlib
from base64 import b64decode
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from copy import copy
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element

import pydyf
from PIL import Image
from weasyprint.document import Page
from weasyprint.draw import draw_page
from weasyprint.formatting_structure import boxes
from weasyprint.images import RasterImage

from exporter.emitters.print.boxes import Box, body, walk
from exporter.emitters.print.plates import Node, Picture, Plate
from exporter.emitters.print.press import fonts

_PAYS = 6  # of 9 levels of zlib
_MARK = re.compile(rb"(?<=/MCID )\d+")
_STYLE: dict[str, Any] = {  # of a box that is drawn already
    "transform": [],
    "bookmark_level": "none",
    "bookmark_state": "open",
    "anchor": None,
    "appearance": "none",
    "display": ("block", "flow"),
    "list_style_type": "none",
}
_SIDES = ("top", "right", "bottom", "left")
_NO_EDGES = {name.format(side): 0 for side in _SIDES for name in ("margin_{}", "padding_{}", "border_{}_width")}


class Placed(boxes.BlockBox):  # type: ignore[misc]  # WeasyPrint has no types
    """A plate at its place on a page."""

    def __init__(self, plate: Plate, x: float, y: float) -> None:
        tree = _Tree(x, y)
        root = tree.box(plate.tree)
        self.__dict__.update(root.__dict__)
        self.plate, self.at, self.texts = plate, (x, y), tree.texts

    def draw(self, stream: Any) -> None:
        """Draws it on its page."""
        first = len(stream._tags)
        stream._tags.update({text: {"tag": "Span", "mcid": first + mark} for text, mark in self.texts})
        for name, state in self.plate.states.items():
            stream._resources["ExtGState"].setdefault(name, pydyf.Dictionary(state))
        for picture in self.plate.pictures:
            stream.add_image(_image(picture), picture.smooth, 1)
        content = self.plate.content.encode("latin-1")
        with stream.stacked():
            stream.transform(e=self.at[0], f=self.at[1])
            stream.stream.append(_MARK.sub(lambda mark: b"%d" % (first + int(mark[0])), content))


class PlatePage(Page):  # type: ignore[misc]
    """A page with plates on it."""

    def paint(self, stream: Any, scale: float = 1) -> None:
        """Draws what is not drawn yet, and puts the plates beside it."""
        inside = body(self._page_box)
        everything = inside.children
        inside.children = [box for box in everything if not isinstance(box, Placed)]
        with _ornamental(stream, inside), stream.stacked():
            stream.transform(a=scale, d=scale)
            draw_page(self._page_box, stream)
            for box in everything:
                if isinstance(box, Placed):
                    box.draw(stream)
        inside.children = everything


@contextmanager
def _ornamental(stream: Any, box: Box) -> Iterator[None]:
    """Draws leaders as ornament, each of them at once: nobody wants their dots read out, one by one."""
    leaders = [each for each in walk(box) if each.is_leader and each.children]
    dots = {_joined(leader) for leader in leaders}
    marked = stream.marked
    stream.marked = lambda each, tag: stream.artifact() if each in dots else marked(each, tag)
    yield
    del stream.marked
    for leader in leaders:
        leader.children = ()


def _joined(leader: Box) -> Box:
    """The text of a leader as one box, which takes the place of those that it was laid out as."""
    first = min(leader.children, key=lambda each: each.position_x).copy()
    first.pango_layout = copy(first.pango_layout)
    first.text = first.pango_layout.text = "".join(each.text for each in leader.children)
    leader.children = (first,)
    return first


def used_fonts(plates: Iterable[Plate], font_map: Any) -> dict[Any, Any] | None:
    """The fonts of plates with all glyphs that they use, as a document keeps them; None where one of them is not
    here, or is another one of the same name."""
    found: dict[str, tuple[Any, Any]] = {}
    for plate in plates:
        for used in plate.types:
            if used.name not in found:
                key, font = fonts.load(font_map, used.description, used.size)
                if font.hash != used.name or fonts.face(font) != used.face:
                    return None
                found[used.name] = key, font
            font = found[used.name][1]
            for glyph, text, width in used.glyphs:
                font.to_unicode.setdefault(glyph, text)
                font.widths.setdefault(glyph, width)
    return dict(found.values())


def compress(_document: Any, pdf: pydyf.PDF) -> None:
    """Compresses the streams of a PDF, as far as pays: the last twentieth takes four fifths of the time."""
    for each in pdf.objects:
        if isinstance(each, pydyf.Stream) and each.compress and "Filter" not in each.extra:
            each.stream = [zlib.compress(b"\n".join(map(operator, each.stream)), _PAYS)]
            each.extra["Filter"], each.compress = "/FlateDecode", False


def operator(item: Any) -> bytes:
    """An operator or an operand of a stream, as it stands in the PDF."""
    return item.data if isinstance(item, pydyf.Object) else item if isinstance(item, bytes) else item.encode("latin-1")


def _image(picture: Picture) -> Any:
    data = b64decode(picture.data)
    return RasterImage(Image.open(BytesIO(data)), picture.id, data)


class _Tree:
    """Makes boxes of a plate's tree: of the classes and with the attributes that tags, links and bookmarks ask for."""

    def __init__(self, x: float, y: float) -> None:
        self._x, self._y = x, y
        self.texts: list[tuple[Box, int]] = []  # each with the number of its marked content

    def box(self, node: Node) -> Box:
        """The box of a node, with all in it."""
        if isinstance(node, int):
            text = _bare("TextBox", "", None, _STYLE, ())
            self.texts.append((text, node))
            return text
        name, tag, facts, children = node
        style = _STYLE | facts["style"] if "style" in facts else _STYLE
        made = _bare(name, tag, _element(tag, facts), style, map(self.box, children))
        for fact in ("colspan", "rowspan", "is_table_wrapper", "link"):
            if fact in facts:
                setattr(made, fact, facts[fact])
        if "area" in facts:
            left, top, made.width, made.height = facts["area"]
            made.position_x, made.position_y = left + self._x, top + self._y
            made.__dict__.update(_NO_EDGES)
            made.style = made.style | {"anchor": facts.get("anchor")}
        if "bookmark" in facts:
            made.bookmark_label, level, state = facts["bookmark"]
            made.style = made.style | {"bookmark_level": level, "bookmark_state": state}
        return made


def _bare(name: str, tag: str, element: Any, style: Any, children: Iterable[Box]) -> Box:
    kind = getattr(boxes, name)
    made = kind.__new__(kind)
    made.element_tag, made.element, made.style, made.children = tag, element, style, list(children)
    made.column_groups = ()
    return made


def _element(tag: str, facts: dict[str, Any]) -> Element | None:
    return None if "anonymous" in facts else Element(tag.partition("::")[0], facts.get("attributes", {}))
