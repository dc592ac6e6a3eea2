"""A card that changes its kind: its note keeps the type that it was born with, and its reviews."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from anki.cards import CardId
from anki.consts import CARD_TYPE_REV, QUEUE_TYPE_REV

from tests.collection import opened
from tests.studied import SEA, World

ASKED = "### Q3: What makes sand?\n\n"
PLAIN = "Waves grind rocks into grains."
OPTIONS = "- [x] Waves \\(W\\)\n- [ ] Cranes\n\n**Answer:**\n\nThey grind *rocks*."
CHOICE = "- [x] Cork\n- [ ] Chalk\n\n**Answer:**\n\n"


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """A deck that was built and imported."""
    with opened(tmp_path / "collection") as collection:
        made = World(tmp_path / "notes", collection, monkeypatch)
        made.write(SEA)
        made.build()
        made.take()
        yield made


def reviewed(world: World, words: str) -> CardId:
    """Makes the first card of a note a review card; returns its id."""
    card = world.note(words).cards()[0]
    card.queue, card.type = QUEUE_TYPE_REV, CARD_TYPE_REV
    world.collection.update_card(card)
    return card.id


def sides(world: World, card: CardId) -> tuple[str, str]:
    found = world.collection.get_card(card)
    asked, told = (
        re.sub("<style>.*?</style>", "", side, flags=re.DOTALL) for side in (found.question(), found.answer())
    )
    return asked, told


def test_a_question_that_becomes_multiple_choice(world: World) -> None:
    card = reviewed(world, "makes sand")
    world.write(SEA.replace(PLAIN, OPTIONS))
    said = world.build()
    assert "retyped" not in said
    assert "restarted" not in said
    counts = world.take()
    assert (counts.new, counts.conflicting) == (0, 0)
    asked, told = sides(world, card)
    assert '<div class="choices" dir="auto"><ol class="options"' in asked
    assert "They grind" not in asked
    assert "Cranes" in asked
    assert "solved" not in asked
    assert '<div class="choices solved" dir="auto"><ol class="options"' in told
    assert "They grind" in told
    assert '<li class="right">Waves' in told
    assert told.count("Cranes") == 1
    assert world.collection.get_card(card).type == CARD_TYPE_REV
    assert "Nothing would change" in world.run("diff").stdout


def test_and_back(world: World) -> None:
    card = reviewed(world, "makes sand")
    world.write(SEA.replace(PLAIN, OPTIONS))
    world.build()
    world.take()
    world.write(SEA)
    world.build()
    assert world.take().conflicting == 0
    asked, told = sides(world, card)
    assert "options" not in asked
    assert "options" not in told
    assert PLAIN in told


def test_multiple_choice_that_becomes_a_question(world: World) -> None:
    card = reviewed(world, "Which of these floats")
    world.write(SEA.replace(CHOICE, ""))
    world.build()
    counts = world.take()
    assert (counts.new, counts.conflicting) == (0, 0)
    asked, told = sides(world, card)
    assert "choices" not in asked
    assert "choices" not in told
    assert "Which of these floats" in asked
    assert "lighter than water" in told


def test_other_options_of_a_basic_note_are_an_update(world: World) -> None:
    card = reviewed(world, "makes sand")
    world.write(SEA.replace(PLAIN, OPTIONS))
    world.build()
    world.take()
    world.write(SEA.replace(PLAIN, OPTIONS.replace("[x] Waves", "[ ] Waves").replace("[ ] Cranes", "[x] Cranes")))
    world.build()
    assert world.report()["sent"]["all"] == 1
    world.take()
    assert '<li class="right">Cranes' in sides(world, card)[1]


def test_the_preview_shows_formulas_in_options_of_a_basic_note(world: World) -> None:
    world.write(SEA.replace(PLAIN, OPTIONS))
    assert world.run("build", "--only", "preview,csv,anki-csv").exit_code == 0
    page = (world.dist / "index.html").read_text(encoding="utf-8")
    assert '"Extra1":' in page
    assert "\\\\(W" not in page


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (ASKED + PLAIN, "### C3:\n\nSand is made by ==waves== that grind rocks into grains."),
        ("### C5:\n\nA dune is held by ==grass==.", "### Q5: What is a dune held by?\n\nA dune is held by grass."),
    ],
)
def test_to_and_from_a_cloze(world: World, old: str, new: str) -> None:
    """Another note is made, and it is said that its reviews begin from zero."""
    assert old in SEA
    world.write(SEA.replace(old, new))
    assert "1 restarted: a cloze before, or a cloze now" in world.run("diff").stdout + world.build()
    counts = world.take()
    assert (counts.new, counts.conflicting) == (1, 0)
    assert len(world.collection.find_notes(world.report()["anki"]["restarted"]["search"])) == 1
    world.write(SEA)
    said = world.build()
    assert "restarted" not in said
    assert world.take().new == 0


def test_a_new_card_beside_a_retired_cloze_is_no_restart(world: World) -> None:
    world.write(SEA.replace("### C5:\n\nA dune is held by ==grass==.", "### Q5: Who sails?\n\nSailors, and the wind."))
    assert "restarted" not in world.build()


def test_an_id_that_the_document_gives_does_not_change_the_kind(world: World) -> None:
    marked = SEA.replace("### Q3: What makes sand?\n", "### Q3: What makes sand?\n<!-- id: sand -->\n")
    world.write(marked)
    world.build()
    world.take()
    for text, new in (
        (marked.replace("### Q3: What makes sand?", "### C3:").replace(PLAIN, "==Waves== make sand."), 1),
        (marked, 0),
    ):
        world.write(text)
        world.build()
        counts = world.take()
        assert (counts.new, counts.conflicting) == (new, 0)
