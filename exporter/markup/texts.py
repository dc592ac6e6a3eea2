"""Markdown as text: what a reader sees of it, and the normal form in which it stands alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from exporter.markup import parsing, raw
from exporter.markup.formulas import may_be_in
from exporter.markup.slots import words_of

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
# A line that may open a fence or a block that a blank line does not end (raw HTML, a displayed formula)
_OPENING = re.compile(r"^( {0,3})(?:(`{3,}|~{3,})(.*)|<[!?a-zA-Z]|\$\$|\\\[)", re.MULTILINE)


def plain(text: str) -> str:
    """What a reader sees of a Markdown text, as lines without markup; code keeps its spaces, a formula is its TeX."""
    lines: list[str] = []
    row: list[str] | None = None
    for token in parsing.shown(text)[0]:
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
            lines.append(raw.plain(token.content).strip())
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
        elif child.type == "html_inline":
            parts.append(raw.plain(child.content))
    return "".join(parts)


def images(text: str) -> list[str]:
    """The addresses of a text's images, as they stand there."""
    if "![" not in text and "<img" not in text.lower():
        return []
    found: list[str] = []
    for token in parsing.shown(text)[0]:
        for child in token.children or ():
            found += [str(child.attrs["src"])] if child.type == "image" else raw.images(child)
        found += raw.images(token)
    return found


def formulas(text: str) -> list[str]:
    """The TeX of a text's formulas; `==` around what a cloze hides is none of it."""
    if not may_be_in(text):
        return []
    children = (child for token in parsing.shown(text)[0] for child in token.children or ())
    return [child.content.replace("==", "") for child in children if child.type == "formula"]


def tidy(text: str) -> str:
    """The normal form of rich text: no blank lines at its ends, and every fence or raw HTML block closed.

    So a text stands alone and still ends where it ends when another text follows it.
    """
    text = re.sub(r"\A(?:[ \t]*\n)+", "", text).rstrip()
    return text + _closing(text)


def _closing(text: str) -> str:
    if _is_closed(text):
        return ""
    last = parsing.block_tokens(text)[-1:]
    if not last or last[0].level or not last[0].map:
        return ""
    lines = text.split("\n")
    first, final = lines[last[0].map[0]].strip(), lines[-1].strip()
    if last[0].type == "fence":
        mark = last[0].markup
        open_ended = len(lines) - 1 == last[0].map[0] or not re.fullmatch(
            f"{re.escape(mark[0])}{{{len(mark)},}}", final
        )
        return f"\n{mark}" if open_ended else ""
    return _html_closing(first, text) if last[0].type == "html_block" else ""


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


def _html_closing(first: str, text: str) -> str:
    for start, end in _HTML_ENDS:
        if re.match(start, first, re.IGNORECASE):
            tail = text[text.rfind(first) :]
            return "" if end in tail.casefold() else f"\n{end}"
    return ""


def fence(code: str, language: str) -> str:
    """Code as a fenced block whose fence is longer than any run of backticks in it."""
    longest = max((len(run) for run in re.findall(r"`{3,}", code)), default=2)
    mark = "`" * max(3, longest + 1)
    return f"{mark}{language}\n{code}\n{mark}"
