"""Versions of a quiz: what is put in another order, and what is not."""

from __future__ import annotations

import pytest

from exporter.emitters.print.versions import versions
from exporter.model import Card, Choice, Location

SECTIONS = (("Sea",), ("Sea", "Tide"), ("Land",))
CARDS = [
    Card(f"What is thing {n}?", "So.", Location("w.md", n), n if n % 2 else None, section=SECTIONS[n % 3])
    for n in range(1, 31)
]
OPTIONS = tuple(f"thing {letter}" for letter in "pqrstuvw")


def asked(cards: tuple[Card, ...]) -> list[str]:
    return [card.question for card in cards]


def test_a_quiz_without_versions_is_the_document() -> None:
    numbered = [card for card in CARDS if card.number]
    (only,) = versions(numbered, 1, 0, "en")
    assert only.letter == ""
    assert only.cards == tuple(numbered)


def test_questions_without_numbers_are_numbered_where_they_stand() -> None:
    (only,) = versions(CARDS, 1, 0, "en")
    assert asked(only.cards) == asked(tuple(CARDS))
    assert [card.number for card in only.cards] == list(range(1, 31))


def test_the_first_version_is_the_document_and_the_others_are_not() -> None:
    made = versions(CARDS, 4, 0, "en")
    assert [version.letter for version in made] == list("ABCD")
    assert asked(made[0].cards) == asked(tuple(CARDS))
    assert len({tuple(asked(version.cards)) for version in made}) == 4
    for version in made:
        assert sorted(asked(version.cards)) == sorted(asked(tuple(CARDS)))
        assert [card.number for card in version.cards] == list(range(1, 31))


def test_sections_stay_together() -> None:
    for version in versions(CARDS, 5, 0, "en")[1:]:
        sections = list(dict.fromkeys(card.section for card in version.cards))
        assert len(sections) == 3
        assert [card.section for card in version.cards] == [one for one in sections for _ in range(10)]
        assert sections.index(("Sea", "Tide")) == sections.index(("Sea",)) + 1


def test_a_seed_draws_the_same_again_and_another_another() -> None:
    assert versions(CARDS, 2, 5, "en") == versions(CARDS, 2, 5, "en")
    assert versions(CARDS, 2, 5, "en") != versions(CARDS, 2, 6, "en")


def test_an_edit_of_one_question_leaves_the_order_of_the_others() -> None:
    edited = [*CARDS[:7], Card("What else?", "So.", Location("w.md", 8), section=SECTIONS[2]), *CARDS[8:]]
    before, after = (asked(versions(cards, 2, 0, "en")[1].cards) for cards in (CARDS, edited))
    assert [one for one in after if one != "What else?"] == [one for one in before if one != CARDS[7].question]


def choice(answer: str, options: tuple[str, ...] = OPTIONS) -> Card:
    return Card("Which thing?", answer, Location("w.md", 1), 1, kind=Choice(options, (0, 2)))


def test_options_are_shuffled_with_their_key() -> None:
    for version in versions([choice("So.")], 4, 0, "en")[1:]:
        kind = version.cards[0].kind
        assert isinstance(kind, Choice)
        assert sorted(kind.options) == sorted(OPTIONS)
        assert {kind.options[index] for index in kind.correct} == {OPTIONS[0], OPTIONS[2]}
        assert list(kind.correct) == sorted(kind.correct)
    assert len({version.cards[0].kind for version in versions([choice("So.")], 4, 0, "en")}) == 4


@pytest.mark.parametrize(
    ("card", "language"),
    [
        (choice("B is wrong."), "en"),
        (choice("So.", (*OPTIONS, "all of the above")), "en"),
        (choice("The first one."), "en"),
        (choice("So."), ""),  # nobody knows what the texts say
        (Card("Who?", "So.", Location("w.md", 1), 1), "en"),
    ],
)
def test_options_that_a_text_names_by_their_place_stay(card: Card, language: str) -> None:
    assert {version.cards[0].kind for version in versions([card], 4, 0, language)} == {card.kind}
