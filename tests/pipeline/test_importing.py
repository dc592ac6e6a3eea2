"""What Anki takes for a backup of a whole collection: outputs of older versions go, and people are warned of copies."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from exporter.pipeline.store.manifest import FILE as MANIFEST
from exporter.pipeline.store.manifest import Manifest
from tests.collection import opened, take
from tests.test_cli import run

Folder = Callable[..., Path]

TEXT = """\
# {title}

### Q1: What is kept in {title}?

All of it.

### Q2: Who may read {title}?

Its owner.
"""
WARNING = "If you have old copies named collection.apkg"


def build(source: Path, *options: str, dist: Path | None = None) -> Result:
    return run("build", source, "--out", dist or source.parent / "dist", *options)


def packages(source: Path) -> list[str]:
    return sorted(path.name for path in (source.parent / "dist" / "anki").iterdir())


def age(source: Path, *names: str) -> None:
    """Puts DIST and the ledger into the state in which version 0.1 left them, with these packages."""
    dist, lock = source.parent / "dist", source / "cards.lock"
    known = Manifest.load(dist)
    for name in names:
        (dist / name).write_text("a package")
        known.digests[name], known.sources[name] = "old", ""
    table = {"digests": known.digests, "sources": known.sources}
    (dist / MANIFEST).write_text(json.dumps(table), encoding="utf-8")
    head, begun, *entries = lock.read_text(encoding="utf-8").splitlines(keepends=True)
    assert "begun" in begun
    lock.write_text(head.replace("ledger 2:", "ledger 1:") + "".join(entries), encoding="utf-8")


@pytest.fixture
def source(folder: Folder) -> Path:
    """A document of a name that is no name of a package, built once."""
    made = folder(plan__md=TEXT.format(title="Backup Strategies"))
    assert build(made, "--only", "anki,csv").exit_code == 0
    return made


# What must stay as it is.


def test_a_package_that_we_did_not_make_stays(source: Path) -> None:
    (source.parent / "dist" / "anki" / "collection.apkg").write_text("somebody's own backup")
    assert "Removed" not in build(source, "--only", "anki,csv").stderr
    assert "collection.apkg" in packages(source)


def test_of_a_new_ledger_there_are_no_old_copies(folder: Folder) -> None:
    result = build(folder(tea__md=TEXT.format(title="Tea")))
    assert "Next: import" in result.stderr
    assert WARNING not in result.stderr


def test_tags_are_those_that_people_have(source: Path, tmp_path: Path) -> None:
    with opened(tmp_path / "anki") as collection:
        take(collection, source.parent / "dist" / "anki" / "all-decks.apkg")
        assert collection.tags.all() == ["qa::backup-strategies"]


# What must not.


@pytest.mark.parametrize("options", [["--only", "anki"], ["--only", "csv"], ["--only", "csv", "--quiet"], []])
def test_any_build_removes_what_anki_takes_for_a_backup_and_says_why(source: Path, options: list[str]) -> None:
    age(source, "anki/collection.apkg", "anki/backup-strategies.apkg")
    result = build(source, *options)
    assert result.exit_code == 0
    (told,) = [line for line in result.stderr.splitlines() if line.startswith("Removed")]
    assert "anki/collection.apkg" in told
    assert "anki/backup-strategies.apkg" in told
    assert "anki/all-decks.apkg" in told
    assert packages(source) == ["all-decks.apkg", "qa-backup-strategies.apkg"]
    assert "Removed" not in build(source, *options).stderr


def test_packages_of_documents_that_this_build_does_not_read_go_too(source: Path, folder: Folder) -> None:
    age(source, "anki/backup-of-another.apkg")
    folder(tea__md=TEXT.format(title="Tea"))
    build(source / "tea.md", "--only", "csv", dist=source.parent / "dist")
    assert "backup-of-another.apkg" not in packages(source)


def test_where_older_versions_made_packages_each_hint_to_import_warns_of_copies(source: Path) -> None:
    age(source)
    for title in ("Backups", "Copies"):
        (source / "plan.md").write_text(TEXT.format(title=title), encoding="utf-8")
        assert WARNING in build(source, "--only", "anki").stderr
    assert WARNING not in build(source, "--only", "anki").stderr  # nothing to import, so no hint


def test_a_document_of_the_name_of_all_decks_has_a_package_of_its_own(folder: Folder) -> None:
    source = folder(notes__md=TEXT.format(title="All decks"), tea__md=TEXT.format(title="Collection"))
    build(source)
    assert packages(source) == ["all-decks-notes.apkg", "all-decks.apkg", "collection-tea.apkg"]


def test_a_deck_of_any_length_has_files(folder: Folder) -> None:
    source = folder(tea__md=f"---\ndeck: {'茶' * 300}\n---\n" + TEXT.format(title="Tea"))
    result = build(source, "--only", "all")
    assert result.exit_code == 0, result.stderr
