"""Org as pandoc understands it: backslashes on which it gives up or never finishes; tags of a whole file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from exporter.sources import placeholders

_RUN = re.compile(r"\\+(?=(?P<blanks>[ \t]{0,200})(?P<next>.?))")
_ESCAPED = "()[]"  # behind one backslash: around formulas
_FILE_TAGS = re.compile(r"#\+FILETAGS:[ \t]*(.*)", re.IGNORECASE)


def prepared(lines: Sequence[str]) -> list[str]:
    """The lines with such backslashes as placeholders."""
    return [_RUN.sub(_kept, line) if "\\" in line else line for line in lines]


def _kept(found: re.Match[str]) -> str:
    """Backslashes as they are at the end of a line, where two are a break, before letters, and around formulas."""
    after, is_one = found["next"], len(found[0]) == 1
    is_read = not found["blanks"] and is_one and (after in _ESCAPED or after.isalnum())
    return found[0] if is_read or not after else placeholders.kept(found[0])


def tags(lines: Iterable[str]) -> list[str]:
    """The tags that a file gives to all of its headings."""
    found = (said for line in lines if (said := _FILE_TAGS.match(line)))
    return [name for said in found for name in re.split(r"[:\s]+", said[1]) if name]
