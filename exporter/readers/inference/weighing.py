"""Which marks are the questions: groups of like marks compete by what they explain."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from exporter.readers.inference import endings, extents, finishing, likeness, noise, titles
from exporter.readers.inference.asking import LIKELY, SURE
from exporter.readers.inference.judging import Judge
from exporter.readers.inference.mark import Mark, Sign
from exporter.readers.inference.survey import Survey
from exporter.readers.inference.verdict import Candidate, Verdict

_MIXED = {"bold", "italic", "heading", "number"}  # families whose like marks stand within answers, too
_LEAST_ASKING = 3
_EXPLAINED = 0.3  # share of a document that questions must explain where nothing but themselves says that they are some
_TABULATED = 0.8  # the same for rows with tabs, which hold data of any kind
_SWALLOWED = 3  # marks in one card from which on the card has swallowed a part of another shape


def choose(survey: Survey) -> Verdict:
    """Takes the group that explains most, then those that explain what it leaves."""
    return _Weigher(survey).choose()


class _Weigher:
    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self.judge = Judge(survey)
        self.breaks = survey.breaks
        self.chosen: list[Mark] = []
        self.firsts: list[int] = []  # the first line of each
        self.ends: list[int] = []
        self.texts: set[str] = set()
        self.said: list[str] = []
        self.lines = [0]
        for line in survey.source.lines:
            self.lines.append(self.lines[-1] + (bool(line.strip()) and line != noise.GONE))

    def choose(self) -> Verdict:
        candidates = [found for sign, group in self._groups() if (found := self._candidate(sign, group))]
        candidates.sort(key=lambda one: -one.value)
        strict = False
        for candidate in candidates:
            if self.chosen and strict and not self._is_labelled(candidate.marks):
                self._say(candidate, "not numbered as the others are")
            else:
                self._take(candidate)
                strict = strict or (len(self.chosen) > 4 and likeness.numbered_label(self.chosen))
        self._companions()
        self._gaps()
        self._titles()
        self._headlines()
        named, asides = self._edges()
        aligned = frozenset(sign for sign, group in self._by_sign().items() if self.judge.alignment(group) >= 0.5)
        return Verdict(tuple(self.chosen), tuple(self.ends), aligned, self._bare(), tuple(self.said), named, asides)

    def _is_labelled(self, marks: Sequence[Mark]) -> bool:
        """Whether marks are labelled and numbered, or labelled with labelled answers."""
        told = sum(mark.labelled for mark in marks) >= 0.9 * len(marks)
        return likeness.numbered_label(marks) or (told and self.judge.alignment(marks) >= 0.8)

    def _bare(self) -> frozenset[Sign]:
        counts: Counter[Sign] = Counter(mark.sign for mark in self.chosen)
        bare = Counter(mark.sign for mark, is_bare in zip(self.chosen, self._without_text(), strict=True) if is_bare)
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
        marks = self.judge.asking(sign, group)
        if not marks:
            return None
        quality = self.judge.quality(marks)
        ends = extents.ends(self.survey, marks, self.breaks)
        covered = sum(self.lines[end] - self.lines[mark.first] for mark, end in zip(marks, ends, strict=True))
        below = self.lines[-1] - self.lines[marks[0].first] or 1
        whole = covered / (self.lines[-1] or 1)
        told = self.judge.told(marks) and (len(marks) > 1 or marks[0].labelled or marks[0].item or self.survey.flash)
        if whole < (_TABULATED if sign[0] == "tabbed" else _EXPLAINED) and not told:
            return None
        value = quality * len(marks) * (0.2 + 0.8 * min(1.0, covered / below))
        return Candidate(sign, tuple(marks), quality, value, len(group))

    # ── among each other ─────────────────────────────────────────────────────────────────────────────────────────────

    def _take(self, candidate: Candidate) -> None:
        left = list(self._uncovered(candidate))
        if len(left) < len(candidate.marks):
            left = self.judge.asking(candidate.sign, left) if left else []
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
        self.ends = extents.ends(self.survey, self.chosen, self.breaks)
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
            elif self.chosen[holder].labelled and self.chosen[holder].level:
                yield from (mark for mark in marks if mark.level and mark.labelled and likeness.asking(mark) >= LIKELY)

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
        asking = [likeness.asking(mark) for mark in marks]
        if not nested or min(asking) < 0 or sum(degree >= LIKELY for degree in asking) * 2 < len(asking):
            return False
        blocks = list(self.survey.blocks_between(outer.end, self.ends[holder]))
        return all(block.lead for block in blocks) and len(blocks) <= 2 * len(marks)

    def _swallowed(self, holder: int, marks: Sequence[Mark], candidate: Candidate) -> bool:
        """Whether a card holds so many good marks, and others none, that another part of the document began in it."""
        if len(marks) < _SWALLOWED or len(marks) * 2 < len(candidate.marks) or self.chosen[holder].limit is not None:
            return False
        if self.chosen[holder].level and marks[0].level > self.chosen[holder].level:
            return False
        return (
            candidate.quality >= 0.9 and self.judge.quality(marks) >= 0.9 and all(mark.item is None for mark in marks)
        )

    def _companions(self) -> None:
        """Marks that differ from the chosen ones in their number, label or bold only, and ask for themselves."""
        families = {likeness.kin(mark) for mark in self.chosen}
        if not families or likeness.numbered_label(self.chosen):
            return
        firsts = set(self.firsts)
        kinds = {mark.sign[1] for mark in self.chosen if mark.item}  # ordered lists, bulleted ones
        found = [
            mark
            for mark in self.survey.marks
            if mark.first not in firsts
            and likeness.kin(mark) in families
            and likeness.asking(mark) >= (LIKELY if not mark.item or mark.sign[1] in kinds else SURE)
            and self._holder(mark) < 0
            and not self._heads(mark)
            and not (mark.item and self.survey.barren(self.survey.section(mark), mark.first))
            and likeness.letters(mark.text) not in self.texts
        ]
        if found:
            self._add(found)
            self.said.append(f"{len(found)} more of their kind")

    def _gaps(self) -> None:
        """Marks whose numbers are just those that the chosen ones skip."""
        found = list(finishing.gaps(self.chosen, self.survey.marks))
        if found:
            self._add(found)
            self.said.append(f"{len(found)} that fill gaps between numbers")

    def _titles(self) -> None:
        """Takes out what heads a section rather than asks."""
        out = finishing.titles(self.chosen, self._without_text()) | finishing.topics(self.chosen, self.ends)
        if out:
            kept = [mark for mark in self.chosen if mark.first not in out]
            self.chosen = []
            self.breaks = sorted({*self.breaks, *out})
            self._add(kept)
            self.said.append(f"{len(out)} titles of sections taken out")

    def _headlines(self) -> None:
        """Ends cards without answers above the titles of what follows them."""
        out = finishing.headlines(self.chosen, self.ends, self._bare(), self.survey.source.lines)
        if out:
            self.breaks = sorted({*self.breaks, *out})
            self._add(())

    def _edges(self) -> tuple[Mapping[int, titles.Title], Mapping[int, str]]:
        """Ends cards above titles that are no headings, numbers of cards, and what the page repeats below each."""
        named = titles.titles(self.survey.blocks, self.chosen) if self.chosen else {}
        counters = titles.counters(self.survey.source.lines, self.chosen)
        if named or counters:
            self.breaks = sorted({*self.breaks, *named, *counters})
            self._add(())
        starts = [mark.end for mark in self.chosen]
        self.ends, cuts = endings.ends(self.survey.source.lines, starts, self.ends)
        return named, {**dict.fromkeys(counters, "number of a card"), **dict.fromkeys(cuts, "repeated")}

    def _without_text(self) -> list[bool]:
        """For each chosen mark whether no answer follows it."""
        return [
            not mark.rest and self.lines[end] == self.lines[min(mark.end, end)]
            for mark, end in zip(self.chosen, self.ends, strict=True)
        ]

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
