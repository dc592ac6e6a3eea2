"""Documents in their language: what pages say, how PDFs are marked, and which way blocks are written."""

from __future__ import annotations

import re
import string
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from exporter.emitters.print import families, language
from exporter.emitters.print.fitting import fit
from exporter.emitters.print.language import directed
from exporter.emitters.print.linebreaks import BREAK, mend
from exporter.lexicon import cardwords, guess, printwords
from exporter.model import Card, Document, Level, Location, Note
from exporter.settings import PrintSettings, Settings
from tests.editions import edition, printed, templates
from tests.emitters.print.edges import Layout, beyond, copied
from tests.tools import needs

HERE = Location("a.md", 1)


def document(*texts: tuple[str, str], title: str = "Tide", **meta: str) -> Document:
    cards = tuple(Card(question, answer, HERE, n, Level.BEGINNER) for n, (question, answer) in enumerate(texts, 1))
    return Document(title, "a.md", cards, meta=meta)


def pdf(made: Document, output: str = "sheet", **settings: Any) -> bytes:
    out = BytesIO()
    whole = replace(edition(made, settings=Settings(print=PrintSettings(**settings))), templates=templates("print"))
    printed(output)(whole, out)
    return out.getvalue()


def lang(data: bytes) -> str:
    with pikepdf.open(BytesIO(data)) as opened:
        return str(opened.Root.Lang)


# ── which language ──


@pytest.mark.parametrize(
    ("texts", "meta", "tag"),
    [
        (("Why?", "It is so."), {}, "en"),
        (("Why?", "It is so."), {"lang": "de-CH"}, "de-CH"),
        (("Why?", "It is so."), {"language": "german"}, "de"),
        (("Почему бывают приливы?", "Луна притягивает воду."), {}, "ru"),
        (("Чому бувають припливи?", "Місяць притягує воду."), {}, "uk"),
        (("ما هو المد؟", "حركة مياه البحر."), {}, "ar"),
        (("جزر و مد چیست؟", "بالا آمدن آب دریا."), {}, "fa"),
        (("海水为什么是咸的？", "河流把盐带入海里。"), {}, "zh-CN"),
        (("海水為什麼是鹹的？", "河流會把鹽帶進海裡。"), {}, "zh-TW"),
        (("海はなぜ塩辛いのか。", "川が塩を運ぶからです。"), {}, "ja"),
        (("바다는 왜 짠가요?", "강이 소금을 나릅니다."), {}, "ko"),
        (("מהי גאות?", "עליית מפלס הים."), {}, "he"),
        (("Warum?", "Weil das Wasser vom Mond gezogen wird und die Erde sich dreht."), {}, "de"),
    ],
)
def test_the_language_of_a_document(texts: tuple[str, str], meta: dict[str, str], tag: str) -> None:
    assert language.of_document(document(texts, **meta)) == tag


def test_code_and_names_do_not_make_a_document_foreign() -> None:
    assert language.of_document(document(("What is naïve?", "A façade with `größe`."))) == "en"


@pytest.mark.parametrize(
    ("text", "tag"),
    [("Why?", "de"), ("Почему так?", "ru"), ("מהי גאות?", "he"), ("海水为什么", "zh-CN"), ("ما هو", "ar")],
)
def test_the_language_of_a_card_in_a_german_document(text: str, tag: str) -> None:
    assert language.of_item(Card(text, text, HERE), "de") == tag
    assert language.of_item(Note(text, text, HERE), "de") == tag


def test_a_chinese_card_of_a_chinese_document_has_its_countrys_tag() -> None:
    assert language.of_item(Card("海水", "海水", HERE), "zh-TW") == "zh-TW"


# ── what pages say ──


def test_all_words_are_there_in_every_language() -> None:
    fields = {
        name: set(printwords.words_of("en")._asdict()[name].split("{")[1:]) for name in printwords.PrintWords._fields
    }
    assert len(printwords.TAGS) >= 12
    for tag in printwords.TAGS:
        words = printwords.words_of(tag)._asdict()
        assert all(words.values()), tag
        for name, word in words.items():
            named = {field for _, field, _, _ in string.Formatter().parse(word) if field}
            assert named == {part.partition("}")[0] for part in fields[name]}, (tag, name)
        assert cardwords.words_of(tag), tag
        assert guess.tag(tag) == tag


@pytest.mark.parametrize(
    ("tag", "page"), [("de-AT", "Seite 1 von 2"), ("zh-Hant-HK", "第 1 頁，共 2 頁"), ("xx", "page 1 of 2")]
)
def test_words_by_the_beginning_of_a_tag(tag: str, page: str) -> None:
    assert printwords.words_of(tag).page.format(page=1, pages=2) == page


