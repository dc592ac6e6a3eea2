"""A phone that has not synced: its edits win over a push, and are merged by the next one; its reviews are kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.studied import OLD, SEA, World
from tests.syncing import Device, devices


def pushed(world: World, computer: Device, *options: str) -> int:
    """Pushes into the computer's collection, while Anki is closed there."""
    path = computer.collection.path
    computer.collection.close()
    done = world.run("push", "--collection", path, "--write", *options)
    computer.collection.reopen()
    assert "Traceback" not in done.output
    return done.exit_code


def test_words_of_the_phone_win_and_are_merged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with devices(tmp_path, ("computer", "phone")) as (computer, phone):
        world = World(tmp_path / "docs", computer.collection, monkeypatch)
        world.write(SEA)
        assert pushed(world, computer) == 0
        for device in (computer, phone):
            device.sync()
        there = World(tmp_path / "docs", phone.collection, monkeypatch)
        note = there.note("makes sand")
        note["Question"] += f"<div>{OLD}</div>"
        note.tags.append("exam")
        phone.collection.update_note(note)
        card = phone.collection.sched.getCard()
        assert card
        card.start_timer()
        phone.collection.sched.answerCard(card, 3)

        world.write(SEA.replace("Waves grind rocks", "Waves and ice grind rocks"))
        assert pushed(world, computer) == 0
        assert "and ice" in world.note("makes sand")["Answer"]
        for device in (computer, phone, computer):
            device.sync()
        for each in (world, there):
            assert OLD in each.note("makes sand")["Question"]
            assert "and ice" not in each.note("makes sand")["Answer"]

        assert pushed(world, computer) == 0
        for device in (computer, phone, computer):
            device.sync()
        for each in (world, there):
            assert OLD in each.note("makes sand")["Question"]
            assert "Waves and ice grind rocks" in each.note("makes sand")["Answer"]
            assert each.note("makes sand").has_tag("exam")
            assert each.collection.db
            assert each.collection.db.scalar("select count() from revlog") == 1


def test_a_push_waits_until_the_computer_has_synced_its_reviews(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with devices(tmp_path, ("computer",)) as (computer,):
        world = World(tmp_path / "docs", computer.collection, monkeypatch)
        world.write(SEA)
        assert pushed(world, computer) == 0
        computer.sync()
        card = computer.collection.sched.getCard()
        assert card
        card.start_timer()
        computer.collection.sched.answerCard(card, 3)
        world.write(SEA.replace("Waves grind rocks", "Waves and ice grind rocks"))
        assert pushed(world, computer) == 4
        assert "and ice" not in world.note("makes sand")["Answer"]
        computer.sync()
        assert pushed(world, computer) == 0
        assert "and ice" in world.note("makes sand")["Answer"]


def test_a_gap_that_the_phone_does_not_know_yet_arrives_later_in_its_own_card(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The phone's note wins, with neither the gap nor the base that names it; its card is there, and is its own."""
    with devices(tmp_path, ("computer", "phone")) as (computer, phone):
        world = World(tmp_path / "docs", computer.collection, monkeypatch)
        world.write(SEA)
        assert pushed(world, computer) == 0
        for device in (computer, phone):
            device.sync()
        there = World(tmp_path / "docs", phone.collection, monkeypatch)
        note = there.note("A dune")
        note["Text"] += f"<div>{OLD}</div>"
        phone.collection.update_note(note)
        world.write(SEA.replace("A dune is held by ==grass==.", "A ==dune== is held by ==grass==."))
        assert pushed(world, computer) == 0
        card = world.note("is held by").cards()[1].id
        for device in (computer, phone, computer):
            device.sync()
        assert "c2" not in world.note(OLD)["Text"]
        assert pushed(world, computer) == 1
        assert pushed(world, computer, "--ours") == 0
        assert "{{c2::dune}}" in world.note("is held by")["Text"]
        assert world.note("is held by").cards()[1].id == card
