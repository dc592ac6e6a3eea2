"""The Python in our documents is true: it runs and prints what is said, in the version that it says it needs."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import tempfile
import tokenize
from functools import cache
from pathlib import Path

import pytest

from exporter.model import Card
from tests.source.blocks import Block, blocks, each, fed, written

OLDEST = 11  # of Python 3, which code needs that says nothing else
NEEDS = re.compile(r"# needs Python 3\.(\d+)")  # the first line of a block marked `no-run`
TESTS = re.compile(r"^def test_", re.MULTILINE)  # what such code defines does nothing before pytest calls it
NEWER = [block for block in written("python") if "no-run" in block.marks]


def test_what_is_not_run_says_which_python_it_needs() -> None:
    assert [block.code for block in NEWER if not NEEDS.match(block.code)] == []


def needs(block: Block) -> int:
    found = NEEDS.match(block.code)
    return int(found[1]) if found else OLDEST


def test_python_runs_and_prints_what_its_comments_say(tmp_path: Path) -> None:
    chosen = [block for block in written("python") if "no-run" not in block.marks]
    assert each(lambda block: wrong(block, sys.executable, tmp_path), chosen) == {}


@pytest.mark.parametrize("block", NEWER, ids=str)
def test_newer_python_runs_where_one_is_installed(block: Block, tmp_path: Path) -> None:
    python = installed(needs(block))
    if not python:
        pytest.skip(f"Python 3.{needs(block)} is missing: {block} was not run (uv python install 3.{needs(block)})")
    assert wrong(block, python, tmp_path) == ""


@cache
def installed(minor: int) -> str:
    """An interpreter of at least this version on this machine, or nothing."""
    if sys.version_info >= (3, minor):
        return sys.executable
    command = [sys.executable, "-m", "uv", "python", "find", "--no-project", "--no-python-downloads", f">=3.{minor}"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def wrong(block: Block, python: str, place: Path) -> str:
    """What a run of the block shows that its text does not, and the other way round."""
    home = Path(tempfile.mkdtemp(dir=place))  # a folder of its own: blocks run side by side
    if TESTS.search(block.code):
        return told_wrong_of_tests(block, home)
    done = fed([python, "-X", "utf8", "-c", block.code], "", home)
    return done.stderr if done.returncode else told_wrong(block, done.stdout.splitlines())


def told_wrong(block: Block, printed: list[str]) -> str:
    """What is printed and not told, or told behind a `print` and not printed.

    Every printed line stands in a comment, in order. Where code is the question, the answer tells instead.
    """
    if block.asks and isinstance(block.item, Card):
        return "\n".join(line for line in printed if f"`{line}`" not in block.item.answer)
    told = comments(block.code)
    rest = iter([text for text, _ in told])
    untold = [line for line in printed if line.strip() not in rest]
    untrue = [text for text, behind_print in told if behind_print and text not in map(str.strip, printed)]
    return "\n".join([*untold, *untrue])


def comments(code: str) -> list[tuple[str, bool]]:
    """The comments, and whether they stand behind a `print`."""
    found = [token for token in tokenize.generate_tokens(io.StringIO(code).readline) if token.type == tokenize.COMMENT]
    return [(token.string.lstrip("# ").strip(), token.line.lstrip().startswith("print(")) for token in found]


def told_wrong_of_tests(block: Block, home: Path) -> str:
    """What pytest reports of the tests in a block and its comments do not, as `# E   assert 7 == 8`, or the reverse."""
    (home / "test_block.py").write_text(block.code, encoding="utf-8")
    options = ["-q", "--color=no", "-p", "no:cacheprovider"]
    done = fed([sys.executable, "-m", "pytest", *options, "test_block.py"], "", home)
    reported = [" ".join(line.split()) for line in done.stdout.splitlines() if line.startswith("E ")]
    told = [" ".join(text.split()) for text, _ in comments(block.code) if text.startswith("E ")]
    ran = done.returncode == (1 if told else 0)
    return "" if ran and reported == told else done.stdout


EXAMPLE = blocks()[0].item


@pytest.mark.parametrize(
    ("code", "printed"),
    [
        ("print(1)  # 2", ["1"]),
        ("print(1)", ["1"]),
        ("print(1)  # 1\nprint(2)  # 2", ["2", "1"]),
        ("print(1)  # 1", []),
    ],
)
def test_a_wrong_comment_is_found(code: str, printed: list[str]) -> None:
    assert told_wrong(Block("python", (), code, EXAMPLE, asks=False), printed)


@pytest.mark.parametrize(
    "code",
    ["def test_a(): assert 7 == 8", "def test_b(): pass  # E   assert 7 == 8", "import nothing\ndef test_c(): ..."],
)
def test_a_wrong_test_is_found(code: str, tmp_path: Path) -> None:
    assert wrong(Block("python", (), code, EXAMPLE, asks=False), sys.executable, tmp_path)


def test_syntax_is_that_of_the_version_it_needs() -> None:
    """So is code that no Python here can run, for ruff knows all versions."""
    assert each(lambda block: misspelled(block, needs(block)), written("python")) == {}


def misspelled(block: Block, minor: int) -> str:
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--quiet", "--select", "E9"]
    return fed([*command, "--output-format", "concise", "--target-version", f"py3{minor}", "-"], block.code).stdout


def test_syntax_that_is_too_new_is_found() -> None:
    assert [block for block in NEWER if misspelled(block, OLDEST)]
