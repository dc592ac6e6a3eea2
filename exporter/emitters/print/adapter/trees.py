"""The trees of fragments: what tags, links and bookmarks are made from, written as JSON and made boxes of again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from exporter.emitters.print.boxes import Box
from exporter.emitters.print.fragments import Node

_FACTS = {"colspan": 1, "rowspan": 1, "is_table_wrapper": False}  # of a box, that its tag depends on; else as here
_ATTRIBUTES = ("scope", "rel", "lang")  # of an element, the same
_STYLE: dict[str, Any] = {  # of a box that is drawn already
    "transform": [],
    "bookmark_level": "none",
    "bookmark_state": "open",
    "anchor": None,
    "appearance": "none",
    "display": ("block", "flow"),
    "list_style_type": "none",
}
_SIDES = ("top", "right", "bottom", "left")
_NO_EDGES = {name.format(side): 0 for side in _SIDES for name in ("margin_{}", "padding_{}", "border_{}_width")}


def tree(box: Box, marks: Mapping[Box, int], in_link: bool = False) -> Node:
    """What tags, links and bookmarks are made from: lines are none of it, and a text is the number of its content."""
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    if isinstance(box, boxes.TextBox):
        return marks[box]
    lines = (child.children if isinstance(child, boxes.LineBox) else [child] for child in box.children)
    in_link = in_link or bool(box.link)
    children = [tree(child, marks, in_link) for child in chain.from_iterable(lines)]
    return [type(box).__name__, box.element_tag, _facts(box, in_link), children]


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


class Grown:
    """Makes boxes of a fragment's tree, of the classes and with the attributes that tags, links and bookmarks need."""

    def __init__(self, x: float, y: float) -> None:
        self._x, self._y = x, y
        self.texts: list[tuple[Box, int]] = []  # each with the number of its marked content

    def box(self, node: Node) -> Box:
        """The box of a node, with all in it."""
        if isinstance(node, int):
            text = _bare("TextBox", "", None, _STYLE, ())
            self.texts.append((text, node))
            return text
        name, tag, facts, children = node
        style = _STYLE | facts["style"] if "style" in facts else _STYLE
        made = _bare(name, tag, _element(tag, facts), style, map(self.box, children))
        made.__dict__.update({name: facts[name] for name in (*_FACTS, "link") if name in facts})
        if "area" in facts:
            left, top, made.width, made.height = facts["area"]
            made.position_x, made.position_y = left + self._x, top + self._y
            made.__dict__.update(_NO_EDGES)
            made.style = made.style | {"anchor": facts.get("anchor")}
        if "bookmark" in facts:
            made.bookmark_label, level, state = facts["bookmark"]
            made.style = made.style | {"bookmark_level": level, "bookmark_state": state}
        return made


def _bare(name: str, tag: str, element: Any, style: Any, children: Iterable[Box]) -> Box:
    kind = getattr(boxes, name)
    made = kind.__new__(kind)
    made.element_tag, made.element, made.style, made.children = tag, element, style, list(children)
    made.column_groups = ()
    return made


def _element(tag: str, facts: dict[str, Any]) -> Element | None:
    return None if "anonymous" in facts else Element(tag.partition("::")[0], facts.get("attributes", {}))
