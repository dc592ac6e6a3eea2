"""The cheat sheet, read back from its PDF: with pikepdf what programs see, with pdftotext what people can copy."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pikepdf
import pytest

from exporter.emitters import Edition
from exporter.emitters.print.images import image
from exporter.errors import OutputError
from exporter.model import Card, Choice, Cloze, Document, Level, Location, Note, Problem
from exporter.settings import PrintSettings, Settings
from tests.conftest import ROOT
from tests.editions import printed
from tests.tools import needs

pytestmark = needs("pdf", "poppler")

emit = printed("sheet")

LEVELS = (None, *Level)
TEMPLATES = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "templates" / "print").iterdir()}


def where(line: int) -> Location:
    return Location("bread.md", line)


def picture(width: int, height: int, kind: str = "png") -> str:
    from PIL import Image

    buffer = BytesIO()
    Image.new("1", (width, height)).save(buffer, kind)
    return f"data:image/{kind};base64,{b64encode(buffer.getvalue()).decode()}"


def loaf(n: int) -> Card:
    """A card with a word in question and answer that no other card has."""
    answer = f"Of dough number {n}: answer{n}x. " + "It rests, it rises, and it is baked until the crust sings. " * (
        n % 4
    )
    return Card(
        f"What becomes of loaf question{n}x?", answer, where(n), n, LEVELS[n % 4], (f"Day {n // 40}", f"Oven {n // 10}")
    )


LOAVES = Document("Bread for Beginners & Bakers", "bread.md", tuple(loaf(n) for n in range(1, 120)), ("food",))

CONTENTS = re.compile(r"(Day \d+|Oven \d+)\.?(?: \.){9,} +(\d+)")
PROGRAM = "\n\n".join(f"def bake_{n}(oven):\n    for loaf in oven:\n        loaf.turn({n})" for n in range(60))
ROWS = "\n".join(f"| row{n}x | what it is good for, in a few words more |" for n in range(150))
WIDE = "|" + " unpronounceabilities |" * 9 + "\n|" + "---|" * 9 + "\n|" + " c |" * 9
DRAWING = "┌──────┐   ┌───────┐\n│ fire │──▶│ oven  │\n└──────┘   └───────┘"
NESTED = "### In short\n\n- one\n  - two\n\n    ```\n    deep code\n    ```\n\n> [!TIP]\n> Mind the steam."
CODE, TABLES, DRAWINGS = ("Code",), ("Tables",), ("Drawings",)
HARD = Document(
    "Hard to Set",
    "hard.md",
    (
        Note("", "Words that follow a heading, **set plainly**.", where(1), CODE),
        Card(
            "Which `program`?\n\n```python\nquestion_code()\n```", f"```python\n{PROGRAM}\n```", where(2), 1, None, CODE
        ),
        Card("How wide?", f"```\n{'w' * 180}\n{'a word, ' * 30}\n```\n\nand {'v' * 150}.", where(3), 2, None, CODE),
        Card("Which flour?", f"| Flourhead | Use |\n|---|---|\n{ROWS}", where(4), 3, None, (*TABLES, "Long ones")),
        Card("Wide?", WIDE, where(5), 4, None, TABLES),
        Card("Drawn?", f"```text\n{DRAWING}\n```", where(6), 5, None, DRAWINGS),
        Card("Listed?", NESTED, where(7), 6, None, DRAWINGS),
        Card("Unanswered question?", "", where(8), 7, None, DRAWINGS),
        Card("Hot?", "It is.", where(9), 8, Level.ADVANCED, DRAWINGS, kind=Choice(("the door", "the deck"), (1,))),
        Card("Steam […].", "Steam ==softens== it.", where(10), 9, None, DRAWINGS, kind=Cloze()),
        Note("Tools", "| Tool | Use |\n|---|---|\n| `peel` | moves loaves |", where(11), DRAWINGS),
        Card("No number, no section?", "None.", where(12)),
    ),
)


def edition(document: Document, templates: dict[str, str] | None = None, **settings: Any) -> Edition:
    return Edition(
        documents=(document,),
        names=("Short Name",),
        slugs=("short-name",),
        identities={},
        settings=Settings(print=PrintSettings(**settings)),
        templates=TEMPLATES if templates is None else templates,
        templates_changed_at=0,
        changed_at=1_700_000_000,
    )


class Printed:
    """A sheet and ways to look at it."""

    def __init__(self, document: Document, **settings: Any) -> None:
        buffer = BytesIO()
        self.problems: list[Problem] = list(emit(edition(document, **settings), buffer))
        self.data = buffer.getvalue()
        self.pdf = pikepdf.open(BytesIO(self.data))

    def text(self, *options: str) -> str:
        command = ["pdftotext", *options, "-", "-"]
        return subprocess.run(command, input=self.data, capture_output=True, check=True).stdout.decode()

    def words(self) -> Iterator[tuple[int, float, float, float, float, str]]:
        """Page, left, top, right, bottom (in points) and text of every word."""
        for number, page in enumerate(self.text("-bbox").split("<page ")[1:]):
            for found in re.finditer(r'xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)<', page):
                left, top, right, bottom = map(float, found.groups()[:4])
                yield number, left, top, right, bottom, found[5]

    def outline(self) -> list[tuple[int, str]]:
        def walk(items: Any, depth: int) -> Iterator[tuple[int, str]]:
            for item in items:
                yield depth, str(item.title)
                yield from walk(item.children, depth + 1)

        with self.pdf.open_outline() as outline:
            return list(walk(outline.root, 1))

    def tags(self) -> list[str]:
        """The structure in reading order."""

        def walk(element: Any) -> Iterator[str]:
            if isinstance(element, pikepdf.Dictionary) and "/S" in element:
                yield str(element.S)[1:]
                kids: Any = element.get("/K", [])
                for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                    yield from walk(kid)

        return list(walk(self.pdf.Root.StructTreeRoot.K[0]))

    def spoken(self) -> str:
        """The text of the structure in reading order, as it is read aloud, without white space."""
        with TemporaryDirectory() as folder:
            path = Path(folder, "sheet.pdf")
            path.write_bytes(self.data)
            command = ["pdfinfo", "-struct-text", str(path)]
            told = subprocess.run(command, capture_output=True, check=True).stdout.decode()
        return bare("".join(re.findall(r'^ +"(.*)"$', told, re.MULTILINE)))


def bare(text: str) -> str:
    """A text without white space and word joiners."""
    return re.sub(r"[\s\u2060]", "", text)


@cache
def loaves() -> Printed:
    return Printed(LOAVES)


@cache
def hard(**settings: Any) -> Printed:
    return Printed(HARD, **settings)


def test_every_card_is_printed_once_and_in_order() -> None:
    words = re.findall(r"\b(?:question|answer)\d+x", loaves().text("-raw"))
    assert words == [f"{part}{n}x" for n in range(1, 120) for part in ("question", "answer")]


def test_what_shows_a_picture_is_copied_in_its_turn() -> None:
    answers = [f"answer{n}x" + (r" weighs \(n^2\) grams." if n % 3 == 0 else ".") for n in range(1, 30)]
    cards = tuple(Card(f"Loaf question{n}x?", answer, where(n), n) for n, answer in enumerate(answers, 1))
    words = re.findall(r"\b(?:question|answer)\d+x", Printed(Document("Sums", "sums.md", cards)).text("-raw"))
    assert words == [f"{part}{n}x" for n in range(1, 30) for part in ("question", "answer")]


def test_the_structure_reads_like_the_document() -> None:
    """Every section, question, level and answer once, in the document's order, and nothing between them."""
    above: tuple[str, ...] = ()
    expected = ""
    for card in LOAVES.cards:
        expected += "".join(
            head for depth, head in enumerate(card.section) if card.section[: depth + 1] != above[: depth + 1]
        )
        expected += f"{card.number}{card.question}{(card.level or '').upper()}{card.answer}"
        above = card.section
    assert bare(expected) in loaves().spoken()
    assert bare(PROGRAM) in hard().spoken()


