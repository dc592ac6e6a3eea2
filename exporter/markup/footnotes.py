"""Footnotes of Markdown, `so[^1]` and `[^1]: what it says`: marks that count from one, their notes in a list below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from typing import TYPE_CHECKING, Any, NamedTuple

from exporter.markup.highlighting import attribute

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML
    from markdown_it.token import Token

_MARK = re.compile(r"\[\^([^\s\]\[]+)\](?!:)")
_DEFINED = re.compile(r"^[ \t>]*\[\^[^\s\]\[]+\]:", re.MULTILINE)
_OPEN, _CLOSE = "footnote_reference_open", "footnote_reference_close"


class Footnote(NamedTuple):
    """The definition of a footnote."""

    name: str
    first: int  # 0-based line
    end: int  # one past the last


def install(markdown: MarkdownIt) -> None:
    """Teaches a parser footnotes; notes within the text, `^[so]`, are none: patterns are written so, too."""
    from mdit_py_plugins.footnote import footnote_plugin

    footnote_plugin(markdown, inline=False)


def marks(text: str) -> list[str]:
    """The names of the footnotes that a text refers to, in order; code is not told from prose."""
    return list(dict.fromkeys(_MARK.findall(text))) if "[^" in text else []


def without_marks(text: str, names: Sequence[str]) -> str:
    """A text that does not refer to these footnotes."""
    return _MARK.sub(lambda mark: "" if mark[1] in names else mark[0], text)


def may_be_in(text: str) -> bool:
    """A cheap test: whether a line defines a footnote."""
    return "[^" in text and _DEFINED.search(text) is not None


def defined(tokens: Sequence[Token]) -> list[Footnote]:
    """The footnotes that a text with these block tokens defines, in order."""
    return [Footnote(token.meta["label"], *token.map) for token in tokens if token.type == _OPEN and token.map]


def without(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without the definitions of footnotes, as those of links have none."""
    kept, depth = [], 0
    for token in tokens:
        depth += token.type == _OPEN
        if not depth:
            kept.append(token)
        depth -= token.type == _CLOSE
    return kept


def numbered(tokens: Iterable[Token]) -> Iterator[Token]:
    """The tokens of a text with the number of each footnote before its first words."""
    number: Token | None = None
    for token in tokens:
        if token.type == "footnote_open":
            number = token
        elif token.type == "inline" and number is not None:
            token = copy(token)  # those of a text may be shared
            token.children = [_said(number), *(token.children or ())]
            number = None
        yield token


def _said(note: Token) -> Token:
    said = copy(note)
    said.type, said.content = "text", f"[{note.meta['id'] + 1}] "
    return said


def _mark(self: RendererHTML, parts: Sequence[Token], index: int, options: Any, env: Any) -> str:
    """A number, and the name where it is another, so that what was edited in Anki finds it again."""
    meta = parts[index].meta
    number = str(meta["id"] + 1)
    name = attribute("data-name", meta["label"]) if meta["label"] != number else ""
    return f'<sup class="footnote"{name}>{number}</sup>'


def _note(self: RendererHTML, parts: Sequence[Token], index: int, options: Any, env: Any) -> str:
    meta = parts[index].meta
    name = attribute("data-name", meta["label"]) if meta["label"] != str(meta["id"] + 1) else ""
    return f"<li{name}>"


def _nothing(self: RendererHTML, parts: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return ""


RULES = {
    "footnote_ref": _mark,
    "footnote_block_open": lambda *_: '<ol class="footnotes">\n',
    "footnote_block_close": lambda *_: "</ol>\n",
    "footnote_open": _note,
    "footnote_close": lambda *_: "</li>\n",
    "footnote_anchor": _nothing,
}
