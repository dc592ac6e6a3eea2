"""Org as pandoc understands it: backslashes on which it gives up or never finishes; tags of a whole file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from exporter.sources import placeholders

# Other than at the end of a line, where two are a break, before letters, and around formulas
_LOST = re.compile(r"\\{2,}(?=[^\s\\])|\\+(?=[ \t]+\S|[ \t]*\|)|(?<!\\)\\(?=[^\w\s\\()\[\]]|_)")
_FILE_TAGS = re.compile(r"#\+FILETAGS:[ \t]*(.*)", re.IGNORECASE)


def prepared(lines: Sequence[str]) -> list[str]:
    """The lines with such backslashes as placeholders."""
    return [_LOST.sub(_kept, line) if "\\" in line else line for line in lines]


def _kept(found: re.Match[str]) -> str:
    return placeholders.kept(found[0])


def tags(lines: Iterable[str]) -> list[str]:
    """The tags that a file gives to all of its headings."""
    found = (said for line in lines if (said := _FILE_TAGS.match(line)))
    return [name for said in found for name in re.split(r"[:\s]+", said[1]) if name]
