"""Is it a table at all? One likelihood ratio, of a table against code, console output, lists and prose.

It weighs the best reading of the lines as a table and what the lines look like, and was fitted to real tables and to as
many runs of lines that are none.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from exporter.restore.tables import readings
from exporter.restore.tables.candidates import Line
from exporter.restore.tables.solve import Fit
from exporter.restore.tables.weights import weights

_LONGEST_ROW = 1200  # characters; longer lines are prose, data or drawings
_LONGEST_HEADER = 160
_LONGEST_HEADING = 60
_NO_ROW = re.compile(r"\s|```|\|.*\|\s*$|.*[─│═║]")  # indent, fence, row of Markdown, drawing
_ITEM = re.compile(r"[•◦▪‣●○∙·*+–>-]\s|Q?\d{1,3}[.:)]\s")
_COMMENT = re.compile(r"#|//|<!--|\[[^\]]+\]:|<\w")
_CODE = re.compile(
    r"[;{\\,:(\[]$|^[)}\]]|^[\w.\[\]'\"]+ ?[-+*/|]?=(?!=) ?\S|^[\w.]+\([^()]*\)$|^(?:\$|>>>|@\w+$)"
    r"|^\w[\w.-]*: \S|^(?:import|from|def|class|return|package|using|export|function|const|let|var)\s"
)
_NO_HEADING = re.compile(r"[;{}]|\s=\s|//|[.!]\s|[,:]$|^[~\d]")
_NUMBER = re.compile(r"\W?\d+[\d.,]*\W?")
_LOOKS: dict[str, Callable[[str], object]] = {
    "item": _ITEM.match,
    "comment": _COMMENT.match,
    "code": _CODE.search,
    "sentence": re.compile(r"[.!?。！？…]$").search,
    "sentences": re.compile(r"[a-z)][.!?] [A-Z]|。").search,
    "value": re.compile(r"^[^\s:]+( [^\s:]+)?[:=：] ?\S").search,
    "assigned": re.compile(r"\s[=:]=?\s|=>|->").search,
    "command": re.compile(r"^[$%>#] |^[a-z][\w-]+ (?:-{1,2}\w|[\w./]+/)").search,
    "columns": re.compile(r"\S {2,}\S").search,
    "small": re.compile(r"^[a-z]").search,
    "capital": re.compile(r"^[A-Z]").search,
    "digit": re.compile(r"^\d").search,
    "sign": re.compile(r"^[^\w\s]").search,
    "opened": re.compile(r"[({\[]$").search,
    "semicolon": re.compile(r"[;{}]").search,
    "time": re.compile(r"\d:\d\d").search,
    "one word": re.compile(r"^\S+$").search,
}


def no_row(line: str) -> bool:
    """A line that is certainly no row of a table: too long, indented, a fence, part of a drawing."""
    return len(line) > _LONGEST_ROW or not line.strip() or _NO_ROW.match(line) is not None


def code(line: str) -> bool:
    """A line that may well be code, though a table of code has such rows, too."""
    return _CODE.search(line) is not None


def header(line: str) -> bool:
    """A line that may be the row of headings."""
    return len(line) <= _LONGEST_HEADER and not _NO_HEADING.search(line) and not code(line)


def odds(rows: Sequence[Line], fits: Sequence[Fit]) -> float:
    """Logarithm of the odds that the lines are a table, by its readings, the best first."""
    if _has_twins(fits[0]) or _counts(fits[0]):
        return float("-inf")
    return readings.weighed(evidence(rows, fits), weights("table"))


def _has_twins(fit: Fit) -> bool:
    """Whether two columns say the same in all rows: names that were put together, `TidePolicy and NamedTidePolicy`."""
    columns = list(zip(fit.header.cells, *(row.cells for row in fit.sample), strict=True))
    return len(set(columns)) < len(columns)


def _counts(fit: Fit) -> bool:
    """Whether every line, the heading too, begins with a number: what a page counts, `12 Chapters` and `4 Levels`."""
    return all(_NUMBER.fullmatch(cells[0]) for cells in (fit.header.cells, *(row.cells for row in fit.sample)))


def evidence(rows: Sequence[Line], fits: Sequence[Fit]) -> dict[str, float]:
    """What speaks for a table: its best reading, the next beside it, and what the lines look like."""
    found = dict(fits[0].evidence)
    found["margin"] = readings.margin([fit.score for fit in fits])
    found["score"] = fits[0].score
    found.update(_looks([row.text for row in rows]))
    strengths = sorted(row.strength for row in rows)
    found["strength"] = sum(strengths) / len(strengths)
    found["least strength"] = strengths[0]
    found["median strength"] = strengths[len(strengths) // 2]
    found["strong share"] = sum(strength > 0 for strength in strengths) / len(strengths)
    return found


def _looks(lines: Sequence[str]) -> Iterator[tuple[str, float]]:
    seen = [_look(line) for line in lines]
    for name, first, alike in zip(_LOOKS, seen[0], zip(*seen, strict=True), strict=True):
        yield f"lines {name}", sum(alike) / len(lines)
        yield f"first {name}", float(first)
    yield "heading", float(header(lines[0]))
    lengths = sorted(map(len, lines))
    yield "length", math.log(sum(lengths) / len(lengths))
    yield "longest", math.log(lengths[-1])
    yield "evenly", math.log(lengths[-1] / lengths[0])
    yield "first length", math.log(len(lines[0]))
    yield "first beside all", math.log(len(lines[0]) / (sum(lengths) / len(lengths)))
    yield "starts", len({line[:3] for line in lines}) / len(lines)


@lru_cache(maxsize=4096)
def _look(line: str) -> tuple[bool, ...]:
    return tuple(bool(look(line)) for look in _LOOKS.values())
