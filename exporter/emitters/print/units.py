"""Units: what stands in the columns one below the other, and is not broken without need."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass

from exporter.emitters.print.images import EXPECTED, refused
from exporter.model import Item, Problem
from exporter.problems.outputs import IMAGE_REFUSED, SHRUNK, TOO_WIDE

TALL = "a table row or an image is taller than a page, so it is printed smaller. Split it."
WIDE = "a table or a line is wider than its column, so it is printed smaller. Split it, or print fewer columns."


@dataclass(frozen=True, slots=True)
class Unit:
    """A card, a note, the head of a section, the imprint."""

    html: str
    anchor: str
    section: tuple[str, ...] = ()
    item: Item | None = None  # None for a head and the imprint

    def problems(self, shrunk: bool, failed: Container[str], wide: bool, tall: str = TALL) -> Iterator[Problem]:
        """What of a card or note is not printed as it is; `tall` is what to say of one that had to shrink, `failed`
        are the addresses of images that could not be drawn, `wide` tells of a block wider than its column."""
        if self.item is None:
            return
        for name in refused(self.html, failed):
            message = f"the image {name} is not printed. Expected: {EXPECTED}. Convert it, or make it smaller."
            yield IMAGE_REFUSED.at(self.item.where, message)
        if shrunk:
            yield SHRUNK.at(self.item.where, tall)
        if wide:
            yield TOO_WIDE.at(self.item.where, WIDE)
