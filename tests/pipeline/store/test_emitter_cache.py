"""The cache of what was printed: the same sheets with it, without it, and with one that is damaged or another's."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from exporter.pipeline.store import emitter_cache
from tests.test_cli import run
from tests.tools import needs

DOCUMENT = "# Clouds\n\n" + "\n".join(
    f"{n}. **Question:** What is cloud {n}?\n   **Answer:** It is `number` {n}, **and** {{}} of all.\n"
    for n in range(1, 30)
)


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "clouds.md").write_text(DOCUMENT.format(*["one"] * 29), encoding="utf-8")
    return tmp_path / "docs"


def edit(docs: Path) -> None:
    (docs / "clouds.md").write_text(DOCUMENT.format(*["one"] * 14, "another one", *["one"] * 14), encoding="utf-8")


def build(docs: Path, out: str = "dist") -> Path:
    lock = docs.parent / f"{out}.lock"
    assert run("build", docs, "--out", docs.parent / out, "--lock", lock, "--only", "sheet").exit_code == 0
    return docs.parent / out


def kept(out: Path) -> Path:
    (path,) = (out / emitter_cache.FOLDER / "print").iterdir()
    return path


def fresh(docs: Path, out: Path) -> bytes:
    """The sheet as a build makes it that knows the ledger and nothing else."""
    shutil.copyfile(out.with_suffix(".lock"), docs.parent / "fresh.lock")
    return (build(docs, "fresh") / "print" / "clouds-sheet.pdf").read_bytes()


@needs("pdf")
def test_a_sheet_after_an_edit_is_the_one_made_from_nothing(docs: Path) -> None:
    out = build(docs)
    before = (out / "print" / "clouds-sheet.pdf").read_bytes()
    edit(docs)
    after = (build(docs) / "print" / "clouds-sheet.pdf").read_bytes()
    assert after != before
    assert after == fresh(docs, out)


@needs("pdf")
@pytest.mark.parametrize("spoiled", ["", "{", "[]", '{"tool": "another", "kept": {}}', '{"kept": 7}'])
def test_a_cache_that_does_not_hold_is_not_missed(docs: Path, spoiled: str) -> None:
    out = build(docs)
    kept(out).write_text(spoiled, encoding="utf-8")
    edit(docs)
    assert (build(docs) / "print" / "clouds-sheet.pdf").read_bytes() == fresh(docs, out)
    assert kept(out).read_text(encoding="utf-8").count("\n") >= 1


@needs("pdf")
def test_what_no_longer_is_printed_is_forgotten(docs: Path) -> None:
    out = build(docs)
    assert kept(out).name == "clouds-sheet.pdf.json"
    (docs / "clouds.md").write_text(DOCUMENT.format(*["one"] * 29).replace("Clouds", "Skies"), encoding="utf-8")
    assert kept(build(docs)).name == "skies-sheet.pdf.json"
