"""What reaches notes that their owner touched in Anki: changed words of the document, and nothing else."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

import exporter
from exporter.model import Card, Choice
from exporter.pipeline import identify
from tests.collection import Counts
from tests.studied import CARDS, OLD, SEA, World, newer
from tests.test_cli import run

Edit = Callable[[str], str]


def shouted(card: Card) -> Card:
    return replace(card, answer=card.answer.replace("e", "E"))


# ── what leaves touched notes alone ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("edit", "options", "updated"),
    [
        pytest.param(lambda text: text, ["--set", "anki.root_tag=x"], 3, id="root tag"),
        pytest.param(lambda text: text, ["--set", "anki.reverse=true"], 2, id="setting of one kind"),
        pytest.param(lambda text: text.replace("# Sea", "# Ocean", 1), [], 3, id="deck"),
        pytest.param(lambda text: text.replace("\n## ", "\n## The "), [], 3, id="section"),
        pytest.param(lambda text: f"---\ntags: [water]\n---\n{text}", [], 3, id="tags of the document"),
        pytest.param(lambda text: text.replace("?\n", "?\n<!-- tags: water -->\n"), [], 2, id="tags of cards"),
        pytest.param(lambda text: text.replace("?\n", "? `beginner`\n"), [], 2, id="level"),
    ],
)  # fmt: skip
def test_what_is_not_the_documents_words_reaches_untouched_notes_only(
    world: World, edit: Edit, options: Sequence[str], updated: int
) -> None:
    world.write(edit(SEA))
    world.build(*options)
    assert world.take() == Counts(0, updated, CARDS - updated, 0)
    assert world.is_kept()


def test_a_deck_named_in_the_settings(world: World) -> None:
    (world.folder / "exporter.toml").write_text('[[documents]]\npath = "*"\ndeck = "Water"\n')
    world.build()
    assert world.take() == Counts(0, 3, 2, 0)
    assert world.is_kept()


def test_a_renamed_file_sends_nothing(world: World) -> None:
    (world.folder / "sea.md").unlink()
    world.write(SEA, "ocean.md")
    world.build()
    assert world.take() == Counts(0, 0, CARDS, 0)


def test_many_changes_of_that_kind_in_a_row(world: World) -> None:
    for n in range(30):
        world.build("--set", f"anki.root_tag=x{n}")
    assert world.take() == Counts(0, 3, 2, 0)
    assert world.is_kept()


def test_a_card_that_was_gone_and_returns(world: World) -> None:
    world.write(SEA.replace("### Q1: What causes the tides?\n\nThe pull of the moon, and less so of the sun.\n", ""))
    world.build()
    world.write(SEA)
    world.build()
    assert world.take() == Counts(0, 0, CARDS, 0)
    assert world.is_kept()


def test_retired_notes_get_their_tag_where_nobody_touched_them(world: World) -> None:
    world.write("# Sea\n<!-- canonical -->\n\n### Q9: What is foam?\n\nBubbles.\n")
    world.build("--retire-tag")
    assert world.take() == Counts(1, 3, 2, 0)
    assert world.is_kept()
    assert len(world.collection.find_notes("tag:qa::retired")) == 3
    world.write(SEA)
    world.build("--retire-tag")
    assert world.take() == Counts(0, 4, 2, 0)
    assert world.is_kept()
    assert len(world.collection.find_notes("tag:qa::retired")) == 1  # the foam


# ── a version that reads otherwise ───────────────────────────────────────────────────────────────────────────────────


def test_a_version_that_reads_the_same_document_differently(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    newer(monkeypatch, shouted)
    world.build(fresh=True)
    assert world.take() == Counts(0, 3, 2, 0)
    assert world.note("How often is high tide")["Answer"] == "<p>EvEry 12 hours and 25 minutEs.</p>"
    assert world.is_kept()


def test_it_does_so_where_other_cards_of_the_document_were_edited(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer(monkeypatch, shouted)
    world.write(SEA.replace("# Sea", "# Sea\n\nWords above.").replace("Every 12", "About every 12"))
    world.build(fresh=True)
    assert world.take() == Counts(0, 3, 2, 0)
    assert world.is_kept()


def test_words_edited_at_the_same_time_arrive(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    newer(monkeypatch, shouted)
    world.write(SEA.replace("into grains", "and shells into grains"))
    world.build(fresh=True)
    assert world.take() == Counts(0, 4, 1, 0)
    assert world.note("makes sand")["Answer"] == "<p>WavEs grind rocks and shElls into grains.</p>"
    assert world.note("causes the tides").has_tag("exam")


def test_settings_that_read_the_same_document_differently(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    newer(monkeypatch, shouted)
    monkeypatch.setattr(identify, "__version__", exporter.__version__)
    world.build(fresh=True)
    assert world.is_kept()


def test_what_a_version_does_is_told_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    newer(monkeypatch, shouted)
    shutil.rmtree(world.dist)
    said = world.run("diff").stdout.splitlines()
    assert said == ["This version renders 5 notes differently."]
    table = json.loads(world.run("diff", "--json").stdout)
    assert (table["changes"], table["by_version"], table["sent"]) == ([], 5, {"all": 0, "untouched": 5, "again": 0})
    assert "[-Every-] {+EvEry+}" in world.run("diff", "-v").stdout
    built = world.build()
    assert "This version renders 5 notes differently." in built
    assert "5 notes changed, but not in the words of their documents" in built
    assert world.report()["sent"] == {"all": 0, "untouched": 5, "again": 0}
    assert world.run("diff").stdout == "Nothing would change: 5 cards as in the last build.\n"


def test_a_card_of_another_kind_is_told(world: World) -> None:
    world.write(SEA.replace("Waves grind rocks into grains.", "- [x] Waves\n- [ ] Cranes\n\n**Answer:**\n\nThey do."))
    assert "retyped" not in world.build()
    assert world.take().conflicting == 0


def test_edits_are_listed_beside_what_a_version_does(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    newer(monkeypatch, shouted)
    world.write(SEA.replace("makes sand", "makes the sand"))
    said = world.run("diff").stdout.splitlines()
    assert said[0] == "sea.md"
    assert said[1].startswith("  reworded   What makes the sand?")
    assert said[2:] == [
        "1 reworded (history kept), 1 answer changed, 0 unchanged.",
        "This version renders 4 notes differently.",
    ]


# ── what arrives everywhere ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("makes sand", "makes the sand"),
        ("grind rocks", "mill rocks"),
        ("into grains.", "into grains.\n\nWind does, too."),
    ],
)
def test_changed_words_of_the_document_arrive(world: World, old: str, new: str) -> None:
    world.write(SEA.replace(old, new))
    world.build()
    assert world.take() == Counts(0, 1, 4, 0)
    assert not world.collection.find_notes(f'"{OLD}"')
    assert world.note("causes the tides").has_tag("exam")


def test_a_corrected_solution_arrives(world: World) -> None:
    note = world.note("these floats")
    note.tags.append("exam")
    world.collection.update_note(note)
    world.write(SEA.replace("[x]", "[ ]").replace("[ ] Chalk", "[x] Chalk"))
    world.build()
    assert world.take() == Counts(0, 1, 4, 0)
    assert '<li class="right">Chalk</li>' in world.note("these floats")["Extra1"]


KEYED = """\
# Quiz on stuff

