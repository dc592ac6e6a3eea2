"""Completes the tags of a PDF where WeasyPrint (version 70) leaves them short of PDF/UA-1."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pydyf

Box = Any  # of WeasyPrint
Element = Any  # of the structure tree, a dictionary: S is its kind, K what is in it, P what it is in


def complete(document: Any, pdf: pydyf.PDF) -> None:
    """Says which language sections are in and what heads of tables head, and puts what list items hold into bodies."""
    elements = {
        each.reference: each
        for each in pdf.objects
        if isinstance(each, pydyf.Dictionary) and each.get("Type") == "/StructElem"
    }
    _name_languages(document, [element for element in elements.values() if element["S"] == "/Sect"])
    for element in [*elements.values()]:
        if element["S"] == "/LI":
            _embody(pdf, element, elements)
        elif element["S"] == "/TR":
            _scope([elements[kid] for kid in element["K"] if kid in elements])


def _name_languages(document: Any, elements: Sequence[Element]) -> None:
    """Gives elements of sections the language of their boxes, in whose order they were made, one for each."""
    pages = filter(None, (getattr(page, "_page_box", None) for page in document.pages))
    sections = [box for page in pages for box in _sections(page)]
    if len(sections) == len(elements):
        for box, element in zip(sections, elements, strict=True):
            if language := box.element.get("lang"):
                element["Lang"] = pydyf.String(language)


def _sections(page: Box) -> Iterator[Box]:
    """The boxes of sections on a page, as a reader comes to them."""
    waiting = [page]
    while waiting:
        found = waiting.pop()
        box: Box = getattr(found, "_box", found)  # of what is placed absolutely
        if box.element is not None and box.element_tag == "section" and type(box).__name__ != "LineBox":
            yield box
        waiting += reversed(getattr(box, "children", ()))


def _embody(pdf: pydyf.PDF, item: Element, elements: Mapping[Any, Element]) -> None:
    """Puts all of a list item besides its label into one body (ISO 32000-1, table 336)."""
    kinds = [elements[kid]["S"] if kid in elements else "" for kid in item["K"]]
    inside = [kid for kid, kind in zip(item["K"], kinds, strict=True) if kind != "/Lbl"]
    if not inside or (len(inside) == 1 and kinds[-1] == "/LBody"):
        return
    body = pydyf.Dictionary({key: item[key] for key in ("Type", "Pg")} | {"S": "/LBody", "P": item.reference})
    body["K"] = pydyf.Array(inside)
    pdf.add_object(body)
    for element in (elements[kid] for kid in inside if kid in elements):
        element["P"] = body.reference
        element["S"] = "/Div" if element["S"] == "/LBody" else element["S"]
    item["K"] = pydyf.Array(
        [kid for kid, kind in zip(item["K"], kinds, strict=True) if kind == "/Lbl"] + [body.reference]
    )


def _scope(cells: list[Element]) -> None:
    """Says whether the heads in a row head their columns, as where there is nothing else in it, or the row."""
    scope = "/Column" if all(cell["S"] == "/TH" for cell in cells) else "/Row"
    for cell in cells:
        if cell["S"] == "/TH":
            cell["A"]["Scope"] = scope
