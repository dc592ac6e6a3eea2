"""What is found and copied in a PDF: a glyph says the same wherever it stands."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, cast

import pytest

from exporter.model import Card, Document, Location
from tests.emitters.print.test_sheet import Printed
from tests.tools import needs

if TYPE_CHECKING:
    from exporter.emitters.print.adapter.glyphs import Characters

pytestmark = needs("pdf", "poppler")

GLYPHS = {"=": 1, "\u0338": 2, "é": 3, "e": 4, "\u0301": 5, "क": 6, "ि": 7, "ﬁ": 8, "한": 9, "\u05c1": 10, "ש": 11}


class Font:
    """A font of these glyphs."""

    def glyph(self, character: str) -> int | None:
        return GLYPHS.get(character)

    def character(self, glyph: int) -> str:
        return next((one for one, number in GLYPHS.items() if number == glyph), "")


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ({4: "e"}, {4: "e"}),
        ({3: "é"}, {3: "é"}),
        ({3: "e\u0301"}, {3: "é"}),  # one glyph of two characters
        ({9: "한"}, {9: "한"}),  # it could be taken apart as well
        ({8: "fi"}, {8: "fi"}),
        ({20: "e\u0301"}, {20: "e\u0301"}),  # a glyph that stands for nothing else
        ({21: ""}, {21: ""}),
        ({7: "", 6: "कि"}, {7: "", 6: "कि"}),  # drawn in another order than it is read in
        ({1: "", 2: "≠"}, {1: "=", 2: "\u0338"}),
        ({4: "", 5: "é"}, {4: "e", 5: "\u0301"}),
        ({4: "", 5: "e\u0301"}, {4: "e", 5: "\u0301"}),
        ({10: "ש\u05c1", 11: ""}, {10: "\u05c1", 11: "ש"}),  # from right to left
    ],
)
def test_a_letter_and_its_mark_say_what_each_is(found: dict[int, str], said: dict[int, str]) -> None:
    from exporter.emitters.print.adapter.glyphs import Texts

    texts = Texts(cast("Characters", Font()))
    for glyph, text in found.items():
        texts[glyph] = text
    assert texts == said


def test_characters_of_a_font() -> None:
    from exporter.emitters.print.adapter import fonts
    from exporter.emitters.print.adapter.engine import fonts as here
    from exporter.emitters.print.adapter.glyphs import Characters

    font_map = here().font_map
    _, font = fonts.load(font_map, "DejaVu Sans", 12)
    characters = Characters(fonts.find(font_map, "DejaVu Sans", 12), font)
    glyphs = [characters.glyph(character) for character in "aé=Ω"]
    assert len({*glyphs, None}) == 5
    assert "".join(characters.character(cast("int", glyph)) for glyph in glyphs) == "aé=Ω"
    assert characters.glyph("\ue000") is None
    assert characters.character(1_000_000) == ""


@pytest.mark.parametrize("text", ["a ≠ b = c", "a = b ≠ c", "é e è", "e\u0301 e", "o\u0323\u0302 o ộ", "∌ ∋ ∈ ∉"])
def test_signs_with_marks_are_found_as_they_were_written(text: str) -> None:
    made = Printed(Document("Signs", "signs.md", (Card("Q?", text, Location("signs.md", 1)),)))
    assert unicodedata.normalize("NFC", text) in unicodedata.normalize("NFC", made.text("-raw"))