def test_every_page_says_which_it_is() -> None:
    count = len(loaves().pdf.pages)
    assert re.findall(r"page (\d+) of (\d+)", loaves().text()) == [(str(n), str(count)) for n in range(1, count + 1)]
    assert count <= 7  # 119 short cards


def test_contents_name_the_page_of_every_section() -> None:
    pages = loaves().text("-layout").split("\f")
    entries = CONTENTS.findall(pages[0])
    assert len(entries) == 3 + 12
    for name, page in entries:
        assert name in re.sub(rf"{name}\.?(?: \.)+", "", pages[int(page) - 1])


def test_leaders_are_seen_and_not_read_out() -> None:
    entries = [bare(name + page) for name, page in CONTENTS.findall(loaves().text("-layout").split("\f")[0])]
    assert entries
    spoken = loaves().spoken()
    assert all(entry in spoken for entry in entries)
    assert ".." not in spoken


def test_links_in_the_contents_lead_to_their_pages() -> None:
    pdf = loaves().pdf
    names = pdf.Root.Names.Dests.Names
    targets = {str(names[n]): names[n + 1] for n in range(0, len(names), 2)}
    links = [str(link.Dest) for link in pdf.pages[0].Annots]
    assert len(links) == 3 + 12
    assert all(link in targets for link in links)


