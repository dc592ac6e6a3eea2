"""The families of marks: a module each, and the tables that say which blocks each is asked about, and in what order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from exporter.readers.inference.families import (
    admonitions,
    capitals,
    clozes,
    definitions,
    emphasis,
    gift,
    inline,
    items,
    labels,
    numbers,
    offers,
    plain,
    separators,
    tabbed,
    tagged,
)
from exporter.readers.inference.mark import Mark, Paragraph

Family = Callable[[Paragraph], Sequence[Mark]]

# The first family that finds a mark in a paragraph takes it: the more explicit ones come first.
PARAGRAPHS: tuple[Family, ...] = (
    admonitions.marks,
    gift.marks,
    separators.marks,
    tabbed.marks,
    tagged.marks,
    clozes.marks,
    inline.marks,
    items.marks,
    labels.marks,
    numbers.marks,
    definitions.marks,
    emphasis.marks,
    offers.marks,
    capitals.marks,
    plain.marks,
)
