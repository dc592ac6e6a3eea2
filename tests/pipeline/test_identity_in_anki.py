"""Reviews survive whatever people do to their documents: build, import, review, change, build, import."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection

from exporter import markup, readers
from exporter.emitters import canonical
from exporter.model import Card, Document
from exporter.notes import fields
from exporter.pipeline.store import ledger_file
from exporter.readers.source import Source
from tests.collection import Counts, opened, take
from tests.conftest import SHARED, SOURCE
from tests.identity.books import BOOK, CASES, LATER, TEN, Asked, Book, only
from tests.identity.mutations import mutate
from tests.test_cli import run

DOCUMENTS = [SOURCE / "docker.md", *sorted((SHARED / "seeds").glob("*.txt"))]
Shown = tuple[str, str]  # question and answer as they stand in Anki


def build(folder: Path, *options: str) -> Path:
    """Builds the packages and returns the one of all documents."""
    result = run("build", folder, "--out", folder.parent / "dist", "--only", "anki", *options)
    assert result.exit_code == 0, result.stderr
    return folder.parent / "dist" / "anki" / "all-decks.apkg"


def shown(asked: Asked) -> Shown:
    return markup.html(asked.question).strip(), markup.html(asked.answer).strip()


def review(collection: Collection, numbers: Mapping[Shown, int]) -> None:
    """Gives every card a history: a review, and an interval of 100 days and its number."""
    for note_id in collection.find_notes(""):
        note = collection.get_note(note_id)
        (card,) = note.cards()
        days = 100 + numbers[note["Question"], note["Answer"]]
        execute(collection, "update cards set type = 2, queue = 2, reps = 7, ivl = ? where id = ?", days, card.id)
        row = (time.time_ns(), card.id, -1, 3, days, 10, 2500, 4000, 1)
        execute(collection, "insert into revlog values (?,?,?,?,?,?,?,?,?)", *row)


def execute(collection: Collection, sql: str, *values: Any) -> list[Any]:
    assert collection.db
    return collection.db.all(sql, *values)


def histories(collection: Collection) -> dict[Shown, int]:
    """The number in each note's history, 0 where it has none."""
    found = {}
    for note_id in collection.find_notes(""):
        note = collection.get_note(note_id)
        (card,) = note.cards()
        ((reviews,),) = execute(collection, "select count() from revlog where cid = ?", card.id)
        assert (card.reps == 7) == (reviews == 1) == (card.ivl > 100)
        found[note["Question"], note["Answer"]] = max(0, card.ivl - 100)
    return found


def survive(before: Book, after: Book, place: Path) -> Counts:
    """Builds, imports and reviews one book, then builds and imports the other: no review may be lost."""
    folder = place / "docs"
    before.write(folder)
    with opened(place / "anki") as collection:
        assert take(collection, build(folder)) == Counts(len(before.asked), 0, 0, 0)
        review(collection, {shown(each): each.n for each in before.asked})
        after.write(folder)
        counts = take(collection, build(folder))
        found = histories(collection)
        assert {shown(each): found.get(shown(each)) for each in after.asked} == {
            shown(each): each.n for each in after.asked
        }
        assert len(found) == len(before.asked) + counts.new
    return counts


@pytest.mark.parametrize("name", CASES)
def test_ten_of_ten_histories_are_kept(name: str, tmp_path: Path) -> None:
    after, updated = CASES[name]
    new = sum(each.n == 0 for each in after.asked)
    kept = len(after.asked) - new
    assert survive(BOOK, after, tmp_path) == Counts(new, updated, kept - updated, 0)


@pytest.mark.parametrize("name", CASES)
def test_the_way_back_keeps_them_too(name: str, tmp_path: Path) -> None:
    changed, _ = CASES[name]
    files = {file: tuple(replace(each, n=each.n or 11) for each in part) for file, part in changed.files.items()}
    there = {each.n for part in files.values() for each in part}
    back = only(replace(each, n=each.n if each.n in there else 0) for each in TEN)
    counts = survive(replace(changed, files=files), back, tmp_path)
    assert (counts.new, counts.conflicting) == (10 - len(there - {11}), 0)


def test_same_question_twice_keeps_both_apart(tmp_path: Path) -> None:
    twins = [*TEN[:9], replace(TEN[9], question=TEN[0].question)]
    edited = [replace(each, answer=f"{each.answer} So it is said.") if each.n in (1, 10) else each for each in twins]
    assert survive(only(twins), only(edited[::-1]), tmp_path) == Counts(0, 2, 8, 0)


def test_files_merged(tmp_path: Path) -> None:
    parts = Book({"a.md": TEN[:5], "b.md": TEN[5:]}, {"a.md": "The Sea", "b.md": "The Coast"})
    assert survive(parts, BOOK, tmp_path) == Counts(0, 5, 5, 0)