def test_running_heads_tell_section_and_numbers() -> None:
    heads = [text.splitlines()[0].split() for text in loaves().text("-layout").split("\f")[1:-1]]
    assert heads[0][:2] == ["Day", "0"]
    spans = [tuple(map(int, found)) for head in heads for found in re.findall(r"(\d+)–(\d+)", " ".join(head))]
    assert spans[-1][1] == 119
    assert all(first <= last for first, last in spans)
    assert all(below[0] in (above[1], above[1] + 1) for above, below in pairwise(spans))


def test_bookmarks_reach_down_to_the_card() -> None:
    outline = loaves().outline()
    assert outline[0] == (1, "Day 0")
    assert outline[1] == (2, "Oven 0")
    assert outline[2] == (3, "1 What becomes of loaf question1x?")
    assert sum(depth == 3 for depth, _ in outline) == 119


def test_it_is_tagged_for_those_who_hear_it() -> None:
    pdf = loaves().pdf
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "en"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert b'pdfuaid:part="1"' in pdf.Root.Metadata.read_bytes()
    assert str(pdf.docinfo.Title) == LOAVES.title
    assert str(pdf.docinfo.CreationDate).startswith("D:20231114")


@pytest.mark.parametrize("printed", [loaves, hard])
def test_headings_skip_no_level(printed: Any) -> None:
    levels = [int(tag[1]) for tag in printed().tags() if re.fullmatch(r"H\d", tag)]
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


def test_tables_have_heads_and_lists_have_items() -> None:
    count = Counter(hard().tags())
    assert count["TH"] >= 2 * 4  # the long table's head, once per column that it goes through
    assert count["TR"] >= 150
    assert count["LI"] == count["Lbl"] == 4


def test_bytes_are_the_same_in_every_process() -> None:
    script = (
        "import hashlib; from tests.emitters.print.test_sheet import HARD, Printed;"
        "print(hashlib.sha256(Printed(HARD).data).hexdigest())"
    )
    for seed in ("1", "77"):
        environment = {"PYTHONHASHSEED": seed, "PATH": "/usr/bin:/bin", "TZ": f"UTC+{seed[0]}"}
        command = [sys.executable, "-c", script]
        made = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=True)
        assert made.stdout.strip() == hashlib.sha256(hard().data).hexdigest()


def test_unanswered_questions_are_left_to_the_quiz() -> None:
    assert "Unanswered" not in hard().text()


def test_a_questions_code_an_options_mark_and_a_note_are_printed() -> None:
    text = hard().text()
    for words in (
        "question_code()",
        "the door",
        "Steam softens it",
        "Words that follow",
        "moves loaves",
        "Mind the steam",
    ):
        assert words in text
    assert "==" not in text


