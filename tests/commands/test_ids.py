"""The ids of `parse --json` and `exporter.read`: those of the ledger, or those that a build gives."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import exporter
from tests.conftest import SHARED
from tests.test_cli import run

Folder = Callable[..., Path]
TEXT = """\
# Tea

### Q1: Why?

So.

### Q2: How hot?
<!-- id: heat -->

80 °C.

### Q3: How long?

### Q4: Why?

No.

### Q5: Why?
"""


def cards(*arguments: object) -> dict[int, dict[str, Any]]:
    result = run("parse", "--json", *arguments)
    found = json.loads(result.stdout)
    return {card["line"]: card for document in found["documents"] for card in document["cards"]}


def keys(source: Path, lock: Path | None = None) -> dict[int, str]:
    """The keys that a build gives to answered cards, by line."""
    made = exporter.build(source, out=source.parent / "out", only="csv", lock=lock)
    return {change.card.where.line: change.entry.key for change in made.changes if change.card}


def test_they_are_what_a_build_gives_and_then_known(folder: Folder) -> None:
    source = folder(tea__md=TEXT)
    before = cards(source)
    assert len({card["id"] for card in before.values()}) == 5
    assert not any(card["known"] for card in before.values())
    assert {line: card["own_id"] for line, card in before.items() if card["own_id"]} == {7: "heat"}
    made = keys(source)
    assert made == {line: card["id"] for line, card in before.items() if card["answer"]}
    after = cards(source)
    assert {line: card["id"] for line, card in after.items()} == {line: card["id"] for line, card in before.items()}
    assert {line for line, card in after.items() if card["known"]} == made.keys()


def test_a_reworded_card_keeps_its_id(folder: Folder) -> None:
    source = folder(tea__md=TEXT)
    made = keys(source)
    (source / "tea.md").write_text(TEXT.replace("How hot?", "How warm is it?"), encoding="utf-8")
    assert (cards(source)[7]["id"], cards(source)[7]["known"]) == (made[7], True)


def test_a_card_that_lost_its_answer_keeps_its_id(folder: Folder) -> None:
    source = folder(tea__md=TEXT)
    made = keys(source)
    (source / "tea.md").write_text(TEXT.replace("80 °C.\n", ""), encoding="utf-8")
    assert (cards(source)[7]["id"], cards(source)[7]["known"]) == (made[7], True)
    keys(source)
    assert (cards(source)[7]["id"], cards(source)[7]["known"]) == (made[7], True)


def test_an_unanswered_card_takes_no_id_of_another(folder: Folder) -> None:
    source = folder(tea__md="# Tea\n\n### Q1: Why?\n\nSo.\n")
    made = keys(source)
    (source / "tea.md").write_text("# Tea\n\n### Q1: Why?\n\n### Q2: Why?\n\nSo.\n", encoding="utf-8")
    found = cards(source)
    assert (found[5]["id"], found[5]["known"]) == (made[3], True)
    assert (found[3]["id"] != made[3], found[3]["known"]) == (True, False)


def test_one_document_of_a_folder_has_the_ids_of_its_ledger(folder: Folder) -> None:
    source = folder(tea__md=TEXT, cake__md=TEXT.replace("Tea", "Cake").replace("?", " then?"))
    keys(source)
    whole = {(card["path"], card["line"]): card["id"] for card in _all(source)}
    alone = {(card["path"], card["line"]): card["id"] for card in _all(source / "tea.md", source / "cake.md")}
    assert alone == whole


def _all(*paths: Path) -> Iterator[dict[str, Any]]:
    found = json.loads(run("parse", "--json", *paths).stdout)
    for document in found["documents"]:
        yield from document["cards"]


def test_a_ledger_elsewhere(folder: Folder, tmp_path: Path) -> None:
    source, lock = folder(tea__md=TEXT), tmp_path / "elsewhere" / "my.lock"
    lock.parent.mkdir()
    (source / "tea.md").write_text(TEXT.replace("How hot?", "How hot is the water in the pot?"), encoding="utf-8")
    made = keys(source, lock)
    (source / "tea.md").write_text(TEXT.replace("How hot?", "How hot is water in the pot?"), encoding="utf-8")
    found = cards(source, "--lock", lock)
    assert {line: card["id"] for line, card in found.items() if card["known"]} == made
    assert not any(card["known"] for card in cards(source).values())
    assert exporter.read(source, lock=lock).ids == exporter.read(source / "tea.md", lock=lock).ids


def test_a_damaged_ledger_ends_what_needs_it(folder: Folder) -> None:
    source = folder(tea__md=TEXT, cards__lock="<<<<<<< HEAD\n")
    assert run("parse", "--json", source).exit_code == 3
    assert run("parse", source).exit_code == 0


@pytest.mark.parametrize("state", ["seeds", "source"])
def test_real_documents_have_the_ids_of_what_people_have(
    state: str, upgrade: Callable[[str], tuple[Path, Path]], tmp_path: Path
) -> None:
    documents, home = upgrade(state)
    lock = tmp_path / "cards.lock"
    lock.write_bytes((home / "cards.lock").read_bytes())
    found = exporter.read(documents, lock=lock)
    report = exporter.build(documents, out=tmp_path / "dist", only="csv", lock=lock)
    roots = report.roots
    built = {
        (roots[change.card.where.path], change.card.where.line): change.entry.key
        for change in report.changes
        if change.card
    }
    read = {(card.where.path, card.where.line): name.key for card, name in found.ids.items() if card.answer.strip()}
    assert read == built
    assert sum(name.known for name in found.ids.values()) > 100
    assert SHARED.is_dir()
