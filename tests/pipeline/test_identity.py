"""What a build tells of cards, before and after, and what it never loses."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from exporter import worddiff
from exporter.pipeline.changes import search
from exporter.pipeline.store import card_cache
from tests.collection import opened, take
from tests.conftest import ROOT
from tests.identity.books import BOOK, CASES, LATER, TEN, Asked, Book, only, titled
from tests.test_cli import run
from tests.tools import needs

EDITED = only([LATER, replace(TEN[0], question="What brings the tides about?"), *TEN[1:4], *TEN[5:9]])
EDITED = only([replace(each, answer="Each 12 hours and 25 minutes.") if each.n == 2 else each for each in EDITED.asked])
VAGUE = replace(TEN[4], question="Salt?", answer="Rivers wash it out of rocks, and it remains when seas evaporate.")


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    BOOK.write(tmp_path / "docs")
    return tmp_path / "docs"


def build(docs: Path, *options: object) -> Result:
    return run("build", docs, "--out", docs.parent / "dist", "--only", "anki", *options)


def diff(docs: Path, *options: object) -> Result:
    return run("diff", docs, "--out", docs.parent / "dist", *options)


def files(folder: Path) -> dict[str, tuple[bytes, int]]:
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns) for path in paths}


# ── diff ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_diff_of_nothing(docs: Path) -> None:
    build(docs)
    assert diff(docs).stdout == "Nothing would change: 10 cards as in the last build.\n"


@pytest.mark.parametrize("options", [(), ("-v",)])
def test_a_diff_before_any_build_says_so(docs: Path, options: tuple[str, ...]) -> None:
    said = diff(docs, *options)
    assert said.exit_code == 0
    assert said.stdout.startswith(f"Nothing was built yet: there is no {docs / 'cards.lock'}. The first build makes ")
    assert said.stdout.endswith("10 new, 0 unchanged.\n")
    assert json.loads(diff(docs, "--json").stdout)["built"] is False
    build(docs)
    assert "Nothing was built yet" not in diff(docs).stdout
    assert json.loads(diff(docs, "--json").stdout)["built"] is True


def test_a_diff_writes_nothing(docs: Path) -> None:
    before = files(docs.parent)
    assert diff(docs).exit_code == 0
    assert files(docs.parent) == before
    build(docs)
    before = files(docs.parent)
    diff(docs, "-v")
    assert files(docs.parent) == before


def test_a_diff_tells_each_card(docs: Path) -> None:
    build(docs)
    EDITED.write(docs)
    lines = [" ".join(line.split()) for line in diff(docs).stdout.splitlines()]
    assert lines == [
        "sea.md",
        "new Which fish sleeps in a cocoon of slime? 5",
        "reworded What brings the tides about? 9 +3 -2 words in the question",
        "answer How often is high tide? 13 +1 -1 words",
        "retired Why is the sea salty?",
        "retired How does a dune hold its place?",
        "1 new, 1 reworded (history kept), 1 answer changed, 2 retired, 6 unchanged.",
    ]


def test_a_diff_shows_the_words(docs: Path) -> None:
    build(docs)
    EDITED.write(docs)
    said = diff(docs, "-v").stdout
    assert "question: What [-causes-] {+brings+} the [-tides?-] {+tides about?+}" in said
    assert "answer: [-Every-] {+Each+} 12 hours and 25 …" in said


def test_without_a_cache_the_ledger_remembers_the_words(docs: Path) -> None:
    build(docs)
    shutil.rmtree(docs.parent / "dist")
    EDITED.write(docs)
    assert "[-Every-] {+Each+} 12 hours" in diff(docs, "-v").stdout


def test_what_changed_behind_the_remembered_beginning_is_not_told_wrong(docs: Path) -> None:
    long = replace(TEN[0], answer=f"{'The moon, and the sun a little. ' * 30}At last.")
    only([long]).write(docs)
    build(docs)
    shutil.rmtree(docs.parent / "dist")
    only([replace(long, answer=f"{long.answer} Twice.")]).write(docs)
    assert diff(docs).stdout.splitlines()[1].split()[-1].isdigit()


def test_a_diff_as_json(docs: Path) -> None:
    build(docs)
    EDITED.write(docs)
    table = json.loads(diff(docs, "--json").stdout)
    assert [change["change"] for change in table["changes"]] == ["new", "updated", "updated", "retired", "retired"]
    assert table["changes"][1]["was"] == TEN[0].question
    assert table["unchanged"] == 6


def test_cards_that_moved_together_are_one_line(docs: Path) -> None:
    build(docs)
    titled("sea.md", "Oceans").write(docs)
    assert [" ".join(line.split()) for line in diff(docs).stdout.splitlines()] == [
        "sea.md",
        "moved 10 cards Sea → Oceans",
        "10 moved, 0 unchanged.",
    ]


def test_what_is_rendered_otherwise_stands_apart(docs: Path) -> None:
    build(docs)
    said = diff(docs, "--set", "anki.root_tag=x").stdout
    assert said.splitlines()[-1] == "This version or these settings render 10 cards differently."
    built = run("build", docs, "--out", docs.parent / "dist", "--only", "anki", "--set", "anki.root_tag=x")
    assert "10 cards: 10 rendered differently." in built.stderr


def test_words_are_compared_in_bounded_time() -> None:
    assert worddiff.counts("a b c", "a x c") == "+1 -1 words"
    assert worddiff.counts("a", " a ") == "spaces only"
    assert worddiff.marked("x " * 100_000, "y " * 100_000).startswith("[-x x")


# ── doubt ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_doubtful_card_is_told_with_a_remedy(docs: Path) -> None:
    build(docs)
    only([*TEN[5:], VAGUE]).write(docs)
    said = build(docs).stderr
    assert "warning [uncertain-identity] “Salt?”" in said


def test_keep_history_writes_nothing_where_it_is_doubtful(docs: Path) -> None:
    build(docs)
    only([*TEN[5:], VAGUE]).write(docs)
    before = files(docs.parent)
    result = build(docs, "--keep-history")
    assert result.exit_code == 5
    assert "<!-- id:" in result.stderr
    assert files(docs.parent) == before
    BOOK.write(docs)
    assert build(docs, "--keep-history").exit_code == 0


def test_the_remedy_helps(docs: Path) -> None:
    build(docs)
    key = next(
        json.loads(line)["key"] for line in (docs / "cards.lock").read_text().splitlines() if TEN[4].question in line
    )
    only([*TEN[:4], *TEN[5:], LATER]).write(docs)
    path = docs / "sea.md"
    path.write_text(path.read_text().replace(LATER.question, f"{LATER.question}\n<!-- id: {key} -->"))
    assert "1 updated, 9 unchanged" in build(docs, "--keep-history").stderr


# ── scope ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def two(docs: Path) -> Book:
    book = Book({"a.md": TEN[:5], "b.md": TEN[5:]}, {"a.md": "The Sea", "b.md": "The Shore"})
    book.write(docs)
    return book


def test_a_build_of_one_document_retires_nothing_of_the_other(docs: Path) -> None:
    two(docs)
    build(docs)
    ledger = (docs / "cards.lock").read_bytes()
    assert "5 cards: 5 unchanged." in build(docs / "a.md").stderr
    assert (docs / "cards.lock").read_bytes() == ledger


def test_a_document_built_alone_keeps_its_cards_when_it_is_renamed(docs: Path) -> None:
    two(docs)
    build(docs)
    (docs / "a.md").rename(docs / "c.md")
    assert "5 cards: 5 moved." in build(docs / "c.md").stderr


@pytest.mark.parametrize("broken", [b"\0", b"\xff", b"", b"\n", b"Words, and no question.\n"])
def test_a_document_that_failed_retires_nothing(broken: bytes, docs: Path) -> None:
    two(docs)
    build(docs)
    text = (docs / "a.md").read_bytes()
    (docs / "a.md").write_bytes(broken)
    assert "5 cards: 5 unchanged." in build(docs).stderr
    (docs / "a.md").write_bytes(text)
    assert "10 cards: 10 unchanged." in build(docs).stderr


def test_a_converted_document_keeps_its_cards(docs: Path) -> None:
    replace(BOOK, labelled=True).write(docs)
    build(docs)
    assert run("convert", docs / "sea.md", "-o", docs / "ocean.md").exit_code == 0
    (docs / "sea.md").unlink()
    assert "10 cards: 10 moved." in build(docs).stderr


# ── what a package cannot do ─────────────────────────────────────────────────────────────────────────────────────────


def report(docs: Path) -> dict[str, Any]:
    table: dict[str, Any] = json.loads((docs.parent / "dist" / "report.json").read_text())
    return table


def test_the_searches_of_the_report_find_the_cards_in_anki(docs: Path, tmp_path: Path) -> None:
    build(docs)
    package = docs.parent / "dist" / "anki" / "all-decks.apkg"
    with opened(tmp_path / "anki") as collection:
        take(collection, package)
        titled("sea.md", "Oceans", EDITED.asked).write(docs)
        said = build(docs).stderr
        take(collection, package)
        collection.sched.suspend_cards(collection.find_cards("Question:*about*"))
        found = {name: len(collection.find_cards(row["search"])) for name, row in report(docs)["anki"].items()}
        assert found == {"retired": 2, "moved": 8, "updated": 2, "suspended": 1, "all_retired": 2}
        assert {name: row["cards"] for name, row in report(docs)["anki"].items()} == {**found, "suspended": 2}
    assert "2 retired: no longer in the documents" in said


def test_a_search_for_thousands_is_one_term() -> None:
    assert search(["a"]) == '"CardId:a"'
    assert search(["b", "a"]) == '"CardId:re:^(a|b)$"'


def test_retired_cards_stay_known(docs: Path) -> None:
    build(docs)
    only(TEN[1:]).write(docs)
    build(docs)
    build(docs)
    assert report(docs)["anki"]["all_retired"]["cards"] == 1


# ── whatever happens ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_build_killed_at_any_step_leaves_all_whole(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.pipeline.killing", str(tmp_path / "place")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 20  # as many kills


@needs("pdf")
def test_the_same_bytes_wherever_and_whenever(docs: Path, tmp_path: Path) -> None:
    build(docs)
    made = [_elsewhere(docs, tmp_path / name, zone, seed, at) for name, zone, seed, at in _CIRCUMSTANCES]
    assert made[0] == made[1]
    assert any(name.endswith(".apkg") for name in made[0])
    assert any(name.endswith(".pdf") for name in made[0])


_CIRCUMSTANCES = (("here", "UTC", "1", 1_900_000_000), ("there/far away", "Asia/Kathmandu", "2", 2_000_000_000))


def _elsewhere(docs: Path, place: Path, zone: str, seed: str, clock: int) -> dict[str, bytes]:
    """All outputs of these documents, built by another process in another folder at another time."""
    shutil.copytree(docs, place / "docs")
    for path in (place / "docs").iterdir():
        os.utime(path, (clock, clock))
    command = [sys.executable, "-m", "exporter", "build", "docs", "--only", "all", "--jobs", seed]
    env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT), "HOME": str(place)}
    env["SOURCE_DATE_EPOCH"] = str(clock)  # the clock that identity reads
    done = subprocess.run(command, cwd=place, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return {name: data for name, (data, _) in files(place).items()}


def test_retired_cards_are_told_where_their_answers_are_cut(docs: Path) -> None:
    build(docs)
    only(TEN[1:]).write(docs)
    assert "retired-cut" not in build(docs, "--retire-tag").stderr
    (docs.parent / "dist" / card_cache.FILE).unlink()
    made = build(docs, "--retire-tag")
    assert "cards.lock:1: warning [retired-cut] 1 retired cards" in made.stderr
    assert made.exit_code == 0


def test_cards_of_four_hundred(docs: Path) -> None:
    many = [Asked(n, f"{TEN[n % 10].question} ({n})", f"{TEN[n % 10].answer} {n} {n * n}.") for n in range(400)]
    only(many).write(docs)
    build(docs)
    changed = [replace(each, question=f"Tell: {each.question}") if each.n % 9 == 0 else each for each in many[::-1]]
    only(changed).write(docs)
    assert "400 cards: 45 updated, 355 unchanged." in build(docs).stderr
    assert len(CASES) > 15
