"""Web pages as Markdown: their main content, with the line of the page for each line.

Questions that a page states as data (`FAQPage`) are marked where they stand in its text, which counts where the two
differ; those that stand nowhere in it, as on pages that a script fills, are put below it.
"""

from __future__ import annotations

import difflib
import html
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from exporter.convert.html import choices, chrome, code, data, pairs, tree
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


_LETTER = re.compile(r">\s{0,20}Q[.:]?\s{0,20}<")
_MARKED = re.compile(r"(#{1,6}) Question\b")
_CALLS = 6  # for an element


def _converted(page: str, content: str) -> list[Line]:
    root = chrome.without(tree.parsed(content))
    if _LETTER.search(content):
        chrome.lettered(root)
    if "radio" in content:
        choices.listed(root)
    code.named(root)
    stated = data.stated(page)
    asked = {key for question in stated if (key := letters(html.unescape(question.name)))}
    writer = Writer(root, content, asked, pairs.found(root))
    lines = writer.lines(root)
    if not stated:
        return lines
    seen = letters(" ".join(line.text for line in lines))
    unseen = [question for question in stated if letters(html.unescape(question.name)) not in seen]
    unseen = _unlike(unseen, lines) if len(unseen) <= _MOST else unseen
    return [*lines, *_appended(unseen, lines)] if unseen else lines


def _unlike(stated: Sequence[Stated], lines: list[Line]) -> list[Stated]:
    """The questions that do not stand in the text in other words; those that do are marked there: the text counts."""
    places = [n for n, line in enumerate(lines) if _ASKED.match(line.text) and len(line.text) <= _LONGEST]
    left: list[Stated] = []
    for question in stated:
        wanted = difflib.SequenceMatcher(b=letters(html.unescape(question.name)), autojunk=False)
        at = next((n for n in places if _is_alike(wanted, letters(_ASKED.sub("", lines[n].text)))), None)
        if at is None:
            left.append(question)
        else:
            text, place = lines[at]
            lines[at] = Line(_ASKED.sub(lambda found: found[0] if found[2] else f"{found[1]}Question: ", text), place)
    return left


def _is_alike(wanted: difflib.SequenceMatcher[str], said: str) -> bool:
    wanted.set_seq1(said)
    return wanted.real_quick_ratio() > _ALIKE and wanted.quick_ratio() > _ALIKE and wanted.ratio() > _ALIKE


_ASKED = re.compile(r"^(<summary>|#{1,6} )(Question(?: \d+)?: )?")
_ALIKE = 0.8  # share of their letters that two wordings of one question have alike
_LONGEST = 300  # characters of a question
_MOST = 50  # questions that are compared


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
