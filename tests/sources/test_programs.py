"""Programs of others on documents: bounded, told, and ended with the process that began them."""

from __future__ import annotations

import dataclasses
import os
import pickle
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from exporter.errors import InputError
from exporter.sources import formats, pandoc, programs
from exporter.sources.programs import Budget, Limits, OverLimitError
from tests.commands.test_watch import until
from tests.test_cli import run

pytestmark = pytest.mark.skipif(os.name != "posix" or not shutil.which("sh"), reason="limits are those of a shell")
LIMITS = Limits(seconds=30, kilobytes=2_000_000, output=1_000_000)
SLOW = "[" * 20_000  # AsciiDoc that takes pandoc minutes
PYTHON = [sys.executable, "-S", "-c"]
BUSY = "import time\nwhile time.process_time() < {}: pass\nprint('done')"


def python(program: str, limits: Limits = LIMITS, given: bytes = b"") -> tuple[int, str]:
    """What a Python program does within limits: its exit code and its output."""
    return called([*PYTHON, program], limits, given)


def called(command: list[str], limits: Limits, given: bytes = b"") -> tuple[int, str]:
    with tempfile.TemporaryFile() as file, tempfile.TemporaryFile() as out:
        file.write(given)
        file.flush()
        done = programs.run(command, file, out, limits)
        out.seek(0)
        return done.code, out.read().decode() + done.said


def test_a_program_gets_its_input_and_gives_output_messages_and_its_code() -> None:
    said = python("import sys; print(sys.stdin.read() + 'b'); print('c', file=sys.stderr); sys.exit(3)", given=b"a")
    assert said == (3, "ab\nc\n")
    again = f"print(open({programs.reopened()!r}).read())"
    assert python(again, given=b"a") == (0, "a\n")


def test_a_crash_is_no_limit() -> None:
    assert python("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)")[0] == 128 + 11


@pytest.mark.parametrize(
    ("command", "limits", "told"),
    [
        (
            [*PYTHON, BUSY.format(60)],
            Limits(1, 2_000_000, 1_000_000),
            "more than 1 seconds of processor. Split the document.",
        ),
        (["head", "-c", "3000000", "/dev/zero"], LIMITS, "more than 1 MB of output. Split the document."),
    ],
)
def test_limits_end_a_program_and_say_which(command: list[str], limits: Limits, told: str) -> None:
    with pytest.raises(OverLimitError) as raised:
        called(command, limits)
    assert str(raised.value) == told


@pytest.mark.skipif(sys.platform != "linux", reason="macOS bounds no memory")
def test_memory_is_bounded() -> None:
    code, said = python("a = b'a' * 900_000_000", dataclasses.replace(LIMITS, kilobytes=300_000))
    assert (code, "MemoryError" in said) == (1, True)


def test_documents_share_a_budget_beyond_what_each_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "FREE", 0.3)
    budget = Budget(0.6)
    with budget.counted() as spent:
        assert python("print()") == (0, "\n")
        assert (spent(), budget.left) == (0, 0.6)
        assert python(BUSY.format(0.7)) == (0, "done\n")
        assert 0.3 < spent() < 0.9
        with pytest.raises(OverLimitError, match=r"more time than is left: documents of a build .* Split those"):
            python(BUSY.format(60))
        assert budget.left < 0
        assert python("print()") == (0, "\n")  # what is quick is read all the same
    assert python(BUSY.format(2)) == (0, "done\n")  # no build, no budget


def test_a_budget_that_is_sent_is_what_is_left() -> None:
    budget = Budget(5)
    budget.spend(3)
    copy = pickle.loads(pickle.dumps(budget))
    copy.spend(1)
    assert (budget.left, copy.left) == (2, 1)


PARENT = """
import sys, tempfile
from exporter.sources import programs
with tempfile.TemporaryFile() as file, tempfile.TemporaryFile() as out:
    programs.run(sys.argv[1:], file, out, programs.Limits(60, 2_000_000, 1_000_000))
"""


def _ended(child: psutil.Process) -> Callable[[], bool]:
    return lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE


def test_the_program_dies_with_its_parent(tmp_path: Path) -> None:
    slow = tmp_path / "slow"
    slow.write_text(f"#!/bin/sh\necho $$ > {tmp_path}/pid\nexec sleep 60\n")
    slow.chmod(0o700)
    with subprocess.Popen([sys.executable, "-c", PARENT, str(slow)]) as parent:
        until(lambda: (tmp_path / "pid").is_file() and (tmp_path / "pid").read_text().strip() != "")
        child = psutil.Process(int((tmp_path / "pid").read_text()))
        parent.kill()
    until(_ended(child))


needs_pandoc = pytest.mark.skipif(not pandoc.found(), reason="pandoc is missing")


@needs_pandoc
@pytest.mark.parametrize("jobs", [1, 2])
def test_pandoc_dies_with_a_build(tmp_path: Path, jobs: int) -> None:
    for n in range(3):
        (tmp_path / f"{n}.adoc").write_text(f"== Why {n}?\n\n{SLOW}\n")
    command = [sys.executable, "-m", "exporter", "build", str(tmp_path), "--out", str(tmp_path / "dist")]
    with subprocess.Popen([*command, "--jobs", str(jobs)], stderr=subprocess.DEVNULL) as parent:
        below: list[psutil.Process] = []

        def are_there() -> bool:
            below[:] = psutil.Process(parent.pid).children(recursive=True)
            return sum(Path(pandoc.found()).name == _name(each) for each in below) >= jobs

        until(are_there)
        parent.kill()
    for each in below:
        until(_ended(each))


def _name(process: psutil.Process) -> str:
    try:
        return process.name()
    except psutil.Error:  # it ended meanwhile
        return ""


@needs_pandoc
def test_a_document_that_takes_pandoc_too_long_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "_LIMITS", dataclasses.replace(pandoc._LIMITS, seconds=1))
    began = time.monotonic()
    with pytest.raises(InputError) as raised:
        formats.source("a.adoc", SLOW.encode())
    assert raised.value.message == "a.adoc: pandoc needs more than 1 seconds of processor. Split the document."
    assert time.monotonic() - began < 10


@needs_pandoc
def test_a_document_that_needs_too_much_memory_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "_HEAP", 20)
    with pytest.raises(InputError) as raised:
        formats.source("a.org", b"* Why *so*?\n" * 20_000)
    assert raised.value.message == "a.org: pandoc needs more than 20 MB of memory. Split the document."


@needs_pandoc
@pytest.mark.parametrize("jobs", [1, 2])
def test_slow_documents_of_a_build_share_their_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    monkeypatch.setattr("exporter.pipeline.reading.Budget", lambda: Budget(0))
    for n in range(2):
        (tmp_path / f"slow{n}.adoc").write_text(f"== Why {n}?\n\n{SLOW}\n")
    (tmp_path / "quick.adoc").write_text("= Tea\n\n== Why is water boiled?\n\nAir.\n\n== Why wait?\n\nTaste.\n")
    result = run("build", tmp_path, "--out", tmp_path / "dist", "--only", "csv", "--jobs", str(jobs))
    assert result.exit_code != 0
    for n in range(2):
        assert f"slow{n}.adoc:1: error [unreadable] pandoc needs more time than is left" in result.stderr
    assert (tmp_path / "dist" / "csv" / "tea.csv").is_file()
