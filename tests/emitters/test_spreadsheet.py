from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter import sheetcells
from tests.test_cli import run


@pytest.mark.parametrize(
    "cell", ["", "7", "0", "Salt", "a=1", "240 g", "Marble", "may be", "1. Knead", "3 of 4", "v:12"]
)
def test_words_are_not_guarded(cell: str) -> None:
    assert sheetcells.guarded(cell) == cell


@pytest.mark.parametrize(
    "cell",
    ["007", "1.50", "1e5", "1/2", "May 5", "5-Oct", "true", "12:30", "50%", "1234567890123456", "12e4567890123456"],
)
def test_what_a_spreadsheet_would_change_is_guarded(cell: str) -> None:
    assert sheetcells.guarded(cell) == f"'{cell}"


@given(st.text(alphabet="'=+-@\t 0a1e.\n"))
def test_a_guard_is_taken_off_again(cell: str) -> None:
    assert sheetcells.unguarded(sheetcells.guarded(cell)) == cell


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_formulas_are_guarded(cell: str) -> None:
    assert sheetcells.guarded(cell) == f"'{cell}"


def test_rows(folder: Callable[..., Path]) -> None:
    source = folder(bread__md='# Bread\n\n### Q1: Why "salt"?\n\n=1+1, **not** a formula\n\n- x\n\n### Q2: Open?\n')
    run("build", source, "--out", source.parent / "dist", "--only", "csv")
    data = (source.parent / "dist" / "csv" / "bread.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert len(rows) == 1
    assert rows[0]["question"] == 'Why "salt"?'
    assert rows[0]["answer"] == "'=1+1, not a formula\nx"
    assert rows[0]["answer (Markdown)"] == "'=1+1, **not** a formula\n\n- x"


def test_raw_cells_are_not_guarded(folder: Callable[..., Path]) -> None:
    source = folder(bread__md="# Bread\n\n### Q1: Sum?\n\n=1+1\n")
    run("build", source, "--out", source.parent / "dist", "--only", "csv", "--raw")
    assert '"=1+1"' in (source.parent / "dist" / "csv" / "bread.csv").read_text(encoding="utf-8-sig")


def test_without_a_byte_order_mark_by_setting(folder: Callable[..., Path]) -> None:
    source = folder(bread__md="# Bread\n\n### Q1: Sum?\n\n2\n")
    run("build", source, "--out", source.parent / "dist", "--only", "csv", "--set", "csv.bom=false")
    assert (source.parent / "dist" / "csv" / "bread.csv").read_bytes().startswith(b'"id","number"')
