"""Properties as Logseq and Obsidian's Dataview write them: `key:: value` above a page or below a bullet.

Cards may be written so, too (`quoin:: a corner stone`). A line is a property by its place and its key: one that those
programs set themselves, or one that comes again and again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

_PROPERTY = re.compile(r"(?P<indent>[ \t]*)(?P<key>[a-z][a-z0-9_.-]{0,40})::(?:[ \t]+(?P<value>.*))?$")
_BULLET = re.compile(r"(?P<indent>[ \t]*)[-*+][ \t]+\S")
_KNOWN = re.compile(  # keys that the programs and their plugins know
    r"card-[a-z-]+|hl-[a-z-]+|ls-[a-z-]+|logseq\..+|query-[a-z-]+|id|collapsed|tags?|alias(?:es)?|title|type|public|icon"
    r"|template|template-including-parent|background-color|heading|created(?:-at)?|updated(?:-at)?|deck|direction|date"
    r"|filters|exclude-from-graph-view|author|source|url|status|category|lang|cssclass(?:es)?|up|related|file|banner"
)
_OWN = re.compile(r"[ \t]*[-*+][ \t]+logseq\.[\w.-]{1,60}::")
_SIGN = re.compile(r"[ \t]*[-*+][ \t]+")
_LINK = re.compile(r"\[\[([^\[\]]*)\]\]")
_TAB = 4  # columns
_LEAST_OFTEN = 2  # bullets below which a key is a property, whatever it is


def page(lines: Sequence[str]) -> tuple[dict[str, str], int]:
    """The properties above a page, and how many lines they take; none where such lines are the document's cards."""
    values = _block(lines) if lines and "::" in lines[0] else {}
    below = lines[len(values) :]
    if not values or not any(line.strip() for line in below) or (below[0].strip() and not _BULLET.match(below[0])):
        return {}, 0  # nothing else stands there, or a paragraph goes on
    are_known = all(map(_KNOWN.fullmatch, values))
    return (values, len(values)) if are_known or not any(map(_at_margin, below)) else ({}, 0)


def _block(lines: Sequence[str]) -> dict[str, str]:
    """The properties in the first lines, each key once."""
    values: dict[str, str] = {}
    for line in lines:
        found = _at_margin(line)
        if not found or found["key"] in values:
            break
        values[found["key"]] = _said(found["value"])
    return values


def _at_margin(line: str) -> re.Match[str] | None:
    found = _PROPERTY.match(line)
    return found if found and not found["indent"] else None


def below_bullets(lines: Sequence[str]) -> list[int]:
    """The lines of properties directly below the first line of a bullet."""
    found = list(_below_bullets(lines))
    often = {key for key, count in Counter(key for _, key in found).items() if count >= _LEAST_OFTEN}
    known = any(_KNOWN.fullmatch(key) for _, key in found)
    return [n for n, key in found if _KNOWN.fullmatch(key) or (known and key in often)]


def in_bullets(lines: Sequence[str]) -> list[int]:
    """The lines of bullets that begin with a property of Logseq's own, with the bullet's text on the next line."""
    return [
        n
        for n, line in enumerate(lines[:-1])
        if _OWN.match(line)
        and lines[n + 1].strip()
        and not _BULLET.match(lines[n + 1])
        and not _OWN.match(lines[n + 1])
    ]


def bullet(line: str) -> str:
    """The sign of a line's bullet, with the blanks around it."""
    found = _SIGN.match(line)
    return found[0] if found else ""


def _below_bullets(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The lines that may be such, with their keys."""
    column = -1  # of the bullet that they would belong to
    for n, line in enumerate(lines):
        named = _PROPERTY.match(line)
        if mark := _BULLET.match(line):
            column = len(mark["indent"].expandtabs(_TAB))
        elif named and 0 <= column < len(named["indent"].expandtabs(_TAB)):
            yield n, named["key"]
        else:
            column = -1


def _said(value: str | None) -> str:
    """A value without the brackets and marks of links to pages."""
    return _LINK.sub(r"\1", value or "").replace("#", "").strip()
