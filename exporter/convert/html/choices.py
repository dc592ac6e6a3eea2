"""Options of quizzes that a page shows as radio buttons: they become a list with letters, as they would be on paper."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from string import ascii_uppercase

from exporter.convert.html.tree import Element, names

_LETTERED = re.compile(r"\s*\(?[A-Za-z\d][.):]")
_BLOCKS = names("p div ul ol table form fieldset h1 h2 h3 h4 h5 h6 hr button section")
_FEWEST, _MOST = 2, len(ascii_uppercase)


def listed(root: Element) -> None:
    """Puts lists in the place of radio buttons with their labels."""
    for paths in _groups(root).values():
        if _FEWEST <= len(paths) <= _MOST:
            _list(paths)


def _groups(root: Element) -> dict[str, list[list[Element]]]:
    """The radio buttons of each name, each with the elements that it stands in."""
    found: dict[str, list[list[Element]]] = defaultdict(list)
    path = [root]
    waiting = [iter(root.children)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
            path.pop()
        elif isinstance(child, Element):
            path.append(child)
            waiting.append(iter(child.children))
            if child.tag == "input" and child.attributes.get("type", "").lower() == "radio":
                found[child.attributes.get("name", "")].append([*path])
    found.pop("", None)
    return found


def _list(paths: Sequence[Sequence[Element]]) -> None:
    depth = next(n for n, parts in enumerate(zip(*paths, strict=False)) if any(part is not parts[0] for part in parts))
    parent, starts = paths[0][depth - 1], {id(path[depth]) for path in paths}
    places = [n for n, node in enumerate(parent.children) if id(node) in starts]
    end = _end(parent.children, places[-1])
    options = [parent.children[start:stop] for start, stop in pairwise([*places, end])]
    parent.children = [*parent.children[: places[0]], _made(options), *parent.children[end:]]


def _end(nodes: Sequence[Element | str], last: int) -> int:
    """Where the last option ends: at the end of its line, or where a block begins."""
    said = False
    for n in range(last, len(nodes)):
        node = nodes[n]
        if n > last and said and isinstance(node, Element) and (node.tag == "br" or node.tag in _BLOCKS):
            return n
        said = said or bool((node if isinstance(node, str) else node.text()).strip())
    return len(nodes)


def _made(options: Sequence[Sequence[Element | str]]) -> Element:
    items = [_item(letter, nodes) for letter, nodes in zip(ascii_uppercase, options, strict=False)]
    return Element("ul", items[0].line, children=[*items])


def _item(letter: str, nodes: Sequence[Element | str]) -> Element:
    said = [node for node in nodes if isinstance(node, str) or node.tag not in ("br", "input")]
    said = said[1:] if said and isinstance(said[0], str) and not said[0].strip() else said
    text = "".join(node if isinstance(node, str) else node.text() for node in said)
    line = next((node.line for node in nodes if isinstance(node, Element)), 0)
    return Element("li", line, children=said if _LETTERED.match(text) else [f"{letter}. ", *said])
