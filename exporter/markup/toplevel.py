"""Top-level headings and fences of a document, without a full parse where that is possible."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

_BONE = re.compile(  # or what only the parser can tell: raw HTML of more than a line, displayed formulas
    r"^( {0,3})(?:(?:(#{1,6})(?=[ \t]|$)|(`{3,}|~{3,}))(.*)|<!--(?:(?!-->).)*-->[ \t]*$|(<[!?/a-zA-Z]|\$\$|\\\[))",
    re.MULTILINE,
)


def skeleton(text: str, parsed: Callable[[], Sequence[Token]]) -> list[Token]:
    """The tokens of top-level headings, as they open, and of fences, with 0-based lines in `map`.

    `parsed` gives all tokens of the text; it is asked only where reading lines is not enough.
    """
    found = None if "\r" in text or "\0" in text else _scanned(text)
    if found is not None:
        return found
    return [token for token in parsed() if token.level == 0 and _is_bone(token)]


def _is_bone(token: Token) -> bool:
    return token.type == "fence" or (token.type == "heading_open" and token.markup[0] == "#")


def _scanned(text: str) -> list[Token] | None:
    """The same without parsing, where each stands at the margin: there, nothing can hold it. None where not."""
    found: list[Token] = []
    line = at = begin = 0
    opened = ""
    for bone in _BONE.finditer(text):
        indent, sharps, mark, rest, other = bone.groups()
        line, at = line + text.count("\n", at, bone.start()), bone.start()
        if opened:
            if _shuts(opened, mark, rest):
                found.append(_fence(text[begin:at], line, opened))
                opened = ""
        elif other or _may_be_held(indent, sharps or mark, rest or ""):
            return None
        elif sharps:
            found.append(_heading(sharps, line))
        elif _opens(mark, rest):
            opened, begin = mark, at
    return None if opened else found


def _may_be_held(indent: str, mark: str | None, rest: str) -> bool:
    """Whether only the parser can tell: the head of a table comes before all."""
    return bool(indent and mark) or "|" in rest


def _opens(mark: str | None, rest: str | None) -> bool:
    """Whether a mark opens a fence: a line with two of backticks is text."""
    return mark is not None and not (mark[0] == "`" and "`" in (rest or ""))


def _shuts(opened: str, mark: str | None, rest: str | None) -> bool:
    """Whether a mark closes the fence that another one opened."""
    return mark is not None and mark.startswith(opened) and not (rest or "").strip(" \t")


def _heading(sharps: str, line: int) -> Token:
    from markdown_it.token import Token

    return Token("heading_open", f"h{len(sharps)}", 1, markup=sharps, map=[line, line + 1], block=True)


def _fence(text: str, last: int, mark: str) -> Token:
    """The fence of these lines, without its last."""
    from markdown_it.token import Token

    head, _, content = text.partition("\n")
    where = [last - text.count("\n"), last + 1]
    return Token("fence", "code", 0, markup=mark, info=head[len(mark) :], content=content, map=where, block=True)
