"""Which marks are the questions: groups of like marks compete by what they explain."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from exporter.readers.inference import extents, likeness
from exporter.readers.inference.asking import LIKELY, NEVER
from exporter.readers.inference.mark import Mark, Sign
from exporter.readers.inference.survey import Survey
from exporter.readers.inference.verdict import Candidate, Verdict

# How good the marks of a family must be, on average, to be questions (see `_quality`): families that documents use
# for much else must show more.
_NEEDED = {
    "heading": 0.6,
    "item": 0.6,
    "bold": 0.65,
    "italic": 0.8,
    "plain": 0.9,
    "number": 0.45,
    "definition": 0.7,
    "inline": 0.6,
    "cloze": 0.45,
    "summary": 0.55,
}
_FLASHCARDS = {"inline", "cloze", "separator", "tagged"}
_STANDARD = 0.5
_FEW = {1: 0.6, 2: 0.2, 3: 0.1}  # so much more where there are so few
_MIXED = {"bold", "italic", "heading", "number"}  # families whose like marks stand within answers, too
_LONG_RUN = 10
_LEAST_ASKING = 3
_EXPLAINED = 0.3  # share of a document that questions must explain where nothing but themselves says that they are some
_SWALLOWED = 3  # marks in one card from which on the card has swallowed a part of another shape


def choose(survey: Survey) -> Verdict:
    """Takes the group that explains most, then those that explain what it leaves."""
    return _Weigher(survey).choose()


class _Weigher:
    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self.chosen: list[Mark] = []
        self.firsts: list[int] = []  # the first line of each
        self.ends: list[int] = []
        self.texts: set[str] = set()
        self.said: list[str] = []
        self.lines = [0]
        for line in survey.source.lines:
            self.lines.append(self.lines[-1] + bool(line.strip()))

    def choose(self) -> Verdict:
        candidates = [found for sign, group in self._groups() if (found := self._candidate(sign, group))]
        candidates.sort(key=lambda one: -one.value)
        strict = False
        for candidate in candidates:
            if self.chosen and strict and not likeness.numbered_label(candidate.marks):
                self._say(candidate, "not numbered as the others are")
            else:
                self._take(candidate)
                strict = strict or (len(self.chosen) > 4 and likeness.numbered_label(self.chosen))
        self._companions()
        self._gaps()
        aligned = frozenset(sign for sign, group in self._by_sign().items() if self._alignment(group) >= 0.5)
        return Verdict(tuple(self.chosen), tuple(self.ends), aligned, self._bare(), tuple(self.said))

    def _bare(self) -> frozenset[Sign]:
        counts: Counter[Sign] = Counter(mark.sign for mark in self.chosen)
        bare: Counter[Sign] = Counter()
        for mark, end in zip(self.chosen, self.ends, strict=True):
            bare[mark.sign] += not mark.rest and self.lines[end] == self.lines[min(mark.end, end)]
        return frozenset(sign for sign, count in counts.items() if bare[sign] >= 0.5 * count)

    def _groups(self) -> Iterator[tuple[Sign, list[Mark]]]:
        """The marks by sign; where the document promises questions, also those of a sign alone that ask."""
        for sign, group in self.survey.groups.items():
            yield sign, group
            if sign[0] in _MIXED and self.survey.prior:
                asking = [mark for mark in group if likeness.asking(mark) >= LIKELY]
                if _LEAST_ASKING <= len(asking) < len(group):
                    yield (*sign, "asking"), asking

    # ── one candidate ────────────────────────────────────────────────────────────────────────────────────────────────

    def _candidate(self, sign: Sign, group: Sequence[Mark]) -> Candidate | None:
        marks = self._asking(sign, group)
        if not marks:
            return None
        quality = self._quality(marks)
        ends = extents.ends(self.survey, marks)
        covered = sum(self.lines[end] - self.lines[mark.first] for mark, end in zip(marks, ends, strict=True))
        below = self.lines[-1] - self.lines[marks[0].first] or 1
        whole = covered / (self.lines[-1] or 1)
        if whole < _EXPLAINED and not self._told(marks):
            return None
        value = quality * len(marks) * (0.2 + 0.8 * min(1.0, covered / below))
        return Candidate(sign, tuple(marks), quality, value, len(group))

    def _told(self, marks: Sequence[Mark]) -> bool:
        """Whether anything but the marks themselves says that they are questions: titles, labels, the file's tags."""
        if self.survey.prior or (self.survey.flash and marks[0].sign[0] in _FLASHCARDS):
            return True
        if sum(mark.labelled for mark in marks) * 2 > len(marks) and marks[0].sign[0] not in _FLASHCARDS:
            return True
        return sum(self.survey.promises(self.survey.section(mark)) for mark in marks) * 2 > len(marks)

    def _asking(self, sign: Sign, group: Sequence[Mark]) -> list[Mark]:
        """The marks of a group whose neighbors, in a list or a section, ask well enough."""
        overall = self._quality(group)
        needed = _NEEDED.get(sign[0], _STANDARD) + _FEW.get(len(group), 0.0)
        if len(group) >= _LONG_RUN and self.survey.prior and not group[0].item and likeness.running(group) > 0.9:
            needed = min(needed, 0.4)  # "Top 50 …", numbered to the end: topics without a verb are questions, too
        found: list[Mark] = []
        sections: dict[int, list[Mark]] = defaultdict(list)
        for mark in group:
            sections[self.survey.section(mark)].append(mark)
        for section, marks in sections.items():
            if self.survey.barren(section) and not marks[0].level:
                continue
            # a group that is good as a whole speaks for its weaker sections, a bad one hardly against a good section
            weight = max(2, len(marks)) if overall >= needed else 2
            mean = likeness.shrunk(self._quality(marks, section), len(marks), overall, weight)
            lists: dict[int, list[Mark]] = defaultdict(list)
            for mark in marks:
                lists[mark.item.root if mark.item and not mark.level else -1].append(mark)
            for members in lists.values():
                least = needed + (0.2 if sign[0] == "item" and not self._promised(section) else 0.0)
                near = likeness.shrunk(self._quality(members, section), len(members), mean) if len(lists) > 1 else mean
                if near >= least:
                    found += [
                        mark for mark in members if self._may_ask(mark) and not likeness.is_part(mark, members[0])
                    ]
        return sorted(found, key=lambda mark: mark.first)

    def _quality(self, marks: Sequence[Mark], section: int | None = None) -> float:
        """How question-like marks are: their texts, labels, numbers that run on, labelled answers, what titles say."""
        labelled = sum(mark.labelled for mark in marks) / len(marks)
        if self.survey.flash and marks[0].sign[0] in _FLASHCARDS:
            labelled = 1.0
        promised = self._promised(section)
        # without any question among them, nothing else makes marks questions but labels
        aligned, running = self._alignment(marks, firm=not promised), likeness.running(marks)
        # orders are what manuals give, too: they count where something else says that these are questions
        serious = promised or labelled > 0.5 or aligned > 0.5
        asking = sum(likeness.said(likeness.asking(mark), serious) for mark in marks) / len(marks)
        if labelled > 0.5 and aligned > 0.5:
            asking = max(0.0, asking)  # "Question: This?", "Answer: That.": whatever it asks, it is a question
        told = section is not None or labelled > 0.5 or asking > 0.1 or aligned > 0.5 or (promised and running > 0.8)
        if marks[0].sign[0] == "plain" and not promised:
            asking -= max(0.0, 1 - 4 * len(marks) / self.survey.paragraphs)  # questions here and there are rhetoric
        return asking + 0.7 * labelled + 0.2 * running + 0.5 * aligned + 0.25 * promised - 0.4 * (not told)

    def _promised(self, section: int | None) -> bool:
        return bool(self.survey.prior) or (section is not None and self.survey.promises(section))

    def _alignment(self, marks: Sequence[Mark], *, firm: bool = False) -> float:
        """The share of marks with a labelled answer before the next one; `firm`: by a word that means an answer."""
        nexts = [*(mark.first for mark in marks[1:]), len(self.survey.source.lines)]
        answers = self.survey.firm_answers if firm else self.survey.answers
        count = 0
        for mark, following in zip(marks, nexts, strict=True):
            at = bisect_left(answers, mark.first)
            count += at < len(answers) and answers[at] < min(following, mark.limit or following)
        return count / len(marks)

    def _may_ask(self, mark: Mark) -> bool:
        """Whether a mark among questions can be one: no furniture, no bare link, nothing but links below it."""
        asking = likeness.asking(mark)
        if mark.level and asking < LIKELY and self.survey.lists_links(mark):
            return False
        return asking > NEVER or (mark.labelled and bool(mark.text))

    # ── among each other ─────────────────────────────────────────────────────────────────────────────────────────────

    def _take(self, candidate: Candidate) -> None:
        left = list(self._uncovered(candidate))
        if len(left) < len(candidate.marks):
            left = self._asking(candidate.sign, left) if left else []
        if not left:
            return self._say(candidate, "inside of the answers" if self.chosen else "no questions")
        repeated = sum(likeness.letters(mark.text) in self.texts for mark in left)
        if repeated * 5 >= len(left) * 3 and not candidate.marks[0].level:
            return self._say(candidate, "contents")
        self._add(left)
        return self._say(candidate, f"{len(left)} chosen")

    def _add(self, marks: Iterable[Mark]) -> None:
        self.chosen = sorted([*self.chosen, *marks], key=lambda mark: mark.first)
        self.firsts = [mark.first for mark in self.chosen]
        self.ends = extents.ends(self.survey, self.chosen)
        self.texts = {likeness.letters(mark.text) for mark in self.chosen}

    def _uncovered(self, candidate: Candidate) -> Iterator[Mark]:
        """Marks that no chosen card holds, that head no chosen marks, or that follow up an unanswered one."""
        holders: dict[int, list[Mark]] = defaultdict(list)
        own = set(self.firsts)
        for mark in candidate.marks:
            if mark.first in own:
                continue
            holders[self._holder(mark)].append(mark)
        for holder, marks in holders.items():
            if holder < 0:
                yield from (mark for mark in marks if not self._heads(mark))
            elif self._follows_up(holder, marks) or self._swallowed(holder, marks, candidate):
                yield from marks

    def _holder(self, mark: Mark) -> int:
        at = bisect_right(self.firsts, mark.first) - 1
        return at if at >= 0 and mark.first < self.ends[at] else -1

    def _heads(self, mark: Mark) -> bool:
        """Whether chosen marks stand under this one, a heading."""
        if not mark.level or not self.chosen:
            return False
        end = self.survey.heading_ends[self.survey.heading_before(mark.first)]
        at = bisect_right(self.firsts, mark.first)
        return at < len(self.chosen) and self.chosen[at].first < end

    def _follows_up(self, holder: int, marks: Sequence[Mark]) -> bool:
        """Whether these are questions nested in an item that has no other text below its question."""
        outer = self.chosen[holder]
        nested = outer.item and not outer.level and all(m.item and m.item.depth > outer.item.depth for m in marks)
        if not nested or not all(likeness.asking(mark) >= LIKELY for mark in marks):
            return False
        blocks = list(self.survey.blocks_between(outer.end, self.ends[holder]))
        return all(block.lead for block in blocks) and len(blocks) <= 2 * len(marks)

    def _swallowed(self, holder: int, marks: Sequence[Mark], candidate: Candidate) -> bool:
        """Whether a card holds so many good marks, and others none, that another part of the document began in it."""
        if len(marks) < _SWALLOWED or len(marks) * 2 < len(candidate.marks) or self.chosen[holder].limit is not None:
            return False
        if self.chosen[holder].level and marks[0].level > self.chosen[holder].level:
            return False
        return candidate.quality >= 0.9 and self._quality(marks) >= 0.9 and all(mark.item is None for mark in marks)

    def _companions(self) -> None:
        """Marks that differ from the chosen ones in their number, label or bold only, and ask for themselves."""
        families = {likeness.kin(mark) for mark in self.chosen}
        if not families or likeness.numbered_label(self.chosen):
            return
        firsts = set(self.firsts)
        found = [
            mark
            for mark in self.survey.marks
            if mark.first not in firsts
            and likeness.kin(mark) in families
            and likeness.asking(mark) >= LIKELY
            and self._holder(mark) < 0
            and not self._heads(mark)
            and likeness.letters(mark.text) not in self.texts
        ]
        if found:
            self._add(found)
            self.said.append(f"{len(found)} more of their kind")

    def _gaps(self) -> None:
        """Marks whose numbers are just those that the chosen ones skip."""
        if likeness.running(self.chosen) < 0.8:
            return
        found: list[Mark] = []
        marks = self.survey.marks
        starts = [mark.first for mark in marks]
        for before, after in pairwise(self.chosen):
            if before.number is None or after.number is None or not 1 < after.number - before.number < 10:
                continue
            expected = before.number + 1
            for mark in marks[bisect_right(starts, before.first) : bisect_right(starts, after.first - 1)]:
                alike = likeness.depth(mark) == likeness.depth(before) and bool(mark.level) == bool(before.level)
                if mark.number == expected and alike and likeness.asking(mark) > 0:
                    found.append(mark)
                    expected += 1
        if found:
            self._add(found)
            self.said.append(f"{len(found)} that fill gaps between numbers")

    def _by_sign(self) -> dict[Sign, list[Mark]]:
        found: dict[Sign, list[Mark]] = defaultdict(list)
        for mark in self.chosen:
            found[mark.sign].append(mark)
        return found

    def _say(self, candidate: Candidate, verdict: str) -> None:
        name = candidate.marks[0].name if candidate.marks else " ".join(filter(None, candidate.sign))
        self.said.append(
            f"{name}: {candidate.total} marks, quality {candidate.quality:.2f}, "
            f"explains {candidate.value:.1f}: {verdict}"
        )
