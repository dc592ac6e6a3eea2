"""How far the answer of each chosen mark reaches: up to the next mark, a section's heading, or the end of its list."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import zip_longest

from exporter.readers.inference.blocks import Block
from exporter.readers.inference.mark import Mark, Sign
from exporter.readers.inference.survey import Survey

_FEW = 3  # cards from which on they tell what headings they hold
_SPILLING = 0.3  # share of items with text outside of their list from which on such text is an answer


def ends(survey: Survey, marks: Sequence[Mark], breaks: Sequence[int]) -> list[int]:
    """For every mark, in their order, one past the last line of its card; none goes beyond one of the breaks."""
    raw = _by_headings(survey, marks)
    final = [mark.limit if mark.limit is not None else end for mark, (end, _) in zip(marks, raw, strict=True)]
    final = [min(end, most) for end, (most, _) in zip(final, raw, strict=True)]
    final = [_up_to_sibling(survey, mark, end) for mark, end in zip(marks, final, strict=True)]
    spilling = _spilling(survey, marks, final, [is_last for _, is_last in raw])
    ruled = _ruled(survey, marks, raw)
    for n, (mark, (_, is_last)) in enumerate(zip(marks, raw, strict=True)):
        if mark.item and not mark.level and mark.item.end < final[n] and mark.sign not in spilling:
            final[n] = _with_code(survey, mark, final[n])
        if is_last and not ruled:
            final[n] = _up_to_rule(survey, mark, final[n])
        at = bisect_right(breaks, mark.first)
        if at < len(breaks):
            final[n] = min(final[n], breaks[at])
    return final


def _by_headings(survey: Survey, marks: Sequence[Mark]) -> list[tuple[int, bool]]:
    """The end by headings and next marks, and whether the card is the last one before a section ends."""
    own = {mark.first for mark in marks if mark.level}
    sections = _section_levels(survey, marks)
    inner = _inner_levels(survey, marks)
    again = survey.repeated_headings
    shallowest = min((heading.level for heading in survey.headings), default=1)
    total = len(survey.source.lines)
    found: list[tuple[int, bool]] = []
    current = 0  # level of the section heading that the marks stand under
    at = 0
    for n, mark in enumerate(marks):
        following = marks[n + 1].first if n + 1 < len(marks) else total
        if n == 0:
            before = [h for h in survey.headings if h.first < mark.first]
            at = len(before)
            current = before[-1].level if before else 0
        end, is_last = following, n + 1 == len(marks)
        while at < len(survey.headings) and survey.headings[at].first < following:
            heading = survey.headings[at]
            at += 1
            if heading.first < mark.end or heading.first in own:
                continue
            if not mark.level and heading.first in again and heading.level not in sections:
                continue  # "References" below every answer
            reach = mark.level or current or shallowest
            if end < following:
                current = heading.level
            elif (
                _ends(heading, mark, reach, sections) or (n + 1 == len(marks) and _follows(heading, mark, inner))
            ) and not survey.is_inner(heading, mark.first):
                end, is_last, current = heading.first, True, heading.level
        found.append((end, is_last))
    return found


def _ends(heading: Block, mark: Mark, reach: int, sections: set[int]) -> bool:
    if mark.item and heading.first < mark.item.end:
        return False
    if mark.limit is not None and heading.first < mark.limit:
        return False
    return heading.level <= reach or (not mark.level and heading.level in sections)


def _inner_levels(survey: Survey, marks: Sequence[Mark]) -> set[int]:
    """Levels of headings that stand within cards; all, where too few cards tell that."""
    if len(marks) < _FEW or any(mark.level for mark in marks):
        return set(range(1, 7))
    return {heading.level for heading in survey.headings if marks[0].first < heading.first < marks[-1].first}


def _follows(heading: Block, mark: Mark, inner: set[int]) -> bool:
    """Whether a heading below the last card begins another part: no card above has one of its level."""
    is_within = (mark.item and heading.first < mark.item.end) or (mark.limit and heading.first < mark.limit)
    return heading.level not in inner and not is_within


def _section_levels(survey: Survey, marks: Sequence[Mark]) -> set[int]:
    """Levels of headings directly below which a mark stands that is no heading itself."""
    firsts = {mark.first for mark in marks if not mark.level}
    found = set()
    pending = 0
    for block in survey.blocks:
        if block.kind == "heading":
            pending = block.level
        elif pending and (block.first in firsts or (block.kind == "html" and block.first + 1 in firsts)):
            found.add(pending)
            pending = 0
        elif block.kind != "rule":
            pending = 0
    return found


def _up_to_sibling(survey: Survey, mark: Mark, end: int) -> int:
    """The end, or the next item of the same list: no answer goes on in another item."""
    item = mark.item
    if item is None or item.end >= end:
        return end
    for block in survey.blocks_between(item.end, end):
        if block.item is None or block.item.root != item.root or block.item.depth > item.depth:
            return end
        if block.item.indent <= item.indent:
            return block.first
    return end


def _spilling(survey: Survey, marks: Sequence[Mark], final: Sequence[int], last: Sequence[bool]) -> set[Sign]:
    """Signs of items whose answers stand outside of their lists, as a rule; the last of a section tells nothing."""
    counts: Counter[Sign] = Counter()
    spilled: Counter[Sign] = Counter()
    for mark, end, is_last in zip(marks, final, last, strict=True):
        if mark.item and not is_last:
            counts[mark.sign] += 1
            outside = survey.blocks_between(mark.item.end, end)
            spilled[mark.sign] += any(block.kind not in ("rule", "html") for block in outside)
    return {sign for sign, count in counts.items() if spilled[sign] >= count * _SPILLING}


def _with_code(survey: Survey, mark: Mark, end: int) -> int:
    """The end of an item's list, or of the code right below it that the question points to."""
    assert mark.item
    last = mark.item.end
    for block in survey.blocks_between(last, end):  # parts indented too little to be nested
        if not block.item or block.item.root != mark.item.root or block.item.indent <= mark.item.indent:
            break
        last = block.end
    if last > mark.item.end:
        return last
    following = next(iter(survey.blocks_between(mark.item.end, end)), None)
    bare = mark.text.rstrip("*_ ")
    points = bare.endswith((":", "：")) or any(word in bare.lower() for word in (" these", "following", " below"))
    if following and following.kind == "fence" and points and mark.item.end - mark.first <= 2:
        return following.end
    return mark.item.end


def _ruled(survey: Survey, marks: Sequence[Mark], raw: Sequence[tuple[int, bool]]) -> bool:
    """Whether answers hold rules between their own paragraphs."""
    for mark, (end, is_last) in zip(marks, raw, strict=True):
        if not is_last:
            kinds = [block.kind for block in survey.blocks_between(mark.end, end)]
            while kinds and kinds[-1] in ("rule", "html"):
                kinds.pop()
            if "rule" in kinds:
                return True
    return False


def _up_to_rule(survey: Survey, mark: Mark, end: int) -> int:
    """The first rule that no heading below the mark's own follows: what stands under such a one is its answer still."""
    blocks = list(survey.blocks_between(mark.end, end))
    for block, after in zip_longest(blocks, blocks[1:]):
        deeper = mark.level and after and after.kind == "heading" and after.level > mark.level
        if block.kind == "rule" and not deeper and not (mark.item and block.first < mark.item.end):
            return int(block.first)
    return end
