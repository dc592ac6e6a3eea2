"""Packages of several ledgers on several devices, which sync: a card's id stands for one fact, whatever comes first."""

from __future__ import annotations

from pathlib import Path

from anki.cards import CardId
from anki.collection import Collection

from tests.collection import take
from tests.syncing import devices
from tests.test_cli import run

SIZE = 150


def built(folder: Path, topic: str, dist: Path) -> Path:
    """A package of a ledger of its own: questions, multiple choice, and clozes with gaps put in later."""
    folder.mkdir(exist_ok=True)
    texts = [
        f"### Q: What is the {topic} number {n}?\n\nIt is {n * n}.\n\n"
        f"### C:\n\nThe {topic} ==square of {n}== lies =={n} steps== from here.\n"
        for n in range(SIZE)
    ]
    (folder / "a.md").write_text(f"# {topic}\n<!-- canonical -->\n\n" + "\n".join(texts), encoding="utf-8")
    assert run("build", folder, "--out", dist, "--only", "anki").exit_code == 0
    return dist / "anki" / "all-decks.apkg"


def facts(collection: Collection) -> dict[CardId, tuple[str, int]]:
    """The text under each card, and which of the note's cards it is."""
    found = map(collection.get_card, collection.find_cards("note:exporter*"))
    return {card.id: (card.note().fields[0], card.ord) for card in found}


def test_two_ledgers_two_devices_and_the_opposite_order(tmp_path: Path) -> None:
    packages = [built(tmp_path / name, name, tmp_path / f"{name}-dist") for name in ("harbor", "desert")]
    with devices(tmp_path, ("computer", "phone")) as (computer, phone):
        for device, order in ((computer, packages), (phone, packages[::-1])):
            for package in order:
                assert take(device.collection, package).conflicting == 0
        one, other = facts(computer.collection), facts(phone.collection)
        assert len(one) == 2 * 3 * SIZE
        assert one == other
        for device in (computer, phone, computer):
            device.sync()
        assert facts(computer.collection) == facts(phone.collection) == one


def test_new_notes_were_made_yesterday(tmp_path: Path) -> None:
    package = built(tmp_path / "docs", "harbor", tmp_path / "dist")
    with devices(tmp_path, ("computer",)) as (computer,):
        take(computer.collection, package)
        assert len(computer.collection.find_notes("note:exporter* added:3")) == 2 * SIZE


def test_a_gap_that_is_gone_moves_no_card(tmp_path: Path) -> None:
    """A device that never saw the gap gives the others the same ids as one that did."""
    text = "# Sea\n<!-- canonical -->\n\n### C:\n\nA ==dune== is held by ==grass== and ==roots==.\n"
    packages = []
    for number, each in enumerate((text, text.replace("==grass==", "grass"))):
        folder = tmp_path / "docs"
        folder.mkdir(exist_ok=True)
        (folder / "a.md").write_text(each, encoding="utf-8")
        assert run("build", folder, "--out", tmp_path / str(number), "--only", "anki").exit_code == 0
        packages.append(tmp_path / str(number) / "anki" / "all-decks.apkg")
    with devices(tmp_path, ("computer", "phone")) as (computer, phone):
        take(computer.collection, packages[0])
        take(phone.collection, packages[1])
        cards = [{c: fact[1] for c, fact in facts(each.collection).items()} for each in (computer, phone)]
        assert cards[1].items() < cards[0].items()
        for device in (computer, phone, computer):
            device.sync()
        assert {c: fact[1] for c, fact in facts(phone.collection).items()} == cards[0]
