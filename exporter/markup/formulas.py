r"""Math in Markdown: `\(…\)` and `\[…\]`, which are canonical, and `$…$` and `$$…$$`, as documents have it.

A backslash before a bracket is an escape in CommonMark and a dollar is a price, so a formula is only what looks like
one. Pandoc's rule for dollars holds: no space inside next to them, no digit after the closing one. What is no formula
stays the text that it was.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from exporter.markup import cloze_syntax

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline

_MATH_FENCE = re.compile(r"^[ \t>]*(?:`{3,}|~{3,})[ \t]*math[ \t]*$", re.MULTILINE)
_MOST_LINES = 100  # of a displayed formula
# Nothing longer than 2,000 characters is a formula: so the search for an end costs no more than that.
_BODY = r"((?:[^$\\]|\\[^()\[\]]){1,2000}?)"
_INNER = r"((?:\\[^()\[\]]|[^\\]){1,2000}?)"  # no delimiter inside; `\\[2pt]` begins with an escaped backslash
_DELIMITED = {
    "$": re.compile(rf"\$(?!\$){_BODY}\$(?!\$)", re.DOTALL),
    "$$": re.compile(rf"\$\${_BODY}\$\$", re.DOTALL),
    r"\(": re.compile(rf"\\\({_INNER}\\\)", re.DOTALL),
    r"\[": re.compile(rf"\\\[{_INNER}\\\]", re.DOTALL),
}
_FAR = 2 * 2_000 + 2  # characters behind a delimiter in which the other one stands
_CLOSING = {"$$": "$$", r"\[": r"\]"}
_ENDS = {**_CLOSING, "$": "$", r"\(": r"\)"}
# Signs that only math has: a command or an escaped brace of TeX; an index or power of a single letter, digit or bracket
_STRONG = re.compile(r"\\[A-Za-z]{2,}|\\[{}|,;!]|(?<![A-Za-z_])[A-Za-z][_^](?![A-Za-z]{2})|[0-9)}\]|]\^")
_NAMES = "sin|cos|tan|log|ln|exp|min|max|lim|mod|gcd|det|dim|ker|Pr|var|cov|arg|sup|inf"
_ENGLISH = re.compile("or|to|is|in|of|if|as|at|by|an|on|so|we|it|no|be|do")  # "$5 or 6$"
_OPERATOR = re.compile(r"[-+*/=<>^_≤≥≠≈±×·÷→∈∑∏∫]")
_WORD = re.compile(r"[^\W\d_]+")
_ALLOWED = re.compile(r"[\w\s+\-*/=<>()\[\]{},.|!':^≤≥≠≈±×·÷→∈∉∪∩∑∏∫√∞∂∇∀∃…%]+")
_PROSE = re.compile(r"[^\W\d_]{2,}[.,;:!?]*\s+[^\W\d_]{2,}")  # two words beside each other


def install(markdown: MarkdownIt) -> None:
    """Teaches a parser formulas: inline tokens `formula` with TeX as content, and `display` in their meta."""
    markdown.inline.ruler.before("escape", "formula", _inline)
    markdown.block.ruler.before(
        "table", "formula_lines", _lines, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    markdown.core.ruler.after("inline", "math_fences", _math_fences)


def _math_fences(state: StateCore) -> None:
    """A fence of the language `math` is a displayed formula, as GitHub has it."""
    if "math" not in state.src:
        return
    from markdown_it.token import Token

    made: list[Token] = []
    for token in state.tokens:
        if token.type == "fence" and token.info.strip() == "math" and token.content.strip():
            meta = {"display": True, "cloze": bool(state.env.get(cloze_syntax.CLOZE))}
            formula = Token("formula", "", 0, content=token.content.strip(), markup=r"\[", meta=meta)
            level, place = token.level, token.map
            made += [
                Token("paragraph_open", "p", 1, map=place, level=level, block=True),
                Token(
                    "inline", "", 0, map=place, level=level + 1, children=[formula], content=token.content, block=True
                ),
                Token("paragraph_close", "p", -1, level=level, block=True),
            ]
        else:
            made.append(token)
    state.tokens = made


def may_be_in(text: str) -> bool:
    """A cheap test: only between two delimiters can a formula stand."""
    if _MATH_FENCE.search(text):
        return True
    marks = [mark for mark in _DELIMITED if text.find(_ENDS[mark], text.find(mark) + len(mark)) > 0 and mark in text]
    return any(_DELIMITED[mark].search(text) for mark in marks)


def _inline(state: StateInline, silent: bool) -> bool:
    mark = _opening(state.src, state.pos)
    end = state.src.find(_ENDS[mark], state.pos + len(mark), state.pos + _FAR + len(mark)) if mark else -1
    found = _DELIMITED[mark].match(state.src, state.pos, state.posMax) if end >= 0 else None
    if not mark or not found:
        return False
    if not (_stands_alone(mark, found, state.src) or _is_formula(mark, found[1], state.src, *found.span())):
        return False
    if not silent:
        token = state.push("formula", "", 0)
        token.content, token.markup = _stripped(found[1]), mark
        token.meta = {"display": mark in _CLOSING, "cloze": bool(state.env.get(cloze_syntax.CLOZE))}
    state.pos = found.end()
    return True


def _stands_alone(mark: str, found: re.Match[str], text: str) -> bool:
    r"""Whether `\[ … \]` has its lines for itself and room inside: that is math, whatever it holds.

    An escaped bracket has no room inside, nor has the gap of a cloze.
    """
    body, (start, end) = found[1], found.span()
    if mark != r"\[" or not (body[:1].isspace() and body[-1:].isspace() and body.strip()):
        return False
    return text[start - 1 : start] in ("", "\n") and text[end : end + 1] in ("", "\n")


def _stripped(body: str) -> str:
    r"""TeX without the white space around it; an escaped space at its end is none of that."""
    text = body.strip()
    return text if (len(text) - len(text.rstrip("\\"))) % 2 == 0 else f"{text} "


def source(mark: str, tex: str) -> str:
    """A formula with its delimiters, as a document has it."""
    return f"{mark}{tex}{_ENDS[mark]}"


def _opening(text: str, at: int) -> str:
    """The delimiter that begins here, or nothing."""
    pair = text[at : at + 2]
    return pair if pair in _DELIMITED else "$" if pair[:1] == "$" else ""


def _is_formula(mark: str, body: str, text: str, start: int, end: int) -> bool:
    """Whether what stands between two delimiters is math; `start` and `end` are those of the whole in `text`."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if not body.strip() or (before == "[" and body.startswith("]")):
        return False
    if mark == "$":
        return _is_between_dollars(body, before, after)
    if _STRONG.search(body):
        return True
    if mark != "$$" and before.isalnum():  # `file\(s\)`, `list\[i\]`: escaped brackets
        return False
    if mark == r"\[":
        return bool(re.search("[=<>]", body)) and _is_sum(body)
    return _is_short(body) or _is_sum(body)


