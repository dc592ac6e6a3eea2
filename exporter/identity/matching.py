"""Matching of new cards to old ones: one to one, and the best for all together.

In this order: an explicit id; the same question and answer; the same question, where it is asked once; then similarity
of question and answer, with the place as evidence. A pair that is not sure by its content is taken only where its
place agrees, and reported. Unlike cards stay apart: a deleted card and an unrelated new one are two cards.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from exporter.identity import fingerprint, gap_numbers, keys, legacy, ordering, similarity
from exporter.identity.ledger import Entry
from exporter.identity.pairing import DOUBTFUL, SURE, Chosen, Edges, Pair, candidates, choose
from exporter.identity.similarity import Trace, WordWeights
from exporter.model import Card, Cloze

_RETIRED = 0.1  # how much more a retired card has to be alike


@dataclass(frozen=True, slots=True)
class UncertainMatch:
    """An uncertain match that a person should check."""

    card: Card
    entry: Entry
    kept: bool  # whether the card has taken the entry's identity
    similarity: float
    other: str = ""  # the question of another card that is about as likely


@dataclass(slots=True)
class Matches:
    """Cards by index, each with the entry that it is."""

    pairs: dict[int, Entry] = field(default_factory=dict)
    doubts: list[UncertainMatch] = field(default_factory=list)
    # new cards that were a cloze and are none now, or the other way, each with the entry that it was
    other_kind: dict[Card, Entry] = field(default_factory=dict)


def match(entries: Sequence[Entry], cards: Sequence[Card]) -> Matches:
    """Matches cards to the entries that may be theirs."""
    matcher = _Matcher(sorted(entries, key=lambda entry: (entry.file, entry.rank, entry.key)), cards)
    matcher.by_id()
    matcher.by_text()
    if matcher.old and matcher.new:
        matcher.by_similarity()
    matcher.doubts.sort(key=lambda doubt: doubt.card.where)
    pairs = {new: matcher.entries[old] for old, new in matcher.pairs.items()}
    return Matches(pairs, matcher.doubts, matcher.of_other_kind())


class _Matcher:
    def __init__(self, entries: Sequence[Entry], cards: Sequence[Card]) -> None:
        self.entries, self.cards = entries, cards
        self.contents = [keys.content(card) for card in cards]
        self.old = dict.fromkeys(range(len(entries)))  # not matched yet, in order
        self.new = dict.fromkeys(range(len(cards)))
        self.pairs: dict[int, int] = {}
        self.doubts: list[UncertainMatch] = []

    def _pair(self, old: int, new: int) -> None:
        self.pairs[old] = new
        del self.old[old], self.new[new]

    def _may_be(self, old: int, new: int) -> bool:
        """An id that the document gives separates cards, too, and so does the kind of note that they need."""
        return self._has_the_id(old, new) and self._is_of_the_kind(old, new)

    def _has_the_id(self, old: int, new: int) -> bool:
        ids = {self.entries[old].id, self.cards[new].id or ""} - {""}
        return len(ids) < 2

    def _is_of_the_kind(self, old: int, new: int) -> bool:
        """A cloze stays one: Anki cannot change the type of a note, and reviews of gaps are not those of a question."""
        was_cloze = legacy.is_cloze(self.entries[old], self.cards[new].tags)
        return was_cloze is None or was_cloze == isinstance(self.cards[new].kind, Cloze)

    def _may_hide_the_same(self, old: int, new: int) -> bool:
        """Whether two clozes have a gap in common, or too few to tell.

        A cloze that is one of many alike ("the capital of […] is […]") and one that comes in its place are two facts.
        """
        if not isinstance(self.cards[new].kind, Cloze):
            return True
        entry, now = self.entries[old], fingerprint.hidden(self.cards[new].answer)
        was = [gap.text for gap in gap_numbers.read(entry.gaps)] or fingerprint.hidden(entry.answer)
        return not was or not now or gap_numbers.is_shared(was, now)

    def _shows_enough(self, old: int, new: int) -> bool:
        """Whether two clozes that show the same are one: around one gap they are, whatever it hides now."""
        return self._may_hide_the_same(old, new) or len(fingerprint.hidden(self.cards[new].answer)) == 1

    # ── what is the same ─────────────────────────────────────────────────────────────────────────────────────────────

    def by_id(self) -> None:
        """An explicit id is that of an entry, or its key."""
        ids: dict[str, list[int]] = defaultdict(list)
        for old in self.old:
            for name in {self.entries[old].id, self.entries[old].key} - {""}:
                ids[name].append(old)
        for new in [new for new in self.new if self.cards[new].id]:
            known = [old for old in ids[self.cards[new].id or ""] if old in self.old]
            known = [old for old in known if self._is_of_the_kind(old, new)]
            if known:
                self._pair(max(known, key=lambda old: self.entries[old].id == self.cards[new].id), new)

    def by_text(self) -> None:
        """The same question and answer first, then the same question where there is no choice."""
        asked = {new: keys.normal(fingerprint.asked(self.cards[new].question)) for new in self.new}
        known = {old: keys.normal(self.entries[old].question) for old in self.old}
        told = {new: keys.answer_of(self.contents[new]) for new in self.new}
        for retired in (False, True):
            self._same(
                lambda old: (known[old], keys.answer_of(self.entries[old].content)),
                lambda new: (asked[new], told[new]),
                retired=retired,
            )
        for retired in (False, True):
            self._same(known.__getitem__, asked.__getitem__, retired=retired, single=True)

    def _same(
        self,
        of_old: Callable[[int], Hashable],
        of_new: Callable[[int], Hashable],
        *,
        retired: bool,
        single: bool = False,
    ) -> None:
        """Pairs cards of one group: those in the same place first, then in order; `single` ones only without choice."""
        old_groups = _grouped((old for old in self.old if self.entries[old].retired == retired), of_old)
        new_groups = _grouped(self.new, of_new)
        for group, members in old_groups.items():
            others = new_groups.get(group, [])
            if not single or len(members) == len(others) == 1:
                self._pair_up(members, others)

    def _pair_up(self, old: Sequence[int], new: Sequence[int]) -> None:
        here: tuple[tuple[Callable[[int], Hashable], Callable[[int], Hashable]], ...] = (
            (lambda n: (self.entries[n].file, self.entries[n].section), lambda n: _spot(self.cards[n])),
            (lambda n: self.entries[n].file, lambda n: self.cards[n].where.path),
            (lambda n: 0, lambda n: 0),
        )
        for of_old, of_new in here:
            waiting = _grouped((n for n in new if n in self.new), of_new)
            for group, members in _grouped((n for n in old if n in self.old), of_old).items():
                for one, other in zip(members, waiting.get(group, ()), strict=False):
                    if self._may_be(one, other) and self._shows_enough(one, other):
                        self._pair(one, other)

    # ── what is alike ────────────────────────────────────────────────────────────────────────────────────────────────

    def by_similarity(self) -> None:
        """Sure pairs first; they are neighbors to judge the others by."""
        edges = self._edges()
        self._choose(edges, lambda edge: edge.content)
        self._choose(edges, lambda edge: edge.placed)
        self._tell_lost(edges)

    def _edges(self) -> Edges:
        old = {number: similarity.of_entry(self.entries[number]) for number in self.old}
        new = {number: similarity.of_card(self.cards[number], self.contents[number]) for number in self.new}
        weights = self._word_weights(new.values())
        edges: dict[int, dict[int, Pair]] = defaultdict(dict)
        near = [*candidates(old, new, weights)]
        others = _Others.of(pair for pair in near if not self._is_of_the_kind(*pair))
        for one, other in near:
            if self._may_be(one, other) and not others.have(one, other, old, new):
                alike = weights.similarity(old[one], new[other])
                if alike.content >= DOUBTFUL:
                    edges[one][other] = Pair(alike)
        return edges

    def _word_weights(self, new: Iterable[Trace]) -> WordWeights:
        answers = Counter(keys.answer_of(entry.content) for entry in self.entries)
        answers.update(map(keys.answer_of, self.contents))
        known = ({*fingerprint.words(entry.question), *fingerprint.words(entry.answer)} for entry in self.entries)
        return WordWeights([*known, *(trace.words for trace in new)], answers)

    def _place(self, edges: Edges) -> None:
        """Rates how well the positions of each pair agree, by the neighbors that are known by now."""
        known = {new: self.entries[old].key for old, new in self.pairs.items()}
        old = ordering.positions(
            (entry.file, entry.section, entry.key if n in self.pairs else "") for n, entry in enumerate(self.entries)
        )
        new = ordering.positions((*_spot(card), known.get(n, "")) for n, card in enumerate(self.cards))
        for one, row in edges.items():
            for other, edge in row.items():
                edge.place = ordering.agreement(old[one], new[other])

    def _choose(self, edges: Edges, measure: Callable[[Pair], float]) -> None:
        """Takes the best pairs among those that measure enough."""
        self._place(edges)
        good = {old: self._good(old, row, measure) for old, row in edges.items() if old in self.old}
        pairs = list(choose({old: row for old, row in good.items() if row}, self._teach_the_same))
        for pair in pairs:
            self._pair(pair.old, pair.new)
            if not edges[pair.old][pair.new].is_certain or pair.rival_old is not None or pair.rival_new is not None:
                self._tell_uncertain(pair, edges)

    def _good(self, old: int, row: Mapping[int, Pair], measure: Callable[[Pair], float]) -> dict[int, Pair]:
        least = SURE + _RETIRED * self.entries[old].retired
        near = (new for new, edge in row.items() if new in self.new and measure(edge) >= least)
        return {new: row[new] for new in near if self._may_hide_the_same(old, new)}

    def _teach_the_same(self, a: int, b: int) -> bool:
        return self.contents[a] == self.contents[b]

    def of_other_kind(self) -> dict[Card, Entry]:
        """New cards that would be known ones, were these not clozes, or clozes themselves: one to one, likest first."""
        gone = [old for old in self.old if not self.entries[old].retired]
        pairs: dict[int, int] = {}
        taken: set[int] = set()
        for _, one, other in sorted(self._alike_otherwise(gone), reverse=True) if gone and self.new else ():
            if one not in pairs and other not in taken:
                pairs[one] = other
                taken.add(other)
        return {self.cards[other]: self.entries[one] for one, other in pairs.items()}

    def _alike_otherwise(self, gone: Sequence[int]) -> Iterator[tuple[float, int, int]]:
        """Pairs of an old and a new card, one of them a cloze, whose words are alike, with how alike they are."""
        old = {number: similarity.of_entry(self.entries[number]) for number in gone}
        new = {number: similarity.of_card(self.cards[number], self.contents[number]) for number in self.new}
        weights = self._word_weights(new.values())
        for one, other in candidates(old, new, weights):
            if not self._is_of_the_kind(one, other) and self._has_the_id(one, other):
                alike = weights.overlap(old[one].words, new[other].words)
                if alike >= SURE:
                    yield alike, one, other

    # ── what is doubtful ─────────────────────────────────────────────────────────────────────────────────────────────

    def _tell_uncertain(self, pair: Chosen, edges: Edges) -> None:
        other = "" if pair.rival_old is None else self.entries[pair.rival_old].question
        other = other if pair.rival_new is None else self.cards[pair.rival_new].question
        alike = edges[pair.old][pair.new].content
        self.doubts.append(UncertainMatch(self.cards[pair.new], self.entries[pair.old], True, alike, other))

    def _tell_lost(self, edges: Edges) -> None:
        """New cards that look a little like one that is gone."""
        for old, row in sorted(edges.items()):
            if old not in self.old or self.entries[old].retired:
                continue
            left = {new: edge.content for new, edge in row.items() if new in self.new}
            if left:
                new = min(left, key=lambda n: (-left[n], n))
                self.doubts.append(UncertainMatch(self.cards[new], self.entries[old], False, left[new]))


@dataclass(frozen=True, slots=True)
class _Others:
    """Pairs of an old and a new card of which one is a cloze and the other one is not."""

    of_old: Mapping[int, list[int]]
    of_new: Mapping[int, list[int]]

    @classmethod
    def of(cls, pairs: Iterable[tuple[int, int]]) -> _Others:
        of_old: dict[int, list[int]] = defaultdict(list)
        of_new: dict[int, list[int]] = defaultdict(list)
        for one, other in pairs:
            of_old[one].append(other)
            of_new[other].append(one)
        return cls(of_old, of_new)

    def have(self, one: int, other: int, old: Mapping[int, Trace], new: Mapping[int, Trace]) -> bool:
        """Whether two cards are two facts that changed kinds: others have all words that these do not share."""
        if one not in self.of_old or other not in self.of_new:
            return False
        lost, gained = old[one].words - new[other].words, new[other].words - old[one].words
        return (
            bool(lost and gained)
            and any(lost <= new[there].words for there in self.of_old[one])
            and any(gained <= old[there].words for there in self.of_new[other])
        )


def _grouped(numbers: Iterable[int], key: Callable[[int], Hashable]) -> dict[Hashable, list[int]]:
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for number in numbers:
        groups[key(number)].append(number)
    return groups


def _spot(card: Card) -> tuple[str, tuple[str, ...]]:
    return card.where.path, card.section
