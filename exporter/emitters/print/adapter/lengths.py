"""Lengths of boxes: most are as their style says, whatever surrounds the box, and are known from the last such box.

WeasyPrint (version 70) works each of twenty out again, for every box and every line of text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from operator import itemgetter
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import (
    absolute,
    background,
    block,
    column,
    grid,
    inline,
    page,
    percent,
    preferred,
    table,
)
from weasyprint.layout import float as float_layout

Box = Any

_SIDES = ("left", "right", "top", "bottom")
_LENGTHS = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in _SIDES),
    *("width", "min_width", "max_width", "height", "min_height", "max_height"),
)
_BORDERS = tuple(f"border_{side}_width" for side in _SIDES)
_LEAST = ("min_width", "min_height")
_NAMES = (*_LENGTHS, *_BORDERS)
_said = itemgetter(*(*_NAMES, "box_sizing", "border_collapse"))
_CORNERS = tuple(f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left"))
_radii = itemgetter(*_CORNERS)
_SQUARE = (((0, "px"), (0, "px")),) * 4
_NO_RADII = dict.fromkeys(_CORNERS, (0, 0))
_MOST = 10_000  # boxes that differ, which are known at once
_known: dict[tuple[Any, ...], Mapping[str, Any] | None] = {}


def resolve_percentages(box: Box, containing_block: Any) -> None:
    """Gives a box the lengths that it has."""
    said = _said(box.style)
    if said not in _known:
        if len(_known) >= _MOST:
            _known.clear()
        _known[said] = _fixed(said)
    if (fixed := _known[said]) and isinstance(box, boxes.Box):
        box.__dict__.update(fixed)
    else:
        _resolve(box, containing_block)


def _fixed(said: tuple[Any, ...]) -> Mapping[str, Any] | None:
    """Lengths that depend on nothing else; None where some do."""
    *lengths, sizing, collapse = said
    fixed = dict(zip(_NAMES, lengths, strict=True))
    if sizing != "content-box" or collapse == "collapse":
        return None
    for name in _LENGTHS:
        length = fixed[name]
        if length != "auto" and getattr(length, "unit", "") != "px":
            return None
        fixed[name] = (0 if name in _LEAST else "auto") if length == "auto" else length.value
    return fixed


def is_in_normal_flow(self: Box) -> bool:
    """Whether a box stands where its text does."""
    style = self.style
    return (style["float"] == "none" and style["position"] == "static") or bool(_flows(self))


def resolve_radii_percentages(box: Box) -> None:
    """Gives a box the radii of its corners."""
    if isinstance(box, boxes.Box) and _radii(box.style) == _SQUARE:  # else it stands for one that is placed later
        box.__dict__.update(_NO_RADII)
    else:
        _round(box)


def shrink_to_fit(context: Any, box: Box, available_content_width: float) -> float:
    """The width of a box that is as narrow as what it holds; how narrow it could be does not matter where it fits."""
    widest = float(preferred.max_content_width(context, box, outer=False))
    if widest <= available_content_width:
        return widest
    narrowest = float(preferred.min_content_width(context, box, outer=False))
    return min(max(narrowest, available_content_width), widest)


def descendants(self: Box, placeholders: bool = False) -> Iterator[Box]:
    """A box and all in it, each before what it holds."""
    left = [self]
    while left:
        box = left.pop()
        if box is self or isinstance(box, boxes.Box):
            yield box
            left += reversed(box.children)
        elif placeholders:
            yield from box.descendants(placeholders)
        else:
            yield box


_resolve, _flows, _round = percent.resolve_percentages, boxes.Box.is_in_normal_flow, percent.resolve_radii_percentages
_USERS = (absolute, block, column, float_layout, grid, inline, page, table)
REPLACED: tuple[tuple[Any, str, Any], ...] = (
    (boxes.Box, "is_in_normal_flow", is_in_normal_flow),
    (boxes.Box, "descendants", descendants),
    (background, "resolve_radii_percentages", resolve_radii_percentages),
    *((module, "shrink_to_fit", shrink_to_fit) for module in (absolute, float_layout, inline)),
    *(
        (module, "resolve_percentages", resolve_percentages)
        for module in _USERS
        if hasattr(module, "resolve_percentages")
    ),
)
