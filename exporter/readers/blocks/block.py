"""A note of a document with its lines, and clozes as other programs write them."""

from __future__ import annotations

import re
from typing import NamedTuple

from exporter import grammar, markup
from exporter.model import Card, Cloze, Location
from exporter.readers import prose

_CURLY = re.compile(
    r"(?P<math>\$\$?[^$\n]*\$\$?|\\\(.*?\\\)|\\\[.*?\\\])|(?<![{\\])\{(?!\{)(?:c?(?P<number>\d{1,3})[|:])?"
    r"(?P<text>[^{}\n]{1,300})\}(?!\})"
)


class Block(NamedTuple):
    """The lines of a note and the card that they make."""

    first: int  # 0-based line
    end: int
    card: Card


def cloze(text: str, where: Location) -> Card | None:
    """A cloze; braces in formulas are of TeX."""
    text = markup.simplified(prose.replaced(text, _CURLY, _hidden))
    return Card(grammar.blanked(text), text, where, kind=Cloze()) if text.strip() else None


def _hidden(found: re.Match[str]) -> str:
    if found["math"]:
        return found["math"]
    return f"{{{{c{found['number']}::{found['text']}}}}}" if found["number"] else f"=={found['text']}=="
