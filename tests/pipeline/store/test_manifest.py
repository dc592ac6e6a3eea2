"""What a manifest may remove: outputs that we could have made, in DIST itself, and nothing that anybody wrote there."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter import naming
from exporter.emitters import EMITTERS
from exporter.pipeline.store import cache, emitter_cache, tempfiles
from exporter.pipeline.store.manifest import FILE, Manifest, is_output
from tests.test_cli import run
from tests.tools import needs

Folder = Callable[..., Path]
TEA = "# Tea\n\n### Q1: How hot?\n\n80 degrees.\n"

# What no output of ours is called; `{root}` is the folder around DIST.
FOREIGN = [
    "csv/../../victim/bank.csv",
    "csv/../../../{root}/victim/bank.csv",
    "{root}/victim/bank.csv",
    "../victim/bank.csv",
    "./csv/../../victim/bank.csv",
    "csv/./../../victim/bank.csv",
    "csv//{root}/victim/bank.csv",
    "csv\\..\\..\\victim\\bank.csv",
    "csv/..\0/bank.csv",
    "csv/\ud800.csv",
    "victim/bank.csv",
    "csv/.hidden.csv",
    "csv/.csv",
    "csv/my bank.csv",
    "csv/bank.csv/",
    "csv/sub/bank.csv",
    "csv",
    "",
    ".",
    "..",
    "/",
    ".stamps/build",
    "print/bank.csv",
    "print/bank.pdf",
    "markdown/cards.lock",
    "C:/bank.csv",
    "csv/" + "../" * 40 + "bank.csv",
]


def everything(root: Path) -> dict[str, bytes]:
    """All files by their path, those that a build never makes again."""
    files = (Path(here, name) for here, _, names in os.walk(root) for name in names)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files if path.is_file()}


def listing(*names: str, source: str = "") -> str:
    return json.dumps({"digests": dict.fromkeys(names, "x"), "sources": dict.fromkeys(names, source)})


@pytest.fixture
def place(folder: Folder, tmp_path: Path) -> Path:
    """A folder with documents, an empty DIST, and a victim beside them."""
    folder(tea__md=TEA)
    (tmp_path / "dist").mkdir()
    (tmp_path / "victim").mkdir()
    (tmp_path / "victim" / "bank.csv").write_text("bank")
    return tmp_path


def build(place: Path, only: str = "csv,markdown") -> str:
    """Builds and returns what was said."""
    result = run("build", place / "docs", "--out", place / "dist", "--only", only, "--jobs", "1")
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.parametrize("name", FOREIGN)
def test_a_foreign_name_removes_nothing(place: Path, name: str) -> None:
    name = name.format(root=str(place)) if name.startswith("{") else name.format(root=str(place).lstrip("/"))
    (place / "dist" / "csv" / "sub").mkdir(parents=True)
    for theirs in ("csv/my bank.csv", "csv/.hidden.csv", "csv/sub/bank.csv", "print/bank.pdf", "notes.txt"):
        (place / "dist" / theirs).parent.mkdir(parents=True, exist_ok=True)
        (place / "dist" / theirs).write_text("theirs")
    before = everything(place)
    (place / "dist" / FILE).write_text(listing(name))
    assert not is_output(name)
    assert "removed" not in build(place)
    after = everything(place)
    assert {path: after.get(path) for path in before} == before


@pytest.mark.parametrize("folder_of", ["csv", "print", "anki", "markdown"])
def test_nothing_is_removed_through_a_link(place: Path, folder_of: str) -> None:
    name = next(e.path("bank") for e in EMITTERS.values() if e.folder == folder_of)
    (place / "victim" / Path(name).name).write_text("theirs")
    (place / "dist" / folder_of).symlink_to(place / "victim")
    before = everything(place / "victim")
    manifest = Manifest({name: "x"}, {name: ""})
    assert manifest.remove_outputs(place / "dist", [name]) == []
    assert everything(place / "victim") == before


def test_a_link_in_the_place_of_an_output_is_not_removed(place: Path) -> None:
    (place / "dist" / "csv").mkdir()
    (place / "dist" / "csv" / "bank.csv").symlink_to(place / "victim" / "bank.csv")
    manifest = Manifest({"csv/bank.csv": "x"}, {"csv/bank.csv": ""})
    assert manifest.remove_outputs(place / "dist", ["csv/bank.csv"]) == []
    assert (place / "dist" / "csv" / "bank.csv").read_text() == "bank"
    assert manifest.sources == {}


def test_a_folder_in_the_place_of_an_output_is_not_removed(place: Path) -> None:
    (place / "dist" / "csv" / "bank.csv").mkdir(parents=True)
    assert Manifest({}, {"csv/bank.csv": ""}).remove_outputs(place / "dist", ["csv/bank.csv"]) == []


@pytest.mark.parametrize(
    "table",
    [
        "",
        "[]",
        "7",
        '{"digests": [], "sources": []}',
        '{"digests": {"csv/tea.csv": 7}, "sources": {"csv/tea.csv": ""}}',
        '{"digests": {}, "sources": {"csv/bank.csv": []}}',
        '{"digests": {}, "sources": {"csv/bank.csv": null}}',
        '{"digests": {"csv/bank.csv": "x"}}',
        "[" * 100_000,
        '{"digests": {}, "sources": {"csv/bank.csv": "\xff"}}',
    ],
)
def test_a_damaged_manifest_is_none(place: Path, table: str) -> None:
    (place / "dist" / "csv").mkdir()
    (place / "dist" / "csv" / "bank.csv").write_text("theirs")
    (place / "dist" / FILE).write_bytes(table.encode("latin-1"))
    assert Manifest.load(place / "dist") == Manifest()
    build(place)
    assert (place / "dist" / "csv" / "bank.csv").read_text() == "theirs"


@needs("pdf")
def test_what_we_made_goes_with_its_document(place: Path) -> None:
    (place / "docs" / "milk.md").write_text(TEA.replace("Tea", "Milk").replace("hot", "cold"))
    build(place, "anki,csv,markdown,sheet")
    made = [path for path in everything(place / "dist") if "milk" in path and not path.startswith(".")]
    assert sorted(made) == ["anki/milk.apkg", "csv/milk.csv", "markdown/milk.md", "print/milk-sheet.pdf"]
    (place / "docs" / "milk.md").unlink()
    assert "removed 4" in build(place, "anki,csv,markdown,sheet")
    assert [path for path in everything(place / "dist") if "milk" in path] == []


def test_an_output_that_is_no_longer_made_goes(place: Path) -> None:
    build(place, "csv")
    for name in ("tea.anki.csv", "theirs.anki.csv"):
        (place / "dist" / "csv" / name).write_text("#separator:Comma")
    manifest = Manifest.load(place / "dist")
    manifest.digests["csv/tea.anki.csv"], manifest.sources["csv/tea.anki.csv"] = "x", "tea.md"
    manifest.save(place / "dist", place / "docs" / "cards.lock")
    assert "removed 1" in build(place, "csv")
    assert not (place / "dist" / "csv" / "tea.anki.csv").exists()
    assert (place / "dist" / "csv" / "theirs.anki.csv").exists()


@needs("pdf")
def test_dist_may_be_a_link(place: Path) -> None:
    (place / "dist").rename(place / "there")
    (place / "dist").symlink_to(place / "there")
    test_what_we_made_goes_with_its_document(place)


def test_an_output_that_cannot_be_removed_is_told(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / "docs" / "milk.md").write_text(TEA.replace("Tea", "Milk"))
    build(place)
    (place / "docs" / "milk.md").unlink()
    unlink = Path.unlink

    def refused(path: Path, missing_ok: bool = False) -> None:
        if path.name == "milk.csv":
            raise PermissionError(13, "Permission denied")
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", refused)
    result = run("build", place / "docs", "--out", place / "dist", "--only", "csv")
    assert result.exit_code == 4
    assert f"{place / 'dist' / 'csv' / 'milk.csv'}: out of date, but it cannot be removed" in result.output
    monkeypatch.undo()
    assert "removed 2" in build(place)  # it is still known


@given(st.text(max_size=50))
def test_every_slug_is_one(text: str) -> None:
    assert naming.is_slug(naming.slug(text))
    assert all(emitter.makes(emitter.path(naming.slug(text))) for emitter in EMITTERS.values())


@given(st.text(alphabet="./\\-a\0 \n%~", max_size=12))
def test_what_is_made_has_one_folder_and_a_plain_name(text: str) -> None:
    for name in (text, f"csv/{text}.csv", f"print/{text}-sheet.pdf", f"anki/{text}.apkg"):
        if is_output(name):
            assert Path(name).parts == tuple(name.split("/"))
            assert not {"..", "."} & set(Path(name).parts)
            assert "\\" not in name
            assert "\0" not in name


# ── what is swept ────────────────────────────────────────────────────────────────────────────────────────────────────


@needs("pdf")
def test_plates_are_swept_without_links(place: Path) -> None:
    build(place, "sheet")
    kept = place / "dist" / emitter_cache.FOLDER
    (kept / "print" / "gone-sheet.pdf.json").write_text("{}")
    (kept / "print" / "notes.json").write_text("theirs")
    (place / "victim" / "gone-sheet.pdf.json").write_text("theirs")
    (place / "victim" / "print").mkdir()
    (place / "victim" / "print" / "gone-sheet.pdf.json").write_text("theirs")
    (kept / "away").symlink_to(place / "victim")
    emitter_cache.sweep(place / "dist", ["print/tea-sheet.pdf"])
    assert sorted(path.name for path in (kept / "print").iterdir()) == ["notes.json", "tea-sheet.pdf.json"]
    for path in (kept, kept / "print"):
        path.rename(path.with_name("old"))
        path.symlink_to(place / "victim" / ("" if path == kept else "print"))
        emitter_cache.sweep(place / "dist", [])
        path.unlink()
        path.with_name("old").rename(path)
    assert (place / "victim" / "gone-sheet.pdf.json").exists()
    assert (place / "victim" / "print" / "gone-sheet.pdf.json").exists()


def test_only_our_temporary_files_are_swept(place: Path) -> None:
    ours = ".cards.lock.a1b2c3d_.tmp"
    theirs = [
        ".cards.lock.original",  # eight letters, as older versions called theirs
        ".cards.lock.Original.tmp",
        ".cards.lock.tmp",
        ".other.a1b2c3d_.tmp",
        "cards.lock.a1b2c3d_.tmp",
        ".cards.lock.a1b2c3d_.tmp.bak",
    ]
    for name in [ours, *theirs]:
        (place / "docs" / name).write_text("text")
    (place / "docs" / ".cards.lock.afolder1.tmp").mkdir()
    (place / "docs" / ".cards.lock.alink123.tmp").symlink_to(place / "victim" / "bank.csv")
    tempfiles.sweep([place / "docs" / "cards.lock"], age=0)
    left = {path.name for path in (place / "docs").iterdir()}
    assert left == {*theirs, "tea.md", ".cards.lock.afolder1.tmp", ".cards.lock.alink123.tmp"}
    assert (place / "victim" / "bank.csv").exists()


# ── outputs of other documents ───────────────────────────────────────────────────────────────────────────────────────

SEA = "# Sea\n\n### Q1: What is a tide?\n\nThe moon.\n"


@pytest.fixture
def others(tmp_path: Path) -> Path:
    """A folder with the outputs of documents, and other documents beside."""
    for name, text in (("tea", TEA), ("sea", SEA)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "questions.md").write_text(text)
    assert run("build", tmp_path / "tea", "--out", tmp_path / "dist", "--only", "anki,csv").exit_code == 0
    return tmp_path


@pytest.mark.parametrize("command", ["build", "watch", "serve"])
@pytest.mark.parametrize("source", ["sea", "sea/questions.md"])
def test_outputs_of_other_documents_are_not_replaced_unasked(others: Path, command: str, source: str) -> None:
    before = everything(others)
    options = ("--port", 0) if command == "serve" else ()
    result = run(command, others / source, "--out", others / "dist", *options)
    assert result.exit_code == 2
    error = result.stderr.splitlines()[-1]
    assert error.startswith(f"Error: {others / 'dist'}: holds the outputs built with ")
    assert f"built with {others / 'tea' / 'cards.lock'}, which" in error
    assert "--out FOLDER, make DIST=FOLDER" in error
    assert everything(others) == before


def test_nor_those_of_another_ledger(others: Path) -> None:
    (others / "own.lock").write_bytes((others / "tea" / "cards.lock").read_bytes())
    result = run("build", others / "tea", "--out", others / "dist", "--lock", others / "own.lock", "--only", "csv")
    assert result.exit_code == 2


@pytest.mark.parametrize("change", ["nothing", "a document", "moved", "source moved", "no ledger", "deleted", "0.1"])
def test_what_is_no_other_source(others: Path, change: str) -> None:
    source, dist = others / "tea", others / "dist"
    if change == "a document":
        source = source / "questions.md"
    elif change == "moved":  # together
        (others / "new").mkdir()
        source, dist = source.rename(others / "new" / "tea"), dist.rename(others / "new" / "dist")
    elif change == "source moved":
        source = source.rename(others / "coffee")
    elif change == "no ledger":
        (source / "cards.lock").unlink()
        source = others / "sea"
    elif change == "deleted":
        for path in [*dist.rglob("*.csv"), *dist.rglob("*.apkg")]:
            path.unlink()
        source = others / "sea"
    elif change == "0.1":  # which did not say
        manifest = Manifest.load(dist)
        table = {"digests": manifest.digests, "sources": manifest.sources}
        (dist / FILE).write_text(json.dumps(table))
        source = others / "sea"
    result = run("build", source, "--out", dist, "--only", "anki,csv")
    assert result.exit_code == 0, result.stderr
    assert (dist / "csv" / ("sea.csv" if source.name == "sea" else "tea.csv")).exists()


@pytest.mark.parametrize("ledger", ["", "../" * 50, "/dev/zero", "\0", "x" * 10_000, "\ud800", "[1]"])
def test_whatever_a_manifest_calls_its_ledger(others: Path, ledger: str) -> None:
    manifest = Manifest.load(others / "dist")
    table = {"": ledger} | {name: [digest, ""] for name, digest in manifest.digests.items()}
    cache.write(others / "dist", FILE, table.items())
    assert run("build", others / "sea", "--out", others / "dist", "--only", "csv").exit_code in (0, 2)
