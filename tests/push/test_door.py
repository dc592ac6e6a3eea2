"""Which collection a push goes to: the one that is named, else the running app's, else that of the profile found."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection

from exporter.push import session, wire
from exporter.push.addon import meeting, message
from exporter.push.addon.server import Action, RefusedError, Server
from exporter.push.transaction import PushError
from tests.collection import opened
from tests.studied import SEA
from tests.test_cli import run


@dataclass
class FakeApp:
    """What the add-on does, without the app around it."""

    collection: Collection
    folder: Path

    def look(self, received: Path) -> Mapping[str, Any]:
        asked = wire.request(message.read(received, received.with_name("a.apkg"))[0])
        return wire.table(session.plan(self.collection, asked.offer, asked.choices))

    def push(self, received: Path) -> Mapping[str, Any]:
        table, package = message.read(received, received.with_name("a.apkg"))
        asked = wire.request(table)
        try:
            return wire.table(session.push(self.collection, asked.offer, asked.choices, package, self.folder)[0])
        except PushError as error:
            raise RefusedError(409, str(error)) from error


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's data folder, with a profile of Anki that nothing may touch while the app runs."""
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "data"))
    monkeypatch.delenv("ANKI_BASE", raising=False)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "sea.md").write_text(SEA, encoding="utf-8")
    return meeting.place(sys.platform, os.environ, Path.home())


@pytest.fixture
def app(place: Path, tmp_path: Path) -> Iterator[FakeApp]:
    with opened(tmp_path / "user") as collection:
        made = FakeApp(collection, tmp_path / "backups")
        server = Server({"/look": made.look, "/push": made.push})
        server.start()
        meeting.announce(place, server.meeting)
        yield made
        meeting.withdraw(place, server.meeting)
        server.close()


def test_without_anki_the_remedy_is_named(place: Path, tmp_path: Path) -> None:
    done = run("push", tmp_path / "docs", "--out", tmp_path / "dist")
    assert done.exit_code == 3
    assert "no collection of Anki here. Start Anki once, or name one: --collection" in done.stderr


def test_a_running_app_is_pushed_to(app: FakeApp, tmp_path: Path) -> None:
    words = ("push", tmp_path / "docs", "--out", tmp_path / "dist")
    assert run(*words).exit_code == 0
    assert app.collection.note_count() == 0
    done = run(*words, "--write", "--json")
    assert (done.exit_code, json.loads(done.stdout)["collection"]) == (0, "Anki")
    assert app.collection.note_count() == 5
    assert app.collection.undo_status().undo == "exporter: push"


def test_what_was_pushed_can_be_previewed_again_and_never_deletes(app: FakeApp, place: Path, tmp_path: Path) -> None:
    words = ("push", tmp_path / "docs", "--out", tmp_path / "dist", "--ours", "--set", "anki.root_deck=Study")
    assert run(*words, "--write", "--delete-retired", "0").exit_code == 0
    kept = meeting.last(place)
    assert kept
    assert kept.words[1:3] == ("-m", "exporter")
    assert not {"--write", "--delete-retired"} & set(kept.words)
    assert run(*kept.words[3:]).exit_code == 0
    assert (place.parent / "last-push.json").stat().st_mode & 0o777 == 0o600


def test_a_refusal_of_the_app_is_the_end(app: FakeApp, tmp_path: Path) -> None:
    words = ("push", tmp_path / "docs", "--out", tmp_path / "dist", "--write")
    assert run(*words).exit_code == 0
    (tmp_path / "docs" / "sea.md").write_text(SEA.replace("12 hours", "13 hours"), encoding="utf-8")
    app.collection.decks.select(app.collection.decks.id_for_name("Sea") or 1)  # type: ignore[arg-type]
    card = app.collection.sched.getCard()
    assert card
    card.start_timer()
    app.collection.sched.answerCard(card, 3)
    assert app.collection.db
    app.collection.db.execute("update col set ls = 1")  # it has been synced
    done = run(*words)
    assert (done.exit_code, "Anki: 1 review waits to be synced" in done.stderr) == (4, True)
    assert not app.collection.find_notes('"13 hours"')


def test_an_add_on_of_another_version_is_named(place: Path, tmp_path: Path) -> None:
    def refuse(received: Path) -> Mapping[str, Any]:
        raise ValueError("not an offer")

    looks: list[Action] = [refuse, lambda received: {"steps": []}]
    for look in looks:
        server = Server({"/look": look})
        server.start()
        meeting.announce(place, server.meeting)
        done = run("push", tmp_path / "docs", "--out", tmp_path / "dist")
        server.close()
        assert done.exit_code == 4
        assert "If its add-on is of another version, write it again with `exporter addon`" in done.stderr


def test_a_named_collection_goes_before_the_running_app(app: FakeApp, tmp_path: Path) -> None:
    Collection(str(tmp_path / "other.anki2")).close()
    words = ("push", tmp_path / "docs", "--out", tmp_path / "dist", "--collection", tmp_path / "other.anki2")
    assert run(*words, "--write").exit_code == 0
    assert app.collection.note_count() == 0


@pytest.mark.parametrize(
    "text", ["[]", '{"words": [], "folder": "a"}', '{"words": "ab", "folder": "a"}', '{"words": ["a"]}']
)
def test_what_exporter_did_not_write_is_never_run(place: Path, text: str) -> None:
    kept = place.with_name("last-push.json")
    kept.parent.mkdir(parents=True)
    kept.touch(0o600)
    kept.write_text(text)
    with pytest.raises(ValueError, match="it is not what exporter writes"):
        meeting.last(place)


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="Windows keeps files private in other ways")
def test_what_others_could_write_is_never_run(place: Path) -> None:
    meeting.remember(place, meeting.Command(("true",), "/"))
    assert meeting.last(place) == meeting.Command(("true",), "/")
    place.with_name("last-push.json").chmod(0o620)
    with pytest.raises(ValueError, match="other users can read or write it"):
        meeting.last(place)
