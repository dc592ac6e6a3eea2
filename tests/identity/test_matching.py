"""Which card is which: what must not match comes first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from exporter import grammar
from exporter.identity.changing import Change
from exporter.identity.context import BuildContext
from exporter.identity.identification import Identified, identify
from exporter.identity.ledger import Ledger
from exporter.model import Card, Cloze, Level, Location
from tests.identity.books import LATER, TEN, Asked


def card(asked: Asked, line: int = 1, file: str = "sea.md", id: str | None = None) -> Card:
    return Card(asked.question, asked.answer, Location(file, line), line, section=(asked.section,), id=id)


def cards(asked: list[Asked] | tuple[Asked, ...] = TEN, file: str = "sea.md") -> list[Card]:
    return [card(each, line, file) for line, each in enumerate(asked, 1)]


def built(given: list[Card], ledger: Ledger | None = None, now: int = 100, scope: str = "") -> Identified:
    """A build of these cards; with a scope, of documents whose name begins with it."""
    return identify(given, ledger or Ledger(), BuildContext(now, lambda file: file.startswith(scope)))


def whats(found: Identified) -> list[str]:
    return [change.what for change in found.changes]


def of(found: Identified, question: str) -> Change:
    return next(change for change in found.changes if change.card and change.card.question == question)


FIRST = built(cards())
KEYS = [change.entry.key for change in FIRST.changes]


# ── two cards ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("n", range(10))
def test_a_deleted_card_and_an_unlike_one_in_its_place_are_two(n: int) -> None:
    found = built(cards([*TEN[:n], LATER, *TEN[n + 1 :]]), FIRST.ledger)
    assert sorted(whats(found)) == ["new", "retired", *["unchanged"] * 9]
    assert of(found, LATER.question).what == "new"


def test_a_question_of_the_same_pattern_is_another_card() -> None:
    other = Asked(0, "What is a storm tide?", "Wind that pushes the water of a whole bay against the coast.")
    found = built(cards([*TEN[:3], other, *TEN[4:]]), FIRST.ledger)
    assert of(found, other.question).what == "new"
    assert "retired" in whats(found)


def hidden(text: str, line: int = 1) -> Card:
    """A cloze, asked as documents ask one."""
    return Card(grammar.blanked(text), text, Location("sea.md", line), line, kind=Cloze())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The capital of ==Portugal== is ==Lisbon==.", "The capital of ==Spain== is ==Madrid==."),
        ("The capital of Portugal is ==Lisbon==.", "The capital of Spain is ==Madrid==."),
        ("What they call kelp is ==algae==, ==swaying==.", "What they call amber is ==resin==, ==hardened==."),
    ],
)
def test_clozes_of_a_pattern_are_two(old: str, new: str) -> None:
    """One is deleted, and another one stands in its place: nothing that they hide is the same."""
    ledger = built([hidden(old)]).ledger
    assert sorted(whats(built([hidden(new)], ledger))) == ["new", "retired"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The capital of ==Portugal== is ==Lisbon==.", "The capital city of ==Portugal== is ==Lisboa==."),
        ("Water boils at ==100== degrees.", "Water boils at ==99.97== degrees."),
        ("Water ==boils== at ==100 degrees==.", "Clean water, at sea level, ==boils== at ==99.97 degrees==."),
    ],
)
def test_a_cloze_that_is_corrected_is_one(old: str, new: str) -> None:
    ledger = built([hidden(old)]).ledger
    assert whats(built([hidden(new)], ledger)) == ["updated"]


def test_a_cloze_and_a_question_that_swap_their_kinds_are_four_notes() -> None:
    """Alike but for a word: neither takes the reviews of the other one's fact."""
    asked = "What is the color of the egg that the {} lays in spring?"
    told = "The egg that the {} lays in spring is {}."
    here = Location("sea.md", 1)

    def both(question: str, cloze: str) -> list[Card]:
        colors = {"robin": "blue", "wren": "white"}
        question_card = Card(asked.format(question), told.format(question, colors[question]), here)
        return [question_card, hidden(told.format(cloze, f"=={colors[cloze]}=="), 2)]

    found = built(both("wren", "robin"), built(both("robin", "wren")).ledger)
    assert sorted(whats(found)) == ["new", "new", "retired", "retired"]


def test_a_question_and_a_cloze_of_one_fact_keep_theirs() -> None:
    before = [
        Card("What is the egg of the robin like?", "It is blue.", Location("sea.md", 1)),
        hidden("The egg of the robin is ==blue==.", 2),
    ]
    after = [
        Card("What does the egg of the robin look like?", "It is blue, and small.", Location("sea.md", 1)),
        hidden("The egg of the robin, a small bird, is ==blue==.", 2),
    ]
    assert whats(built(after, built(before).ledger)) == ["updated", "updated"]


def test_the_same_question_in_a_document_that_is_not_built_is_another_card() -> None:
    found = built(cards(file="b/new.md"), FIRST.ledger, scope="b/")
    assert whats(found) == ["new"] * 10
    assert not {*KEYS} & {identity.key for identity in found.identities.values()}
    assert {entry.retired for entry in found.ledger.entries.values()} == {False}


