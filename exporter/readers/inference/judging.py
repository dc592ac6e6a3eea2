"""How good marks are as questions: their texts, their neighbors, numbers, labels, and what titles promise."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from exporter.readers.inference import likeness
from exporter.readers.inference.asking import LIKELY, NEVER, SURE, WEAK
from exporter.readers.inference.mark import Mark, Sign
from exporter.readers.inference.survey import Survey

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
_FOLDED = -0.5  # where a document consists of details, their summaries need not ask


class Judge:
    """Judges the marks of one document."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey

    def asking(self, sign: Sign, group: Sequence[Mark]) -> list[Mark]:
        """The marks of a group whose neighbors, in a list or a section, ask well enough."""
        if sign[:2] == ("plain", "sentences") and not self.survey.prior:
            return []  # a question at the end of what it is about is rhetoric
        overall, needed = self.quality(group), self._needed(sign, group)
        found: list[Mark] = []
        sections: dict[int, list[Mark]] = defaultdict(list)
        for mark in group:
            sections[self.survey.section(mark)].append(mark)
        for section, marks in sections.items():
            if not marks[0].level and all(self.survey.barren(section, mark.first) for mark in marks):
                continue
            if self.survey.advises(section) and not any(likeness.asking(mark) >= WEAK for mark in marks):
                continue
            # a group that is good as a whole speaks for its weaker sections, a bad one hardly against a good section
            weight = max(2, len(marks)) if overall >= needed else 2
            mean = likeness.shrunk(self.quality(marks, section), len(marks), overall, weight)
            lists: dict[int, list[Mark]] = defaultdict(list)
            for mark in marks:
                lists[mark.item.root if mark.item and not mark.level else -1].append(mark)
            for members in lists.values():
                least = needed + (0.2 if sign[0] == "item" and not self._promised(section) else 0.0)
                near = likeness.shrunk(self.quality(members, section), len(members), mean) if len(lists) > 1 else mean
                if near >= least:
                    found += [mark for mark in members if self._fits(mark, members[0], section)]
        return sorted(found, key=lambda mark: mark.first)

    def _needed(self, sign: Sign, group: Sequence[Mark]) -> float:
        """How good the marks of a sign must be."""
        if sign[0] == "summary" and self._is_folded:
            return _FOLDED
        few = 0.0 if self.survey.flash and sign[0] in _FLASHCARDS else _FEW.get(len(group), 0.0)
        needed = _NEEDED.get(sign[0], _STANDARD) + few
        if not self.survey.prior or likeness.running(group) <= 0.9:
            return needed
        if sign[0] == "heading" and sign[3] == "item":
            return min(needed, 0.45)  # a heading in a numbered list has no other use
        if len(group) >= _LONG_RUN and not group[0].item:
            return min(needed, 0.4)  # "Top 50 …", numbered to the end: topics without a verb are questions, too
        return needed

    def quality(self, marks: Sequence[Mark], section: int | None = None) -> float:
        """How question-like marks are: their texts, labels, numbers that run on, labelled answers, what titles say."""
        labelled = sum(mark.labelled for mark in marks) / len(marks)
        if self.survey.flash and marks[0].sign[0] in _FLASHCARDS:
            labelled = 1.0
        promised = self._promised(section)
        # without any question among them, nothing else makes marks questions but labels
        aligned, running = self.alignment(marks, firm=not promised), likeness.running(marks)
        # orders are what manuals give, too: they count where something else says that these are questions
        serious = promised or labelled > 0.5 or aligned > 0.5
        asking = sum(likeness.said(likeness.asking(mark), serious) for mark in marks) / len(marks)
        if labelled > 0.5 and aligned > 0.5:
            asking = max(0.0, asking)  # "Question: This?", "Answer: That.": whatever it asks, it is a question
        told = section is not None or labelled > 0.5 or asking > 0.1 or aligned > 0.5 or (promised and running > 0.8)
        if marks[0].sign[0] == "plain" and not promised:
            asking -= max(0.0, 1 - 4 * len(marks) / self.survey.paragraphs)  # questions here and there are rhetoric
        against = 0.4 * (not told) + 0.6 * (self.survey.records and not promised)
        return asking + 0.7 * labelled + 0.2 * running + 0.5 * aligned + 0.25 * promised - against

    @cached_property
    def _is_folded(self) -> bool:
        """Whether the document is hardly anything but details."""
        total = sum(bool(line.strip()) for line in self.survey.source.lines)
        inside = sum(fold.end - fold.first for fold in self.survey.folds if not fold.depth)
        return inside >= 0.8 * total > 0

    def told(self, marks: Sequence[Mark]) -> bool:
        """Whether anything but the marks themselves says that they are questions: titles, labels, the file's tags."""
        if self.survey.prior or (self.survey.flash and marks[0].sign[0] in _FLASHCARDS):
            return True
        if sum(mark.labelled for mark in marks) * 2 > len(marks) and marks[0].sign[0] not in _FLASHCARDS:
            return True
        return sum(self.survey.promises(self.survey.section(mark)) for mark in marks) * 2 > len(marks)

    def _promised(self, section: int | None) -> bool:
        return bool(self.survey.prior) or (section is not None and self.survey.promises(section))

    def alignment(self, marks: Sequence[Mark], *, firm: bool = False) -> float:
        """The share of marks with a labelled answer before the next one; `firm`: by a word that means an answer."""
        nexts = [*(mark.first for mark in marks[1:]), len(self.survey.source.lines)]
        answers = self.survey.firm_answers if firm else self.survey.answers
        count = 0
        for mark, following in zip(marks, nexts, strict=True):
            at = bisect_left(answers, mark.first)
            count += mark.first in self.survey.keyed or (
                at < len(answers) and answers[at] < min(following, mark.limit or following)
            )
        return count / len(marks)

    def _fits(self, mark: Mark, first: Mark, section: int) -> bool:
        """Whether a mark among good ones is one itself: below "Features" only what surely asks."""
        if mark.item and not mark.level and likeness.asking(mark) < SURE and self.survey.of_product(section):
            return False
        return self._may_ask(mark) and not likeness.is_part(mark, first)

    def _may_ask(self, mark: Mark) -> bool:
        """Whether a mark among questions can be one: no furniture, no bare link, nothing but links below it."""
        asking = likeness.asking(mark)
        if mark.level and asking < LIKELY and self.survey.lists_links(mark):
            return False
        return asking > NEVER or (mark.labelled and bool(mark.text))
