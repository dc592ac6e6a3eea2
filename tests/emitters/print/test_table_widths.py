"""How wide texts in tables are, and which widths of columns make a table lowest."""

from __future__ import annotations

from dataclasses import replace

import pytest

from exporter import markup
from exporter.emitters.print import tables
from exporter.emitters.print.adapter import Adapter
from exporter.emitters.print.boxes import walk
from exporter.emitters.print.document import PrintedDocument
from exporter.emitters.print.fitting import PROBES, fit, room
from exporter.emitters.print.linebreaks import BREAK, HYPHEN, JOIN, names_whole
from exporter.emitters.print.table_widths import widths
from exporter.emitters.print.text_width import NEW_LINE, Piece, lines, longest, pieces
from exporter.model import Card, Document, Location
from exporter.settings import PrintSettings
from tests.editions import edition, templates
from tests.tools import needs

WORDS = ["a boat", "the harbour master's office", "ropes, fenders and anchors of three kinds", "twenty-two", "no"]
ROOM = 40.0


def count(cell: str) -> int:
    return len(pieces(f"<td>{cell}</td>") or ())


# ── pieces ──


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("", 0),
        ("one", 1),
        ("one two\nthree", 3),
        ("well-known", 2),
        ("1-2", 1),
        ("a/b", 2),
        (f"well-{JOIN}known", 1),
        (f"a{BREAK}b{HYPHEN}c", 3),
        ("<b>a</b>b <code>c</code>.", 2),
        ("海水很咸", 4),
        ("咸，因", 2),  # no line begins with a comma
        ("a<br>b", 2),
        ("&lt;a&gt; &amp; b", 3),
        ("--", 1),
    ],
)
def test_pieces_are_what_no_line_breaks(cell: str, number: int) -> None:
    assert count(cell) == number


def test_nothing_is_known_of_a_cell_with_a_picture() -> None:
    assert pieces('<td>a <img src="a.png"></td>') is None
    assert pieces("<td><svg></svg></td>") is None


def test_lines_are_filled_one_after_the_other() -> None:
    text = [Piece(3, 0), Piece(3, 1), Piece(3, 1), Piece(2, NEW_LINE)]
    assert [lines(text, room) for room in (3, 7, 11, 99)] == [4, 3, 2, 2]
    assert longest(text) == 11
    assert (lines([], 5), longest([])) == (1, 0)


# ── widths ──


def rows(*texts: list[str]) -> list[list[list[Piece]]]:
    return [[pieces(f"<td>{text}</td>") or [] for text in row] for row in texts]


@pytest.mark.parametrize(
    "table",
    [
        rows(["a", "b"], ["c", "d"]),  # all fits
        rows(["a boat"], ["a harbour"]),  # one column
        rows(["a " * 40, "b " * 40], ["a " * 40, "b " * 40]),  # as low as it can be
        rows(["x" * 30, "y" * 30]),  # wider than the column
        rows(["a " * 40, "b"], ["c"]),  # a row that lacks a cell
        [],
    ],
)
def test_widths_are_left_alone_where_no_others_are_better(table: list[list[list[Piece]]]) -> None:
    assert widths(table, ROOM, 1.0) is None


def test_a_column_that_needs_a_little_more_gets_it() -> None:
    """Automatic widths go by the longest text alone, so two short columns stand on two lines for it."""
    long = "many words about the harbour and its boats " * 4
    table = rows(
        ["the kind", "the use", "about"], *(["big boat", "far away", "short"] for _ in range(6)), ["a", "b", long]
    )
    found = widths(table, ROOM, 1.0)
    assert found
    assert sum(found) == pytest.approx(1)
    assert [lines(row[0], found[0] * ROOM - 1) for row in table] == [1] * 8


# ── on paper ──


def laid_out(*texts: str) -> list[list[object]]:
    """The tables of some Markdown as they are printed on a page of two columns, and with automatic widths."""
    cards = tuple(Card("Which?", text, Location("a.md", 1)) for text in texts)
    made = replace(edition(Document("Boats", "a.md", cards)), templates=templates("print"))
    page, adapter = PrintedDocument(made, cards, PrintSettings(columns=2)), Adapter()
    space = room(adapter.set(page.page, PROBES).capacities(len(PROBES)))
    fitted = [fit(unit.html, space) for unit in page.units()]
    automatic = [html.replace("<th style=", "<th data-style=") for html in fitted]
    return [
        [box for unit in adapter.set(page.page, html).units for box in walk(unit) if type(box).__name__ == "TableBox"]
        for html in (fitted, automatic)
    ]


TABLES = [
    "| flag | what it does | since |\n|---|---|---|\n"
    + "".join(
        f"| `--{word.replace(' ', '-')[:14]}` | {word} " + f"{other} | version {n} |\n" for n, word in enumerate(WORDS)
    )
    for other in (
        "and more words about it, so that it needs lines",
        "so",
        "is **important** to all who moor `boats` here",
    )
] + [
    "| Befehl | Wirkung | Seit |\n|---|---|---|\n| `anlegen` | macht das Boot fest | langem |\n"
    "| `ablegen` | löst alle Leinen, zuerst die am Heck, dann die am Bug, und fährt hinaus | kurzem |\n",
    "| команда | что делает | когда |\n|---|---|---|\n| `причал` | ставит лодку у берега | всегда по утрам |\n"
    "| `якорь` | бросает якорь там, где глубина не больше, чем длина всей цепи | иногда |\n",
]


@needs("pdf")
def test_tables_on_paper_are_lower_or_as_they_were() -> None:
    ours, automatic = ([box.height for box in boxes] for boxes in laid_out(*TABLES))  # type: ignore[attr-defined]
    assert all(one <= other + 1 for one, other in zip(ours, automatic, strict=True))
    assert sum(ours) < sum(automatic) - 10


@needs("pdf")
@pytest.mark.parametrize("table", TABLES)
def test_lines_on_paper_are_as_many_as_are_counted(table: str) -> None:
    (box,) = laid_out(table)[0]
    size = box.style["font_size"] * 0.572  # type: ignore[attr-defined]  # of a digit in Noto Sans
    cells = {id(each.element): each for each in walk(box) if type(each).__name__ == "TableCellBox"}.values()
    ordered = sorted(cells, key=lambda cell: (cell.position_y, cell.position_x))
    html = tables._CELL.findall(fit(names_whole(markup.html(table)), {"code": 60, "diagram": 60, "table": 59}))
    for cell, text in zip(ordered, html, strict=True):
        found = sum(type(each).__name__ == "LineBox" for each in walk(cell))
        assert found == lines(pieces(text) or [], cell.width / size), text


@needs("pdf")
def test_a_word_that_fits_has_no_hyphen_in_any_language() -> None:
    """Where lines are hyphenated by rules of the language, a column was as narrow as a part of its head."""
    rows = "| `stop` | ждёт завершения всех потомков и потом ещё самого терминального состояния |\n" * 2
    (box,) = laid_out(f"| Состояние | Поведение |\n|---|---|\n{rows}")[0]
    assert "Состояние" in [each.text for each in walk(box) if type(each).__name__ == "TextBox"]
