"""`--level`, `--section`, `--ids`, `--sample`: which cards are printed, and that nothing else changes."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from exporter.errors import SelectionError
from exporter.model import Card, Document, Identity, Level, Location, Note
from exporter.pipeline.selection import ALL, Selection, choose, parse
from tests.test_cli import run
from tests.tools import needs

Folder = Callable[..., Path]
EASY, HARD = Level.BEGINNER, Level.ADVANCED


def card(number: int, level: Level | None, *section: str, answer: str = "So.", name: str | None = None) -> Card:
    return Card(f"Why {number}?", answer, Location("bread.md", number), number, level, section, id=name)


BREAD = Document(
    "Bread",
    "bread.md",
    (
        Note("", "First words.", Location("bread.md", 1), ("Dough",)),
        card(1, EASY, "Dough"),
        card(2, HARD, "Dough", "Rye [sour]", name="sour"),
        card(3, None, "The Oven"),
        Note("Tools", "A peel.", Location("bread.md", 9), ("The Oven",)),
        card(4, EASY, "The Oven", "Dough in it"),
    ),
)
TEA = Document("Tea", "tea.md", tuple(card(n, HARD, "Water") for n in range(10, 40)))
KEYS = {each: Identity(f"key{each.number}", "", 0, 0) for document in (BREAD, TEA) for each in document.cards}


def chosen(wanted: Selection, *documents: Document) -> list[list[int | str | None]]:
    made = choose(documents or (BREAD, TEA), KEYS, wanted)
    return [[item.number if isinstance(item, Card) else item.title for item in each.items] for each in made]


def test_all_are_chosen_where_nothing_is_asked_for() -> None:
    assert choose((BREAD, TEA), KEYS, ALL) == (BREAD, TEA)
    assert not parse((), (), (), 0, 7)


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (parse(["Beginner"], (), (), 0, 0), [1, 4]),
        (parse(["beginner, advanced"], (), (), 0, 0), [1, 2, 4]),
        (parse((), ["the  OVEN"], (), 0, 0), [3, "Tools", 4]),
        (parse((), ["dough"], (), 0, 0), ["", 1, 2]),  # the heading itself, not one that holds the word as well
        (parse((), ["*in*"], (), 0, 0), [4]),
        (parse((), ["oven"], (), 0, 0), [3, "Tools", 4]),
        (parse((), ["rye [SOUR]"], (), 0, 0), [2]),
        (parse((), ["rye", "oven"], (), 0, 0), [2, 3, "Tools", 4]),
        (parse(["beginner"], ["oven"], (), 0, 0), [4]),
        (parse((), (), ['"key4",key1\nsour'], 0, 0), [1, 2, 4]),
        (parse((), (), ["key2"], 0, 0), [2]),
    ],
)
def test_what_is_chosen(wanted: Selection, numbers: list[int | str]) -> None:
    assert chosen(wanted, BREAD) == [numbers]


def test_a_document_without_chosen_cards_is_left_with_nothing() -> None:
    assert chosen(parse((), ["water"], (), 2, 0))[0] == []


def test_a_sample_is_drawn_from_each_document_in_its_order() -> None:
    bread, tea = chosen(parse((), (), (), 8, 1))
    assert bread == [1, 2, 3, 4]
    assert len(tea) == 8
    assert tea == sorted(tea, key=str)
    assert chosen(parse((), (), (), 8, 1)) == [bread, tea]
    assert chosen(parse((), (), (), 8, 2))[1] != tea


def test_a_sample_hardly_changes_with_the_document() -> None:
    wanted = parse((), (), (), 8, 1)
    (before,), (after,) = (chosen(wanted, each) for each in (TEA, Document("Tea", "tea.md", TEA.items[1:])))
    assert len(set(before) & set(after)) >= 7


def test_a_sample_prefers_questions_with_an_answer() -> None:
    book = Document("Bread", "bread.md", (card(1, None, answer=""), card(2, None), card(3, None, answer="")))
    assert chosen(parse((), (), (), 1, 0), book) == [[2]]
    assert chosen(parse((), (), (), 1, 0), Document("Bread", "bread.md", book.items[:1])) == [[1]]


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (parse((), ["Watre"], (), 0, 0), "--section Watre: no heading matches. Headings here: Water."),
        (parse((), ["x"], (), 0, 0), "Headings here: Dough, Rye [sour], The Oven, Dough in it, Water."),
        (parse((), (), ["key1", "kee2"], 0, 0), "--ids kee2: no card has this id. Did you mean key2?"),
        (parse((), (), ["?"], 0, 0), "Ids are in the first column of the spreadsheets."),
        (
            parse(["intermediate"], (), (), 0, 0),
            "No cards match level intermediate. Levels here: beginner, advanced. ",
        ),
        (
            parse(["beginner"], ["water"], (), 3, 0),
            "No cards match level beginner, section water, a sample of 3",
        ),
    ],
)
def test_what_is_not_there_is_told(wanted: Selection, message: str) -> None:
    with pytest.raises(SelectionError, match=re.escape(message)):
        choose((BREAD, TEA), KEYS, wanted)


def test_where_no_heading_stands_none_is_proposed() -> None:
    with pytest.raises(SelectionError, match=r"no heading matches\. These documents have no sections\."):
        choose((Document("Bread", "bread.md", (card(1, None),)),), {}, parse((), ["x"], (), 0, 0))


GOOD = (
    "# Bread\n\n## Dough\n\n### Q1: Why salt? `beginner`\n\nTaste it.\n\n"
    "## Oven\n\n### Q2: Why steam? `advanced`\n\nCrust.\n"
)
TEXT = "# Tea\n\n## Water\n\n### Q1: Why boil? `beginner`\n\nExtraction.\n"


def build(source: Path, *rest: object) -> Result:
    return run("build", source, "--out", source.parent / "dist", *rest)


def words(source: Path, name: str) -> str:
    path = source.parent / "dist" / "print" / name
    return subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True, text=True).stdout


@pytest.fixture
def source(folder: Folder) -> Path:
    return folder(bread__md=GOOD, tea__md=TEXT)


@needs("pdf", "poppler")
def test_prints_alone_hold_the_chosen_cards(source: Path) -> None:
    result = build(source, "--only", "csv,sheet,quiz,flashcards", "--section", "oven")
    assert result.exit_code == 0
    assert "Printed 1 card (section oven); all other outputs hold every card." in result.stderr
    for kind in ("sheet", "quiz", "flashcards"):
        assert "steam" in words(source, f"bread-{kind}.pdf")
        assert "salt" not in words(source, f"bread-{kind}.pdf")
    assert "Why salt?" in (source.parent / "dist/csv/bread.csv").read_text(encoding="utf-8")
    assert not (source.parent / "dist/print/tea-sheet.pdf").exists()


@needs("pdf", "poppler")
def test_nothing_retires_and_the_next_build_prints_all_again(source: Path) -> None:
    build(source)
    ledger, prints = (source / "cards.lock").read_bytes(), words(source, "tea-sheet.pdf")
    result = build(source, "--ids", card_id(source, "Why steam?"))
    assert (source / "cards.lock").read_bytes() == ledger
    assert "wrote 1 file (print 1), 6 were up to date" in result.stderr
    assert words(source, "tea-sheet.pdf") == prints
    assert "salt" not in words(source, "bread-sheet.pdf")
    assert "wrote 1 file (print 1)" in build(source).stderr
    assert "salt" in words(source, "bread-sheet.pdf")


def card_id(source: Path, question: str) -> str:
    rows = (source.parent / "dist/csv/bread.csv").read_text(encoding="utf-8-sig").splitlines()
    return next(row.split(",")[0] for row in rows if question in row)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--level", "easy"), "--level easy: not a level. Expected one of: beginner, intermediate, advanced."),
        (
            ("--section", "Butter"),
            "--section Butter: no heading matches. Headings here: Dough, Oven, Water.",
        ),
        (("--ids", "0123"), "--ids 0123: no card has this id."),
        (("--level", "intermediate"), "No cards match level intermediate. Levels here: beginner, advanced."),
        (
            ("--only", "anki,csv", "--sample", "3"),
            "--only does not name a print. Add one of: sheet, flashcards, quiz, quiz-key.",
        ),
        (("--sample", "0"), "Invalid value for '--sample'"),
    ],
)
def test_a_choice_of_nothing_is_wrong_usage_and_writes_nothing(
    source: Path, arguments: tuple[str, ...], message: str
) -> None:
    result = build(source, *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert not (source / "cards.lock").exists()


@needs("pdf", "poppler")
def test_a_print_says_what_was_chosen(source: Path) -> None:
    build(source, "--only", "sheet", "--level", "beginner", "--brief")
    text = words(source, "bread-sheet.pdf")
    assert "level beginner" in text
    assert "in brief" in text


@needs("pdf", "poppler")
def test_what_is_brief_in_print_is_whole_in_decks(source: Path) -> None:
    (source / "bread.md").write_text("# Bread\n\n### Q1: Why?\n\nFirst things. Second things.\n", encoding="utf-8")
    build(source)
    assert "wrote 2 files (print 2)" in build(source, "--brief").stderr
    assert "Second" not in words(source, "bread-sheet.pdf")


def test_what_could_not_be_read_is_told_beside_what_is_not_there(source: Path) -> None:
    (source / "cocoa.md").write_bytes(b"# Cocoa\n\n### Q1: Why \xff\x00?\n")
    result = build(source, "--section", "Milk")
    assert result.exit_code == 2
    assert "--section Milk: no heading matches." in result.stderr
    assert "cocoa.md" in result.stderr


def test_where_nothing_is_read_that_is_told(folder: Folder) -> None:
    result = build(folder(cocoa__md="Nothing is asked here."), "--level", "beginner")
    assert result.exit_code != 2
    assert "No cards match" not in result.stderr
