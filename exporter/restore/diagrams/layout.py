"""Layout of a drawing: gives every piece its column.

What the paste kept is exact: the length of borders, and what touched what. What it lost is chosen as people draw:

- A line of text that stands alone between two borders (or above inner boxes) of an undivided box is centered; so is a
  column of steps with arrowheads between them. Cells of a divided box, paragraphs and lists start one space right of
  their edge.
- Boxes inside a box share its free width evenly while a gap is five columns or less; else they stand two columns apart
  from the left edge. A single box that connectors reach is centered. Boxes in the open stand two columns apart, further
  when they fan out below a wide one.
- A connector stands under the ┬ it starts from and over the ▼ it leads to; boxes move to make the two meet. Without
  either, it stands at the center of its box.
- A row that is too wide for its box runs over, and every later piece of the row stays as close to its column as it can.
"""

from __future__ import annotations

import re

from exporter.restore.diagrams.boxes import anchors, extent, place_boxes, ports
from exporter.restore.diagrams.pieces import Box, Role, Row
from exporter.restore.diagrams.region import BoxLayer, LayerPart, Region, find_regions, units

_LIST_ITEM = re.compile(r"[-•*+–—·▪◦●○✓✔✗✘☐☑#$>~]|\d+[.)](?!\S)")


def draw(rows: list[Row]) -> tuple[tuple[str, ...], bool]:
    """The lines of a drawing, and whether every row fits its boxes."""
    drawing = [units(row) for row in rows]
    lefts: dict[Box, int] = {}
    for region in find_regions(drawing):
        start = lefts.get(region.owner, 0) + region.left if region.owner else 0
        layers = region.layers()
        place_boxes(region, layers)
        _place_loose(region, layers)
        start -= _first_column(layers) if region.owner is None else 0
        lefts |= {box: start + x for layer in layers for box, x in layer.boxes.items()}
        _shift(layers, start)
    for row in drawing:
        for unit in row:
            if unit.box is not None:
                unit.column = lefts[unit.box] + unit.offset
    lines, fits = zip(*(_render(row) for row in drawing), strict=True)
    return tuple(lines), all(fits)


def _first_column(layers: list[BoxLayer]) -> int:
    """The leftmost column in use on the open page, where boxes may have moved left of their caption."""
    boxes = [x for layer in layers for x in layer.boxes.values()]
    texts = [unit.column for unit in _loose(layers) if unit.column is not None]
    return min(boxes + texts, default=0)


def _loose(layers: list[BoxLayer]) -> list[LayerPart]:
    return [unit for layer in layers for row in layer.rows for unit in row if unit.box is None]


def _shift(layers: list[BoxLayer], by: int) -> None:
    for unit in _loose(layers):
        if unit.column is not None:
            unit.column += by


def _render(row: list[LayerPart]) -> tuple[str, bool]:
    """Writes a row, each piece at its column or as soon after it as what it touched in the paste allows."""
    line, end, fits = "", 0, True
    for unit in row:
        first = end + (bool(line) and not unit.glued)
        start = first if unit.column is None else max(first, unit.column)
        fits &= unit.column is None or (start == unit.column and (start == end or not unit.glued))
        line += " " * (start - end) + unit.text
        end = start + unit.size
    return line, fits


def _place_loose(region: Region, layers: list[BoxLayer]) -> None:
    """Gives text and connectors their columns, the boxes having theirs."""
    below: BoxLayer | None = None
    belows = []
    for layer in reversed(layers):
        belows.append(below)
        below = layer if layer.boxes else below
    above: BoxLayer | None = None
    arrows = any(layer.spans for layer in layers if layer.legs)
    for at, (layer, below) in enumerate(zip(layers, reversed(belows), strict=True)):
        if layer.boxes:
            for row in layer.rows:
                _place_beside(region, layer, row)
            above = layer
        elif layer.legs:
            _place_legs(region, layer, above, below)
            if arrows:
                _center_labels(layer.rows[0])
        else:
            _place_text(region, layers, at, above, below)


def _place_beside(region: Region, layer: BoxLayer, row: list[LayerPart]) -> None:
    """Text left of a box stands next to it, between two boxes in the middle, right of the last next to it."""
    for at, unit in enumerate(row):
        before, after = (row[at - 1].box if at else None), (row[at + 1].box if at + 1 < len(row) else None)
        if unit.box or not after:
            continue
        right = layer.boxes[after] - unit.size - (not unit.glued_after)
        if before:
            left = layer.boxes[before] + before.width
            middle = (left + layer.boxes[after] - unit.size) // 2
            unit.column = left if unit.glued else right if unit.glued_after else middle
        elif not at:
            unit.column = right if region.owner is None else int(not unit.glued)


def _place_legs(region: Region, layer: BoxLayer, above: BoxLayer | None, below: BoxLayer | None) -> None:
    legs, row = layer.legs, layer.rows[0]
    for leg, column in zip(legs, _leg_columns(region, len(legs), above, below), strict=True):
        leg.column = column
    if row[0] is not legs[0] and legs[0].column is not None:
        row[0].column = max(legs[0].column - row[0].size - 1, 1)


def _center_labels(row: list[LayerPart]) -> None:
    """Puts what is said between two connectors in the middle, as over an arrow."""
    for before, label, after in zip(row, row[1:], row[2:], strict=False):
        if before.role is not Role.LEG or label.role is not Role.TEXT or label.glued or label.glued_after:
            continue
        if before.column is not None and after.column is not None:
            label.column = (before.column + 1 + after.column - label.size) // 2


def _leg_columns(region: Region, number: int, above: BoxLayer | None, below: BoxLayer | None) -> list[int]:
    """Columns of connectors: at the ports or else the centers of the boxes they join, or shared out evenly."""
    joined = [(layer, direction) for layer, direction in ((below, "u"), (above, "d")) if layer]
    joined.sort(key=lambda join: len(ports(*join)) != number)
    for layer, direction in joined:
        if found := anchors(layer, direction, number):
            return [layer.boxes[box] + at for box, at in found]
    near = above or below
    left, right = extent(near) if near else (0, region.room or 2 * number)
    return [left + (right - left) * (2 * at + 1) // (2 * number) for at in range(number)]


def _place_text(
    region: Region, layers: list[BoxLayer], at: int, above: BoxLayer | None, below: BoxLayer | None
) -> None:
    text = layers[at].rows[0][0]
    if region.room is None:
        steps = any(layer.legs for layer in layers[max(at - 1, 0) : at + 2])
        left, right = extent(above) if above and below and steps else (0, text.size)
        text.column = (left + right - text.size) // 2
    elif text.glued or text.glued_after:
        text.column = 0 if text.glued else region.room - text.size
    elif region.undivided and text.size + 2 <= region.room and _is_title(layers, at, text.text):
        text.column = (region.room - text.size) // 2
    else:
        text.column = 1


def _is_title(layers: list[BoxLayer], at: int, text: str) -> bool:
    """Whether a line stands alone in its part of a box, or arrowheads part it from the other lines."""
    if _LIST_ITEM.match(text):
        return False
    neighbors = [layers[near] for near in (at - 1, at + 1) if 0 <= near < len(layers)]
    return all(layer.boxes or layer.legs for layer in neighbors)
