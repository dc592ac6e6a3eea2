"""An upgrade costs nobody anything: people who began with the first state, and whom this one sends a package."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from anki.collection import Collection
from anki.notes import NoteId

from tests.collection import opened, take
from tests.conftest import SHARED
from tests.test_cli import run

ACCEPTED = Path(__file__).with_name("no_longer_sent.txt")
_LINE = re.compile(r"\S{10} \S.{10,}")


@pytest.mark.usefixtures("upgrade")
def test_whoever_began_with_the_first_state_loses_nothing() -> None:
    exporter = Path(sys.executable).with_name("exporter")
    command = [sys.executable, *map(str, (SHARED / "upgrade" / "check.py", exporter, ACCEPTED))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", ["source", "corpus"])  # those of "seeds" were touched in the second of their build
def test_what_does_not_come_from_the_documents_leaves_touched_notes_alone(
    name: str, upgrade: Callable[[str], tuple[Path, Path]], tmp_path: Path
) -> None:
    documents, state = upgrade(name)
    for file in ("cards.lock", "collection.anki2"):
        shutil.copyfile(state / file, tmp_path / file)
    options = ("--lock", tmp_path / "cards.lock", "--out", tmp_path / "dist", "--only", "anki")
    run("build", documents, *options, "--set", "anki.root_tag=x")
    with opened(tmp_path) as collection:
        touched = {*collection.find_notes("tag:exam or words")}
        own = {note: collection.get_note(note).joined_fields() for note in touched if _is_own(collection, note)}
        counts = take(collection, tmp_path / "dist" / "anki" / "all-decks.apkg")
        assert counts.conflicting == 0
        assert counts.updated > 300
        assert {note for note in touched if _is_own(collection, note)} == {*own}
        assert {note: collection.get_note(note).joined_fields() for note in own} == own


def _is_own(collection: Collection, note: NoteId) -> bool:
    """Whether its user tagged a note or wrote into it."""
    made = collection.get_note(note)
    return made.has_tag("exam") or "In my own words" in made.joined_fields()


def test_notes_that_are_no_longer_sent_have_a_reason_each() -> None:
    lines = ACCEPTED.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.startswith("# ") and not _LINE.fullmatch(line)] == []
    assert len(lines) == len(set(lines))


@pytest.mark.parametrize("line", ["", "GkKJ9+Ov2A", "GkKJ9+Ov2A  because it is so", "short because it is no guid"])
def test_a_line_without_guid_or_reason_is_found(line: str) -> None:
    assert not _LINE.fullmatch(line)
