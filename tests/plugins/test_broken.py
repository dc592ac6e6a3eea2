"""A broken plug-in costs one problem, which names it; all else is read and made."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import exporter
from exporter import plugins
from tests.plugins.conftest import RECIPE, Site
from tests.test_cli import run

READS = "suffixes = ('.recipe',)\ndef read(source):\n    "
NAMED = "of exporter-broken 0.1"

UNUSABLE = {
    "is not there": ("", ":nothing"),
    "does not import": ("import nothing_of_this_name\n", ""),
    "raises a strange error": (
        "class E(Exception):\n    def __str__(self):\n        raise ValueError\nraise E\n",
        "",
    ),
    "has no read": ("suffixes = ()\n", ""),
    "has no suffixes": ("def read(source):\n    return None\n", ""),
    "has a word as suffixes": ("suffixes = '.recipe'\ndef read(source):\n    return None\n", ""),
    "has a suffix that is none": ("suffixes = ('recipe',)\ndef read(source):\n    return None\n", ""),
    "has a suffix of ours": ("suffixes = ('.md',)\ndef read(source):\n    return None\n", ""),
}


@pytest.mark.parametrize(("text", "more"), UNUSABLE.values(), ids=UNUSABLE)
def test_a_reader_that_cannot_be_used(site: Site, notes: Path, text: str, more: str) -> None:
    site.broken(text, more=more)
    result = run("build", notes, "--out", notes.parent / "dist", "--only", "csv", "--json")
    made = json.loads(result.stdout)
    assert result.exit_code == 1
    (problem,) = made["problems"]
    assert (problem["code"], problem["path"], problem["severity"]) == ("plugin", "exporter-broken", "error")
    assert NAMED in problem["message"]
    assert made["outputs"] == ["csv/tea.csv"]
    assert made["failed"] == []


@pytest.mark.parametrize("command", ["parse", "check"])
def test_other_commands_report_it_too(site: Site, notes: Path, command: str) -> None:
    site.broken("import nothing_of_this_name\n")
    result = run(command, notes, "--json")
    assert result.exit_code == 1
    assert [each["code"] for each in json.loads(result.stdout)["problems"]] == ["plugin"]


def test_a_name_of_ours(site: Site, notes: Path) -> None:
    site.broken(f"{READS}return None\n", name="canonical")
    (problem,) = exporter.read(notes).problems
    assert "has the name of a reader of exporter" in problem.message


def test_two_with_one_suffix(example: Site, notes: Path) -> None:
    example.broken(f"{READS}return None\n", name="second")
    found = exporter.read(notes)
    (problem,) = found.problems
    assert (
        f"reader second {NAMED} has the suffix .recipe, as has reader recipe of exporter-recipe 1.0" in problem.message
    )
    assert len(found.documents) == 2


FAILING = {
    "raises": "raise ValueError('no flour')",
    "gives something else": "return 'cards'",
    "gives nothing of what it promised": "return source.lines[10_000]",
}


@pytest.mark.parametrize("body", FAILING.values(), ids=FAILING)
def test_a_reader_that_fails_costs_its_document(site: Site, notes: Path, body: str) -> None:
    site.broken(f"{READS}{body}\n")
    result = run("build", notes, "--out", notes.parent / "dist", "--only", "csv", "--json")
    made = json.loads(result.stdout)
    assert result.exit_code == 3
    (problem,) = made["problems"]
    assert (problem["code"], problem["path"], problem["line"]) == ("unreadable", str(notes / "bread.recipe"), 1)
    assert f"reader broken {NAMED}" in problem["message"]
    assert made["outputs"] == ["csv/tea.csv"]


def test_its_document_keeps_its_cards(example: Site, notes: Path) -> None:
    run("build", notes, "--out", notes.parent / "dist", "--only", "csv")
    path = example.folder / "exporter_recipe" / "reader.py"
    path.write_text(path.read_text().replace("    cards: ", "    raise KeyError\n    cards: "), encoding="utf-8")
    points = {"exporter.readers": {"recipe": "exporter_recipe.reader"}}
    example.install("exporter-recipe", "1.1", points)
    made = json.loads(run("build", notes, "--out", notes.parent / "dist", "--only", "csv", "--json").stdout)
    assert [change["change"] for change in made["changes"]] == []
    assert made["failed"] == [str(notes / "bread.recipe")]
    assert (notes.parent / "dist/csv/bread.csv").exists()


@pytest.mark.parametrize("goes", ["breaks", "goes"])
def test_cards_do_not_retire_when_their_reader_goes(example: Site, notes: Path, goes: str) -> None:
    run("build", notes, "--out", notes.parent / "dist", "--only", "csv")
    if goes == "breaks":
        (example.folder / "exporter_recipe" / "reader.py").write_text("import nothing_of_this_name\n", "utf-8")
    example.install(
        "exporter-recipe", "1.1", {plugins.READERS: {"recipe": "exporter_recipe.reader"} if goes == "breaks" else {}}
    )
    result = run("build", notes, "--out", notes.parent / "dist", "--only", "csv", "--json")
    made = json.loads(result.stdout)
    assert result.exit_code == 3
    assert (made["changes"], made["removed"], made["failed"]) == ([], [], ["bread.recipe"])
    assert {each["code"] for each in made["problems"]} == (
        {"plugin", "unreadable"} if goes == "breaks" else {"unreadable"}
    )
    (notes / "bread.recipe").unlink()
    made = json.loads(run("build", notes, "--out", notes.parent / "dist", "--only", "csv", "--json").stdout)
    assert [change["change"] for change in made["changes"]] == ["retired", "retired"]


EMITTERS = {
    "does not import": ("import nothing_of_this_name\n", "cannot be loaded: ModuleNotFoundError"),
    "has no emit": ("suffix = '.x'\n", "has no function `emit`"),
    "has no suffix": ("def emit(edition, out):\n    return ()\n", "has the suffix None"),
    "has a path as suffix": ("suffix = '/../x'\ndef emit(edition, out):\n    return ()\n", "has the suffix '/../x'"),
    "raises": ("suffix = '.x'\ndef emit(edition, out):\n    raise ValueError('full')\n", "failed: ValueError: full."),
    "gives something else": ("suffix = '.x'\ndef emit(edition, out):\n    return ['so']\n", "returned something"),
}


@pytest.mark.parametrize(("text", "said"), EMITTERS.values(), ids=EMITTERS)
def test_an_emitter_that_fails(site: Site, notes: Path, text: str, said: str) -> None:
    site.broken(text, plugins.EMITTERS)
    (notes / "bread.recipe").rename(notes / "bread.md")
    (notes / "bread.md").write_text("# Bread\n\n### Q1: Why?\n\nSo.\n", encoding="utf-8")
    result = run("build", notes, "--out", notes.parent / "dist", "--only", "csv,broken", "--json")
    made = json.loads(result.stdout)
    assert result.exit_code == 4
    (failure,) = made["failures"]
    assert f"emitter broken {NAMED} {said}" in failure
    assert made["written"] == ["csv/bread.csv", "csv/tea.csv"]


@pytest.mark.parametrize("name", ["csv", "print", "Anki", "a/b"])
def test_a_name_that_outputs_may_not_have(site: Site, notes: Path, name: str) -> None:
    site.broken("suffix = '.x'\ndef emit(edition, out):\n    out.write(b'x')\n", plugins.EMITTERS, name)
    made = json.loads(run("build", notes, "--out", notes.parent / "dist", "--only", f"csv,{name}", "--json").stdout)
    assert made["written"] == ["csv/tea.csv"]
    assert all("has a name" in failure for failure in made["failures"])


def test_an_emitter_that_is_not_asked_for_costs_nothing(site: Site, notes: Path) -> None:
    site.broken("raise SystemError\n", plugins.EMITTERS)
    assert run("build", notes, "--out", notes.parent / "dist", "--only", "csv").exit_code == 0
    assert RECIPE
