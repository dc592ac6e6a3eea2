"""What is hard in Anki, printed: real collections with reviews, real searches, and nothing else touched."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from importlib import util
from pathlib import Path
from typing import Any

import pytest
from anki.cards import CardId
from anki.collection import Collection, ExportAnkiPackageOptions
from anki.decks import DeckId
from click.testing import Result

from exporter.emitters import NO_MEANS, Edition, Emitted, Emitter, Means
from exporter.sources import ankisearch
from tests.collection import opened, take
from tests.conftest import ROOT
from tests.pipeline.test_identity_in_anki import execute
from tests.test_cli import run

SEA = """\
# Sea

## Tides

### Q: What causes the tides?

The moon.

### Q: How often is high tide?

Twice a day.

## Shore

### Q: What makes sand?

Waves.

### Q: What floats?

Cork.

### C:

A dune is held by ==grass==.
"""
LAPSES = {"causes": 5, "often": 0, "makes": 9, "floats": 2, "dune": 4}


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "sea.md").write_text(SEA, encoding="utf-8")
    assert run("build", folder, "--out", tmp_path / "dist", "--only", "anki").exit_code == 0
    return folder


@pytest.fixture
def collection(notes: Path, tmp_path: Path) -> Iterator[Collection]:
    """A collection in which the cards were forgotten so often, with a note of the user's own."""
    with opened(tmp_path / "anki") as made:
        take(made, tmp_path / "dist" / "anki" / "all-decks.apkg")
        for words, lapses in LAPSES.items():
            _study(made, made.find_cards(words), lapses)
        kind = made.models.by_name("Basic")
        assert kind
        note = made.new_note(kind)
        note.fields = ["Mine?", "Yes."]
        made.add_note(note, DeckId(1))
        _study(made, note.card_ids(), 9)
        yield made


def _study(collection: Collection, cards: Sequence[CardId], lapses: int) -> None:
    for key in cards:
        numbers = f"type = 2, queue = 2, reps = 20, lapses = {lapses}, ivl = 3, factor = 1900"
        execute(collection, f"update cards set {numbers} where id = {key}")


