"""Markdown as neutral HTML, whose formulas and images each output fills in its own way (see `placeholders`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from exporter.markup import footnotes, formulas, parsing, placeholders, sanitizer, texts
from exporter.markup.cache import CACHE, CLOZE, HTML, PLAIN
from exporter.markup.cloze_syntax import Gap, replace_hidden_in_tex
from exporter.markup.highlighting import attribute, escape, highlight, unlike_math
from exporter.markup.tex_check import refused

if TYPE_CHECKING:
    from markdown_it.renderer import RendererHTML
    from markdown_it.token import Token

    Rule = Callable[[RendererHTML, Sequence[Token], int, Any, Any], str]

CALLOUTS = {
    "note": "Note",
    "tip": "Tip",
    "important": "Important",
    "warning": "Warning",
    "caution": "Caution",
}


@cache
def _renderer() -> RendererHTML:
    markdown = parsing.parser()
    for name, rule in _RULES.items():
        markdown.add_render_rule(name, rule)
    return markdown.renderer  # type: ignore[return-value]  # the parser has no other


def html(text: str, *, cloze: bool = False) -> str:
    """Markdown as HTML blocks: code highlighted with Pygments classes, raw HTML sanitized.

    `cloze`: `==so==` becomes `<mark class="cloze">so</mark>`; elsewhere it is text.
    """
    if parsing.is_plain_line(text):
        return f"<p>{escape(text)}</p>\n"
    kind = CLOZE if cloze else HTML
    found = CACHE.find(kind, text)
    return CACHE.keep(kind, text, _rendered(*parsing.shown(text, cloze=cloze))) if found is None else found


def _rendered(tokens: Sequence[Token], has_html: bool) -> str:
    rendered = _renderer().render(tokens, parsing.parser().options, {})
    return sanitizer.sanitize(rendered) if has_html else rendered


def plain(text: str) -> str:
    """What a reader sees of a Markdown text, as lines without markup; code keeps its spaces, a formula is its TeX."""
    if parsing.is_plain_line(text):
        return text
    found = CACHE.find(PLAIN, text)
    return CACHE.keep(PLAIN, text, texts.plain_of(parsing.shown(text)[0])) if found is None else found


def html_and_plain(text: str) -> None:
    """Renders both into the cache: parsing the text, most of the work, is done once."""
    if parsing.is_plain_line(text) or CACHE.find(PLAIN, text) is not None:
        return
    tokens, has_html = parsing.shown(text)
    CACHE.keep(PLAIN, text, texts.plain_of(tokens))
    if CACHE.find(HTML, text) is None:
        CACHE.keep(HTML, text, _rendered(tokens, has_html))


@lru_cache(maxsize=20_000)
def inline_html(text: str) -> str:
    """Like `html`, for a text of one paragraph: without the `<p>` around it."""
    blocks = html(text).strip()
    only = blocks.startswith("<p>") and blocks.find("<p>", 3) < 0 and blocks.endswith("</p>")
    return blocks[3:-4] if only else blocks


def _quote_open(self: RendererHTML, parts: Sequence[Token], index: int, options: Any, env: Any) -> str:
    kind = parts[index].meta.get("callout")
    if not kind:
        return "<blockquote>\n"
    title = escape(parts[index].meta.get("title", "")) or CALLOUTS[kind]
    return f'<div class="callout {kind}"><p class="callout-title">{title}</p>\n'


def _quote_close(self: RendererHTML, parts: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return "</div>\n" if parts[index].meta.get("callout") else "</blockquote>\n"


def _fence(self: RendererHTML, parts: Sequence[Token], index: int, options: Any, env: Any) -> str:
    words = parts[index].info.split()
    return highlight(parts[index].content.removesuffix("\n"), words[0].lower() if words else "")


def _code_inline(self: RendererHTML, parts: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return f'<code dir="ltr">{escape(parts[index].content)}</code>'


def _text(self: RendererHTML, parts: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return unlike_math(escape(parts[index].content))


def _formula(self: RendererHTML, parts: Sequence[Token], index: int, options: Any, env: Any) -> str:
    tex, meta = parts[index].content, parts[index].meta
    if refused(tex):
        code = escape(formulas.source(parts[index].markup, tex))
        code = replace_hidden_in_tex(code, lambda gap: f"{_mark(gap)}{gap.text}</mark>") if meta["cloze"] else code
        return f'<code class="tex" dir="ltr">{code}</code>'
    return f'<span class="math{" display" * meta["display"]}">{escape(tex)}</span>'


def _hidden_open(self: RendererHTML, parts: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return _mark(parts[index].meta.get("gap", Gap("")))


def _mark(gap: Gap) -> str:
    """The tag that opens a hidden part; its number and its hint are attributes, where the document gives them."""
    number = attribute("data-number", str(gap.number)) if gap.number is not None else ""
    return f'<mark class="cloze"{number}{attribute("data-hint", gap.hint) if gap.hint else ""}>'


def _link_open(self: RendererHTML, parts: Sequence[Token], index: int, options: Any, env: Any) -> str:
    address, title = str(parts[index].attrs.get("href", "")), str(parts[index].attrs.get("title", ""))
    target = attribute("href" if sanitizer.leads_out(address) else placeholders.PLACE, address) if address else ""
    return f"<a{target}{attribute('title', title) if title else ''}>"


def _table_open(self: RendererHTML, parts: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return '<div class="table"><table>\n'


def _table_close(self: RendererHTML, parts: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return "</table></div>\n"


def _cell_open(self: RendererHTML, parts: Sequence[Token], index: int, options: Any, env: Any) -> str:
    """A cell with its alignment as an attribute: inline styles are nothing that a policy lets through."""
    aligned = re.search(r"text-align:(\w+)", str(parts[index].attrs.get("style", "")))
    return f"<{parts[index].tag}{f' align={chr(34)}{aligned[1]}{chr(34)}' if aligned else ''}>"


def _constant(html: str) -> Rule:
    return lambda self, parts, index, options, env: html


# Tags that are always the same: the renderer would build each of them again
_TAGS = {
    "em_open": "<em>",
    "em_close": "</em>",
    "strong_open": "<strong>",
    "strong_close": "</strong>",
    "s_open": "<s>",
    "s_close": "</s>",
    "thead_open": "<thead>\n",
    "thead_close": "</thead>\n",
    "tbody_open": "<tbody>\n",
    "tbody_close": "</tbody>\n",
    "tr_open": "<tr>\n",
    "tr_close": "</tr>\n",
    "th_close": "</th>\n",
    "td_close": "</td>\n",
    "list_item_close": "</li>\n",
    "bullet_list_close": "</ul>\n",
    "ordered_list_close": "</ol>\n",
}
_RULES: dict[str, Rule] = {
    **{name: _constant(html) for name, html in _TAGS.items()},
    "blockquote_open": _quote_open,
    "blockquote_close": _quote_close,
    "fence": _fence,
    "code_block": _fence,
    "code_inline": _code_inline,
    "text": _text,
    "formula": _formula,
    "hidden_open": _hidden_open,
    "link_open": _link_open,
    "table_open": _table_open,
    "table_close": _table_close,
    "th_open": _cell_open,
    "td_open": _cell_open,
    **footnotes.RULES,
}
