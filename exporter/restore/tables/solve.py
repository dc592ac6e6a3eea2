"""Cutting all rows of a table together: the columns tell where to cut, and the cuts tell what the columns are like.

For each number of columns the rows are first cut by their seams alone, then, a few times over, by seams and columns.
The reading for which most speaks wins. Long tables are understood from a sample of their rows, so the cost stays linear
with a small factor.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from exporter.restore.tables import readings
from exporter.restore.tables.candidates import Line
from exporter.restore.tables.columns import Columns
from exporter.restore.tables.cuts import Cut, Judge, cut
from exporter.restore.tables.header import Header
from exporter.restore.tables.weights import weights

FEWEST, MOST = 2, 8  # columns
_ROUNDS = 2
_SAMPLE = 40  # rows; more of them teach nothing new about the columns
_STOPS = frozenset(".!?")
_ENDS = _STOPS | frozenset(",;:)")  # marks that end what stands before them
_HOPELESS = 4.5  # odds for each row, below those of the best number of columns


@dataclass(frozen=True, slots=True)
class Fit:
    """A table read with a number of columns; `score`: how much speaks for it beside other numbers of columns."""

    header: Cut  # all its cells, the empty corner among them
    columns: Columns
    sample: tuple[Cut, ...]  # every `step`-th line after the header
    step: int
    evidence: Mapping[str, float]
    score: float


def fits(lines: Sequence[Line], header: Header) -> list[Fit]:
    """The readings of the lines as a table, header first, best reading first."""
    step = -(-(len(lines) - 1) // _SAMPLE)
    found = [fit for count in _counts(lines[1::step]) for fit in _fit(lines, step, count, header)]
    return sorted(found, key=lambda fit: -fit.score)


def rows(lines: Sequence[Line], fit: Fit) -> Iterator[Cut | None]:
    """Every line cut as this reading asks; None for a line that cannot be cut into so many cells."""
    yield fit.header
    count = len(fit.header.cells)
    for index, line in enumerate(lines[1:]):
        place, rest = divmod(index, fit.step)
        if rest or place >= len(fit.sample):
            yield cut(line.text, line.likely(count), count, fit.columns.fit)
        else:
            yield fit.sample[place]


def _counts(body: Sequence[Line]) -> list[int]:
    """The numbers of columns worth trying, by the best seams of every row alone."""
    ranked = [sorted([seam.odds for seam in line.seams], reverse=True) for line in body]
    most = min(MOST, 1 + min(map(len, ranked)))
    totals = {count: sum(sum(odds[: count - 1]) for odds in ranked) for count in range(FEWEST, most + 1)}
    if not totals:
        return []
    least = max(totals.values()) - _HOPELESS * len(body)
    return [count for count, total in totals.items() if total > least]


def _fit(lines: Sequence[Line], step: int, count: int, header: Header) -> Iterator[Fit]:
    """The readings with a number of columns: the first heading may be empty."""
    body = lines[1::step]
    cuts = _cut_all(body, count)
    heads = list(header.cuts(lines[0].text, lines[0].likely(count), count))
    if cuts is None or not heads:
        return
    columns = _columns(cuts)
    for _ in range(_ROUNDS):
        again = _cut_all(body, count, columns, cuts)
        assert again is not None  # the same seams as before
        is_settled = all(row.cells == old.cells for row, old in zip(again, cuts, strict=True))
        cuts, columns = again, _columns(again)
        if is_settled:
            break
    of_body = readings.of_body(cuts, columns, body)
    for corner, head in heads:
        terms = len(head.cells) > 1 and header.are_terms(head.cells)
        evidence = of_body | readings.of_head(head, corner, terms, lines[0])
        score = readings.weighed(evidence, weights("columns"))
        yield Fit(_with_corner(head, corner), columns, tuple(cuts), step, evidence, score)


def _columns(cuts: Sequence[Cut]) -> Columns:
    return Columns([row.cells for row in cuts], [row.certainty for row in cuts])


def _with_corner(head: Cut, corner: bool) -> Cut:
    return Cut(("", *head.cells), head.odds, head.score, head.certainty) if corner else head


def _cut_all(
    body: Sequence[Line], count: int, columns: Columns | None = None, before: Sequence[Cut] = ()
) -> list[Cut] | None:
    cuts = []
    for index, line in enumerate(body):
        judge: Judge | None = None
        if columns is not None:
            own = columns.without(before[index].cells, before[index].certainty)
            judge = partial(columns.fit, own=own)
        row = cut(line.text, line.likely(count), count, judge)
        if row is None:
            return None
        cuts.append(row)
    return _ended(cuts)


def _ended(cuts: Sequence[Cut]) -> list[Cut]:
    """The same with ends of sentences in the cells that they end: `a frame | .built-in` is `a frame. | built-in`.

    That is so where the column has the value without the mark, too, or where it hardly has another one.
    """
    columns = [Counter(column) for column in zip(*(row.cells for row in cuts), strict=True)]
    return [_with_ends(row, columns) for row in cuts]


def _with_ends(row: Cut, columns: Sequence[Counter[str]]) -> Cut:
    cells = list(row.cells)
    for at in range(1, len(cells)):
        mark, rest = cells[at][:1], cells[at][1:]
        if mark not in _ENDS or not rest:
            continue
        is_constant = 2 * columns[at][cells[at]] > columns[at].total() > 1 and " " in cells[at - 1].strip()
        if rest in columns[at] or (is_constant and mark in _STOPS):
            cells[at - 1 : at + 1] = [cells[at - 1] + mark, rest]
    return row if tuple(cells) == row.cells else replace(row, cells=tuple(cells))
