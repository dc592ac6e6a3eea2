"""PDF: the text of its pages in reading order, with places as page and line.

Poppler's `pdftotext -bbox-layout` says where every word stands; the rest is done here: columns, running heads, wrapped
lines, code. `pypdfium2` was weighed: a wheel for every system without anything to install, under a free license, but
it tells characters and no lines, and a hostile file crashes or stops the process that reads it. Poppler is a child
process with a limit of time and memory, comes with every Linux and with Homebrew, and needs no package of Python's.
"""

from __future__ import annotations

from typing import NamedTuple

from exporter.errors import InputError
from exporter.sources.pdf import boxes, columns, furniture, paragraphs, program

_OURS = "printed by exporter itself: its cards stand in the document that it was made of"


class Text(NamedTuple):
    """What a PDF says."""

    text: str  # Markdown
    places: list[int]  # for each line of it, where that begins: see `Location.paged`
    doubt: str  # why a folder's PDF is not read; "" where it may be


def read(name: str, data: bytes) -> Text:
    """The text of a PDF; raises InputError where it has none, or cannot be read."""
    with program.run(name, data) as output:
        found = boxes.parse(output)
    if not any(page.lines for page in found.pages):
        raise InputError(
            f"{name}: there is no text in this PDF: its pages are pictures, as a scanner makes them. "
            "Let a program for text recognition put text into it, such as `ocrmypdf`."
        )
    kept = furniture.without(found.pages)
    ordered = [columns.ordered(page) for page in kept]
    text, places = paragraphs.written(ordered)
    return Text(text, places, _OURS if found.creator == "exporter" else "")