def packed(collection: Collection, path: Path, *, scheduling: bool = True, old: bool = False) -> Path:
    options = ExportAnkiPackageOptions(with_scheduling=scheduling, with_media=False, legacy=old)
    collection.export_anki_package(out_path=str(path), options=options, limit=None)
    return path


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The questions of the quizzes that are made, in their order, without setting a page."""
    found: list[str] = []

    real = Emitter.emit

    def emit(self: Emitter, edition: Edition, out: Any, means: Means = NO_MEANS) -> Emitted:
        if not self.printed:
            return real(self, edition, out, means)
        asked = edition.documents if self.name == "quiz" else ()
        found.extend(card.question for document in asked for card in document.cards)
        out.write(b"%PDF")
        return Emitted()

    monkeypatch.setattr(Emitter, "emit", emit)
    return found


def hard(notes: Path, where: str, file: Path, *rest: object, code: int = 0) -> Result:
    """Prints what a search finds, in this process."""
    done = run(*("build", notes, "--out", notes.parent / "dist", "--jobs", 1, "--where", where, "--from", file, *rest))
    assert done.exit_code == code, done.output
    return done


def without_anki(monkeypatch: pytest.MonkeyPatch) -> None:
    real = util.find_spec
    monkeypatch.setattr(util, "find_spec", lambda name: None if name == "anki" else real(name))


HARDEST = ["What makes sand?", "What causes the tides?", "A dune is held by \\[…\\]."]


@pytest.mark.parametrize("has_anki", [True, False])
@pytest.mark.parametrize("kind", ["apkg", "old.apkg", "colpkg", "anki2"])
def test_the_hardest_cards_come_first(
    notes: Path,
    collection: Collection,
    tmp_path: Path,
    printed: list[str],
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    has_anki: bool,
) -> None:
    file = tmp_path / f"export.{kind}"
    if kind == "colpkg":
        collection.export_collection_package(str(file), False, False)
        collection.reopen()
    elif kind == "anki2":
        collection.close()
        shutil.copy(collection.path, file)
        collection.reopen()
    else:
        packed(collection, file, old=kind == "old.apkg")
    if not has_anki:
        without_anki(monkeypatch)
    done = hard(notes, "prop:lapses>3", file, "--only", "quiz")
    assert printed == HARDEST
    assert f"1 matching card in {file} not of these documents: ignored." in done.stderr
    assert "Printed 3 cards (prop:lapses>3 in Anki, hardest first)" in done.stderr


@pytest.mark.parametrize(
    ("where", "count"),
    [
        ("prop:lapses>3", 4),
        ("-prop:lapses>3", 2),
        ("prop:lapses>=4 prop:lapses<=5", 2),
        ("prop:lapses=0", 1),
        ("prop:lapses!=0 tag:qa::sea", 4),
        ("tag:qa", 5),
        ("tag:qa::sea::shore", 3),
        ("tag:*shore", 3),
        ("tag:QA::S_a", 5),
        ("-tag:qa", 1),
        ("tag:q", 0),
        ('"tag:qa::sea::tides"', 2),
        ("prop:ivl>2 prop:reps<20", 0),
    ],
)
def test_the_few_words_understood_without_anki_mean_the_same(
    collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str, count: int
) -> None:
    file = packed(collection, tmp_path / "a.apkg")
    asked = ankisearch.find(file, where)
    without_anki(monkeypatch)
    assert ankisearch.find(file, where) == asked
    assert len(asked) == count


@pytest.mark.parametrize(
    "where", ["is:suspended", "deck:Sea", "lapses>3", "prop:lapses>3 or tag:x", "(tag:qa)", "x", "tag:"]
)
def test_other_searches_need_anki(
    notes: Path, collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    without_anki(monkeypatch)
    done = hard(notes, where, packed(collection, tmp_path / "a.apkg"), code=2)
    assert "pip install anki" in done.stderr


def test_nothing_else_is_touched(notes: Path, collection: Collection, tmp_path: Path, printed: list[str]) -> None:
    """Neither the ledger, although a card is new, nor decks, nor prints of all cards."""
    dist = tmp_path / "dist"
    assert run("build", notes, "--out", dist, "--only", "quiz", "--jobs", 1).exit_code == 0
    (notes / "sea.md").write_text(f"{SEA}\n### Q: Why is it blue?\n\nThe sky.\n", encoding="utf-8")

    def state() -> dict[Path, bytes]:
        files = (path for home in (notes, dist) for path in home.rglob("*") if path.is_file())
        return {path: path.read_bytes() for path in files if dist / "chosen" not in path.parents}

    before = state()
    hard(notes, "prop:lapses>3", packed(collection, tmp_path / "a.apkg"), "--only", "quiz")
    assert state() == before
    assert (dist / "chosen" / "print" / "sea-quiz.pdf").exists()


def test_a_choice_leaves_nothing_of_the_one_before(
    notes: Path, collection: Collection, tmp_path: Path, printed: list[str]
) -> None:
    file, chosen = packed(collection, tmp_path / "a.apkg"), tmp_path / "dist" / "chosen" / "print"
    hard(notes, "prop:lapses>3", file, "--only", "quiz,flashcards")
    assert sorted(path.name for path in chosen.iterdir()) == ["sea-flashcards.pdf", "sea-quiz-key.pdf", "sea-quiz.pdf"]
    printed.clear()
    hard(notes, "prop:lapses<1", file, "--only", "quiz")
    assert sorted(path.name for path in chosen.iterdir()) == ["sea-quiz-key.pdf", "sea-quiz.pdf"]
    assert printed == ["How often is high tide?"]


def test_other_options_choose_among_what_was_found(
    notes: Path, collection: Collection, tmp_path: Path, printed: list[str]
) -> None:
    hard(notes, "prop:lapses>1", packed(collection, tmp_path / "a.apkg"), "--only", "quiz", "--section", "Shore")
    assert printed == ["What makes sand?", "A dune is held by \\[…\\].", "What floats?"]


def test_a_card_that_left_the_documents_is_named(
    notes: Path, collection: Collection, tmp_path: Path, printed: list[str]
) -> None:
    (notes / "sea.md").write_text(SEA.replace("### Q: What makes sand?\n\nWaves.\n\n", ""), encoding="utf-8")
    done = hard(notes, "prop:lapses>3", packed(collection, tmp_path / "a.apkg"), "--only", "quiz")
    assert "1 matching card no longer in the documents, so not printed: “What makes sand?”" in done.stderr
    assert printed == HARDEST[1:]


def test_a_reverse_card_counts_for_its_question(
    notes: Path, collection: Collection, tmp_path: Path, printed: list[str]
) -> None:
    time.sleep(1.1)
    assert (
        run("build", notes, "--out", tmp_path / "dist", "--only", "anki", "--set", "anki.reverse=true").exit_code == 0
    )
    take(collection, tmp_path / "dist" / "anki" / "all-decks.apkg")
    (reverse,) = collection.find_cards("often card:2")
    execute(collection, f"update cards set lapses = 20, type = 2, reps = 30 where id = {reverse}")
    hard(notes, "prop:lapses>3", packed(collection, tmp_path / "a.apkg"), "--only", "quiz")
    assert printed == ["How often is high tide?", *HARDEST]


# ── errors ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_export_without_scheduling_says_so(notes: Path, collection: Collection, tmp_path: Path) -> None:
    done = hard(notes, "prop:lapses>3", packed(collection, tmp_path / "a.apkg", scheduling=False), code=2)
    assert "no reviews in it" in done.stderr
    assert "Include scheduling information" in done.stderr


def test_a_search_that_anki_does_not_understand_is_told_in_its_words(
    notes: Path, collection: Collection, tmp_path: Path
) -> None:
    done = hard(notes, "prop:lapses>many", packed(collection, tmp_path / "a.apkg"), code=2)
    assert "--where 'prop:lapses>many': Invalid search" in done.stderr


def test_no_card_found(notes: Path, collection: Collection, tmp_path: Path) -> None:
    file = packed(collection, tmp_path / "a.apkg")
    assert f"no card in {file} matches" in hard(notes, "prop:lapses>99", file, code=2).stderr
    done = hard(notes, "mine?", file, code=2)
    assert f"1 matching card in {file}, none of them made by exporter, but none of these documents" in done.stderr


def test_documents_that_were_never_built(collection: Collection, tmp_path: Path) -> None:
    folder = tmp_path / "fresh"
    folder.mkdir()
    (folder / "land.md").write_text("# Land\n\n### Q: What is loam?\n\nSoil.\n", encoding="utf-8")
    assert "No ledger" in hard(folder, "tag:qa", packed(collection, tmp_path / "a.apkg"), code=2).stderr
    assert not (folder / "cards.lock").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--where", "tag:x"], "belong together"),
        (["--from", "x.apkg"], "belong together"),
        (["--where", " ", "--from", "x.apkg"], "belong together"),
        (["--where", "tag:x", "--from", "x.apkg", "--only", "anki"], "--only names anki"),
        (["--where", "tag:x", "--from", "x.apkg", "--only", "all"], "--only names anki"),
        (["--where", "tag:x", "--from", "x.apkg", "--resend"], "cannot be combined with --where"),
    ],
)
def test_options_that_do_not_go_together(notes: Path, options: list[str], said: str) -> None:
    done = run("build", notes, "--out", notes.parent / "dist", *options)
    assert done.exit_code == 2
    assert said in done.stderr


@pytest.mark.parametrize("data", [None, b"", b"text", b"PK\x03\x04 nothing", b"SQLite format 3\0 nothing"])
def test_a_file_that_is_none_of_anki(notes: Path, tmp_path: Path, data: bytes | None) -> None:
    if data is not None:
        (tmp_path / "x.apkg").write_bytes(data)
    done = hard(notes, "tag:x", tmp_path / "x.apkg", code=3)
    assert str(tmp_path / "x.apkg") in done.stderr


def test_a_collection_in_use_is_not_read(notes: Path, collection: Collection) -> None:
    command = [sys.executable, "-m", "exporter", "build", str(notes), "--out", str(notes.parent / "dist")]
    command += ["--where", "tag:qa", "--from", collection.path]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 3
    assert "Anki has this collection open" in done.stderr


def test_changes_in_the_log_beside_a_collection_count(
    notes: Path, collection: Collection, tmp_path: Path, printed: list[str]
) -> None:
    crashed = tmp_path / "crashed"
    shutil.copytree(Path(collection.path).parent, crashed)
    assert (crashed / "collection.anki2-wal").stat().st_size
    hard(notes, "prop:lapses>3", crashed / "collection.anki2", "--only", "quiz")
    assert printed == HARDEST
