"""How many rows of the fixture tables come back exactly, and how fast: floors that a change must not fall below.

The weights are fitted to other tables, those of ../shared/tables (`make tables` prints what they reach there).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from exporter.restore import tables
from exporter.restore.words.vocabulary import Vocabulary

FIXTURES = Path(__file__).parents[1] / "fixtures" / "tables"


@dataclass(frozen=True, slots=True)
class Sample:
    """A table as it was, and what stood above it."""

    question: str
    lead: str
    rows: tuple[tuple[str, ...], ...]

    @property
    def flat(self) -> list[str]:
        return ["".join(row) for row in self.rows]


def load(path: Path) -> list[Sample]:
    """`? question`, `> a paragraph` or not, rows with ` | ` between the cells; a blank line between tables."""
    return [_sample(block.split("\n")) for block in path.read_text(encoding="utf-8").strip().split("\n\n")]


def _sample(lines: Sequence[str]) -> Sample:
    question = next((line[2:] for line in lines if line.startswith("? ")), "")
    lead = next((line[2:] for line in lines if line.startswith("> ")), "")
    cells = [f" {line}".split(" | ") for line in lines if line[:2] not in ("? ", "> ")]
    return Sample(question, lead, tuple(tuple(cell.strip() for cell in row) for row in cells))


def flattened(samples: Sequence[Sample]) -> str:
    """The document as a paste has it: the question, its lead, the rows."""
    return "\n\n".join("\n\n".join(filter(None, [s.question, s.lead, "\n".join(s.flat)])) for s in samples)


def read(half: str) -> Iterator[tuple[Sample, list[tables.Table]]]:
    """Every sample of a half with the tables that are found in its lines."""
    for path in sorted((FIXTURES / half).glob("*.txt")):
        samples = load(path)
        vocabulary = Vocabulary.of(flattened(samples))
        for sample in samples:
            yield sample, [table for _, _, table in tables.find(sample.flat, vocabulary, sample.question)]


def results(half: str) -> Iterator[bool]:
    """For every row of a half, whether it comes back exactly."""
    for sample, found in read(half):
        rows = [row for table in found for row in table.rows]
        yield from (row in rows for row in sample.rows)


def doubts(half: str) -> Iterator[tuple[bool, bool]]:
    """For every row of a half's tables, whether it is cut wrong, and whether it is told as doubtful."""
    for sample, found in read(half):
        for table in found:
            for index, row in enumerate(table.rows):
                yield row not in sample.rows, index in table.doubtful


@pytest.mark.parametrize(("half", "rows", "floor"), [("development", 600, 0.94), ("held_out", 380, 0.83)])
def test_rows_come_back_exactly(half: str, rows: int, floor: float) -> None:
    exact = list(results(half))
    assert len(exact) > rows
    assert sum(exact) / len(exact) >= floor


@pytest.mark.parametrize(("half", "right", "untold"), [("development", 0.98, 0.5), ("held_out", 0.97, 0.4)])
def test_rows_that_are_not_told_are_right(half: str, right: float, untold: float) -> None:
    rows = list(doubts(half))
    trusted = [not wrong for wrong, doubtful in rows if not doubtful]
    assert sum(trusted) / len(trusted) >= right
    assert len(trusted) / len(rows) >= untold


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*/*.txt")), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_fixtures_are_tables(path: Path) -> None:
    for sample in load(path):
        assert 2 <= len(sample.rows[0]) <= 5
        assert len({len(row) for row in sample.rows}) == 1
        assert all(cell for row in sample.rows[1:] for cell in row)


def test_a_table_of_thousands_of_rows() -> None:
    words = ["stable", "branch", "commit", "remote", "server", "window", "thread", "signal"]
    body = [
        f"Row {words[n % 8]} {n}{words[n // 8 % 8].title()} of {words[n // 64 % 8]}Some {words[n // 512 % 8]} {n}"
        for n in range(4000)
    ]
    lines = ["NameKind of thingRemark in short", *body]
    [(first, last, _)] = tables.find(lines, Vocabulary.of("\n".join(lines)))
    assert (first, last) == (0, len(lines))


@pytest.mark.parametrize("line", ["┌─┐│" * 25_000, "x" * 100_000, "aB" * 50_000, "(" * 100_000, "a " * 50_000])
def test_long_lines_are_no_tables(line: str) -> None:
    assert tables.find([line, line, line], Vocabulary.of(line)) == []
