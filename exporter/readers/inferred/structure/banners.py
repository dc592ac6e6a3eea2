"""Titles of sections that are no headings: lines in bold, and banners such as `=== Tides ===`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from exporter.readers.inferred.candidate import Candidate
from exporter.readers.inferred.question_cues import LIKELY, asks
from exporter.readers.inferred.structure.blocks import Block

_BANNER = re.compile(
    r"(={2,}|-{2,}|~{2,}|\*{2,}|\+{2,}|_{2,}|═{2,}|─{2,}|━{2,})[ \t]+(?P<title>[^\s=~*+_-].{0,78}?)[ \t]+\1"
)
_BOLD = re.compile(r"(\*\*|__)(?P<title>[^\s*_][^*_]{0,78})\1")
_COUNTED = re.compile(
    r"[ \t]{0,3}(?:#{1,6}[ \t]+|(?=\*\*|__))(?:\*\*|__)?(?P<word>[^\W\d_]{2,15})\s?[#№]?\s?(?P<number>\d{1,4})\W{0,8}"
)
_LEAST = 2  # bold lines that are titles


class Title(NamedTuple):
    """A line that names what follows it."""

    line: int  # 0-based
    text: str


def titles(blocks: Sequence[Block], candidates: Sequence[Candidate]) -> dict[int, Title]:
    """Such lines among the blocks, each right above a card, by their lines."""
    firsts = [candidate.first for candidate in candidates]
    found: dict[int, Title] = {}
    bold = []
    for block, following in _pairs(blocks, firsts):
        banner = _BANNER.fullmatch(block.text)
        if banner:
            found[block.first] = Title(block.first, banner["title"].strip())
        elif (
            (title := _BOLD.fullmatch(block.text))
            and _may_name(title["title"])
            and candidates[following].sign[0] != "bold"
        ):
            bold.append(Title(block.first, title["title"].strip()))
    if len(bold) >= _LEAST and bold[0].line < firsts[0]:
        found.update({title.line: title for title in bold})
    return found


def counters(lines: Sequence[str], candidates: Sequence[Candidate]) -> list[int]:
    """Lines such as `### Card 1`, `**Flashcard 2**` that number the cards right below them, all of them."""
    found: list[tuple[int, str, int]] = []
    for candidate in candidates:
        above = next((n for n in range(candidate.first - 1, -1, -1) if lines[n].strip()), -1)
        counted = _COUNTED.fullmatch(lines[above]) if above >= 0 else None
        if not counted:
            return []
        found.append((above, counted["word"].casefold(), int(counted["number"])))
    running = all(after == before + 1 for (*_, before), (*_, after) in pairwise(found))
    return [line for line, *_ in found] if running and len({word for _, word, _ in found}) == 1 else []


def _pairs(blocks: Sequence[Block], firsts: Sequence[int]) -> Iterator[tuple[Block, int]]:
    """Single lines outside of lists and quotes, and the index of the mark that begins in the next block."""
    known = {first: n for n, first in enumerate(firsts)}
    for block, after in pairwise(blocks):
        if (
            block.kind != "paragraph"
            or block.item
            or block.quote
            or block.end != block.first + 1
            or block.first in known
        ):
            continue
        at = bisect_right(firsts, block.first)
        if at < len(firsts) and after.first <= firsts[at] < max(after.end, after.first + 1):
            yield block, at


def _may_name(text: str) -> bool:
    return text[-1] not in ".:：;,!?？" and asks(text) < LIKELY
