"""Records fragments: draws laid-out boxes with WeasyPrint (version 70), apart from any page and PDF."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

import pydyf
from weasyprint.anchors import gather_anchors
from weasyprint.draw import draw_stacking_context
from weasyprint.images import RasterImage
from weasyprint.layout.background import layout_box_backgrounds
from weasyprint.pdf.stream import Stream
from weasyprint.stacking import StackingContext

from exporter.emitters.print.adapter import fonts
from exporter.emitters.print.adapter.streams import content
from exporter.emitters.print.adapter.trees import tree
from exporter.emitters.print.boxes import Box, walk
from exporter.emitters.print.fragments import Fragment, Picture, Type

_RESOURCES = ("ExtGState", "XObject", "Pattern", "Shading")


class Recorder:
    """Records fragments of the boxes of one page."""

    def __init__(self, page: Box) -> None:
        self._page = page
        self._known = fonts.Known()

    def record(self, box: Box) -> Fragment | None:
        """The fragment of a box; None if it needs what cannot leave its PDF: an image, a gradient, a missing glyph."""
        for part in walk(box):  # these were computed for where the box stood before it was moved
            if getattr(part, "background", None):
                layout_box_backgrounds(self._page, part, None, layout_children=False)
            if part.transformation_matrix:
                gather_anchors(part, {}, [], [], {None: []})
        stream = _RecordingStream(self._known)
        draw_stacking_context(stream, StackingContext.from_box(box, self._page))
        if stream.is_bound:
            return None
        operators = content(stream).decode("latin-1")
        return Fragment(operators, stream.states, stream.types(), stream.pictures, tree(box, stream.marks))


class _RecordingStream(Stream):  # type: ignore[misc]  # WeasyPrint has no types
    """A stream of operators that knows what it uses."""

    def __init__(self, known: fonts.Known) -> None:
        resources = pydyf.Dictionary({name: pydyf.Dictionary() for name in _RESOURCES} | {"ColorSpace": None})
        super().__init__(known.keyed, (0, 0, 0, 0), resources, {}, {}, {}, None)
        self.pictures: list[Picture] = []
        self._known = known
        self._sizes: dict[str, float] = {}  # of the fonts' first use, by their names
        self._has_image = False

    def add_font(self, pango_font: Any) -> tuple[Any, float]:
        """Knows the glyphs of each fragment by themselves: it is the same in whatever company it was recorded."""
        font, size = super().add_font(pango_font)
        if font.hash not in self._sizes:
            self._sizes[font.hash] = size
            self._known.begin(font, pango_font)
        return font, size

    def add_image(self, image: Any, interpolate: bool, ratio: float) -> str:
        """An emoji can be sent, any other image stays in its PDF."""
        name = str(super().add_image(image, interpolate, ratio))
        is_letter = isinstance(image, RasterImage) and str(image.id)[:6] in self._sizes and ratio == 1
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
            or any(self._known.fonts[name].missing for name in self._sizes)
        )

    @property
    def states(self) -> dict[str, Any]:
        """The graphics states that were used, by name."""
        return {name: dict(state) for name, state in self._resources["ExtGState"].items()}

    @property
    def marks(self) -> dict[Box, int]:
        """The number of the marked content of each text."""
        return {text: tag["mcid"] for text, tag in self._tags.items()}

    def types(self) -> list[Type]:
        """The fonts that were used."""
        return [self._known.type(name, size) for name, size in self._sizes.items()]