def test_an_explicit_id_keeps_cards_apart() -> None:
    first = built([card(TEN[0], id="tides")])
    found = built([card(TEN[0], id="other")], first.ledger)
    assert whats(found) == ["new", "retired"]


def test_a_short_answer_alone_makes_no_pair_elsewhere() -> None:
    old = [Asked(1, "Is coral an animal?", "Yes."), *TEN]
    new = [*TEN, Asked(0, "Do whales sleep with one eye open?", "Yes.")]
    found = built(cards(new), built(cards(old)).ledger)
    assert of(found, new[-1].question).what == "new" or found.doubts


# ── one card ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_number_line_and_order_are_no_change() -> None:
    found = built([replace(each, number=None) for each in cards(TEN[::-1])], FIRST.ledger)
    assert whats(found) == ["unchanged"] * 10


def test_an_insertion_changes_no_other_line_of_the_ledger() -> None:
    found = built(cards([*TEN[:4], LATER, *TEN[4:]]), FIRST.ledger, now=200)
    assert {**found.ledger.entries, **FIRST.ledger.entries} == found.ledger.entries


def test_an_explicit_id_finds_a_card_that_has_changed_wholly() -> None:
    first = built([*cards(TEN[1:]), card(TEN[0], 50, id="tides")])
    found = built([*cards(TEN[1:]), card(LATER, 50, id="tides")], first.ledger)
    assert of(found, LATER.question).aspects == {"question", "answer"}


def test_a_key_of_the_ledger_is_an_explicit_id() -> None:
    gone = built(cards(TEN[1:]), FIRST.ledger)
    found = built([card(LATER, 1, id=KEYS[0]), *cards(TEN[1:])], gone.ledger)
    assert of(found, LATER.question).what == "returned"
    assert found.identities[card(LATER, 1, id=KEYS[0])].key == KEYS[0]


def test_what_changed_is_told() -> None:
    new = cards()
    new[0] = replace(new[0], question="What brings the tides about?")
    new[1] = replace(new[1], answer="Each 12 hours and 25 minutes.")
    new[2] = replace(new[2], level=Level.ADVANCED)
    new[3] = replace(new[3], section=("Elsewhere",))
    found = built(new, FIRST.ledger).changes
    assert [(change.what, *change.aspects) for change in found[:5]] == [
        ("updated", "question"),
        ("updated", "answer"),
        ("updated", "details"),
        ("moved", "section"),
        ("unchanged",),
    ]


def test_a_reworded_card_keeps_its_key_and_another_may_ask_the_old_question() -> None:
    reworded = replace(TEN[0], question="What brings the tides about?")
    second = built(cards([reworded, *TEN[1:]]), FIRST.ledger)
    assert of(second, reworded.question).entry.key == KEYS[0]
    asked_again = replace(LATER, question=TEN[0].question)
    third = built(cards([reworded, *TEN[1:], asked_again]), second.ledger)
    assert whats(third) == [*["unchanged"] * 10, "new"]
    assert of(third, asked_again.question).entry.key not in KEYS


def test_copies_of_a_document_leave_the_original_its_cards() -> None:
    found = built([*cards(file="a.md"), *cards()], FIRST.ledger)
    assert whats(found) == ["new"] * 10 + ["unchanged"] * 10


def test_the_same_card_twice_is_two_cards_and_stays_so() -> None:
    twice = [*cards(), *(replace(each, where=Location("sea.md", 99)) for each in cards(TEN[:1]))]
    first = built(twice)
    assert len({identity.guid for identity in first.identities.values()}) == 11
    assert whats(built(twice[::-1], first.ledger)) == ["unchanged"] * 11


def test_a_tie_keeps_history_where_it_is_and_is_told() -> None:
    def pair(word: str) -> list[Asked]:
        return [Asked(n, f"Name a color, {n}.", f"{word} {n} is a color like others, is it not?") for n in (1, 2)]

    first = built(cards([*pair("Teal"), *TEN]))
    blurred = [
        replace(each, question="Name any color.", answer="It is a color like others, is it not?") for each in TEN
    ]
    found = built(cards([blurred[0], replace(blurred[1], answer=f"{blurred[1].answer} Yes."), *TEN]), first.ledger)
    assert [change.entry.key for change in found.changes] == [change.entry.key for change in first.changes]
    assert len(found.doubts) == 2
    assert all(doubt.kept and doubt.other for doubt in found.doubts)


# ── time ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_edit_moves_the_time_even_where_the_clock_stands_still() -> None:
    edited = cards([replace(TEN[0], answer="The moon."), *TEN[1:]])
    found = built(edited, FIRST.ledger, now=0)
    assert [change.entry.changed_at for change in found.changes] == [101, *[100] * 9]
    assert built(edited, found.ledger, now=900).ledger == found.ledger


def test_a_card_goes_and_comes_back_as_it_was() -> None:
    gone = built(cards(TEN[1:]), FIRST.ledger, now=200)
    assert whats(gone) == [*["unchanged"] * 9, "retired"]
    assert whats(built(cards(TEN[1:]), gone.ledger, now=300)) == ["unchanged"] * 9
    back = built(cards(), gone.ledger, now=300)
    assert whats(back) == ["returned", *["unchanged"] * 9]
    assert back.changes[0].entry == replace(
        FIRST.changes[0].entry, changed_at=102
    )  # retired and sent so: one second each
