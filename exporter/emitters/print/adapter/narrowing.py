"""Shrinks what was laid out wider than its column (WeasyPrint, version 70), so that nothing is cut off."""

from __future__ import annotations

from collections.abc import Iterator

from weasyprint.anchors import gather_anchors
from weasyprint.css.properties import Dimension
from weasyprint.formatting_structure import boxes

from exporter.emitters.print.boxes import Box, walk

_NEARLY = 4 / 3  # pixels beyond a column that nobody sees: a point
_LEFT, _RIGHT = Dimension(0, "%"), Dimension(100, "%")


def narrow(unit: Box) -> bool:
    """Shrinks the blocks of a unit that are wider than it, each by itself; tells whether there were any."""
    left, right = float(unit.border_box_x()) - _NEARLY, float(unit.border_box_x() + unit.border_width()) + _NEARLY
    if all(left <= start and stop <= right for start, stop in map(_edges, _leaves(unit))):
        return False
    for block in _blocks(unit, (left + right) / 2):
        edges = [_edges(leaf) for leaf in _leaves(block)]
        if any(start < left or right < stop for start, stop in edges):
            _shrink(block, min(start for start, _ in edges), max(stop for _, stop in edges), left, right)
    return True


def _leaves(box: Box) -> Iterator[Box]:
    """The texts and pictures in a box."""
    for each in walk(box):
        if isinstance(each, boxes.TextBox | boxes.ReplacedBox):
            yield each


def _edges(leaf: Box) -> tuple[float, float]:
    """Where it begins and ends, without the spaces that hang over a line's end."""
    text = getattr(leaf, "text", "")
    width = float(leaf.width)
    if text.endswith((" ", "\n")):
        width *= len(text.rstrip()) / len(text)
    return float(leaf.position_x), float(leaf.position_x) + width


def _blocks(box: Box, middle: float) -> Iterator[Box]:
    """The blocks in a box that hold lines, whole tables, and what is nested beyond the middle of its column."""
    flow = [child for child in box.children if isinstance(child, boxes.BlockBox)]
    if not flow or box.is_table_wrapper or any(child.position_x > middle for child in flow):
        yield box
        return
    for child in flow:
        yield from _blocks(child, middle)


def _shrink(block: Box, start: float, stop: float, left: float, right: float) -> None:
    """Scales a block so that it ends at the edge of its column, towards the side where its lines begin."""
    near, far = float(block.border_box_x()), float(block.border_box_x() + block.border_width())
    is_rtl = start < left
    scale = (far - left - _NEARLY) / (far - start) if is_rtl else (right - _NEARLY - near) / (stop - near)
    block.style = block.style.copy()
    block.style |= {"transform": [("scale", (scale, scale))], "transform_origin": (_RIGHT if is_rtl else _LEFT, _LEFT)}
    gather_anchors(block, {}, [], [], {None: []})
