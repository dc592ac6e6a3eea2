"""Fonts of this machine: what fontconfig lists, what a build tells, and what PDFs embed."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from exporter.pipeline import fonts
from tests.test_cli import run
from tests.tools import needs

Folder = Callable[..., Path]
# A private character, which no font of a distribution has
TEXT = "# Bread\n\n### Q1: Why salt?\n\nTaste.\n\n### Q2: Why \ue7c5?\n\nGas.\n"


@pytest.fixture
def forgotten() -> Iterator[None]:
    """Fonts are listed anew, before and after."""
    for cached in (fonts._listed, fonts.installed):
        cached.cache_clear()
    yield
    for cached in (fonts._listed, fonts.installed):
        cached.cache_clear()


def stand_in(folder: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """An `fc-list` that prints a text."""
    (folder / "bin").mkdir()
    (folder / "bin/fc-list").write_text(f"#!/bin/sh\ncat <<'END'\n{text}\nEND\n", encoding="utf-8")
    (folder / "bin/fc-list").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}/bin:/usr/bin:/bin")


@pytest.mark.usefixtures("forgotten")
def test_what_fontconfig_lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        "Oven Mono,Oven Mono Light\tTrueType\t100\t65536\t20-7e 2500-257f",
        "Oven\tCFF\t\t65536\ta0 100-17f",
        "Old\tPCF\t100\t0\t400-4ff",  # Pango draws no bitmaps
        "a line that is broken",
    ]
    stand_in(tmp_path, monkeypatch, "\n".join(rows))
    found = fonts.installed()
    assert found
    assert found.families == {"oven mono", "oven mono light", "oven"}
    assert found.characters == ((0x20, 0x7E), (0xA0, 0xA0), (0x100, 0x17F), (0x2500, 0x257F))
    assert found.upright == ((0x20, 0x7E), (0x2500, 0x257F))
    assert len(fonts.fingerprint()) == 16


@pytest.mark.usefixtures("forgotten")
def test_without_fontconfig_nothing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert fonts.installed() is None
    assert fonts.fingerprint()


@needs("fontconfig")
@pytest.mark.parametrize(("only", "told"), [("sheet", True), ("quiz,csv", True), ("csv,markdown", False)])
def test_a_build_that_prints_tells(folder: Folder, only: str, told: bool) -> None:
    result = run("build", folder(bread__md=TEXT), "--out", folder().parent / "dist", "--only", only)
    assert result.exit_code == 0
    assert ("bread.md:7: warning [no-glyph] no installed font has \ue7c5 (U+E7C5)" in result.stderr) is told


@needs("fontconfig")
def test_check_tells(folder: Folder) -> None:
    assert "bread.md:7: warning [no-glyph]" in run("check", folder(bread__md=TEXT)).stdout


@needs("fontconfig")
def test_a_family_that_is_missing_is_told(folder: Folder) -> None:
    result = run("check", folder(bread__md=TEXT), "--set", 'print.fonts=["Nowhere Sans"]')
    assert "exporter.toml:1: warning [no-font] print.fonts names Nowhere Sans" in result.stdout
    assert run("check", folder(), "--set", 'print.fonts=["a;b"]').exit_code == 2


def embedded(source: Path, *rest: object) -> set[str]:
    """The fonts in a sheet."""
    dist = source.parent / "dist"
    assert run("build", source, "--out", dist, "--only", "sheet", *rest).exit_code == 0
    (sheet,) = (dist / "print").iterdir()
    rows = subprocess.run(["pdffonts", sheet], check=True, capture_output=True, text=True).stdout.splitlines()[2:]
    return {row.split()[0].rpartition("+")[2] for row in rows}


@needs("fontconfig")
def test_chosen_families_come_first(folder: Folder) -> None:
    source = folder(bread__md="# Bread\n\n### Q1: Why?\n\nTaste.\n\n```\nsalt\n```\n")
    known = fonts.installed()
    if not known or not {"dejavu serif", "dejavu sans mono"} <= known.families:
        pytest.skip("DejaVu is missing")
    assert not any("Serif" in name for name in embedded(source))
    chosen = embedded(source, "--set", 'print.fonts=["Nowhere Sans", "DejaVu Serif"]')
    assert {name for name in chosen if "Mono" not in name and "Serif" not in name} == set()
    assert any("Mono" in name for name in chosen)
    code = embedded(source, "--set", 'print.code_fonts=["DejaVu Serif"]')
    assert not any("Mono" in name for name in code)


# Emoji of all kinds: plain, with a selector, joined, keycap, flag; signs, and a diagram
EMOJI = "Done 🎉 ✅ ❤️ 👩‍💻 1️⃣ 🇪🇺 ▶ → ∑.\n\n```text\n┌──┐\n│ ✅ │\n└──┘\n```"


@needs("fontconfig")
@pytest.mark.parametrize(("text", "tofu"), [(EMOJI, False), ("\ue7c5", True)])
def test_what_is_not_told_is_no_tofu(folder: Folder, caplog: pytest.LogCaptureFixture, text: str, tofu: bool) -> None:
    source = folder(bread__md=f"# Bread\n\n### Q1: Why?\n\n{text}\n")
    told = "no-glyph" in run("check", source).stdout
    if told and not tofu:
        pytest.skip("this machine has no fonts for emoji: tofu is told")
    assert told is tofu
    embedded(source, "--jobs", "1")
    assert any(".notdef" in record.message for record in caplog.records) is tofu
