"""Markdown parser: CommonMark with GFM tables, strikethrough and alerts, and with math."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from exporter.markup import cloze_syntax, footnotes, formulas, sanitizer

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_KINDS = {"info": "note", "hint": "tip", "attention": "warning", "danger": "caution"}  # other words for them
_ALERT = re.compile(
    r"\[!(?P<sign>NOTE|TIP|IMPORTANT|WARNING|CAUTION|INFO|HINT|ATTENTION|DANGER)\][+-]?[ \t]*(?P<title>[^\n]*)(?:\n|$)"
    # the same, as people wrote it before: `**Note:** …`, or `**Note**` on a line of its own
    rf"|(\*\*|__|<(?:strong|b)>)(?P<word>NOTE|TIP|IMPORTANT|WARNING|CAUTION|{'|'.join(_KINDS)})"
    r"(?::(?:\*\*|__|</(?:strong|b)>)|(?:\*\*|__|</(?:strong|b)>)(?::|(?=[ \t]*(?:\n|$))))[ \t]*\n?",
    re.IGNORECASE,
)
_DEEPEST = (
    100  # blocks in blocks; below, the parser drops all that is left of a text (its own 20 are nine lists in lists)
)
# It begins with a letter, which begins no block, and ends with what is seen
_PLAIN_LINE = re.compile(r"(?=[^\W\d_])[^\0\t\r`~*_\[\]!<&$={\\]*(?<=\S)")


@cache
def parser() -> MarkdownIt:
    """The parser, which all modules share."""
    from exporter.markup import dispatch

    markdown = unguided()
    dispatch.install(markdown)
    return markdown


def unguided() -> MarkdownIt:
    """The same parser without `dispatch`, for tests."""
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    markdown.core.ruler.after("block", "alerts", _mark_alerts)
    formulas.install(markdown)
    cloze_syntax.install(markdown)
    footnotes.install(markdown)
    return markdown


def is_plain_line(text: str) -> bool:
    """Whether a text is one line without any sign of markup, as most questions are: it needs no parser."""
    return "\n" not in text and _PLAIN_LINE.fullmatch(text) is not None


def tokens(text: str) -> list[Token]:
    """The block tokens of a text, with 0-based source lines in `map`; inline tokens are their children."""
    return parser().parse(text)


def shown(text: str, *, cloze: bool = False) -> tuple[list[Token], bool]:
    """The tokens as they are shown, and whether raw HTML is left in them; all other tags became text."""
    parsed = parser().parse(text, {cloze_syntax.CLOZE: cloze})
    return parsed, "<" in text and sanitizer.settle(parsed)


def _mark_alerts(state: StateCore) -> None:
    """Turns block quotes that begin with `[!TIP]` (GitHub's alerts), `[!tip] Title` or a word in bold into callouts."""
    opened: list[Token] = []
    for index, token in enumerate(state.tokens if ">" in state.src else ()):
        if token.type == "blockquote_open":
            opened.append(token)
            _mark_alert(token, state.tokens[index + 1 : index + 3])
        elif token.type == "blockquote_close" and opened:
            token.meta = opened.pop().meta


def _mark_alert(quote: Token, following: Sequence[Token]) -> None:
    inline = following[1] if len(following) == 2 and following[0].type == "paragraph_open" else None
    found = _ALERT.match(inline.content) if inline else None
    if inline and found:
        kind = (found["sign"] or found["word"]).lower()
        quote.meta = {"callout": _KINDS.get(kind, kind), "title": (found["title"] or "").strip()}
        inline.content = inline.content[found.end() :]


def block_tokens(text: str) -> list[Token]:
    """Like `tokens`, without parsing inline text, which is half of the work: it stands in `content` as written.

    Definitions of footnotes have no tokens, as those of links have none.
    """
    found = _block_tokens(text)
    return footnotes.without(found) if footnotes.may_be_in(text) else found


def footnotes_of(text: str) -> list[footnotes.Footnote]:
    """The footnotes that a text defines, in order."""
    return footnotes.defined(_block_tokens(text)) if footnotes.may_be_in(text) else []


def _block_tokens(text: str) -> list[Token]:
    from markdown_it.rules_core import StateCore, block

    from exporter.markup import dispatch

    state = StateCore(text, parser(), {})
    dispatch.normalize(state)
    block(state)
    return state.tokens
