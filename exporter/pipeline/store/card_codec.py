"""Codec of cards as JSON, for the caches."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from exporter.model import Basic, Card, Choice, Cloze, Kind, Level, Location


def table(card: Card) -> dict[str, Any]:
    """Everything but its place; what has its default is left out."""
    made: dict[str, Any] = {"question": card.question, "answer": card.answer, "kind": card.kind.name}
    if isinstance(card.kind, Choice):
        made |= {"options": list(card.kind.options), "correct": list(card.kind.correct)}
    rest = {
        "number": card.number,
        "level": card.level and str(card.level),
        "section": list(card.section),
        "tags": list(card.tags),
        "id": card.id,
        "origin": card.origin,
        "reverse": card.reverse or None,
    }
    return made | {name: value for name, value in rest.items() if value not in (None, [])}


def card(made: Mapping[str, Any], where: Location) -> Card:
    """The card again; raises KeyError, TypeError or ValueError where the table is damaged."""
    return Card(
        question=made["question"],
        answer=made["answer"],
        where=where,
        number=made.get("number"),
        level=Level(made["level"]) if "level" in made else None,
        section=tuple(made.get("section", ())),
        tags=tuple(made.get("tags", ())),
        kind=_kind(made),
        id=made.get("id"),
        origin=made.get("origin"),
        reverse=made.get("reverse", False) is True,
    )


def _kind(made: Mapping[str, Any]) -> Kind:
    if made["kind"] == Choice.name:
        return Choice(tuple(made["options"]), tuple(made["correct"]))
    return Cloze() if made["kind"] == Cloze.name else Basic()
