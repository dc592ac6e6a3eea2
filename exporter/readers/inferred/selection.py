"""Which marks are the questions: groups of like marks compete by what they explain."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from exporter.readers.inferred import answer_ranges, boilerplate, completion, fallback, prefixes, siblings, similarity
from exporter.readers.inferred.assembly import endings
from exporter.readers.inferred.candidate import Candidate, Signature
from exporter.readers.inferred.features import Features
from exporter.readers.inferred.question_cues import LIKELY, SURE, asks
from exporter.readers.inferred.scoring import Scorer
from exporter.readers.inferred.structure import banners
from exporter.readers.inferred.structure.banners import Title
from exporter.readers.inferred.verdict import Group, Verdict

_MIXED = {"bold", "italic", "heading", "number"}  # families whose like marks stand within answers, too
_BESIDE = {"inline", "separator", "tagged"}  # families of plugins for notes, which stand in one document together
_LEAST_ASKING = 3
_EXPLAINED = 0.3  # share of a document that questions must explain where nothing but themselves says that they are some
_TABULATED = 0.8  # the same for rows with tabs, which hold data of any kind
_ALIGNED = 0.5  # share of marks with labelled answers from which on they are no contents, whatever they repeat
_ANSWERED = 0.8  # share of candidates with text below from which on they are questions with answers
_PAIRS = 3  # labelled questions with labelled answers from which on a text is surely meant to ask
_PAIRED = 0.8
_SILENT = ("rule", "blank", "markup", "comment")
_STATING = 0.5  # what items that ask nothing count among those that do: they are lists in answers
_SWALLOWED = 3  # marks in one card from which on the card has swallowed a part of another shape


def _says(line: str) -> bool:
    """Whether a line has text: no rule, break or blank."""
    return bool(line.strip()) and (line.lstrip()[0] not in "<-*_=&" or boilerplate.reason(line) not in _SILENT)


def choose(features: Features) -> Verdict:
    """Takes the group that explains most, then those that explain what it leaves."""
    last = features.candidates[-1] if features.candidates else None
    if last and last.sign.family == "plain" and endings.is_farewell(last.text):
        features.leave_out([(last.first, last.end)])
    return _Selector(features).choose()


class _Selector:
    def __init__(self, features: Features) -> None:
        self.features = features
        self.judge = Scorer(features)
        self.breaks = features.breaks
        self.chosen: list[Candidate] = []
        self.firsts: list[int] = []  # the first line of each
        self.ends: list[int] = []
        self.texts: set[str] = set()
        self.named: dict[int, Title] = {}  # lines that head sections, though they look like questions
        self.said: list[str] = []
        self.small: list[Group] = []  # those that ask well and explain too little
        self.lines = [0]
        for line in features.source.lines:
            self.lines.append(self.lines[-1] + (line != boilerplate.GONE and _says(line)))

    def choose(self) -> Verdict:
        groups = [found for sign, group in self._groups() if (found := self._group(sign, group))]
        groups.sort(key=_rank)
        strict = False
        for group in groups:
            if self._is_answered(self.chosen) and siblings.is_index(group.candidates):
                self._say(group, "an index: it has no column of answers")
            elif self.chosen and strict and not self._stands_out(group.candidates):
                self._say(group, "not numbered as the others are")
            else:
                self._take(group)
                strict = strict or (len(self.chosen) > 4 and similarity.numbered_label(self.chosen))
        for group in self.small:
            if group.sign.family in _BESIDE and any(one.sign.family in _BESIDE for one in self.chosen):
                self._take(group)  # cards of a plugin, on one line beside those of several
        is_guess = not self.chosen and self._fall_back()
        self._companions()
        self._siblings()
        self._gaps()
        self._titles()
        self._headlines()
        named, asides = self._edges()
        aligned = frozenset(sign for sign, group in self._by_sign().items() if self.judge.alignment(group) >= 0.5)
        return Verdict(
            tuple(self.chosen),
            tuple(self.ends),
            aligned,
            self._bare(),
            tuple(self.said),
            named,
            asides,
            is_sure=self._is_sure(),
            is_guess=is_guess,
        )

    def _fall_back(self) -> bool:
        """Takes the questions of a small document, else headings with text below; whether these are such headings."""
        for sign, group in self.features.groups.items():
            self.said.append(f"{sign.name}: {len(group)} marks, quality {self.judge.quality(group):.2f}: not enough")
        if found := fallback.asked(self.features):
            self.said.append(f"{found[0].name}: {len(found)} explain most of the document: chosen")
        elif guessed := fallback.guessed(self.features):
            self.said.append(f"{guessed[0].name}: {len(guessed)} have text below, and nothing asks: chosen")
            self._add(guessed)
            return True
        self._add(found)
        return False

    def _is_sure(self) -> bool:
        """Whether the document says that these are cards: by a tag, or by labels of questions and of answers."""
        labelled = [candidate for candidate in self.chosen if candidate.labelled]
        is_pair = len(labelled) >= _PAIRS and self.judge.alignment(labelled, firm=True) >= _PAIRED
        return self.features.flash or is_pair

    def _stands_out(self, candidates: Sequence[Candidate]) -> bool:
        """Whether candidates are questions although they are not numbered as the others are: answered, or labelled."""
        asking = sum(similarity.asking(candidate) >= LIKELY for candidate in candidates)
        return self._is_labelled(candidates) or (
            asking >= _ANSWERED * len(candidates) and self._is_answered(candidates)
        )

    def _is_answered(self, candidates: Sequence[Candidate]) -> bool:
        """Whether text stands below most candidates, or behind them."""
        ends = answer_ranges.ends(self.features, candidates, self.breaks)
        answered = sum(
            bool(candidate.rest) or self.lines[end] > self.lines[min(candidate.end, end)]
            for candidate, end in zip(candidates, ends, strict=True)
        )
        return bool(candidates) and answered >= _ANSWERED * len(candidates)

    def _is_labelled(self, candidates: Sequence[Candidate]) -> bool:
        """Whether marks are labelled and numbered, or labelled with labelled answers."""
        told = sum(candidate.labelled for candidate in candidates) >= 0.9 * len(candidates)
        return similarity.numbered_label(candidates) or (told and self.judge.alignment(candidates) >= 0.8)

    def _bare(self) -> frozenset[Signature]:
        counts: Counter[Signature] = Counter(candidate.sign for candidate in self.chosen)
        bare = Counter(
            candidate.sign for candidate, is_bare in zip(self.chosen, self._without_text(), strict=True) if is_bare
        )
        return frozenset(sign for sign, count in counts.items() if bare[sign] >= 0.5 * count)

    def _groups(self) -> Iterator[tuple[Signature, list[Candidate]]]:
        """The marks by sign; where the document promises questions, also those of a sign alone that ask."""
        for sign, all_of_sign in self.features.groups.items():
            group = list(similarity.numbered(all_of_sign))
            yield sign, group
            if sign.family in _MIXED and self.features.prior:
                asking = [candidate for candidate in group if similarity.asking(candidate) >= LIKELY]
                if _LEAST_ASKING <= len(asking) < len(group):
                    yield sign._replace(subset="asking"), asking

    # ── one candidate ────────────────────────────────────────────────────────────────────────────────────────────────

    def _group(self, sign: Signature, group: Sequence[Candidate]) -> Group | None:
        candidates = self.judge.asking(sign, group)
        if not candidates:
            return None
        quality = self.judge.quality(candidates)
        ends = answer_ranges.ends(self.features, candidates, self.breaks)
        covered = sum(
            self.lines[end] - self.lines[candidate.first] for candidate, end in zip(candidates, ends, strict=True)
        )
        below = self.lines[-1] - self.lines[candidates[0].first] or 1
        whole = covered / (self.lines[-1] or 1)
        told = self.judge.told(candidates) and (
            len(candidates) > 1 or candidates[0].labelled or candidates[0].item or self.features.flash
        )
        explains = whole >= (_TABULATED if sign.family == "tabbed" else _EXPLAINED) or told
        value = quality * len(candidates) * (0.2 + 0.8 * min(1.0, covered / below))
        if sign.family == "item" and not any(one.labelled or similarity.asking(one) > 0 for one in candidates):
            value *= _STATING
        found = Group(sign, tuple(candidates), quality, value, len(group))
        if not explains:
            self.small.append(found)
            return None
        return found

    # ── among each other ─────────────────────────────────────────────────────────────────────────────────────────────

    def _take(self, group: Group) -> None:
        left = list(self._uncovered(group))
        if len(left) < len(group.candidates):
            left = self.judge.asking(group.sign, left) if left else []
        if not left:
            return self._say(group, "inside of the answers" if self.chosen else "no questions")
        repeated = sum(similarity.letters(candidate.text) in self.texts for candidate in left)
        entries = not group.candidates[0].level and self.judge.alignment(left) < _ALIGNED
        if entries and repeated * 5 >= len(left) * 3:
            return self._say(group, "contents")
        self._add(left)
        return self._say(group, f"{len(left)} chosen")

    def _add(self, candidates: Iterable[Candidate]) -> None:
        self.chosen = sorted([*self.chosen, *candidates], key=lambda candidate: candidate.first)
        self.firsts = [candidate.first for candidate in self.chosen]
        self.ends = answer_ranges.ends(self.features, self.chosen, self.breaks)
        self.texts = {similarity.letters(candidate.text) for candidate in self.chosen}

    def _uncovered(self, group: Group) -> Iterator[Candidate]:
        """Marks that no chosen card holds, that head no chosen marks, or that follow up an unanswered one."""
        holders: dict[int, list[Candidate]] = defaultdict(list)
        own = set(self.firsts)
        for candidate in group.candidates:
            if candidate.first in own:
                continue
            holders[self._holder(candidate)].append(candidate)
        follow_up = sum(holder >= 0 and self._follows_up(holder, candidates) for holder, candidates in holders.items())
        is_list = follow_up and follow_up >= self._lists_that_answer()
        for holder, candidates in holders.items():
            if holder < 0:
                yield from (one for one in candidates if not self._heads(one) and not self._is_title(one))
            elif is_list and self._follows_up(holder, candidates):
                yield from candidates
            elif candidates[0].sign.family == "tagged" or self._swallowed(holder, candidates, group):
                yield from candidates  # `#card` says that it is one, whatever stands above
            elif self.chosen[holder].labelled and self.chosen[holder].level:
                yield from (
                    candidate
                    for candidate in candidates
                    if candidate.level and candidate.labelled and similarity.asking(candidate) >= LIKELY
                )

    def _holder(self, candidate: Candidate) -> int:
        at = bisect_right(self.firsts, candidate.first) - 1
        return at if at >= 0 and candidate.first < self.ends[at] else -1

    def _heads(self, candidate: Candidate) -> bool:
        """Whether chosen marks stand under this one, a heading, or several in these details."""
        at = bisect_right(self.firsts, candidate.first)
        if candidate.sign.family == "summary" and candidate.limit and similarity.asking(candidate) < LIKELY:
            return bisect_right(self.firsts, candidate.limit - 1) > at + 1
        if not candidate.level or not self.chosen:
            return False
        end = self.features.heading_ends[self.features.heading_before(candidate.first)]
        return at < len(self.chosen) and self.chosen[at].first < end

    def _is_title(self, candidate: Candidate) -> bool:
        """Whether an emphasized line that does not ask stands right above a chosen mark of another look."""
        if candidate.sign.family not in ("bold", "italic") or candidate.labelled or similarity.asking(candidate) > 0:
            return False
        at = bisect_right(self.firsts, candidate.first)
        below = self.firsts[at] if at < len(self.firsts) else candidate.end
        return below > candidate.end and self.lines[candidate.end] == self.lines[below] and not candidate.rest

    def _lists_that_answer(self) -> int:
        """How many chosen items have a list below them that begins with what does not ask."""
        count = 0
        for candidate, end in zip(self.chosen, self.ends, strict=True):
            if candidate.item and not candidate.level:
                below = next(iter(self.features.blocks_between(candidate.end, end)), None)
                nested = below and below.item and below.lead and below.item.depth > candidate.item.depth
                count += bool(below and nested and asks(prefixes.read(below.text).text) < LIKELY)
        return count

    def _follows_up(self, holder: int, candidates: Sequence[Candidate]) -> bool:
        """Whether these are questions nested in an item that has no other text below its question."""
        outer = self.chosen[holder]
        nested = outer.item and not outer.level and all(m.item and m.item.depth > outer.item.depth for m in candidates)
        asking = [similarity.asking(candidate) for candidate in candidates]
        if not nested or min(asking) < 0 or sum(degree >= LIKELY for degree in asking) * 2 < len(asking):
            return False
        blocks = list(self.features.blocks_between(outer.end, self.ends[holder]))
        return all(block.lead for block in blocks) and len(blocks) <= 2 * len(candidates)

    def _swallowed(self, holder: int, candidates: Sequence[Candidate], group: Group) -> bool:
        """Whether a card holds so many good marks, and others none, that another part of the document began in it."""
        if (
            len(candidates) < _SWALLOWED
            or len(candidates) * 2 < len(group.candidates)
            or self.chosen[holder].limit is not None
        ):
            return False
        if self.chosen[holder].level and candidates[0].level > self.chosen[holder].level:
            return False
        texts = {similarity.letters(candidate.text) for candidate in candidates}
        return (
            len(texts) * 2 > len(candidates)  # what says the same again and again is a part of its text
            and group.quality >= 0.9
            and self.judge.quality(candidates) >= 0.9
            and all(candidate.item is None for candidate in candidates)
        )

    def _companions(self) -> None:
        """Marks that differ from the chosen ones in their number, label or bold only, and ask for themselves."""
        families = {similarity.kin(candidate) for candidate in self.chosen}
        if not families or similarity.numbered_label(self.chosen):
            return
        if any(candidate.sign.family == "definition" for candidate in self.chosen):
            families.add(("plain", 0, 0, False))  # a term without a definition
        firsts = set(self.firsts)
        shapes = {candidate.sign.shape for candidate in self.chosen if candidate.item}  # ordered lists, bulleted ones
        found = [
            candidate
            for candidate in self.features.candidates
            if candidate.first not in firsts
            and similarity.kin(candidate) in families
            and similarity.asking(candidate)
            >= (LIKELY if not candidate.item or candidate.sign.shape in shapes else SURE)
            and self._holder(candidate) < 0
            and not self._heads(candidate)
            and not (candidate.item and self.features.barren(self.features.section(candidate), candidate.first))
            and similarity.letters(candidate.text) not in self.texts
        ]
        if found:
            self._add(found)
            self.said.append(f"{len(found)} more of their kind")

    def _siblings(self) -> None:
        """Candidates of the same list or level, and bodies below titles, where most of these are chosen."""
        firsts = set(self.firsts)
        free = [
            candidate
            for candidate in self.features.candidates
            if candidate.first not in firsts and self._holder(candidate) < 0 and not self._heads(candidate)
        ]
        if found := siblings.found(self.features, self.chosen, free):
            self._add(found)
            self.said.append(f"{len(found)} that stand among them")

    def _gaps(self) -> None:
        """Marks whose numbers are just those that the chosen ones skip."""
        found = list(completion.gaps(self.chosen, self.features.candidates))
        if found:
            self._add(found)
            self.said.append(f"{len(found)} that fill gaps between numbers")

    def _titles(self) -> None:
        """Takes out what heads a section rather than asks."""
        inner = completion.parts(self.chosen, self._without_text())
        if inner:
            kept, self.chosen = [candidate for candidate in self.chosen if candidate.first not in inner], []
            self._add(kept)
        topics = completion.topics(self.chosen, self.ends)
        out = completion.titles(self.chosen, self._without_text(), promised=bool(self.features.prior)) | topics
        if out:
            kept = [candidate for candidate in self.chosen if candidate.first not in out]
            named = [one for one in self.chosen if one.first in out and not one.level and similarity.asking(one) <= 0]
            self.named = {one.first: Title(one.first, one.text, similarity.depth(one)) for one in named}
            self.chosen = []
            self.breaks = sorted({*self.breaks, *out})
            self._add(kept)
            self.said.append(f"{len(out)} titles of sections taken out")

    def _headlines(self) -> None:
        """Ends cards without answers above the titles of what follows them."""
        out = completion.headlines(self.chosen, self.ends, self._bare(), self.features.source.lines)
        if out:
            self.breaks = sorted({*self.breaks, *out})
            said = self.features.source.lines
            self.named.update({line: Title(line, completion.headline(said[line])) for line in out})
            self._add(())

    def _edges(self) -> tuple[Mapping[int, banners.Title], Mapping[int, str]]:
        """Ends cards above titles that are no headings, numbers of cards, and what the page repeats below each."""
        counters = banners.counters(self.features.source.lines, self.chosen)
        blocks = [one for one in self.features.blocks if one.first not in counters or one.end > one.first + 1]
        named = banners.titles(blocks, self.chosen, self.ends) if self.chosen else {}
        named |= {title.line: title for title in banners.folded(self.features.folds, self.chosen)} | self.named
        if named or counters:
            self.breaks = sorted({*self.breaks, *named, *counters})
            self._add(())
        starts = [candidate.end - bool(candidate.rest) for candidate in self.chosen]  # the answer may begin there
        lines = self.features.source.lines
        self.ends, cuts = endings.ends(lines, starts, self.ends)
        self.ends, farewells = endings.farewells(lines, starts, self.ends)
        if starts and (last := endings.farewell(lines, starts[-1], self.ends[-1])) < self.ends[-1]:
            self.ends[-1] = last
            self.breaks = sorted({*self.breaks, last})
        asides = {**dict.fromkeys(counters, "number of a card"), **dict.fromkeys(cuts, "repeated")}
        return named, {**asides, **dict.fromkeys(farewells, "farewell")}

    def _without_text(self) -> list[bool]:
        """For each chosen mark whether no answer follows it."""
        return [
            not candidate.rest and not candidate.answer and self.lines[end] == self.lines[min(candidate.end, end)]
            for candidate, end in zip(self.chosen, self.ends, strict=True)
        ]

    def _by_sign(self) -> dict[Signature, list[Candidate]]:
        found: dict[Signature, list[Candidate]] = defaultdict(list)
        for candidate in self.chosen:
            found[candidate.sign].append(candidate)
        return found

    def _say(self, group: Group, verdict: str) -> None:
        name = group.candidates[0].name if group.candidates else group.sign.name
        self.said.append(
            f"{name}: {group.total} marks, quality {group.quality:.2f}, explains {group.value:.1f}: {verdict}"
        )


def _rank(group: Group) -> tuple[bool, bool, float]:
    """The order in which groups are looked at: an index last, what says itself that it asks first."""
    return siblings.is_index(group.candidates), not _tells_itself(group.candidates), -group.value


def _tells_itself(candidates: Sequence[Candidate]) -> bool:
    """Whether headings say themselves that they are the questions: `## Question 5: …`, numbered to the end."""
    is_headed = all(candidate.level and candidate.labelled for candidate in candidates)
    return is_headed and len(candidates) >= _LEAST_ASKING and similarity.running(candidates) == 1
