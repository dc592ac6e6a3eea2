"""Where a column may be broken, and how gladly: the boxes of a unit, cut into atoms."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from itertools import pairwise

from exporter.emitters.print.boxes import Box, Path, bottom, classes, words
from exporter.emitters.print.packing import NEVER, Atom

# What a column break costs, by what it separates; a hole of a tenth of a column costs 4.
COSTS = {
    "unit": 0.0,  # two cards
    "block": 3.0,  # two paragraphs, a paragraph and its code
    "item": 3.0,  # two items of a list
    "last item": 6.0,  # one item by itself
    "row": 4.0,  # two rows of a table: its head is repeated
    "gap": 4.0,  # code at a blank line
    "line": 5.0,  # two lines of a paragraph
    "option": 6.0,  # two options of multiple choice
    "callout": 8.0,  # a callout and what it comments on
    "context": 10.0,  # words, and code or a table that is about them
    "code": 25.0,  # two lines of code
    "comment": 40.0,  # a comment and the line of code below it
    "part": 30.0,  # a diagram at a blank line
    "opening": 45.0,  # a question with a line or two, or with code, and what is about them
    "lead-in": 50.0,  # a paragraph that announces what stands below it
    "in an option": 60.0,  # rather between two options
    "continued": 100.0,  # a line of code and its rest on the next one
    "diagram": 100.0,
    "introduction": 150.0,  # that of a section, and its first card
    "never": NEVER,  # a head and what it heads; fewer lines than a reader can stand alone
}
_FEWEST = {
    "line": 2,
    "row": 2,
    "option": 2,
    "gap": 3,
    "code": 3,
    "part": 3,
    "comment": 3,
    "continued": 3,
}  # lines on either side of a break, a blank one among them
_LABELS = ("lead-in", "context")  # what is never parted from its block in an option
_SHORT = 2  # lines of an answer that do not stand without what they are about
_BOLD = 600
_HEADS = ("h1", "h2", "h3", "h4", "h5", "h6", "thead")
_GOES_ON = re.compile(r"(?:\\|&&|\||,)$")  # at the end of a line of a command
_COMMENT = re.compile(r"\s*(?:#(?![\w!\[])|//|--\s|;|/\*|\*\s|<!--|%\s|REM\s)")  # what a line begins with
_CLOSING = "\"'”’»)]}」』）】 "  # signs that may follow the one that ends a sentence
_ANNOUNCING = (":", "：", "︰", "—", "–", "…", "...", ",", "،", "、")
_ENDING = (".", "!", "?", "。", "．", "！", "？", "؟", "۔", "।", "॥", "።", "…", ";", "；")
_FLOW = {"BlockBox", "TableBox", "TableRowGroupBox"}  # boxes whose children stand one below the other


def cuts(number: int, unit: Box, kind: str) -> Iterator[tuple[Atom, Path]]:
    """The atoms of a unit, each with the path where it begins; `kind` is that of the break above the unit."""
    path, cost, top, lead = Path(), COSTS[kind], float(unit.border_box_y()), 0.0
    for joint, above, below, kind, next_lead, trail in _joints(unit, (), 0.0, 0.0):
        yield Atom(top, above, cost, lead, trail, number), path
        path, cost, top, lead = joint, COSTS[kind], below, next_lead
    yield Atom(top, bottom(unit), cost, lead, 0.0, number), path


def kind_below(unit: Container[str], above: str) -> str:
    """The kind of the break below a unit, from its classes and the kind of the break above it: a section's
    introduction stays with it."""
    if "keep" in unit:
        return "never"
    return "introduction" if above == "never" and "plain" in unit else "unit"


def _joints(
    box: Box, path: Path, lead: float, trail: float, in_option: bool = False
) -> Iterator[tuple[Path, float, float, str, float, float]]:
    """Between boxes that stand one below the other: path of the lower, foot of the upper, head of the lower, kind,
    lead and trail. The arguments are the path of the box around them, its lead, its trail, and whether it stands in an
    option of multiple choice."""
    lead += box.padding_top + box.border_top_width
    trail += box.padding_bottom + box.border_bottom_width
    flow = [(index, child) for index, child in enumerate(box.children) if child.is_in_normal_flow()]
    kinds = _kinds(box, [child for _, child in flow])
    for (index, child), (_, above), kind in zip(flow, [*flow[:1], *flow], kinds, strict=False):
        if child is not above:
            foot = bottom(above) if kind not in ("gap", "part") else float(above.position_y)  # a blank line vanishes
            lead += above.border_height() if getattr(above, "is_header", False) else 0.0
            kind = "in an option" if in_option and COSTS[kind] < COSTS["in an option"] else kind
            yield (*path, index), foot, float(child.border_box_y()), kind, lead, trail
        if type(child).__name__ in _FLOW and child.children and child.element_tag != "thead":
            yield from _joints(child, (*path, index), lead, trail, in_option or "option" in classes(child))


def _kinds(box: Box, flow: list[Box]) -> list[str]:
    """For every child, the kind of the joint above it."""
    lines = flow and type(flow[0]).__name__ == "LineBox"
    kinds = ["never", *(_line_kind(box, a, b) if lines else _block_kind(box, a, b) for a, b in pairwise(flow))]
    if not lines and kinds[1:2] == ["context"] and "answer" in classes(box) and len(flow[0].children) <= _SHORT:
        kinds[1] = "opening"
    fewest = [min(index, len(flow) - index) for index in range(len(flow))]
    kinds = ["last item" if few == 1 and kind == "item" else kind for kind, few in zip(kinds, fewest, strict=True)]
    kinds = [kind if few >= _FEWEST.get(kind, 0) else "never" for kind, few in zip(kinds, fewest, strict=True)]
    return kinds if "option" not in classes(box) else ["never" if kind in _LABELS else kind for kind in kinds]


def _block_kind(box: Box, above: Box, below: Box) -> str:
    if above.element_tag in _HEADS or "callout-title" in classes(above):
        return "never"
    if below.element_tag in ("tr", "li") and below.element is not box.element:
        return "option" if "option" in classes(below) else {"tr": "row", "li": "item"}[below.element_tag]
    if "more" in classes(above):
        return "opening"
    if above.element_tag == "p" or above.element is box.element:
        return _kind_below_text(above, below)
    return "callout" if "callout" in classes(below) else "block"


def _kind_below_text(above: Box, below: Box) -> str:
    """The kind of the joint below a paragraph, or what stands in an item as one."""
    if _is_head(above) or _leads(words(above), below.element_tag):
        return "lead-in"
    if below.element_tag == "pre" or "table" in classes(below):
        return "context"
    return "callout" if "callout" in classes(below) else "block"


def _is_head(text: Box) -> bool:
    """Whether a text is one bold line without the end of a sentence: a head that is not marked as one."""
    parts = [part for part in text.descendants() if getattr(part, "text", "").strip()]
    is_bold = bool(parts) and all(part.style["font_weight"] >= _BOLD for part in parts)
    return is_bold and len(text.children) == 1 and not words(text).rstrip(_CLOSING).endswith(_ENDING)


def _leads(text: str, below: str) -> bool:
    """Whether a paragraph announces what stands below it: it ends with a colon or a dash, or above code, a list or the
    like in the middle of a sentence."""
    text = text.rstrip(_CLOSING)
    return text.endswith(_ANNOUNCING) or (below != "p" and not text.endswith(_ENDING))


def _line_kind(box: Box, above: Box, below: Box) -> str:
    if box.element_tag != "pre":
        return "line"
    if not words(below):
        return "never"  # no column begins with a blank line
    return _code_kind(box, words(above), below)


def _code_kind(box: Box, above: str, below: Box) -> str:
    if "diagram" in classes(box):
        return "diagram" if above else "part"
    if not above:
        return "gap"
    if _GOES_ON.search(above) or _is_rest(below):
        return "continued"
    return "comment" if _COMMENT.match(above) and not _COMMENT.match(words(below)) else "code"


def _is_rest(line: Box) -> bool:
    """Whether a line of code begins with the mark of a line that was too long."""
    return any("wrap" in classes(child) for child in line.children[:1])
