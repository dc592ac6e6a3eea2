"""Where a column may be broken, and how gladly, told by the costs between the blocks of laid-out cards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from exporter import markup, naming
from exporter.emitters.print.adapter import Adapter
from exporter.emitters.print.breaks import COSTS
from exporter.emitters.print.cards import titled
from exporter.emitters.print.document import PrintedDocument
from exporter.emitters.print.galley import Live
from exporter.emitters.print.packing import NEVER, Atom
from exporter.emitters.print.running_heads import running_head
from exporter.emitters.print.units import Unit
from exporter.model import Basic, Card, Choice, Document, Item, Location, Note
from exporter.settings import PrintSettings
from tests.editions import edition, templates
from tests.emitters.print.edges import Layout, copied, pdf
from tests.tools import needs

HERE = Location("a.md", 1)


def laid_out(*items: Item) -> Live:
    made = replace(edition(Document("Boats", "a.md", items)), templates=templates("print"))
    printed = PrintedDocument(made, items, PrintSettings(columns=2))
    return Adapter().set(printed.page, [unit.html for unit in printed.units()]).text()


def costs(answer: str, kind: Choice | Basic | None = None) -> list[float]:
    """What breaks within a card cost, from above to below."""
    atoms = laid_out(Card("What is a boat?", answer, HERE, kind=kind or Basic())).atoms
    return [atom.cost for atom in atoms[1:]]


pytestmark = needs("pdf", "poppler")
CODE = "```text\nprint(1)\n```"


# ── what announces ──


@pytest.mark.parametrize(
    "lead",
    [
        "So:",
        "So：",
        "So —",
        "**So:**",
        "(so:)",
        "So …",
        "for example",
        "that is,",
        "比如：",
        "так —",
        "مثلاً:",
        "Use `this`",
    ],
)
def test_what_announces_code_stays_with_it(lead: str) -> None:
    assert costs(f"{lead}\n\n{CODE}")[1] == COSTS["lead-in"]


@pytest.mark.parametrize("lead", ["So.", "So!", "Why?", "“So.”", "(So.)", "**So.**", "是的。", "क्यों।", "لماذا؟"])
def test_a_sentence_that_ends_announces_nothing(lead: str) -> None:
    assert costs(f"First.\n\n{lead}\n\n{CODE}")[2] == COSTS["context"]
    assert costs(f"{lead}\n\n- a\n- b")[1] == COSTS["block"]


@pytest.mark.parametrize("block", [CODE, "| a | b |\n|---|---|\n| c | d |"])
def test_code_and_tables_keep_some_words_about_them(block: str) -> None:
    """Rather than above them a column is broken in the words, two lines before their end."""
    words = "Many words about boats. " * 12
    found = costs(f"First.\n\n{words}\n\n{block}")
    above = found.index(COSTS["context"])
    assert found[above - 2 : above] == [COSTS["line"], NEVER]
    assert COSTS["line"] < COSTS["context"]


@pytest.mark.parametrize("short", ["So.", "A line or two. " * 5])
def test_a_question_with_a_line_or_two_is_not_parted_from_its_code(short: str) -> None:
    assert costs(f"{short}\n\n{CODE}")[-1] == COSTS["opening"] > COSTS["context"]


def test_a_picture_that_is_missing_is_not_parted_from_its_code() -> None:
    assert costs(f"![a boat](boat.png)\n{CODE}")[1] >= COSTS["opening"]


def test_code_of_a_question_is_not_parted_from_its_answer() -> None:
    atoms = laid_out(Card(f"What is printed?\n\n{CODE}", "One.", HERE)).atoms
    assert [atom.cost for atom in atoms[1:]] == [NEVER, COSTS["opening"]]


@pytest.mark.parametrize("text", ["So", "So:", "So."])
def test_code_in_an_item_stays_with_its_text(text: str) -> None:
    found = costs(f"- {text}\n  ```text\n  print(1)\n  ```\n- b\n- c\n- d")
    assert found[1] == COSTS["context" if text == "So." else "lead-in"]
    assert found[2:] == [COSTS["last item"], COSTS["item"], COSTS["last item"]]


def test_a_bold_line_is_a_head() -> None:
    assert costs("First.\n\n**Of boats**\n\nWords.")[2] == COSTS["lead-in"]
    assert costs("First.\n\n**Of** boats\n\nWords.")[2] == COSTS["block"]


def test_a_line_without_an_end_above_words_announces_nothing() -> None:
    assert costs("for example\n\nOther words.")[1] == COSTS["block"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("# moor", "comment"),
        ("// moor", "comment"),
        ("/* moor */", "comment"),
        ("-- moor", "comment"),
        ("#include <moor>", "code"),
        ("#!/bin/moor", "code"),
        ("moor()", "code"),
        ("--moor", "code"),
    ],
)
def test_a_comment_stays_with_the_code_below_it(line: str, kind: str) -> None:
    code = f"a()\nb()\n\n{line}\nc()\nd()\ne()"
    assert COSTS[kind] in costs(f"Words.\n\n```text\n{code}\n```")
    assert (kind == "comment") == (COSTS["comment"] in costs(f"Words.\n\n```text\n{code}\n```"))


# ── options ──


def options(count: int) -> Choice:
    return Choice(
        tuple(f"Number {n}:\n\n```python\nfor step in range({n}):\n    print(step)\n```" for n in range(count)), ()
    )


def between(atoms: Sequence[Atom], cost: float) -> int:
    return sum(atom.cost == cost for atom in atoms)


@pytest.mark.parametrize(("count", "breaks"), [(2, 0), (3, 0), (4, 1), (6, 3)])
def test_two_options_at_least_stand_on_either_side_of_a_break(count: int, breaks: int) -> None:
    atoms = laid_out(Card("Which?", "Neither.", HERE, kind=options(count))).atoms
    assert between(atoms, COSTS["option"]) == breaks
    assert between(atoms, COSTS["lead-in"]) == 0  # a label and its block


def test_a_long_option_is_broken_within_only_where_nothing_else_is_left() -> None:
    long = "Program:\n\n```python\n" + "\n\n".join(f"x = {n}\ny = x\nz = y" for n in range(9)) + "\n```"
    atoms = laid_out(Card("Which?", "Both.", HERE, kind=Choice((long, long), ()))).atoms
    assert between(atoms, COSTS["gap"]) == 0
    assert between(atoms, COSTS["in an option"]) > 4


# ── heads ──


def test_a_head_stays_with_its_introduction_and_this_with_the_first_card() -> None:
    text = laid_out(Note("", "What boats are.", HERE, ("Boats",)), Card("Why?", "So.", HERE, section=("Boats",)))
    assert [text.atoms[0].cost, text.atoms[1].cost, text.atoms[2].cost] == [0, NEVER, COSTS["introduction"]]
    assert COSTS["introduction"] > COSTS["diagram"]


# ── names ──


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Top Boat Interview Questions (Updated for 2026)", "Boat"),
        ("Boats (CKA 2024)", "Boats (CKA)"),
        ("Boats (part 1: basics)", "Boats"),
        ("A long name of many boats and harbours (with words)", "A long name of many boats and harbours…"),
        ("Boats (sail)", "Boats (sail)"),
        ("list[int] in boats", "list[int] in boats"),
        ("a) first", "a) first"),
        ("(Only) boats", "(Only) boats"),
    ],
)
def test_short_names_are_not_torn_inside_brackets(title: str, name: str) -> None:
    assert naming.short(title) == name


def test_a_running_head_is_not_torn_inside_brackets() -> None:
    section = ("Boats and harbours " * 5 + "(with very many words)",)
    head, _ = running_head([Unit("", "", section, Card("Why?", "So.", HERE, section=section))])
    assert head.endswith("harbours …")


@pytest.mark.parametrize(
    "title", ["# 2. Moorings", "1. Moorings", "- moorings", "> moorings", "10) moorings", "``` moorings"]
)
def test_a_title_is_one_line_whatever_it_begins_with(title: str) -> None:
    html = markup.inline_html(titled(title))
    assert not {"<h1", "<ol", "<ul", "<blockquote", "<pre"} & {html[: html.find(">")], html.split(">")[0]}
    assert markup.plain(titled(title)) == title
    cards = (Card("Why?", "So.", HERE, 1, section=(title,)), Note(title, "Words.", HERE, (title,)))
    assert copied(pdf(Document("Boats", "a.md", cards), Layout("sheet", {"columns": 1}))).count(title) == 2


@pytest.mark.parametrize("title", ["1.5 boats", "#boats", "*boats* sail", "boats - sails", "2026"])
def test_other_titles_are_left_as_they_are(title: str) -> None:
    assert titled(title) == title
