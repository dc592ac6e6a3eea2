"""Fonts of fragments: their files, their widths, and how Pango finds them again through WeasyPrint (version 70)."""

from __future__ import annotations

from hashlib import md5
from typing import Any

from weasyprint.pdf.fonts import Font
from weasyprint.text.ffi import FROM_UNITS, TO_UNITS, ffi, gobject, pango
from weasyprint.text.fonts import get_pango_font_key

from exporter.emitters.print.adapter.glyphs import Characters, Texts
from exporter.emitters.print.fragments import Type

ffi.cdef("PangoFontDescription * pango_font_description_from_string (const char *str);")

_EM = 1000  # pixels: the size at which glyphs are measured


def find(font_map: Any, description: str, size: float) -> Any:
    """Pango's font of a description, at a size in pixels."""
    wanted = ffi.gc(pango.pango_font_description_from_string(description.encode()), pango.pango_font_description_free)
    pango.pango_font_description_set_absolute_size(wanted, size * TO_UNITS)
    context = ffi.gc(pango.pango_font_map_create_context(font_map), gobject.g_object_unref)
    return pango.pango_font_map_load_font(font_map, context, wanted)


def load(font_map: Any, description: str, size: float) -> tuple[Any, Any]:
    """WeasyPrint's font of a description, and the key that it goes by."""
    found = find(font_map, description, size)
    key, known, size = get_pango_font_key(found)
    return key, Font(found, known, size)


def face(font: Any) -> str:
    """A hash of a font's file: of its length and its head, which holds a checksum of every table (OpenType 1.9)."""
    data = font.file_content
    return md5(b"%d %d" % (len(data), font.index) + bytes(data[:4096]), usedforsecurity=False).hexdigest()


class Widths(dict[int, int]):
    """Widths of glyphs in thousandths of the size, whatever size they are used at: WeasyPrint would take the first."""

    def __init__(self, measured: Any) -> None:
        super().__init__()
        self._font = measured  # Pango's, of this size
        self._area = ffi.new("PangoRectangle *")

    def __contains__(self, glyph: object) -> bool:
        if not super().__contains__(glyph):
            pango.pango_font_get_glyph_extents(self._font, glyph, ffi.NULL, self._area)
            self[glyph] = round(self._area.width * FROM_UNITS * 1000 / _EM)  # type: ignore[index]
        return True


class Known:
    """The fonts that some fragments are recorded with: finding and measuring them costs, and is done once."""

    def __init__(self) -> None:
        self.keyed: dict[Any, Any] = {}  # as WeasyPrint keeps them
        self.fonts: dict[str, Any] = {}  # by their names
        self._files: dict[str, tuple[str, str]] = {}  # their descriptions and faces
        self._characters: dict[str, Characters] = {}

    def begin(self, font: Any, pango_font: Any) -> None:
        """Forgets which glyphs of a font other fragments used."""
        if font.hash not in self.fonts:
            _, description, _ = get_pango_font_key(pango_font)
            text = ffi.string(pango.pango_font_description_to_string(description)).decode()
            self.fonts[font.hash], self._files[font.hash] = font, (text, face(font))
            measured = find(pango.pango_font_get_font_map(pango_font), text, _EM)
            font.widths, self._characters[font.hash] = Widths(measured), Characters(measured, font)
        font.to_unicode, font.missing = Texts(self._characters[font.hash]), {}
        if font.png or font.svg or font.colr or font.bitmap:  # their widths go with the size
            font.widths = {}

    def type(self, name: str, size: float) -> Type:
        """A font with the glyphs that were used since it began."""
        font, (description, file) = self.fonts[name], self._files[name]
        glyphs = [(glyph, text, font.widths[glyph]) for glyph, text in font.to_unicode.items()]
        return Type(name, description, size, file, glyphs)
