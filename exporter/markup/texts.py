"""Plain text of Markdown, and its normal form: complete in itself, whatever follows it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from exporter.markup import footnotes, parsing, sanitizer
from exporter.markup.cloze_syntax import replace_hidden_in_tex
from exporter.markup.formulas import may_be_in
from exporter.markup.placeholders import words_of

if TYPE_CHECKING:
    from markdown_it.token import Token

# CommonMark 4.6: HTML blocks that a blank line does not end, and what ends them
_HTML_ENDS = (
    (r"<!--", "-->"),
    (r"<\?", "?>"),
    (r"<!\[CDATA\[", "]]>"),
    (r"<![a-z]", ">"),
    (r"<(?:pre)\b", "</pre>"),
    (r"<(?:script)\b", "</script>"),
    (r"<(?:style)\b", "</style>"),
    (r"<(?:textarea)\b", "</textarea>"),
)
_PROBE = "# text"  # a heading is seen wherever nothing has swallowed it
_LEADING_BLANK = re.compile(r"\A(?:[^\S\n]*\n)+")
_LINE_END = re.compile(r"\r\n?")
_UNWRITABLE = re.compile("[\0\ud800-\udfff]")
# A line that may open a fence or a block that a blank line does not end (raw HTML, a displayed formula)
_OPENING = re.compile(r"^( {0,3})(?:(`{3,}|~{3,})(.*)|<[!?/a-zA-Z]|\$\$|\\\[)", re.MULTILINE)


def plain_of(tokens: Iterable[Token]) -> str:
    """What a reader sees of a text with these tokens, as lines without markup."""
    lines: list[str] = []
    row: list[str] | None = None
    for token in footnotes.numbered(tokens):
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            lines.append(" | ".join(row))
            row = None
        elif token.type == "inline":
            (lines if row is None else row).append(_inline_text(token.children or ()))
        elif token.type in ("fence", "code_block"):
            lines.append(token.content.rstrip("\n"))
        elif token.type == "html_block":
            lines.append(sanitizer.plain(token.content).strip())
    return "\n".join(line for line in lines if line.strip())


def _inline_text(children: Iterable[Token]) -> str:
    parts = []
    for child in children:
        if child.type in ("text", "code_inline", "formula"):
            parts.append(child.content)
        elif child.type == "image":
            parts.append(words_of(str(child.attrs["src"]), child.content))
        elif child.type == "softbreak":
            parts.append(" ")
        elif child.type == "hardbreak":
            parts.append("\n")
        elif child.type == "footnote_ref":
            parts.append(f"[{child.meta['id'] + 1}]")
        elif child.type == "html_inline":
            parts.append(sanitizer.plain(child.content))
    return "".join(parts)


def images(text: str) -> list[str]:
    """The addresses of a text's images, as they stand there."""
    if "![" not in text and "<img" not in text.lower():
        return []
    found: list[str] = []
    for token in parsing.shown(text)[0]:
        for child in token.children or ():
            found += [str(child.attrs["src"])] if child.type == "image" else sanitizer.images(child)
        found += sanitizer.images(token)
    return found


def formulas(text: str) -> list[str]:
    """The TeX of a text's formulas; `==` around what a cloze hides is none of it."""
    if not may_be_in(text):
        return []
    children = (child for token in parsing.shown(text)[0] for child in token.children or ())
    return [replace_hidden_in_tex(child.content, lambda gap: gap.text) for child in children if child.type == "formula"]


def hides(text: str) -> bool:
    """Whether a cloze's text has a hidden part."""
    children = (child for token in parsing.shown(text, cloze=True)[0] for child in token.children or ())
    return any(
        child.type == "hidden_open"
        or (child.type == "formula" and replace_hidden_in_tex(child.content, lambda gap: gap.text) != child.content)
        for child in children
    )


def tidy(text: str) -> str:
    """The normal form of rich text: LF line ends, no blank lines at its ends, every fence and raw HTML block closed.

    So it stands alone and ends where it ends, whatever text follows it, and a file can hold it.
    """
    text = writable(text).rstrip()
    return closed(_LEADING_BLANK.sub("", text) if text[:1].isspace() else text)


def writable(text: str) -> str:
    """The text as a UTF-8 file gives it back: LF line ends, and no NUL and no half of a surrogate pair."""
    text = _LINE_END.sub("\n", text) if "\r" in text else text
    return text if text.isascii() and "\0" not in text else _UNWRITABLE.sub("\ufffd", text)


def closed(text: str) -> str:
    """The text with an end for the fence or raw HTML block that would go on in whatever follows.

    A fence that opens in its last line holds nothing: it is an end that lost its beginning, and goes.
    """
    opening, end = unclosed(text)
    if not end:
        return text
    before, _, last = text.rpartition("\n")
    is_stray = before and last == opening and last.strip() == end
    return before.rstrip() if is_stray else f"{text}\n{end}"


def unclosed(text: str) -> tuple[str, str]:
    """The line that opens what would go on in the text that follows, and what must end it; nothing where none does."""
    swallowing = None if _is_closed(text) else _swallowing(text)
    if swallowing is None or not swallowing.map:
        return "", ""
    opening = text.split("\n")[swallowing.map[0]]
    return opening, swallowing.markup if swallowing.type == "fence" else _html_end(opening.lstrip())


def _swallowing(text: str) -> Token | None:
    """The block of a text that goes on in the text that follows, across a blank line."""
    tokens = parsing.block_tokens(f"{text}\n\n{_PROBE}")
    return tokens[-1] if tokens[-1].type in ("fence", "html_block") else None


def _is_closed(text: str) -> bool:
    """A cheap test: outside of fences no line begins raw HTML, and every fence stands at the margin and is closed."""
    mark = ""
    for indent, fence, rest in _OPENING.findall(text):
        if mark:
            is_end = fence.startswith(mark) and not rest.strip(" \t")
            mark = "" if is_end else mark
        elif indent or not fence or "`" in rest or "|" in rest:  # the head of a table comes before a fence
            return False
        else:
            mark = fence
    return not mark


def _html_end(first: str) -> str:
    """What ends the raw HTML block that begins so."""
    return next(end for start, end in _HTML_ENDS if re.match(start, first, re.IGNORECASE))


def fence(code: str, language: str) -> str:
    """Code as a fenced block whose fence is longer than any run of backticks in it."""
    longest = max((len(run) for run in re.findall(r"`{3,}", code)), default=2)
    mark = "`" * max(3, longest + 1)
    return f"{mark}{language}\n{code}\n{mark}"