def _is_between_dollars(body: str, before: str, after: str) -> bool:
    """Whether what stands between two single dollars is math, and not the prices of two things."""
    if body[0].isspace() or body[-1].isspace() or after.isdigit() or before.isalnum() or before == "$":
        return False
    if _STRONG.search(body):
        return True
    glued = after.isalpha() and len(body) > 1
    return not glued and (_is_short(body) or ("=" in body and _is_sum(body)))


def _is_short(body: str) -> bool:
    """Letters, numbers and operators, as in `n`, `AB`, `O(n)`, `(i, j)`, `2n - 1`: no words."""
    words = _WORD.findall(body)
    known = all((len(word) <= 2 and not _ENGLISH.fullmatch(word)) or re.fullmatch(_NAMES, word) for word in words)
    return known and bool(_ALLOWED.fullmatch(body) and re.search(r"\w", body)) and _is_matched(body)


def _is_matched(body: str) -> bool:
    """Whether its brackets do not close before they open, as in `[$]x[/$]`."""
    depth = 0
    for bracket in re.findall(r"[()\[\]]", body):
        depth += 1 if bracket in "([" else -1
        if depth < 0:
            return False
    return True


def _is_sum(body: str) -> bool:
    """Words joined by operators, as in `precision = TP / (TP + FP)`."""
    return bool(_ALLOWED.fullmatch(body) and _OPERATOR.search(body)) and _is_matched(body) and not _PROSE.search(body)


def _lines(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A displayed formula of several lines is a paragraph of its own, whatever its lines begin with."""
    begin = state.bMarks[start] + state.tShift[start]
    mark = state.src[begin : begin + 2]
    if mark not in _CLOSING or state.is_code_block(start):
        return False
    last = _last_line(state, start, end, _CLOSING[mark])
    if last <= start:
        return False
    content = state.getLines(start, last + 1, state.blkIndent, False).strip()
    found = _DELIMITED[mark].fullmatch(content)
    alone = found is not None and _stands_alone(mark, found, content)
    if not alone and not _is_formula(mark, content[2:-2], content, 0, len(content)):
        return False
    if not silent:
        state.line = last + 1
        _paragraph(state, content, start)
    return True


def _last_line(state: StateBlock, start: int, end: int, closing: str) -> int:
    """The line that ends with the closing delimiter, before a blank line or the end of the container; -1 for none."""
    for line in range(start, min(end, start + _MOST_LINES)):
        if state.isEmpty(line) or (line > start and state.sCount[line] < state.blkIndent):
            return -1
        text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()
        if closing in (text[2:] if line == start else text):
            return line if text.endswith(closing) else -1
    return -1


def _paragraph(state: StateBlock, content: str, start: int) -> None:
    state.push("paragraph_open", "p", 1).map = [start, state.line]
    token = state.push("inline", "", 0)
    token.content, token.map, token.children = content, [start, state.line], []
    state.push("paragraph_close", "p", -1)
