"""Every command has `--json`: what it prints on stdout is JSON and nothing else, and people are told on stderr."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from exporter.cli import main
from exporter.commands import watch
from exporter.commands.outcome import Event
from exporter.pipeline.options import Options
from tests.test_cli import run

Folder = Callable[..., Path]
TEXT = "# Tea\n\n### Q1: Why?\n\nSo.\n\n### Q2: How hot?\n\n"


def table(*arguments: object, code: int = 0) -> dict[str, Any]:
    result = run(*arguments, "--json")
    assert result.exit_code == code, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_has_it(command: str) -> None:
    assert "--json" in {option for each in main.commands[command].params for option in each.opts}


@pytest.fixture
def tea(folder: Folder) -> Path:
    return folder(tea__md=TEXT)


def test_init(tmp_path: Path) -> None:
    made = table("init", tmp_path / "mine")
    assert [Path(each["path"]).name for each in made["files"]] == ["questions.md", "exporter.toml", ".gitattributes"]
    assert all(each["written"] for each in made["files"])
    assert f"build {tmp_path / 'mine'}" in made["next"]
    assert not any(each["written"] for each in table("init", tmp_path / "mine")["files"])


def test_build_prints_its_report(tea: Path) -> None:
    dist = tea.parent / "dist"
    made = table("build", tea, "--out", dist, "--only", "csv")
    (change,) = made["changes"]
    assert (change["path"], change["line"]) == (str(tea / "tea.md"), 3)
    assert made["problems"][0]["path"] == str(tea / "tea.md")
    assert (made["written"], made["exit_code"]) == (["csv/tea.csv"], 0)
    report = json.loads((dist / "report.json").read_text(encoding="utf-8"))
    assert report.keys() < made.keys()
    assert (report["changes"][0]["path"], report["documents"][0]["source"]) == ("tea.md", "tea.md")


def test_build_has_the_exit_code_and_tells_people_on_stderr(tea: Path) -> None:
    result = run("build", tea, "--out", tea.parent / "dist", "--only", "csv", "--json", "--strict")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["exit_code"] == 1
    assert "1 document, 1 card: 1 new." in result.stderr


def test_a_retired_card_has_a_file_and_no_line(tea: Path) -> None:
    table("build", tea, "--out", tea.parent / "dist", "--only", "csv")
    (tea / "tea.md").write_text(TEXT.replace("Why?\n\nSo.", "Why not?\n\nNo."), encoding="utf-8")
    found = table("diff", tea, "--out", tea.parent / "dist")
    places = {each["change"]: (each["path"], each["line"]) for each in found["changes"]}
    assert places == {"new": (str(tea / "tea.md"), 3), "retired": (str(tea / "tea.md"), None)}


def test_convert_prints_or_says_where_it_wrote(tea: Path, tmp_path: Path) -> None:
    made = table("convert", tea / "tea.md")
    assert made["text"] == run("convert", tea / "tea.md").stdout
    assert made["output"] is None
    made = table("convert", tea / "tea.md", "-o", tmp_path / "out.md")
    assert (made["output"], made["text"]) == (str(tmp_path / "out.md"), None)


def test_what_convert_refuses_is_listed(tea: Path, tmp_path: Path) -> None:
    (tmp_path / "exporter.toml").write_text('[[documents]]\npath = "out.md"\ntitle = "Coffee"\n', encoding="utf-8")
    made = table("convert", tea / "tea.md", "-o", tmp_path / "out.md", code=1)
    assert (made["output"], made["text"]) == (None, None)
    (difference,) = made["differences"]
    assert (difference["path"], difference["line"], difference["what"]) == (
        str(tea / "tea.md"),
        1,
        "title of the document",
    )


@pytest.fixture
def events(tea: Path) -> list[Event]:
    found: list[Event] = []
    stop = threading.Event()
    stop.set()
    (tea / "bad.md").write_bytes(b"\0")
    watch.watch(Options((str(tea),), tea.parent / "dist", ("csv",)), found.append, stop)
    return found


def test_events_are_a_line_each(events: list[Event], tea: Path) -> None:
    assert not any("\n" in event.line for event in events)
    built, watching = (json.loads(event.line) for event in events)
    assert (built["event"], built["changes"], built["exit_code"]) == ("built", {"new": 1}, 3)
    assert str(tea / "bad.md") in {problem["path"] for problem in built["problems"]}
    assert (watching["event"], watching["sources"]) == ("watching", [str(tea)])
