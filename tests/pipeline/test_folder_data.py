"""Files of data in folders: read on sure columns only, passed over and counted else; never taken for prose by name."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.test_cli import run

Folder = Callable[..., Path]
TEA = "# Tea\n\n### Q1: How hot?\n\n80 degrees.\n"
SURE = "Question,Answer\nWhich pot?,A warm one\nWhich water?,Soft\n"
PRICES = "article,price\nkettle,20\nteapot,35\n"
PLAIN = "Which pot?,A warm one\nWhich water?,Soft\n"


def build(source: Path, *more: object) -> dict[str, object]:
    result = run("build", source, "--out", source / "dist", "--only", "csv", *more)
    assert result.exit_code == 0, result.output
    report: dict[str, object] = json.loads((source / "dist" / "report.json").read_text())
    return report


def questions(*paths: object) -> list[str]:
    parsed = json.loads(run("parse", "--json", *paths).stdout)
    return [card["question"] for document in parsed["documents"] for card in document["cards"]]


def test_a_folder_is_read_without_what_nobody_means(folder: Folder) -> None:
    source = folder(tea__md=TEA, sure__csv=SURE, prices__csv=PRICES, plain__csv=PLAIN, broken__csv='a,b\n"c,d\n')
    report = build(source)
    assert report["passed_over"] == {".csv": 3}
    assert report["problems"] == []
    assert questions(source) == ["Which pot?", "Which water?", "How hot?"]
    assert "Not read: 3 files (3 .csv)." in run("check", "-v", source).stdout


def test_a_file_that_is_named_is_read_or_refused(folder: Folder) -> None:
    source = folder(tea__md=TEA, plain__csv=PLAIN, prices__csv=PRICES)
    assert questions(source / "plain.csv") == ["Which pot?", "Which water?"]
    for command in ("parse", "check", "convert"):
        refused = run(command, source / "prices.csv")
        assert refused.exit_code == 3
        assert "Columns: article (kettle), price (20)" in refused.output
        assert 'columns = { question = "article", answer = "price" }' in refused.output


def test_settings_name_files_and_columns(folder: Folder) -> None:
    source = folder(
        tea__md=TEA,
        prices__csv=PRICES,
        exporter__toml='[[documents]]\npath = "prices.csv"\ncolumns = { question = "article", answer = "price" }\n',
    )
    assert questions(source) == ["kettle", "teapot", "How hot?"]
    assert "passed_over" not in build(source) or build(source)["passed_over"] == {}


def test_a_file_with_cards_in_the_ledger_counts_as_named(folder: Folder) -> None:
    source = folder(tea__md=TEA, sure__csv=SURE)
    build(source)
    (source / "sure.csv").write_text(PLAIN)
    assert build(source)["passed_over"] == {}
    assert len(questions(source)) == 3
    (source / "sure.csv").write_text('Question,Answer\n"Which')
    result = run("build", source, "--out", source / "dist", "--only", "csv")
    assert result.exit_code == 3
    assert "never closed" in result.output


def test_a_folder_with_nothing_that_is_meant(folder: Folder) -> None:
    source = folder(prices__csv=PRICES)
    for command in ("build", "parse", "check"):
        result = run(command, source)
        assert result.exit_code == 3
        assert "no document in this folder. Not read: 1 file (1 .csv)." in result.output


@pytest.mark.parametrize("setting", ['columns = { answer = "b" }', "columns = 3", 'columns = { asked = "b" }'])
def test_columns_that_say_nothing(folder: Folder, setting: str) -> None:
    source = folder(tea__md=TEA, exporter__toml=f'[[documents]]\npath = "*.csv"\n{setting}\n')
    result = run("check", source)
    assert result.exit_code == 2
    assert "columns" in result.output


def test_notes_of_the_ledger_are_for_pull(folder: Folder) -> None:
    source = folder(tea__md=TEA)
    build(source)
    entries = map(json.loads, (source / "cards.lock").read_text().splitlines()[1:])
    guid = next(entry["guid"] for entry in entries if "guid" in entry)
    (source / "sure.csv").write_text(f"guid,Front,Back\n{guid},How hot?,90 degrees\nx,Which pot?,A warm one\n")
    head = "#separator:tab\n#html:true\n#guid column:1\n"
    (source / "notes.txt").write_text(f"{head}{guid}\tHow hot?\t90 degrees\n", encoding="utf-8")
    (source / "theirs.txt").write_text(f"{head}x\tWhich cup?\tA warm one\n", encoding="utf-8")
    assert questions(source) == ["How hot?", "Which cup?"]
    assert build(source)["passed_over"] == {".csv": 1, ".txt": 1}
