"""Packages go through the door that people use: File > Import of the real app, on a screen that nobody sees."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.gui.app import Shown, session, started
from tests.test_cli import run

DELETES = "This will delete your existing collection"

BACKUP = """\
# Backup Strategies

### Q1: How many copies are enough?

Three, on two kinds of media, one of them elsewhere.

### Q2: What is restored first?

A test, every month.
"""
DECKS = """\
# All decks

### C:

A deck holds ==cards==, and a package holds ==decks==.

### Q: Which of these is a package?

- [ ] a deck of cards
- [x] a file

**Answer:**

The file.
"""


def build(source: Path) -> Path:
    dist = source.parent / "dist"
    result = run("build", source, "--out", dist, "--only", "anki")
    assert result.exit_code == 0, result.stderr
    return dist / "anki"


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    """One session of the app; skipped visibly where it cannot run."""
    folder = tmp_path_factory.mktemp("app")
    with started(folder) as env:
        return session(folder, made(folder), env)


def made(folder: Path) -> list[tuple[str, ...]]:
    """Builds packages, and tells what to do with them: the steps of `driver.py`."""
    source = folder / "docs"
    source.mkdir()
    (source / "backup.md").write_text(BACKUP, encoding="utf-8")
    (source / "decks.md").write_text(DECKS, encoding="utf-8")
    first = shutil.copytree(build(source), folder / "first")
    (source / "backup.md").write_text(BACKUP.replace("every month", "every week"), encoding="utf-8")
    later = build(source)
    for name in ("collection.apkg", "Backup-1.apkg"):
        shutil.copyfile(first / "all-decks.apkg", folder / name)
    deck = "Backup Strategies"
    return [
        ("old copy", "import", str(folder / "collection.apkg"), "Default"),
        ("all", "import", str(first / "all-decks.apkg"), deck),
        ("all again", "import", str(first / "all-decks.apkg"), deck),
        ("one", "import", str(first / "qa-backup-strategies.apkg"), deck),
        ("other", "import", str(first / "all-decks-decks.apkg"), "All decks"),
        ("review", "review", deck, "How many copies", "one of them elsewhere"),
        ("edited", "import", str(later / "all-decks.apkg"), deck),
        ("named as a backup", "import", str(folder / "Backup-1.apkg"), deck),
    ]


def log(found: dict[str, Any]) -> str:
    """What the dialog says of an import."""
    text: str = found["log"]
    return text


@pytest.mark.parametrize("step", ["all", "all again", "one", "other", "edited"])
def test_a_package_opens_the_dialog_of_packages_and_asks_nothing(shown: Shown, step: str) -> None:
    assert (shown[step]["asked"], shown[step]["dialog"]) == ([], "import-anki-package")
    assert "Import any learning progress" in shown[step]["options"]


@pytest.mark.parametrize("step", ["old copy", "named as a backup"])
def test_under_the_name_of_a_backup_it_asks_whether_to_delete_the_collection(shown: Shown, step: str) -> None:
    """So these tests can see what they must not see."""
    assert shown[step]["dialog"] == ""
    assert [DELETES in text for text in shown[step]["asked"]] == [True]


def test_the_first_import_brings_all_notes_and_decks(shown: Shown) -> None:
    assert "4 new notes imported" in log(shown["all"])
    assert (shown["all"]["notes"], shown["all"]["cards"]) == (4, 5)  # the cloze note has two cards
    listed = [line.split("\t")[0].strip() for line in shown["all"]["decks"].splitlines()]
    assert [name for name in listed if name in ("All decks", "Backup Strategies", "Default")] == [
        "All decks",
        "Backup Strategies",
    ]


@pytest.mark.parametrize(("step", "notes"), [("all again", 4), ("one", 2), ("other", 2)])
def test_another_import_brings_nothing_new(shown: Shown, step: str, notes: int) -> None:
    assert f"{notes} notes already present" in log(shown[step])
    assert not re.search(r"new notes? imported|used to update", log(shown[step]))
    assert (shown[step]["notes"], shown[step]["cards"]) == (4, 5)


def test_a_card_is_learned_as_it_was_written(shown: Shown) -> None:
    assert "How many copies are enough?" in shown["review"]["question"]
    assert "Three, on two" not in shown["review"]["question"]
    assert "Three, on two kinds of media, one of them elsewhere." in shown["review"]["answer"]


def test_after_an_edit_one_note_is_updated_and_the_review_is_kept(shown: Shown) -> None:
    assert "1 note was used to update" in log(shown["edited"])
    assert (shown["edited"]["notes"], shown["edited"]["cards"], shown["edited"]["reviews"]) == (4, 5, 1)
