"""Characters that no font has: which are told, where, and what would help."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from exporter.checks.glyphs import Fonts, font, merged, missing, unknown_families
from exporter.model import Card, Choice, Document, Location, Note, Problem
from exporter.settings import PrintSettings

LATIN = ((0x20, 0x7E), (0xA0, 0x17F))
FONTS = Fonts(frozenset({"noto sans"}), (*LATIN, (0x2500, 0x257F)), LATIN)


def book(*texts: str, title: str = "Bread") -> Document:
    cards = (Card(f"Why {n}?", text, Location("bread.md", 10 * n)) for n, text in enumerate(texts, 1))
    return Document(title, "bread.md", tuple(cards))


def told(*documents: Document, fonts: Fonts = FONTS) -> list[tuple[str, int, str]]:
    def rows(problems: Iterator[Problem]) -> Iterator[tuple[str, int, str]]:
        for problem in problems:
            yield problem.code, problem.where.line, problem.message

    return list(rows(missing(documents, fonts, "install {}".format)))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Crème brûlée – no, that dash is missing".replace("–", "-"),
        "a\u00a0b\u200bc\u2003d\u00ade\u200d\ufe0f\ufeff",  # spaces, joiners, selectors
        "[link](https://example.org/א)",
        "<!-- א -->",
        "The formula \\(x_1 → y\\) brings its own.",
        "&eacute; and &#233;",
        "```א\ncode\n```",
    ],
)
def test_what_is_printed_is_not_told(text: str) -> None:
    assert told(book(text)) == []


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("שלום", "noto"),
        ("**नमस्ते**", "noto"),
        ("`漢字`", "cjk"),
        ("ひらがな", "cjk"),
        ("한국어", "cjk"),
        ("Done 🎉", "emoji"),
        ("| a |\n|---|\n| ∑ |", "noto"),
        ("a → b", "dejavu"),
        ("&rarr;", "dejavu"),
        ("```text\n┌─┐\n```", "dejavu"),
        ("𝔸", "noto"),
        ("𠀋", "cjk"),
    ],
)
def test_what_is_not_printed_is_told_with_a_font(text: str, need: str) -> None:
    ((code, line, message),) = told(book("So.", text))
    assert (code, line) == ("no-glyph", 20)
    assert f"Install one: `install {need}`." in message


def test_a_problem_per_font_names_characters_and_places() -> None:
    problems = told(book("א and 漢", "So.", "ב and א", "אבגדהוזחט"))
    assert [line for _, line, _ in problems] == [10, 10]
    assert problems[0][2] == (
        "no installed font has א (U+05D0), ב (U+05D1), ג (U+05D2) and 6 others: empty boxes would be printed, "
        "here and in 2 more places. Install one: `install noto`."
    )
    assert problems[1][2].startswith("no installed font has 漢 (U+6F22): empty boxes would be printed. Install one")


def test_boxes_need_a_font_whose_characters_are_equally_wide() -> None:
    text = "```text\n┌─┐\n```"
    assert (
        "no font for diagrams has ─ (U+2500), ┌ (U+250C), ┐ (U+2510): their lines would not join"
        in told(book(text))[0][2]
    )
    assert told(book(text), fonts=Fonts(frozenset(), FONTS.characters, FONTS.characters)) == []


def test_private_characters_have_no_font() -> None:
    assert told(book("\ue0a0"))[0][2].endswith("Replace them: these code points are reserved for private use.")


def test_all_that_is_printed_is_looked_at() -> None:
    where = Location("bread.md", 3)
    for item in (
        Card("א?", "So.", where),
        Card("Why?", "So.", where, kind=Choice(("a", "א"), (0,))),
        Card("Why?", "So.", where, section=("א",)),
        Note("א", "So.", where),
        Note("", "א", where),
    ):
        assert [line for _, line, _ in told(Document("Bread", "bread.md", (item,)))] == [3]
    assert len(told(book("So.", "So.", title="א"))) == 1


def test_every_code_point_has_a_font_or_is_private() -> None:
    private = {code >> 8 for code in range(0x110000) if not font(chr(code))}
    assert private == {*range(0xE0, 0xF9), *range(0xF00, 0x1100)}


def test_ranges_are_merged() -> None:
    assert merged([(5, 9), (1, 2), (3, 3), (7, 12), (20, 20)]) == ((1, 3), (5, 12), (20, 20))
    fonts = Fonts(frozenset(), ((1, 3), (5, 12)), ())
    assert [n for n in range(15) if fonts.have(chr(n))] == [1, 2, 3, *range(5, 13)]


def test_a_family_that_nobody_installed_is_told() -> None:
    problems = list(unknown_families(PrintSettings(fonts=("NOTO Sans", "Nota Sans"), code_fonts=("Hack",)), FONTS))
    assert [problem.message.split(",")[0] for problem in problems] == [
        "print.fonts names Nota Sans",
        "print.code_fonts names Hack",
    ]
