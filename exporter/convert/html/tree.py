"""Elements of a page: the tree that turbohtml builds as browsers do, or a plainer one of the standard library.

turbohtml is young: this module alone knows it, and without it pages are read all the same, slower.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any, NamedTuple


def names(text: str) -> frozenset[str]:
    """The names of elements in a text."""
    return frozenset(text.split())


DEEPEST = 200  # elements inside of each other
VOID = names("area base br col embed hr img input link meta source track wbr")
NUMBERS = re.compile(
    r"\b(?:linenos?|lineno|line-?numbers?|gutter|hljs-ln-n\w*|ln|blob-num)\b"
)  # classes of numbers of lines
_RAW = frozenset({"script", "style", "template", "noscript"})
_ENDED_BY = {  # elements that others end
    "li": {"li", "p"},
    **dict.fromkeys(("dt", "dd"), frozenset({"dt", "dd", "p"})),
    **dict.fromkeys(("td", "th"), frozenset({"td", "th", "p"})),
    "tr": {"tr", "td", "th", "p"},
    "option": {"option"},
}
_BLOCKS = names(
    "address article aside blockquote details div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main "
    "nav ol p pre section table ul"
)


@dataclass(slots=True)
class Element:
    """An element of a page."""

    tag: str
    line: int  # 0-based, of what is in it: where its start tag ends
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)
    end: int | None = None  # the 0-based line of its end tag, if it has one

    @property
    def classes(self) -> str:
        """Its classes, as they stand there, in small letters."""
        return self.attributes.get("class", "").lower()

    @property
    def text_line(self) -> int:
        """The line on which its text begins; its own where it has none."""
        at, waiting = self.line, [*reversed(self.children)]
        while waiting:
            node = waiting.pop()
            if isinstance(node, Element):
                at = node.line
                waiting += [] if node.tag in _RAW else reversed(node.children)
            elif said := node.lstrip():
                return at + node[: len(node) - len(said)].count("\n")
            else:
                at += node.count("\n")
        return self.line

    def elements(self) -> Iterator[Element]:
        """All elements in it, in order."""
        waiting: list[Element | str] = [*reversed(self.children)]
        while waiting:
            node = waiting.pop()
            if isinstance(node, Element):
                yield node
                waiting += reversed(node.children)

    def text(self) -> str:
        """All its text."""
        parts: list[str] = []
        waiting: list[Element | str] = [*reversed(self.children)]
        while waiting:
            node = waiting.pop()
            if isinstance(node, str):
                parts.append(node)
            elif node.tag not in _RAW:
                waiting += reversed(node.children)
        return "".join(parts)


class Extent(NamedTuple):
    """Where an element stands, in characters of the page but for blanks around its texts."""

    start: int
    end: int


def extents(root: Element) -> dict[int, Extent]:
    """The extents of all elements by their ids."""
    found: dict[int, Extent] = {}
    at = 0
    opened = [(root, 0, iter(root.children))]
    while opened:
        element, start, children = opened[-1]
        child = next(children, None)
        if child is None:
            opened.pop()
            found[id(element)] = Extent(start, at)
        elif isinstance(child, str):
            at += len(child.strip())
        else:
            opened.append((child, at, iter(child.children)))
    return found


class TooDeepError(Exception):
    """Elements are nested deeper than a person would."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line  # 0-based


def parsed(page: str) -> Element:
    """The root of a page's elements. Raises TooDeepError."""
    try:
        import turbohtml
    except ImportError:  # no wheel for this system
        return _plainly(page)
    root = turbohtml.parse(page, source_locations=True).root
    return _copied(root) if root is not None else Element("html", 0)


def _copied(root: Any) -> Element:
    """The same tree in our own elements, without what shows nothing."""
    import turbohtml

    made = _element(root, 0)
    waiting = [(made, iter(root.children), False)]
    while waiting:
        parent, children, is_code = waiting[-1]
        child = next(children, None)
        if child is None:
            waiting.pop()
        elif isinstance(child, turbohtml.Element):
            if is_code and child.tag == "span" and not NUMBERS.search(str(child.attrs.get("class", ""))):
                element = parent  # a color of code
            else:
                element = _element(child, parent.line)
                parent.children.append(element)
            if len(waiting) > DEEPEST:
                raise TooDeepError(element.line)
            waiting.append((element, iter(child.children), is_code or child.tag == "pre"))
        elif isinstance(child, turbohtml.Text):
            parent.children.append(child.text)
    return made


def _element(found: Any, line: int) -> Element:
    """An element of turbohtml without what is in it; `line` counts where it has no place of its own."""
    if found.tag in _SHORT:
        at = found.source_line
        return Element(found.tag, line if at is None else at - 1, _attributes(found))
    place = found.source_location
    start = place.start_tag if place else None
    end = place.end_tag if place else None
    element = Element(found.tag, start.end_line - 1 if start else line, _attributes(found))
    element.end = end.end_line - 1 if end else None
    return element


_SHORT = names("span b i em strong code kbd sub sup small a br img mark")  # seldom on several lines: costs no more


def _attributes(element: Any) -> dict[str, str]:
    return {
        name: " ".join(value) if isinstance(value, list | tuple) else value or ""
        for name, value in element.attrs.items()
    }


def _plainly(page: str) -> Element:
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.root


class _Reader(HTMLParser):
    """Builds a tree with the ends that HTML allows to leave out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("html", 0)
        self.opened = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0] - 1 + (self.get_starttag_text() or "").count("\n")
        if tag in ("html", "body", "head"):
            return
        ends = _ENDED_BY.get(tag, {"p"} if tag in _BLOCKS else set())
        while len(self.opened) > 1 and self.opened[-1].tag in ends:
            self.opened.pop()
        element = Element(tag, line, {name: value or "" for name, value in attrs})
        self.opened[-1].children.append(element)
        if tag not in VOID:
            self.opened.append(element)
            if len(self.opened) > DEEPEST:
                raise TooDeepError(line)

    def handle_endtag(self, tag: str) -> None:
        near = self.opened[-1:-_NEAR:-1]  # a stray end tag closes nothing far away
        at = next((n for n, element in enumerate(near) if element.tag == tag), None)
        if at is not None and len(self.opened) > at + 1:
            self.opened[len(self.opened) - 1 - at].end = self.getpos()[0] - 1
            del self.opened[len(self.opened) - 1 - at :]

    def handle_data(self, data: str) -> None:
        self.opened[-1].children.append(data)


_NEAR = 20  # elements that an end tag may close
