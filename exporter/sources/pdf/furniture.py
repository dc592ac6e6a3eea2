"""Running heads, feet and page numbers of a PDF: what returns in the same place at the edge of pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from exporter.readers import running_heads
from exporter.sources.pdf.boxes import Line, Page

_EDGE = 0.13  # share of the page's height at its top and at its foot
_MOST = 4  # lines of a head
_SPACE = 0.5  # of a line's height: between a head and the text
_COUNTER = 4  # words
_NEAR = 4.0  # points within which lines of two pages stand in the same place
_DATE = re.compile(r"\d{1,4}[./-]\s?\d{1,2}[./-]\s?\d{1,4},? \d{1,2}[:.]\d{2}(?: [AP]M)?$")


def without(pages: Sequence[Page]) -> list[Page]:
    """The pages without what returns on them."""
    places: dict[int, list[Line]] = defaultdict(list)
    out: set[int] = set()
    for page in pages:
        near = [*edges(page)]
        out |= {id(line) for line in _counters(page, near, len(pages))}
        for line in near:
            for at in (0, 1):  # in two places each, so that a line just beside another's place is compared with it
                places[round(line.top / _NEAR) + at].append(line)
    for lines in places.values():
        out |= {id(lines[n]) for n in running_heads.returning([(line.page, line.text) for line in lines], len(pages))}
    return [replace(page, lines=tuple(line for line in page.lines if id(line) not in out)) for page in pages]


def edges(page: Page) -> Iterator[Line]:
    """The lines at the top and at the foot of a page, with space between them and the text."""
    lines = sorted(page.lines, key=lambda line: line.top)
    yield from _apart([line for line in lines if line.bottom < page.height * _EDGE], lines)
    lines.sort(key=lambda line: -line.bottom)
    yield from _apart([line for line in lines if line.top > page.height * (1 - _EDGE)], lines)


def _apart(near: Sequence[Line], lines: Sequence[Line]) -> Sequence[Line]:
    """The first of the lines near an edge, up to the last space between lines there."""
    for n in range(min(len(near), _MOST), 0, -1):
        if n == len(lines) or _space(near[n - 1], lines[n]) > _SPACE * near[n - 1].height:
            return near[:n]
    return ()


def _space(one: Line, other: Line) -> float:
    """The space between two lines, whichever is above; negative where they stand side by side."""
    return max(one.top, other.top) - min(one.bottom, other.bottom)


def _counters(page: Page, near: Sequence[Line], pages: int) -> Iterator[Line]:
    """The lines in which programs count pages, a browser with date, title and address: on a lone page, too."""
    for line in near:
        if _DATE.match(line.text) or line.text == f"{page.number}/{pages}":
            yield from (each for each in near if abs(each.top - line.top) < _NEAR)
        elif len(line.words) <= _COUNTER and running_heads.numbers(line.text) == [page.number, pages]:  # page 1 of 9
            yield line
