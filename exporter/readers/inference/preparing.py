"""What is put right in a text before it is read: a table of steps, each of which changes words but keeps the lines."""

from __future__ import annotations

from collections.abc import Callable

from exporter.readers.inference import boxes, fences, foreign, pairs, tight_labels, underlines, wrappers
from exporter.readers.source import Source

Step = Callable[[Source], Source]

# In this order: what would swallow the rest of a text comes first.
STEPS: tuple[Step, ...] = (
    underlines.replaced,
    wrappers.replaced,
    fences.repaired,
    boxes.replaced,
    foreign.replaced,
    tight_labels.replaced,
    pairs.replaced,
)


def prepared(source: Source) -> Source:
    """The source itself where nothing had to be put right."""
    for step in STEPS:
        source = step(source)
    return source
