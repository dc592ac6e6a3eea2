"""What exporter did not expect: told in a sentence, of the document or output it hit, and everything else is made."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event

import click
import pytest

from exporter.build import files, guard, pipeline, starter, watch
from exporter.build.options import Options
from exporter.cli import main
from exporter.errors import DEBUG
from tests.test_cli import run

Folder = Callable[..., Path]
TEA = "# Tea\n\n### Q1: How hot?\n\n80 degrees.\n"


# ── a command ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """`init` stumbles over something."""

    def start(folder: Path, program: str) -> list[str]:
        raise KeyError(f"no such thing\nin {folder}")

    monkeypatch.setattr(starter, "start", start)


@pytest.mark.usefixtures("broken")
def test_what_was_not_expected_is_a_sentence(tmp_path: Path) -> None:
    result = run("init", tmp_path)
    assert result.exit_code == 70
    (line,) = result.stderr.splitlines()
    assert line.startswith("Error: unexpected KeyError: 'no such thing\\nin ")
    assert "(exporter/cli/__init__.py:" in line
    assert "please report it, with what --debug prints." in line


@pytest.mark.usefixtures("broken")
@pytest.mark.parametrize("arguments", [["init", "--debug"], ["--debug", "init"]])
def test_debug_shows_the_trace(tmp_path: Path, arguments: list[str]) -> None:
    result = run(*arguments, tmp_path)
    assert result.exit_code == 70
    assert "Traceback" in result.stderr
    assert "in start" in result.stderr
    assert DEBUG not in os.environ


def test_every_command_has_debug() -> None:
    assert [
        name for name, each in main.commands.items() if "debug" not in {option.name for option in each.params}
    ] == []


def test_watch_goes_on(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever it was, the next save may put it right."""
    said: list[str] = []
    stop = Event()
    stop.set()

    def build(*_: object) -> None:
        raise KeyError("no such thing")

    monkeypatch.setattr(pipeline, "build", build)
    watch.watch(Options((str(folder(tea__md=TEA)),), folder().parent / "dist"), said.append, stop)
    assert "error: unexpected KeyError: 'no such thing'" in click.unstyle(said[0])
    assert said[1].startswith("Watching")


@pytest.mark.parametrize("command", ["watch", "serve"])
def test_nothing_is_watched_where_nothing_is(command: str, tmp_path: Path) -> None:
    result = run(command, tmp_path / "nowhere", "--out", tmp_path / "dist")
    assert result.exit_code == 3
    assert "nowhere: no such file or folder." in result.stderr


class SpeechlessError(Exception):
    def __str__(self) -> str:
        raise ValueError


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ValueError(), "ValueError"),
        (ValueError("a\n  b"), "ValueError: a b"),
        (ValueError("x" * 1000), f"ValueError: {'x' * 159}…"),
        (UnicodeEncodeError("utf-8", "\ud800", 0, 1, "no"), "UnicodeEncodeError: 'utf-8' codec can't encode character"),
        (OSError(2, "No such file", "\udce9.md"), "FileNotFoundError: [Errno 2] No such file: '\\udce9.md'"),
        (SpeechlessError(), "SpeechlessError"),
    ],
)
def test_a_cause_is_short_and_can_be_written(error: Exception, said: str) -> None:
    cause = guard.cause(error)
    assert cause.startswith(said)
    assert len(cause) < 200
    assert cause.encode()


def test_memory_is_no_bug() -> None:
    assert "bug" not in guard.unforeseen(MemoryError()).message


# ── Ctrl-C ───────────────────────────────────────────────────────────────────────────────────────────────────────────

INTERRUPTED = """
import os, signal, sys
from exporter.build import {module}
def interrupt(*_, **__): os.kill(os.getpid(), signal.SIGINT)
{module}.{name} = interrupt
from exporter.__main__ import main
main()
"""


@pytest.mark.parametrize(
    ("module", "name", "jobs"),
    [("discover", "data", 1), ("remember.os", "fsync", 1), ("produce", "_make", 1), ("produce", "_result", 2)],
)
def test_an_interrupt_ends_silently_and_leaves_nothing_half_written(
    folder: Folder, module: str, name: str, jobs: int
) -> None:
    source = folder(tea__md=TEA)
    dist = str(source.parent / "dist")
    first, _, rest = module.partition(".")
    program = INTERRUPTED.format(module=first, name=f"{rest}.{name}" if rest else name)
    command = [
        sys.executable,
        "-c",
        program,
        "build",
        str(source),
        "--out",
        dist,
        "--only",
        "sheet",
        "--jobs",
        str(jobs),
    ]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout, result.stderr) == (130, "", "")
    assert [path for path in source.parent.rglob("*") if path.name.endswith(files.TEMPORARY)] == []


def test_an_interrupt_of_a_shell_is_silent(folder: Folder) -> None:
    source, dist = folder(tea__md=TEA), folder().parent / "dist"
    command = [sys.executable, "-m", "exporter", "watch", str(source), "--out", str(dist), "--only", "csv"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stderr
        while "Ctrl-C ends it" not in process.stderr.readline():
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        assert process.wait() in (0, 130)
        assert process.stderr.read() == ""
