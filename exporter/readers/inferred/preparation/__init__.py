"""What is put right in a text before it is read: a table of steps, each of which changes words but keeps the lines."""

from __future__ import annotations

from collections.abc import Callable

from exporter.readers.inferred import alternating_labels
from exporter.readers.inferred.preparation import (
    boxes,
    choices,
    comments,
    custom_tags,
    facts,
    fences,
    foreign,
    glued_numbers,
    indented_lists,
    key_tables,
    label_banners,
    labelled_items,
    numbers_above,
    page_breaks,
    parted_sides,
    properties,
    short_labels,
    speakers,
    tight_headings,
    tight_labels,
    tight_numbers,
    underlined_numbers,
    underlines,
    votes,
)
from exporter.readers.source import Source

Step = Callable[[Source], Source]

# In this order: what would swallow the rest of a text comes first.
STEPS: tuple[Step, ...] = (
    page_breaks.replaced,
    underlines.replaced,
    underlined_numbers.replaced,
    custom_tags.replaced,
    fences.repaired,
    comments.replaced,
    properties.replaced,
    indented_lists.replaced,
    label_banners.replaced,
    labelled_items.replaced,
    glued_numbers.replaced,
    boxes.replaced,
    foreign.replaced,
    votes.replaced,
    facts.replaced,
    key_tables.replaced,
    choices.replaced,
    numbers_above.replaced,
    parted_sides.replaced,
    speakers.replaced,
    tight_headings.replaced,
    tight_labels.replaced,
    tight_numbers.replaced,
    alternating_labels.replaced,
    short_labels.replaced,
)


def prepared(source: Source) -> Source:
    """The source itself where nothing had to be put right."""
    for step in STEPS:
        source = step(source)
    return source
