"""The families of marks: a module each, and the tables that say which blocks each is asked about, and in what order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from exporter.readers.inferred.candidate import Candidate, Paragraph
from exporter.readers.inferred.detectors import (
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

Detector = Callable[[Paragraph], Sequence[Candidate]]

# The first family that finds a mark in a paragraph takes it: the more explicit ones come first.
PARAGRAPHS: tuple[Detector, ...] = (
    admonitions.candidates,
    gift.candidates,
    separators.candidates,
    tabbed.candidates,
    tagged.candidates,
    clozes.candidates,
    inline.candidates,
    definitions.candidates,
    items.candidates,
    labels.candidates,
    numbers.candidates,
    emphasis.candidates,
    offers.candidates,
    capitals.candidates,
    plain.candidates,
)