def test_a_long_table_repeats_its_head_and_loses_no_row() -> None:
    text = hard().text("-raw")
    assert re.findall(r"\brow\d+x", text) == [f"row{n}x" for n in range(150)]
    assert text.count("Flourhead") > 1


def test_long_code_loses_no_line_and_keeps_its_spaces() -> None:
    text = Printed(HARD, columns=1).text("-layout")
    lines = [line for line in text.splitlines() if re.search(r"def bake_|for loaf|loaf\.turn", line)]
    assert [line.strip() for line in lines] == [line.strip() for line in PROGRAM.splitlines() if line]
    indents = [len(line) - len(line.lstrip()) for line in lines[:3]]
    assert indents[0] < indents[1] < indents[2]


SETTINGS: tuple[dict[str, Any], ...] = (
    {},
    {"columns": 1},
    {"orientation": "landscape"},
    {"paper": "Letter", "columns": 3, "font_size": 10.0},
)


@pytest.mark.parametrize("settings", SETTINGS, ids=str)
def test_nothing_is_cut_off_at_the_edge_of_a_page_or_column(settings: dict[str, Any]) -> None:
    printed = hard(**settings)
    width, height = (float(side) for side in printed.pdf.pages[0].MediaBox[2:])
    columns = settings.get("columns") or (3 if "orientation" in settings else 2)
    gutter, margin = 72 / 25.4 * 6, 72 / 25.4 * 10
    column = (width - 2 * margin - (columns - 1) * gutter) / columns
    for page, left, top, right, bottom, word in printed.words():
        assert margin - 1 <= left < right <= width - margin + 1, word
        assert 0 < top < bottom < height, word
        inside = 36 < top < height - 36 and not (page == 0 and top < 90)  # neither title nor running head
        if inside:
            number = int((left - margin + 1) // (column + gutter))
            assert right <= margin + number * (column + gutter) + column + 1, word
    text = re.sub(r"\s", "", printed.text())
    assert text.count("w" * 20) >= 2
    assert text.count("w") - text.count("words") >= 180


def test_the_drawing_is_set_in_a_font_that_joins_its_boxes() -> None:
    fonts = {str(font.BaseFont) for font in hard().pdf.pages[0].Resources.Font.values()}
    assert any("Mono" in font for font in fonts)
    heights = [bottom - top for _, _, top, _, bottom, word in hard().words() if "┌" in word or "└" in word]
    tops = sorted(top for _, _, top, _, _, word in hard().words() if "┌──────┐" in word or "└──────┘" in word)
    assert (tops[-1] - tops[0]) / 2 <= max(heights) * 1.02  # three lines, no gap between them


def test_papers_have_their_size() -> None:
    sizes = {"A4": (595, 842), "Letter": (612, 792)}
    for paper, (width, height) in sizes.items():
        printed = Printed(HARD, paper=paper, orientation="landscape")
        assert [round(float(side)) for side in printed.pdf.pages[0].MediaBox] == [0, 0, height, width]


def test_contents_and_notes_can_be_left_out() -> None:
    text = Printed(HARD, contents=False, notes=False).text()
    assert ". . . ." not in text
    assert "moves loaves" not in text
    assert "Which flour?" in text


def test_section_heads_are_set_and_not_printed_as_markdown() -> None:
    card = Card("What now?", "Bake.", where(1), 1, None, ("The `oven` & *its* door", "Below"))
    printed = Printed(Document("Heads", "h.md", (card, Note("A `peel`", "moves loaves", where(2)))))
    text = printed.text()
    assert text.count("The oven & its door") == 2  # in the contents and above the card
    assert "A peel" in text
    assert "`" not in text
    assert (1, "The oven & its door") in printed.outline()


def test_a_section_and_its_introduction_are_not_left_alone_at_a_foot() -> None:
    """Whatever stands above: the first question of the section follows in the same column."""
    introduction = Note("", "Here a section begins.", where(1), ("Ovens",))
    for lines in range(40, 60):
        above = Card("Above?", "\n\n".join(["It rests."] * lines), where(1), 1)
        cards = [Card(f"Below{n}x?", "It rises. " * 30, where(2), n, None, ("Ovens",)) for n in range(9)]
        text = Printed(Document("Foot", "f.md", (above, introduction, *cards)), contents=False).text("-raw")
        assert re.search(r"begins\.\n0 Below0x", text), lines


def test_no_badge_stands_alone_on_a_line() -> None:
    cards = [Card(f"Why {'so ' * n}late?", "So.", where(n), None, Level.BEGINNER) for n in range(30, 70)]
    lines = Printed(Document("Late", "l.md", tuple(cards)), columns=1).text("-layout").splitlines()
    badges = [line.strip() for line in lines if "beginner" in line.lower()]
    assert len(badges) == 1 + len(cards)
    assert not [line for line in badges[1:] if line.lower().startswith("beginner")]


def test_no_line_is_broken_early_before_code() -> None:
    """The first words differ in width, so that some lines would be full but for the space at their end."""
    cards = [Card(f"Case {n}?", f"{'i' * n} {'ab ' * 42}`a-longer-word-of-code`.", where(n)) for n in range(1, 40)]
    lines = Printed(Document("Lines", "l.md", tuple(cards)), columns=1).text("-layout").splitlines()
    assert sum("ab ab" in line for line in lines) >= len(cards)
    assert not [line for line in lines if line.strip() in ("ab", "i" * len(line.strip())) and line.strip()]


def test_without_color_everything_is_gray() -> None:
    printed = Printed(HARD, color=False)
    instructions = [one for page in printed.pdf.pages for one in pikepdf.parse_content_stream(page)]
    colors = [tuple(map(float, one.operands)) for one in instructions if str(one.operator) in ("rg", "RG")]
    assert len(set(colors)) > 3
    assert all(len(set(color)) == 1 for color in colors)


def test_many_sections_get_contents_on_pages_of_their_own() -> None:
    cards = tuple(Card(f"Question{n}?", "Yes.", where(n), n, None, (f"Section {n}",)) for n in range(1, 260))
    pages = Printed(Document("Many", "many.md", cards)).text("-layout").split("\f")
    first = next(number for number, page in enumerate(pages) if "Question1?" in page)
    assert first >= 1
    assert re.search(rf"Section 1\.?(?: \.)+ +{first + 1}\b", pages[0])


def test_only_images_inside_the_document_are_printed() -> None:
    """Others are shown by their words; the build has told of them already."""
    answer = (
        f"Good ![a square]({picture(9, 9)}) and bad ![secret words](../secret.png) ![far](https://example.org/a.png)"
    )
    printed = Printed(Document("Pictures", "p.md", (Card("Seen?", answer, Location("p.md", 5)),)))
    assert printed.problems == []
    assert "secret words" in printed.text()
    assert "far" in printed.text()
    assert printed.tags().count("Figure") >= 1


def test_every_image_has_words_for_who_cannot_see_it(caplog: pytest.LogCaptureFixture) -> None:
    answer = f'![]({picture(9, 9)}) and <img src="{picture(8, 8)}">, and ` alt=""` in code.'
    printed = Printed(Document("Pictures", "p.md", (Card("Seen?", answer, Location("p.md", 5)),)))
    assert [record.message for record in caplog.records if "alt description" in record.message] == []
    assert ' alt="" in code' in printed.text()


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/hostname",
        "https://example.org/a.png",
        "//example.org/a.png",
        "a.png",
        "data:text/html,hello",
        "data:image/png",
        "data:image/png;base64,====",
        "data:image/png,nonsense",
        "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><image href='a.png'/></svg>",
        "data:image/png;base64," + "A" * 3_000_000,
        picture(9000, 9000),
        picture(9, 9, "bmp"),
    ],
    ids=lambda url: url[:30],
)
def test_an_url_that_is_no_small_image_gives_nothing(url: str) -> None:
    assert image(url) is None


