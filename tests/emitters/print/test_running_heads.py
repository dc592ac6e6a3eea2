"""Running heads: what is said of a page."""

from __future__ import annotations

import pytest

from exporter.emitters.print.running_heads import running_head
from exporter.emitters.print.units import Unit
from exporter.model import Card, Location, Note

WHERE = Location("bread.md", 1)


def card(number: int | None, *section: str) -> Unit:
    return Unit("", "", section, Card("Why?", "So.", WHERE, number, None, section))


def note(*section: str) -> Unit:
    return Unit("", "", section, Note("Tools", "A peel.", WHERE, section))


@pytest.mark.parametrize(
    ("units", "head", "span"),
    [
        ([], "", ""),
        ([Unit("", "", ("Ovens",))], "", ""),  # a head alone
        ([card(None)], "", ""),
        ([note()], "", ""),
        ([card(3, "Ovens")], "Ovens", "3"),
        ([card(3, "Ovens", "Stone"), card(7, "Ovens", "Steel")], "Ovens", "3–7"),
        ([card(3, "Ovens"), card(4, "Dough"), card(6, "Dough")], "Ovens 3  ·  Dough 4–6", ""),
        ([card(3, "Ovens"), note()], "Ovens", "3"),
        ([note(), card(None, "Ovens")], "Ovens", ""),
        ([card(1), card(2, "Ovens")], "1  ·  Ovens 2", ""),
        ([card(1, "A"), card(2, "B"), card(3, "C"), card(4, "D")], "A 1  ·  …  ·  D 4", ""),
        ([card(3, "The `oven` *itself*")], "The oven itself", "3"),
        ([card(3, "word " * 40)], " ".join(["word"] * 19) + " …", "3"),
    ],
)
def test_a_head_names_sections_and_numbers(units: list[Unit], head: str, span: str) -> None:
    assert running_head(units) == (head, span)
