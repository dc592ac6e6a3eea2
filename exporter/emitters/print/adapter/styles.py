"""Properties of boxes: most are the parent's or initial, and WeasyPrint (version 70) looks each of them through for all
that a property can be."""

from __future__ import annotations

from typing import Any

from weasyprint import css
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES
from weasyprint.layout import inline

Style = Any

_SPECIAL = frozenset({"page", "position", "float", "display"})  # depend on each other, or on what is around them
_PLAIN = frozenset(
    name
    for name in INITIAL_VALUES
    if name not in _SPECIAL and name not in PHYSICAL_FUNCTIONS and not name.startswith("text_decoration_")
)
_PARENTS = _PLAIN & INHERITED
_INITIAL = {name: INITIAL_VALUES[name] for name in _PLAIN - INHERITED - INITIAL_NOT_COMPUTED}


def missing(self: Style, key: str) -> Any:
    """A property that is not known yet."""
    if key not in self.cascaded:
        if key in _INITIAL:
            value = self[key] = _INITIAL[key]
            return value
        if key in _PARENTS and self.parent_style is not None:
            value = self[key] = self.parent_style[key]
            return value
    return _missing(self, key)


def strut(style: Style) -> tuple[float, float]:
    """The height of a line, and where its letters stand on it."""
    size, height = style["font_size"], style["line_height"]
    known = style.__dict__.get("strut")
    if known is None or known[0] is not size or known[1] is not height:
        known = style.strut = size, height, _strut(style)
    made: tuple[float, float] = known[2]
    return made


_missing, _strut = css.ComputedStyle.__missing__, inline.strut
REPLACED: tuple[tuple[Any, str, Any], ...] = ((css.ComputedStyle, "__missing__", missing), (inline, "strut", strut))