1. Which of these is light?
   a) foam
   b) brass

2. Which of these sinks?
   a) iron
   b) ice

3. Which of these burns?
   a) oak
   b) clay

Answer key:

1-a, 2-{}, 3-a
"""


def test_a_solution_corrected_in_a_key_far_below_arrives(world: World) -> None:
    world.write(KEYED.format("b"), "quiz.md")
    world.build()
    world.take()
    note = world.note("of these sinks")
    note.tags.append("exam")
    world.collection.update_note(note)
    world.write(KEYED.format("a"), "quiz.md")
    world.build()
    assert world.take().updated == 1
    assert '<li class="right">iron</li>' in world.note("of these sinks")["Extra1"]


def test_a_choice_whose_key_a_version_reads_otherwise_stays_as_its_owner_left_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = world.note("these floats")
    note.tags.append("exam")
    world.collection.update_note(note)

    def other(card: Card) -> Card:
        kind = card.kind
        return replace(card, kind=replace(kind, correct=(1,))) if isinstance(kind, Choice) else card

    newer(monkeypatch, other)
    world.build(fresh=True)
    assert world.take() == Counts(0, 0, CARDS, 0)
    assert world.note("these floats").has_tag("exam")


@pytest.mark.parametrize("given", ["soon", "-1", "1e9", "²", "253402300800", "9" * 5000])
def test_a_clock_that_is_none(given: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sea.md").write_text(SEA, encoding="utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    done = run("build", tmp_path, "--out", tmp_path / "dist", "--only", "anki")
    assert done.exit_code == 2
    assert "expected seconds since 1970" in done.stderr


def test_a_clock_that_was_ahead_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sea.md").write_text(SEA, encoding="utf-8")

    def build() -> str:
        return run("build", tmp_path, "--out", tmp_path / "dist", "--only", "anki").stderr

    for last, day in (("4000000000", "2096-10-02"), ("253402300799", "9999-12-31")):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", last)
        assert "a clock that was ahead" not in build()
        monkeypatch.delenv("SOURCE_DATE_EPOCH")
        assert f"Cards changed on {day}, by a clock that was ahead" in build()
        (tmp_path / "sea.md").write_text(SEA.replace("grains", "sand"), encoding="utf-8")
