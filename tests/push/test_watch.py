"""`exporter watch --push`: each build is pushed, and nothing retires."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from exporter.commands import watch
from exporter.commands.outcome import Event
from exporter.commands.watch import Pushing
from exporter.pipeline.options import Options
from tests.push.pushing import Pusher
from tests.schemas.test_schemas import require
from tests.test_cli import run


def events(user: Pusher, path: Path) -> list[Event]:
    """What one build with its push says."""
    options = Options((str(user.folder),), user.dist, ("anki",))
    return [*watch._events(options, ("sea.md",), Pushing(path))]


def table(event: Event) -> dict[str, Any]:
    require("event", dict(event.table))
    return dict(event.table)


def test_a_save_reaches_the_collection_and_retires_nothing(user: Pusher) -> None:
    path = Path(user.collection.path)
    text = (user.folder / "sea.md").read_text(encoding="utf-8").replace("25 minutes", "26 minutes")
    begin = text.index("### Q3:")
    user.write(text[:begin] + text[text.index("###", begin + 4) :])
    user.collection.close()
    try:
        built, pushed = events(user, path)
        assert "1 retired" in built.text
        assert (table(pushed)["notes"], table(pushed)["open"]) == ({"updated": 1}, True)
        assert "1 updated" in pushed.text
    finally:
        user.collection.reopen()
    assert "26 minutes" in user.note("high tide")["Answer"]
    assert user.collection.find_cards("is:suspended") == []


def test_a_push_that_is_refused_ends_nothing(user: Pusher) -> None:
    built, failed = events(user, Path(user.collection.path))
    assert (table(built)["event"], table(failed)["event"], table(failed)["exit_code"]) == ("built", "failed", 3)
    assert "Anki is open" in failed.text


@pytest.mark.parametrize("options", [("--collection", "x.anki2"), ("--push", "--only", "csv")])
def test_options_that_contradict_each_other(options: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "sea.md").write_text("# Sea\n", encoding="utf-8")
    assert run("watch", tmp_path, *options).exit_code == 2
