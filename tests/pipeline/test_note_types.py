"""Note types in Anki: what a newer one does to collections that have the old one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from anki.collection import Collection

from exporter.notes import FIELDS, NOTE_TYPES
from tests.collection import opened, take
from tests.conftest import STATES
from tests.studied import World
from tests.test_cli import run

TEA = "# Tee\n\n### Q: Was ist Tee, und wie wird er gemacht?\n\nDie Blätter der Pflanze, mit Wasser.\n"


def fields(collection: Collection, name: str) -> list[dict[str, object]]:
    collection.models._clear_cache()
    model = collection.models.by_name(name)
    assert model
    return list(model["flds"])


@pytest.mark.parametrize("name", STATES)
def test_collections_of_the_first_state_take_the_new_types(
    name: str, upgrade: Callable[[str], tuple[Path, Path]], tmp_path: Path
) -> None:
    """No second note type, nothing in conflict, no one-way sync."""
    documents, state = upgrade(name)
    for file in ("cards.lock", "collection.anki2"):
        shutil.copyfile(state / file, tmp_path / file)
    run("build", documents, "--lock", tmp_path / "cards.lock", "--out", tmp_path / "dist", "--only", "anki")
    with opened(tmp_path) as collection:
        assert collection.db
        names = {each.name for each in collection.models.all_names_and_ids()}
        schema = collection.db.scalar("select scm from col")
        assert take(collection, tmp_path / "dist" / "anki" / "all-decks.apkg").conflicting == 0
        assert {each.name for each in collection.models.all_names_and_ids()} == names
        assert collection.db.scalar("select scm from col") == schema
        made = fields(collection, "exporter Q&A")
        assert [each["name"] for each in made] == list(NOTE_TYPES["basic"].fields)
        assert [each["collapsed"] for each in made] == [FIELDS[str(each["name"])].is_ours for each in made]


def test_the_editor_says_what_a_field_is(world: World) -> None:
    for kind in NOTE_TYPES.values():
        if kind.name == "exporter Choice":
            continue  # no new note is one
        for each in fields(world.collection, kind.name):
            assert each["description"] == FIELDS[str(each["name"])].description
            assert (each["font"], each["size"]) == ("Arial", 20)
    assert {"Question", "Answer", "Text", "Title", "Options", "Solution"} == {
        name for name, each in FIELDS.items() if not each.is_ours
    }


def test_a_note_has_the_language_of_its_card(world: World) -> None:
    world.write(TEA, "tee.md")
    world.write(f"---\nlang: pt_br\n---\n{TEA.replace('Tee', 'Chá')}", "cha.md")
    world.write(
        "# Mixed\n\n### Q: What is the word for tea in Hebrew?\n\nIt is\n\n### Q: מה זה תה?\n\nעלים במים.\n", "he.md"
    )
    world.build()
    world.take()
    found = {words: world.note(words)["Extra2"] for words in ("Tee, und", "Chá, und", "מה זה", "causes the tides")}
    assert found == {"Tee, und": "de", "Chá, und": "pt-BR", "מה זה": "he", "causes the tides": "en"}
    assert '<div class="qa" lang="de"' in world.note("Tee, und").cards()[0].question()


def test_a_language_that_is_none_writes_nothing(world: World) -> None:
    world.write(f"---\nlang: '\"><script>alert(1)</script>'\n---\n{TEA}", "tee.md")
    world.build()
    world.take()
    assert world.note("Tee, und")["Extra2"] == "de"


def test_an_english_note_is_not_sent_for_its_language(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Notes of 0.1 have none, and show what English ones do; they get it whenever they change."""
    from exporter import naming

    monkeypatch.setattr(naming, "language", lambda document: "")
    world.build(fresh=True)
    assert world.report()["sent"] == {"all": 0, "untouched": 0, "again": 0}
    monkeypatch.setattr(naming, "language", lambda document: "de")
    world.build(fresh=True)
    assert world.report()["sent"]["untouched"] == 5
