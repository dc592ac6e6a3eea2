"""One shape, one fate: what looks like the chosen candidates and stands among them is chosen with them.

Whether single words ask decides about a list, or a level of headings, not about one of their items.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence

from exporter.readers.inferred import similarity
from exporter.readers.inferred.candidate import Candidate, Paragraph, Signature
from exporter.readers.inferred.features import Features
from exporter.readers.inferred.question_cues import NEVER
from exporter.readers.inferred.structure.blocks import Block

_LEAST = 3  # chosen ones among which others stand: fewer are no shape
_MOST = 0.5  # share of the list, or of the level, that must be chosen: below, the chosen ones are the exceptions
_LONGEST_BODY = 600  # characters of a question that stands below its title
_NO_TEXT = {"heading", "rule", "html"}
_LINK = re.compile(r"\[([^\[\]]{1,60})\]\(")


def found(features: Features, chosen: Sequence[Candidate], free: Sequence[Candidate]) -> list[Candidate]:
    """What is chosen with the others; `free` are the candidates that no card holds."""
    firsts = {candidate.first for candidate in chosen}
    linked = list(_linked_alike(chosen, free))
    more = [*chosen, *linked]
    joined = (*linked, *_of_lists(more, free), *_of_levels(features, chosen, free))
    alike = {candidate.first: candidate for candidate in joined if candidate.first not in firsts}
    bodies = [body for body in _bodies(features, chosen) if body.first not in firsts]
    return [*alike.values(), *(body for body in bodies if body.first not in alike)]


def _linked_alike(chosen: Sequence[Candidate], free: Sequence[Candidate]) -> Iterator[Candidate]:
    """Items whose answer is a link with the words of chosen ones: `**Tides** - [Learn from here](…)`."""
    phrases = Counter(phrase for one in chosen if (phrase := _phrase(one)))
    usual = {phrase for phrase, count in phrases.items() if count >= _LEAST}
    if usual:
        yield from (one for one in free if _phrase(one) in usual and similarity.asking(one) > NEVER)


def _phrase(candidate: Candidate) -> tuple[str, Signature] | None:
    """The words of the link that an item's answer begins with, and how the item looks."""
    link = _LINK.match(candidate.rest) if candidate.item and candidate.sign.family == "item" else None
    return (similarity.letters(link[1]), candidate.sign) if link else None


def _of_lists(chosen: Sequence[Candidate], free: Sequence[Candidate]) -> Iterator[Candidate]:
    """Items of lists whose other items are chosen, mostly."""
    yield from _joined(_by_list(chosen), _by_list(free))


def _by_list(candidates: Iterable[Candidate]) -> dict[Hashable, list[Candidate]]:
    groups: dict[Hashable, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        if candidate.item and candidate.sign.family == "item":
            groups[candidate.item.root, candidate.item.depth, candidate.sign.shape].append(candidate)
    return groups


def _of_levels(features: Features, chosen: Sequence[Candidate], free: Sequence[Candidate]) -> Iterator[Candidate]:
    """Headings with text of their own, at a level whose other headings are chosen, mostly."""
    heads = [candidate for candidate in free if candidate.level and _has_text(features, candidate)]
    yield from _joined(_by_level(chosen), _by_level(heads))


def _by_level(candidates: Iterable[Candidate]) -> dict[Hashable, list[Candidate]]:
    groups: dict[Hashable, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        if candidate.level:
            groups[candidate.sign].append(candidate)
    return groups


def _joined(chosen: dict[Hashable, list[Candidate]], free: dict[Hashable, list[Candidate]]) -> Iterator[Candidate]:
    for key, group in free.items():
        some = chosen.get(key, [])
        others = [candidate for candidate in group if similarity.asking(candidate) > NEVER]
        if len(some) >= _LEAST and len(some) >= _MOST * (len(some) + len(others)):
            yield from others


def _has_text(features: Features, candidate: Candidate) -> bool:
    below = next(features.blocks_between(candidate.end, len(features.source.lines)), None)
    return below is not None and below.kind not in _NO_TEXT


def _bodies(features: Features, chosen: Sequence[Candidate]) -> list[Candidate]:
    """Single paragraphs below titles, where most of those of the level are chosen."""
    plain = {candidate.first for candidate in chosen if candidate.sign.family == "plain"}
    levels: dict[int, list[Block]] = defaultdict(list)
    if plain:
        for heading, body in _alone(features):
            levels[heading.level].append(body)
    made: list[Candidate] = []
    for bodies in levels.values():
        some = sum(body.first in plain for body in bodies)
        if some >= _LEAST and some >= _MOST * len(bodies):
            made += (_body(body) for body in bodies if body.first not in plain and len(body.text) < _LONGEST_BODY)
    return made


def _alone(features: Features) -> Iterator[tuple[Block, Block]]:
    """Headings with a single paragraph below, up to the next heading, and that paragraph."""
    edges = [*(heading.first for heading in features.headings[1:]), len(features.source.lines)]
    for heading, end in zip(features.headings, edges, strict=False):
        below = list(features.blocks_between(heading.end, end))
        if len(below) == 1 and below[0].kind == "paragraph" and not below[0].item:
            yield heading, below[0]


def _body(block: Block) -> Candidate:
    paragraph = Paragraph(block)
    return paragraph.candidate(Signature("plain"), 0, len(paragraph.lines), block.text)


def is_index(candidates: Collection[Candidate]) -> bool:
    """Whether these are rows of a table without a column of answers."""
    return all(candidate.sign.family == "row" and not candidate.rest for candidate in candidates)
