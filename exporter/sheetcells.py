"""Cells of our spreadsheets: the columns, and the guard before what a spreadsheet would take for something else."""

from __future__ import annotations

import re

PLAIN = ("question", "answer")
MARKDOWN = ("question (Markdown)", "answer (Markdown)")
CONTEXT = ("section", "level", "tags")  # for people to sort and filter by
COLUMNS = ("id", "number", *PLAIN, *MARKDOWN, *CONTEXT, "kind", "version")
GUARD = "'"  # what spreadsheets themselves put before text that looks like a formula
_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")  # apostrophes before it, too, so that one can be taken off again
_KEPT = re.compile(r"0|[1-9]\d{0,14}")  # numbers that a spreadsheet shows as they were written
_VALUE = re.compile(  # what it would turn into another number, a date or a truth: `007`, `1.50`, `1e5`, `1/2`, `May 5`
    r"[\d\s.,:/%+\-]*\d[\d\s.,:/%+\-eE]*"
    r"|(?=.*\d)(?:\d{1,4}[ \-/.])?"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?(?:[ \-/.,]*\d{1,4}){0,2}"
    r"|true|false",
    re.IGNORECASE,
)
_LONGEST = 40  # characters of such a value


def guarded(cell: str) -> str:
    """The cell, with an apostrophe before what a spreadsheet would execute as a formula, or take for another value."""
    return GUARD + cell if _FORMULA.match(cell) or _is_value(cell) else cell


def _is_value(cell: str) -> bool:
    text = cell.lstrip(GUARD)  # so that one can be taken off again
    return len(text) <= _LONGEST and bool(_VALUE.fullmatch(text)) and not _KEPT.fullmatch(cell)


def unguarded(cell: str) -> str:
    """The cell without that apostrophe."""
    return cell[1:] if cell[:1] == GUARD and guarded(cell[1:]) != cell[1:] else cell
