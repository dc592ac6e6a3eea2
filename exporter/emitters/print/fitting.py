"""Makes HTML fit a column: code, diagrams, tables and words that are wider than it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from html import unescape
from itertools import accumulate
from unicodedata import combining, east_asian_width

from exporter.emitters.print import emoji, tables
from exporter.emitters.print.linebreaks import mend

Room = Mapping[str, int]  # "code", "diagram" or "table" -> how many of its digits a column holds on a line

_PROBE = 50  # characters of the lines that measure the room
FLOORS = {"code": 0.86, "diagram": 0.3}  # what its widest line may shrink a block to
WRAPPED = {"code": 0.93, "diagram": 0.3}  # its size when that is not enough: then its lines wrap
_MEASURED = {**{kind: f'pre class="{kind}"' for kind in FLOORS}, "table": 'div class="table"'}
PROBES = [  # units that measure; a line that wraps would measure itself
    f'<div class="face"><{tag} style="white-space: pre">{"0" * _PROBE}</{tag[:3]}></div>' for tag in _MEASURED.values()
]
_MARKED = "<i style=\"bookmark-level: 1; bookmark-label: 'x'\"></i>"
FLOWING_PROBES = [  # the same by marks whose places are known: where characters begin and end, where a column ends
    f'<{tag} style="white-space: pre">{_MARKED}{"0" * _PROBE}{_MARKED}\n'
    f'<i style="display: inline-block; width: 100%"></i>{_MARKED}</{tag[:3]}>'
    for tag in _MEASURED.values()
]

_INDENTS = {
    "ul": "var(--indent)",
    "ol": "var(--number-indent)",
    "blockquote": "7.2pt",
    "callout": "7pt",
    "boxed": "6pt",
}
_NESTED = re.compile(
    r'<(?:(?P<open>ul|ol|blockquote|div class="(?P<callout>callout)|section class="extra (?P<boxed>boxed)|div|section)'
    r'\b(?P<rest>[^<>]*)>|/(?P<close>ul|ol|blockquote|div|section)>|(?P<pre>pre class="(?:code|diagram)"))'
)
_SIDES = ("--inside", "--inside-right")
_STYLE = ' style="'
_BLANK = re.compile(r"(\n{2,})")
_TAGS = re.compile(r"<(/?)(\w[^<>]*)>")
_NAME = re.compile(r"\w+")
_PRE = re.compile(r'<pre class="(code|diagram)"([^>]*)><code>(.*?)</code></pre>', re.DOTALL)
# Spaces by themselves, which WeasyPrint does not draw, so that readers of PDFs lose the indentation: at the end of a
# colored word, where they belong to the next line, and between two of them
_INDENT = re.compile(r"(?<=\n)([ \t]+)(</span>)")
_GAP = re.compile(r'(?:^|(?<=[\n>]))([ \t]+)(<span class="\w+">)')
_CELL = re.compile(r"<[^>]*>|&[^;\s]+;|.\ufe0f?", re.DOTALL)  # a tag, or a character as HTML
# Behind which signs a line of code without spaces is broken, and how late in it; names rather not
_SIGNS = (({",", ";", "|", "/", "(", "=", ":", "&amp;"}, 0.6), ({"-", "_", "."}, 0.7))
_LATE = 0.5  # share of a line behind which a space is always a good place; before it, where the next word is whole then
_EARLY = 0.2
_COMMENT = re.compile(r"(?<=\S) {2,}(?=#|//|--\s|/\*|<!--|;|←)")  # what stands between code and a comment behind it
_NO_BEGINNING = ("/", "=", ">", ".", ",", ";", ")", "]", "}")  # what no line begins with, where another place is left
_SIGN = re.compile(r" (?:#+|//|--|/\*|;|←) +$")  # of a comment whose words stand behind it
_BEFORE_OPTIONS = {" ", "-", "=", "(", "[", "|", ",", "&quot;", "&#x27;"}
_MARK = 2  # columns of the mark where a line goes on
_FAR = 0.6  # share of a line behind which nothing is hung below a comment: too little room would be left
_WIDE = re.compile(r"[^\x00-\u2319](?:\ufe0f)?")  # what may be an emoji, or another character two columns wide
_TABLE_CELL = re.compile(r"<t[hd]\b.*?</t[hd]>", re.DOTALL)
_WORD = 0.65  # share of a line that a word may take before it may be broken
_TIGHT = re.compile(r'<div class="table tight"([^<>]*)>(.*?</table>)', re.DOTALL)
_NARROWEST = 2.8  # characters of code that a column of a table takes at least, its one letter and the space beside it
_INDENTED = {"ul": 2.7, "ol": 4.0, "blockquote": 2.0, "callout": 2.0}  # characters of code, about
_DEEP = 0.6  # share of a column that may be indentation


def room(capacities: Sequence[float], size: float = 1.0) -> Room:
    """The room in a column, from how many times each of PROBES fits into it; `size` is that of the text meant."""
    return {kind: int(_PROBE * times / size) for kind, times in zip(_MEASURED, capacities, strict=True)}


def fit(html: str, room: Room) -> str:
    """The HTML of a unit with all in it as narrow as a column."""
    html = emoji.lowered(html)
    html = _PRE.sub(lambda found: _fit_code(found, room), _outdented(html) if "<pre" in html else html)
    html = tables.fit(html, room["table"]) if "<table" in html else html
    return mend(html, int(_WORD * room["code"]))


def narrow_tables(html: str, room: Room) -> tuple[str, bool]:
    """The HTML of a unit that fits, for where nothing can be measured after layout: tables of too many columns smaller,
    and nothing indented where lists in lists leave too little room; whether there are such tables."""
    made = _TIGHT.sub(lambda found: _narrow_table(found, room["code"]), html)
    is_deep = _deepest(html) > _DEEP * room["code"]
    return f'<div class="deep">{made}</div>' if is_deep else made, made != html


def _deepest(html: str) -> float:
    """By how many characters of code the most indented part is indented."""
    indents, most = [0.0], 0.0
    for found in _NESTED.finditer(html):
        if found["open"]:
            indents.append(indents[-1] + _INDENTED.get(found["callout"] or found["open"], 0.0))
            most = max(most, indents[-1])
        elif found["close"] and len(indents) > 1:
            indents.pop()
    return most


def _narrow_table(found: re.Match[str], room: int) -> str:
    columns = max(len(_TABLE_CELL.findall(row)) for row in found[2].split("</tr>"))
    scale = room / (_NARROWEST * columns)
    if scale >= 1:
        return found[0]
    return f'<div class="table tight narrowed"{found[1]} style="--narrow: {scale:.3f}">{found[2]}'


def _outdented(html: str) -> str:
    """Code back at the left of its column, by all that what it stands in is indented."""
    indents: list[tuple[str, str]] = []  # at which side, and how much

    def place(found: re.Match[str]) -> str:
        if found["pre"]:
            sides = {side: " + ".join(much for at, much in indents if at == side and much) for side in _SIDES}
            style = "; ".join(f"{side}: calc({much})" for side, much in sides.items() if much)
            return f'{found[0]}{_STYLE}{style}"' if style else found[0]
        if found["open"]:
            side = _SIDES['dir="rtl"' in found["rest"]]
            indents.append((side, _INDENTS.get(found["callout"] or found["boxed"] or found["open"], "")))
        elif indents:
            indents.pop()
        return found[0]

    return _NESTED.sub(place, html)


def _fit_code(found: re.Match[str], room: Room) -> str:
    """A block of code whose widest line fits: smaller down to a floor, then with lines that wrap. There is no `code` in
    it any more: in every line it would be a box of its own."""
    kind, attributes, body = found[1], found[2], _GAP.sub(r"\2\1", _INDENT.sub(r"\2\1", found[3]))
    widest = max(sum(map(_width, _CELL.findall(line))) for line in body.split("\n"))
    shrink = min(1.0, room[kind] / (widest + 0.5))  # half a character for what rounding adds
    if shrink < FLOORS[kind]:
        shrink = WRAPPED[kind]
        body = "\n".join(_wrap(line, room[kind] / shrink - 1) for line in body.split("\n"))
    if kind == "diagram":
        body = _WIDE.sub(lambda c: f'<i class="wide">{c[0]}</i>' if _width(c[0]) == 2 else c[0], body)
    else:
        body = emoji.columns(body)
    if shrink < 1:
        inside = _STYLE in attributes
        attributes = f"{_STYLE}--shrink: {shrink:.3f}{'; ' if inside else chr(34)}{attributes.removeprefix(_STYLE)}"
    lead = "\n" * body.startswith("\n")  # HTML drops one behind the tag
    if kind == "code" and "\n\n" in body:
        kind, body = "code spaced", _spaced(body)
    return f'<pre class="{kind}"{attributes}>{lead}{body}</pre>'


def _spaced(body: str) -> str:
    """Code whose lines stand in spans between blank lines, which are lower than others by that: a block has the line
    height of a blank line, and a span that of text. What is open at a blank line is closed and opened again."""
    open_tags: list[str] = []
    made = []
    for part in _BLANK.split(body):
        if not part.strip("\n"):
            made.append(part)
            continue
        before = "".join(open_tags)
        for closing, tag in _TAGS.findall(part):
            if closing:
                open_tags.pop()
            else:
                open_tags.append(f"<{tag}>")
        after = "".join(f"</{_NAME.findall(tag)[0]}>" for tag in reversed(open_tags))
        made.append(f'<span class="lines">{before}{part}{after}</span>')
    return "".join(made)


def _wrap(line: str, limit: float) -> str:
    """A line of code in pieces that are no wider than the limit, with a mark where it goes on."""
    cells = _CELL.findall(line)
    ends = list(accumulate(map(_width, cells)))
    comment, hang = _hang(cells, ends, limit)
    pieces: list[str] = []
    start, before, room = 0, 0, limit
    while ends and ends[-1] - before > room:
        stop = max(start + 1, bisect_right(ends, before + room))
        # a comment that would not end on this line begins on the next one, unless all others are hung below it
        is_apart = start < comment < stop and (start > 0 or ends[comment - 1] > hang)
        cut = comment if is_apart else _cut(cells, ends, start, stop, limit - hang - _MARK)
        pieces += [*cells[start:cut], f'\n<span class="wrap" style="margin-left: {hang}ch"></span>']
        start, before, room = cut, ends[cut - 1], limit - hang - _MARK
    return "".join([*pieces, *cells[start:]])


def _hang(cells: Sequence[str], ends: Sequence[int], limit: float) -> tuple[int, int]:
    """Where a comment begins behind code (0: nowhere), and the column where all but the first piece begin: below the
    comment, or two columns to the right of the line's own beginning where that leaves more room."""
    shown = [(number, unescape(cell)[0]) for number, cell in enumerate(cells) if _width(cell)]
    text = "".join(char for _, char in shown)
    found = _COMMENT.search(text)
    comment = shown[found.end()][0] if found else 0
    column = ends[comment - 1] if comment else limit
    indent = len(text) - len(text.lstrip(" "))
    return comment, int(column if column < _FAR * limit else min(indent + _MARK, limit / 2))