def test_a_small_image_is_given() -> None:
    for kind in ("png", "gif", "webp"):
        assert image(picture(9, 9, kind))
    assert image("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E")


def test_a_row_taller_than_a_page_is_told() -> None:
    answer = "| a | b |\n|---|---|\n| x | " + "a word of many " * 900 + "|"
    printed = Printed(Document("Tall", "t.md", (Card("How tall?", answer, Location("t.md", 3)),)))
    assert [(problem.code, problem.where.line) for problem in printed.problems] == [("shrunk", 3)]
    assert printed.text().count("many") == 900


def one(answer: str) -> Document:
    return Document("One", "one.md", (Card("What now?", answer, Location("one.md", 1)),))


@pytest.mark.parametrize(
    "answer", ["<p></p><p>:</p>", "```\n```", "- \n- x", "a\u0301" * 500, "<table></table>", "x\n\n---"]
)
def test_odd_answers_are_printed(answer: str) -> None:
    assert "What now?" in Printed(one(answer)).text()


def test_a_word_without_end_is_broken_and_costs_no_more_than_others() -> None:
    """Broken by WeasyPrint alone, forty thousand letters would take half a minute, and more ten times as long."""
    assert Printed(one("z" * 40_000)).text().count("z") == 40_000


@pytest.mark.parametrize(
    "answer", ["see (`{}`).", "**a**{}", "[link]({}) <https://{}>", "1. (`{}`)", "| a |\n|-|\n| x(**{}**) |"]
)
def test_long_words_stay_inside_their_column(answer: str) -> None:
    printed = Printed(one(answer.replace("{}", "z" * 150)))
    assert printed.text().count("z") == 150
    assert max(right for _, _, _, right, _, _ in printed.words()) < 595 - 28


