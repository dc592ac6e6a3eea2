"""The sections that cards stand under: headings outside of answers, with cards below them, no advertisements."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from exporter.lexicon.wording import is_name
from exporter.readers.inferred import boilerplate, prefixes, title_cues
from exporter.readers.inferred.candidate import Candidate
from exporter.readers.inferred.detectors.tagged import TAG
from exporter.readers.inferred.features import Features
from exporter.readers.inferred.similarity import letters
from exporter.readers.inferred.structure.banners import Title, unadorned
from exporter.readers.inferred.structure.blocks import Block
from exporter.readers.inferred.verdict import Verdict

_BELOW_HEADINGS = 7  # the level of titles that are no headings
_SPACER = ("html", "rule")  # blocks between a heading and its first card that say nothing
_NUMBER = re.compile(
    r"(?:#{1,6}\s+|\\#\s+)?#?(?:\d{1,3}(?:\.\d{1,3}){0,3}(?:\\?[.):、．]|\s+[-–—:](?=\s))"
    r"|\d{1,3}(?:\.\d{1,3}){1,3}|\(\d{1,3}\)|[0-9]\ufe0f?\u20e3\.?|[IVXLC]{1,6}[.):])\s+(?=\S)|\\?#{1,6}\s+(?=\S)"
)
_SIGNED = re.compile(r"\\?#{1,6}\s")
_COUNTED = re.compile(r"(?:\\?#{1,6}\s+)?#?(\d{1,3})\\?[.):]\s")
_COUNT = re.compile(  # how many questions there are
    r"\s*[(\[（](?P<words>[^()\[\]（）\d]{0,20})\d{1,4}(?:\s?[-–—]\s?\d{1,4})?(?P<more>[^()\[\]（）\d]{0,20})[)\]）]$"
)
_EMPHASIS = re.compile(r"(\*\*|__|(?<!\w)[*_]|`)(?=\S)(.{1,200}?)(?<=\S)\1(?!\w)")
_SHORTCODE = re.compile(r"(?<!\S):[a-z0-9_+-]{2,40}:(?!\S)")  # an emoji's name: `:rocket:`
_TAG = re.compile(r"<[^<>]{0,300}>|!\[[^\[\]]{0,200}\]\([^()]{0,300}\)")
_LINK = re.compile(
    r"\[([^\[\]]{1,300})\]\([^()\s]{0,500}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?(?:\s\"[^\"]{0,200}\")?\)"
)
_AWAY = re.compile(r"\]\(\s?(?:https?:)?//|<?\bhttps?://", re.IGNORECASE)  # a link that leads out of the document
_POINTING = re.compile("[👉👇➡⬇☞]")
_WORD = re.compile(r"[^\W\d_]{2,}")
_REMARKS = 3  # words beside such a link up to which it only says where more is to be found
_TITLED_CONTENTS = re.compile(r"(?P<name>[^\W\d_][\w ]{1,40}?)\s?(?:[:：|]|[-–—]\s|\().{1,80}")


class Sections:
    """Which headings of a document are sections of its cards, and which are none at all."""

    def __init__(self, features: Features, verdict: Verdict) -> None:
        self._candidates = {candidate.first: candidate for candidate in verdict.candidates}
        outside = _outside(features.headings, verdict.candidates, verdict.ends)
        titles = _levelled([heading for heading in outside if self._is_title(heading, verdict)])
        self._headings = list(_going_on(titles))
        self._again = _repeated(self._headings)
        self._starts = sorted([*(heading.first for heading in self._headings), *self._candidates])
        banners = [heading_of(title) for title in verdict.titles.values()]
        self._ends = {title.line: title.end for title in verdict.titles.values() if title.end}
        self._above = dict(self._stacks([*self._headings, *banners], self._heads(features).union(verdict.titles)))
        self.holding = frozenset(heading.first for above in self._above.values() for heading in above)

    @staticmethod
    def _is_title(heading: Block, verdict: Verdict) -> bool:
        """Whether a heading is no number of a card, and no label of a question."""
        return heading.first not in verdict.asides and not prefixes.only_label(boilerplate.unanchored(heading.text))

    def above(self, candidate: Candidate) -> tuple[Block, ...]:
        """The headings of the sections that a card stands in, the outermost first."""
        return self._above[candidate.first]

    @cached_property
    def has_several_tops(self) -> bool:
        """Whether several headings are of level 1."""
        return sum(one.level == 1 for one in self._headings) > 1

    def is_one_of_several(self, heading: Block) -> bool:
        """Whether the first heading of level 1 is no title but a section beside the others of this level.

        Then cards stand right below it, and below each of the others, and it does not say that questions follow.
        """
        tops = [one for one in self._headings if one.level == 1]
        first = next(iter(self._above.values()), ())
        alike = (
            len(tops) > 1 and first[-1:] == (heading,) and tops[0] == heading and not title_cues.questions(heading.text)
        )
        return alike and all(one.first in self.holding for one in tops)

    def is_advertisement(self, heading: Block) -> bool:
        """Whether a heading leads elsewhere: by a link that it repeats, points to, or has many words about."""
        if not _AWAY.search(heading.text):
            return False
        if letters(heading.text) in self._again or _POINTING.search(heading.text):
            return True
        said = _LINK.sub(" ", _TAG.sub(" ", heading.text))
        return said.strip(" *_#:") != "" and len(_WORD.findall(said)) > _REMARKS

    def _stacks(self, headings: Sequence[Block], heads: Collection[int]) -> Iterator[tuple[int, tuple[Block, ...]]]:
        """For each card the headings above it; one that asks closes the headings as deep as itself that head others."""
        stack: list[Block] = []
        used = 0  # of them that have cards
        for one in _merged(headings, self._candidates):
            while stack and self._ends.get(stack[-1].first, one.first + 1) <= one.first:
                stack.pop()
            used = min(used, len(stack))
            if isinstance(one, Candidate):
                while one.level and stack and not _keeps(stack[-1], one.level, heads):
                    stack.pop()
                used = len(stack)
                yield one.first, tuple(stack)
                continue
            passing = self.is_advertisement(one)  # what stands above it goes on below it, if that has begun
            while stack and stack[-1].level >= one.level and not (passing and len(stack) <= used):
                stack.pop()
            used = min(used, len(stack))
            if not passing and not is_contents(one.text) and not self._says_something_else(one, heads):
                stack.append(one)

    def _says_something_else(self, heading: Block, heads: Collection[int]) -> bool:
        """Whether a heading such as "Sponsors" has its own text below it, and no deeper heading above the next card."""
        if heading.first in heads or not title_cues.something_else(plain(heading.text)):
            return False
        at = bisect_right(self._starts, heading.first)
        following = self._starts[at] if at < len(self._starts) else None
        card = self._candidates.get(following) if following is not None else None
        return card is not None and not card.level > heading.level

    def _heads(self, features: Features) -> frozenset[int]:
        """The first lines of headings with a card right below them."""
        blocks = [block for block in features.blocks if block.kind not in _SPACER]
        return frozenset(
            one.first
            for one, after in pairwise(blocks)
            if one.kind == "heading" and any(line in self._candidates for line in range(after.first, after.end))
        )


def heading_of(title: Title) -> Block:
    """A title that is no heading, as if it were one below all others."""
    return Block("heading", title.line, title.line + 1, title.text, _BELOW_HEADINGS + title.depth)


def _keeps(section: Block, level: int, heads: Collection[int]) -> bool:
    """Whether a heading that asks stands below a section: deeper, or right below it."""
    return section.level < level or section.first in heads


def _merged(headings: Sequence[Block], candidates: Mapping[int, Candidate]) -> list[Block | Candidate]:
    both: list[Block | Candidate] = [*headings, *candidates.values()]
    return sorted(both, key=lambda one: one.first)


def _outside(headings: Sequence[Block], candidates: Sequence[Candidate], ends: Sequence[int]) -> Iterator[Block]:
    """The headings that no card holds."""
    at = 0
    for heading in headings:
        while at < len(ends) and ends[at] <= heading.first:
            at += 1
        if at >= len(ends) or heading.first < candidates[at].first:
            yield heading


def _levelled(headings: Sequence[Block]) -> list[Block]:
    """The headings; those with a second sign of headings, `## # 2. Tides`, all at the level that most of them have."""
    signed = [heading.level for heading in headings if _SIGNED.match(heading.text)]
    if not signed:
        return list(headings)
    usual = Counter(signed).most_common(1)[0][0]
    return [one._replace(level=usual) if _SIGNED.match(one.text) else one for one in headings]


def _going_on(headings: Sequence[Block]) -> Iterator[Block]:
    """The headings; one whose number goes on from those of another level, `## 2. …`, `# 3. …`, stands on that level."""
    last: dict[int, int] = {}  # the last number of a heading, by level
    for heading in headings:
        found = _COUNTED.match(plain(heading.text))
        number = int(found[1]) if found else 0
        level = heading.level
        if number > 1 and level not in last:
            level = next((other for other, before in last.items() if before == number - 1), level)
        if number:
            last[level] = number
        yield heading._replace(level=level)


def _repeated(headings: Sequence[Block]) -> frozenset[str]:
    counts = Counter(letters(heading.text) for heading in headings)
    return frozenset(text for text, count in counts.items() if count > 1)


def is_contents(text: str) -> bool:
    """Whether a heading is that of a table of contents, if with the document's name behind it."""
    bare = plain(text)
    named = _TITLED_CONTENTS.fullmatch(bare)
    return is_name(bare, "contents") or bool(named and is_name(named["name"], "contents"))


def plain(text: str) -> str:
    """A heading's words in the document's own spelling: no anchors, tags, images, links, emphasis or emoji's names."""
    text = boilerplate.without_identity(text.replace("****", "**").rstrip())[0]
    text = " ".join(_SHORTCODE.sub(" ", _TAG.sub("", boilerplate.unanchored(text))).split())
    text = _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", text)).strip().rstrip(" :：")
    text = unadorned(text) or text
    return TAG.sub("", text) if "card" in text.lower() and text.rstrip()[-1:].isalnum() else text


def title(text: str) -> str:
    """A section's words without its number, `2. Tides`, `IV. Tides`, or a sign of headings before it."""
    text = plain(text)
    found = _NUMBER.match(text)
    return _uncounted(text[found.end() :] if found else text)


def _uncounted(text: str) -> str:
    """A title without the count of its questions, `Tides (12 questions)`, which changes with each of them."""
    found = _COUNT.search(text) if text[-1:] in ")]）" else None
    if not found or not found.start():
        return text
    said = f"{found['words']} {found['more']}".strip(" :#")
    return text[: found.start()].rstrip(" :") if title_cues.questions(said or text[: found.start()]) else text
