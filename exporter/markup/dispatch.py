"""Dispatches markdown-it's rules by first character: same tokens, half the time.

markdown-it tries every rule on every line and special character, and most rules look at one character and fail.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from types import FunctionType
from typing import TYPE_CHECKING, Any

from markdown_it.ruler import Ruler
from markdown_it.token import Token

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline

    BlockRule = Callable[[StateBlock, int, int, bool], bool]
    InlineRule = Callable[[StateInline, bool], bool]
    PairRule = Callable[[StateInline], None]
    Signs = tuple[str, bool, str]  # see `_signs`

# What a line begins with, by rule; a rule that is not listed is always asked.
_LINES = {
    "fence": "`~",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*-+0123456789",
    "reference": "[",
    "footnote_def": "[",
    "html_block": "<",
    "heading": "#",
    "formula_lines": "$\\",
}
_INLINE = {
    "newline": "\n",
    "escape": "\\",
    "backticks": "`",
    "strikethrough": "~",
    "emphasis": "*_",
    "link": "[",
    "image": "!",
    "footnote_ref": "[",
    "autolink": "<",
    "html_inline": "<",
    "entity": "&",
    "formula": "$\\",
    "hidden": "=",
    "anki_cloze": "{",
}
_END_OF_LABEL = "]"  # no rule begins with it, but the text of a link ends there
_TABLE = "|-:"  # what the line below the head of a table begins with


def install(markdown: MarkdownIt) -> None:
    """Guides a parser whose rules are all installed; a rule that comes later must be in the tables above."""
    markdown.block.ruler.at("table", _table(), {"alt": ["paragraph", "reference"]})
    markdown.block.ruler = _guided(markdown.block.ruler, _Lines)
    for name in ("link", "image"):
        rule = next(each.fn for each in markdown.inline.ruler.__rules__ if each.name == name)
        markdown.inline.ruler.at(name, _with_an_end(rule))
    markdown.inline.ruler = _guided(markdown.inline.ruler, _Characters)
    signs = "".join({*"".join(_INLINE.values()), _END_OF_LABEL})
    markdown.inline.terminator_re = re.compile(f"[{re.escape(signs)}]")
    markdown.inline.ruler2 = _guided(markdown.inline.ruler2, _Pairs)
    markdown.core.ruler.at("normalize", normalize)
    markdown.core.ruler.at("inline", _inline)
    markdown.core.ruler.at("text_join", _text_join)


def _table() -> BlockRule:
    """markdown-it's own rule, but that it parts rows at once where nothing in them is escaped, not sign by sign."""
    home = import_module("markdown_it.rules_block.table")  # the package gives the rule the name of its module
    rule, part = home.table, home.escapedSplit

    def parted(row: str) -> list[str]:
        return part(row) if "\\" in row else row.split("|")

    return FunctionType(rule.__code__, {**rule.__globals__, "escapedSplit": parted}, rule.__name__)


def _guided(ruler: Ruler[Any], guide: Callable[[Sequence[tuple[str, Any]]], Any]) -> Ruler[Any]:
    """The same rules, each chain of them behind one rule that knows which to ask."""
    chains = {chain for rule in ruler.__rules__ for chain in rule.alt}
    made = _Guided()
    made.__rules__ = ruler.__rules__
    for chain in ("", *chains):
        rules = [(rule.name, rule.fn) for rule in ruler.__rules__ if rule.enabled and (not chain or chain in rule.alt)]
        made.guides[chain] = [guide(rules)]
    return made


class _Guided(Ruler[Any]):
    def __init__(self) -> None:
        super().__init__()
        self.guides: dict[str, list[Any]] = {}

    def getRules(self, chainName: str = "") -> list[Any]:  # noqa: N802, N803  # markdown-it's name
        return self.guides[chainName]


