"""Lexemes of a flattened drawing: its characters and the pieces between them.

What a box-drawing character joins is read off its Unicode name ("BOX DRAWINGS LIGHT DOWN AND RIGHT"), so light, heavy,
double, rounded and dashed drawings are one case. ``+--+`` and ``|`` stand for them where a line has no such characters.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache

_ARMS = {
    "UP": "u",
    "DOWN": "d",
    "LEFT": "l",
    "RIGHT": "r",
    "VERTICAL": "ud",
    "HORIZONTAL": "lr",
}
_BOX = [chr(code) for code in range(0x2500, 0x2580) if "DIAGONAL" not in unicodedata.name(chr(code))]
UPWARD, DOWNWARD = "▲△▴↑⇑⬆^", "▼▽▾↓⇓⬇vV"  # arrowheads of a line that runs up or down
_HEADS = "▲△▴↑⇑⬆▼▽▾↓⇓⬇↕⇕"
_ASCII_HEADS = "^vV"
RIGHTWARD = "▶►▷▸→⇒➜➔➡>"


class Kind(Enum):
    """What a lexeme may be in a drawing."""

    TEXT = auto()
    BAR = auto()  # one vertical stroke, an edge of a box or a connector
    HEAD = auto()  # an arrowhead of a connector, alone
    TOP = auto()  # ┌───┐
    RULE = auto()  # ├───┤
    BOTTOM = auto()  # └───┘
    ANY = auto()  # +---+, which may be each of the three
    RAIL = auto()  # ══╧═══╧══, a line that connectors end at


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A word, a bar or a whole border; ``glued`` when no space stands before it."""

    kind: Kind
    text: str
    glued: bool
    size: int  # columns


@cache
def arms(char: str) -> frozenset[str]:
    """The directions (u, d, l, r) in which a character joins its neighbors; ``+`` may join all."""
    if char == "+":
        return frozenset("udlr")
    if not "\u2500" <= char < "\u2580":
        return frozenset()
    return frozenset("".join(_ARMS.get(word, "") for word in re.split("[ -]", unicodedata.name(char))))


def _having(yes: str, no: str = "") -> str:
    """The box characters with all arms of ``yes`` and none of ``no``, for a regular expression's class."""
    return "".join(char for char in _BOX if arms(char) >= set(yes) and not arms(char) & set(no))


_LEFT, _RIGHT, _BARS = _having("r", "l"), _having("l", "r"), _having("ud")
_LEFT = "".join(char for char in _LEFT if arms(char) & set("ud"))
_RIGHT = "".join(char for char in _RIGHT if arms(char) & set("ud"))
_ACROSS = _having("lr")
_ALL = "".join(_BOX)

_TITLE = rf"[^\s{_ALL}](?:[^{_ALL}]{{0,60}}[^\s{_ALL}])?"
BORDER = rf"[{_LEFT}](?:[{_ACROSS}{_HEADS}]*|[{_ACROSS}]+ ?{_TITLE} ?[{_ACROSS}]+)[{_RIGHT}]"
CORNER = re.compile(f"[{''.join(char for char in _LEFT + _RIGHT if len(arms(char)) == 2)}]")
ASCII_BORDER = r"\+[-=][-=+vV^]*\+|\+[-=]+ [^\s+|](?:[^+|]{0,60}[^\s+|])? [-=]+\+"
_LEXEME = re.compile(rf"(?P<border>{BORDER})|(?P<bar>[{_BARS}])|[^\s{_BARS}{_LEFT}{_RIGHT}]+|\S")
_MIXED_LEXEME = re.compile(rf"(?P<border>{BORDER})|(?P<bar>\|)|[^\s|{_LEFT}{_RIGHT}]+|\S")
_ASCII_LEXEME = re.compile(rf"(?P<border>{ASCII_BORDER})|(?P<bar>\|)|(?:[^\s|+]|\+(?![-=]))+|\S")
_FIRST_BORDER = re.compile(BORDER)
_FIRST_BAR = re.compile(f"[{_having('ud', 'lr')}]")
_ENDS = {"d": Kind.TOP, "u": Kind.BOTTOM, "du": Kind.RULE}


def lex(line: str) -> list[Lexeme]:
    """Cuts a flattened line into words, bars and borders, whatever spaces stand between them."""
    pattern = _LEXEME if _FIRST_BAR.search(line) else _MIXED_LEXEME
    ascii_only = not _FIRST_BORDER.search(line)
    lexemes, end = [], -1
    for match in (_ASCII_LEXEME if ascii_only else pattern).finditer(line):
        text = match.group()
        kind = _kind(text, match.lastgroup, ascii_only)
        lexemes.append(Lexeme(kind, text, match.start() == end, columns(text)))
        end = match.end()
    return lexemes


def _kind(text: str, group: str | None, ascii_only: bool) -> Kind:
    if group == "bar":
        return Kind.BAR
    if group == "border":
        return Kind.ANY if ascii_only else border_kind(text)
    if len(text) > 2 and set(text) <= set(_ACROSS) and any(arms(char) & set("ud") for char in set(text)):
        return Kind.RAIL
    head = text.rstrip("\ufe0f")
    return Kind.HEAD if len(head) == 1 and head in _HEADS + _ASCII_HEADS * ascii_only else Kind.TEXT


def border_kind(text: str) -> Kind:
    """Whether a border opens, divides or closes a box: its two ends say so when they agree."""
    first, last = (_ENDS.get("".join(sorted(arms(end) & set("ud")))) for end in (text[0], text[-1]))
    return first if first is last and first else Kind.RULE


def columns(text: str) -> int:
    """The columns a text takes in a monospaced font: two for an East Asian wide letter or an emoji."""
    return len(text) if text.isascii() else sum(map(_char_columns, text))


@cache
def _char_columns(char: str) -> int:
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def joints(border: str, direction: str) -> tuple[int, ...]:
    """The columns strictly inside a border where a line leaves it upwards ("u") or downwards ("d")."""
    return tuple(at for at, char in enumerate(border[:-1]) if at and direction in arms(char))


def ports(border: str, direction: str) -> tuple[int, ...]:
    """As ``joints``, with the arrowheads drawn into the border: ``┌──▼──┐`` is entered from above."""
    heads = _HEADS + _ASCII_HEADS * (border[0] == "+")
    inside = enumerate(border[:-1])
    return tuple(at for at, char in inside if at and (char in heads or direction in arms(char)))


def fork_ports(border: str, direction: str) -> tuple[int, ...]:
    """As ``ports``, with the ends of a line that is no box: ``┌──┴──┐`` has two legs."""
    return tuple(at for at, char in enumerate(border) if direction in arms(char))
