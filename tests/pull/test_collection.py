"""Corrections from a closed collection, by what was sent last."""

from __future__ import annotations

from pathlib import Path

from click.testing import Result

from tests.push.conftest import user
from tests.push.pushing import Pusher
from tests.test_cli import run

__all__ = ("user",)


def pull(user: Pusher, *options: str) -> Result:
    """Pulls from the collection, closed meanwhile."""
    path = Path(user.collection.path)
    user.collection.close()
    try:
        return run("pull", "--collection", path, user.folder, "--out", user.dist, *options)
    finally:
        user.collection.reopen()


def document(user: Pusher) -> str:
    return (user.folder / "sea.md").read_text(encoding="utf-8")


def test_nothing_was_changed_in_anki(user: Pusher) -> None:
    done = pull(user)
    assert (done.exit_code, "0 cards corrected, 5 unchanged" in done.stderr) == (0, True)


def test_own_words_come_into_the_document(user: Pusher) -> None:
    user.edit("high tide", "Answer", "<p>Twice a day.</p>")
    assert pull(user, "--write").exit_code == 0
    assert "Twice a day." in document(user)
    plan = user.push()
    assert (plan.conflicts, [each.what for each in plan.told]) == (0, [])


def test_a_note_that_is_older_than_the_document_was_not_edited(user: Pusher) -> None:
    user.tag("high tide", "exam")
    user.change("25 minutes", "26 minutes")
    user.build()
    user.change("26 minutes", "27 minutes")
    user.build(fresh=True)
    done = pull(user)
    assert (done.exit_code, "0 cards corrected, 5 unchanged" in done.stderr) == (0, True)


def test_one_field_is_edited_and_the_document_changed_another(user: Pusher) -> None:
    user.edit("high tide", "Answer", "<p>Twice a day.</p>")
    user.change("How often is high tide?", "How often is it high tide?")
    user.build(fresh=True)
    assert pull(user, "--write").exit_code == 0
    assert "### Q2: How often is it high tide?\n\nTwice a day.\n" in document(user)


def test_a_conflict_is_left_alone(user: Pusher) -> None:
    user.edit("high tide", "Answer", "<p>Twice a day.</p>")
    user.change("25 minutes", "26 minutes")
    user.build()
    before = document(user)
    assert pull(user, "--write").exit_code == 1
    assert document(user) == before


def test_a_note_type_that_its_user_changed_is_read_by_its_fields(user: Pusher) -> None:
    models = user.collection.models
    kind = models.by_name("exporter Q&A")
    assert kind
    models.add_field(kind, models.new_field("Mine"))
    models.rename_field(kind, kind["flds"][1], "Antwort")
    kind["flds"].insert(0, kind["flds"].pop(2))
    kind["name"] = "Meer"
    models.update_dict(kind)
    user.edit("high tide", "Antwort", "<p>Twice a day.</p>")
    assert pull(user, "--write").exit_code == 0
    assert "Twice a day." in document(user)


def test_the_collection_is_only_read(user: Pusher) -> None:
    user.edit("high tide", "Answer", "<p>Twice a day.</p>")
    path = Path(user.collection.path)
    user.collection.close()
    before = path.read_bytes()
    run("pull", "--collection", path, user.folder, "--out", user.dist, "--write")
    assert path.read_bytes() == before
    user.collection.reopen()


def test_a_file_and_a_collection_exclude_each_other_only_as_sources(user: Pusher) -> None:
    assert run("pull").exit_code == 2
