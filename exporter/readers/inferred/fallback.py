"""What is asked where no group of candidates is good enough: small documents, and headings with text below them.

A small document has too few questions to show a shape; there it counts how much of its text they explain. Where nothing
asks, headings with text below them are a guess, which a document of a folder is passed over for.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from exporter.readers.inferred import answer_ranges, boilerplate, prefixes, similarity, title_cues
from exporter.readers.inferred.assembly import endings
from exporter.readers.inferred.candidate import Candidate, Signature
from exporter.readers.inferred.features import Features
from exporter.readers.inferred.question_cues import LIKELY, NEVER, SURE
from exporter.readers.inferred.structure.blocks import Block
from exporter.readers.source import MOST_LEFT

_ASKING = {"heading", "bold", "number", "summary"}  # families whose candidates head what stands below them
_LEAST_HEADINGS = 3  # two topics with text below are any text
_WITH_TEXT = 0.8  # share of the headings of a level that have text below; of chapters with parts fewer have
_WITH_GAPS = 0.8  # share of the paragraphs with a gap: in notes with highlights fewer have one
_SNIPPETS = 0.5  # share of headings with code right below from which on they name code
_BADGE = re.compile(r"!\[[^\[\]]{0,100}\]\(https?://(?:img\.shields|badge|[^()\s]{1,100}/badge)", re.IGNORECASE)
_NO_TEXT = {"heading", "rule", "html"}


def asked(features: Features) -> list[Candidate]:
    """The questions of a small document: all that ask in one shape, or all paragraphs with gaps."""
    return _gaps(features) or _questions(features)


def guessed(features: Features) -> list[Candidate]:
    """The headings of the level at which most have text below; none in what looks like the README of a program."""
    if _is_of_product(features) or features.records or _BADGE.search(features.source.text):
        return []
    levels = levels_with_text(features)
    level = max(levels, key=lambda level: len(levels[level]), default=0)
    lines = {heading.first for heading in levels.get(level, ())}
    found = [candidate for candidate in features.candidates if candidate.level and candidate.first in lines]
    if _SNIPPETS * len(found) < sum(_is_code(features, candidate) for candidate in found):
        return []  # a collection of code, a name above each
    alike = sum(heading.level == level for heading in features.headings)
    enough = len(found) >= _LEAST_HEADINGS and len(found) >= _WITH_TEXT * alike
    names = any(similarity.asking(candidate) <= NEVER for candidate in found)
    return found if enough and not names and _explains(features, found) else []


def levels_with_text(features: Features, cards: Sequence[tuple[int, int]] = ()) -> dict[int, list[Block]]:
    """The headings outside of cards that have text of their own directly below, by level."""
    held = bytearray(len(features.source.lines) + 1)
    for first, end in cards:
        held[first:end] = b"\1" * (end - first)
    found: dict[int, list[Block]] = defaultdict(list)
    for heading in features.headings:
        below = next(features.blocks_between(heading.end, len(features.source.lines)), None)
        if below and below.kind not in _NO_TEXT and not held[heading.first] and not held[below.first]:
            found[heading.level].append(heading)
    return found


def offers(features: Features, cards: Sequence[tuple[int, int]] = ()) -> Iterator[str]:
    """What could be asked, with the setting that asks it."""
    for level, headings in sorted(levels_with_text(features, cards).items()):
        if len(headings) >= _LEAST_HEADINGS:
            yield (
                f"{len(headings)} headings of level {level} have text below and are not asked; "
                f'`question = "heading {level}"` asks them'
            )


def _questions(features: Features) -> list[Candidate]:
    """Candidates of one signature that all surely ask, but for names such as "Introduction", and explain the text."""
    if _is_of_product(features):
        return []
    groups: dict[Signature, list[Candidate]] = defaultdict(list)
    for candidate in features.candidates:
        if candidate.sign.family in _ASKING and not candidate.sign.shape and similarity.asking(candidate) > NEVER:
            groups[candidate.sign].append(candidate)
    good = [group for group in groups.values() if all(_asks(features, each) for each in group)]
    best = max(good, key=len, default=[])
    return best if best and _is_answered(features, best) and _explains(features, best) else []


def _asks(features: Features, candidate: Candidate) -> bool:
    """Whether a candidate surely asks; less is enough where the document promises questions, but for its title."""
    return similarity.asking(candidate) >= (LIKELY if features.prior and candidate.level != 1 else SURE)


def _is_code(features: Features, candidate: Candidate) -> bool:
    below = next(features.blocks_between(candidate.end, len(features.source.lines)), None)
    return below is not None and below.kind in ("fence", "code")


def _gaps(features: Features) -> list[Candidate]:
    """Paragraphs with gaps, where hardly a paragraph has none."""
    found = [candidate for candidate in features.candidates if candidate.cloze]
    return found if found and len(found) >= _WITH_GAPS * sum(_is_text(features, one) for one in features.blocks) else []


def _is_text(features: Features, block: Block) -> bool:
    """Whether a block is a paragraph of the document's own text: no entry of its contents, footer, title or badge."""
    return block.kind == "paragraph" and not (
        features.barren(features.heading_before(block.first), block.first)
        or answer_ranges.FOOTER.search(block.text)
        or prefixes.read(block.text).wrap == "bold"
        or any(map(boilerplate.reason, block.text.split("\n")))
        or endings.is_farewell(block.text)
    )


def _is_answered(features: Features, candidates: Sequence[Candidate]) -> bool:
    ends = answer_ranges.ends(features, candidates, features.breaks)
    return all(
        each.rest or any(block.kind not in _NO_TEXT for block in features.blocks_between(each.end, end))
        for each, end in zip(candidates, ends, strict=True)
    )


def _explains(features: Features, candidates: Sequence[Candidate]) -> bool:
    """Whether the cards of these candidates hold most of the text; headings are none."""
    ends = answer_ranges.ends(features, candidates, features.breaks)
    lengths = Counter[bool]()
    held = bytearray(len(features.source.lines) + 1)
    for candidate, end in zip(candidates, ends, strict=True):
        held[candidate.first : end] = b"\1" * (end - candidate.first)
    for block in features.blocks:
        is_other = features.barren(features.heading_before(block.first), block.first) and not held[block.first]
        if (block.kind != "heading" or held[block.first]) and not is_other:
            lengths[bool(held[block.first])] += len(block.text)
    return lengths[False] <= MOST_LEFT * (lengths[True] + lengths[False])


def _is_of_product(features: Features) -> bool:
    """Whether a heading is one that READMEs of programs have."""
    return any(title_cues.of_product(heading.text) for heading in features.headings)
