"""Paragraphs: lines of pages as Markdown, each paragraph in a line, code in fences, titles as headings.

A line goes on in the next one where the next one's first word had no room in it. A hyphen at such an end goes where the
joined word is a word of the document or of its language.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from exporter.model import Location
from exporter.restore.prose.escaping import literal
from exporter.sources.pdf.boxes import Line
from exporter.sources.pdf.hyphens import Hyphens

_GAP = 0.6  # of a line's height: space above a line that begins a paragraph, beyond what is usual
_COLUMN = 40.0  # points: lines of one column begin within them, list items and first lines indented
_GAP_IN_CODE = 3.0  # blank lines of code among it
_TITLE = 1.15  # times the usual height of letters: a heading
_LEVELS = 4  # of headings
_COLUMN = 40.0  # points: lines of one column begin within them, list items and first lines indented
_GAP_IN_CODE = 3.0  # blank lines of code among it
_LONGEST_TITLE = 200  # characters
_MOSTLY = 0.8  # share of lines in letters of one width: the text is typed, and not code
_WORDS = 6  # different ones with letters of one width: more than chance makes
_BULLET = re.compile(r"^[•◦▪●○‣∙·–—-]\s+(?=\S)")
_ITEM = re.compile(r"\(?\d{1,9}[.)] (?=\S)")
_MARKER = re.compile(r"^(?:\(?\d{1,3}[.)]|\(?[A-Za-z][.)]|[•◦▪●○‣∙]|[-–—])\s|^[QAFRP]\s?\d{0,3}[:.]\s")
_ASKS = re.compile(r"[?？؟][\"”’»)\]]*$")
_ENDS = re.compile(r"[.?!:;…。？！：][\"”’»)\]]*$")
_SPACE = 0.25  # of a line's height


@dataclass(slots=True)
class _Block:
    """Lines that belong together: a paragraph, a heading or code."""

    lines: list[Line]
    kind: str = "text"  # "text", "title", "code"
    level: int = 0  # of a title


def written(pages: Sequence[Sequence[Line]]) -> tuple[str, list[int]]:
    """The Markdown of pages of lines in reading order, and for each line of it its place."""
    lines = [line for page in pages for line in page]
    blocks = list(_blocks(lines, _Look.of(lines)))
    hyphens = Hyphens([line.text for line in lines])
    text: list[str] = []
    places: list[int] = []
    for block in blocks:
        made = list(_markdown(block, hyphens))
        text += [*(line for line, _ in made), ""]
        places += [*(place for _, place in made), made[-1][1]]
    return "\n".join(text), places


# ── what lines are like ──────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Look:
    """What is usual in a document."""

    height: float  # of letters
    titles: tuple[float, ...]  # heights of headings, from the largest
    advance: frozenset[int]  # widths of letters in code, in hundredths of points
    gap: float  # between lines of a paragraph, as a share of their height

    @classmethod
    def of(cls, lines: Sequence[Line]) -> _Look:
        """What is usual in these lines."""
        widths = _widths(lines)
        heights = Counter[float]()
        for line in lines if not widths else (line for line in lines if round(line.advance * 100) not in widths):
            heights[_rounded(line.height)] += len(line.text)
        usual = heights.most_common(1)[0][0] if heights else 1.0
        larger = sorted((height for height in heights if height > usual * _TITLE), reverse=True)
        return cls(usual, tuple(larger), widths, _gap(lines))

    def is_code(self, line: Line) -> bool:
        """Whether a line is set in letters of one width."""
        width = round(line.advance * 100)
        return bool(width) and any(width + n in self.advance for n in (-1, 0, 1))

    def level(self, line: Line) -> int:
        """The level of a heading with letters of this height; 0 for text."""
        height = _rounded(line.height)
        return min(self.titles.index(height) + 1, _LEVELS) if height in self.titles else 0


def _widths(lines: Sequence[Line]) -> frozenset[int]:
    """The widths of letters in code: many words have them, or most lines of a size. A few words do by chance."""
    several = [line for line in lines if len(line.words) > 1]
    mono = [line for line in several if line.advance]
    if len(mono) > _MOSTLY * len(several):
        return frozenset()
    sizes = Counter(_rounded(line.height) for line in several)
    groups: dict[int, list[Line]] = defaultdict(list)
    for line in mono:
        groups[round(line.advance * 100)].append(line)
    return frozenset(width for width, group in groups.items() if _are_code(group, sizes))


def _are_code(lines: Sequence[Line], sizes: Counter[float]) -> bool:
    words = {word.text for line in lines for word in line.words if len(word.text) > 1}
    return len(words) >= _WORDS or len(lines) * 2 > sizes[_rounded(lines[0].height)]


def _gap(lines: Sequence[Line]) -> float:
    """The usual space between lines of a paragraph, as a share of their height."""
    gaps = sorted((b.top - a.bottom) / max(a.height, 1) for a, b in pairwise(lines) if _is_below(a, b))
    return gaps[len(gaps) // 4] if gaps else 0.0


def _rounded(height: float) -> float:
    return round(height * 2) / 2


def _is_below(above: Line, line: Line) -> bool:
    """Whether a line stands below another one, in the same column."""
    is_beside = line.left < above.right and above.left < line.right
    return above.page == line.page and line.top > above.top + above.height / 2 and is_beside


# ── blocks ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _blocks(lines: Sequence[Line], look: _Look) -> Iterator[_Block]:
    edges = _edges(lines)
    block: _Block | None = None
    for n, line in enumerate(lines):
        level = look.level(line)
        kind = "title" if level else "code" if look.is_code(line) else "text"
        if block and block.kind == kind and block.level == level and _goes_on(block, line, look, edges[n - 1]):
            block.lines.append(line)
            continue
        if block:
            yield block
        block = _Block([line], kind, level)
    if block:
        yield block


def _edges(lines: Sequence[Line]) -> list[float]:
    """For each line where its column ends: the furthest end of lines that begin about where it does, on its page."""
    furthest: dict[tuple[int, int], float] = {}
    for line in lines:
        for near in (-1, 0, 1):
            key = (line.page, round(line.left / _COLUMN) + near)
            furthest[key] = max(furthest.get(key, 0.0), line.right)
    return [furthest[line.page, round(line.left / _COLUMN)] for line in lines]


def _goes_on(block: _Block, line: Line, look: _Look, edge: float) -> bool:
    """Whether a line belongs to the block above it."""
    last = block.lines[-1]
    if block.kind == "code":
        return last.page != line.page or _is_close(last, line, _GAP_IN_CODE)
    if block.kind == "title":
        return _is_close(last, line, look.gap + _GAP)
    is_full = last.right + last.height * _SPACE + line.words[0].right - line.words[0].left > edge - 1
    if not is_full or _begins(block, line) or (_ASKS.search(last.text) and not line.text[:1].islower()):
        return False
    if _is_below(last, line):
        return _is_close(last, line, look.gap + _GAP)
    return not _ENDS.search(last.text) and line.text[:1].islower()  # in the next column, or on the next page


def _is_close(above: Line, line: Line, gap: float) -> bool:
    return _is_below(above, line) and line.top - above.bottom <= gap * above.height


def _begins(block: _Block, line: Line) -> bool:
    """Whether a line begins an item or a question, although the line above is full."""
    last = block.lines[-1]
    is_as_far = abs(line.left - block.lines[0].left) < 2
    return bool(_MARKER.match(line.text)) and (is_as_far or bool(_ENDS.search(last.text)))


# ── Markdown ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _markdown(block: _Block, hyphens: Hyphens) -> Iterator[tuple[str, int]]:
    first = block.lines[0]
    if block.kind == "code":
        yield from _code(block.lines)
        return
    text = hyphens.joined([line.text for line in block.lines])
    place = Location.paged(first.page, first.number)
    if block.kind == "title" and len(text) <= _LONGEST_TITLE:
        yield f"{'#' * block.level} {literal(text)}", place
    elif bullet := _BULLET.match(text):
        yield f"- {literal(text[bullet.end() :])}", place
    elif item := _ITEM.match(text):
        yield item[0] + literal(text[item.end() :]), place
    else:
        yield literal(text), place


def _code(lines: Sequence[Line]) -> Iterator[tuple[str, int]]:
    """A fence with the lines of code, indented as they stand."""
    start, width = min(line.left for line in lines), max(line.advance for line in lines) or 1.0
    pitch = min((b.top - a.top for a, b in pairwise(lines)), default=0.0)
    rows: list[tuple[str, int]] = []
    for n, line in enumerate(lines):
        place = Location.paged(line.page, line.number)
        empty = round((line.top - lines[n - 1].top) / pitch) - 1 if n and pitch > 0 else 0
        rows += [("", place)] * min(max(empty, 0), 2)
        rows.append((_spaced(line, start, width), place))
    ticks = "`" * max(3, *(len(run) + 1 for row, _ in rows for run in re.findall("`+", row)), 0)
    yield ticks, rows[0][1]
    yield from rows
    yield ticks, rows[-1][1]


def _spaced(line: Line, start: float, width: float) -> str:
    text = ""
    for word in line.words:
        column = min(round((word.left - start) / width), 500)
        text += " " * max(column - len(text), bool(text)) + word.text
    return text
