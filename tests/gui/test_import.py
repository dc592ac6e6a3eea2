"""Packages go through the door that people use: File > Import of the real app, on a screen that nobody sees."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from exporter import syspackages
from tests.conftest import ROOT
from tests.test_cli import run
from tests.tools import lacking

PYTHON = ROOT / ".venv-gui" / "bin" / "python"
XVFB = shutil.which("Xvfb")
TIMEOUT = 300  # seconds: the app is up in ten on a quiet machine
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


Shown = dict[str, dict[str, Any]]  # what the app showed in each step, by the step's name


@contextmanager
def screen() -> Iterator[str]:
    """A virtual screen; yields its name, which the server itself chooses."""
    assert XVFB
    reading, writing = os.pipe()
    command = [XVFB, "-displayfd", str(writing), "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with open(reading, encoding="ascii") as name:
            yield f":{name.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


WINDOW = """\
import sys
try:
    import PyQt6.QtWebEngineCore
    from aqt.qt import QApplication
except ImportError as error:
    sys.exit(str(error))
QApplication([])
"""


def no_window(env: dict[str, str]) -> str:
    """Why Qt cannot open a window here, in its own words; empty where it can."""
    tried = subprocess.run([PYTHON, "-c", WINDOW], env=env, capture_output=True, text=True, check=False)
    return " ".join(tried.stderr.split())[:300] or "it does not start" if tried.returncode else ""


def build(source: Path) -> Path:
    dist = source.parent / "dist"
    result = run("build", source, "--out", dist, "--only", "anki")
    assert result.exit_code == 0, result.stderr
    return dist / "anki"


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    """One session of the app; skipped visibly where it cannot run."""
    if not PYTHON.exists():
        pytest.skip("Anki's app is not in .venv-gui: nothing goes through its door (make test-gui installs it)")
    if why := lacking("gui"):
        pytest.skip(f"nothing goes through Anki's door: {why}")
    folder = tmp_path_factory.mktemp("app")
    steps = made(folder)
    with screen() as display:
        env = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "HOME": str(folder)}
        env["ANKI_SINGLE_INSTANCE_KEY"] = f"exporter-{os.getpid()}"  # another Anki of this user is none of ours
        env["QTWEBENGINE_CHROMIUM_FLAGS"] = "--no-sandbox"  # it does not start as root or in containers; pages are ours
        if why := no_window(env):
            pytest.skip(f"Qt opens no window: nothing goes through Anki's door ({why}; {syspackages.command('gui')})")
        return session(folder, steps, env)


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


def session(folder: Path, steps: list[tuple[str, ...]], env: dict[str, str]) -> Shown:
    request, answer = folder / "request.json", folder / "answer.json"
    request.write_text(json.dumps(steps), encoding="utf-8")
    command = [PYTHON, Path(__file__).with_name("driver.py"), folder / "base", request, answer]
    ended = subprocess.run(command, env=env, capture_output=True, text=True, timeout=TIMEOUT, check=False)
    assert answer.exists(), ended.stderr[-2000:]
    found = json.loads(answer.read_text(encoding="utf-8"))
    assert not found["error"], found["error"]
    made: Shown = found["shown"]
    return made


def log(found: dict[str, Any]) -> str:
    """What the dialog says of an import, without the marks that isolate numbers in text of either direction."""
    text: str = found["log"]
    return text.replace("\u2068", "").replace("\u2069", "")


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
