"""Undoes what Anki's editor does to HTML beside what its user means by it.

Where somebody presses Enter in code, the editor splits its block or writes `<br>`; lines become `<div>`, spaces at ends
`&nbsp;`; bold text that was pasted is a `<span style>`; an indented item is a list beside its item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_STYLES = (  # what a style looks like, and the element that means it
    (re.compile(r"font-style:\s*(?:italic|oblique)\b"), "em"),
    (re.compile(r"font-weight:\s*(?:bold|bolder|[6-9]00)\b"), "strong"),
    (re.compile(r"text-decoration(?:-line)?:[^;]*\bline-through\b"), "s"),
    (re.compile(r"text-decoration(?:-line)?:[^;]*\bunderline\b"), "u"),
)
_TRIMMED = ["li", "td", "th", "p", "div", "blockquote", "summary"]  # at whose ends spaces and breaks show nothing
_DESCENDED = {"strong", "em", "s", "u", "code", "a", "sub", "sup", "kbd", "small", "mark"}
_MOST_PIECES = 200  # of a block of code: the cost of finding the blocks grows with its square


def styled(tag: Tag) -> list[str]:
    """The elements that a `<span>` or `<font>` stands for, outermost first."""
    style = str(tag.get("style") or "").casefold()
    return [name for pattern, name in _STYLES if pattern.search(style)] if style else []


def tidy(soup: BeautifulSoup) -> None:
    """Puts lists into their items, empty elements away, and blocks of code into one piece of text."""
    for below in soup.find_all(["ul", "ol"]):
        _put_into_item(below)
    for tag in soup.find_all(["strong", "em", "s", "u", "code"]):
        if tag.parent is not None and not tag.get_text() and tag.find(["img", "br"]) is None:
            tag.decompose()
    for tag in soup.find_all("strong"):
        inner = tag.find("em", recursive=False)
        if inner is not None and len(tag.contents) == 1:  # as Markdown has them: `***so***`
            tag.name, inner.name = "em", "strong"
    for block in soup.find_all("pre"):
        if block.find(lambda tag: tag.name != "code") is None:
            block.string = block.get_text().replace("\xa0", " ").rstrip("\n")
    for tag in soup.find_all(_TRIMMED):
        _trim(tag, last=True)
        _trim(tag, last=False)


def _put_into_item(below: Tag) -> None:
    """Puts a list that stands beside items into the one before it."""
    item = below.find_previous_sibling("li")
    if item is not None and item is below.find_previous_sibling():
        item.append(below.extract())


def _trim(tag: Tag, *, last: bool) -> None:
    """Takes breaks and blanks away from one end of a block."""
    from bs4 import Tag as Element

    while tag.contents:
        node = tag.contents[-1 if last else 0]
        if isinstance(node, Element):
            if node.name == "br":
                node.extract()
                continue
            if node.name in _DESCENDED:
                _trim(node, last=last)
            return
        text = str(node).replace("\xa0", " ")
        kept = text.rstrip() if last else text.lstrip()
        if kept == text:
            return
        if kept:
            node.replace_with(kept)
            return
        node.extract()


def rejoin(edited: BeautifulSoup, built: BeautifulSoup) -> None:
    """Joins blocks of code that follow each other where the built card had fewer: Enter splits a block."""
    runs = list(_runs(built))
    for pieces in list(_runs(edited)):
        if not 1 < len(pieces) <= _MOST_PIECES:
            continue
        texts = [piece.get_text() for piece in pieces]
        alike = [[each.get_text() for each in run] for run in runs if run[0].attrs == pieces[0].attrs]
        if alike:
            was = min(alike, key=lambda run: _distance("\n".join(run), "\n".join(texts)))
            _join(pieces, _parts(texts, was))


def _runs(soup: BeautifulSoup) -> Iterator[list[Tag]]:
    """Blocks of code that follow each other with nothing between, in the same language."""
    run: list[Tag] = []
    for block in soup.find_all("pre"):
        before = block.previous_sibling
        while before is not None and getattr(before, "name", None) is None and not str(before).strip():
            before = before.previous_sibling
        if run and before is run[-1] and block.attrs == run[-1].attrs:
            run.append(block)
            continue
        if run:
            yield run
        run = [block]
    if run:
        yield run


def _parts(texts: Sequence[str], was: Sequence[str]) -> list[range]:
    """Which pieces make which of the old blocks: the division that is nearest to them."""
    count = min(len(was), len(texts))
    best: list[tuple[float, list[range]]] = [(0.0, []), *((float("inf"), []) for _ in texts)]
    for block in was[:count]:
        best = [_nearest(best, texts, end, block) for end in range(len(texts) + 1)]
    return best[-1][1]


def _nearest(
    best: Sequence[tuple[float, list[range]]], texts: Sequence[str], end: int, block: str
) -> tuple[float, list[range]]:
    """The best division of the pieces before `end` whose last part is this block."""
    found = (
        (cost + _distance("\n".join(texts[start:end]), block), [*parts, range(start, end)])
        for start, (cost, parts) in enumerate(best[:end])
        if cost != float("inf")
    )
    return min(found, key=lambda pair: pair[0], default=(float("inf"), []))


def _distance(one: str, other: str) -> float:
    from rapidfuzz.distance import Indel

    return Indel.distance(one[:20_000], other[:20_000])


def _join(pieces: Sequence[Tag], parts: Sequence[range]) -> None:
    for part in parts:
        first, *others = pieces[part.start : part.stop]
        if others:
            first.string = "\n".join(piece.get_text() for piece in (first, *others))
        for piece in others:
            piece.decompose()
