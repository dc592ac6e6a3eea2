"""Rows of a table whose head names a column of questions: `| # | Question | Answer |`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from exporter import lexicon
from exporter.lexicon.wording import bare
from exporter.readers.inferred import prefixes
from exporter.readers.inferred.candidate import Candidate, Signature
from exporter.readers.inferred.question_cues import SURE, asks
from exporter.readers.inferred.structure.blocks import Block

_ASKING = ("question", "questions", "front", "faq")
_ANSWERING = ("answer", "plural", "answers", "solution", "back", "explanation")


def candidates(head: Block, rows: Sequence[Block]) -> Sequence[Candidate]:
    """The rows of one table; nothing where its head names no questions."""
    names = [bare(name) for name in head.text.split("\n")]
    asking, answering = _columns(names)
    if asking is None:
        asking = _asking_column(rows)
    if asking is None:
        return ()
    if answering is None and asking + 2 == len(names):
        answering = asking + 1
    found = [_mark(row, asking, answering) for row in rows]
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


def _mark(row: Block, asking: int, answering: int | None) -> Candidate | None:
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
        Signature("row"), row.first, row.end, prefix.text, number, labelled, answer, item=row.item, limit=row.end
    )
