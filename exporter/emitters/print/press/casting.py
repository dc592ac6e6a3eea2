"""Casts plates: draws laid-out boxes with WeasyPrint (version 70), apart from any page and PDF."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

import pydyf
from weasyprint.anchors import gather_anchors
from weasyprint.draw import draw_stacking_context
from weasyprint.formatting_structure.boxes import LineBox, TextBox
from weasyprint.images import RasterImage
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.layout.background import layout_box_backgrounds
from weasyprint.pdf.stream import Stream
from weasyprint.stacking import StackingContext
from weasyprint.text.ffi import ffi, pango
from weasyprint.text.fonts import get_pango_font_key

from exporter.emitters.print.boxes import Box, walk
from exporter.emitters.print.plates import Node, Picture, Plate, Type
from exporter.emitters.print.press import fonts
from exporter.emitters.print.press.binding import operator

_FACTS = {"colspan": 1, "rowspan": 1, "is_table_wrapper": False}  # of a box, that its tag depends on; else as here
_ATTRIBUTES = ("scope", "rel")  # of an element, the same
_RESOURCES = ("ExtGState", "XObject", "Pattern", "Shading")


class Caster:
    """Casts plates of the boxes of one page."""

    def __init__(self, page: Box) -> None:
        self._page = page
        self._fonts: dict[Any, Any] = {}  # for all plates: loading a font costs

    def cast(self, box: Box) -> Plate | None:
        """The plate of a box; None where it needs what cannot leave its PDF: an image, a gradient, a missing glyph."""
        for part in walk(box):  # these were computed for where the box stood before it was moved
            if getattr(part, "background", None):
                layout_box_backgrounds(self._page, part, None, layout_children=False)
            if part.transformation_matrix:
                gather_anchors(part, {}, [], [], {None: []})
        stream = _Recorder(self._fonts)
        draw_stacking_context(stream, StackingContext.from_box(box, self._page))
        if stream.is_bound:
            return None
        content = b"\n".join(map(operator, stream.stream)).decode("latin-1")
        states = {name: dict(state) for name, state in stream.states.items()}
        return Plate(content, states, stream.types(), stream.pictures, _tree(box, stream.marks))


class _Recorder(Stream):  # type: ignore[misc]  # WeasyPrint has no types
    """A stream of operators that knows what it uses."""

    def __init__(self, known: dict[Any, Any]) -> None:
        resources = pydyf.Dictionary({name: pydyf.Dictionary() for name in _RESOURCES} | {"ColorSpace": None})
        super().__init__(known, (0, 0, 0, 0), resources, {}, {}, {}, None)
        self.pictures: list[Picture] = []
        self._types: dict[str, tuple[Any, str, float]] = {}
        self._has_image = False

    def add_font(self, pango_font: Any) -> tuple[Any, float]:
        """Knows the glyphs of each plate by themselves: the same plate is the same in whatever company it was cast."""
        font, size = super().add_font(pango_font)
        if font.hash not in self._types:
            _, description, _ = get_pango_font_key(pango_font)
            text = ffi.string(pango.pango_font_description_to_string(description)).decode()
            is_plain = not (font.png or font.svg or font.colr or font.bitmap)
            font.to_unicode, font.missing = {}, {}
            font.widths = fonts.Widths(text, pango_font) if is_plain else {}
            self._types[font.hash] = font, text, size
        return font, size

    def add_image(self, image: Any, interpolate: bool, ratio: float) -> str:
        """An emoji can be sent, any other image stays in its PDF."""
        name = str(super().add_image(image, interpolate, ratio))
        is_letter = isinstance(image, RasterImage) and str(image.id)[:6] in self._types and ratio == 1
        self._has_image = self._has_image or not is_letter
        if is_letter and name not in {picture.name for picture in self.pictures}:
            data = b64encode(image.image_data.data).decode()
            self.pictures.append(Picture(name, image.id, interpolate, data))
        return name

    @property
    def is_bound(self) -> bool:
        """Whether it uses what it cannot take along: names of states, groups and patterns count from 0 in every PDF."""
        drawn = self._resources
        return (
            self._has_image
            or bool(drawn["Pattern"] or drawn["Shading"])
            or len(drawn["XObject"]) > len(self.pictures)
            or any(name.startswith("s") for name in drawn["ExtGState"])
            or any(font.missing for font, _, _ in self._types.values())
        )

    @property
    def states(self) -> dict[str, Any]:
        """The graphics states that were used, by name."""
        return dict(self._resources["ExtGState"])

    @property
    def marks(self) -> dict[Box, dict[str, Any]]:
        """The number of the marked content of each text."""
        return dict(self._tags)

    def types(self) -> list[Type]:
        """The fonts that were used."""
        return [
            Type(
                font.hash,
                text,
                size,
                fonts.face(font),
                [(glyph, shown, font.widths[glyph]) for glyph, shown in font.to_unicode.items()],
            )
            for font, text, size in self._types.values()
        ]


def _tree(box: Box, marks: dict[Box, dict[str, Any]], in_link: bool = False) -> Node:
    """What tags, links and bookmarks are made from: lines are none of it, and a text is the number of its content."""
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    if isinstance(box, TextBox):
        return marks[box]["mcid"]
    children = [part for child in box.children for part in (child.children if isinstance(child, LineBox) else [child])]
    in_link = in_link or bool(box.link)
    facts = _facts(box, in_link)
    return [type(box).__name__, box.element_tag, facts, [_tree(child, marks, in_link) for child in children]]


def _facts(box: Box, in_link: bool) -> dict[str, Any]:
    style = box.style
    facts = {name: getattr(box, name) for name, usual in _FACTS.items() if getattr(box, name) != usual}
    if box.element is None:
        facts["anonymous"] = True
    elif attributes := {name: box.element.get(name) for name in _ATTRIBUTES if box.element.get(name)}:
        facts["attributes"] = attributes
    if box.element_tag == "li":
        facts["style"] = {"display": list(style["display"]), "list_style_type": style["list_style_type"]}
    marked = {
        "anchor": style["anchor"],
        "link": box.link and [box.link[0], list(box.link[1])],
        "bookmark": box.bookmark_label
        and style["bookmark_level"] != "none"
        and [box.bookmark_label, style["bookmark_level"], style["bookmark_state"]],
    }
    facts |= {name: fact for name, fact in marked.items() if fact}
    if in_link or any(marked.values()):
        facts["area"] = [round(length, 4) for length in box.hit_area()]
    return facts
