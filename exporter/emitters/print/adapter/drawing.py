"""Draws a line of text: WeasyPrint (version 70) asks Pango and C for each part of each glyph, which is most of drawing.

What a glyph of a width adds to the operators is known from the last time that it was drawn, and the glyphs of a line
are read at once. A kerning of 0 is left out: readers move by nothing for it, and it makes a third of a line of code.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from weasyprint.draw import text as draw
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

_EMPTY = 0x0FFFFFFF  # the least number that is no glyph (PANGO_GLYPH_EMPTY)
_IS_NEW = pango.pango_version() >= 14802  # before, it told other sizes of fonts
_SIZE = ffi.sizeof("PangoGlyphInfo")
_FIELDS = _SIZE // 4  # of a glyph: its number, width, x and y offsets, and what is not needed here


class _Pieces(dict[tuple[int, int], str]):
    """What glyphs of a font at a size, each with its width in Pango's units, add to the operators."""

    def __init__(self, font: Any, size: float) -> None:
        super().__init__()
        self._widths, self._size = font.widths, size

    def __missing__(self, key: tuple[int, int]) -> str:
        glyph, width = key
        kerning = int(self._widths[glyph] - width * 1000 * FROM_UNITS / self._size)
        piece = self[key] = f"{glyph:04x}>{kerning}<" if kerning else f"{glyph:04x}"
        return piece


def draw_first_line(
    stream: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any
) -> list[Sequence[Any]]:
    """Draws a line, and gives its letters that are images."""
    if textbox.text.strip() and (text_overflow, block_ellipsis) == ("clip", "none") and _IS_NEW:
        layout = textbox.pango_layout
        pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
        strings = _strings(stream, layout)
        if strings is not None:
            stream.set_text_matrix(*matrix.values)
            for name, size, string in strings:
                stream.set_font_size(name, size)
                stream.show_text(string)
            return []
    emojis: list[Sequence[Any]] = _draw(stream, textbox, text_overflow, block_ellipsis, matrix)
    return emojis


def _strings(stream: Any, layout: Any) -> list[tuple[str, float, str]] | None:
    """The fonts of a line, each with its size and what it draws in its turn; None where a glyph is unusual."""
    first, _ = layout.get_first_line()
    found: list[tuple[Any, float, list[str]]] = []
    last = None
    for item, glyphs in _runs(first):
        if item.item.analysis.font != last:
            last = item.item.analysis.font
            found.append((*stream.add_font(last), []))
        font, size, pieces = found[-1]
        numbers = glyphs[0::_FIELDS]
        is_plain = max(numbers) < _EMPTY and not any(glyphs[2::_FIELDS]) and not any(glyphs[3::_FIELDS])
        if not is_plain or font.png or font.svg or font.colr or font.bitmap:
            return None
        _learn(stream, layout.text, item, font, numbers, size)
        known = font.__dict__.setdefault("pieces", {})
        if size not in known:
            known[size] = _Pieces(font, size)
        joined = "".join(map(known[size].__getitem__, zip(numbers, glyphs[1::_FIELDS], strict=True)))
        pieces.append(joined)
    return [(font.hash, size, f"<{''.join(pieces)}>".removesuffix("<>")) for font, size, pieces in found]


def _runs(line: Any) -> Iterator[tuple[Any, list[int]]]:
    """The runs of a line, each with all fields of its glyphs."""
    run = line.runs[0]
    while run != ffi.NULL:
        count = run.data.glyphs.num_glyphs
        yield run.data, memoryview(ffi.buffer(run.data.glyphs.glyphs, count * _SIZE)).cast("i").tolist()
        run = run.next


def _learn(stream: Any, text: str, item: Any, font: Any, numbers: Sequence[int], size: float) -> None:
    """Has a font know the texts and the widths of its glyphs."""
    for glyph in dict.fromkeys(numbers):
        if glyph not in font.to_unicode:
            font.to_unicode[glyph] = _text(text, item, numbers.index(glyph))
        if glyph not in font.widths:
            pango.pango_font_get_glyph_extents(item.item.analysis.font, glyph, stream.ink_rect, stream.logical_rect)
            font.widths[glyph] = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)


def _text(text: str, item: Any, index: int) -> str:
    """What a glyph of a run stands for."""
    clusters, count, is_rtl = item.glyphs.log_clusters, item.glyphs.num_glyphs, item.item.analysis.level % 2
    after = index - 1 if is_rtl else index + 1
    stop = clusters[after] if 0 <= after < count else item.item.length
    start = item.item.offset
    return text.encode()[start + clusters[index] : start + stop].decode()


_draw = draw.draw_first_line
REPLACED = ((draw, "draw_first_line", draw_first_line),)