def _cut(cells: Sequence[str], ends: Sequence[int], start: int, stop: int, room: float) -> int:
    """Where to break between two cells, when the next line has some room: behind the last space, if it is late or the
    word behind it is whole then, else behind a comma or the like, if it is late."""
    spaces = [cut for cut in range(stop, start, -1) if cells[cut - 1] == " "]
    space = next((cut for cut in spaces if not _SIGN.search(_text(cells[start:cut]))), start)
    word = next((end for end in range(space, len(cells)) if cells[end] == " "), len(cells))
    share = _EARLY if ends[word - 1] - ends[space - 1] <= room else _LATE
    if space > start + share * (stop - start) and "".join(cells[start:space]).strip():
        return space
    for signs, share in _SIGNS:
        for cut in range(stop, start + int(share * (stop - start)), -1):
            if cells[cut - 1] in signs and _may_end(cells[start : cut + 1]):
                return cut
    return stop


def _text(cells: Sequence[str]) -> str:
    """The characters among cells."""
    return "".join(cell for cell in cells if cell[0] != "<" or len(cell) == 1)


def _may_end(cells: Sequence[str]) -> bool:
    """Whether a line may end behind the sign before the last of some cells: not between two that belong together, as
    in `://`, and not behind those that an option begins with."""
    shown = [cell for cell in cells[:-1] if _width(cell)]
    before = shown[-2] if len(shown) > 1 else " "
    return cells[-1] not in (shown[-1], *_NO_BEGINNING) and (shown[-1] != "-" or before not in _BEFORE_OPTIONS)


@cache
def _width(cell: str) -> int:
    """How many columns of a mono font a character takes; a tag takes none."""
    char = (unescape(cell) or " ")[0]
    if cell[0] == "<" or char == "\n" or combining(char):
        return 0
    return 4 if char == "\t" else 2 if cell[-1] == "\ufe0f" or east_asian_width(char) in "WF" else 1
