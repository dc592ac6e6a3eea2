"""How far the answer of each chosen mark reaches: up to the next mark, a section's heading, or the end of its list."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import zip_longest

from exporter.readers.inferred import boilerplate, title_cues
from exporter.readers.inferred.assembly import endings
from exporter.readers.inferred.candidate import Candidate, Signature
from exporter.readers.inferred.features import Features
from exporter.readers.inferred.structure.blocks import Block

FOOTER = re.compile(
    r"[©®⭐★❤♥👉🙏\U0001f300-\U0001faff]|\]\(|https?://|<|^[*_].*[*_]$|\(c\)", re.IGNORECASE | re.DOTALL
)
_FEW = 3  # cards from which on they tell what headings they hold
_TOPMOST = 2  # the level down to which headings are of the document rather than of an answer
_DEEPEST = 4  # the level below which headings without others around them are those of an answer
_SPILLING = 0.3  # share of items with text outside of their list from which on such text is an answer


def ends(features: Features, candidates: Sequence[Candidate], breaks: Sequence[int]) -> list[int]:
    """For every mark, in their order, one past the last line of its card; none goes beyond one of the breaks."""
    raw = _by_headings(features, candidates)
    final = [
        candidate.limit if candidate.limit is not None else end
        for candidate, (end, _) in zip(candidates, raw, strict=True)
    ]
    final = [min(end, most) for end, (most, _) in zip(final, raw, strict=True)]
    final = [_up_to_sibling(features, candidate, end) for candidate, end in zip(candidates, final, strict=True)]
    spilling = _spilling(features, candidates, final, [is_last for _, is_last in raw])
    ruled = _ruled(features, candidates, raw)
    parted = 0 if ruled else _parted(features, candidates, raw)
    for n, (candidate, (_, is_last)) in enumerate(zip(candidates, raw, strict=True)):
        if candidate.item and not candidate.level and candidate.item.end < final[n] and candidate.sign not in spilling:
            final[n] = _with_code(features, candidate, final[n])
        ends_all = n + 1 == len(candidates) and final[n] == len(features.source.lines)
        if is_last and not ruled and not (ends_all and parted <= 1 and _goes_on(features, candidate, final[n])):
            final[n] = _up_to_rule(features, candidate, final[n])
        elif ends_all and ruled:
            final[n] = _up_to_footer(features, candidate, final[n])
        at = bisect_right(breaks, candidate.first)
        if at < len(breaks):
            final[n] = min(final[n], breaks[at])
    return final


def _by_headings(features: Features, candidates: Sequence[Candidate]) -> list[tuple[int, bool]]:
    """The end by headings and next marks, and whether the card is the last one before a section ends."""
    own = {candidate.first for candidate in candidates if candidate.level}
    sections = _section_levels(features, candidates)
    inner = _inner_levels(features, candidates)
    again = features.headings_below_all
    shallowest = min([_DEEPEST, *(heading.level for heading in features.headings)])
    total = len(features.source.lines)
    found: list[tuple[int, bool]] = []
    current = 0  # level of the section heading that the marks stand under
    at = 0
    for n, candidate in enumerate(candidates):
        following = candidates[n + 1].first if n + 1 < len(candidates) else total
        if n == 0:
            before = [h for h in features.headings if h.first < candidate.first]
            at = len(before)
            current = before[-1].level if before else 0
        end, is_last = following, n + 1 == len(candidates)
        while at < len(features.headings) and features.headings[at].first < following:
            heading = features.headings[at]
            at += 1
            if heading.first < candidate.end or heading.first in own:
                continue
            if not candidate.level and heading.first in again and heading.level not in sections:
                continue  # "References" below every answer
            reach = candidate.level or current or shallowest
            if end < following:
                current = heading.level
            elif (
                _ends(heading, candidate, reach, sections)
                or (n + 1 == len(candidates) and _follows(heading, candidate, inner))
                or (n + 1 == len(candidates) and heading.first not in again and _is_ending(heading, candidate))
            ) and not features.is_inner(heading, candidate.first):
                end, is_last, current = heading.first, True, heading.level
        found.append((end, is_last))
    return found


def _ends(heading: Block, candidate: Candidate, reach: int, sections: set[int]) -> bool:
    if candidate.item and heading.first < candidate.item.end:
        return False
    if candidate.limit is not None and heading.first < candidate.limit:
        return False
    return heading.level <= reach or (not candidate.level and heading.level in sections)


def _inner_levels(features: Features, candidates: Sequence[Candidate]) -> set[int]:
    """Levels of headings that stand within cards; all, where too few cards tell that."""
    if len(candidates) < _FEW or any(candidate.level for candidate in candidates):
        return set(range(1, 7))
    return {
        heading.level for heading in features.headings if candidates[0].first < heading.first < candidates[-1].first
    }


def _follows(heading: Block, candidate: Candidate, inner: set[int]) -> bool:
    """Whether a heading below the last card begins another part: no card above has one of its level."""
    is_within = (candidate.item and heading.first < candidate.item.end) or (
        candidate.limit and heading.first < candidate.limit
    )
    return heading.level not in inner and not is_within


def _is_ending(heading: Block, candidate: Candidate) -> bool:
    """Whether a heading below the last card names a part that documents end with, such as "License"."""
    is_within = candidate.item and heading.first < candidate.item.end
    is_topmost = heading.level <= _TOPMOST and (candidate.labelled or not candidate.level)
    return is_topmost and not is_within and title_cues.something_else(heading.text)


def _section_levels(features: Features, candidates: Sequence[Candidate]) -> set[int]:
    """Levels of headings directly below which a mark stands that is no heading itself."""
    firsts = {candidate.first for candidate in candidates if not candidate.level}
    found = set()
    pending = 0
    for block in features.blocks:
        if block.kind == "heading":
            pending = block.level
        elif pending and (block.first in firsts or (block.kind == "html" and block.first + 1 in firsts)):
            found.add(pending)
            pending = 0
        elif block.kind != "rule":
            pending = 0
    return found


def _up_to_sibling(features: Features, candidate: Candidate, end: int) -> int:
    """The end, or the next item of the same list: no answer goes on in another item."""
    item = candidate.item
    if item is None or item.end >= end:
        return end
    restarted = False  # numbers that begin anew are those of the answer's own list, which Markdown makes one with it
    for block in features.blocks_between(item.end, end):
        if block.item is None or block.item.root != item.root or block.item.depth > item.depth:
            return end
        restarted = restarted or (item.number or 0) > 1 == block.item.number
        if block.item.indent <= item.indent and not restarted:
            return block.first
    return end


def _spilling(
    features: Features, candidates: Sequence[Candidate], final: Sequence[int], last: Sequence[bool]
) -> set[Signature]:
    """Signs of items whose answers stand outside of their lists, as a rule; the last of a section tells nothing."""
    counts: Counter[Signature] = Counter()
    spilled: Counter[Signature] = Counter()
    for candidate, end, is_last in zip(candidates, final, last, strict=True):
        if candidate.item and not is_last:
            counts[candidate.sign] += 1
            outside = features.blocks_between(candidate.item.end, end)
            spilled[candidate.sign] += any(block.kind not in ("rule", "html") for block in outside)
    return {sign for sign, count in counts.items() if spilled[sign] >= count * _SPILLING}


def _with_code(features: Features, candidate: Candidate, end: int) -> int:
    """The end of an item's list, or of the code right below it that the question points to."""
    assert candidate.item
    last = candidate.item.end
    for block in features.blocks_between(last, end):  # parts indented too little to be nested
        if not block.item or block.item.root != candidate.item.root or block.item.indent <= candidate.item.indent:
            break
        last = block.end
    if last > candidate.item.end:
        return last
    following = next(iter(features.blocks_between(candidate.item.end, end)), None)
    bare = candidate.text.rstrip("*_ ")
    points = bare.endswith((":", "：")) or any(word in bare.lower() for word in (" these", "following", " below"))
    if following and following.kind == "fence" and points and candidate.item.end - candidate.first <= 2:
        return following.end
    return candidate.item.end


