"""The examples on a console in the README print what it shows. `--rewrite` has it show what they print."""

from __future__ import annotations

import importlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.markdown import README, Step, consoles, with_console

HOME = "/home/you"
OTHERS = re.compile(r"git clone|xdg-open")  # commands that are not ours; tests/make has the first
SAVED = re.compile(r"save this as\s`~/([\w./]+)`:\n\n```\w+\n(.*?)```", re.DOTALL)
DOORS = consoles(README)


@pytest.fixture(autouse=True)
def _prints() -> None:
    try:
        importlib.import_module("exporter.emitters.print.adapter.engine")
    except OSError:
        pytest.skip("Pango is missing: the README's examples print PDFs")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder with what the README tells to save there, and a checkout to begin in."""
    for name, text in SAVED.findall(README.read_text(encoding="utf-8")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    command = tmp_path / "exporter/.venv/bin/exporter"
    command.parent.mkdir(parents=True)
    command.write_text(f"#!{sys.executable}\nfrom exporter.__main__ import main\nmain()\n")
    command.chmod(0o755)
    return tmp_path


def printed(step: Step, home: Path) -> Step:
    """The step with what its command prints."""
    if OTHERS.match(step.command):
        return step
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "TMPDIR", "LD_LIBRARY_PATH")}
    env = kept | {"HOME": str(home), "LANG": "C.UTF-8", "PYTHONPATH": str(README.parent)}
    done = subprocess.run(
        ["sh", "-c", step.command],
        cwd=home / "exporter",
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=True,
        timeout=300,
    )
    lines = tuple(line.replace(str(home), HOME) for line in done.stdout.splitlines())
    return Step(step.command, step.output if timeless(lines) == timeless(step.output) else lines)


def timeless(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Lines without the seconds that something took."""
    return tuple(re.sub(r"\bin \d+\.\d s\b", "in 1.0 s", line) for line in lines)


def test_the_readme_has_three_doors_of_three_commands() -> None:
    assert [len(steps) for steps in DOORS.values()] == [3, 3, 3]


@pytest.mark.parametrize("heading", DOORS)
def test_commands_print_what_the_readme_shows(heading: str, home: Path, request: pytest.FixtureRequest) -> None:
    shown = DOORS[heading]
    made = [printed(step, home) for step in shown]
    if request.config.getoption("--rewrite"):
        README.write_text(with_console(README.read_text(encoding="utf-8"), heading, made), encoding="utf-8")
    else:
        assert made == shown
