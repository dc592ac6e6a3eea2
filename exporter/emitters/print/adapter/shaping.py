"""Shapes a line of text once: WeasyPrint (version 70) has Pango do it twice to see where the line ends, and again to
draw it.

A text that fits its line is measured alone, without what stands below it, and what Pango made of a line is kept until
it is drawn. All lines of one look share what Pango needs to know of it.
"""

from __future__ import annotations

import re
from collections import deque
from functools import lru_cache
from math import inf
from operator import itemgetter
from typing import Any, NamedTuple
from weakref import ref

from weasyprint.layout import inline, preferred
from weasyprint.text import line_break
from weasyprint.text.constants import LST_TO_ISO, PANGO_DIRECTION
from weasyprint.text.ffi import FROM_UNITS, ffi, gobject, pango, unicode_to_char_p
from weasyprint.text.fonts import font_features, get_font_description

Style = Any  # WeasyPrint's: properties by name
Split = tuple[Any, int, int | None, float, float, float]  # layout, its bytes, where the next line begins, width, …

_FACE = ("font_family", "font_style", "font_stretch", "font_weight", "font_variant_caps", "font_variation_settings")
_LANGUAGE = ("font_language_override", "lang")
_FEATURES = (  # in the order of `font_features`
    *("font_kerning", "font_variant_ligatures", "font_variant_position", "font_variant_caps", "font_variant_numeric"),
    *("font_variant_alternates", "font_variant_east_asian", "font_feature_settings"),
)
_features = itemgetter(*_FEATURES)
_look = itemgetter("font_size", "direction", *_FACE, *_LANGUAGE, *_FEATURES)
_face = itemgetter(*_FACE, *_LANGUAGE, *_FEATURES[1:])
_size = itemgetter("font_size", "line_height")
_DECORATIONS = (
    "ascent",
    "underline_position",
    "underline_thickness",
    "strikethrough_position",
    "strikethrough_thickness",
)
_ENDS = re.compile("[\r\v\f\x85\u2028\u2029]")  # what else ends a line
_WRAPPED = frozenset({"normal", "pre-wrap", "pre-line"})
_AS_WRITTEN = frozenset({"pre", "pre-wrap"})
_NARROW = 0.5  # of a font's size; most letters are wider, so what seems to fit by that mostly does


_MOST = 3_000  # lines that are kept at once, of about 4 KB each: as many as fifty cards have
_kept: deque[ref[Line]] = deque()


class _Look(NamedTuple):
    """What Pango needs to know of a style."""

    context: Any
    font: Any
    language: Any
    features: bytes


class Line(line_break.Layout):  # type: ignore[misc]  # WeasyPrint has no types
    """A line as Pango laid it out, which is kept until it is drawn for the first time."""

    is_final = False  # whether its next text is the one to be drawn: without a width, and without ends in it
    kept: str | None = None  # the text that it can be drawn with as it is

    def setup(self, style: Style) -> None:
        """Makes an empty layout."""
        self.style, self.is_final = style, False
        context, font, self.language, features = _known(style)
        self.layout = ffi.gc(pango.pango_layout_new(context), gobject.g_object_unref)
        pango.pango_layout_set_auto_dir(self.layout, False)
        pango.pango_layout_set_font_description(self.layout, font)
        if style["text_decoration_line"] != "none":
            self._measure_decorations(context, font)
        if features:
            known = style.font_config.font_features
            if features not in known:
                known[features] = pango.pango_attr_font_features_new(features)
            attributes = pango.pango_attr_list_new()
            pango.pango_attr_list_insert(attributes, known[features])
            pango.pango_layout_set_attributes(self.layout, attributes)

    def _measure_decorations(self, context: Any, font: Any) -> None:
        metrics = ffi.gc(pango.pango_context_get_metrics(context, font, self.language), pango.pango_font_metrics_unref)
        for name in _DECORATIONS:
            setattr(self, name, FROM_UNITS * getattr(pango, f"pango_font_metrics_get_{name}")(metrics))

    def set_text(self, text: str, justify: bool = False) -> None:
        """Has a text laid out."""
        if self.is_final:
            pango.pango_layout_set_single_paragraph_mode(self.layout, True)  # as where it is drawn: else it is redone
        super().set_text(text, justify)

    def deactivate(self) -> None:
        """Lets go of what Pango made, unless it can be drawn."""
        if not self.is_final:
            super().deactivate()
            return
        self.kept, self.is_final = self.text, False
        _kept.append(ref(self))
        if len(_kept) > _MOST:
            _let_go(_kept.popleft()())

    def forget(self) -> None:
        """Lets go of what can be drawn: it is made again then."""
        self.kept = None
        super().deactivate()

    def reactivate(self, style: Style) -> None:
        """Has what is drawn next; only the first time it is there."""
        kept, self.kept = self.kept, None
        if kept is None or kept != self.text or style is not self.style or self.justification_spacing:
            super().reactivate(style)


