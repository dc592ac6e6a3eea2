"""A row of a spreadsheet -> the corrected card: Markdown where it was changed, else plain text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from exporter import grammar, markup, sheetcells
from exporter.emitters import spreadsheet
from exporter.model import Card, Choice
from exporter.pull import merge
from exporter.pull.merge import MergeError
from exporter.pull.parts import Left, Merged, conflict, reblanked
from exporter.pull.rows import Row
from exporter.sheetcells import MARKDOWN, PLAIN, unguarded

_LETTER = re.compile(r"^[A-Z]: (.*)$")
_NAMES = ("question", "answer")
_EMPTY = "it is empty; to remove the card, remove it from its document"


def merged(row: Row, card: Card, base: Card) -> Merged:
    """The card with the corrections of a row that was made from `base`."""
    was, now = _cells(base), _cells(card)
    made, left = card, []
    for n, name in enumerate(_NAMES):
        columns = (PLAIN[n], MARKDOWN[n])
        edited = {column: new for column in columns if (new := _changed(row, column, was[column])) is not None}
        if not edited or all(_changed(row, column, now[column]) is None for column in edited):
            continue
        if was[MARKDOWN[n]] != now[MARKDOWN[n]]:
            column = MARKDOWN[n] if MARKDOWN[n] in edited else PLAIN[n]
            left.append(conflict(name, was[column], now[column], edited[column]))
            continue
        try:
            made = _taken(made, n, edited)
        except MergeError as error:
            left.append(Left(name, str(error)))
    return Merged(reblanked(card, made), tuple(left))


def _cells(card: Card) -> dict[str, str]:
    return dict(zip((*PLAIN, *MARKDOWN), (*spreadsheet.plain(card), *spreadsheet.markdown(card)), strict=True))


def _changed(row: Row, name: str, now: str) -> str | None:
    """The cell's text where it is another one; guarded or not, it is the same."""
    cell = row.cells.get(name)
    if cell is None or merge.same(cell, now) or merge.same(cell, sheetcells.guarded(now)):
        return None
    return unguarded(cell)


def _taken(card: Card, n: int, edited: Mapping[str, str]) -> Card:
    """The card with its question (0) or its answer (1) as edited."""
    if any(not cell.strip() for cell in edited.values()):
        raise MergeError(_EMPTY)
    if MARKDOWN[n] in edited:
        cell = edited[MARKDOWN[n]]
        return _asked(card, cell) if n == 0 else replace(card, answer=markup.tidy(cell))
    cell = edited[PLAIN[n]]
    if n == 0:
        return _asked_plainly(card, cell)
    return replace(card, answer=merge.merged(card.answer, merge.lines(cell), merge.PLAIN))


def _asked(card: Card, cell: str) -> Card:
    """A question with its options, if it has any, read from Markdown."""
    if not isinstance(card.kind, Choice):
        return replace(card, question=markup.tidy(cell))
    lines = cell.rstrip().split("\n")
    at = grammar.task_list(lines)
    found = list(grammar.options(lines[at:]))
    if not found:
        raise MergeError("it no longer has options; write them as a task list at its end, `- [x] right`")
    right = tuple(n for n, (_, is_right) in enumerate(found) if is_right)
    return replace(
        card, question=markup.tidy("\n".join(lines[:at])), kind=Choice(tuple(option for option, _ in found), right)
    )


def _asked_plainly(card: Card, cell: str) -> Card:
    lines = merge.lines(cell)
    if not isinstance(card.kind, Choice):
        return replace(card, question=merge.merged(card.question, lines, merge.PLAIN))
    count = len(card.kind.options)
    said = [found[1] for line in lines[-count:] if (found := _LETTER.match(line))] if count else []
    if len(said) != count:
        raise MergeError("the options in the plain-text column differ; edit the Markdown column instead")
    options = tuple(merge.merged(o, [new], merge.PLAIN) for o, new in zip(card.kind.options, said, strict=True))
    question = merge.merged(card.question, lines[: len(lines) - count], merge.PLAIN)
    return replace(card, question=question, kind=replace(card.kind, options=options))