def test_a_card_that_comes_back_has_its_history(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    BOOK.write(folder)
    with opened(tmp_path / "anki") as collection:
        take(collection, build(folder))
        review(collection, {shown(each): each.n for each in TEN})
        only(TEN[1:]).write(folder)
        assert take(collection, build(folder)) == Counts(0, 0, 9, 0)
        only([LATER, *TEN]).write(folder)
        assert take(collection, build(folder)) == Counts(1, 1, 9, 0)
        assert histories(collection)[shown(TEN[0])] == 1


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_a_tenth_of_a_real_collection_changes(path: Path, seed: int, tmp_path: Path) -> None:
    cards = readers.read(Source.decode(path.name, path.read_bytes())).cards
    read = [card for card in cards if card.answer and "![" not in card.question + card.answer]  # pictures stay behind
    newcomers = read[seed::20]
    old = [card for card in read if card not in newcomers]
    mutated = mutate(old, newcomers, 0.1, seed)
    folder = tmp_path / "docs"
    with opened(tmp_path / "anki") as collection:
        before = write(folder, old)
        assert take(collection, build(folder)) == Counts(len(old), 0, 0, 0)
        review(collection, {of_card(card): n for n, card in enumerate(before, 1)})
        after = write(folder, mutated.cards)
        counts = take(collection, build(folder))
        found = histories(collection)
    right = sum(found.get(of_card(after[new])) == n + 1 for n, new in mutated.truth.items())
    assert right >= 0.99 * len(mutated.truth)
    strangers = set(range(len(after))) - set(mutated.truth.values())
    assert [found[of_card(after[n])] for n in strangers] == [0] * len(strangers)
    assert (counts.new, counts.conflicting) == (len(newcomers), 0)


def of_card(card: Card) -> Shown:
    return fields.safe(markup.html(card.question)), fields.safe(markup.html(card.answer))


def write(folder: Path, cards: Sequence[Card]) -> list[Card]:
    """Writes a document and returns its cards as they are read again: a mutation may tear a code block."""
    folder.mkdir(exist_ok=True)
    document = Document("All", "all.md", tuple(cards))
    text = canonical.write([document])
    (folder / "all.md").write_text(text, encoding="utf-8")
    again = readers.read(Source("all.md", text)).cards
    assert len(again) == len(cards)
    return again


def test_retired_cards_are_found_by_their_tag_and_untouched_otherwise(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    BOOK.write(folder)
    with opened(tmp_path / "anki") as collection:
        take(collection, build(folder))
        review(collection, {shown(each): each.n for each in TEN})
        decks = collection.decks.all_names_and_ids()
        only(TEN[:8]).write(folder)
        build(folder)
        assert take(collection, build(folder, "--retire-tag")) == Counts(0, 2, 8, 0)
        assert len(collection.find_cards("tag:qa::retired")) == 2
        assert collection.decks.all_names_and_ids() == decks
        assert histories(collection) == {shown(each): each.n for each in TEN}
        BOOK.write(folder)
        assert take(collection, build(folder, "--retire-tag")) == Counts(0, 2, 8, 0)
        assert len(collection.find_cards("tag:qa::retired")) == 0


def test_a_new_style_reaches_anki_and_touches_no_note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from exporter.pipeline import resources

    folder = tmp_path / "docs"
    BOOK.write(folder)
    with opened(tmp_path / "anki") as collection:
        take(collection, build(folder))
        files = {**resources.templates("anki"), "style.css": ".card { color: teal }"}
        monkeypatch.setattr(resources, "templates", lambda name: files)
        assert take(collection, build(folder)) == Counts(0, 0, 10, 0)
        model = collection.models.by_name("exporter Q&A")
        assert model
        assert "teal" in model["css"]


def test_a_ledger_that_is_gone_is_missed(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    BOOK.write(folder)

    def said() -> str:
        return run("build", folder, "--out", tmp_path / "dist", "--only", "anki").stderr

    assert "exporter recover" not in said()
    assert "exporter recover" not in said()
    (folder / "cards.lock").unlink()
    assert "whose ledger is not there. If you imported them, restore it" in said()
    assert "exporter recover" not in said()


def test_a_lost_ledger_is_recovered_from_ankis_export(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    reworded, _ = CASES["question reworded"]
    BOOK.write(folder)
    with opened(tmp_path / "anki") as collection:
        take(collection, build(folder))
        reworded.write(folder)  # a card that no hash of its question finds
        take(collection, build(folder))
        review(collection, {shown(each): each.n for each in reworded.asked})
        export = tmp_path / "export.txt"
        collection.export_note_csv(
            out_path=str(export),
            limit=None,
            with_html=True,
            with_tags=True,
            with_deck=True,
            with_notetype=True,
            with_guid=True,
        )
        (folder / "cards.lock").unlink()
        assert run("recover", export, "--lock", folder / "cards.lock").exit_code == 0
        assert {entry.note_type for entry in ledger_file.load(folder / "cards.lock").entries.values()} == {"basic"}
        time.sleep(1.1)  # Anki keeps seconds
        assert take(collection, build(folder)).new == 0
        assert histories(collection) == {shown(each): each.n for each in reworded.asked}
        assert run("recover", export, "--lock", folder / "cards.lock").exit_code == 3
