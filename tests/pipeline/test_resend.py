"""`build --resend`: notes sent again over what was done to them in Anki, and the question before."""

from __future__ import annotations

import json
import shlex
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from click.testing import Result

from exporter.cli import options as options_module
from exporter.cli.options import asked
from exporter.model import Card, Choice
from tests.collection import Counts
from tests.studied import CARDS, SEA, World, newer

if TYPE_CHECKING:
    from pathlib import Path


def ids(world: World, *questions: str) -> str:
    """The ids of the cards that ask this."""
    lines = (world.folder / "cards.lock").read_text(encoding="utf-8").splitlines()
    entries = [json.loads(line) for line in lines if line.startswith('{"key"')]
    return ",".join(e["key"] for e in entries if any(words in e["question"] for words in questions))


def test_all_are_sent_again(world: World) -> None:
    said = world.build("--resend", "all", "--yes")
    assert "Sent again, replacing edits made in Anki: 5 notes." in said
    assert world.take() == Counts(0, CARDS, 0, 0)
    assert not world.collection.find_notes("tag:exam or words")
    assert f"{CARDS} cards: {CARDS} unchanged." in said
    assert world.report()["sent"] == {"all": 0, "untouched": 0, "again": CARDS}
    world.build()
    assert world.take() == Counts(0, 0, CARDS, 0)  # once


def test_again_at_the_same_moment_is_newer_still(world: World) -> None:
    for _ in range(2):
        world.hours = 5
        world.build("--resend", "all", "--yes")
        assert world.take() == Counts(0, CARDS, 0, 0)


@pytest.mark.parametrize(
    ("choice", "updated"),
    [(["--section", "tides"], 2), (["--level", "beginner"], 1), (["--section", "shore", "--level", "beginner"], 0)],
)
def test_those_that_are_chosen(world: World, choice: list[str], updated: int) -> None:
    world.write(SEA.replace("high tide?", "high tide? `beginner`"))
    world.build()
    assert world.take() == Counts(0, 1, CARDS - 1, 0)
    done = world.run("build", "--only", "anki", "--resend", "--yes", *choice)
    assert done.exit_code == (0 if updated else 2)
    assert world.take() == Counts(0, updated, CARDS - updated, 0)


def test_by_id_and_what_else_changed_comes_too(world: World) -> None:
    world.write(SEA.replace("Every 12", "About every 12"))
    world.build("--resend", "--ids", ids(world, "makes sand"), "--yes")
    assert world.take() == Counts(0, 2, 3, 0)
    assert world.note("makes sand")["Answer"] == "<p>Waves grind rocks into grains.</p>"
    assert world.note("causes the tides").has_tag("exam")


def test_new_cards_count_for_nothing(world: World) -> None:
    world.write(SEA + "\n### Q6: What is foam?\n\nBubbles.\n")
    world.build("--resend", "all", "--yes")
    assert world.report()["sent"] == {"all": 0, "untouched": 0, "again": CARDS}
    assert world.take() == Counts(1, CARDS, 0, 0)


def test_retired_notes_get_their_tag_wherever_they_are(world: World) -> None:
    world.write("# Sea\n<!-- canonical -->\n\n### Q9: What is foam?\n\nBubbles.\n")
    world.build()
    world.build("--retire-tag", "--resend", "all", "--yes")
    assert world.take() == Counts(1, CARDS, 0, 0)
    assert len(world.collection.find_notes("tag:qa::retired")) == CARDS


def test_a_look_that_was_changed_in_anki_is_replaced_with_all_notes(world: World) -> None:
    def styled() -> bool:
        world.collection.models._clear_cache()
        model = world.collection.models.by_name("exporter Q&A")
        return model is not None and "teal" in model["css"]

    model = world.collection.models.by_name("exporter Q&A")
    assert model
    model["css"] = ".card { color: teal }"
    world.collection.models.update_dict(model)
    world.build("--resend", "--section", "tides", "--yes")
    world.take()
    assert styled()
    world.build("--resend", "all", "--yes")
    world.take()
    assert not styled()


def test_notes_of_joined_note_types_arrive_by_it(world: World) -> None:
    """“Merge note types” marks every note as changed: what was built before reaches them no more."""
    model = world.collection.models.by_name("exporter Q&A")
    assert model
    world.collection.models.add_field(model, world.collection.models.new_field("Mine"))
    world.collection.models.update_dict(model)
    world.write(SEA.replace("Every 12", "About every 12"))
    world.hours = -50  # the build comes before the import
    world.build()
    assert world.take() == Counts(0, 0, 1, 4)
    assert world.take(merge=True) == Counts(0, 0, CARDS, 0)
    world.hours = 0
    world.build("--resend", "all", "--yes")
    assert world.take(merge=True) == Counts(0, CARDS, 0, 0)
    assert world.note("high tide")["Answer"] == "<p>About every 12 hours and 25 minutes.</p>"


