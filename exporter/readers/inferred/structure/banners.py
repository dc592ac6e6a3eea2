"""Titles of sections that are no headings: lines in bold or in capitals, and banners such as `=== Tides ===`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from exporter.readers.inferred import boilerplate
from exporter.readers.inferred.candidate import Candidate
from exporter.readers.inferred.detectors.summaries import cleaned
from exporter.readers.inferred.question_cues import LIKELY, asks
from exporter.readers.inferred.structure.blocks import Block
from exporter.readers.inferred.structure.folds import Fold

_BANNER = re.compile(
    r"(={2,}|-{2,}|~{2,}|\*{2,}|\+{2,}|_{2,}|#{2,}|/{2,}|═{2,}|─{2,}|━{2,}|•{2,}|[~=•·═─━])[ \t]+"
    r"(?P<title>[^\s=~*+_#/-].{0,78}?)[ \t]+\1"
)
_BOXED = re.compile(r"\[[ \t](?P<title>[^\s\[\]][^\[\]]{0,78})[ \t]\]|\[(?P<capitals>[^\s\[\]a-z][^\[\]a-z]{2,78})\]")
_BOLD = re.compile(r"(\*\*|__)(?P<title>[^\s*_][^*_]{0,78})\1\s?[:：]?")
_CAPITALS = re.compile(r"(?:(?:[A-Z]|\d{1,2}|[IVX]{1,5})[.)][ \t]+)?(?P<title>[^\W\d_a-z][^a-z]{2,78}?)[ \t]*[:：]?")
_ADORNING = "=-~*+_#/═─━•·"
_COUNTED = re.compile(
    r"[ \t]{0,3}(?:#{1,6}[ \t]+|(?=\*\*|__))(?:\*\*|__)?(?P<word>[^\W\d_]{2,15})\s?[#№]?\s?(?P<number>\d{1,4})\W{0,8}"
)
_LONGEST = 80  # characters of a title
_LEAST = 2  # cards in details that have one, lines of one look that are titles


class Title(NamedTuple):
    """A line that names what follows it."""

    line: int  # 0-based
    text: str
    depth: int = 0  # lists that it stands in
    end: int | None = None  # the line where what it names ends


def titles(blocks: Sequence[Block], candidates: Sequence[Candidate], ends: Sequence[int]) -> dict[int, Title]:
    """Such lines among the blocks, each right above a card or outside of all, by their lines."""
    firsts = [candidate.first for candidate in candidates]
    found: dict[int, Title] = {}
    alike: dict[str, list[Title]] = {}  # of one look, which titles have, and other lines, too
    for block, following in _pairs([one for one in blocks if one.text.strip() != boilerplate.GONE], firsts, ends):
        if banner := unadorned(block.text):
            found[block.first] = Title(block.first, banner)
        elif (look := _look(block.text, candidates[following])) and _may_name(look[1]):
            alike.setdefault(look[0], []).append(Title(block.first, look[1]))
    found.update({title.line: title for title in _outer(blocks, firsts)})
    found.update({title.line: title for title in _counted(blocks, firsts)})
    for lines in alike.values():
        if len(lines) >= _LEAST and lines[0].line < firsts[0]:
            found.update({title.line: title for title in lines})
    return found


def _outer(blocks: Sequence[Block], firsts: Sequence[int]) -> Iterator[Title]:
    """Items that hold nothing but cards, in lists of their own."""
    known = frozenset(firsts)
    for block, after in pairwise(blocks):
        outer, inner = block.item, after.item
        if not block.lead or not outer or not inner or after.first not in known or block.first in known:
            continue
        if inner.depth > outer.depth and inner.first < outer.end and block.end == block.first + 1:
            text = block.text.strip("*_ :：")
            if text and _may_name(text) and len(text) <= _LONGEST:
                yield Title(block.first, text, outer.depth, outer.end)


def _counted(blocks: Sequence[Block], firsts: Sequence[int]) -> Iterator[Title]:
    """Items that stand alone in their lists, right above cards of another list, and whose numbers run on."""
    known = frozenset(firsts)
    found = [
        block
        for block, after in pairwise(blocks)
        if block.lead and block.first not in known and after.first in known and _is_alone(block, after)
    ]
    numbers = [block.item.number for block in found if block.item]
    first = numbers[0] if numbers else None
    if first is not None and len(found) >= _LEAST and numbers == list(range(first, first + len(numbers))):
        yield from (Title(block.first, block.text.strip("*_ :：")) for block in found)


def _is_alone(block: Block, after: Block) -> bool:
    """Whether a numbered line is all of its list and may be a title, and the next block stands outside of it."""
    item = block.item
    if item is None or item.number is None or block.quote or block.end != block.first + 1:
        return False
    text = block.text.strip("*_ :：")
    is_only = item.root == block.first and item.end <= after.first
    return is_only and bool(text) and len(text) <= _LONGEST and _may_name(text)


def folded(folds: Sequence[Fold], candidates: Sequence[Candidate]) -> Iterator[Title]:
    """Summaries of details that hold several cards and do not ask."""
    firsts = [candidate.first for candidate in candidates]
    for fold in folds:
        at = bisect_right(firsts, fold.below)
        text = cleaned(fold.summary)
        held = bisect_right(firsts, fold.end - 1) - at
        if fold.closed and held >= _LEAST and fold.said not in firsts and text and _may_name(text):
            yield Title(fold.first, text, fold.depth, fold.end)


def unadorned(text: str) -> str:
    """The title in a line that signs adorn on both sides, `=== Tides ===`; "" where it is none."""
    banner = _BANNER.fullmatch(text) if text[:1] in _ADORNING else None
    return banner["title"].strip() if banner else ""


def _look(text: str, following: Candidate) -> tuple[str, str] | None:
    """How a line looks that may be a title, and the title in it."""
    if boilerplate.reason(text):
        return None
    if text[:1] == "[" and (boxed := _BOXED.fullmatch(text)):
        return "boxed", (boxed["title"] or boxed["capitals"]).strip()
    if following.sign.family != "bold" and (bold := _BOLD.fullmatch(text)):
        return "bold", bold["title"].strip(" :：")
    if following.sign.family != "capitals" and text.upper() == text and (large := _CAPITALS.fullmatch(text)):
        return "capitals", large["title"]
    return None


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


def _pairs(blocks: Sequence[Block], firsts: Sequence[int], ends: Sequence[int]) -> Iterator[tuple[Block, int]]:
    """Single lines outside of lists and quotes, and the index of the mark below, in the next block or behind text."""
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
        if at < len(firsts) and (
            after.first <= firsts[at] < max(after.end, after.first + 1)
            or (at > 0 and ends[at - 1] <= block.first and after.kind == "paragraph")
        ):
            yield block, at


def _may_name(text: str) -> bool:
    return text[-1] not in ".:：;,!?？" and asks(text) < LIKELY
