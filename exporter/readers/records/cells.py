"""Texts of cells as Markdown: plain text as it stands, Markdown that somebody wrote, or HTML of Anki and Moodle."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from exporter.restore.prose import escaping

if TYPE_CHECKING:
    from bs4 import Tag

_TAGS = "b|i|u|s|strong|em|sub|sup|code|pre|p|div|span|ul|ol|li|table|tr|td|th|a|h[1-6]|blockquote|font|kbd|small|mark"
_HTML = re.compile(
    rf"<({_TAGS})\b[^<>]*>[^<]{{0,2000}}?</\1>|<(?:br|img|hr|div|p)\b[^<>]*/?>|&(?:nbsp|lt|gt|amp|quot|#39|#x27);",
    re.IGNORECASE,
)
_MARKDOWN = re.compile(
    r"^(?:```|~~~)|(?<![`\\])`[^`\n]{1,200}`(?!`)|\*\*[^*\s][^*\n]{0,300}\*\*|!?\[[^\]\n]{1,200}\]\((?:https?:|[\w./-]+\))"
    r"|\$\$[^$]+\$\$",
    re.MULTILINE,
)
_FORMULA = re.compile(r"\\\(.*?\\\)|\\\[.*?\\\]", re.DOTALL)
_TEX = (
    (re.compile(r"\[latex\](.*?)\[/latex\]", re.DOTALL), r"\\(\1\\)"),
    (re.compile(r"\[\$\](.*?)\[/\$\]", re.DOTALL), r"\\(\1\\)"),
    (re.compile(r"\[\$\$\](.*?)\[/\$\$\]", re.DOTALL), r"\\[\1\\]"),
)
_LANGUAGE = re.compile(r"\blang(?:uage)?-([\w+#.-]{1,20})")
_CLOZE = re.compile(r"\{\{c\d{1,3}::|\}\}")
_ITEM = re.compile(r"(?:[-*•]|\d{1,2}[.)])\s+\S")
_LATEX_PAIR = re.compile(r"\[/?(?:latex|\$\$?)\]")
_BLANKS = re.compile(r"\n{3,}")


class Writing(Enum):
    """In what the cells of a table are written."""

    PLAIN = "plain text"
    MARKDOWN = "Markdown"
    HTML = "HTML"


def writing(texts: Iterable[str]) -> Writing:
    """What most of the marked cells are written in."""
    marked, tagged = 0, 0
    for text in texts:
        marked += bool(_MARKDOWN.search(text))
        tagged += bool(_HTML.search(text))
    if not (marked or tagged):
        return Writing.PLAIN
    return Writing.HTML if tagged > marked else Writing.MARKDOWN


def converter(writing: Writing) -> Callable[[str], str]:
    """What makes Markdown of such cells."""
    if writing is Writing.HTML:
        return of_html
    return plain if writing is Writing.PLAIN else str.strip


def plain(text: str) -> str:
    """Plain text, line for line; lines that begin as items do stay a list."""
    text = text.strip()
    if not text or text.isalnum():
        return text
    if "\n" not in text:
        return _escaped(text)
    paragraphs = re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n"))
    return "\n\n".join(_paragraph(paragraph.split("\n")) for paragraph in paragraphs)


def _paragraph(lines: list[str]) -> str:
    first = next((n for n, line in enumerate(lines) if _ITEM.match(line.strip())), len(lines))
    items = [line.strip() for line in lines[first:]]
    if len(items) > 1 and all(_ITEM.match(item) for item in items):
        above = "\\\n".join(map(_escaped, lines[:first]))
        return "\n\n".join(filter(None, [above, "\n".join(map(_item, items))]))
    return "\\\n".join(map(_escaped, filter(str.strip, lines)))


def _item(line: str) -> str:
    mark, _, text = line.partition(" ")
    return f"{'-' if mark in '-*•' else mark} {_escaped(text.strip())}"


def _escaped(line: str) -> str:
    """A line as Markdown; formulas and the braces of gaps stay what they are."""
    parts = _FORMULA.split(line)
    if len(parts) == 1:
        return escaping.literal(line.strip(" \t"))
    formulas = [*_FORMULA.findall(line), ""]
    return "".join(_inner(part) + formula for part, formula in zip(parts, formulas, strict=True))


def _lines(text: str) -> str:
    return "\n".join(_inner(line) if line.strip() else line for line in text.split("\n"))


def _inner(text: str) -> str:
    """A piece of a line with the blanks around it."""
    bare = text.strip()
    return text.replace(bare, escaping.literal(bare)) if bare else text


# ── HTML ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def of_html(text: str) -> str:
    """HTML as Markdown; what has neither tags nor entities costs no parser."""
    for pattern, instead in _TEX if _LATEX_PAIR.search(text) else ():
        text = pattern.sub(instead, text)
    text = text.replace("\u00a0", " ")
    if "<" not in text:
        return plain(html.unescape(text).replace("\u00a0", " "))
    made = str(_converter().convert(text)).replace("\u00a0", " ")
    lines = (line.rstrip(" \t") for line in made.strip().split("\n"))
    return _BLANKS.sub("\n\n", "\n".join(lines)).strip().removesuffix("\\").rstrip()


def _language(code: Tag) -> str:
    """The language of a block of code, by a class such as `language-python`."""
    inner = code.find("code")
    found = _LANGUAGE.search(f"{code.get('class')} {inner.get('class') if inner else ''}")
    return found[1] if found else ""


@lru_cache(maxsize=1)
def _converter() -> Any:
    from markdownify import ATX, MarkdownConverter  # slow to load, and seldom needed

    class Converter(MarkdownConverter):
        """HTML of others as our Markdown."""

        def escape(self, text: str, parent_tags: set[str]) -> str:
            if "pre" in parent_tags or "code" in parent_tags:
                return text
            formulas = [*_FORMULA.findall(text), ""]
            parts = (_lines(part) for part in _FORMULA.split(text))
            return "".join(part + formula for part, formula in zip(parts, formulas, strict=True))

        def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:
            from exporter import markup

            return f"\n\n{markup.fence(el.get_text(), _language(el))}\n\n"

        def convert_div(self, el: Tag, text: str, parent_tags: set[str]) -> str:
            return f"\n\n{text.strip()}\n\n" if text.strip() else "\n\n"

        def convert_u(self, el: Tag, text: str, parent_tags: set[str]) -> str:
            return f"<u>{text}</u>" if text.strip() else text

        def convert_sub(self, el: Tag, text: str, parent_tags: set[str]) -> str:
            return f"<sub>{text}</sub>" if text.strip() else text

        def convert_sup(self, el: Tag, text: str, parent_tags: set[str]) -> str:
            return f"<sup>{text}</sup>" if text.strip() else text

        def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:
            source = str(el.get("src") or "").replace(" ", "%20")
            return f"![{el.get('alt') or ''}]({source})" if source else ""

        def convert_style(self, el: Tag, text: str, parent_tags: set[str]) -> str:
            return ""

        convert_script = convert_style

    return Converter(heading_style=ATX, bullets="-", strong_em_symbol="*", newline_style="backslash", wrap=False)
