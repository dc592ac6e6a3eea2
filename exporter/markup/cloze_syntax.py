"""Cloze syntax: the hidden parts of a text, `==hidden==`, parsed like emphasis and only in clozes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.rules_inline.state_inline import Delimiter

_MARK = "=="
CLOZE = "cloze"  # key of a parser's environment
_OPENING, _CLOSING = re.compile(r"==(?=\S)"), re.compile(r"(?<=\S)==")


def replace_hidden(text: str, shown: Callable[[str], str]) -> str:
    """Replaces each hidden part, marks and all, by what is shown for it; code and TeX are text like any other.

    Linear: where one mark has no end, none behind it has, so the rest is not searched from each of them.
    """
    parts, done = [], 0
    while (first := _OPENING.search(text, done)) and (last := _CLOSING.search(text, first.end() + 1)):
        parts += [text[done : first.start()], shown(text[first.end() : last.start()])]
        done = last.end()
    return "".join([*parts, text[done:]])


def replace_hidden_in_tex(tex: str, shown: Callable[[str], str]) -> str:
    """The same in a formula, where each part stands within a line: there, `==` is no markup."""
    return "\n".join(replace_hidden(line, shown) for line in tex.split("\n")) if _MARK in tex else tex


def install(markdown: MarkdownIt) -> None:
    """Teaches a parser `==hidden==`; tokens are `hidden_open` and `hidden_close`."""
    markdown.inline.ruler.before("emphasis", "hidden", _tokenize)
    markdown.inline.ruler2.before("emphasis", "hidden", _pair)


def _tokenize(state: StateInline, silent: bool) -> bool:
    if silent or not state.env.get(CLOZE) or not state.src.startswith(_MARK, state.pos):
        return False
    run = state.scanDelims(state.pos, True).length
    before, after = state.src[state.pos - 1 : state.pos], state.src[state.pos + run : state.pos + run + 1]
    state.push("text", "", 0).content = "=" * run
    if run == len(_MARK):
        _delimit(state, bool(after) and not after.isspace(), bool(before) and not before.isspace())
    state.pos += run
    return True


def _delimit(state: StateInline, opens: bool, closes: bool) -> None:
    from markdown_it.rules_inline.state_inline import Delimiter

    delimiter = Delimiter(ord("="), 0, len(state.tokens) - 1, -1, opens, closes)  # length 0: no rule of three
    state.delimiters.append(delimiter)


def _pair(state: StateInline) -> None:
    """Turns pairs into tokens; the parser has found which marks belong together."""
    _name(state, state.delimiters)
    for meta in state.tokens_meta:
        if meta and "delimiters" in meta:
            _name(state, meta["delimiters"])


def _name(state: StateInline, delimiters: Sequence[Delimiter]) -> None:
    for opening in delimiters:
        if opening.marker == ord("=") and opening.end >= 0:
            first, last = state.tokens[opening.token], state.tokens[delimiters[opening.end].token]
            first.type, first.nesting = "hidden_open", 1
            last.type, last.nesting = "hidden_close", -1
            for token in (first, last):
                token.tag, token.markup, token.content = "mark", _MARK, ""
