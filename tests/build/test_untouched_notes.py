"""What reaches notes that their owner touched in Anki: changed words of the document, and nothing else."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from anki.collection import Collection
from anki.notes import Note

import exporter
from exporter.build import reading, remember
from exporter.model import Card, Choice, Document
from exporter.readers.source import Reading
from tests.collection import Counts, opened, take
from tests.test_cli import run

SEA = """\
# Sea
<!-- canonical -->

## Tides

### Q1: What causes the tides?

The pull of the moon, and less so of the sun.

### Q2: How often is high tide?

Every 12 hours and 25 minutes.

## Shore

### Q3: What makes sand?

Waves grind rocks into grains.

### Q4: Which of these floats?

- [x] Cork
- [ ] Chalk

**Answer:**

Cork is lighter than water.

### C5:

A dune is held by ==grass==.
"""
CARDS = 5
OLD = "My own words for it."
Edit = Callable[[str], str]


@dataclass
class World:
    """Documents of a user, his collection, and a clock."""

    folder: Path
    collection: Collection
    monkeypatch: pytest.MonkeyPatch
    hours: int = -100  # from the present: Anki's own clock cannot be set, so first builds lie before it

    def write(self, text: str, name: str = "sea.md") -> None:
        self.folder.mkdir(exist_ok=True)
        (self.folder / name).write_text(text, encoding="utf-8")

    def build(self, *options: str, fresh: bool = False) -> str:
        """Builds as if an hour had gone by; fresh without what is kept in DIST."""
        self.hours += 1
        self.monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(time.time()) + 3600 * self.hours))
        dist = self.folder.parent / "dist"
        if fresh:
            shutil.rmtree(dist)
        done = run("build", self.folder, "--out", dist, "--only", "anki", *options)
        assert done.exit_code == 0, done.stderr
        return done.stderr

    def take(self) -> Counts:
        packages = (self.folder.parent / "dist" / "anki").glob("*.apkg")
        return take(self.collection, max(packages, key=lambda path: path.stem == "all-decks"))

    def note(self, words: str) -> Note:
        (found,) = self.collection.find_notes(f'"{words}"')
        return self.collection.get_note(found)

    def touch(self) -> None:
        """Tags a note and rewords another, as their owner does in Anki; whatever is built then comes later."""
        tagged, reworded = self.note("causes the tides"), self.note("makes sand")
        tagged.tags.append("exam")
        reworded["Answer"] = OLD
        self.collection.update_notes([tagged, reworded])
        self.hours = 0

    def is_kept(self) -> bool:
        """Whether the touched notes are as their owner left them."""
        return self.note("causes the tides").has_tag("exam") and self.note(OLD)["Answer"] == OLD


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    with opened(tmp_path / "anki") as collection:
        made = World(tmp_path / "docs", collection, monkeypatch)
        made.write(SEA)
        made.build()
        assert made.take() == Counts(CARDS, 0, 0, 0)
        made.touch()
        yield made


def newer(monkeypatch: pytest.MonkeyPatch, change: Callable[[Card], Card]) -> None:
    """A later version of exporter, which reads these documents differently."""
    old = reading._read

    def read(name: str, data: bytes, hint: object) -> Reading:
        made = old(name, data, hint)  # type: ignore[arg-type]
        return replace(made, documents=tuple(map(_changed, made.documents)))

    def _changed(document: Document) -> Document:
        return replace(document, items=tuple(change(i) if isinstance(i, Card) else i for i in document.items))

    monkeypatch.setattr(reading, "_read", read)
    monkeypatch.setattr(remember, "__version__", "0.3.0")


def shouted(card: Card) -> Card:
    return replace(card, answer=card.answer.replace("the", "THE").replace("is", "IS").replace("Every", "EVERY"))


# ── what leaves touched notes alone ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("edit", "options", "updated"),
    [
        pytest.param(lambda text: text, ["--set", "anki.root_tag=x"], 3, id="root tag"),
        pytest.param(lambda text: text, ["--set", "anki.reverse=true"], 1, id="setting of one kind"),
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
    assert world.note("How often is high tide")["Answer"] == "<p>EVERY 12 hours and 25 minutes.</p>"
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
    assert world.note("makes sand")["Answer"] == "<p>Waves grind rocks and shells into grains.</p>"
    assert world.note("causes the tides").has_tag("exam")


def test_settings_that_read_the_same_document_differently(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    newer(monkeypatch, shouted)
    monkeypatch.setattr(remember, "__version__", exporter.__version__)
    world.build(fresh=True)
    assert world.is_kept()


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
    assert '<li class="right">Chalk</li>' in world.note("these floats")["Solution"]


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
    assert '<li class="right">iron</li>' in world.note("of these sinks")["Solution"]


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