@pytest.mark.parametrize("depth", [500, 5_000])
def test_deep_nesting_is_printed(depth: int) -> None:
    """Tags beyond a thousand levels are shown as text: `markup` ends there."""
    assert "inmost" in Printed(one("<div>" * depth + " inmost " + "</div>" * depth)).text()


def test_a_document_without_cards_is_a_page() -> None:
    assert len(Printed(Document("Empty", "e.md")).pdf.pages) == 1


def test_text_that_looks_like_html_or_a_template_is_text() -> None:
    card = Card("What costs $name or `<b>`?", "$5 & <script>alert(1)</script>", where(1), None, None, ("<i>$a",))
    printed = Printed(Document("<b>$title</b>", "$s.md", (card,)))
    assert "What costs $name or <b>?" in printed.text()
    assert "<b>$title</b>" in printed.text()
    assert b"/JavaScript" not in printed.data


def test_a_broken_template_is_told() -> None:
    for name in ("card.html", "sheet.css"):
        left = {key: value for key, value in TEMPLATES.items() if key != name}
        with pytest.raises(OutputError, match=name):
            list(emit(edition(LOAVES, left), BytesIO()))
    with pytest.raises(OutputError, match=r"card\.html.*'nothing'"):
        list(emit(edition(LOAVES, TEMPLATES | {"card.html": "$nothing"}), BytesIO()))


def test_where_weasyprint_does_not_load_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    class Missing:
        def find_spec(self, name: str, path: object = None, target: object = None) -> None:
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    for name in ("weasyprint", "exporter.emitters.print.adapter.engine"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setattr(sys, "meta_path", [Missing(), *sys.meta_path])
    with pytest.raises(OutputError, match=r"libpango-1\.0-0.*Install Pango"):
        list(emit(edition(LOAVES), BytesIO()))


def test_weasyprint_is_named_in_one_package_only() -> None:
    users = [
        path
        for path in (ROOT / "exporter").rglob("*.py")
        if re.search(r"^\s*(?:from|import) weasyprint", path.read_text("utf-8"), re.M)
    ]
    assert {path.parent for path in users} == {ROOT / "exporter" / "emitters" / "print" / "adapter"}
    assert Path(sys.modules[emit.__module__].__file__ or "").exists()
