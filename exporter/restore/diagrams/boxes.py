"""Columns for the boxes of a region: gaps, and connectors that must meet."""

from __future__ import annotations

from itertools import pairwise, takewhile
from math import inf

from exporter.restore.diagrams.pieces import Box
from exporter.restore.diagrams.region import BoxLayer, LayerPart, Region

_GAP = 2  # columns between boxes where nothing says otherwise
_EVEN = 5  # the widest gap that still looks shared out evenly
_FANNED = 6  # the widest gap below a box that fans out
_FAR_LEFT = -(10**6)

Gaps = dict[tuple[Box, Box], int]


def place_boxes(region: Region, layers: list[BoxLayer]) -> None:
    """Gives the boxes of every layer their columns, from top to bottom."""
    linked = any(layer.legs or layer.forks for layer in layers)
    first: BoxLayer | None = None
    above: BoxLayer | None = None
    legs = 0
    for number, layer in enumerate(layers):
        if not layer.boxes:
            legs = len(layer.legs) or legs
            continue
        met = above if above is not None and _meet(above, layer, legs) else None
        _place(region, layer, met, linked, legs)
        if met is not None and met is first:
            _move_over(met, layer, region.room)
        if region.room is None:
            _stretch(layer, layers[number + 1 :])
        first = first or layer
        above, legs = layer, 0


def _meet(above: BoxLayer, layer: BoxLayer, legs: int) -> bool:
    """Whether something leads from the boxes of a layer to those of the next one with boxes."""
    return bool(legs or layer.forks or above.forks or ports(above, "d") or ports(layer, "u"))


def _move_over(above: BoxLayer, layer: BoxLayer, room: int | None) -> None:
    """Moves the first boxes of a region over the ports of one box or fork that they all lead to."""
    ends = [layer.boxes[box] + at for box, at in ports(layer, "u")]
    starts = anchors(above, "d", len(ends))
    if len(layer.boxes) > 1 or len(ends) < 2 or len(ends) != len(starts):
        return
    before = dict(above.boxes)
    wanted = {box: end - offset for end, (box, offset) in zip(reversed(ends), reversed(starts), strict=True)}
    if _settle(above, _FAR_LEFT if room is None else 1, 1, wanted) > (room or inf):
        above.boxes.update(before)


def _stretch(layer: BoxLayer, following: list[BoxLayer]) -> None:
    """Moves boxes apart by the length of the arrows between the connectors below them."""
    loose = list(takewhile(lambda layer: not layer.boxes, following))
    legs = max((len(layer.legs) for layer in loose), default=0)
    spans: dict[int, int] = {}
    for after in loose:
        spans |= after.spans if len(after.legs) == legs else {}
    found = anchors(layer, "d", legs)
    if not spans or len(found) != legs:
        return
    wanted: dict[Box, int] = {}
    column = 0
    for number, (box, at) in enumerate(found):
        natural = layer.boxes[box] + at
        column = column + spans[number - 1] if number - 1 in spans else max(natural, column + _GAP)
        wanted.setdefault(box, column - at)
    _settle(layer, _FAR_LEFT, 1, wanted)


def _place(region: Region, layer: BoxLayer, above: BoxLayer | None, linked: bool, legs: int) -> None:
    if region.room is None:
        _settle(layer, 0, _fanned_gap(layer, above) if above else _GAP, {})
    else:
        _spread(layer, region.room, linked)
    wanted = _wanted(layer, above, region.room is None, legs) if above else {}
    if wanted:
        before = dict(layer.boxes)
        end = _settle(layer, _FAR_LEFT if region.room is None else 1, 1, wanted)
        if region.room is not None and end > region.room:
            layer.boxes.update(before)


