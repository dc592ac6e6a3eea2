"""Main content of web pages, without what stands around it on every page of a site.

Content is `<main>`, else the articles, else the body without its head, foot and navigation. The rest is blanked, so
that all lines keep their numbers.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)([^<>]*)>")
_ROLE = re.compile(r"\brole\s*=\s*[\"']?(\w+)", re.IGNORECASE)
_UNSEEN = "script|style|template|svg|noscript|iframe|object|select"
_UNSEEN_START = re.compile(rf"<!--|<({_UNSEEN})\b", re.IGNORECASE)
_TITLE = re.compile(r"<title\b[^<>]*>([^<]{0,1000})</title>", re.IGNORECASE)
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_WHAT = {  # of elements and of ARIA's landmark roles
    "main": "main",
    "article": "article",
    **dict.fromkeys(("nav", "navigation", "search"), "nav"),
    **dict.fromkeys(("header", "footer", "aside", "banner", "contentinfo", "complementary"), "frame"),
}
_ENOUGH = 0.2  # share of a page's letters that its main part must have: an empty one is filled by a script


@dataclass(frozen=True, slots=True)
class _Part:
    what: str  # "main", "article", "nav", "frame" or "body"
    start: int
    end: int


def content(page: str) -> str:
    """The page with everything but its content blanked."""
    seen = _blanked(page, _unseen(page))
    parts = list(_parts(seen))
    kept, cut = _chosen(seen, parts)
    inner = _blanked(seen, ((part.start, part.end) for part in parts if part.what in cut))
    return _blanked(inner, _between(kept, len(page)))


def title(page: str) -> str:
    """The page's name, as its window would show it."""
    found = _TITLE.search(page)
    return " ".join(html.unescape(found[1]).split()) if found else ""


def words(page: str) -> str:
    """The page without tags, in the same lines."""
    return _TAG.sub(lambda tag: "\n" * tag[0].count("\n"), page)


def _unseen(page: str) -> Iterator[tuple[int, int]]:
    """Comments and elements that show nothing; one that nothing closes is left alone, with all of its kind."""
    folded = page.lower() if len(page.lower()) == len(page) else page
    at, lost = 0, set[str]()
    while found := _UNSEEN_START.search(folded, at):
        closing = f"</{found[1].lower()}" if found[1] else "-->"
        end = -1 if closing in lost else folded.find(closing, found.end())
        if end < 0:
            lost.add(closing)
            at = found.end()
            continue
        at = folded.find(">", end) + 1 or len(page)
        yield found.start(), at


def _parts(page: str) -> Iterator[_Part]:
    """The parts with a meaning; each kind of element is matched for itself, so that unclosed others do no harm."""
    opened: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for tag in _TAG.finditer(page):
        name = tag[2].lower()
        if name in _VOID:
            continue
        if not tag[1]:
            role = _ROLE.search(tag[3])
            what = _WHAT.get(role[1].lower()) if role else _WHAT.get(name)
            opened[name].append((what or (name if name == "body" else ""), tag.start()))
        elif opened[name]:
            what, start = opened[name].pop()
            if what:
                yield _Part(what, start, tag.end())


def _chosen(page: str, parts: list[_Part]) -> tuple[list[_Part], set[str]]:
    """The parts that hold the content, and the kinds of parts that are cut out of it."""
    body = next((part for part in parts if part.what == "body"), _Part("body", 0, len(page)))
    framed = _blanked(page, ((part.start, part.end) for part in parts if part.what in ("nav", "frame")))
    total = _letters(framed, [body])
    for what in ("main", "article"):
        found = list(_outermost(part for part in parts if part.what == what))
        if found and _letters(page, found) >= _ENOUGH * total:
            return found, {"nav"}
    return [body], {"nav", "frame"}


def _outermost(parts: Iterable[_Part]) -> Iterator[_Part]:
    end = 0
    for part in sorted(parts, key=lambda part: part.start):
        if part.start >= end:
            yield part
            end = part.end


def _letters(page: str, parts: Iterable[_Part]) -> int:
    return sum(letter.isalnum() for part in parts for letter in words(page[part.start : part.end]))


def _between(parts: Iterable[_Part], length: int) -> Iterator[tuple[int, int]]:
    """What lies outside of all these parts."""
    at = 0
    for part in _outermost(parts):
        yield at, part.start
        at = part.end
    yield at, length


def _blanked(page: str, cuts: Iterable[tuple[int, int]]) -> str:
    """The page with these stretches as spaces: offsets and lines stay."""
    pieces, at = [], 0
    for start, end in sorted(cuts):
        if end > at:
            start = max(start, at)
            pieces += [page[at:start], re.sub(r"[^\n]", " ", page[start:end])]
            at = end
    return "".join([*pieces, page[at:]])
