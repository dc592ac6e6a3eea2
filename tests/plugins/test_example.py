"""The example package, end to end: its documents are read, its output is made, and caches know its version."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import exporter
from exporter import EmitterPlugin, ReaderPlugin
from tests.plugins.conftest import MARKDOWN, RECIPE, Site, forget
from tests.plugins.example.exporter_recipe import emitter, reader, shape
from tests.test_cli import run

TYPED: tuple[ReaderPlugin, ReaderPlugin, EmitterPlugin] = (reader, shape.EXCLAIMED, emitter)  # mypy compares them


def build(notes: Path, *rest: str, only: str = "csv,recipe-list") -> Any:
    return run("build", notes, "--out", notes.parent / "dist", "--only", only, *rest)


def test_a_folder_is_built_with_its_documents_and_its_output(example: Site, notes: Path) -> None:
    result = build(notes)
    assert result.exit_code == 0, result.stderr
    dist = notes.parent / "dist"
    assert "Not read" not in result.stderr
    assert "Why is salt added?" in (dist / "csv" / "bread.csv").read_text(encoding="utf-8")
    lines = (dist / "recipe-list" / "tea.list").read_text(encoding="utf-8").splitlines()
    (card,) = (card for document in exporter.read(notes / "tea.md").documents for card in document.cards)
    assert lines == [f"{exporter.read(notes / 'tea.md').ids[card].key} How hot is the water?"]
    assert sorted(path.name for path in (dist / "recipe-list").iterdir()) == ["bread.list", "tea.list"]


def test_its_places_are_those_of_the_file(example: Site, notes: Path) -> None:
    found = exporter.read(notes / "bread.recipe")
    assert found.problems == ()
    (document,) = found.documents
    assert (document.title, [card.where.line for card in document.cards]) == ("Bread", [3, 6])
    assert "recipe: score" in run("parse", "-v", notes / "bread.recipe").stdout


def test_a_document_without_a_card_has_that_problem(example: Site, notes: Path) -> None:
    (notes / "bread.recipe").write_text("Bread\n", encoding="utf-8")
    (problem,) = exporter.read(notes / "bread.recipe").problems
    assert problem.code == "no-questions"


def test_a_shape_is_read_in_any_document_but_canonical_markdown(example: Site, notes: Path) -> None:
    text = "¿ How hot ? 80 °C.\n\n¿ How long ? Three minutes.\n"
    (notes / "tea.md").write_text(text, encoding="utf-8")
    (document,) = exporter.read(notes / "tea.md").documents
    assert [card.question for card in document.cards] == ["How hot ?", "How long ?"]
    written = run("convert", notes / "tea.md").stdout
    (notes / "tea.md").write_text(written.replace("80 °C.", "¿ So ? No."), encoding="utf-8")
    (document,) = exporter.read(notes / "tea.md").documents
    assert len(list(document.cards)) == 2


def test_other_documents_read_as_without_it(example: Site, notes: Path) -> None:
    (document,) = exporter.read(notes / "tea.md").documents
    assert "canonical: score" in run("parse", "-v", notes / "tea.md").stdout
    assert [card.question for card in document.cards] == ["How hot is the water?"]


def test_what_is_current_is_not_made_again_until_its_version_changes(example: Site, notes: Path) -> None:
    build(notes)
    assert "nothing to write" in build(notes).stderr
    forget()
    assert "nothing to write" in build(notes).stderr
    path = example.folder / "exporter_recipe" / "reader.py"
    path.write_text(path.read_text().replace('removeprefix("! ")', 'removeprefix("! ").upper()'), encoding="utf-8")
    points = {"exporter.readers": {"recipe": "exporter_recipe.reader"}}
    example.install(
        "exporter-recipe", "1.1", points | {"exporter.emitters": {"recipe-list": "exporter_recipe.emitter"}}
    )
    result = build(notes)
    assert "2 rendered differently, 1 unchanged" in result.stderr  # nobody changed the words of the document
    assert "AN HOUR." in (notes.parent / "dist/csv/bread.csv").read_text(encoding="utf-8")


def test_the_output_of_a_document_goes_with_it(example: Site, notes: Path) -> None:
    build(notes)
    (notes / "tea.md").unlink()
    build(notes)
    assert [path.name for path in (notes.parent / "dist" / "recipe-list").iterdir()] == ["bread.list"]


def test_all_outputs_are_all(example: Site, notes: Path) -> None:
    made = json.loads(build(notes, "--json", "--set", "print.brief=true", only="all").stdout)
    assert "recipe-list/bread.list" in made["outputs"]


def test_other_processes_have_it_too(example: Site, notes: Path) -> None:
    for name in ("cake", "pie"):
        cards = "".join(f"? What is step {n} of {name}?\n! {'Stir. ' * 20}{n}\n" for n in range(1_500))
        (notes / f"{name}.recipe").write_text(f"{name.title()}\n\n{cards}", encoding="utf-8")
    result = build(notes, "--jobs", "2")
    assert result.exit_code == 0, result.stderr
    assert "4 documents, 3003 cards" in result.stderr


def test_it_is_loaded_when_it_is_needed(example: Site, notes: Path) -> None:
    program = (
        f"import sys, exporter; exporter.build({str(notes)!r}, only='csv');"
        "print(*sorted(name for name in sys.modules if 'recipe' in name))"
    )
    env = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(example.folder), str(Path(exporter.__file__).parent.parent)]),
    }
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=notes.parent, env=env, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["exporter_recipe", "exporter_recipe.reader", "exporter_recipe.shape"]


def test_without_it_its_documents_are_counted(notes: Path) -> None:
    assert RECIPE
    assert MARKDOWN
    result = build(notes, only="csv")
    assert "Not read: 1 file (1 .recipe)." in result.stderr
    assert "--only recipe-list: not an output" in build(notes).stderr
