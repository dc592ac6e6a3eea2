"""Cells that no column shows."""

from __future__ import annotations

import pytest

from exporter.checks import tables
from exporter.model import Card, Document, Location

TABLE = "| tea | degrees |\n|---|---|\n"


def lost(answer: str) -> list[str]:
    card = Card("Which teas?", answer, Location("a.md", 3))
    return [problem.message for problem in tables.lost_cells([Document("Tea", "a.md", (card,))])]


@pytest.mark.parametrize(
    "row",
    [
        "| green | 80 |",
        "| green |",
        "green | 80",
        "| green | 80 | |",
        r"| green | 80 \| 85 |",
        "| green | 80 |\n\n| black | 95 | strong |",
        "| green | 80 |\n\n```\n| a | b | c |\n```",
    ],
)
def test_rows_that_are_shown(row: str) -> None:
    assert lost(TABLE + row) == []


@pytest.mark.parametrize("row", ["| green | 80 | a note |", "green | 80 | a note", "| green | `80|85` | a note |"])
def test_what_is_shown_nowhere_is_reported(row: str) -> None:
    (message,) = lost(f"So:\n\n{TABLE}| white | 75 |\n{row}")
    assert "a note" in message


@pytest.mark.parametrize("around", ["> ", "- ", "  "])
def test_tables_in_quotes_and_lists(around: str) -> None:
    lines = f"{TABLE}| green | 80 | a note |".split("\n")
    inner = "  " if around == "- " else around
    assert lost("\n".join(f"{inner if n else around}{line}" for n, line in enumerate(lines)))
