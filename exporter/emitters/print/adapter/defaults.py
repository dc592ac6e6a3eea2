"""WeasyPrint's own style sheet (version 70) without what a document does not use: of every element it styles five
parts that notes at the foot of a page have, and the marker of a list item."""

from __future__ import annotations

import re
from copy import copy
from functools import cache
from typing import Any

import weasyprint

_NOTES = frozenset({"footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"})
_ITEMS = ("li", "summary")  # elements with a marker, where no style makes others into items
_USED = re.compile(r"\bfootnote\b|\bnote(?:\(|-)|\blist-item\b")  # in a style


def ua_stylesheets(self: Any, forms: bool = False) -> list[Any]:
    """The style sheets that each document begins with."""
    first, *others = _theirs(self, forms)
    return [first if _uses(self.etree_element) else _without_notes(first), *others]


def _uses(root: Any) -> bool:
    """Whether a document may have notes, or items of lists that are no `li`."""
    styles = (each.text if each.tag == "style" else each.get("style") for each in root.iter())
    return any(_USED.search(style) for style in styles if style)


@cache
def _without_notes(sheet: Any) -> Any:
    sheet, matcher = copy(sheet), copy(sheet.matcher)
    sheet.matcher = matcher
    markers = [entry for entry in matcher.other_selectors if entry[3] == "marker"]
    matcher.other_selectors = [entry for entry in matcher.other_selectors if entry[3] not in {*_NOTES, "marker"}]
    by_name = matcher.lower_local_name_selectors
    matcher.lower_local_name_selectors = by_name | {name: [*by_name.get(name, ()), *markers] for name in _ITEMS}
    return sheet


_theirs = weasyprint.HTML._ua_stylesheets
REPLACED = ((weasyprint.HTML, "_ua_stylesheets", ua_stylesheets),)
