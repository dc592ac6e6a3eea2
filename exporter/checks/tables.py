"""Tables: cells that Markdown leaves out, because their row has more of them than the header."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from exporter import markup
from exporter.model import Document, Problem
from exporter.problems.texts import LOST_CELLS

_DASHES = re.compile(r"[\s:|-]*-[\s:|-]*")
_BAR = re.compile(r"(?<!\\)\|")  # of a row; markdown-it parts rows at each, in code as well


def lost_cells(documents: Sequence[Document]) -> Iterator[Problem]:
    """Tables of cards in which something is shown nowhere."""
    for document in documents:
        for card in document.cards:
            lost = [cell for text in card.texts if _may_lose(text) for cell in _lost(text)]
            if lost:
                message = f"cells beyond the header of their table are not shown: {'; '.join(lost)[:80]}."
                yield LOST_CELLS.at(card.where, f"{message} {LOST_CELLS.remedy}")


def _may_lose(text: str) -> bool:
    """A cheap test, since most tables lose nothing: a row has more cells than the line of dashes above it."""
    if "|" not in text:
        return False
    columns = 0
    for line in text.split("\n"):
        if "|" not in line:
            columns = 0
        elif _DASHES.fullmatch(line.lstrip("> \t")):
            columns = len(_cells(line))
        elif columns and len(_cells(line)) > columns:
            return True
    return False


def _lost(text: str) -> Iterator[str]:
    """What stands in cells that have no column."""
    lines = text.split("\n")
    for token in markup.block_tokens(text):
        if token.type == "table_open" and token.map:
            first, end = token.map
            columns = len(_cells(lines[first + 1]))
            for line in lines[first + 2 : end]:
                yield from (cell for cell in _cells(line)[columns:] if cell)


def _cells(line: str) -> list[str]:
    row = line.lstrip("> \t").rstrip().removeprefix("|")
    row = row[:-1] if row.endswith("|") and not row.endswith("\\|") else row
    return [cell.strip() for cell in _BAR.split(row)]
