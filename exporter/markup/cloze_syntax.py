"""Cloze syntax: the hidden parts of a text, `==so==`, or as Anki writes them, `{{c2::so::hint}}`; only in clozes.

`==so==` is parsed like emphasis. Anki's form says which parts are hidden together (those of one number), and what is
shown instead; braces, code and formulas may stand in it (Anki manual, "Cloze deletion").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.rules_inline.state_inline import Delimiter

_MARK = "=="
_ANKI = "{{c"
CLOZE = "cloze"  # key of a parser's environment
_NEXT = re.compile(r"==(?=\S)|\{\{c\d{1,3}::")
_OPENING, _CLOSING = re.compile(r"==(?=\S)"), re.compile(r"(?<=\S)==")
_OPENS = re.compile(r"\{\{c(\d{1,3})::")
_PIECE = re.compile(r"\\[{}]|`+|\{\{c\d{1,3}::|\{|\}\}|\}|::")
_LONGEST = 4_000  # characters of a part in Anki's form: the cost of texts that never close one is bounded


class Gap(NamedTuple):
    """A hidden part of a text."""

    text: str
    number: int | None = None  # as the document gives it: parts of one number are hidden together
    hint: str = ""  # shown instead of the text


class _Part(NamedTuple):
    """A hidden part in Anki's form: where its text ends, its hint, and where the text goes on behind it."""

    number: int
    first: int
    last: int
    hint: str
    end: int


def replace_hidden(text: str, shown: Callable[[Gap], str]) -> str:
    """Replaces each hidden part, marks and all, by what is shown for it; code and TeX are text like any other.

    Linear: where one mark has no end, none behind it has, so the rest is not searched from each of them.
    """
    parts, done, left_open = [], 0, False
    at = _NEXT.search(text)
    while at:
        gap, end = None, at.end()
        if at[0] != _MARK:
            gap, end = _anki_gap(text, at.start()) or (None, end)
        elif not left_open:
            last = _CLOSING.search(text, at.end() + 1)
            left_open = last is None
            gap, end = (Gap(text[at.end() : last.start()]), last.end()) if last else (None, end)
        if gap:
            parts += [text[done : at.start()], shown(gap)]
            done = end
        at = _NEXT.search(text, end)
    return "".join([*parts, text[done:]])


def _anki_gap(text: str, start: int) -> tuple[Gap, int] | None:
    part = _anki_part(text, start)
    return part and (Gap(text[part.first : part.last], part.number, part.hint), part.end)


def simplified(text: str) -> str:
    """A text whose parts in Anki's form are numbered from 1 and have no hints, as `==so==`; any other as it is."""
    gaps: list[Gap] = []
    replace_hidden(text, lambda gap: gaps.append(gap) or gap.text)  # type: ignore[func-returns-value]
    plain = all(gap.text.strip() == gap.text != "" and _MARK not in gap.text and _ANKI not in gap.text for gap in gaps)
    in_order = [gap.number for gap in gaps if not gap.hint] == list(range(1, len(gaps) + 1))
    return replace_hidden(text, lambda gap: f"=={gap.text}==") if in_order and plain else text


def replace_hidden_in_tex(tex: str, shown: Callable[[Gap], str]) -> str:
    """The same in a formula, where each part stands within a line: there, `==` is no markup."""
    hides = _MARK in tex or _ANKI in tex
    return "\n".join(replace_hidden(line, shown) for line in tex.split("\n")) if hides else tex


def _anki_part(text: str, start: int) -> _Part | None:
    """The part in Anki's form that begins here, or None: its braces are paired, else the first two end it."""
    head = _OPENS.match(text, start)
    if head is None:
        return None
    limit = min(len(text), head.end() + _LONGEST)
    hint, end = _closing(text, head.end(), limit) or (None, text.find("}}", head.end(), limit))
    if end < 0:
        return None
    last = end if hint is None else hint
    return _Part(int(head[1]), head.end(), last, text[last + 2 : end] if hint is not None else "", end + 2)


def _closing(text: str, first: int, limit: int) -> tuple[int | None, int] | None:
    """Where the hint begins, if there is one, and the braces that close the part; None where these are not paired."""
    braces, inner, hint = 0, 0, None
    for piece, at in _pieces(text, first, limit):
        if piece.startswith(_ANKI):
            inner += 1
        elif piece == "{":
            braces += 1
        elif piece == "}":
            braces = max(0, braces - 1)
        elif piece == "::":
            hint = at if hint is None and not braces and not inner else hint
        elif inner:
            inner -= 1
        else:
            return hint, at
    return None


def _pieces(text: str, first: int, limit: int) -> Iterator[tuple[str, int]]:
    """What opens and closes, with its place, without code and escaped braces; `}}` only where it may end a part."""
    braces, at = 0, first
    while found := _PIECE.search(text, at, limit):
        piece, at = found[0], found.end()
        if piece[0] == "`":
            shut = re.compile(rf"(?<!`){piece}(?!`)").search(text, at, limit)
            at = shut.end() if shut else at
            continue
        if piece[0] == "\\":
            continue
        if piece == "}}" and braces:
            piece, at = "}", at - 1
        braces += (piece == "{") - (piece == "}" and braces > 0)
        yield piece, found.start()


def install(markdown: MarkdownIt) -> None:
    """Teaches a parser both forms: tokens are `hidden_open`, with a `Gap` without text as meta, and `hidden_close`."""
    markdown.inline.ruler.at("text", _text)
    markdown.inline.ruler.before("emphasis", "anki_cloze", _tokenize_anki)
    markdown.inline.ruler.before("emphasis", "hidden", _tokenize)
    markdown.inline.ruler2.before("emphasis", "hidden", _pair)


def _text(state: StateInline, silent: bool) -> bool:
    """markdown-it's own rule, but that it ends where the part that is parsed ends, whatever sign stands there."""
    found = state.md.inline.terminator_re.search(state.src, state.pos, state.posMax)
    end = found.start() if found else state.posMax
    if end == state.pos:
        return False
    if not silent:
        state.pending += state.src[state.pos : end]
    state.pos = end
    return True


def _tokenize_anki(state: StateInline, silent: bool) -> bool:
    if not state.env.get(CLOZE) or not state.src.startswith(_ANKI, state.pos):
        return False
    part = _anki_part(state.src[: state.posMax], state.pos)
    if part is None:
        return False
    if not silent:
        most, state.pos, state.posMax = state.posMax, part.first, part.last
        opened = state.push("hidden_open", "mark", 1)
        opened.meta, opened.markup = {"gap": Gap("", part.number, part.hint.strip())}, _ANKI
        state.md.inline.tokenize(state)
        state.push("hidden_close", "mark", -1)
        state.posMax = most
    state.pos = part.end
    return True


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
