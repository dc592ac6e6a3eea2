"""Measures how wide lines are where WeasyPrint fills the columns, by links: it says in public where each stands.

All that stands in a block between two other blocks is made a link in a layout of its own, in one column as wide as
those of the print. What is wider than that is printed smaller.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import unescape

from exporter.emitters.print.linebreaks import INLINE

_COLUMN = "column"
COLUMN = f'<p><a href="#{_COLUMN}"><i style="display: inline-block; width: 100%"></i></a></p>'  # is as wide as a column
Places = Mapping[str, Sequence[tuple[float, float]]]  # targets of links -> where their lines begin and end, in pixels
Measure = Callable[[Sequence[str]], Places]  # lays out units

Scales = Mapping[tuple[int, int], float]  # unit, and the number of a part of it -> how much smaller that is printed

_PART = r"<(?P<whole>pre|svg)\b.*?</(?P=whole)>|</?(?P<tag>[a-z][a-z0-9]*)[^<>]*>|[^<>]+|."
_PART_OF_TABLE = re.compile(rf"(?P<table>(?!))|{_PART}", re.DOTALL)
_PART_OF_UNIT = re.compile(rf'(?P<table><div class="table.*?</table>\s*</div>)|{_PART}', re.DOTALL)
_PICTURE = re.compile(r"<svg\b.*?</svg>|<img\b[^<>]*>", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_INLINE = frozenset(INLINE.split("|")) | {"img"}
_LINK = re.compile(r"<(/?)a\b[^<>]*>")
_OPEN, _CLOSED = re.compile(r"<(?!wbr|br)[a-z]"), re.compile(r"</")
_NEARLY = 4 / 3  # pixels beyond a column that nobody sees: a point
_SMALLEST = 0.1  # of its size
_MORE = 0.95  # of what should do: words break elsewhere then, and formulas may be wider than they are shown
_ROUNDS = 8  # layouts until all fits


def column(places: Places) -> tuple[float, float]:
    """Where the column of COLUMN begins and ends, in pixels."""
    return places[_COLUMN][0]


def narrowed(units: Sequence[str], measure: Measure) -> list[tuple[str, bool]]:
    """Units whose lines are no wider than a column, and whether something in them is printed smaller for that."""
    scales: dict[tuple[int, int], float] = {}
    due: Sequence[int] = range(len(units))
    for _ in range(_ROUNDS):
        places = measure([_linked(units[unit], unit, scales) for unit in due]) if due else {}
        found = dict(_too_wide(places))
        for key, scale in found.items():
            scales[key] = max(_SMALLEST, scales.get(key, 1.0) * scale * _MORE)
        due = sorted({unit for unit, _ in found})
    wide = {unit for unit, _ in scales}
    return [(_scaled(html, unit, scales), unit in wide) for unit, html in enumerate(units)]


def _too_wide(places: Places) -> Iterator[tuple[tuple[int, int], float]]:
    """What is wider than its column, and the share of it that stands there."""
    left, right = column(places) if places else (0.0, 0.0)
    for target, lines in places.items():
        start, stop = min(start for start, _ in lines), max(stop for _, stop in lines)
        if target != _COLUMN and (start < left - _NEARLY or right + _NEARLY < stop):
            unit, _, number = target[1:].partition("-")
            yield (int(unit), int(number)), max(0.0, min(stop, right) - max(start, left)) / (stop - start)


def _linked(html: str, unit: int, scales: Scales) -> str:
    """The HTML of a unit in which every run of text is a link; all those in a table have one target."""
    return "".join(
        _sized(part, kind, scales.get((unit, number)), f'a href="#w{unit}-{number}"')
        for number, (part, kind) in enumerate(_parts(html))
    )


def _scaled(html: str, unit: int, scales: Scales) -> str:
    """The same without links, and otherwise: an element around a text changes where WeasyPrint breaks its lines."""
    return "".join(
        _sized(part, kind, scales.get((unit, number)), "span") for number, (part, kind) in enumerate(_parts(html))
    )


def _sized(html: str, kind: str, scale: float | None, element: str) -> str:
    """A part of a unit in elements, at its size."""
    style = f' style="font-size: {scale:.3f}em"' if scale else ""
    if kind == "table":
        inside = "".join(_sized(part, at, None, element) for part, at in _parts(html, tables=False))
        return f"<div{style}>{inside}</div>" if style else inside
    tag = element.partition(" ")[0]
    if tag == "a":
        html = _LINK.sub(_plain, html)
    return f"<{element}{style}>{html}</{tag}>" if kind else html


def _plain(found: re.Match[str]) -> str:
    """A link as text: none stands in another."""
    return f"<{found[1]}span>"


def _parts(html: str, *, tables: bool = True) -> Iterator[tuple[str, str]]:
    """The HTML in parts, each with what it is: runs of text, whole tables, and all else ("")."""
    run: list[str] = []
    for found in (_PART_OF_UNIT if tables else _PART_OF_TABLE).finditer(html):
        if found["table"] or found["whole"] == "pre" or (found["tag"] and found["tag"] not in _INLINE):
            yield _run("".join(run))
            yield found[0], "table" if found["table"] else ""
            run = []
        else:
            run.append(found[0])
    yield _run("".join(run))


def _run(html: str) -> tuple[str, str]:
    """What stands between two blocks: a text, if it has words or pictures, and closes all that it opens."""
    words = _PICTURE.sub("x", html)
    is_closed = len(_OPEN.findall(words)) == len(_CLOSED.findall(words))
    return html, "text" if is_closed and unescape(_TAG.sub("", words)).strip() else ""
