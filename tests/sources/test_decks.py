"""Decks of Anki as documents: packages that the real Anki exports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from anki.collection import Collection, ExportAnkiPackageOptions

from exporter.errors import InputError
from exporter.sources import decks
from tests.collection import opened
from tests.test_cli import run

OURS = """\
# Sea

### Q: Which floats?

- [x] Cork
- [ ] Chalk

### Q: What is it?

Salt water.
"""
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def add(collection: Collection, kind: str, deck: str, *fields: str) -> None:
    note = collection.new_note(collection.models.by_name(kind))  # type: ignore[arg-type]
    note.fields[: len(fields)] = fields
    note.tags = ["exam"]
    collection.add_note(note, collection.decks.id(deck) or 1)  # type: ignore[arg-type]


@pytest.fixture(params=[True, False], ids=["as old programs read it", "as Anki writes it today"])
def package(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    out = tmp_path / "sea.apkg"
    with opened(tmp_path / "anki") as collection:
        add(collection, "Basic", "Sea::Shore", "What makes <b>sand</b>?", "Waves.<br>And time.")
        add(collection, "Basic (and reversed card)", "Sea", "port", '<img src="ship.png">')
        add(collection, "Cloze", "Sea", "A dune is held by {{c1::grass}}.")
        collection.media.write_data("ship.png", PIXEL)
        options = ExportAnkiPackageOptions(with_scheduling=False, with_media=True, legacy=request.param)
        collection.export_anki_package(out_path=str(out), options=options, limit=None)
    return out


def test_a_package_is_read_as_its_notes(package: Path) -> None:
    done = run("parse", "--json", str(package))
    assert done.exit_code == 0, done.output
    made = json.loads(done.stdout)
    (document,) = made["documents"]
    cards = {card["question"]: card for card in document["cards"]}
    sand, port = cards["What makes **sand**?"], cards["port"]
    assert sand["answer"] == "Waves.\\\nAnd time."
    assert (sand["tags"], sand["line"], bool(sand["origin"])) == (["exam"], 1, True)
    assert (port["reverse"], port["line"]) == (True, 2)
    assert [card["kind"] for card in document["cards"]].count("cloze") == 1
    assert not [problem for problem in made["problems"] if "image" in problem["code"]], "its media are in it"


def test_a_package_becomes_a_document(package: Path, tmp_path: Path) -> None:
    assert run("convert", str(package), "-o", str(tmp_path / "sea.md")).exit_code == 0
    text = (tmp_path / "sea.md").read_text(encoding="utf-8")
    assert "### Q: What makes **sand**?" in text or "## Q: What makes **sand**?" in text
    assert "<!-- origin: " in text


def test_in_a_folder_a_deck_is_passed_over(package: Path, tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "sea.apkg").write_bytes(package.read_bytes())
    (folder / "tides.md").write_text("# Tides\n\n### Q: What pulls the sea?\n\nThe moon.\n", encoding="utf-8")
    done = run("parse", "--json", str(folder))
    names = [Path(document["source"]).name for document in json.loads(done.stdout)["documents"]]
    assert names == ["tides.md"]
    built = run("build", str(folder), "--out", str(tmp_path / "dist"), "--only", "csv")
    assert "Not read: 1 file (1 .apkg)" in built.output


def test_a_damaged_one_says_so() -> None:
    with pytest.raises(InputError, match=r"^sea\.apkg: not a whole package or collection of Anki"):
        decks.text("sea.apkg", b"PK\x03\x04 and nothing else")


def test_our_own_package_gives_the_same_cards(tmp_path: Path) -> None:
    source = tmp_path / "sea.md"
    source.write_text(OURS, encoding="utf-8")
    assert run("build", str(source), "--out", str(tmp_path / "dist"), "--only", "anki").exit_code == 0
    assert cards(source) == cards(tmp_path / "dist" / "anki" / "sea.apkg")


def cards(path: Path) -> list[tuple[str, str, str]]:
    (document,) = json.loads(run("parse", "--json", str(path)).stdout)["documents"]
    return [(card["question"], card["answer"], card["kind"]) for card in document["cards"]]
