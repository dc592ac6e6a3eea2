"""Puts fragments on pages: they are drawn already, and what WeasyPrint (version 70) wants to know of boxes is told."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from io import BytesIO
from typing import Any

import pydyf
from PIL import Image
from weasyprint.document import Page
from weasyprint.draw import draw_page, draw_stacking_context
from weasyprint.formatting_structure import boxes
from weasyprint.images import RasterImage
from weasyprint.stacking import StackingContext

from exporter.emitters.print.adapter import fonts
from exporter.emitters.print.adapter.trees import Grown
from exporter.emitters.print.boxes import Box, body, walk
from exporter.emitters.print.fragments import Fragment, Picture

Fonts = dict[str, tuple[Any, Any]]  # by name: a font with the key that it goes by in a document
_MARK = re.compile(rb"(?<=/MCID )\d+")


class Placed(boxes.BlockBox):  # type: ignore[misc]  # WeasyPrint has no types
    """A fragment at its place on a page."""

    def __init__(self, fragment: Fragment, x: float, y: float) -> None:
        grown = Grown(x, y)
        root = grown.box(fragment.tree)
        self.__dict__.update(root.__dict__)
        self.fragment, self.at, self.texts = fragment, (x, y), grown.texts

    def draw(self, stream: Any) -> None:
        """Draws it on its page."""
        first = len(stream._tags)
        stream._tags.update({text: {"tag": "Span", "mcid": first + mark} for text, mark in self.texts})
        for name, state in self.fragment.states.items():
            stream._resources["ExtGState"].setdefault(name, pydyf.Dictionary(state))
        for picture in self.fragment.pictures:
            stream.add_image(_image(picture), picture.smooth, 1)
        content = self.fragment.content.encode("latin-1")
        with stream.stacked():
            stream.transform(e=self.at[0], f=self.at[1])
            stream.stream.append(_MARK.sub(lambda mark: b"%d" % (first + int(mark[0])), content))


class FragmentPage(Page):  # type: ignore[misc]
    """A page with fragments on it."""

    def paint(self, stream: Any, scale: float = 1) -> None:
        """Draws what is not drawn yet and the fragments, in the order in which they are read: programs copy it so."""
        inside = body(self._page_box)
        everything = inside.children
        inside.children, others = _until_fragments(everything)
        drawn = [box for box in everything if not isinstance(box, Placed)]
        with _ornamental(stream, drawn), stream.stacked():
            stream.transform(a=scale, d=scale)
            draw_page(self._page_box, stream)
            for box in others:
                if isinstance(box, Placed):
                    box.draw(stream)
                else:
                    draw_stacking_context(stream, StackingContext.from_box(box, self._page_box))
        inside.children = everything


def _until_fragments(children: Sequence[Box]) -> tuple[list[Box], list[Box]]:
    """What stands before the first fragment of a page, and the rest."""
    first = next((number for number, box in enumerate(children) if isinstance(box, Placed)), len(children))
    return list(children[:first]), list(children[first:])


@contextmanager
def _ornamental(stream: Any, boxes: Iterable[Box]) -> Iterator[None]:
    """Draws leaders as ornament, each of them at once: nobody wants their dots read out, one by one."""
    leaders = [each for box in boxes for each in walk(box) if each.is_leader and each.children]
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


def used_fonts(fragments: Iterable[Fragment], font_map: Any, known: Fonts) -> Fonts | None:
    """Known fonts and those of fragments, with all glyphs that they use; None where one of them is not here, or is
    another one of the same name."""
    found, types = dict(known), [used for fragment in fragments for used in fragment.types]
    for used in types:
        if used.name not in found:
            key, font = fonts.load(font_map, used.description, used.size)
            if font.hash != used.name or fonts.face(font) != used.face:
                return None
            found[used.name] = key, font
    for used in types:
        font = found[used.name][1]
        for glyph, text, width in used.glyphs:
            font.to_unicode.setdefault(glyph, text)
            font.widths.setdefault(glyph, width)
    return found


def _image(picture: Picture) -> Any:
    data = b64decode(picture.data)
    return RasterImage(Image.open(BytesIO(data)), picture.id, data)
