"""The code in our documents is true: Python runs and prints what is said, the rest is well formed."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
import tokenize
import tomllib
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import yaml

from exporter.model import Card
from tests.source.blocks import Block, blocks, written

NEEDS = re.compile(r"# needs Python 3\.(\d+)")  # the first line of a block marked `no-run`
KNOWN = {"python", "bash", "dockerfile", "yaml", "json", "toml", "text"}
UNCHECKED = {"http", "js"}  # excerpts of a message and of a program for Node


def each(check: Callable[[Block], str], chosen: Iterable[Block]) -> dict[str, str]:
    """What is wrong with which block; blocks are checked side by side, for most wait for a process."""
    chosen = list(chosen)
    assert chosen
    with ThreadPoolExecutor(4) as pool:
        return {
            f"{block}\n{block.code}": fault
            for block, fault in zip(chosen, pool.map(check, chosen), strict=True)
            if fault
        }


def fed(command: list[str], text: str, place: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, input=text, capture_output=True, text=True, timeout=60, cwd=place, encoding="utf-8")


def test_every_language_is_checked_or_known_not_to_be() -> None:
    assert {block.language for block in blocks()} <= KNOWN | UNCHECKED


def test_what_is_not_run_says_which_python_it_needs() -> None:
    marked = [block for block in written("python") if "no-run" in block.marks]
    assert [block.code for block in marked if not NEEDS.match(block.code)] == []


def runs(block: Block) -> bool:
    needs = NEEDS.match(block.code)
    return "no-run" not in block.marks or bool(needs and sys.version_info >= (3, int(needs[1])))


def test_python_runs_and_prints_what_its_comments_say(tmp_path: Path) -> None:
    def wrong(block: Block) -> str:
        done = fed([sys.executable, "-X", "utf8", "-c", block.code], "", tmp_path)
        return done.stderr if done.returncode else told_wrong(block, done.stdout.splitlines())

    assert each(wrong, filter(runs, written("python"))) == {}


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
    assert told_wrong(Block("python", (), code, blocks()[0].item, asks=False), printed)


PARSERS: dict[str, Callable[[str], object]] = {
    "json": json.loads,
    "toml": tomllib.loads,
    "yaml": lambda text: list(yaml.safe_load_all(text)),
}


@pytest.mark.parametrize("language", PARSERS)
def test_data_parses(language: str) -> None:
    def wrong(block: Block) -> str:
        try:
            PARSERS[language](block.code)
        except (ValueError, yaml.YAMLError) as error:
            return str(error)
        return ""

    assert each(wrong, written(language)) == {}


def test_shell_is_well_formed() -> None:
    if not shutil.which("bash"):
        pytest.skip("bash is missing: shell commands of the documents are not checked")

    def wrong(block: Block) -> str:
        return fed(["bash", "-n"], block.code).stderr

    assert each(wrong, written("bash")) == {}


def test_dockerfiles_have_no_error() -> None:
    hadolint = shutil.which("hadolint", path=str(Path(sys.executable).parent)) or shutil.which("hadolint")
    if not hadolint:
        pytest.skip("hadolint is missing: Dockerfiles of the documents are not checked (make setup)")

    def wrong(block: Block) -> str:
        done = fed([hadolint, "--failure-threshold", "error", "--no-color", "-"], block.code)
        return f"{done.stdout}{done.stderr}" if done.returncode else ""

    assert each(wrong, written("dockerfile")) == {}
