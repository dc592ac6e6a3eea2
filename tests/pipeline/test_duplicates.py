"""`duplicates = "suppress"`: one card is emitted, and the other one keeps its identity."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from exporter.cli import main
from exporter.identity import ledger
from tests.collection import opened, take

Folder = Callable[..., Path]
ONE = "# Bread\n\n### Q1: Why salt?\n\nTaste.\n\n### Q2: Why yeast?\n\nGas.\n"
TWO = "# Soup\n\n### Q1: Why salt?\n\nSavor.\n\n### Q2: Why water?\n\nVolume.\n"


def built(source: Path, *rest: str) -> dict[str, list[str]]:
    """The first columns that name questions in each spreadsheet."""
    out = source.parent / "dist"
    arguments = ["build", str(source), "--out", str(out), "--only", "csv", *rest]
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return {path.stem: _questions(path) for path in sorted((out / "csv").iterdir())}


def _questions(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row["question"] for row in csv.DictReader(file)]


@pytest.mark.parametrize(("told", "left"), [("keep", ["Why salt?", "Why water?"]), ("suppress", ["Why water?"])])
def test_the_first_is_emitted(folder: Folder, told: str, left: list[str]) -> None:
    source = folder(a__md=ONE, b__md=TWO)
    assert built(source, "--set", f"duplicates={told}") == {"bread": ["Why salt?", "Why yeast?"], "soup": left}


def test_the_other_keeps_its_identity(folder: Folder) -> None:
    source = folder(a__md=ONE, b__md=TWO)
    built(source)
    before = (source / "cards.lock").read_text()
    built(source, "--set", 'duplicates="suppress"')
    assert (source / "cards.lock").read_text() == before
    report = json.loads((source.parent / "dist" / "report.json").read_text())
    assert report.get("changes", []) == [] or not any("retired" in str(change) for change in report["changes"])


def test_decks_are_those_that_the_ledger_remembers(folder: Folder) -> None:
    """A document that is named after its topics keeps them as decks, though all cards of one are left out."""
    topics = "## Salt\n\n### Q1: Why salt?\n\nTaste.\n\n## Yeast\n\n### Q2: Why yeast?\n\nGas.\n"
    source = folder(a__md=ONE.replace("yeast", "flour"), b__md=topics)
    arguments = [*("build", str(source), "--out", str(source.parent / "dist")), "--only", "anki"]
    CliRunner().invoke(main, [*arguments, "--set", "duplicates=suppress"], catch_exceptions=False)
    entries = ledger.loads((source / "cards.lock").read_text(encoding="utf-8"), "cards.lock").entries.values()
    remembered = {entry.deck for entry in entries if entry.file == "b.md"}
    with opened(source.parent) as collection:
        take(collection, source.parent / "dist" / "anki" / "salt-yeast.apkg")
        emitted = {collection.decks.name(collection.get_card(n).did) for n in collection.find_cards("")}
    assert emitted == {"salt & yeast::yeast"} < remembered == {"salt & yeast::salt", "salt & yeast::yeast"}