class _Lines:
    """A chain of rules about lines."""

    def __init__(self, rules: Sequence[tuple[str, BlockRule]]) -> None:
        self.rules = rules
        self.asked: dict[Signs, tuple[BlockRule, ...]] = {}  # at most some hundred: signs that mean nothing are one

    def __call__(self, state: StateBlock, line: int, end: int, silent: bool) -> bool:
        signs = _signs(state, line, end)
        asked = self.asked.get(signs)
        if asked is None:
            asked = self.asked[signs] = tuple(rule for name, rule in self.rules if _is_asked(name, *signs))
        for rule in asked:  # noqa: SIM110  # `any` of a generator costs more than most rules
            if rule(state, line, end, silent):
                return True
        return False


_MEANT = frozenset("".join(_LINES.values()))


def _signs(state: StateBlock, line: int, end: int) -> Signs:
    """Features that decide which rules can match: the first character, whether it is indented code, that below it."""
    src, marks, shifts = state.src, state.bMarks, state.tShift
    at = marks[line] + shifts[line]
    sign = src[at : at + 1]
    below = ""
    if line + 1 < end:
        at = marks[line + 1] + shifts[line + 1]
        below = "" if at >= state.eMarks[line + 1] else "|" if src[at] in _TABLE else "x"
    return sign if sign in _MEANT else "", state.sCount[line] - state.blkIndent >= 4, below


def _is_asked(name: str, sign: str, is_code: bool, below: str) -> bool:
    if name == "code":
        return is_code
    if name == "table":
        return below == "|"
    if name == "lheading":
        return below != ""
    return name not in _LINES or (sign != "" and sign in _LINES[name] and not is_code)


class _Characters:
    """The rules about a character amid text."""

    def __init__(self, rules: Sequence[tuple[str, InlineRule]]) -> None:
        signs = "".join(_INLINE.values()) + _END_OF_LABEL
        self.asked = {sign: tuple(fn for name, fn in rules if sign in _INLINE.get(name, "")) for sign in signs}
        self.others = tuple(fn for name, fn in rules if name not in _INLINE)

    def __call__(self, state: StateInline, silent: bool) -> bool:
        for rule in self.asked.get(state.src[state.pos], self.others):  # noqa: SIM110  # see above
            if rule(state, silent):
                return True
        return False


def _with_an_end(rule: InlineRule) -> InlineRule:
    """A rule about `[so]`, which is not asked where no bracket closes any more."""

    def asked(state: StateInline, silent: bool) -> bool:
        last = state.cache.get(_LAST_BRACKET)
        if last is None:
            last = state.cache[_LAST_BRACKET] = state.src.rfind("]")
        return state.pos < last and rule(state, silent)

    return asked


_LAST_BRACKET = -1  # in a cache that has places of the text


class _Pairs:
    """The rules about marks that belong together: where there are none, they have nothing to do."""

    def __init__(self, rules: Sequence[tuple[str, PairRule]]) -> None:
        self.rules = tuple(fn for name, fn in rules if name != _LAST)
        self.last = tuple(fn for name, fn in rules if name == _LAST)

    def __call__(self, state: StateInline) -> None:
        if state.delimiters or any(state.tokens_meta):
            for rule in self.rules:
                rule(state)
        for rule in self.last:
            rule(state)


_LAST = "fragments_join"  # it joins texts that stand side by side, for whatever reason


def normalize(state: StateCore) -> None:
    """Like markdown-it's own, which looks at every line's end."""
    if "\r" in state.src or "\0" in state.src:
        _core("normalize")(state)


def _text_join(state: StateCore) -> None:
    """Like markdown-it's own; only escapes and entities make texts of a kind that is to be joined."""
    if "\\" in state.src or "&" in state.src:
        _core("text_join")(state)


@cache
def _core(name: str) -> Callable[[StateCore], None]:
    rule: Callable[[StateCore], None] = getattr(import_module("markdown_it.rules_core"), name)
    return rule


def _inline(state: StateCore) -> None:
    """Like markdown-it's own; a text without a sign is a text."""
    is_marked = state.md.inline.terminator_re.search
    for token in state.tokens:
        if token.type != "inline":
            continue
        token.children = token.children or []
        if is_marked(token.content):
            state.md.inline.parse(token.content, state.md, state.env, token.children)
        elif token.content:
            token.children.append(Token("text", "", 0, content=token.content))
