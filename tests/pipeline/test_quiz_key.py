"""The key to a quiz as an output: made with the quiz, alone, not without answers, and removed with them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.test_cli import run
from tests.tools import needs

pytestmark = needs("pdf")

ANSWERED = "# Tea\n\n### Q: What is tea?\n\nLeaves in water.\n\n### Q: Who drinks it?\n\nEverybody.\n"


def built(folder: Path, *options: str) -> dict[str, bytes]:
    """The prints that are there after a build of the quiz."""
    done = run("build", folder, "--out", folder / "dist", "--only", "quiz", "--jobs", 1, *options)
    assert done.exit_code in (0, 1), done.stderr
    return {path.name: path.read_bytes() for path in (folder / "dist" / "print").iterdir()}


@pytest.fixture
def tea(tmp_path: Path) -> Path:
    (tmp_path / "tea.md").write_text(ANSWERED)
    return tmp_path


def test_it_is_made_with_the_quiz_and_reported(tea: Path) -> None:
    assert set(built(tea)) == {"tea-quiz.pdf", "tea-quiz-key.pdf"}
    report = json.loads((tea / "dist" / "report.json").read_text())
    assert report["outputs"] == ["print/tea-quiz-key.pdf", "print/tea-quiz.pdf"]


def test_it_is_made_alone_where_it_is_named(tea: Path) -> None:
    assert set(built(tea, "--only", "quiz-key")) == {"tea-quiz-key.pdf"}


def test_it_goes_with_the_last_answer(tea: Path) -> None:
    built(tea)
    (tea / "tea.md").write_text("# Tea\n\n### Q: What is tea?\n\n### Q: Who drinks it?\n")
    assert set(built(tea)) == {"tea-quiz.pdf"}


def test_an_answer_that_changed_changes_the_key(tea: Path) -> None:
    before = built(tea)
    (tea / "tea.md").write_text(ANSWERED.replace("Everybody", "Nobody"))
    assert built(tea)["tea-quiz-key.pdf"] != before["tea-quiz-key.pdf"]


def test_the_same_seed_gives_the_same_bytes(tea: Path) -> None:
    first = built(tea, "--set", "print.quiz_versions=2")
    assert built(tea, "--set", "print.quiz_versions=2", "--set", "print.quiz_seed=4") != first
    assert built(tea, "--set", "print.quiz_versions=2") == first
