"""Fragments: text as it was drawn, which can be sent to another process, kept for the next build, and printed anywhere.

Laying text out and drawing it is what printing costs. A fragment holds all that comes of it, as JSON can: the operators
of the PDF, what they need of fonts, and the boxes that its tags, links and bookmarks are made from.
"""

from __future__ import annotations

from typing import Any, NamedTuple

Node = Any  # of a fragment's tree: the number of a marked content, or [class, tag, facts, children]


class Cut(NamedTuple):
    """A stretch of a unit: its atoms from `start` up to, not including, `stop`, both counted within the unit."""

    unit: int
    start: int
    stop: int


class Type(NamedTuple):
    """A font, and what a fragment uses of it."""

    name: str  # in the fragment's operators
    description: str  # by which Pango finds it, without its size
    size: float  # in pixels, that of its first use
    face: str  # a hash of the file: glyphs are numbers in it
    glyphs: list[tuple[int, str, int]]  # number, text, width in thousandths of the size


class Picture(NamedTuple):
    """A letter that is an image: an emoji in color."""

    name: str  # in the fragment's operators
    id: str
    smooth: bool
    data: str  # PNG, as base64


class Fragment(NamedTuple):
    """A stretch of a unit, drawn. Lengths are in pixels, from the unit's head and from the left of its column."""

    content: str  # PDF operators as Latin-1, whose marked contents are counted from 0
    states: dict[str, dict[str, float]]  # graphics states by their name in the operators
    types: list[Type]
    pictures: list[Picture]
    tree: Node

    @classmethod
    def of(cls, kept: list[Any]) -> Fragment:
        """A fragment from JSON."""
        content, states, types, pictures, tree = kept
        return cls(content, states, [Type(*each) for each in types], [Picture(*each) for each in pictures], tree)