def _ruled(features: Features, candidates: Sequence[Candidate], raw: Sequence[tuple[int, bool]]) -> bool:
    """Whether answers hold rules between their own paragraphs; headings that end all cards are no sections."""
    all_last = len(raw) > 1 and all(is_last for _, is_last in raw)
    for candidate, (end, is_last) in zip(candidates[:-1] if all_last else candidates, raw, strict=False):
        if not is_last or all_last:
            kinds = [block.kind for block in features.blocks_between(candidate.end, end)]
            while kinds and kinds[-1] in ("rule", "html"):
                kinds.pop()
            if "rule" in kinds:
                return True
    return False


def _parted(features: Features, candidates: Sequence[Candidate], raw: Sequence[tuple[int, bool]]) -> int:
    """How many cards have a rule below them: where several have, rules part cards."""
    ranges = zip(candidates, raw, strict=True)
    kinds = ([block.kind for block in features.blocks_between(one.end, end)] for one, (end, _) in ranges)
    return sum("rule" in found for found in kinds)


def _is_markup(block: Block) -> bool:
    """Whether a block is a break or a comment."""
    return block.kind == "html" and boilerplate.reason(block.text.strip()) in ("markup", "comment", "blank")


def _goes_on(features: Features, candidate: Candidate, end: int) -> bool:
    """Whether plain paragraphs stand behind the last rule of a document, which are no farewell of its author."""
    blocks = [one for one in features.blocks_between(candidate.end, end) if not _is_markup(one)]
    rules = [n for n, block in enumerate(blocks) if block.kind == "rule"]
    below = blocks[rules[-1] + 1 :] if rules else []
    lines = features.source.lines
    is_answered = rules and (rules[0] > 0 or any(map(str.strip, lines[candidate.end : blocks[rules[0]].first])))
    return bool(is_answered and below) and all(
        block.kind == "paragraph" and block.text.rstrip().endswith((".", "。", "।")) and not FOOTER.search(block.text)
        for block in below
    )


def _up_to_footer(features: Features, candidate: Candidate, end: int) -> int:
    """The last rule of a document whose answers hold some, where nothing but its footer follows."""
    blocks = list(features.blocks_between(candidate.end, end))
    at = max((n for n, block in enumerate(blocks) if block.kind == "rule"), default=-1)
    below = blocks[at + 1 :]
    is_footer = below and all(
        block.kind == "paragraph" and (endings.is_farewell(block.text) or FOOTER.match(block.text)) for block in below
    )
    return int(blocks[at].first) if at >= 0 and is_footer else end


def _up_to_rule(features: Features, candidate: Candidate, end: int) -> int:
    """The first rule that no heading below the mark's own follows: what stands under such a one is its answer still."""
    blocks = list(features.blocks_between(candidate.end, end))
    for block, after in zip_longest(blocks, blocks[1:]):
        deeper = candidate.level and after and after.kind == "heading" and after.level > candidate.level
        is_inside = (candidate.item and block.first < candidate.item.end) or block.first < (candidate.limit or 0)
        if block.kind == "rule" and not deeper and not is_inside:
            return int(block.first)
    return end
