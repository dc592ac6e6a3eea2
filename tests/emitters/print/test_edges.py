"""Nothing leaves its column or its flashcard; what cannot be broken is printed smaller, and told."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pytest

from exporter.emitters.print.adapter import Adapter
from exporter.emitters.print.boxes import walk
from exporter.emitters.print.document import PrintedDocument
from exporter.emitters.print.fitting import PROBES, fit, room
from exporter.emitters.print.linebreaks import BREAK, JOIN, mend, names_whole, whole
from exporter.model import Card, Document, Location, Problem
from exporter.settings import PrintSettings
from tests.editions import edition, templates
from tests.emitters.print.edges import BOUND, LARGE, Layout, beyond, collection, copied, documents, pdf
from tests.tools import needs

pytestmark = needs("pdf", "poppler")


def sheet(paper: str, orientation: str, columns: int, size: float) -> Layout:
    settings = {"paper": paper, "orientation": orientation, "columns": columns, "font_size": size}
    return Layout("sheet", settings)


# Every size, number of columns, paper and orientation, the narrowest columns more often
SAMPLE = [
    sheet("A4", "portrait", 4, 12),
    sheet("Letter", "landscape", 4, 12),
    sheet("A4", "landscape", 3, 11),
    sheet("Letter", "portrait", 3, 10),
    sheet("A4", "portrait", 2, 9),
    sheet("Letter", "portrait", 4, 8),
    sheet("A4", "portrait", 1, 7),
]
HARD = Document(
    "Hard to break",
    "hard.md",
    tuple(
        Card(f"What is {n}?", text, Location("hard.md", n), n)
        for n, text in enumerate(
            [
                "Methods: `Boat(\"gull\") / name`, `.anchor`, `.lift_sail(height='twenty')`, `.go('a/**/b')`.",
                "Flags: `--anchor-now`, `--berth-number`, `--captain-name`, `--depth-of-water`, `--engine-power`.",
                "A path (`/srv/harbours/north/quays/stones/tables/2026/tides.csv`) and `a_name_of_"
                + "many_" * 20
                + "parts`.",
                "https://harbour.example/" + "very-long-names/" * 9 + "?q=" + "a1b2" * 30,
                "x" * 400 + " " + "(" + "`y" * 9 + "`" * 9 + "`z`" * 40 + ")",
                "\n".join(f"{'  ' * n}- level {n} with `unbreakable.name_{n}(of_it)`" for n in range(9)),
                "| thing | has |\n|---|---|\n| Boat | `for...of`, `.masts()`, `.sails()`, `.anchors()`, `.berths()` |\n"
                "| Quay | a long description of stones and ropes that takes the room of this column |",
                "Brackets: `{ { { { { { { } } } } } } }` and `; ; ; ; ; ; ; ; ; ;` and : ) ) ) ) ) ) ) ).",
                "> quote\n>\n> > deeper " + ", ".join(f"`.{letter}()`" for letter in "abcdefghijkl"),
            ],
            start=1,
        )
    ),
)


def cards(**settings: object) -> Layout:
    return Layout("flashcards", {"paper": "A4", "flip": "long-edge", **settings})


SMALL = [
    cards(flashcards_per_page=10),
    cards(flashcards_per_page=8, flip="fold"),
    cards(flashcard_size="A7", paper="Letter"),
    cards(flashcard_size="A7", flip="short-edge"),
    cards(flashcard_size="3x5in", flip="fold"),
]


def test_what_is_beyond_is_seen() -> None:
    """Measured as if columns and cards were smaller than they are."""
    assert beyond(pdf(HARD, SAMPLE[4]), SAMPLE[3]) != []
    assert beyond(pdf(HARD, SMALL[3]), SMALL[0]) != []
    assert beyond(pdf(HARD, SMALL[1]), SMALL[3]) != []
    assert beyond(pdf(HARD, SAMPLE[4]), Layout("sheet", {"columns": 2, "binding": 20.0})) != []


@pytest.mark.parametrize("layout", [*SAMPLE[:4], *SMALL, *LARGE[1::4], *BOUND[1::5]], ids=str)
def test_nothing_of_what_is_hard_to_break_is_beyond_its_column(layout: Layout) -> None:
    assert beyond(pdf(HARD, layout), layout) == []


def test_nothing_of_the_collection_is_beyond_its_column() -> None:
    check(collection(), [*SAMPLE, *SMALL, LARGE[0], BOUND[5]])


def test_nothing_of_the_seeds_is_beyond_its_column(seeds: Path) -> None:
    check(sorted(seeds.glob("*.txt")), [SAMPLE[0], SMALL[2], SAMPLE[3]])


def check(paths: list[Path], layouts: list[Layout]) -> None:
    """Each document in one layout after the other; the whole grid is `python -m tests.emitters.print.edges`."""
    layout = cycle(layouts)
    for path in paths:
        for document in documents(path):
            chosen = next(layout)
            assert (path.name, beyond(pdf(document, chosen), chosen)) == (path.name, [])


# ── code ──


def nearly(width: int) -> str:
    """Code of two lines, one of them so many characters wide."""
    return f"```python\nx = 1\ncall(aaaaaaaaaa, {'b' * (width - 18)})\n```"


@pytest.mark.parametrize("columns", [1, 2, 3, 4])
@pytest.mark.parametrize("size", [7.0, 8.5, 12.0])
def test_code_wraps_at_a_mark_and_nowhere_else(columns: int, size: float) -> None:
    """Where it is laid out on more lines than we gave it, its room was measured wrongly."""
    texts = [nearly(width) for width in range(20, 120, 7)]
    texts += ["- in a list\n\n  > and a quote\n  >\n  > " + nearly(width).replace("\n", "\n  > ") for width in (33, 60)]
    texts += ["> [!TIP]\n> 1. In a tip\n>\n>    " + nearly(width).replace("\n", "\n>    ") for width in (33, 60)]
    document = Document("Wide", "a.md", tuple(Card("Wide?", text, Location("a.md", 1)) for text in texts))
    made = replace(edition(document), templates=templates("print"))
    page, adapter = PrintedDocument(made, document.items, PrintSettings(columns=columns, font_size=size)), Adapter()
    space = room(adapter.set(page.page, PROBES).capacities(len(PROBES)))
    html = [fit(unit.html, space) for unit in page.units()]
    for text, unit in zip(html, adapter.set(page.page, html).units, strict=True):
        (pre,) = [box for box in walk(unit) if box.element_tag == "pre" and type(box).__name__ == "BlockBox"]
        assert len(pre.children) == text.partition("<pre")[2].partition("</pre>")[0].strip("\n").count("\n") + 1


# ── what cannot be broken ──

ROW = "| pot " * 70 + "|\n"
TABLE = ROW + "|---" * 70 + "|\n" + ROW


@pytest.mark.parametrize("output", ["sheet", "quiz-key", "flashcards"])
def test_what_is_wider_than_its_column_is_printed_smaller_and_told(output: str) -> None:
    cards = (
        Card("How?", "So.", Location("a.md", 3)),
        Card("How many?", f"So:\n\n{TABLE}\nThat many.", Location("a.md", 9)),
    )
    problems: list[Problem] = []
    settings = {"columns": 2} if output != "flashcards" else {"flashcards_per_page": 8}
    made = pdf(Document("Wide", "a.md", cards), Layout(output, settings), problems)
    assert beyond(made, Layout(output, settings)) == []
    assert [(problem.code, problem.where.line) for problem in problems] == [("too-wide", 9)]


# ── breaks in HTML ──


@pytest.mark.parametrize(
    "html",
    [
        "<p>as it is, and (so) on: a.b, c/d; why ? so !</p>",
        "<p>une question : laquelle ? « celle-ci » !</p>",
        '<pre class="code">a .b .c</pre>',
        '<h2 data-bookmark="a .b .c /d">a</h2>',
        "<p>&amp; &lt;b&gt;</p>",
    ],
)
def test_other_text_is_left_as_it_is(html: str) -> None:
    assert mend(html, 20) == html


def test_a_line_breaks_before_a_word_that_begins_with_a_sign() -> None:
    assert mend("<p>see .a and /b</p>", 20) == f"<p>see{BREAK} .a and{BREAK} /b</p>"
    assert "<wbr><code>.b()" in mend("<p><code>.a()</code>, <code>.b()</code></p>", 20)


def test_a_line_breaks_between_signs_and_before_code_that_is_one() -> None:
    assert mend("<p>so ! and ; ; ) quoi ?</p>", 20) == f"<p>so ! and ;{BREAK} ;{BREAK} ) quoi ?</p>"
    assert mend('<p>a <code dir="ltr">; ;</code></p>', 20) == (
        f'<p>a<span></span> <wbr><code dir="ltr">;{BREAK} ;</code></p>'
    )


def test_a_long_name_breaks_behind_its_signs_and_before_its_capitals() -> None:
    assert mend("<p>some_very_long_name.ofOtherThings now</p>", 20) == (
        f"<p>some_{BREAK}very_{BREAK}long_{BREAK}name.{BREAK}of{BREAK}Other{BREAK}Things now</p>"
    )
    assert mend("<p>short_name</p>", 20) == "<p>short_name</p>"


def test_what_is_kept_whole_has_no_break() -> None:
    assert whole("--all-in") == f"-{JOIN}-{JOIN}all-{JOIN}in"
    assert whole(whole("a-b")) == f"a-{JOIN}b"


@pytest.mark.parametrize(
    "html",
    [
        "<p>a well-known word, x - y, 3-4, -5 and – or — too, Ein- und Ausgabe</p>",
        '<p data-x="--all">a &#x2D;-b</p>',
        '<pre class="code"><code>--all-in</code></pre>',
        "<svg><title>--all</title></svg>",
        '<code dir="ltr">a.b(c) / d</code>',
        "<!-- turn -->",
    ],
)
def test_what_is_no_option_may_break_as_ever(html: str) -> None:
    assert names_whole(html) == html


@pytest.mark.parametrize("name", ["kube-system", "--cascade", "-o=yaml-file", "--dry-run=client", "a-b-c"])
@pytest.mark.parametrize("frame", ["{}", "{} is", "is {} so", "使用{}参数", "({})", "„{}“"])
def test_names_in_code_have_no_break_at_their_hyphens(name: str, frame: str) -> None:
    made = names_whole(f'<p>{frame.format(f"""<code dir="ltr">{name}</code>""")}</p>')
    assert made.replace(JOIN, "") == f'<p>{frame.format(f"""<code dir="ltr">{name}</code>""")}</p>'
    assert not re.search(r"-(?![-\u2060])", made)


@pytest.mark.parametrize("frame", ["see {}.", "({})", "[{}]", "使用 {} 参数", "« {} »", "<b>{}</b>"])
def test_options_in_words_have_no_break_behind_their_signs(frame: str) -> None:
    assert f"-{JOIN}-{JOIN}dry-{JOIN}run" in names_whole(f"<p>{frame.format('--dry-run')}</p>")


def test_a_name_longer_than_a_line_breaks_at_its_signs_all_the_same() -> None:
    name = "the-very-long-name-of-a-harbour-in-the-north"
    made = mend(names_whole(f'<p><code dir="ltr">--{name}</code></p>'), 30)
    assert made == f'<p><code dir="ltr">--{name.replace("-", "-" + BREAK)}</code></p>'
    assert BREAK not in mend(names_whole(f'<p><code dir="ltr">--{name}</code></p>'), len(name) + 2)


@pytest.mark.parametrize(
    "text", ["海水很咸，因为河流把岩石中的盐带入海里。" * 4, "น้ำขึ้นน้ำลง" * 9, "「潮」という字は、海を表す。" * 5]
)
def test_scripts_without_spaces_break_by_their_own_rules(text: str) -> None:
    assert mend(f"<p>{text}</p>", 30) == f"<p>{text}</p>"
    assert BREAK in mend(f"<p>{text}{'x' * 40}</p>", 30)


def test_breaks_and_joiners_are_not_copied() -> None:
    card = Card("Is it docker-compose?", "`--all-in`, `.b()`, " + "a_long_name" * 20, Location("a.md", 1))
    text = copied(pdf(Document("Copied", "a.md", (card,)), SAMPLE[4]))
    assert BREAK not in text
    assert JOIN not in text
    assert "docker-compose" in text
