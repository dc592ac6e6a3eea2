"""Line map: the line of an original that each line of its conversion comes from, by their common letters.

Lines whose beginnings occur once on both sides are sure, where they stand in the same order; the others are looked for
between them, and what is not found there is spread over the lines that are left.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence

_NO_LETTERS = re.compile(r"[\W_]+")
_MARKER = re.compile(r"^(?:[\s>]*(?:[-*+]|\d{1,9}[.)]|#{1,6}|\[![A-Z]+\])(?:\s+|$))*")
_UNWRITTEN = re.compile(r"\]\([^()\s]{0,500}[^()]{0,200}\)|<[^<>]{0,200}>|\\")  # addresses, tags, escapes
# What an original says in letters and its conversion does not show, by the format's name in pandoc
_TAGS = r"<[^<>]{0,500}>"
_MARKS: Mapping[str, re.Pattern[str]] = {
    "latex": re.compile(r"\\(?:[a-zA-Z]+\*?)(?:\[[^\[\]]{0,100}\])?"),
    "rst": re.compile(r":[a-z][\w:+.-]{0,30}:(?=`)|\s<[^<>`]{1,300}>(?=`)"),
    "asciidoc": re.compile(r"(?:\b[a-z]{2,12}|https?):[^\s\[\]`]{0,300}\[(?=[^\]])|<<[^<>,]{1,100},"),
    "org": re.compile(r"\[\[[^\[\]]{1,500}\](?=\[)|^\*+[ \t]+(?:TODO|DONE|NEXT|WAITING)\b"),
    "mediawiki": re.compile(rf"\[\[[^\[\]|]{{1,300}}\||{_TAGS}"),
    "dokuwiki": re.compile(r"\[\[[^\[\]|]{1,300}\|"),
    "pod": re.compile(r"\b[A-Z](?=<)|\|[^<>|]{1,200}(?=>)"),
    "man": re.compile(r"\\f(?:\[\w*\]|\w)|^\.\w{1,3}\b"),
    "ipynb": re.compile(r"\\[nrt]|^\s*\"(?:cell_type|metadata|id|outputs|source)\".*"),
    "opml": re.compile(
        r"</?outline\b|\b(?:text|_note|type)=|</?(?:strong|em|code|a|p|br|b|i|span|sub|sup|del)\b[^<>]{0,500}>"
    ),
    **{name: re.compile(_TAGS) for name in ("fb2", "docbook", "jats", "textile", "jira")},
}
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_SURE = 12  # letters with which a line must begin to be sure of it
_LONG, _MIDDLE, _SHORT = 40, 24, 16  # letters that are looked for: first many of them, then few
_FAR, _NEAR = 50_000, 2_000  # letters within which they are looked for; the near ones for a line of few letters


def numbered(lines: Sequence[str]) -> list[int]:
    """For formats without lines: the number of the paragraph that each line stands in, from 1."""
    count, before, found = 0, False, []
    for line in lines:
        count += bool(line.strip()) and not before
        before = bool(line.strip())
        found.append(max(1, count))
    return found


def located(original: Sequence[str], converted: Iterable[str], kind: str = "") -> list[int]:
    """For each line of the conversion the 1-based line of the original; `kind`: the format, as pandoc calls it.

    An empty line has the place of the line before; one that is nowhere found lies between its neighbors.
    """
    parts = [_letters(_written(line, kind)) for line in original]
    keys = [_letters(html.unescape(_UNWRITTEN.sub(" ", _MARKER.sub("", line, count=1)))) for line in converted]
    text = _Text(parts)
    anchors = [*_sure(parts, keys), (len(keys), len(parts))]
    found: list[int | None] = [None] * len(keys)
    at, first = 0, 0
    for n, line in anchors:
        end = text.starts[line] if line < len(parts) else len(text.letters)
        text.fill(keys, range(first, n), (at, end), found)
        if n < len(keys):
            found[n], at = line, end + min(len(keys[n]), len(parts[line]))
        first = n + 1
    return [line + 1 for line in _spread(found, keys, len(parts))]


class _Text:
    """The letters of an original, without anything between them."""

    def __init__(self, parts: Sequence[str]) -> None:
        self.starts, total = [], 0
        for part in parts:
            self.starts.append(total)
            total += len(part)
        self.letters = "".join(parts)

    def fill(self, keys: Sequence[str], which: range, within: tuple[int, int], found: list[int | None]) -> None:
        """Looks for some of the keys, one behind the other, within a part of the text."""
        at, end = within
        for n in which:
            place, length = self._find(keys[n], at, end)
            if place >= 0:
                at, found[n] = place + length, bisect_right(self.starts, place) - 1

    def _find(self, key: str, at: int, end: int) -> tuple[int, int]:
        """Where a key stands, by its first letters, or by its last ones where markup hides those."""
        if len(key) < 3:
            return -1, 0
        parts = [key[:_LONG], key[:_SHORT]] + ([key[-_SHORT:]] if len(key) >= 2 * _SHORT else [])
        for part in parts:
            reach = _FAR if len(part) >= _SHORT else _NEAR
            place = self.letters.find(part, at, min(end, at + reach))
            if place >= 0:
                return place, len(part)
        return -1, 0


def _sure(parts: Sequence[str], keys: Sequence[str]) -> list[tuple[int, int]]:
    """Lines of the conversion, with the lines of the original that alone begin so; in the order of both."""
    here, there = _once(keys), _once(parts)
    pairs = {n: there[beginning] for beginning, n in here.items() if n >= 0 and there.get(beginning, -1) >= 0}
    return _rising(sorted(pairs.items()))


def _once(texts: Sequence[str]) -> dict[str, int]:
    """Beginnings of texts with the number of the one that begins so; -1 where several do."""
    found: dict[str, int] = {}
    for n, text in enumerate(texts):
        if len(text) >= _SURE:
            for beginning in {text[:_LONG], text[:_MIDDLE]}:
                found[beginning] = -1 if beginning in found else n
    return found


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most pairs whose second numbers rise as the first ones do."""
    ends: list[int] = []  # for each length the lowest last number, with its pair
    tops: list[int] = []
    before: list[int] = []
    for n, (_, line) in enumerate(pairs):
        place = bisect_left(ends, line)
        ends[place : place + 1] = [line]
        tops[place : place + 1] = [n]
        before.append(tops[place - 1] if place else -1)
    chain, n = [], tops[-1] if tops else -1
    while n >= 0:
        chain.append(pairs[n])
        n = before[n]
    return chain[::-1]


def _spread(found: Sequence[int | None], keys: Sequence[str], count: int) -> list[int]:
    """The found lines with those between them filled: spread over the lines that lie between."""
    made: list[int] = []
    missing: list[int] = []
    last = 0
    for n, line in enumerate([*found, None]):
        is_end = n == len(found)
        if line is None and not is_end:
            made.append(last)
            if len(keys[n]) >= 3:
                missing.append(n)
            continue
        if missing and not is_end:
            room = max(0, (line or 0) - last)
            for k, each in enumerate(missing, 1):
                made[each] = min(last + room * k // (len(missing) + 1), count - 1)
        missing = []
        if line is not None:
            made.append(line)
            last = line
    return made


def _written(line: str, kind: str) -> str:
    """A line of the original without what its conversion does not show."""
    marks = _MARKS.get(kind)
    if not marks:
        return line
    if kind == "ipynb" and "\\u" in line:
        line = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), line)
    if kind == "opml":  # its attributes hold text with tags
        line = html.unescape(line)
    return html.unescape(marks.sub("", line))


def _letters(text: str) -> str:
    """Letters and digits, in lower case and without accents."""
    if not text.isascii():
        text = "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
    return _NO_LETTERS.sub("", text.casefold())
