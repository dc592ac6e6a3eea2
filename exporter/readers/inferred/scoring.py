"""How good marks are as questions: their texts, their neighbors, numbers, labels, and what titles promise."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from exporter.readers.inferred import similarity
from exporter.readers.inferred.candidate import Candidate, Signature
from exporter.readers.inferred.features import Features
from exporter.readers.inferred.question_cues import LIKELY, NEVER, SURE, WEAK

# How good the marks of a family must be, on average, to be questions (see `_quality`): families that documents use
# for much else must show more.
_NEEDED = {
    "heading": 0.6,
    "item": 0.6,
    "bold": 0.65,
    "italic": 0.8,
    "plain": 0.9,
    "number": 0.45,
    "late": 3.0,  # never alone: such lines may only fill gaps
    "definition": 0.7,
    "inline": 0.6,
    "cloze": 0.45,
    "summary": 0.55,
}
_FLASHCARDS = {"inline", "cloze", "separator", "tagged", "tabbed"}
_STANDARD = 0.5
_FEW = {1: 0.6, 2: 0.2, 3: 0.1}  # so much more where there are so few
_LONG_RUN = 10
_MOSTLY = 0.7  # share of items that ask from which on a list of statements among them is none of questions
_SENTENCE = re.compile(r"\w{2}[.。!]\W{0,3}$")
_FOLDED = -0.5  # where a document consists of details, their summaries need not ask


class Scorer:
    """Judges the marks of one document."""

    def __init__(self, features: Features) -> None:
        self.features = features

    def asking(self, sign: Signature, group: Sequence[Candidate]) -> list[Candidate]:
        """The marks of a group whose neighbors, in a list or a section, ask well enough."""
        if (sign.family, sign.shape) == ("plain", "sentences") and not self.features.prior:
            return []  # a question at the end of what it is about is rhetoric
        overall, needed = self.quality(group), self._needed(sign, group)
        mostly = sum(similarity.asking(one) >= LIKELY for one in group) >= _MOSTLY * len(group)
        found: list[Candidate] = []
        sections: dict[int, list[Candidate]] = defaultdict(list)
        for candidate in group:
            sections[self.features.section(candidate)].append(candidate)
        for section, candidates in sections.items():
            if not candidates[0].level:
                is_title = self.features.is_title(section)
                candidates = [
                    one
                    for one in candidates
                    if (is_title and one.labelled) or not self.features.barren(section, one.first)
                ]
            if not candidates:
                continue
            if self.features.advises(section) and not any(
                similarity.asking(candidate) >= WEAK for candidate in candidates
            ):
                continue
            # a group that is good as a whole speaks for its weaker sections, a bad one hardly against a good section
            weight = max(2, len(candidates)) if overall >= needed else 2
            mean = similarity.shrunk(self.quality(candidates, section), len(candidates), overall, weight)
            lists: dict[int, list[Candidate]] = defaultdict(list)
            for candidate in candidates:
                lists[candidate.item.root if candidate.item and not candidate.level else -1].append(candidate)
            for members in lists.values():
                least = needed + (0.2 if sign.family == "item" and not self._promised(section) else 0.0)
                near = similarity.shrunk(self.quality(members, section), len(members), mean) if len(lists) > 1 else mean
                if near >= least and not (mostly and self._states(members)):
                    found += [candidate for candidate in members if self._fits(candidate, members[0], section)]
        return sorted(found, key=lambda candidate: candidate.first)

    def _states(self, members: Sequence[Candidate]) -> bool:
        """Whether the items of a list are sentences that do not ask, one and all."""
        return all(
            one.item and not one.labelled and similarity.asking(one) <= 0 and _SENTENCE.search(one.text)
            for one in members
        )

    def _needed(self, sign: Signature, group: Sequence[Candidate]) -> float:
        """How good the marks of a sign must be."""
        if sign.family == "summary" and self._is_folded:
            return _FOLDED
        is_told = (self.features.flash and sign.family in _FLASHCARDS) or (
            sign.family == "row" and all(one.labelled and one.rest for one in group)  # the table says so
        )
        few = 0.0 if is_told else _FEW.get(len(group), 0.0)
        needed = _NEEDED.get(sign.family, _STANDARD) + few
        if not self.features.prior or similarity.running(group) <= 0.9:
            return needed
        if sign.family == "heading" and sign.place == "item":
            return min(needed, 0.45)  # a heading in a numbered list has no other use
        if len(group) >= _LONG_RUN and not group[0].item:
            return min(needed, 0.4)  # "Top 50 …", numbered to the end: topics without a verb are questions, too
        return needed

    def quality(self, candidates: Sequence[Candidate], section: int | None = None) -> float:
        """How question-like marks are: their texts, labels, numbers that run on, labelled answers, what titles say."""
        labelled = sum(candidate.labelled for candidate in candidates) / len(candidates)
        if self._are_cards(candidates[0].sign.family):
            labelled = 1.0
        promised = self._promised(section)
        # without any question among them, nothing else makes marks questions but labels
        aligned, running = self.alignment(candidates, firm=not promised), similarity.running(candidates)
        # orders are what manuals give, too: they count where something else says that these are questions
        serious = promised or labelled > 0.5 or aligned > 0.5
        asking = sum(similarity.said(similarity.asking(candidate), serious) for candidate in candidates) / len(
            candidates
        )
        if labelled > 0.5 and aligned > 0.5:
            asking = max(0.0, asking)  # "Question: This?", "Answer: That.": whatever it asks, it is a question
        told = section is not None or labelled > 0.5 or asking > 0.1 or aligned > 0.5 or (promised and running > 0.8)
        if candidates[0].sign.family == "plain" and not promised:
            asking -= max(
                0.0, 1 - 4 * len(candidates) / self.features.paragraphs
            )  # questions here and there are rhetoric
        against = 0.4 * (not told) + 0.6 * (self.features.records and not promised)
        return asking + 0.7 * labelled + 0.2 * running + 0.5 * aligned + 0.25 * promised - against

    def _are_cards(self, family: str) -> bool:
        """Whether the document says that marks of a family are cards: by a tag, of definitions by its title."""
        return (self.features.flash and family in _FLASHCARDS) or (bool(self.features.prior) and family == "definition")

    @cached_property
    def _is_folded(self) -> bool:
        """Whether the document is hardly anything but details."""
        total = sum(bool(line.strip()) for line in self.features.source.lines)
        inside = sum(fold.end - fold.first for fold in self.features.folds if not fold.depth)
        return inside >= 0.8 * total > 0

    def told(self, candidates: Sequence[Candidate]) -> bool:
        """Whether anything but the marks themselves says that they are questions: titles, labels, the file's tags."""
        if self.features.prior or (self.features.flash and candidates[0].sign.family in _FLASHCARDS):
            return True
        if (
            sum(candidate.labelled for candidate in candidates) * 2 > len(candidates)
            and candidates[0].sign.family not in _FLASHCARDS
        ):
            return True
        return sum(self.features.promises(self.features.section(candidate)) for candidate in candidates) * 2 > len(
            candidates
        )

    def _promised(self, section: int | None) -> bool:
        return bool(self.features.prior) or (section is not None and self.features.promises(section))

    def alignment(self, candidates: Sequence[Candidate], *, firm: bool = False) -> float:
        """The share of marks with a labelled answer before the next one; `firm`: by a word that means an answer."""
        nexts = [*(candidate.first for candidate in candidates[1:]), len(self.features.source.lines)]
        answers = self.features.firm_answers if firm else self.features.answers
        count = 0
        for candidate, following in zip(candidates, nexts, strict=True):
            at = bisect_left(answers, candidate.first)
            is_told = candidate.sign.family == "label" and candidate.labelled and candidate.rest
            count += bool(candidate.first in self.features.keyed or candidate.answer or is_told) or (
                at < len(answers) and answers[at] < min(following, candidate.limit or following)
            )
        return count / len(candidates)

    def _fits(self, candidate: Candidate, first: Candidate, section: int) -> bool:
        """Whether a mark among good ones is one itself: below "Features" only what surely asks."""
        if (
            candidate.item
            and not candidate.level
            and similarity.asking(candidate) < SURE
            and self.features.of_product(section)
        ):
            return False
        return self._may_ask(candidate) and not similarity.is_part(candidate, first)

    def _may_ask(self, candidate: Candidate) -> bool:
        """Whether a mark among questions can be one: no furniture, no bare link, nothing but links below it."""
        asking = similarity.asking(candidate)
        if candidate.level and asking < LIKELY and self.features.lists_links(candidate):
            return False
        return asking > NEVER or (candidate.labelled and bool(candidate.text))
