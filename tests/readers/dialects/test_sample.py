"""The fixed sample cannot get worse, and the generator does what it says."""

from __future__ import annotations

from itertools import combinations, islice
from random import Random

import pytest

from exporter.model import Card, Choice
from tests.readers.dialects import sample
from tests.readers.dialects.blaming import Result, judged, kinds, least
from tests.readers.dialects.choosing import Chooser, alone, chosen
from tests.readers.dialects.comparing import differences
from tests.readers.dialects.families import FAMILIES
from tests.readers.dialects.rows import Combination, clash, parsed
from tests.readers.dialects.writing import written

MEND = "`python -m tests.readers.dialects --document '…'` shows one beside its reading"


@pytest.fixture(scope="module")
def known() -> dict[Combination, bool]:
    return sample.load()


def test_what_was_read_right_is_read_right(known: dict[Combination, bool]) -> None:
    worse = [str(combination) for combination, is_right in known.items() if is_right and judged(combination).differs]
    assert worse == [], MEND


def test_what_has_become_right_is_marked_so(known: dict[Combination, bool], request: pytest.FixtureRequest) -> None:
    better = {
        combination for combination, is_right in known.items() if not is_right and not judged(combination).differs
    }
    if request.config.getoption("--rewrite"):
        sample.save((combination, is_right or combination in better) for combination, is_right in known.items())
    else:
        assert [str(combination) for combination in better] == [], "pytest tests/readers/dialects --rewrite"


def test_every_row_is_in_the_sample(known: dict[Combination, bool]) -> None:
    missing = [str(combination) for combination in dict.fromkeys(alone()) if combination not in known]
    assert missing == [], "python -m tests.readers.dialects --extend"


def test_every_row_can_stand_somewhere() -> None:
    stands = {
        (trait, combination.get(trait) or next(iter(table)))
        for combination in alone()
        for trait, table in FAMILIES[combination.family].items()
    }
    rows = {(trait, name) for traits in FAMILIES.values() for trait, table in traits.items() for name in table}
    assert rows - stands == set()


def test_the_same_seed_chooses_the_same_and_writes_the_same() -> None:
    first, again = list(chosen(40, 3)), list(chosen(40, 3))
    assert first == again
    assert [written(combination).text for combination in first] == [written(combination).text for combination in again]
    assert first != list(chosen(40, 4))


def test_what_cannot_stand_together_does_not() -> None:
    for combination in chosen(100, 5):
        traits = FAMILIES[combination.family]
        rows = [table[combination.get(trait) or next(iter(table))] for trait, table in traits.items()]
        assert not [(one.name, other.name) for one, other in combinations(rows, 2) if clash(one, other)]
        assert parsed(str(combination), FAMILIES) == combination


def test_all_pairs_are_seen_in_time() -> None:
    chooser = Chooser("format", Random(1))
    chooser.traits = {trait: chooser.traits[trait] for trait in ("format", "count", "gap")}
    chooser.pairs = [pair for pair in chooser.pairs if {pair[0][0], pair[1][0]} <= {"format", "gap", "count"}]
    list(islice(chooser, 600))
    assert min(chooser.seen[pair] for pair in chooser.pairs) >= 1


def test_every_difference_is_seen() -> None:
    made = written(parsed("choice sections=h2 numbering=dot", FAMILIES))
    right = list(made.cards)
    first = right[0]
    assert isinstance(first.kind, Choice)
    others: dict[str, dict[str, object]] = {
        "question": {"question": "Why?"},
        "answer": {"answer": "So."},
        "section": {"section": ()},
        "number": {"number": 7},
        "options": {"kind": Choice((*first.kind.options, "none"), first.kind.correct)},
        "wrong option": {"kind": Choice(first.kind.options, tuple(range(len(first.kind.options))))},
        "right": {"kind": Choice(first.kind.options, ())},
    }
    assert differences(made, right) == []
    assert differences(made, []) == ["nothing"]
    assert differences(made, right[1:]) == ["missing"]
    assert differences(made, [*right, first]) == ["extra"]
    for name, changed in others.items():
        assert differences(made, [_with(first, changed), *right[1:]]) == [name]


def _with(card: Card, changed: dict[str, object]) -> Card:
    fields = {name: getattr(card, name) for name in Card.__slots__}
    return Card(**{**fields, **changed})


def test_a_failure_is_cut_down_to_what_brings_it_about(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(combination: Combination) -> Result:
        culprits = {("gap", "airy"), ("ending", "rule")}
        return Result(combination, ("answer",) if culprits <= {*combination.rows} else ())

    monkeypatch.setattr("tests.readers.dialects.blaming.judged", fails)
    made = parsed("open mark=bold content=list gap=airy title=none ending=rule", FAMILIES)
    assert str(least(made)) == "open gap=airy ending=rule"


def test_kinds_of_failure_are_the_most_frequent_first() -> None:
    found = kinds([judged(combination) for combination in chosen(12, 2)])
    counts = [len(kind.results) for kind in found]
    assert counts == sorted(counts, reverse=True)
    assert all(judged(kind.cause).differs for kind in found)