def test_prints_hold_all_cards(world: World) -> None:
    assert world.run("build", "--only", "anki,csv,quiz", "--resend", "--section", "tides", "--yes").exit_code in (0, 4)
    assert world.report()["sent"]["again"] == 2


# ── the question ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--resend", "all"], "--resend asks before it replaces anything, but there is no terminal. Add --yes."),
        (["--resend", "--yes"], "--resend: which cards? Write `--resend all`"),
        (["--resend", "some", "--yes"], "--resend some: expected `all` or nothing."),
        (["--resend", "all", "--section", "tides", "--yes"], "--resend: all cards or the chosen ones?"),
        (["--resend", "--sample", "3", "--yes"], "--resend cannot be combined with --sample"),
        (["--resend", "--section", "nope", "--yes"], "--section nope: "),
        (
            ["--resend", "all", "--only", "csv", "--yes"],
            "--resend sends notes in packages, but --only does not name anki.",
        ),
    ],
)
def test_what_is_not_clear_is_an_error(world: World, options: list[str], said: str) -> None:
    before = (world.folder / "cards.lock").read_bytes()
    done = world.run("build", "--only", "anki", *options)
    assert (done.exit_code, said in done.stderr) == (2, True), done.stderr
    assert (world.folder / "cards.lock").read_bytes() == before


def on_a_terminal(world: World, monkeypatch: pytest.MonkeyPatch, answer: str, *options: str) -> Result:
    monkeypatch.setattr(options_module, "_is_asked", lambda: True)
    return world.run("build", "--only", "anki", *options, input=answer)


def test_the_question_says_what_it_costs(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.hours = 72
    done = on_a_terminal(world, monkeypatch, "y\n", "--resend", "--section", "tides")
    assert done.exit_code == 0, done.stderr
    asked = done.stderr
    assert "2 notes of 1 document (section tides) will be sent again." in asked
    assert "your own words and tags in these notes are lost" in asked
    assert "note:exporter* edited:" in asked
    assert asked.index("exporter pull EXPORT") < asked.index("Send them again? [y/N]")
    assert world.take() == Counts(0, 2, 3, 0)


@pytest.mark.parametrize("answer", ["n\n", "\n", ""])
def test_whoever_does_not_agree_has_changed_nothing(world: World, monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    before = (world.folder / "cards.lock").read_bytes()
    assert on_a_terminal(world, monkeypatch, answer, "--resend", "all").exit_code == 1
    assert (world.folder / "cards.lock").read_bytes() == before
    assert world.take() == Counts(0, 0, CARDS, 0)


def test_nobody_is_asked_where_nothing_is_sent_again(world: World) -> None:
    world.build("--yes")
    assert world.take() == Counts(0, 0, CARDS, 0)


# ── where it is named ────────────────────────────────────────────────────────────────────────────────────────────────


def test_other_right_options_are_told_with_the_command_that_sends_them(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = world.note("these floats")
    note.tags.append("exam")
    world.collection.update_note(note)

    def other(card: Card) -> Card:
        kind = card.kind
        return replace(card, kind=replace(kind, correct=(1,))) if isinstance(kind, Choice) else card

    newer(monkeypatch, other)
    said = world.build(fresh=True)
    assert "1 with other right options: " in said
    found = world.report()["anki"]["right"]
    assert found["search"] in said
    assert found["resend"] in said
    assert world.take() == Counts(0, 0, CARDS, 0)
    assert len(world.collection.find_notes(found["search"])) == 1
    command = shlex.split(found["resend"])
    assert command[:3] == ["exporter", "build", str(world.folder)]
    world.build(*command[command.index("--resend") :], "--yes")
    assert world.take() == Counts(0, 1, CARDS - 1, 0)
    assert '<li class="right">Chalk</li>' in world.note("these floats")["Extra1"]


def test_a_card_that_lost_its_answer_is_told_apart(world: World) -> None:
    world.write(SEA.replace("Waves grind rocks into grains.\n", ""))
    said = world.build()
    assert "1 unanswered: still in the documents, but no answer was found" in said
    assert "retired" not in world.report()["anki"]
    assert world.collection.find_notes(world.report()["anki"]["unanswered"]["search"])


def test_the_command_names_what_the_build_was_given(tmp_path: Path) -> None:
    assert asked(("my notes",)).command == "exporter build 'my notes'"
    given = asked(("a", "b"), tmp_path, lock=tmp_path / "x.lock", overrides=["anki.root_tag=x y"])
    assert given.command == f"exporter build a b --out {tmp_path} --lock {tmp_path}/x.lock --set 'anki.root_tag=x y'"
