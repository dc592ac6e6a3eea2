"""What people change in Anki, or in a document between two imports, and what an import does: the README's table."""

from __future__ import annotations

import time

import pytest
from anki.cards import Card, CardId
from anki.consts import QUEUE_TYPE_SUSPENDED
from anki.decks import DeckId
from anki.notes import NoteId

from tests.collection import Counts
from tests.studied import CARDS, SEA, World
from tests.test_cli import run


def edited(world: World, old: str = "25 minutes", new: str = "26 minutes") -> str:
    """Changes words of the document; returns what the build says."""
    text = (world.folder / "sea.md").read_text(encoding="utf-8")
    assert old in text
    world.write(text.replace(old, new))
    return world.build()


def card(world: World, words: str) -> Card:
    return world.note(words).cards()[0]


def deck_of(world: World, number: CardId) -> str:
    return world.collection.decks.name(world.collection.get_card(number).did)


def move(world: World, number: CardId, name: str) -> None:
    world.collection.set_deck([number], world.collection.decks.id(name) or DeckId(0))


# ── cards ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_reviews_flags_and_suspended_cards_stay(world: World) -> None:
    answered = card(world, "high tide")
    answered.start_timer()
    world.collection.sched.answerCard(answered, 3)
    world.collection.set_user_flag_for_cards(2, [answered.id])
    world.collection.sched.suspend_cards([answered.id])
    before = world.collection.get_card(answered.id)
    edited(world)
    assert world.take().updated == 1
    after = world.collection.get_card(answered.id)
    assert "26 minutes" in after.note()["Answer"]
    assert (after.ivl, after.reps, after.due, after.user_flag()) == (before.ivl, before.reps, before.due, 2)
    assert after.queue == QUEUE_TYPE_SUSPENDED
    assert len(world.collection.card_stats_data(after.id).revlog) == 1


def test_a_card_that_somebody_moved_stays_where_it_is(world: World) -> None:
    moved = card(world, "high tide").id
    move(world, moved, "For the exam")
    edited(world)
    world.take()
    assert deck_of(world, moved) == "For the exam"
    assert deck_of(world, card(world, "causes the tides").id) == "Sea"


def test_a_renamed_deck_is_founded_again_for_new_cards_alone(world: World) -> None:
    known = card(world, "high tide").id
    world.collection.decks.rename(world.collection.decks.id("Sea") or DeckId(0), "Ocean")
    edited(world, "## Shore", "### Q: What is a wave?\n\nWater that goes up and down.\n\n## Shore")
    assert world.take().new == 1
    assert deck_of(world, known) == "Ocean"
    assert deck_of(world, card(world, "goes up and down").id) == "Sea"


def test_options_of_a_deck_stay(world: World) -> None:
    group = world.collection.decks.add_config_returning_id("slow")
    sea = world.collection.decks.by_name("Sea")
    assert sea
    world.collection.decks.set_config_id_for_deck_dict(sea, group)
    edited(world)
    world.take()
    sea = world.collection.decks.by_name("Sea")
    assert sea
    assert sea["conf"] == group


# ── notes ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_own_words_stay_until_the_document_changes_its_own(world: World) -> None:
    world.build("--set", "anki.root_tag=other")
    world.take()
    assert world.is_kept()
    world.write(SEA.replace("rocks into grains.", "rocks into fine grains."))
    world.build("--set", "anki.root_tag=other")
    assert world.take().updated == 1
    assert "fine grains" in world.note("makes sand")["Answer"]


def test_a_note_that_anki_touched_after_the_build_is_skipped_until_it_is_sent_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tagged between build and import, as Anki itself tags leeches: only `--resend` reaches it."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(time.time()) - 50))
    world.write(SEA.replace("25 minutes", "26 minutes"))
    assert run("build", world.folder, "--out", world.dist, "--only", "anki").exit_code == 0
    leech = world.note("high tide")
    leech.tags.append("leech")
    world.collection.update_note(leech)
    assert world.take().updated == 0
    world.hours = 0
    said = world.build("--resend", "--ids", leech["CardId"], "--yes")
    assert "sent again" in said.lower()
    assert world.take().updated == 1
    assert "26 minutes" in world.note("high tide")["Answer"]


def test_a_note_of_another_type_is_left_alone(world: World) -> None:
    """Whoever changes the type of a note in Anki has it for himself: each import says conflicting."""
    note = world.note("high tide")
    basic = world.collection.models.by_name("Basic")
    assert basic
    old = note.note_type()
    assert old
    request = world.collection.models.change_notetype_info(old_notetype_id=old["id"], new_notetype_id=basic["id"]).input
    request.note_ids.append(note.id)
    world.collection.models.change_notetype_of_notes(request)
    edited(world)
    assert world.take() == Counts(0, 0, CARDS - 1, 1)
    assert "25 minutes" in world.note("high tide").joined_fields()


def test_a_deleted_note_comes_back(world: World) -> None:
    world.collection.remove_notes([world.note("high tide").id])
    world.build()
    assert world.take() == Counts(1, 0, CARDS - 1, 0)
    assert card(world, "high tide").reps == 0


def test_a_deleted_note_stays_away_once_its_card_is_gone(world: World) -> None:
    gone: NoteId = world.note("high tide").id
    world.collection.remove_notes([gone])
    edited(world, "### Q2: How often is high tide?\n\nEvery 12 hours and 25 minutes.\n", "")
    assert world.take().new == 0


# ── note types ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_style_changed_in_anki_stays_until_ours_changes(world: World) -> None:
    def style() -> str:
        world.collection.models._clear_cache()
        found = world.collection.models.by_name("exporter Q&A")
        assert found
        return str(found["css"])

    model = world.collection.models.by_name("exporter Q&A")
    assert model
    model["css"] += "\n.question { color: plum }"
    world.collection.models.update_dict(model)
    edited(world)
    world.take()
    assert "plum" in style()
    (world.folder / "own.css").write_text(".question { color: teal }\n", encoding="utf-8")
    world.build("--set", "anki.style=own.css")
    world.take()
    assert "plum" not in style()
    assert "teal" in style()


def test_a_field_of_ones_own_takes_updates_where_note_types_are_merged(world: World) -> None:
    model = world.collection.models.by_name("exporter Q&A")
    assert model
    world.collection.models.add_field(model, world.collection.models.new_field("Mnemonic"))
    world.collection.models.update_dict(model)
    note = world.note("high tide")
    note["Mnemonic"] = "half a day"
    world.collection.update_note(note)
    world.hours = 0
    edited(world)
    assert world.take().conflicting > 0
    world.build("--resend", "all", "--yes")
    assert world.take(merge=True).conflicting == 0
    world.build("--resend", "all", "--yes")
    counts = world.take(merge=True)
    assert counts.conflicting == 0
    note = world.note("high tide")
    assert "26 minutes" in note["Answer"]
    assert note["Mnemonic"] == ""  # a note is replaced with all of its fields
    assert {each.name for each in world.collection.models.all_names_and_ids() if "exporter" in each.name} == {
        "exporter Q&A",
        "exporter Cloze",
    }
