"""What is told where a text reads back as other documents than it was written from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from exporter.emitters import canonical
from exporter.model import Card, Choice, Cloze, Document, Item, Level, Location, Note
from exporter.pipeline import readback
from tests.test_cli import run

Folder = Callable[..., Path]


def at(line: int) -> Location:
    return Location("tea.md", line)


LID = Card("Why a lid?", "It keeps\nthe heat.", at(3), 1, Level.BEGINNER, ("Pots",), ("pot", "lid"), id="lid")
OOLONG = Card("What is oolong?", "Tea.", at(7))
SHOP = Note("Shops", "At the corner.", at(9))
TEA = Document("Tea", "tea.md", (LID, OOLONG, SHOP), ("hot",), {"year": "2026"})


def told(*after: Document) -> list[str]:
    return list(map(str, readback.mismatches((TEA,), after)))


def with_items(*items: Item) -> Document:
    return replace(TEA, items=items)


def test_places_make_no_difference() -> None:
    items = tuple(replace(item, where=Location("other.md", 80)) for item in TEA.items)
    assert told(replace(TEA, source="other.md", items=items)) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {"question": "Why a lid at all?"},
            "tea.md:3: question of the card “Why a lid?”: Why a [-lid?-] {+lid at all?+}",
        ),
        ({"answer": "It keeps the\nheat."}, r"answer of the card “Why a lid?”: 'It keeps\nthe heat.' would become"),
        ({"kind": Cloze()}, "kind of the card “Why a lid?”: [-basic-] {+cloze+}"),
        ({"kind": Choice(("a", "b"), (1,))}, "[-basic-] {+- [ ] a - [x] b+}"),
        ({"number": None}, "number of the card “Why a lid?”: [-1-]"),
        ({"level": None}, "level of the card “Why a lid?”: [-beginner-]"),
        ({"section": ("Pots", "Lids")}, "section of the card “Why a lid?”: [-Pots-] {+Pots, Lids+}"),
        ({"tags": ("pot, lid",)}, 'tags of the card “Why a lid?”: [-pot, lid-] {+"pot, lid"+}'),
        ({"id": None}, "id of the card “Why a lid?”: [-lid-]"),
    ],
)
def test_every_field_of_a_card(change: dict[str, object], said: str) -> None:
    (line,) = told(with_items(replace(LID, **change), OOLONG, SHOP))  # type: ignore[arg-type]
    assert line.startswith("tea.md:3: ")
    assert said in line


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (with_items(LID, SHOP), ["tea.md:7: the card “What is oolong?”: would be lost"]),
        (with_items(LID, OOLONG, LID, SHOP), ["tea.md:7: the card “Why a lid?”: would be added"]),
        (with_items(LID, OOLONG), ["tea.md:9: the note “Shops”: would be lost"]),
        (
            with_items(LID, OOLONG, replace(OOLONG, question="Shops")),
            ["tea.md:9: the note “Shops”: would become the card “Shops”"],
        ),
        (with_items(LID, OOLONG, replace(SHOP, text="At")), ["tea.md:9: text of the note “Shops”: At [-the corner.-]"]),
        (replace(TEA, title="Teas"), ["tea.md:1: title of the document: [-Tea-] {+Teas+}"]),
        (replace(TEA, tags=()), ["tea.md:1: tags of the document: [-hot-]"]),
        (replace(TEA, meta={}), ["tea.md:1: meta of the document: [-{'year': '2026'}-] {+{}+}"]),
    ],
)
def test_documents(after: Document, said: list[str]) -> None:
    assert told(after) == said


def test_whole_documents() -> None:
    assert told() == ["tea.md:1: the document “Tea” with 2 cards: would be lost"]
    assert told(TEA, replace(TEA, title="More")) == ["tea.md:1: the document “More” with 2 cards: would be added"]


def test_what_a_text_swallowed_is_lost() -> None:
    first, *rest = told(with_items(replace(LID, answer="It keeps\nthe heat.\n\n### Q: What is oolong?\n\nTea."), SHOP))
    assert first.endswith("keeps the heat. {+### Q: What is oolong? Tea.+}")
    assert rest == ["tea.md:7: the card “What is oolong?”: would be lost"]


def test_long_texts_are_cut() -> None:
    long = replace(LID, question="Why " * 200, answer="word " * 900)
    before, after = with_items(long), with_items(replace(long, answer="other " * 900))
    (line,) = map(str, readback.mismatches((before,), (after,)))
    assert len(line) < 500


def test_markdown_that_reads_otherwise_is_not_written(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    source = folder(tea__md="# Tea\n\n## Q: Why a lid?\n\nHeat.\n\n## Q: How hot?\n\nVery.\n")
    arguments = ("build", source, "--out", source / "dist", "--only", "markdown,csv", "--jobs", "1")
    assert run(*arguments).exit_code == 0
    old = (source / "dist/markdown/tea.md").read_bytes()
    (source / "tea.md").write_text("# Tea\n\n## Q: Why a lid?\n\nHeat!\n\n## Q: How hot?\n\nVery.\n", encoding="utf-8")
    write = canonical.write
    monkeypatch.setattr(canonical, "write", lambda documents: write([with_first_item(documents[0])]))
    made = run(*arguments)
    assert made.exit_code == 4
    assert "markdown/tea.md: would not read back as the cards of its document" in made.stderr
    assert "tea.md:7: the card “How hot?”: would be lost" in made.stderr
    assert (source / "dist/markdown/tea.md").read_bytes() == old
    assert "Heat!" in (source / "dist/csv/tea.csv").read_text(encoding="utf-8-sig")


def with_first_item(document: Document) -> Document:
    return replace(document, items=document.items[:1])


def test_large_documents_are_compared_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readback, "_MOST", 4)
    assert told(with_items(LID, replace(OOLONG, answer="Leaves."), SHOP)) == [
        "tea.md:7: answer of the card “What is oolong?”: [-Tea.-] {+Leaves.+}"
    ]
