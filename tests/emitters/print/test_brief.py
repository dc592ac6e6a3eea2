"""Answers in brief: what is kept of them, block by block, and in the outputs."""

from __future__ import annotations

import re
from io import BytesIO

import pytest

from exporter.emitters.print import flashcards, quiz, quiz_key, sheet
from exporter.emitters.print.brief import _lines as lines_of
from exporter.emitters.print.brief import for_paper, in_steps, shorten
from exporter.model import Card, Choice, Cloze, Document, Location, Note
from tests.emitters.print.test_sheet import Printed, edition
from tests.tools import needs

TABLE = "| a | b |\n|---|---|\n| 1 | 2 |"
DRAWING = "```text\n┌───┐\n│ a │\n└───┘\n```"
TALL = "```text\n" + "│ a │\n" * 7 + "```"
SIX = "```python\n1\n2\n3\n4\n5\n6\n```"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "One sentence.",
        f"One.\n\n{TABLE}",
        TABLE,
        SIX,
        f"One.\n\n{SIX}",
        DRAWING,
        "- one\n- two",
        "1) one\n2) two",
        "> [!TIP]\n> One.",
        "> One.",
        "![a picture](a.png)",
        "<details>x</details>",
        "\\[\nx^2. Y\n\\]",
        "Run this:\n\n```sh\nrun\n```",
        "See [it][1].\n\n[1]: https://example.org",
    ],
)
def test_what_is_brief_stays(text: str) -> None:
    assert shorten(text) == text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("One. Two.\n\nThree.", "One."),
        (f"One. Two.\n\nThree.\n\n{TABLE}\n\nFour.", f"One.\n\n{TABLE}"),
        (f"{TABLE}\n\nOne. Two.", f"{TABLE}\n\nOne."),
        (f"One.\n\n- a list\n\n{SIX}\n\n```sh\nmore\n```", f"One.\n\n{SIX}"),
        ("```\n1\n2\n```\n\n```\n3\n4\n5\n6\n7\n```\n\n```\n8\n```", "```\n1\n2\n```\n\n```\n8\n```"),
        ("```sh\n1\n2\n3\n4\n\n6\n7\n```", "```sh\n1\n2\n3\n4\n…\n```"),
        (f"One.\n\n{TALL}\n\n{DRAWING}", f"One.\n\n{DRAWING}"),
        ("One:\n\n- an a. B\n- c\n\nTwo.", "One:\n\n- an a.\n- c"),
        ("**Two kinds**:\n\n1. One kind. B\n2. C\n\nTwo.", "**Two kinds**:\n\n1. One kind.\n2. C"),
        ("There are two ways\n\n- one. x\n- two\n\nThree.", "There are two ways\n\n- one. x\n- two"),
        ("One thing.\n\n- a list\n- of more", "One thing."),
        ("There are two ways\n\nOne. Two.\n\n- a list", "There are two ways"),
        ("Yes\n\nIt rests. It rises.\n\nIt sinks.", "Yes\n\nIt rests."),
        ("Yes, it is.\n\nIt rests. It rises.", "Yes, it is.\n\nIt rests."),
        ("**The oven**\n\nIt glows. It burns.\n\nIt cools.", "**The oven**\n\nIt glows."),
        ("**The oven**\n\n- a\n\n**The peel**\n\n- b", "**The oven**\n\n- a"),
        ("**The oven glows.**\n\nIt burns.", "**The oven glows.**"),
        ("**The oven** and **the peel**\n\nIt burns.", "**The oven** and **the peel**"),
        ("One:\n\nTwo. Three.\n\nFour.", "One:\n\nTwo."),
        ("- An a. B\n  C\n- d\n  e\n\n  f\n  - g\n\nH.", "- An a.\n- d\n  e"),
        ("\n".join(f"{n}. x" for n in range(1, 12)), "\n".join([*(f"{n}. x" for n in range(1, 8)), "8. …"])),
        ("> [!TIP]\n> One. Two.\n> Three.\n\nFour.", "> [!TIP]\n> One."),
        ("One.\n\n> [!TIP]\n> Two.", "One."),
        ("> - one\n> - two. Three\n>\n> four", "> - one\n> - two."),
        ("### Head\n\nOne. Two.\n\n### Another\n\nThree.", "One."),
        ("### Pro\n\n- a\n\n### Con\n\n- b", "### Pro\n\n- a"),
        (f"One.\n\n### Head\n\n{TABLE}", f"One.\n\n### Head\n\n{TABLE}"),
        ("![a](a.png)\n\nOne. Two.", "One."),
        ("\\[x^2. Y\\]\n\nOne. Two.\n\n\\[x^2\\]", "\\[x^2. Y\\]\n\nOne."),
        ("One:\n\n\\[x^2. Y\\]\n\nTwo.", "One:\n\n\\[x^2. Y\\]"),
        ("---\n\nOne. Two.", "One."),
        ("See [it][a]. Two.\n\n[a]: https://example.org 'T'", "See [it][a].\n\n[a]: https://example.org 'T'"),
        ("    code\n\nOne. Two.", "```\ncode\n```\n\nOne."),
        ("```sh\nopen", "```sh\nopen\n```"),
    ],
)
def test_what_is_kept(text: str, kept: str) -> None:
    assert shorten(text) == kept
    assert shorten(kept) == kept


