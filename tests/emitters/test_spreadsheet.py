from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from exporter.emitters import spreadsheet
from tests.test_cli import run


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_formulas_are_guarded(cell: str) -> None:
    assert spreadsheet.guarded(cell) == f"'{cell}"


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
