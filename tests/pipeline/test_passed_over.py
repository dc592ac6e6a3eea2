"""What is in a folder and not read is counted; a folder without documents is an error that says what is there."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from exporter.sources import passedover
from tests.test_cli import run

Folder = Callable[..., Path]
TEA = "# Tea\n\n### Q1: How hot?\n\n80 degrees. ![a pot](pictures/my%20pot.png)\n"
READING = ["build", "check", "diff", "parse", "watch", "serve"]


@pytest.fixture
def source(folder: Folder) -> Path:
    """A document with a picture, and files that nobody reads."""
    made = folder(tea__md=TEA)
    (made / "pictures").mkdir()
    for name in ("my pot", "unused"):
        Image.new("RGB", (2, 2)).save(made / "pictures" / f"{name}.png")
    for name in ("a.pdf", "b.PDF", "old.doc", "LICENSE", "pictures/slides.pptx", ".hidden.pdf", "exporter.toml"):
        (made / name).write_text("")
    for name in ("node_modules", "__pycache__", "templates"):
        (made / name).mkdir()
        (made / name / "notes.md").write_text(TEA)
    return made


def test_a_build_counts_by_kind_what_it_passes_over(source: Path) -> None:
    for _ in range(2):  # DIST and the ledger are there the second time
        result = run("build", source, "--out", source / "out", "--only", "csv")
        assert result.exit_code == 0
        assert "Not read: 6 files (2 .pdf, 1 .doc, 1 .png, 1 .pptx, 1 without suffix)." in result.stderr
        assert "Not searched: node_modules, templates." in result.stderr
    report = json.loads((source / "out" / "report.json").read_text())
    assert report["passed_over"] == {".pdf": 2, ".doc": 1, ".png": 1, ".pptx": 1, "without suffix": 1}
    assert "Not read: 6 files (2 .pdf" in run("check", "-v", source).stdout
    assert run("check", source).stdout == ""


def test_where_all_is_read_nothing_is_said(folder: Folder) -> None:
    source = folder(tea__md=TEA.split("!", maxsplit=1)[0])
    for _ in range(2):
        result = run("build", source, "--out", source / "dist", "--lock", source / "my.ledger", "--only", "csv")
        assert "Not read" not in result.stderr
        assert "Not searched" not in result.stderr


def test_many_kinds_share_a_line() -> None:
    (line,) = passedover.lines([f"a.{n}x" for n in range(20)])
    assert line == f"Not read: 20 files ({', '.join(f'1 .{n}x' for n in (0, 10, 11, 12, 13, 14, 15, 16))}, 12 others)."


@pytest.mark.parametrize("command", READING)
@pytest.mark.parametrize(
    ("names", "said"),
    [
        ((), "no document in this folder, which is empty. `exporter init "),
        ((".hidden.md", "exporter.toml"), "no document in this folder, which is empty. `exporter init "),
        (("a.pdf", "b.pdf", "c.doc", "sub/d.pptx"), "Not read: 4 files (2 .pdf, 1 .doc, 1 .pptx). Save them as .docx"),
        (("node_modules/a.md",), "Not searched: node_modules. Name the folder that has the documents."),
    ],
)
def test_a_folder_without_documents_is_an_error(
    folder: Folder, command: str, names: tuple[str, ...], said: str
) -> None:
    source = folder()
    for name in names:
        (source / name).parent.mkdir(exist_ok=True)
        (source / name).write_text("")
    options = () if command in ("parse", "check") else ("--out", source.parent / "dist")
    result = run(command, source, *options, *(("--port", 0) if command == "serve" else ()))
    assert result.exit_code == 3
    error = result.stderr.splitlines()[-1]
    assert error.startswith(f"Error: {source}: no document in this folder")
    assert said in error
    assert not (source.parent / "dist").exists()


def test_one_of_several_folders_without_documents_is_named(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = run("build", folder(tea__md=TEA), tmp_path / "empty", "--out", tmp_path / "dist")
    assert result.exit_code == 3
    assert f"Error: {tmp_path / 'empty'}: no document in this folder" in result.stderr


def test_a_folder_whose_documents_are_gone_loses_nothing(folder: Folder) -> None:
    """A disk that is not mounted looks like this."""
    source = folder(tea__md=TEA)
    command = ("build", source, "--out", source.parent / "dist", "--only", "csv,anki")
    assert run(*command).exit_code == 0
    lock, dist = (source / "cards.lock").read_bytes(), sorted((source.parent / "dist").rglob("*"))
    (source / "tea.md").unlink()
    assert run(*command).exit_code == 3
    assert (source / "cards.lock").read_bytes() == lock
    assert sorted((source.parent / "dist").rglob("*")) == dist


def test_a_folder_of_nothing_but_links_out_of_it_is_an_error(folder: Folder, tmp_path: Path) -> None:
    source = folder()
    (tmp_path / "tea.md").write_text(TEA)
    (source / "tea.md").symlink_to(tmp_path / "tea.md")
    result = run("build", source, "--out", tmp_path / "dist", "--only", "csv")
    assert result.exit_code == 3
    assert "error [linked-outside]" in result.stderr
