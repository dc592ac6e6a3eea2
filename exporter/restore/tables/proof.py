"""Is it a table at all? What rows never look like, and how much evidence makes a table of lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from exporter.restore.tables.fit import Fit
from exporter.restore.tables.seams import Line

_LONGEST_ROW = 1200  # characters; longer lines are prose, data or drawings
_LONGEST_HEADER = 160
_LONGEST_HEADING = 45
_NO_ROW = re.compile(
    r"\s|[•◦▪‣●○∙·*+–>-]\s|Q?\d{1,3}[.:)]\s|#|//|```|\||\[[^\]]+\]:|<\w|.*[─│═║]"  # indent, item, comment, link, box
)
_CODE = re.compile(
    r"[;{\\,:(\[]$|^[)}\]]|^[\w.\[\]'\"]+ ?[-+*/|]?=(?!=) ?\S|^[\w.]+\([^()]*\)$|^(?:\$|>>>|@\w+$)"
    r"|^\w[\w.-]*: \S|^(?:import|from|def|class|return|package|using|export|function|const|let|var)\s"
)
_NO_HEADING = re.compile(r"[;{}]|\s=\s|//|[.!]\s|[,:]$|^[~\d]")

_FEWEST_ROWS = 2  # with the header
_HEADING = 0.5  # least score per cut of a header
_CLEAR_HEADING = 2.5  # short capitalized headings have these
_ENOUGH = 1.0  # odds per cut of the rows, plus half of the header's
_ENOUGH_IF_CLEAR = 0.0
_PER_ROW = 0.4  # least score of a reading for every row
_MUCH = 2.0  # odds per cut that make a table of a header and a single row


def no_row(line: str) -> bool:
    """A line that is certainly no row of a table: too long, indented, a list's item, a comment, part of a drawing."""
    return len(line) > _LONGEST_ROW or not line.strip() or _NO_ROW.match(line) is not None


def code(line: str) -> bool:
    """A line that may well be code, though a table of code has such rows, too."""
    return _CODE.search(line) is not None


def header(line: str) -> bool:
    """A line that may be the row of headings."""
    return len(line) <= _LONGEST_HEADER and not _NO_HEADING.search(line) and not code(line)


def convincing(rows: Sequence[Line], fit: Fit) -> bool:
    """Whether this reading of the rows, header first, proves that they are a table."""
    cells = fit.header.cells
    if len(rows) < _FEWEST_ROWS or not header(rows[0].text) or max(map(len, cells)) > _LONGEST_HEADING:
        return False
    if fit.score < _PER_ROW * (len(fit.sample) + 1) or _mostly_code(rows):
        return False
    heading = fit.header.score / max(1, sum(map(bool, cells)) - 1)
    evidence = sum(row.odds for row in fit.sample) / (len(fit.sample) * (len(cells) - 1))
    if len(rows) == _FEWEST_ROWS:
        capitals = sum(cell[:1].isupper() for cell in cells) > 1
        return capitals and heading > _MUCH and evidence > _MUCH
    enough = _ENOUGH_IF_CLEAR if heading > _CLEAR_HEADING else _ENOUGH
    return heading > _HEADING and evidence + heading / 2 > enough


def _mostly_code(rows: Sequence[Line]) -> bool:
    return 2 * sum(code(row.text) for row in rows) > len(rows)
