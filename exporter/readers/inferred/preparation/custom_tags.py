"""Tags that are no HTML, alone on their lines, such as `<quiz>` or `<Accordion>`: what they wrap is Markdown."""

from __future__ import annotations

import re

from exporter.readers.inferred import boilerplate
from exporter.readers.source import Source

_ALONE = re.compile(r"^[ \t]{0,12}</?([A-Za-z][\w.-]{1,40})(?:\s[^<>]{0,300})?>[ \t]*$")
_HTML = """
a abbr address article aside audio b blockquote body br button canvas caption center cite code col colgroup dd
del details dfn dialog div dl dt em embed fieldset figcaption figure font footer form frame h1 h2 h3 h4 h5 h6
head header hgroup hr html i iframe img input ins kbd label legend li link main map mark math menu meta nav
noscript object ol optgroup option p param picture pre progress q s samp script section select small source
span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr tt
u ul var video wbr
"""
_KNOWN = frozenset(_HTML.split())
_LEAST = 3  # such lines: fewer may be examples


def replaced(source: Source) -> Source:
    """The source itself, or one where such lines are comments, so that Markdown goes on below them."""
    alone = [(n, line) for n, line in enumerate(source.lines) if line.lstrip()[:1] == "<"]
    found = {n for n, line in alone if (match := _ALONE.match(line)) and match[1].lower() not in _KNOWN}
    if len(found) < _LEAST:
        return source
    found -= {n for token in source.tokens if token.type == "fence" and token.map for n in range(*token.map)}
    if not found:
        return source
    return source.with_lines(boilerplate.GONE if n in found else line for n, line in enumerate(source.lines))
