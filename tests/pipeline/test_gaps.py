"""Gaps of clozes in the real Anki: reviews stay with the words that were hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from anki.consts import CARD_TYPE_REV, QUEUE_TYPE_REV

from tests.collection import opened
from tests.studied import World
from tests.test_cli import run

RIVERS = "# Rivers\n<!-- canonical -->\n\n### C:\n\n==Lisbon== lies on the ==Tagus==, Porto on the ==Douro==.\n"


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    with opened(tmp_path / "collection") as collection:
        yield World(tmp_path / "notes", collection, monkeypatch)


def build(world: World, text: str, *options: str) -> str:
    world.write(text)
    said = world.build(*options)
    world.take()
    return said


def study(world: World) -> None:
    """Gives each card an interval of ten days times its number."""
    for found in world.collection.find_cards(""):
        card = world.collection.get_card(found)
        card.type, card.queue, card.ivl = CARD_TYPE_REV, QUEUE_TYPE_REV, 10 * (card.ord + 1)
        world.collection.update_card(card)


def intervals(world: World) -> dict[str, int]:
    """The interval of each card, by the words that it hides."""
    found = {}
    for each in world.collection.find_cards(""):
        card = world.collection.get_card(each)
        hidden = re.findall(rf"\{{\{{c{card.ord + 1}::(.*?)(?:::.*?)?\}}\}}", card.note().fields[0])
        found[" + ".join(hidden)] = card.ivl
    return found


def test_a_gap_before_others_takes_no_reviews(world: World) -> None:
    build(world, RIVERS)
    study(world)
    build(world, RIVERS.replace("Porto", "==Porto==").replace("==Lisbon==", "==Lisboa== or ==Lisbon=="))
    assert intervals(world) == {"Lisbon": 10, "Tagus": 20, "Douro": 30, "Lisboa": 0, "Porto": 0}


def test_a_ledger_without_gaps_keeps_the_order(world: World) -> None:
    """As versions wrote it that numbered gaps by their order."""
    build(world, RIVERS)
    study(world)
    lock = world.folder / "cards.lock"
    lock.write_text(re.sub(r', "gaps": \[.*?\]', "", lock.read_text()))
    assert '"gaps"' not in lock.read_text()
    build(
        world,
        RIVERS.replace("# Rivers\n", "# Rivers\n\n")
        .replace("==Lisbon==", "The city of ==Lisbon==")
        .replace("Porto", "==Porto=="),
    )
    assert intervals(world) == {"Lisbon": 10, "Tagus": 20, "Douro": 30, "Porto": 0}


def test_a_gap_that_is_gone_is_told(world: World) -> None:
    build(world, RIVERS)
    study(world)
    said = build(world, RIVERS.replace("==Tagus==", "Tagus"))
    assert "1 emptied: their gaps are gone" in said
    assert len(world.collection.find_cards(world.report()["anki"]["emptied"]["search"])) == 1
    assert intervals(world) == {"Lisbon": 10, "": 20, "Douro": 30}
    assert "emptied" not in build(world, RIVERS)
    assert intervals(world) == {"Lisbon": 10, "Tagus": 20, "Douro": 30}


def test_numbers_and_hints_of_the_document(world: World) -> None:
    text = "{{c2::Lisbon::a city}} lies on the {{c1::Tagus::a river}}, Porto on the {{c1::\\(D_{o}\\)}}."
    build(world, RIVERS.partition("==Lisbon")[0] + text + "\n")
    study(world)
    assert intervals(world) == {"Tagus + \\(D_{o}\\)": 10, "Lisbon": 20}
    note = world.collection.get_note(world.collection.find_notes("")[0])
    (first,) = (card for card in note.cards() if card.ord == 0)
    assert "[a river]" in first.question()
    assert "[a city]" not in first.question()
    (world.folder / "rivers.md").unlink(missing_ok=True)
    assert world.run("build", "--only", "markdown,preview,sheet").exit_code == 0
    made = (world.dist / "markdown" / "rivers.md").read_text()
    assert text in made
    page = (world.dist / "index.html").read_text()
    assert "{{c2::Lisbon::a city}}" in page


def test_an_export_that_was_not_edited_pulls_nothing(world: World, tmp_path: Path) -> None:
    text = "{{c2::Lisbon::a city}} lies on the {{c1::Tagus}}."
    build(world, RIVERS.partition("==Lisbon")[0] + text + "\n")
    file = tmp_path / "notes.txt"
    world.collection.export_note_csv(
        out_path=str(file),
        limit=None,
        with_html=True,
        with_tags=True,
        with_deck=True,
        with_notetype=True,
        with_guid=True,
    )
    done = run("pull", file, world.folder, "--out", world.dist)
    assert (done.exit_code, done.stdout) == (0, "")


def test_a_cloze_that_hides_nothing_is_an_error(world: World) -> None:
    world.write(RIVERS + "\n### C:\n\nThe Ebro is no `==gap==`.\n")
    done = world.run("build", "--only", "anki")
    assert done.exit_code == 1
    assert "sea.md:8: error [no-gap] the cloze hides nothing" in done.stderr
    assert world.take().new == 1
