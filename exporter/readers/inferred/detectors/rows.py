"""Rows of a table whose head names a column of questions: `| # | Question | Answer |`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from exporter import lexicon
from exporter.lexicon.wording import bare
from exporter.model import Level
from exporter.readers import levels
from exporter.readers.inferred import levels as question_levels
from exporter.readers.inferred import prefixes
from exporter.readers.inferred.candidate import Candidate, Signature
from exporter.readers.inferred.question_cues import SURE, asks
from exporter.readers.inferred.structure.blocks import Block

_ASKING = ("question", "questions", "front", "faq")
_LINK = re.compile(r"\s*(?:<?https?://\S+|\[[^\[\]]{0,200}\]\([^()\s]{1,500}\)\s*){0,4}")
_LEVELS = 0.8  # share of a column's cells that name a level: in other columns such words are rare
_ANSWERING = ("answer", "plural", "answers", "solution", "back", "explanation")


def candidates(head: Block, rows: Sequence[Block]) -> Sequence[Candidate]:
    """The rows of one table; nothing where its head names no questions."""
    names = [bare(name) for name in head.text.split("\n")]
    asking, answering = _columns(names)
    if asking is None:
        asking = _asking_column(rows)
    if asking is None:
        return ()
    if answering is None and all("](#" in row.text for row in rows):
        return ()  # a table of contents
    level = _level_column(names, rows, asking)
    if answering is None and asking + 2 == len(names) and level != asking + 1 and not _links(rows, asking + 1):
        answering = asking + 1
    found = [_mark(row, asking, answering, level) for row in rows]
    return [candidate for candidate in found if candidate]


def _columns(names: Sequence[str]) -> tuple[int | None, int | None]:
    """The columns of questions and of answers, by their names: exercises are questions if there are answers to them."""
    asking, answering = _first(names, _ASKING), _first(names, _ANSWERING)
    if asking is None and answering is not None:
        asking = _first(names, ("task",))
    short = next((pair for pair in pairwise(names) if pair in lexicon.pairs()), None)
    if asking is None and short:
        return names.index(short[0]), names.index(short[1])
    return asking, answering


def _first(names: Sequence[str], fields: tuple[str, ...]) -> int | None:
    return next((n for n, name in enumerate(names) if name in lexicon.names(*fields)), None)


def _asking_column(rows: Sequence[Block]) -> int | None:
    """The column whose cells nearly all ask, whatever its head says."""
    cells = [row.text.split("\n") for row in rows]
    for column in range(min(len(cells[0]), 4) if len(cells) > 2 else 0):
        texts = [row[column] for row in cells if column < len(row) and row[column].strip()]
        if len(texts) > 2 and sum(asks(text) >= SURE for text in texts) >= 0.8 * len(texts):
            return column
    return None


def _level_column(names: Sequence[str], rows: Sequence[Block], asking: int) -> int | None:
    """The column that says how hard the questions are, by its head or since its cells are levels."""
    cells = [row.text.split("\n") for row in rows]
    for column, name in enumerate(names):
        texts = [row[column].strip() for row in cells if column < len(row) and row[column].strip()]
        known = sum(_grade(text) is not None for text in texts)
        if column != asking and texts and (name in lexicon.names("level") or known >= _LEVELS * len(texts)):
            return column
    return None


def _links(rows: Sequence[Block], column: int) -> bool:
    """Whether the cells of a column are nothing but links: an index of questions, not answers."""
    cells = [cells[column] for row in rows if column < len(cells := row.text.split("\n"))]
    return bool(cells) and all(_LINK.fullmatch(cell) for cell in cells)


def _grade(cell: str) -> Level | None:
    """The level that a cell names, with an emoji or emphasis around it."""
    return levels.named(cell.strip(" *_`()[]")) or question_levels.split(f"? {cell.strip()}")[1]


def _mark(row: Block, asking: int, answering: int | None, level: int | None) -> Candidate | None:
    cells = row.text.split("\n")
    if asking >= len(cells) or not cells[asking].strip():
        return None
    prefix = prefixes.read(cells[asking])
    number = prefix.number
    if number is None and asking and cells[0].strip(" .*)#").isdigit() and cells[0].strip(" .*)#").isascii():
        number = int(cells[0].strip(" .*)#")[:9])
    answer = cells[answering].strip() if answering is not None and answering < len(cells) else ""
    labelled = answering is not None or asks(prefix.text) > 0
    return Candidate(
        Signature("row"),
        row.first,
        row.end,
        prefix.text,
        number,
        labelled,
        answer,
        item=row.item,
        limit=row.end,
        grade=_grade(cells[level]) if level is not None and level < len(cells) else None,
    )
