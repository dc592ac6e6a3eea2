"""Properties as Logseq and Obsidian's Dataview write them: `key:: value` above a page or below a bullet.

Cards may be written so, too (`quoin:: a corner stone`). A line is a property by its place and its key: one that those
programs set themselves, or one that comes again and again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_PROPERTY = re.compile(r"(?P<indent>[ \t]*)(?P<key>[a-z][a-z0-9_.-]{0,40})::(?:[ \t]+(?P<value>.*))?$")
_BULLET = re.compile(r"(?P<indent>[ \t]*)[-*+][ \t]+\S")
_KNOWN = re.compile(  # keys that the programs and their plugins know
    r"card-[a-z-]+|hl-[a-z-]+|ls-[a-z-]+|logseq\..+|query-[a-z-]+|id|collapsed|tags?|alias(?:es)?|title|type|public|icon"
    r"|template|template-including-parent|background-color|heading|created(?:-at)?|updated(?:-at)?|deck|direction|date"
    r"|filters|exclude-from-graph-view|author|source|url|status|category|lang|cssclass(?:es)?|up|related|file|banner"
)
_LINK = re.compile(r"\[\[([^\[\]]*)\]\]")
_LEAST_OFTEN = 2  # bullets below which a key is a property, whatever it is


def page(lines: Sequence[str]) -> tuple[dict[str, str], int]:
    """The properties above a page, and how many lines they take; none where such lines are the document's cards."""
    if not lines or "::" not in lines[0]:
        return {}, 0
    end = 0
    while end < len(lines) and (found := _PROPERTY.match(lines[end])) and not found["indent"]:
        end += 1
    if end == 0 or not any(line.strip() for line in lines[end:]):
        return {}, 0
    if lines[end].strip() and not _BULLET.match(lines[end]):
        return {}, 0  # a paragraph goes on
    values = {found["key"]: _said(found["value"]) for line in lines[:end] if (found := _PROPERTY.match(line))}
    are_known = all(map(_KNOWN.fullmatch, values))
    others = (found for line in lines[end:] if (found := _PROPERTY.match(line)) and not found["indent"])
    return (values, end) if are_known or next(others, None) is None else ({}, 0)


def below_bullets(lines: Sequence[str]) -> list[int]:
    """The lines of properties directly below the first line of a bullet."""
    found: list[tuple[int, str]] = []
    bullet: str | None = None  # the blanks before the bullet that such lines may belong to
    for n, line in enumerate(lines):
        if mark := _BULLET.match(line):
            bullet = mark["indent"]
            continue
        named = _PROPERTY.match(line) if bullet is not None else None
        if named and len(named["indent"].expandtabs(4)) > len((bullet or "").expandtabs(4)):
            found.append((n, named["key"]))
        else:
            bullet = None
    often = {key for key, count in Counter(key for _, key in found).items() if count >= _LEAST_OFTEN}
    known = any(_KNOWN.fullmatch(key) for _, key in found)
    return [n for n, key in found if _KNOWN.fullmatch(key) or (known and key in often)]


def _said(value: str | None) -> str:
    """A value without the brackets and marks of links to pages."""
    return _LINK.sub(r"\1", value or "").replace("#", "").strip()
