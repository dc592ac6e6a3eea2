"""What glyphs say: a PDF keeps a text for each, by which it is searched and copied from."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cached_property
from io import BytesIO
from typing import Any

from weasyprint.text.ffi import ffi, harfbuzz, pango

ffi.cdef("int hb_font_get_nominal_glyph (hb_font_t *font, hb_codepoint_t unicode, hb_codepoint_t *glyph);")


class Characters:
    """Which characters a font has glyphs of, whatever stands around them."""

    def __init__(self, pango_font: Any, font: Any) -> None:
        self._pango_font = pango_font  # owned: WeasyPrint's own goes with the layout that it was found for
        self._font = font  # WeasyPrint's
        self._found = ffi.new("hb_codepoint_t *")

    def glyph(self, character: str) -> int | None:
        """The glyph of a character by itself."""
        font = pango.pango_font_get_hb_font(self._pango_font)
        found = harfbuzz.hb_font_get_nominal_glyph(font, ord(character), self._found)
        return int(self._found[0]) if found else None

    def character(self, glyph: int) -> str:
        """The first character that has this glyph; "" where it stands for none by itself."""
        return self._all.get(glyph, "")

    @cached_property
    def _all(self) -> Mapping[int, str]:
        from fontTools.ttLib import TTFont  # slow to read, and seldom needed

        font = TTFont(BytesIO(self._font.file_content), fontNumber=self._font.index, lazy=True)
        named = sorted((font.getBestCmap() or {}).items(), reverse=True)
        return {font.getGlyphID(name): chr(code) for code, name in named}


class Texts(dict[int, str]):
    """The texts of the glyphs of a font, as WeasyPrint finds them where it meets each for the first time.

    Where a letter and its mark are drawn by two glyphs (`≠` by some versions of Pango), it finds nothing for the one
    and both for the other; but each may stand elsewhere by itself, and says what it is.
    """

    def __init__(self, characters: Characters) -> None:
        super().__init__()
        self._characters = characters

    def __setitem__(self, glyph: int, text: str) -> None:
        super().__setitem__(glyph, text if _is_plain(text) else self._alone(glyph, text))

    def _alone(self, glyph: int, text: str) -> str:
        """What a glyph says that drew some of a letter with marks."""
        if not text:
            found = self._characters.character(glyph)
            return found if _stands_alone(found) else text
        parts = (unicodedata.normalize("NFC", text), *unicodedata.normalize("NFD", text))
        return next((part for part in parts if len(part) == 1 and self._characters.glyph(part) == glyph), text)


def _is_plain(text: str) -> bool:
    """Whether a text is no letter with marks above, below, or through it."""
    marks = unicodedata.normalize("NFD", text)[1:]
    return bool(text) and not (marks and all(map(unicodedata.combining, marks)))


def _stands_alone(character: str) -> bool:
    """Whether a character is a letter, a sign or a mark that stands where it is written, not a part of a syllable."""
    return bool(character) and (unicodedata.category(character)[0] != "M" or bool(unicodedata.combining(character)))
