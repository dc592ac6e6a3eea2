"""Lengths of boxes: most are as their style says, whatever surrounds the box, and are known from the last such box.

WeasyPrint (version 70) works each of twenty out again, for every box and every line of text.
"""

from __future__ import annotations

from collections.abc import Mapping
from operator import itemgetter
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import absolute, block, column, flex, float, grid, inline, page, percent, replaced, table

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
_MOST = 10_000  # boxes that differ, which are known at once
_known: dict[tuple[Any, ...], Mapping[str, Any] | None] = {}


def resolve_percentages(box: Box, containing_block: Any) -> None:
    """Gives a box the lengths that it has."""
    said = _said(box.style)
    if said not in _known:
        if len(_known) >= _MOST:
            _known.clear()
        _known[said] = _fixed(said)
    if fixed := _known[said]:
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


_resolve, _flows = percent.resolve_percentages, boxes.Box.is_in_normal_flow
_USERS = (absolute, block, column, flex, float, grid, inline, page, replaced, table)
REPLACED: tuple[tuple[Any, str, Any], ...] = (
    (boxes.Box, "is_in_normal_flow", is_in_normal_flow),
    *(
        (module, "resolve_percentages", resolve_percentages)
        for module in _USERS
        if hasattr(module, "resolve_percentages")
    ),
)