def _fanned_gap(layer: BoxLayer, above: BoxLayer) -> int:
    """The gap that lets boxes span what stands above them."""
    if len(layer.boxes) < 2 or layer.mixed:
        return _GAP
    left, right = extent(above)
    free = right - left - sum(box.width for box in layer.boxes)
    return min(max(free // (len(layer.boxes) - 1), _GAP), _FANNED)


def _spread(layer: BoxLayer, room: int, linked: bool) -> None:
    """Shares out the free columns of a cell."""
    number = len(layer.boxes)
    free = room - sum(box.width for box in layer.boxes)
    share = free // (number + 1)
    in_one_row = any(sum(unit.box is not None for unit in row) == number for row in layer.rows)
    if not layer.mixed and in_one_row and (1 <= share <= _EVEN or (number == 1 and linked and share > 0)):
        gap = share + (free % (number + 1)) // max(number - 1, 1)
        _settle(layer, (free - gap * (number - 1)) // 2, gap, {})
    elif _settle(layer, _GAP, _GAP, {}) > room and _settle(layer, 1, 1, {}) > room:
        _settle(layer, 1, 1, {}, texts=False)  # a text that does not fit must not spoil the rows of the boxes


def _settle(layer: BoxLayer, margin: int, gap: int, wanted: dict[Box, int], texts: bool = True) -> int:
    """Puts every box as far left as its rows and its wanted column allow; returns the widest row's end."""
    layer.boxes.update(dict.fromkeys(layer.boxes, _FAR_LEFT) | wanted)
    rows = layer.rows if texts else [[unit for unit in row if unit.box] for row in layer.rows]
    gaps, end = _exact_gaps(layer) if texts else {}, 0
    for _ in range(3):  # a box pushed right by one row may push another in a row above
        before = dict(layer.boxes)
        end = max(_settle_row(layer, row, margin, gap, gaps) for row in rows)
        if before == layer.boxes:
            break
    return end


def _exact_gaps(layer: BoxLayer) -> Gaps:
    """The gaps that a line drawn from box to box measures: ``│────▶│``."""
    gaps: Gaps = {}
    for row in layer.rows:
        for before, between, after in zip(row, row[1:], row[2:], strict=False):
            if before.box and after.box and not between.box and between.glued and after.glued:
                gaps[before.box, after.box] = max(between.size, gaps.get((before.box, after.box), 0))
        for before, after in pairwise(row):
            if before.box and after.box and after.glued:
                gaps.setdefault((before.box, after.box), 0)
    return gaps


def _settle_row(layer: BoxLayer, row: list[LayerPart], margin: int, gap: int, gaps: Gaps) -> int:
    end, before = 0, None
    for unit in row:
        if before is None:
            end = 0 if unit.glued else margin if unit.box else min(margin, 1)
        elif before.box and unit.box:
            end += gaps.get((before.box, unit.box), 0 if unit.glued else gap)
        else:
            end += not unit.glued
        if unit.box:
            end = layer.boxes[unit.box] = max(end, layer.boxes[unit.box])
        end, before = end + unit.width, unit
    return end + (not row[-1].glued_after)


def _wanted(layer: BoxLayer, above: BoxLayer, free: bool, legs: int) -> dict[Box, int]:
    """Columns for boxes that connectors from above lead to: below where each starts, or all of them centered."""
    starts = [above.boxes[box] + at for box, at in anchors(above, "d", legs)]
    ends = anchors(layer, "u", legs)
    if starts and len(starts) == len(ends):
        pairs = zip(reversed(starts), reversed(ends), strict=True)  # the first port of a box wins
        return {box: start - at for start, (box, at) in pairs}
    if not free:
        return {}
    left, right = extent(layer)
    over_left, over_right = extent(above)
    shift = (over_left + over_right - left - right) // 2
    return {box: x + shift for box, x in layer.boxes.items()}


def ports(layer: BoxLayer, direction: str) -> list[tuple[Box, int]]:
    """Where connectors enter the boxes of a layer from above ("u") or leave them below ("d")."""
    return [(box, at) for box in layer.boxes for at in (box.ups if direction == "u" else layer.downs.get(box, ()))]


def anchors(layer: BoxLayer, direction: str, legs: int) -> list[tuple[Box, int]]:
    """Where ``legs`` connectors (0: as many as there are) meet a layer: at its ports, or one at each box."""
    found = ports(layer, direction)
    if found and legs in (0, len(found)):
        return found
    if legs not in (0, len(layer.boxes)):
        return []
    first = dict(reversed(found))
    return [(box, first.get(box, (box.width - 1) // 2)) for box in layer.boxes]


def extent(layer: BoxLayer) -> tuple[int, int]:
    """The columns from the first box to the end of the last."""
    return min(layer.boxes.values()), max(x + box.width for box, x in layer.boxes.items())