def test_quotes_in_quotes_end_somewhere() -> None:
    assert shorten(f"{'> ' * 2_000}One. Two.").startswith("> > > ")


def where(line: int) -> Location:
    return Location("oven.md", line)


OVEN = Document(
    "Oven",
    "oven.md",
    (
        Note("", "An introduction that goes.", where(1), ("Heat",)),
        Card("How hot?", "As hot as firstx. It glows secondx.", where(2), 1),
        Card("Where?", "In the stonex. Not wallx.", where(3), 2, kind=Choice(("rackx", "hearthx"), (1,))),
        Card("Open?", "Guess. It is untoldx.", where(4), 3, kind=Choice(("yesx", "nox"), ())),
        Card("[…] keeps.", "Stone ==storesx== it. So it keepsx.", where(5), 4, kind=Cloze()),
        Note("Tools", f"A peelx. A brushx.\n\n{TABLE.replace('1', 'cellx')}", where(6)),
    ),
)


def printed(module: object, *, brief: bool) -> list[str]:
    out = BytesIO()
    said = module.emit(edition(OVEN, brief=brief), out)  # type: ignore[attr-defined]
    assert list(getattr(said, "problems", said)) == []  # an emitter that remembers says more than its problems
    made = Printed.__new__(Printed)
    made.data = out.getvalue()
    return re.findall(r"\b[a-z]+x\b", made.text("-raw"))


@needs("pdf", "poppler")
def test_a_sheet_in_brief() -> None:
    assert printed(sheet, brief=True) == [
        "firstx",
        "hearthx",
        "stonex",
        "yesx",
        "nox",
        "storesx",
        "keepsx",
        "peelx",
        "cellx",
    ]


@needs("pdf", "poppler")
def test_a_sheet_in_full() -> None:
    assert {"secondx", "wallx", "rackx", "untoldx", "brushx"} <= set(printed(sheet, brief=False))


@needs("pdf", "poppler")
@pytest.mark.parametrize("modules", [[flashcards], [quiz, quiz_key]])
def test_what_asks_keeps_its_options(modules: list[object]) -> None:
    words = [word for module in modules for word in printed(module, brief=True)]
    assert {"rackx", "firstx", "stonex", "storesx", "keepsx"} <= set(words)
    assert {"secondx", "wallx"}.isdisjoint(words)


def test_a_document_in_brief_has_half_its_lines() -> None:
    code = "```python\n" + "bake()\n" * 9 + "```"
    answer = f"Hot. It glows.\n\n{code}\n\n{TABLE}\n\nMore.\n\nAnd more of it, in many words."
    cards = tuple(Card(f"How hot is it {n}?", answer, where(n)) for n in range(1, 19))
    made = document_in_brief(Document("Oven", "oven.md", cards))
    assert lines_of(made.items) <= 0.44 * lines_of(cards)
    assert all(card.answer.startswith("Hot.") for card in made.cards)


def test_what_is_short_already_stays() -> None:
    cards = tuple(Card(f"How hot is it {n}?", "Hot.", where(n)) for n in range(1, 9))
    assert document_in_brief(Document("Oven", "oven.md", cards)).items == cards


def test_each_step_is_briefer_than_the_one_before_and_keeps_every_card() -> None:
    code = "```python\n" + "bake()\n" * 9 + "```"
    items = [f"{n}. step {n} of it" for n in range(1, 9)]
    answer = "\n".join(items) + f"\n\n{code}\n\n{TABLE}\n\nAnd more." + " It is so." * 200
    cards = tuple(Card(f"How {n}?", answer, where(n)) for n in range(1, 30))
    steps = [made.documents[0].items for made in in_steps(edition(Document("Oven", "oven.md", cards), brief=True))]
    assert len(steps) > 1
    lines = [lines_of(items) for items in steps]
    assert lines == sorted(lines, reverse=True)
    assert len({*lines}) == len(lines)
    assert {len(items) for items in steps} == {len(cards)}


def document_in_brief(document: Document) -> Document:
    return for_paper(edition(document, brief=True), asks=False).documents[0]