def _let_go(line: Line | None) -> None:
    """Forgets the oldest line that is kept, unless it is drawn or gone."""
    if line is not None and line.kept is not None:
        line.forget()


def _known(style: Style) -> _Look:
    """What Pango needs to know of a style, the same for all texts that look alike."""
    config, key = style.font_config, _look(style)
    looks: dict[Any, _Look] = config.__dict__.setdefault("looks", {})
    try:
        known = looks.get(key)
    except TypeError:  # the style of a text in an SVG image has a list in it
        return _new_look(style)
    if known is None:
        known = looks[key] = _new_look(style)
    return known


def _new_look(style: Style) -> _Look:
    context = ffi.gc(pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref)
    pango.pango_context_set_round_glyph_positions(context, False)
    pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
    override = style["font_language_override"]
    tag = style["lang"] if override == "normal" else LST_TO_ISO.get(override.lower(), override)
    language = pango.pango_language_get_default()
    if tag:
        pointer, text = unicode_to_char_p(tag)
        language = pango.pango_language_from_string(pointer)
        pango.pango_context_set_language(context, language)
        del text  # had to live as long as the pointer
    features = font_features(*_features(style))
    said = ",".join(f"{name} {value}" for name, value in features.items()).encode()
    return _Look(context, get_font_description(style), language, said)


def split_first_line(
    text: str,
    style: Style,
    context: Any,
    max_width: float | None,
    justification_spacing: float,
    is_line_start: bool = True,
    minimum: bool = False,
) -> Split:
    """The first line of a text, as WeasyPrint gives it."""
    made = None if justification_spacing else _fitting(text, style, max_width)
    if made is None:
        made = _split(text, style, context, max_width, justification_spacing, is_line_start, minimum)
    return made


def _fitting(text: str, style: Style, max_width: float | None) -> Split | None:
    """A text as one line, up to the end of its paragraph; None where it does not fit, or may have other ends."""
    space, size = style["white_space"], style["font_size"]
    width_left = inf if max_width is None or space not in _WRAPPED else max_width
    line, end, _ = text.partition("\n")
    if not size or len(line) * size * _NARROW > width_left or (end and space not in _AS_WRITTEN) or _ENDS.search(line):
        return None
    layout = Line(style, 0, max_width)
    layout.is_final = True
    layout.set_text(line)
    first, rest = layout.get_first_line()
    width, height = line_break.line_size(first, style)
    if width > width_left or rest is not None:
        return None
    baseline = pango.pango_layout_get_baseline(layout.layout) * FROM_UNITS
    layout.deactivate()
    return layout, first.length, first.length + 1 if end else None, width, height, baseline


def first_line_metrics(
    first_line: Any,
    text: str,
    layout: Line,
    resume_at: int | None,
    space_collapse: bool,
    style: Style,
    hyphenated: bool = False,
    hyphenation_character: str | None = None,
) -> Split:
    """The first line of a broken text, laid out by itself."""
    if resume_at and not hyphenated and not _ENDS.search(text):
        layout.is_final = True
    made: Split = _measured(
        first_line, text, layout, resume_at, space_collapse, style, hyphenated, hyphenation_character
    )
    return made


def font_style_cache_key(style: Style, include_size: bool = False) -> tuple[Any, ...]:
    """What the measures of a font depend on."""
    return (*_face(style), *_size(style)) if include_size else tuple(_face(style))


def can_break_text(text: str, lang: str | None) -> bool:
    """Whether a text can be broken somewhere; mostly asked of two letters."""
    return _can_break_pair(text, lang) if len(text) == 2 else bool(_can_break(text, lang))


@lru_cache(maxsize=10_000)
def _can_break_pair(pair: str, lang: str | None) -> bool:
    return bool(_can_break(pair, lang))


_split, _measured, _can_break = line_break.split_first_line, line_break.first_line_metrics, line_break.can_break_text
REPLACED: tuple[tuple[Any, str, Any], ...] = (
    (line_break, "Layout", Line),
    (line_break, "first_line_metrics", first_line_metrics),
    (line_break, "_font_style_cache_key", font_style_cache_key),
    *((module, "split_first_line", split_first_line) for module in (inline, preferred)),
    *((module, "can_break_text", can_break_text) for module in (inline, preferred)),
)