@needs("pdf", "poppler")
@pytest.mark.parametrize("tag", ["en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "uk", "tr", "sv", "cs", "el"])
def test_a_sheet_and_a_quiz_speak_the_documents_language(tag: str) -> None:
    words, made = printwords.words_of(tag), document(("Q?", "> [!TIP]\n> Salt."), ("Q2?", "So."), lang=tag)
    sheet, quiz = pdf(made), pdf(made, "quiz-key")
    known = cardwords.words_of(tag)
    assert known
    assert lang(sheet) == lang(quiz) == tag
    text = re.sub(r"\s+", " ", copied(sheet))
    for said in (words.page.format(page=1, pages=1), words.counted(2), words.tip, words.source.format(source="a.md")):
        assert said in text
    assert known.of_templates["beginner"].casefold()[:2] in text.casefold()
    assert words.key in copied(quiz)


@needs("pdf", "poppler")
def test_a_quiz_asks_for_name_and_points_in_its_language() -> None:
    made = document(("Warum?", "Darum."), ("Wozu?", "Dazu."), lang="de")
    text = copied(pdf(made, "quiz", quiz_versions=2, quiz_points=1))
    assert all(word in text for word in ("Name", "Datum", "Punkte", "Version B", "Seite 1 von 1"))


@needs("pdf", "poppler")
def test_flashcards_name_their_sides_and_each_card_its_level_in_its_language() -> None:
    made = document(
        ("Warum?", "Der Mond zieht das Wasser an, und die Erde dreht sich."), ("Почему так?", "Так."), lang="de"
    )
    text = copied(pdf(made, "flashcards")).casefold()
    assert all(word in text for word in ("vorderseiten", "rückseiten", "anfänger"))


def test_options_of_the_settings_name_the_language() -> None:
    from exporter.pipeline.reading import named
    from exporter.settings import DocumentSettings

    chosen = Settings(documents=(DocumentSettings("a.md", language="pt-BR"),))
    assert language.of_document(named(document(("Why?", "So."), lang="de"), chosen)) == "pt-BR"


# ── fonts and breaks of East Asia ──


def rules(*texts: str, **settings: Any) -> str:
    return families.rules(":root { --text: 'A', sans-serif; --mono: 'B', monospace }", PrintSettings(**settings), texts)


@pytest.mark.parametrize("text", ["", "Why?", "café", "Почему?", "מהי", "“so” – …"])
def test_no_fonts_are_named_where_no_text_is_chinese_japanese_or_korean(text: str) -> None:
    assert rules(text) == ""


@pytest.mark.parametrize("text", ["海水", "うみ", "바다", "so，"])
def test_each_language_has_the_fonts_of_its_letters_behind_those_that_are_chosen(text: str) -> None:
    made = rules("Why?", text, fonts=("Own",))
    assert (
        'html:lang(ja), section:lang(ja) { --text: "Own", \'A\', "Noto Sans CJK JP", "Noto Sans JP", sans-serif' in made
    )
    assert made.index(":lang(zh)") < made.index(":lang(zh-TW)")
    assert "--mono: 'B', \"Noto Sans Mono CJK KR\"" in made


@pytest.mark.parametrize(
    "text", ["河流把岩石中的盐带入海里，水蒸发以后，盐就留了下来。" * 9, "น้ำทะเลเค็ม" * 30, "바닷물은짠가요" * 20]
)
def test_letters_without_spaces_are_broken_by_the_rules_of_their_language_alone(text: str) -> None:
    assert mend(f"<p>{text}</p>", 20) == f"<p>{text}</p>"
    table = f'<div class="table"><table><tr><td>{text}</td><td>NaCl</td></tr></table></div>'
    assert fit(table, {"code": 40, "diagram": 40, "table": 40}) == table
    mixed = mend(f"<p>{text}{'many_' * 20}{text}</p>", 20)
    assert mixed.startswith(f"<p>{text}many_{BREAK}many_")


# ── from right to left ──


@pytest.mark.parametrize(
    "html",
    [
        "<p>left</p>",
        "<p>café, naïve</p>",
        '<p><code dir="ltr">שלום</code> is first, and is code</p>',
        "<!-- turn -->",
        "<p>a &rlm; b</p>",
    ],
)
def test_what_is_written_from_left_to_right_is_left_as_it_is(html: str) -> None:
    assert directed(html).replace(' dir="ltr"', "") == html.replace(' dir="ltr"', "")
    assert "rtl" not in directed(html)


def test_each_block_goes_by_its_first_strong_character() -> None:
    html = "<section><h2>1 שלום</h2><p>(12) see שלום</p><ul><li>א</li><li>b</li></ul></section>"
    assert directed(html) == (
        '<section dir="rtl"><h2 dir="rtl">1 שלום</h2><p dir="ltr">(12) see שלום</p>'
        '<ul dir="rtl"><li dir="rtl">א</li><li dir="ltr">b</li></ul></section>'
    )


RTL = document(
    (
        "מה זה גאות?",
        "גאות היא עליית המים, ראו `tide(12)` בקוד.\n\n"
        "- אחת\n- שתיים\n\n  ```python\n  x = 1\n  ```\n\n1. ראשון\n\n> [!TIP]\n> עצה",
    ),
    ("לוח?", "| שם name | מה what |\n|---|---|\n| אחד | שתיים |"),
)


def positions(data: bytes, *words: str) -> list[float]:
    """How far from the left each word begins, in points; poppler has letters as they stand, or as they are read."""
    boxes = re.findall(r'xMin="([\d.]+)"[^>]*>([^<]*)</word>', copied(data, "-bbox"))
    return [next(float(x) for x, found in boxes if word in found or word in found[::-1]) for word in words]


@needs("pdf", "poppler")
@pytest.mark.parametrize("output", ["sheet", "quiz", "flashcards"])
def test_hebrew_stands_at_the_right_in_every_print(output: str) -> None:
    (at,) = positions(pdf(RTL, output, columns=1), "גאות")
    assert at > (300 if output != "flashcards" else 150)


@needs("pdf", "poppler")
def test_in_a_hebrew_document_the_first_column_is_at_the_right_and_tables_begin_there() -> None:
    many = document(*((f"מה זה מספר {n}?", f"הסבר word{n}x ארוך. " + "הסבר ארוך. " * 40) for n in range(60)))
    first, last = positions(pdf(many, columns=2, contents=False), "word0x", "word12x")
    assert first > 297 > last
    name, what = positions(pdf(RTL, columns=1), "name", "what")
    assert name > what
    assert beyond(pdf(many, columns=2), Layout("sheet", {"columns": 2})) == []
