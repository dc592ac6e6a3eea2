"""Decks, tags and style as they arrive in Anki, beside what the user has there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from exporter.commands import init
from exporter.identity import ledger
from tests.studied import CARDS, World
from tests.test_cli import run

TEXT = "# Masonry\n\n### Q: What is ashlar?\n\nSquared stone.\n"


def decks(world: World) -> set[str]:
    """Where our cards lie."""
    found = map(world.collection.get_card, world.collection.find_cards("note:exporter*"))
    return {world.collection.decks.name(card.did) for card in found}


def test_a_deck_of_the_document_is_nested(world: World) -> None:
    world.write(f"---\ndeck: Building:: Stone\n---\n{TEXT}", "stone.md")
    world.build()
    world.take()
    assert decks(world) == {"Sea", "Building::Stone"}
    assert world.note("ashlar")["Breadcrumb"] == "Building › Stone"
    assert world.note("ashlar").tags == ["qa::building-stone"]
    assert (world.dist / "anki" / "building-stone.apkg").exists()


def test_cards_stay_beside_a_root_deck_that_comes_later(world: World) -> None:
    """No package moves a card: the build says which deck has another name now, and how to find its cards."""
    said = world.build("--set", "anki.root_deck=Study")
    way = 'Sea → Study::Sea: 5 cards, found by note:exporter* "deck:Sea" -"deck:Sea::*"'
    assert way in said
    assert "move them with Change Deck" in said
    assert way not in world.build("--set", "anki.root_deck=Study")
    counts = world.take()
    assert (counts.new, counts.conflicting) == (0, 0)
    assert decks(world) == {"Sea"}
    assert world.is_kept()
    assert len(world.collection.find_cards('note:exporter* "deck:Sea" -"deck:Sea::*"')) == CARDS
    world.collection.set_deck(
        world.collection.find_cards('note:exporter* "deck:Sea"'), world.collection.decks.id("Study::Sea") or 0
    )
    world.write(TEXT, "stone.md")
    world.build("--set", "anki.root_deck=Study")
    world.take()
    assert decks(world) == {"Study::Sea", "Study::Masonry"}


def test_a_deck_some_of_whose_cards_move_is_not_called_otherwise(world: World) -> None:
    said = world.build("--set", "anki.decks=sections")
    assert "move them with Change Deck" in said
    assert "→ Sea::" not in said


def test_folders_are_decks(world: World) -> None:
    (world.folder / "hard stone").mkdir()
    world.write(TEXT, "hard stone/stone.md")
    world.build("--set", "anki.decks=folders")
    world.take()
    assert decks(world) == {"Sea", "hard stone::Masonry"}


@pytest.mark.parametrize("option", ["anki.decks=sections", "anki.section_decks=true"])
def test_sections_are_subdecks(option: str, world: World) -> None:
    world.write(TEXT.replace("### Q", "## Walls::of stone\n\n### Q"), "stone.md")
    world.build("--set", option)
    world.take()
    assert decks(world) == {"Sea", "Masonry::Walls: of stone"}


def test_descriptions(world: World) -> None:
    """Those that documents give: an empty one leaves what the user wrote below a deck."""
    sea = world.collection.decks.by_name("Sea")
    assert sea
    sea["desc"] = "for the exam in May"
    world.collection.decks.save(sea)
    world.write(f'---\ndescription: "About **stone** <script>x</script>"\n---\n{TEXT}', "stone.md")
    world.build("--set", "anki.decks=sections")
    world.take()
    made = world.collection.decks.by_name("Masonry")
    kept = world.collection.decks.by_name("Sea")
    assert made
    assert kept
    assert "<strong>stone</strong>" in made["desc"]
    assert "<script" not in made["desc"]
    assert kept["desc"] == "for the exam in May"


def test_the_deck_above_the_subdecks_has_the_description(world: World) -> None:
    text = TEXT.replace("### Q", "## Walls\n\n### Q")
    world.write(f"---\ndescription: About stone\n---\n{text}", "stone.md")
    world.build("--set", "anki.decks=sections")
    world.take()
    made = world.collection.decks.by_name("Masonry")
    assert made
    assert "About stone" in made["desc"]
    assert decks(world) == {"Sea", "Masonry::Walls"}


def test_tags_of_documents_are_nested(world: World) -> None:
    world.write(f'---\ntags: ["geology/rocks", "a::b", "", "/", "plain"]\n---\n{TEXT}', "stone.md")
    world.build()
    world.take()
    found = ["qa::masonry", "qa::tag::a::b", "qa::tag::geology::rocks", "qa::tag::plain"]
    assert world.note("ashlar").tags == found


def test_a_note_that_changed_says_in_which_month(world: World) -> None:
    found = world.collection.find_notes
    assert not found("tag:qa::changed")
    world.write((world.folder / "sea.md").read_text().replace("25 minutes", "25 minutes and a half"))
    world.build()
    assert world.take().updated == 1
    (note,) = found("tag:qa::changed")
    (tag,) = (tag for tag in world.collection.get_note(note).tags if "changed" in tag)
    assert re.fullmatch(r"qa::changed::20\d\d-\d\d", tag)
    assert world.report()["sent"]["all"] == 1
    assert "Nothing would change" in world.run("diff").stdout
    world.build(fresh=True)
    assert world.take().updated == 0


def css(world: World) -> str:
    world.collection.models._clear_cache()
    model = world.collection.models.by_name("exporter Q&A")
    assert model
    return str(model["css"])


def test_a_style_of_ones_own(world: World) -> None:
    ours = css(world)
    (world.folder / "cards.css").write_text(".question { color: teal }\n", encoding="utf-8")
    world.build("--set", "anki.style=cards.css", "--only", "anki,preview")
    assert ".question { color: teal }" in (world.dist / "index.html").read_text(encoding="utf-8")
    assert world.take().updated == 0
    assert css(world) == f"{ours}\n.question {{ color: teal }}\n"
    assert world.is_kept()
    world.build()
    world.take()
    assert css(world) == ours


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a {}\n</STYLE ><script>", "cards.css:2: `</STYLE` ends a style sheet"),
        ("@import 'https://example.org/a.css';", "cards.css:1: `@import` fetches something from the web"),
        ("a { background: url( 'https://example.org/a.png') }", "fetches something from the web"),
        (None, "No such file or directory"),
    ],
)
def test_a_style_that_is_not_taken(text: str | None, said: str, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    (tmp_path / "exporter.toml").write_text('[anki]\nstyle = "cards.css"\n', encoding="utf-8")
    if text is not None:
        (tmp_path / "cards.css").write_text(text, encoding="utf-8")
    done = run("build", tmp_path, "--out", tmp_path / "dist", "--only", "anki")
    assert (done.exit_code, said in done.stderr) == (2, True), done.stderr


@pytest.mark.parametrize("name", ["../cards.css", "/etc/cards.css", "cards.txt", "a//b.css", "C:cards.css", "~/a.css"])
def test_a_style_lies_with_the_documents(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    done = run("build", tmp_path, "--out", tmp_path / "dist", "--set", f"anki.style={name}")
    assert (done.exit_code, "expected a path below the source folder" in done.stderr) == (2, True), done.stderr


@pytest.mark.parametrize(
    ("name", "line"),
    [("tea", 'root_deck = "tea"'), ('a "b" \\c', 'root_deck = "a \\"b\\" \\\\c"'), ("a::b", 'root_deck = "a:b"')],
)
def test_a_new_folder_has_a_deck_of_its_own(name: str, line: str, tmp_path: Path) -> None:
    folder = tmp_path / name
    init.start(folder)
    assert f"\n{line}  #" in (folder / "exporter.toml").read_text(encoding="utf-8")
    assert run("build", folder, "--out", tmp_path / "dist", "--only", "anki").exit_code == 0
    found = ledger.loads((folder / "cards.lock").read_text(encoding="utf-8"), "x").entries.values()
    root = name.replace("::", ":")
    assert {entry.deck for entry in found} == {f"{root}::My Questions"}


def test_a_folder_with_a_ledger_has_none(tmp_path: Path) -> None:
    (tmp_path / "cards.lock").write_text("# exporter ledger 2: x\n", encoding="utf-8")
    init.start(tmp_path)
    assert '\n# root_deck = ""' in (tmp_path / "exporter.toml").read_text(encoding="utf-8")


def test_a_document_that_failed_keeps_its_name(tmp_path: Path) -> None:
    """Below a root deck and in folders, too: another document of its name is called otherwise."""
    folder = tmp_path / "docs"
    (folder / "walls").mkdir(parents=True)
    options = (
        "--out",
        tmp_path / "dist",
        "--only",
        "anki",
        "--set",
        "anki.root_deck=Study",
        "--set",
        "anki.decks=folders",
    )
    (folder / "walls" / "a.md").write_text(TEXT, encoding="utf-8")
    assert run("build", folder, *options).exit_code == 0
    (folder / "walls" / "a.md").write_text("no question\n", encoding="utf-8")
    (folder / "b.md").write_text(TEXT.replace("ashlar", "rubble"), encoding="utf-8")
    run("build", folder, *options)
    assert {path.name for path in (tmp_path / "dist" / "anki").iterdir()} >= {"masonry.apkg", "masonry-b.apkg"}
