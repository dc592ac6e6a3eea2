"""`exporter convert` reads back what it writes, and writes nothing where that would lose a card."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from exporter.commands import convert
from exporter.errors import InputError
from exporter.sources import formats
from tests.conftest import ROOT, SHARED
from tests.test_cli import run
from tests.texts import TEXTS

Folder = Callable[..., Path]
TEXT = "# Tea\n\n## Leaves\n\n### Q: What is oolong?\n\nTea.\n\n## Pots\n\n### Q: Why a lid?\n\nHeat.\n"
OTHERWISE = '[[documents]]\npath = "out.md"\nexclude = ["Leaves"]\n'  # what its name would do to the output
FILES = [
    *(path for path in sorted((ROOT / "tests" / "fixtures").rglob("*.*")) if path.suffix in formats.FORMATS),
    *(path for path in sorted((SHARED / "cases").rglob("*.*")) if path.suffix in {".md", ".txt", *formats.FORMATS}),
    *sorted((SHARED / "corpus" / "docs").glob("*.html")),
]


def cards(path: Path) -> list[dict[str, Any]]:
    documents = json.loads(run("parse", "--json", path).stdout)["documents"]
    return [card | {"path": "", "line": 0} for document in documents for card in document["cards"]]


@pytest.mark.parametrize("end", ["      ```", "\t```", "", "    ~~~\n      ```"])
@pytest.mark.parametrize("mark", ["Q: ", "### Q: "])
def test_a_fence_that_is_not_closed_costs_no_card(folder: Folder, mark: str, end: str) -> None:
    code = f"```py\nprint(1)\n{end}"
    texts = [code, "So.", "```\nleaf\n```", f"1.\n\n{code}", "<!-- so", "Last."]
    label = "A: " if mark == "Q: " else "\n"
    asked = "\n\n".join(f"{mark}What is salt {n}?\n{label}{text}" for n, text in enumerate(texts))
    source = folder(tea__md=asked + "\n") / "tea.md"
    assert run("convert", source, "-o", source.parent / "out.md").exit_code == 0
    assert cards(source.parent / "out.md") == cards(source)


@pytest.mark.parametrize("arguments", [[], ["-o", "-"], ["-o", "out.md"]])
def test_where_cards_would_be_lost_nothing_is_written(
    folder: Folder, arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    place = folder(
        tea__txt=TEXT,
        out__md="mine",
        exporter__toml=OTHERWISE if "out.md" in arguments else OTHERWISE.replace("out", "tea"),
    )
    monkeypatch.chdir(place)
    result = run("convert", "tea.txt", *arguments)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "tea.txt:5: the card “What is oolong?”: would be lost" in result.stderr
    assert "--force" in result.stderr
    assert (place / "out.md").read_text(encoding="utf-8") == "mine"
    assert {path.name for path in place.iterdir()} == {"tea.txt", "out.md", "exporter.toml"}


def test_unless_it_is_forced(folder: Folder) -> None:
    place = folder(tea__txt=TEXT, exporter__toml=OTHERWISE)
    result = run("convert", place / "tea.txt", "-o", place / "out.md", "--force")
    assert result.exit_code == 0
    assert "would be lost" in result.stderr
    assert "What is oolong?" in (place / "out.md").read_text(encoding="utf-8")


def test_the_title_that_the_settings_give_the_output_counts(folder: Folder) -> None:
    place = folder(tea__txt=TEXT, exporter__toml='[[documents]]\npath = "out.md"\ntitle = "Teas"\n')
    assert "title of the document: [-Tea-] {+Teas+}" in run("convert", place / "tea.txt", "-o", place / "out.md").stderr


@pytest.mark.parametrize("name", ["out.html", "out.ipynb", "out.docx"])
def test_an_output_is_named_like_markdown(folder: Folder, name: str) -> None:
    place = folder(tea__txt=TEXT)
    result = run("convert", place / "tea.txt", "-o", place / name)
    assert result.exit_code == 1
    assert "ends with .md" in result.stderr
    assert not (place / name).exists()


def test_the_document_itself_is_replaced_only_by_force(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    place = folder(tea__md=TEXT)
    os.link(place / "tea.md", place / "hard.md")
    (place / "link.md").symlink_to("tea.md")
    (place / "folder").symlink_to(place)
    monkeypatch.chdir(place)
    for name in ("tea.md", "./tea.md", str(place / "tea.md"), "hard.md", "link.md", "folder/tea.md"):
        for source in ("tea.md", "link.md"):
            result = run("convert", source, "-o", name)
            assert (result.exit_code, result.stdout) == (2, "")
            assert "--force" in result.stderr
            assert (place / "tea.md").read_text(encoding="utf-8") == TEXT
    assert run("convert", "tea.md", "-o", "link.md", "--force").exit_code == 0
    assert (place / "link.md").is_symlink()
    assert "<!-- canonical -->" in (place / "tea.md").read_text(encoding="utf-8")


def test_a_broken_link_as_output_is_no_document(folder: Folder) -> None:
    place = folder(tea__md=TEXT)
    (place / "link.md").symlink_to("new.md")
    assert run("convert", place / "tea.md", "-o", place / "link.md").exit_code == 0
    assert cards(place / "new.md") == cards(place / "tea.md")


def test_a_document_whose_questions_are_all_left_out_is_not_converted(folder: Folder) -> None:
    place = folder(tea__md=TEXT, exporter__toml='[[documents]]\npath = "*"\nexclude = ["*"]\n')
    result = run("convert", place / "tea.md")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "tea.md:1: `exclude` in the settings leaves out every question" in result.stderr
    made = run("build", place, "--out", place / "dist", "--only", "markdown")
    assert made.exit_code == 0, made.stderr


def test_an_output_larger_than_a_document_may_be_is_refused(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    place = folder(tea__md=TEXT)
    monkeypatch.setattr("exporter.safefiles.DOCUMENT", len(TEXT) + 2)
    result = run("convert", place / "tea.md", "-o", place / "out.md")
    assert result.exit_code == 1
    assert "tea.md:1: what would be written cannot be read" in result.stderr


def test_what_is_doubtful_is_counted(folder: Folder) -> None:
    place = folder(tea__md=f"{TEXT}\n```\n", quiet__md=TEXT)
    assert "1 place to look at: `exporter check" in run("convert", place / "tea.md").stderr
    assert run("convert", place / "quiet.md").stderr == ""


def test_images_that_stay_behind_are_told(folder: Folder, tmp_path: Path) -> None:
    place = folder(tea__md=f"{TEXT}\n![a](a%20b.png) ![c](none.png) ![d](https://example.org/d.png) ![e](data:x)\n")
    (place / "a b.png").write_bytes(b"")
    (tmp_path / "other").mkdir()
    assert "tea.md:11: the image a%20b.png would not be found from" in (
        result := run("convert", place / "tea.md", "-o", tmp_path / "other" / "tea.md").stderr
    )
    assert result.count("\n") == 2
    assert "the image" not in run("convert", place / "tea.md", "-o", place / "out.md").stderr


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_document_comes_back(path: Path, tmp_path: Path) -> None:
    try:
        made = convert.convert(str(path), tmp_path / "out.md")
    except InputError:  # what cannot be read, or asks nothing
        return
    assert list(map(str, made.differences)) == []


@settings(max_examples=int(os.environ.get("EXAMPLES", "100")), suppress_health_check=list(HealthCheck))
@given(TEXTS)
def test_any_text_comes_back(tmp_path: Path, text: str) -> None:
    """No text that anybody thought of is refused."""
    (tmp_path / "any.md").write_bytes(text.encode())
    try:
        made = convert.convert(str(tmp_path / "any.md"), tmp_path / "out.md")
    except InputError:
        return
    assert list(map(str, made.differences)) == []
