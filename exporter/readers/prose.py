"""Prose of Markdown, outside of its code: where signs of other programs mean something."""

from __future__ import annotations

import re
from collections.abc import Callable

_CODE = re.compile(
    r"^[ \t>]*(?P<fence>`{3,}|~{3,})[^\n]*\n(?:.*?\n)?[ \t>]*(?P=fence)[`~]*[ \t]*$"
    r"|(?<!`)(?P<ticks>`{1,8})(?!`)(?:(?!\n[ \t]*\n).){1,2000}?(?<!`)(?P=ticks)(?!`)"
    r"|<(?P<tag>pre|code)\b[^<>]{0,200}>.*?</(?P=tag)>",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)


def replaced(text: str, pattern: re.Pattern[str], by: Callable[[re.Match[str]], str]) -> str:
    """The text with what the pattern finds in its prose replaced; code between is left as it is."""
    if "`" not in text and "~~~" not in text and "<" not in text:
        return pattern.sub(by, text)
    parts, at = [], 0
    for code in _CODE.finditer(text):
        parts += [pattern.sub(by, text[at : code.start()]), code[0]]
        at = code.end()
    return "".join([*parts, pattern.sub(by, text[at:])])
