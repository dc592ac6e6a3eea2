"""A push is done wholly or not at all, and takes back what it was not to change."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection
from anki.errors import UndoEmpty
from anki.notes import Note, NoteId

from exporter.push import transaction
from exporter.push.transaction import ChangedError, WaitingReviewsError
from tests.collection import opened
from tests.syncing import devices

DEFAULT = 1


def note(col: Collection, text: str) -> Note:
    made = col.new_note(col.models.by_name("Basic") or {})
    made["Front"], made["Back"] = text, "sand"
    col.add_note(made, DEFAULT)  # type: ignore[arg-type]
    return made


def review(col: Collection) -> None:
    card = col.sched.getCard()
    assert card
    card.start_timer()
    col.sched.answerCard(card, 3)


@pytest.fixture
def col(tmp_path: Path) -> Iterator[Collection]:
    """Three notes, of which one has been reviewed."""
    with opened(tmp_path / "user") as made:
        for text in ("dune", "cliff", "reef"):
            note(made, text)
        review(made)
        yield made


def found(col: Collection) -> list[Any]:
    """All that a push could change, but for the times of changes of the whole collection."""
    assert col.db
    tables = ("notes", "cards", "revlog", "decks", "notetypes", "fields", "templates", "tags", "config")
    return [col.db.all(f"select * from {table}") for table in tables]


def nothing(col: Collection) -> None:
    """Does no harm."""


def push(
    col: Collection,
    work: Callable[[Collection], None],
    *mine: Note,
    harm: Callable[[Collection], None] = nothing,
    **options: bool,
) -> None:
    """Pushes as the real one does, with a step of its own in the undo menu, and does harm after it."""
    folder = Path(col.path).parent / "backups"

    def as_step(col: Collection) -> None:
        entry = col.add_custom_undo_entry("exporter: push")
        work(col)
        col.merge_undo_entries(entry)
        harm(col)

    ids = frozenset(int(each.id) for each in mine)
    transaction.safely(col, as_step, lambda done: ids, package=None, backup_folder=folder, **options)


def reworded(col: Collection, text: str) -> Note:
    (number,) = col.find_notes(f"Front:{text}")
    made = col.get_note(number)
    made["Back"] = "granite"
    col.update_note(made)
    return made


def get(col: Collection, text: str) -> Note:
    return col.get_note(col.find_notes(f"Front:{text}")[0])


def due_date(col: Collection) -> None:
    col.sched.set_due_date(get(col, "cliff").card_ids(), "3")


def interval(col: Collection) -> None:
    card = get(col, "reef").cards()[0]
    card.ivl += 1
    col.update_card(card)


def review_lost(col: Collection) -> None:
    assert col.db
    col.db.execute("delete from revlog")


def note_lost(col: Collection) -> None:
    col.remove_notes([get(col, "cliff").id])


def other_words(col: Collection) -> None:
    reworded(col, "cliff")


def other_tag(col: Collection) -> None:
    col.tags.bulk_add([NoteId(get(col, "cliff").id)], "exam")


def field_added(col: Collection) -> None:
    kind = col.models.by_name("Basic") or {}
    col.models.add_field(kind, col.models.new_field("Source"))
    col.models.update_dict(kind)


def broken(col: Collection) -> None:
    raise ZeroDivisionError


HARM = {
    "due date of another": (due_date, ChangedError),
    "interval of its own": (interval, ChangedError),
    "review lost": (review_lost, ChangedError),
    "another note lost": (note_lost, ChangedError),
    "words of another": (other_words, ChangedError),
    "tag of another": (other_tag, ChangedError),
    "one-way sync": (field_added, ChangedError),
    "an error": (broken, ZeroDivisionError),
}


@pytest.mark.parametrize("name", HARM)
def test_harm_is_taken_back_and_leaves_no_step_to_undo(col: Collection, name: str) -> None:
    harm, error = HARM[name]
    before = found(col)

    def work(col: Collection) -> None:
        reworded(col, "reef")
        col.decks.id("A new deck")

    with pytest.raises(error):
        push(col, work, get(col, "reef"), harm=harm)
    assert found(col) == before
    assert col.decks.id_for_name("A new deck") is None
    assert col.undo_status().undo == ""
    with pytest.raises(UndoEmpty):
        col.undo()


def test_what_is_meant_is_done_and_is_one_step(col: Collection) -> None:
    before = found(col)

    def work(col: Collection) -> None:
        made = reworded(col, "reef")
        col.set_deck(made.card_ids(), col.decks.id("Sea") or 1)
        col.sched.suspend_cards(made.card_ids())

    push(col, work, get(col, "reef"))
    assert get(col, "reef")["Back"] == "granite"
    assert get(col, "reef").cards()[0].queue == -1
    assert col.undo_status().undo == "exporter: push"
    col.undo()
    assert [row[6] for row in found(col)[0]] == [row[6] for row in before[0]]
    assert col.decks.name(get(col, "reef").cards()[0].did) == "Default"
    assert col.undo_status().undo != "exporter: push"


def test_an_empty_collection_is_filled(tmp_path: Path) -> None:
    def fill(col: Collection) -> None:
        note(col, "dune")

    with opened(tmp_path / "user") as col:
        push(col, fill)
        assert get(col, "dune")["Back"] == "sand"


def test_a_backup_is_made_before(col: Collection) -> None:
    def work(col: Collection) -> None:
        assert list((Path(col.path).parent / "backups").glob("*.colpkg"))

    push(col, work)


def test_a_one_way_sync_that_was_asked_for(col: Collection) -> None:
    mine = [get(col, text) for text in ("dune", "cliff", "reef")]
    push(col, field_added, *mine, one_way=True)
    assert "Source" in get(col, "reef")


def test_reviews_that_wait_for_a_sync_keep_it_back(tmp_path: Path) -> None:
    with devices(tmp_path, ("computer",)) as (computer,):
        assert transaction.reviews_waiting(computer.collection) == 0
        review(computer.collection)
        with pytest.raises(WaitingReviewsError, match=r"^1 review waits to be synced. Sync every device first"):
            push(computer.collection, nothing)
        computer.sync()
        push(computer.collection, nothing)


def test_without_a_sync_server_nothing_waits(col: Collection) -> None:
    assert transaction.reviews_waiting(col) == 0


@pytest.mark.parametrize("name", ["sand-1234.png", "ünlike.svg"])
def test_media_come_first_and_the_owners_stay(col: Collection, tmp_path: Path, name: str) -> None:
    folder, package = Path(col.media.dir()), tmp_path / "a.apkg"
    (folder / "mine-99.png").write_bytes(b"edited by its owner")
    with zipfile.ZipFile(package, "w") as archive:
        archive.writestr("media", json.dumps({"0": name, "1": "mine-99.png"}))
        archive.writestr("0", b"sand")
        archive.writestr("1", b"as it was sent")
    transaction.add_media(col, package)
    assert (folder / name).read_bytes() == b"sand"
    assert (folder / "mine-99.png").read_bytes() == b"edited by its owner"


def test_media_stay_in_their_folder(col: Collection, tmp_path: Path) -> None:
    package = tmp_path / "a.apkg"
    with zipfile.ZipFile(package, "w") as archive:
        archive.writestr("media", json.dumps({"0": "../outside.png", "1": "a/b.png"}))
        archive.writestr("0", b"sand")
        archive.writestr("1", b"sand")
    with pytest.raises(ValueError, match="name of a file"):
        transaction.add_media(col, package)
    assert not list(tmp_path.rglob("outside.png"))


def test_a_push_that_is_killed_leaves_all_or_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.push.killing", str(tmp_path / "user")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    moments, before, after = map(int, done.stdout.split())
    assert before
    assert before + after == moments
