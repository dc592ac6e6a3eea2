"""Syntax highlighting: code as HTML with Pygments classes, which a style sheet colors for light and dark."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

BOXES = re.compile(r"[─-╿]|\+-{3,}\+")  # box drawing, or ASCII boxes: what makes a `text` fence a diagram
_LIKE_MATH = re.compile(r"\\[()\[\]]")


def highlight(code: str, language: str) -> str:
    """Code as `<pre>`: neighbors of one class share a span (Pygments alone makes four times as many)."""
    if language in ("", "text") and BOXES.search(code):
        return f'<pre class="diagram" dir="ltr"><code>{escape(code)}</code></pre>\n'
    lexer = _lexer(language)
    if lexer is None:
        return f'<pre class="code" dir="ltr"><code>{escape(code)}</code></pre>\n'
    spans: list[tuple[str, list[str]]] = []
    for kind, value in lexer.get_tokens(f"{code}\n"):  # rules of many languages want the end of a line
        name = _css_class(kind) if value.strip() else spans[-1][0] if spans else ""
        if spans and spans[-1][0] == name:
            spans[-1][1].append(value)
        else:
            spans.append((name, [value]))
    spans[-1][1][-1] = spans[-1][1][-1].removesuffix("\n")
    body = "".join(_span(name, "".join(values)) for name, values in spans)
    return f'<pre class="code" data-lang="{escape(language)}" dir="ltr"><code>{body}</code></pre>\n'


def _span(name: str, value: str) -> str:
    return f'<span class="{name}">{escape(value)}</span>' if name else escape(value)


def escape(text: str) -> str:
    """Text as HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def attribute(name: str, value: str) -> str:
    """An attribute of a tag, with the space before it."""
    return f' {name}="{escape(value)}"'


def unlike_math(html: str) -> str:
    r"""HTML text whose `\(` is kept from MathJax, which asks no parser what it is."""
    return _LIKE_MATH.sub(r'<span class="mathjax_ignore">\g<0></span>', html) if "\\" in html else html


@cache
def _css_class(kind: Any) -> str:
    from pygments.token import STANDARD_TYPES

    while kind not in STANDARD_TYPES:
        kind = kind.parent
    return STANDARD_TYPES[kind] or ""


@cache
def _lexer(language: str) -> Any:
    from pygments.lexers import LEXERS, get_lexer_by_name

    from exporter.markup import lexing

    name = {"gitignore": "text", "dockerignore": "text", "console": "console"}.get(language, language)
    known = any(name in aliases for _, _, aliases, _, _ in LEXERS.values())  # asking for an unknown one scans plugins
    if not known or name == "text":
        return None
    return lexing.guide(get_lexer_by_name(name, stripnl=False, ensurenl=False))
