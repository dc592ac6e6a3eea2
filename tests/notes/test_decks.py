from __future__ import annotations

import pytest

from exporter.notes import decks
from exporter.settings import AnkiSettings

PLAIN = AnkiSettings()


@pytest.mark.parametrize(
    ("name", "nested"),
    [
        ("Stone", ("Stone",)),
        ("Building::Stone", ("Building", "Stone")),
        (" Building ::  Hewn\tStone::", ("Building", "Hewn Stone")),
        ("a:b", ("a:b",)),
        ("::", ()),
        ("", ()),
    ],
)
def test_parts(name: str, nested: tuple[str, ...]) -> None:
    assert decks.parts(name) == nested


@pytest.mark.parametrize(
    ("chosen", "given", "deck"),
    [
        (PLAIN, (), "std: vector"),
        (PLAIN, ("C++", "STL"), "C++::STL"),
        (AnkiSettings(root_deck="Study::Code"), (), "Study::Code::std: vector"),
        (AnkiSettings(root_deck="Study"), ("C++", "STL"), "Study::C++::STL"),
        (AnkiSettings(decks="folders"), (), "cpp::more: std::std: vector"),
        (AnkiSettings(decks="folders", root_deck="Study"), (), "Study::cpp::more: std::std: vector"),
        (AnkiSettings(decks="folders"), ("C++",), "C++"),
        (AnkiSettings(decks="sections"), (), "std: vector"),
    ],
)
def test_the_deck_of_a_document(chosen: AnkiSettings, given: tuple[str, ...], deck: str) -> None:
    """What the document says is nested; a title is not, whatever stands in it."""
    found = decks.of_document("std::vector", "cpp/more::std/a.md", chosen, given)
    assert "::".join(found) == deck


@pytest.mark.parametrize(
    ("by_section", "topics", "deck"),
    [(False, {}, "A"), (True, {}, "A::B: C::D"), (False, {"B::C": "b: c"}, "A::b: c"), (False, {"D": "d"}, "A")],
)
def test_the_deck_of_a_card(by_section: bool, topics: dict[str, str], deck: str) -> None:
    assert decks.of_card(("A",), ("B::C", "D"), topics, by_section=by_section) == deck


@pytest.mark.parametrize(
    ("deck", "file", "section", "chosen", "name"),
    [
        ("Tea", "tea.md", (), PLAIN, "Tea"),
        ("Tea::Green", "tea.md", ("Green",), PLAIN, "Tea"),
        ("Drinks::Tea", "tea.md", ("Green",), PLAIN, "Drinks › Tea"),
        ("Tea", "tea.md", ("Tea",), PLAIN, "Tea"),
        ("Study::Tea", "tea.md", (), AnkiSettings(root_deck="Study"), "Tea"),
        ("Tea", "tea.md", (), AnkiSettings(root_deck="Study"), "Tea"),
        ("Study", "tea.md", (), AnkiSettings(root_deck="Study"), "Study"),
        ("S::hot::Tea", "hot/tea.md", (), AnkiSettings(root_deck="S", decks="folders"), "Tea"),
        ("Tea::A::B", "tea.md", ("A", "B"), AnkiSettings(decks="sections"), "Tea"),
    ],
)
def test_the_name_of_a_document_by_its_cards_deck(
    deck: str, file: str, section: tuple[str, ...], chosen: AnkiSettings, name: str
) -> None:
    assert decks.document_name(deck, file, section, chosen) == name
