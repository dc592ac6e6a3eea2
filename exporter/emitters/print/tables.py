"""Makes tables fit: words are broken that leave the others no room, and columns are as wide as makes a table low."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape, unescape
from itertools import zip_longest

from exporter.emitters.print.linebreaks import BREAK, HYPHEN, UNSPACED, at_seams, seamed
from exporter.emitters.print.table_widths import widths
from exporter.emitters.print.text_width import Piece, pieces, width

_TABLE = re.compile(
    r'(?P<table><div class="table"[^<>]*>.*?</table>)|<(?P<close>/?)(?:ul|ol|blockquote)\b[^<>]*>', re.DOTALL
)
_CELL = re.compile(r"<t[hd]\b.*?</t[hd]>", re.DOTALL)
_HEAD = re.compile(r"<th(?=[\s>])")
_SPANS = re.compile(r"\b(?:col|row)span=")
_INDENT = 2.7  # digits that a list or a quote is indented, about
_BETWEEN = 1.2  # digits between two columns
_SURE = 0.98  # share of the room that texts may take: their widths are not known to the last digit
_LEAST = 5  # characters of a word that are kept together, where they can be
_CODE_OR_WORD = re.compile(
    rf"(?P<begin><code\b[^<>]*>)(?P<code>[^<>]*)(?=</code>)|(?P<tag><[^<>]*>)|(?:&[^;\s<>]+;|[^\s<>&{UNSPACED}])+"
)
_SYLLABLE = re.compile(r"[bcdfghjklmnpqrstvwxzбвгджзйклмнпрстфхцчшщ](?=[aeiouyäöüáéíóúаеёиоуыэюя])", re.IGNORECASE)
_EMOJI = re.compile(r'<span class="emoji">([^<]*)</span>')  # no text is broken anywhere behind one
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"\S+")

Rows = list[list[list[Piece] | None]]


def fit(html: str, room: int) -> str:
    """The HTML of a unit whose tables fit a column of so many digits."""

    depth = 0

    def fitted(found: re.Match[str]) -> str:
        nonlocal depth
        if found["table"]:
            return _fit(found[0], room - _INDENT * depth)
        depth += -1 if found["close"] else 1
        return found[0]

    return _TABLE.sub(fitted, html)


def _fit(table: str, room: float) -> str:
    rows = _rows(table)
    longest = [max(_longest(cell) for cell in column) for column in zip_longest(*rows, fillvalue=None)]
    free = _SURE * room - _BETWEEN * (len(longest) - 1)
    if sum(longest) > free:
        most = _most(sorted(longest), free)
        if most < _LEAST:
            return _EMOJI.sub(r"\1", table.replace('"table"', '"table tight"', 1))
        table = _CODE_OR_WORD.sub(lambda part: part[0] if part["tag"] else _broken(part, most), table)
        rows = _rows(table)
    return _widened(table, rows, room)


def _rows(table: str) -> Rows:
    rows = (_CELL.findall(row) for row in table.split("</tr>"))
    return [[pieces(cell) for cell in row] for row in rows if row]


def _longest(cell: list[Piece] | None) -> float:
    """The widest piece of a cell."""
    return max((piece.width for piece in cell or ()), default=0.0)


def _widened(table: str, rows: Rows, room: float) -> str:
    """A table with widths for its columns, where these make it lower."""
    known = [[cell for cell in row if cell is not None] for row in rows]
    if _SPANS.search(table) or list(map(len, known)) != list(map(len, rows)):
        return table
    shares = widths(known, room, _BETWEEN)
    if not shares:
        return table
    styles = iter(f'<th style="width: {100 * share:.1f}%"' for share in shares)
    return _HEAD.sub(lambda found: next(styles), table, count=len(shares))


def _most(lengths: Sequence[float], room: float) -> float:
    """How long words of each column may stay, when the lengths of the longest, the shortest first, have this room."""
    for number, length in enumerate(lengths):
        share = room / (len(lengths) - number)
        if length > share:
            return share
        room -= length
    return lengths[-1]


def _broken(part: re.Match[str], most: float) -> str:
    """A word that is longer than it may stay, with breaks: behind its signs, else with a hyphen; code has none."""
    if part["code"]:
        return part["begin"] + _WORD.sub(lambda word: seamed(word[0], int(most)), part["code"])
    word = unescape(part[0])
    if width(word) <= most:
        return part[0]
    parts = ((HYPHEN if _LETTER.search(each) else BREAK).join(_syllables(each, most)) for each in at_seams(word))
    # each a text of its own: WeasyPrint would count the words before it as one with its first piece, and does not find
    # the breaks behind a hyphen
    return BREAK.join(f"<span>{escape(each)}</span>" for each in parts)


def _syllables(word: str, most: float) -> Iterator[str]:
    while width(word) > most:
        cut = _syllable(word, max(1, int(most * len(word) / width(word)) - 1))
        yield word[:cut]
        word = word[cut:]
    yield word


def _syllable(word: str, latest: int) -> int:
    """Where a word is best divided: before a consonant and a vowel, with some letters on either side."""
    latest = min(latest, len(word) - 3)
    found = [match.start() for match in _SYLLABLE.finditer(word, 3, latest + 2)]
    return found[-1] if found and found[-1] > latest // 2 else max(1, latest)
