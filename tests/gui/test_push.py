"""The add-on in the real app: a push from a terminal and from the Tools menu, looked at, and undone from the menu."""

from __future__ import annotations

import sys

import pytest

from tests.collection import opened
from tests.gui.app import Shown, session, started
from tests.syncing import joined, server
from tests.test_cli import run

SEA = """\
# Sea

### Q1: What is an ebb?

The tide that falls.

### Q2: What is a reef?

Rock below the water.
"""
NOTE = "note:exporter* ebb"
STEP = "exporter: push"


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    """Three sessions: in the first the add-on is installed, in the third there is a sync server."""
    folder = tmp_path_factory.mktemp("app")
    source, dist = folder / "docs", folder / "dist"
    source.mkdir()
    (source / "sea.md").write_text(SEA, encoding="utf-8")
    assert run("build", source, "--out", dist, "--only", "anki").exit_code == 0
    (source / "sea.md").write_text(SEA.replace("that falls", "that goes out"), encoding="utf-8")
    push = (sys.executable, "-m", "exporter", "push", str(source), "--out", str(dist))
    assert run("addon", "--out", dist).exit_code == 0
    package, addon = (str(dist / "anki" / name) for name in ("all-decks.apkg", "exporter.ankiaddon"))
    installing = [("package", "import", package, "Sea"), ("add-on", "install", addon)]
    pushing = [
        ("no push yet", "choose", "Push Documents…", ""),
        ("review", "review", "Sea", "an ebb", "The tide that falls"),
        ("before", "look", NOTE),
        ("preview", "run", *push),
        ("looked at", "choose", "Push Documents…", "Cancel"),
        ("not yet", "look", NOTE),
        ("pushed", "run", *push, "--write"),
        ("after", "look", NOTE),
        ("again", "run", *push, "--write"),
        ("undo", "undo"),
        ("undone", "look", NOTE),
        ("from the menu", "choose", "Push Documents…", "Push"),
        ("at last", "wait", STEP),
        ("in the end", "look", NOTE),
    ]
    with started(folder) as env, server(folder / "server") as endpoint:
        found = session(folder, installing, env) | session(folder, pushing, env)
        (source / "sea.md").write_text(SEA.replace("Rock below", "Rock right below"), encoding="utf-8")
        with opened(next((folder / "base").glob("*/collection.anki2")).parent) as collection:
            computer = joined(collection, endpoint)
            computer.one_way(upload=True)
        with opened(folder / "phone") as collection:
            phone = joined(collection, endpoint)
            phone.one_way(upload=False)
            syncing = [
                ("signed in", "sign in", phone.auth.hkey, endpoint),
                ("studied", "review", "Sea", "a reef", "Rock below"),
                ("refused", "run", *push, "--write"),
                ("synced first", "choose", "Push Documents…", "Push"),
                ("pushed then", "wait", STEP),
            ]
            found |= session(folder, syncing, env)
            phone.sync()
            assert collection.db
            found["phone"] = {"reviews": collection.db.scalar("select count() from revlog")}
        return found


def test_the_add_on_is_installed_as_others_are(shown: Shown) -> None:
    assert shown["add-on"]["errors"] == []
    assert "Installed exporter: push documents" in " ".join(shown["add-on"]["log"])


def test_before_the_first_push_the_menu_says_what_to_type(shown: Shown) -> None:
    assert "exporter push FOLDER" in " ".join(shown["no push yet"]["asked"])


def test_a_preview_changes_nothing_and_stands_in_the_menu(shown: Shown) -> None:
    assert shown["preview"]["code"] == 0, shown["preview"]["said"]
    assert "What is an ebb?" in shown["preview"]["said"]
    assert "1 updated" in shown["looked at"]["text"]
    assert shown["not yet"] == shown["before"]


def test_a_push_from_outside_is_one_step_and_keeps_the_review(shown: Shown) -> None:
    assert shown["pushed"]["code"] == 0, shown["pushed"]["said"]
    after = shown["after"]
    assert after["fields"]["Answer"] == "<p>The tide that goes out.</p>"
    assert after["undo"] == f"Undo {STEP}"
    assert after["cards"] == shown["before"]["cards"]
    assert (after["notes"], after["reviews"]) == (2, 1)


def test_a_second_push_does_nothing(shown: Shown) -> None:
    assert "Nothing would change" in shown["again"]["said"]


def test_undo_takes_back_the_push_and_nothing_else(shown: Shown) -> None:
    undone = shown["undone"]
    assert undone["undo"] != f"Undo {STEP}"
    assert {**undone, "undo": ""} == {**shown["before"], "undo": ""}


def test_a_push_from_the_menu_does_the_same(shown: Shown) -> None:
    found = shown["in the end"]
    assert found["fields"]["Answer"] == "<p>The tide that goes out.</p>"
    assert found["undo"] == f"Undo {STEP}"


def test_with_reviews_that_wait_a_push_is_refused_until_the_app_has_synced(shown: Shown) -> None:
    assert shown["refused"]["code"] == 4
    assert "1 review waits to be synced. Sync every device first" in shown["refused"]["said"]
    assert shown["phone"]["reviews"] == 2


def test_a_backup_is_where_anki_has_its_own(shown: Shown, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert list(tmp_path_factory.getbasetemp().glob("app*/base/*/backups/*.colpkg"))
