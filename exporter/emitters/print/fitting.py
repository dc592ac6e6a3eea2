"""Makes HTML fit a column: code, diagrams, tables and words that are wider than it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from html import unescape
from unicodedata import combining, east_asian_width

Room = Mapping[str, int]  # "code" or "diagram" -> how many of its characters a column holds on a line

_PROBE = 50  # characters of the lines that measure the room
_FLOORS = {"code": 0.86, "diagram": 0.3}  # what its widest line may shrink a block to
_WRAPPED = {"code": 0.93, "diagram": 0.3}  # its size when that is not enough: then its lines wrap
PROBES = [f'<div class="face"><pre class="{kind}">{"0" * _PROBE}</pre></div>' for kind in _FLOORS]  # units that measure

_PRE = re.compile(r'<pre class="(code|diagram)"([^>]*)><code>(.*?)</code></pre>', re.DOTALL)
_CELL = re.compile(r"<[^>]*>|&[^;\s]+;|.\ufe0f?", re.DOTALL)  # a tag, or a character as HTML
_SOFT = {" ", ",", ";", "|", "/", "(", "=", "&amp;"}  # after these a line of code is best broken
_WIDE = re.compile(r"[^\x00-\u2319](?:\ufe0f)?")  # what may be an emoji, or another character two columns wide
_TABLE = re.compile(r'<div class="table">.*?</table>', re.DOTALL)
_TABLE_CELL = re.compile(r"<t[hd]\b.*?</t[hd]>", re.DOTALL)
# What WeasyPrint does not break, or only slowly: a long word behind a tag within a word, a word without end
_LONG = re.compile(r"<pre\b.*?</pre>|(?<=[^\s<>])((?:<[^<>]*>)+)(?=[^\s<>&]{25})|<[^<>]*>|([^\s<>&]{300})", re.DOTALL)


def room(capacities: Sequence[float], size: float = 1.0) -> Room:
    """The room in a column, from how many times each of PROBES fits into it; `size` is that of the text meant."""
    return {kind: int(_PROBE * times / size) for kind, times in zip(_FLOORS, capacities, strict=True)}


def fit(html: str, room: Room) -> str:
    """The HTML of a unit with all in it as narrow as a column."""
    html = _PRE.sub(lambda found: _fit_code(found, room), html)
    html = _TABLE.sub(lambda found: _fit_table(found, room["code"]), html)
    return _LONG.sub(lambda found: f"{'<wbr>' * bool(found[1])}{found[0]}{'<wbr>' * bool(found[2])}", html)


def _fit_code(found: re.Match[str], room: Room) -> str:
    """A block of code whose widest line fits: smaller down to a floor, then with lines that wrap."""
    kind, attributes, body = found.groups()
    widest = max(sum(map(_width, _CELL.findall(line))) for line in body.split("\n"))
    shrink = min(1.0, room[kind] / (widest + 0.5))  # half a character for what rounding adds
    if shrink < _FLOORS[kind]:
        shrink = _WRAPPED[kind]
        body = _wrap(_CELL.findall(body), room[kind] / shrink - 1)
    if kind == "diagram":
        body = _WIDE.sub(lambda c: f'<i class="wide">{c[0]}</i>' if _width(c[0]) == 2 else c[0], body)
    style = f' style="--shrink: {shrink:.3f}"' if shrink < 1 else ""
    return f'<pre class="{kind}"{attributes}{style}><code>{body}</code></pre>'


def _wrap(cells: Iterable[str], limit: float) -> str:
    """Breaks long lines, after a space or a comma where there is one, with a mark where they go on."""
    done: list[str] = []
    column, soft = 0, 0
    for cell in cells:
        if column + _width(cell) > limit:
            cut = soft or len(done)
            column = 2 + sum(map(_width, done[cut:]))
            done.insert(cut, '\n<span class="wrap"></span>')
            soft = 0
        done.append(cell)
        column = 0 if cell == "\n" else column + _width(cell)
        soft = 0 if cell == "\n" else len(done) if cell in _SOFT and column > limit / 2 else soft
    return "".join(done)


@cache
def _width(cell: str) -> int:
    """How many columns of a mono font a character takes; a tag takes none."""
    char = (unescape(cell) or " ")[0]
    if cell[0] == "<" or char == "\n" or combining(char):
        return 0
    return 4 if char == "\t" else 2 if cell[-1] == "\ufe0f" or east_asian_width(char) in "WF" else 1


def _fit_table(found: re.Match[str], room: int) -> str:
    """A table whose longest words do not fit beside each other may break them; others keep them whole."""
    longest: dict[int, int] = {}
    for row in found[0].split("</tr>"):
        for column, cell in enumerate(_TABLE_CELL.findall(row)):
            longest[column] = max(longest.get(column, 0), *map(len, re.split(r"<[^>]*>|\s+", cell)))
    tight = sum(longest.values()) + 2 * len(longest) > room
    return found[0].replace('"table"', '"table tight"', 1) if tight else found[0]
