"""Notes from elsewhere that are taken over: with their reviews, in their own note types."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from anki.decks import DeckId
from anki.notes import Note

from exporter import pull as corrections
from exporter.pipeline import adopting
from exporter.pipeline.options import Options
from exporter.push import adoption
from exporter.push.state import TemplateState, TypeState
from exporter.push.steps import Plan
from tests.collection import opened
from tests.push.pushing import Pusher, told, whats
from tests.test_cli import run

KNOTS = """\
# Knots

### What is a bowline for?

A loop that does **not** slip.
<!--ID: {bowline}-->

### What joins two ropes?

A sheet bend.
<!--ID: {bend}-->

### What shortens a rope?

A sheepshank.
"""
FRONT = "{{Front}}"


class Owner(Pusher):
    """A user whose notes other software made of the same documents."""

    def begin(self) -> None:
        bowline = self.add("Basic", "What is a <i>bowline</i> for?", "<div>A loop that does <b>not</b> slip.</div>")
        bend = self.add("Basic", "What joins two ropes?", "A becket.")
        self.write(KNOTS.format(bowline=bowline.id, bend=bend.id), "knots.md")
        for note in (bowline, bend):
            self.review(note.cards()[0])

    def add(self, kind: str, *fields: str) -> Note:
        note = self.collection.new_note(self.collection.models.by_name(kind))  # type: ignore[arg-type]
        note.fields[: len(fields)] = fields
        self.collection.add_note(note, DeckId(1))
        return note

    def adopt(self, **choices: str | bool) -> Plan:
        made = self.push(foreign="adopt", **choices)
        adopting.save(self.folder / "cards.lock", made.adoptions)
        return made

    def pull(self) -> str:
        """The document after corrections from the collection."""
        path = Path(self.collection.path)
        self.collection.close()
        try:
            pulled = corrections.pull(path, Options((str(self.folder),), self.dist), write=True)
        finally:
            self.collection.reopen()
        assert not pulled.left, pulled.left
        return (self.folder / "knots.canonical.md").read_text(encoding="utf-8")

    def reviews(self) -> list[int]:
        assert self.collection.db
        return self.collection.db.list("select cid from revlog order by id")


@pytest.fixture
def owner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Owner]:
    with opened(tmp_path / "anki") as collection:
        made = Owner(tmp_path / "docs", collection, monkeypatch)
        made.folder.mkdir(parents=True, exist_ok=True)
        made.hours = 0
        made.begin()
        yield made


def test_without_being_told_nothing_is_doubled(owner: Owner) -> None:
    plan = owner.push()
    assert whats(plan) == {"What shortens a rope?": "new"}
    assert told(plan) == [("foreign", "What is a bowline for?"), ("foreign", "What joins two ropes?")]
    assert plan.is_open
    assert owner.collection.note_count() == 3


def test_a_note_keeps_its_look_its_type_and_its_reviews(owner: Owner) -> None:
    before = owner.reviews()
    plan = owner.adopt()
    assert whats(plan)["What is a bowline for?"] == "adopted"
    assert [each.name for step in plan.steps for each in step.conflicts] == ["Answer"], "the becket is hers"
    assert owner.collection.note_count() == 3
    note = owner.note("bowline")
    assert note.fields == ["What is a <i>bowline</i> for?", "<div>A loop that does <b>not</b> slip.</div>"]
    assert any(tag.startswith("qa::") for tag in note.tags)
    assert owner.reviews() == before
    assert owner.card("bowline").did == 1, "it lies where its owner put it"


def test_it_is_merged_from_then_on(owner: Owner) -> None:
    owner.adopt()
    assert not owner.push().does
    owner.change("A loop that does **not** slip.", "A loop that never slips.", "knots.md")
    owner.edit("bowline", "Front", "What is a bowline good for?")
    plan = owner.push()
    note = owner.note("bowline")
    assert "never slips" in note["Back"]
    assert note["Front"] == "What is a bowline good for?", "her words stay"
    assert whats(plan)["What is a bowline for?"] == "updated"


def test_it_is_taken_over_once_even_if_the_ledger_missed_it(owner: Owner) -> None:
    owner.push(foreign="adopt")
    plan = owner.push()
    assert not plan.does
    assert len(plan.adoptions) == 2


def test_a_conflict_ends_as_its_owner_says(owner: Owner) -> None:
    owner.adopt(side="ours")
    assert "sheet bend" in owner.note("joins")["Back"]


def test_no_package_has_it(owner: Owner) -> None:
    owner.adopt()
    owner.offer()
    counts = owner.take()
    assert owner.collection.note_count() == 3, counts


def test_it_becomes_a_note_of_ours_where_its_owner_says_so(owner: Owner) -> None:
    hint = owner.note("joins")
    before = owner.reviews(), owner.card("bowline").id, owner.card("bowline").ivl
    plan = owner.adopt(retypes=True)
    note = owner.note("bowline")
    assert note.note_type()["name"] == "exporter Q&A"  # type: ignore[index]
    assert note["Answer"] == "<div>A loop that does <b>not</b> slip.</div>"
    assert (owner.reviews(), owner.card("bowline").id, owner.card("bowline").ivl) == before
    assert hint.id == owner.note("joins").id
    assert whats(plan)["What is a bowline for?"] == "adopted"
    assert not owner.push().does
    owner.change("A loop that does **not** slip.", "A loop that never slips.", "knots.md")
    owner.push()
    assert "never slips" in owner.note("bowline")["Answer"]


def test_a_deleted_one_stays_deleted(owner: Owner) -> None:
    owner.adopt()
    owner.collection.remove_notes([owner.note("bowline").id])
    plan = owner.push()
    assert ("deleted", "What is a bowline for?") in told(plan)
    assert not owner.push().does


def test_a_retired_one_is_suspended(owner: Owner) -> None:
    owner.adopt()
    owner.write("# Knots\n\n### What shortens a rope?\n\nA sheepshank.\n", "knots.md")
    owner.push()
    assert owner.is_suspended(owner.card("bowline"))


def test_its_corrections_come_back(owner: Owner) -> None:
    owner.adopt()
    owner.offer()
    owner.edit("bowline", "Back", "A loop that <b>never</b> slips.")
    made = owner.pull()
    assert "A loop that **never** slips." in made, made
    assert "What is a bowline for?" in made, "as it was marked up in the document"


@pytest.mark.parametrize(
    ("front", "back", "is_cloze", "expected"),
    [
        ("{{Front}}", "{{FrontSide}}<hr>{{Back}}", False, {"Question": "Front", "Answer": "Back"}),
        ("{{#Hint}}{{hint:Hint}}{{/Hint}}{{text:Back}}", "{{Front}}", False, {"Question": "Back", "Answer": "Front"}),
        ("{{Front}} {{type:nc:Back}}", "{{Front}} {{Back}}", False, {"Question": "Front", "Answer": "Back"}),
        ("{{cloze:Back}}", "{{cloze:Back}} {{Front}}", True, {"Text": "Back"}),
        ("{{Front}}", "{{Back}}", True, {}),
    ],
)
def test_which_field_is_which(front: str, back: str, is_cloze: bool, expected: dict[str, str]) -> None:
    fields = tuple((name, None) for name in ("Front", "Back"))
    there = TypeState(1, "Hers", fields, (TemplateState(None, "Card", front, back),), is_cloze=is_cloze)
    assert adoption.mapping(there) == expected


@pytest.mark.parametrize(
    ("theirs", "ours", "same"),
    [
        ("A <b>loop</b>", "<p>A <strong>loop</strong></p>", True),
        ("a<br>b&nbsp;&lt;", "<ul><li>a</li><li>b &lt;</li></ul>", True),
        ("[$]x[/$]", r"\(x\)", True),
        ('<img src="a.png">', '<p><img alt="" src="q-1.png"></p>', True),
        ("A loop", "A noose", False),
        ("A", "<p>A</p><p>B</p>", False),
    ],
)
def test_what_says_the_same(theirs: str, ours: str, same: bool) -> None:
    assert bool(adoption.alike({"Answer": theirs}, {"Answer": ours})) is same


def test_the_command_takes_over_and_writes_the_ledger(owner: Owner) -> None:
    path = Path(owner.collection.path)
    asked = ("push", str(owner.folder), "--out", str(owner.dist), "--collection", str(path))
    owner.collection.close()
    try:
        seen = run(*asked)
        assert seen.exit_code == 1, seen.output
        assert "2 notes in this collection already, as notes from elsewhere: `--adopt` takes them over" in seen.stdout
        assert "adopted" in run(*asked, "--adopt").stdout
        done = run(*asked, "--adopt", "--theirs", "--write")
        assert done.exit_code == 0, done.output
        again = run(*asked)
        assert again.exit_code == 0, again.output
        assert again.stdout.startswith("Nothing would change"), again.stdout
        assert run(*asked, "--change-type").exit_code == 2
    finally:
        owner.collection.reopen()
    assert owner.collection.note_count() == 3
