"""Builds on a machine without Pango: everything else is made, and one sentence says what helps."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result

from exporter import syspackages
from exporter.emitters.print import libraries
from tests.test_cli import GOOD, Folder, outputs, run

SAID = "PDFs were not made, since Pango is not installed here: run `sudo "


@pytest.fixture
def pango(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A machine without Pango, until `undo` installs it; of Debian, whoever asks."""
    monkeypatch.setattr(libraries, "fault", lambda: "Pango is not installed here")
    monkeypatch.setattr(syspackages, "_manager", lambda: "apt")
    monkeypatch.setattr(syspackages, "_is_root", lambda: False)
    return monkeypatch


def build(source: Path, *rest: object) -> Result:
    return run("build", source, "--out", source.parent / "dist", *rest)


def report(source: Path) -> dict[str, object]:
    table: dict[str, object] = json.loads((source.parent / "dist/report.json").read_text())
    return table


@pytest.mark.usefixtures("pango")
def test_everything_else_is_made_and_one_sentence_helps(folder: Folder) -> None:
    source = folder(bread__md=GOOD, buns__md="# Buns\n\n### Q1: Why sugar?\n\nBrown.\n")
    result = build(source)
    assert result.exit_code == 0
    assert outputs(source)[-4:] == ["csv/bread.csv", "csv/buns.csv", "index.html", "report.json"]
    (said,) = [line for line in result.stderr.splitlines() if "Pango" in line]
    assert (
        said
        == f"{SAID}{' '.join(['apt-get install', *syspackages.packages('pdf', manager='apt')])}`, then build again."
    )
    assert "PDF" not in result.stderr.replace(said, "")
    assert report(source)["left_out"] == ["print/bread-sheet.pdf", "print/buns-sheet.pdf"]
    assert ".pdf" not in (source.parent / "dist/index.html").read_text()


@pytest.mark.usefixtures("pango")
@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--only", "csv"), None),
        (("--only", "all"), 0),
        (("--quiet",), 0),
        (("--only", "csv,sheet"), 4),
        (("--only", "quiz", "--quiet"), 4),
        (("--level", "beginner"), 4),  # chosen to be printed
    ],
)
def test_it_is_an_error_where_a_print_is_asked_for(folder: Folder, options: tuple[str, ...], code: int | None) -> None:
    source = folder(bread__md=GOOD.replace("salt?", "salt? `beginner`"))
    result = build(source, *options)
    assert result.exit_code == (code or 0)
    assert result.stderr.count(SAID) == (code is not None)
    assert (f"error: {SAID}" in result.stderr) is (code == 4)
    assert [name for name in outputs(source) if name.endswith(".pdf")] == []


def test_old_prints_stay_until_they_can_be_made_again(folder: Folder, pango: pytest.MonkeyPatch) -> None:
    source = folder(bread__md=GOOD, buns__md="# Buns\n\n### Q1: Why sugar?\n\nBrown.\n")
    dist = source.parent / "dist/print"
    with pytest.MonkeyPatch.context() as installed:
        installed.setattr(libraries, "fault", lambda: "")
        if build(source).exit_code:
            pytest.skip("nothing can be printed here")
    old = (dist / "bread-sheet.pdf").read_bytes()

    result = build(source)  # nothing is out of date
    assert result.exit_code == 0
    assert "Pango" not in result.stderr
    assert report(source)["left_out"] == []

    (source / "bread.md").write_text(GOOD.replace("Taste", "Strength"))
    (source / "buns.md").unlink()
    result = build(source)
    assert result.exit_code == 0
    assert SAID in result.stderr
    assert (dist / "bread-sheet.pdf").read_bytes() == old
    assert not (dist / "buns-sheet.pdf").exists()  # its document is gone
    assert "print/bread-sheet.pdf" in (source.parent / "dist/index.html").read_text()

    pango.undo()
    result = build(source)
    assert result.exit_code == 0
    assert (dist / "bread-sheet.pdf").read_bytes() != old
    assert report(source)["left_out"] == []


@pytest.mark.usefixtures("pango")
def test_fonts_are_of_no_interest(folder: Folder) -> None:
    result = build(folder(bread__md=GOOD.replace("Gas", "\ue7c5")))
    assert "no-glyph" not in result.stderr


@pytest.mark.usefixtures("pango")
def test_on_a_system_that_is_not_known_the_libraries_are_named(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(syspackages, "_manager", lambda: "")
    assert "here: install Pango and the fonts Noto Sans and DejaVu, then" in build(folder(bread__md=GOOD)).stderr
