"""What ledgers of version 0.1 say without saying it, tried with those that people have."""

from __future__ import annotations

import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from exporter.identity import keys, ledger, legacy, matching
from exporter.identity.ledger import Entry
from exporter.model import Basic, Card, Choice, Cloze, Item, Level, Location
from exporter.notes import Renderer
from exporter.pipeline import reading
from exporter.readers.source import Hint, Reading
from tests.conftest import STATES
from tests.test_cli import run

WHERE = Location("x.md", 1)
QUIZ = Card("Which?", "So.", WHERE, kind=Choice(("a", "b", "c"), (1,)))
ENTRY = Entry("k", "g", 16, 1, 1, "", "Which?", "So.", "x.md", rendered="r")


def of(card: Card) -> Entry:
    """An entry as version 0.1 made it."""
    return replace(ENTRY, content="-".join(keys.content(card).split("-")[:3]))


@pytest.mark.parametrize("kind", [Basic(), Cloze()])
@pytest.mark.parametrize("level", [None, Level.ADVANCED])
@pytest.mark.parametrize("today", [QUIZ, Card("Else?", "Yes.", WHERE, kind=Cloze()), None])
def test_a_kind_without_options_is_known_whatever_it_reads_as_today(
    kind: Basic | Cloze, level: Level | None, today: Card | None
) -> None:
    assert legacy.recorded(of(replace(QUIZ, kind=kind, level=level)), today) == legacy.Recorded(kind.name)


@pytest.mark.parametrize("correct", [(), (0,), (2,), (0, 2), (0, 1, 2)])
def test_the_right_options_are_known_where_options_are_the_same(correct: tuple[int, ...]) -> None:
    old = of(replace(QUIZ, kind=Choice(("a", "b", "c"), correct), level=Level.BEGINNER, tags=("x",)))
    found = legacy.recorded(old, replace(QUIZ, tags=("x", "y")))
    assert found == legacy.Recorded("choice", f"{'.'.join(map(str, correct))}/3")


def test_what_is_not_known_had_options() -> None:
    old, today = of(QUIZ), replace(QUIZ, kind=Basic())
    assert legacy.recorded(old, today) is None
    assert legacy.note_types([old], {"k": today}, {}) == {"k": "choice"}
    assert legacy.note_types([old], {"k": today}, {"k": "cloze"}) == {"k": "cloze"}  # it is still rendered so
    assert legacy.note_types([old], {}, {}) == {}


@pytest.mark.parametrize("tags", [(), ("x",)])
@pytest.mark.parametrize("kind", [Basic(), Cloze()])
def test_a_cloze_is_known_before_it_is_matched(kind: Basic | Cloze, tags: tuple[str, ...]) -> None:
    old = of(replace(QUIZ, kind=kind, tags=tags))
    assert legacy.is_cloze(old, tags) is (kind == Cloze())
    assert legacy.is_cloze(replace(old, note_type="choice"), tags) is False
    for now in (Basic(), Cloze(), QUIZ.kind):
        made = matching.match([old], [replace(QUIZ, kind=now, tags=tags)])
        is_same = isinstance(now, Cloze) == isinstance(kind, Cloze)
        assert (len(made.pairs), len(made.other_kind)) == (is_same, not is_same)


def test_what_may_have_been_a_cloze_is_matched() -> None:
    old = of(replace(QUIZ, kind=Cloze(), tags=("gone",)))
    assert legacy.is_cloze(old, ("else",)) is None
    today = replace(QUIZ, kind=Cloze())
    assert matching.match([old], [today]).pairs == {0: old}
    assert legacy.note_types([old], {"k": today}, {}) == {"k": "cloze"}


def test_many_options_and_tags_take_no_long_time() -> None:
    many = replace(QUIZ, kind=Choice(tuple("abcdefghijklmnopqrstuvwxyz"), (1,)), tags=tuple("abcdefghijklmnop"))
    assert legacy.recorded(of(QUIZ), many) is None


def otherwise(card: Card) -> Card:
    """A card as a later version may read it: options gone, one more, or some where there were none."""
    kind, odd = card.kind, card.where.line % 2
    if isinstance(kind, Choice):
        return replace(card, kind=Basic() if odd else Choice((*kind.options, "?"), kind.correct))
    return replace(card, kind=Choice(("a", "b"), (0,))) if odd else card


@pytest.mark.parametrize("name", STATES)
def test_note_types_are_those_that_people_have(
    name: str,
    upgrade: Callable[[str], tuple[Path, Path]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    documents, state = upgrade(name)
    shutil.copyfile(state / ledger.FILE, tmp_path / ledger.FILE)
    read, render = reading._read, Renderer.render

    def reads(name: str, data: bytes, hint: Hint) -> Reading:
        made = read(name, data, hint)
        return replace(made, documents=tuple(replace(d, items=tuple(map(item, d.items))) for d in made.documents))

    def item(found: Item) -> Item:
        return otherwise(found) if isinstance(found, Card) else found

    monkeypatch.setattr(reading, "_read", reads)
    monkeypatch.setattr(Renderer, "render", lambda *given: replace(render(*given), digest="new"))
    run("build", documents, "--lock", tmp_path / ledger.FILE, "--out", tmp_path / "dist", "--only", "csv", "-q")
    made = ledger.loads((tmp_path / ledger.FILE).read_text(encoding="utf-8"), ledger.FILE)
    found = {entry.guid: entry.note_type for entry in made.entries.values()}
    retired = {entry.guid for entry in made.entries.values() if entry.retired and not entry.note_type}
    sent = {guid: kind for guid, kind in note_types(state / "collection.anki2").items() if guid not in retired}
    assert len(retired) < len(sent) / 50  # nobody can tell the note types of the few that are no cards anymore
    assert Counter((sent[guid], found[guid]) for guid in sent) == Counter((kind, kind) for kind in sent.values())


def note_types(collection: Path) -> dict[str, str]:
    """Note types by guid, as they stand in a collection."""
    names = {"exporter Q&A": "basic", "exporter Cloze": "cloze", "exporter Choice": "choice"}
    opened = sqlite3.connect(f"file:{collection}?mode=ro&immutable=1", uri=True)
    types = dict(opened.execute("select id, name from notetypes").fetchall())
    return {guid: names[types[mid]] for guid, mid in opened.execute("select guid, mid from notes")}
