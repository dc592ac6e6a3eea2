"""Items whose question is one line and whose answer goes on in the same paragraph: all of a list, if some are.

`1. How deep?⏎   A spade.` tells by its question mark where the question ends; `2. Name a herb⏎   Thyme.` does not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from exporter.readers.inferred.candidate import Candidate
from exporter.readers.inferred.structure.blocks import Block

_LEAST = 2  # items that are divided by a question mark
_WIDE = 60  # characters from which on a line may just be broken at the page's edge


def divided(candidates: Sequence[Candidate], blocks: Sequence[Block]) -> Iterator[Candidate]:
    """The marks, with the rest of such items taken off their questions."""
    lines = {block.first: block.text.split("\n") for block in blocks if block.lead and block.end > block.first + 1}
    ends = {first: len(text) for first, text in lines.items()}
    counts: dict[str, int] = defaultdict(int)
    for one in candidates:
        if one.sign.family == "item" and one.first in lines:
            counts[one.sign.shape] += one.end == one.first + 1 < one.first + ends[one.first]
    for one in candidates:
        whole = one.sign.family == "item" and not one.rest and one.end - one.first == ends.get(one.first, 0) > 1
        if whole and counts[one.sign.shape] >= _LEAST and _begins_anew(lines[one.first]):
            yield one._replace(end=one.first + 1, text=one.text.split("\n", 1)[0].rstrip())
        else:
            yield one


def _begins_anew(lines: Sequence[str]) -> bool:
    """Whether the second line is no continuation of the first, which is short."""
    return len(lines[0]) < _WIDE and (lines[1].lstrip()[:1].isupper() or not lines[1].lstrip()[:1].isalpha())
