"""What boxes tell of themselves, and how they are cut. A box is one of WeasyPrint's (version 70), after layout."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Box = Any  # children, position_x, position_y, width, height, margins, padding
_GRID = 1024  # of a pixel: the unit that Pango measures text in
_NUDGE = 0.0137  # away from the middle between two lines of the grid, where many lengths are
_HEIGHTS = ("position_y", "height", "margin_top", "margin_bottom", "padding_top", "padding_bottom")  # a table's vary
Path = tuple[int, ...]  # indexes of children, from a unit's box to the box that a break stands before


def body(page: Box) -> Box:
    """The body of a page."""
    return page.children[0].children[0]


def front(page: Box) -> list[Box]:
    """What stands on a page before units are moved there: the title, on the first one."""
    return [child for child in body(page).children if child.children]


def bottom(box: Box) -> float:
    """The foot of a box, its border included."""
    return float(box.border_box_y() + box.border_height())


def margins(box: Box) -> tuple[float, float]:
    """The space that a box keeps free above and below itself, with that of its first and last child where it is one
    with the box's own: two such spaces collapse into the larger (CSS 2.1, 8.3.1)."""
    above, below = float(box.margin_top), float(box.margin_bottom)
    first, last = _in_flow(box, 0), _in_flow(box, -1)
    inner = box
    while first and inner.top_margin_collapses():
        above, inner, first = max(above, float(first.margin_top)), first, _in_flow(first, 0)
    inner = box
    while last and inner.bottom_margin_collapses() and inner.style["height"] == "auto":
        below, inner, last = max(below, float(last.margin_bottom)), last, _in_flow(last, -1)
    return above, below


def _in_flow(box: Box, index: int) -> Box | None:
    """The first or last of the blocks that stand in a box one below the other."""
    flow = [child for child in box.children if child.is_in_normal_flow()]
    return flow[index] if flow and hasattr(flow[index], "clearance") else None  # a block-level box


def snap(box: Box) -> None:
    """Puts a box on a grid: where it stood in its galley leaves a trace in the last digits of every height."""
    for each in walk(box):
        for name in _HEIGHTS:
            length = getattr(each, name, None)
            if isinstance(length, float):
                setattr(each, name, round(length * _GRID + _NUDGE) / _GRID)


def classes(box: Box) -> set[str]:
    """The classes of a box's element."""
    return set((box.element.get("class") or "").split()) if box.element is not None else set()


def words(box: Box) -> str:
    """The text of a box."""
    return "".join(getattr(part, "text", "") for part in box.descendants()).strip()


def walk(box: Box) -> Iterator[Box]:
    """A box and all in it, in no order that matters."""
    found = [box]
    while found:
        each = found.pop()
        yield each
        found += each.children


def part(box: Box, start: Path, stop: Path) -> Box:
    """A copy of a box with what stands between two paths; what is not cut through is taken over, not copied."""
    if not start and not stop:
        return box
    children = []
    for index in range(start[0] if start else 0, stop[0] + 1 if stop else len(box.children)):
        inner = start[1:] if start and index == start[0] else (), stop[1:] if stop and index == stop[0] else ()
        if not stop or index < stop[0] or inner[1]:
            children.append(part(box.children[index], *inner))
    while stop and box.element_tag == "pre" and len(children) > 1 and not words(children[-1]):
        children.pop()  # blank lines at the foot of a column
    piece = box.copy_with_children(children)
    piece.column_groups = ()  # of a table: shared with the other part, and would be moved twice
    top, foot = box.content_box_y(), box.content_box_y() + box.height
    if start:
        _repeat_head(box, children)
        top = children[0].border_box_y()
        piece.margin_top = 0
        piece.position_y = top - box.padding_top - box.border_top_width
    piece.height = (bottom(children[-1]) if stop else foot) - top
    return piece


def _repeat_head(table: Box, children: list[Box]) -> None:
    """Puts a copy of a table's head above the rows that go on in another column."""
    head = table.children[0]
    if getattr(head, "is_header", False):
        copy = head.deepcopy()
        copy.translate(children[0].position_x - head.position_x, children[0].border_box_y() - bottom(head))
        children.insert(0, copy)


def shrunk(box: Box, scale: float) -> Box:
    """A box to be printed smaller, where it is higher than its page."""
    if scale < 1:
        box.style = box.style.copy()
        box.style |= {"transform": [("scale", (scale, scale))]}
    return box
