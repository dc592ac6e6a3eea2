"""Web pages as Markdown: their main content, with the line of the page for each line.

Questions that a page states as data (`FAQPage`) are marked where they stand in its text, which counts where the two
differ; those that stand nowhere in it, as on pages that a script fills, are put below it.
"""

from __future__ import annotations

import html
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from exporter.convert.html import chrome, code, data, pairs, tree
from exporter.convert.html.blocks import Line, Writer, letters
from exporter.convert.html.data import Stated

DEEPEST, TooDeepError = tree.DEEPEST, tree.TooDeepError


def converted(page: str, content: str) -> list[Line]:
    """The lines of a page; `content` is the same page with all but its main content blanked. Raises TooDeepError."""
    with _room():
        return _converted(page, content)


@contextmanager
def _room() -> Iterator[None]:
    """Room for elements in elements: each takes some calls."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, tree.DEEPEST * _CALLS + before))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


_MARKED = re.compile(r"(#{1,6}) Question\b")
_CALLS = 6  # for an element


def _converted(page: str, content: str) -> list[Line]:
    root = chrome.without(tree.parsed(content))
    code.named(root)
    stated = data.stated(page)
    asked = {key for question in stated if (key := letters(html.unescape(question.name)))}
    writer = Writer(root, content, asked, pairs.found(root))
    lines = writer.lines(root)
    if not stated:
        return lines
    seen = letters(" ".join(line.text for line in lines))
    unseen = [question for question in stated if letters(html.unescape(question.name)) not in seen]
    return [*lines, *_appended(unseen, lines)] if unseen else lines


def _appended(stated: Sequence[Stated], above: Sequence[Line]) -> list[Line]:
    """Questions that the text of a page does not have, below it, marked as those in the text."""
    lines: list[Line] = []
    mark = next((found[1] for line in above if (found := _MARKED.match(line.text))), "##")
    for question in stated:
        lines += [Line("", question.line)] if above or lines else []
        lines.append(Line(f"{mark} Question: {html.unescape(question.name)}", question.line))
        for answer in question.answers:
            root = tree.parsed(answer)
            said = Writer(root, answer).lines(root)
            lines += [Line("", question.line), *(Line(line.text, question.line) for line in said)]
    return lines
