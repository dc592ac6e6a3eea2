"""Rows of a table whose head names a column of questions: `| # | Question | Answer |`, and maybe columns of options."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from exporter import lexicon
from exporter.lexicon import alphabets
from exporter.lexicon.wording import bare, holds
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
_KEYS = ("answer", "plural", "answers", "solution", "right", "loose")
_OPTIONS = 2  # the fewest
_ANSWERING = ("answer", "plural", "answers", "solution", "back", "explanation")


def candidates(head: Block, rows: Sequence[Block]) -> Sequence[Candidate]:
    """The rows of one table; nothing where its head names no questions."""
    names = [bare(name) for name in head.text.split("\n")]
    asking, answering = _columns(names)
    if asking is None:
        asking = _asking_column(rows)
    if asking is None:
        return ()
    offered = _option_columns(names)
    if offered:
        keys = [n for n, name in enumerate(names) if n not in offered and n != asking and holds(name, *_KEYS)]
        answering = keys[0] if keys else None
    if answering is None and all("](#" in row.text for row in rows):
        return ()  # a table of contents
    level = _level_column(names, rows, asking)
    if answering is None and asking + 2 == len(names) and level != asking + 1 and not _links(rows, asking + 1):
        answering = asking + 1
    found = [(row, _mark(row, asking, answering, level)) for row in rows]
    are_numbers = bool(offered) and names[offered[0]].endswith("1")
    return [_with_options(row, candidate, offered, are_numbers) for row, candidate in found if candidate]


def _option_columns(names: Sequence[str]) -> list[int]:
    """The columns of options, `A`, `B`, … or `Option 1`, `Option 2`, …: two or more beside each other."""
    labels = [found["label"] if (found := _option_name().fullmatch(name)) else "" for name in names]
    for first, label in enumerate(labels):
        end = first + 1
        while end < len(labels) and label and _is_next(labels[end - 1], labels[end]):
            end += 1
        if end > first + 1 and (label == "1" or alphabets.is_first(label)):
            return list(range(first, end))
    return []


@lru_cache(maxsize=1)
def _option_name() -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(lexicon.names("option", "answer"), key=len, reverse=True)))
    return re.compile(rf"(?:(?:{words})[ _]?)?(?P<label>\w{{1,4}})")


def _is_next(before: str, after: str) -> bool:
    is_number = before.isdecimal() and after.isdecimal() and int(after) == int(before) + 1
    return is_number or alphabets.follows(before, after)


def _with_options(row: Block, candidate: Candidate, offered: Sequence[int], are_numbers: bool) -> Candidate:
    """The mark with its options below the question."""
    cells = row.text.split("\n")
    texts = [cells[n].strip() for n in offered if n < len(cells) and cells[n].strip()]
    if len(texts) < _OPTIONS:
        return candidate
    heads = alphabets.RINGS if are_numbers else [f"{letter}." for letter in alphabets.ALPHABETS[0]]
    options = (f"{head} {text}" for head, text in zip(heads, texts, strict=False))
    return candidate._replace(text="\n".join([candidate.text, *options]))


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
