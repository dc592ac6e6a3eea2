"""Rows of the tables of traits, and which of them cannot stand together in one document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One way to write a part of a document."""

    name: str
    tags: str = ""  # words: what it is
    bars: str = ""  # words: what no other row of the document may be, else nobody could tell what is meant


R = TypeVar("R", bound="Row")


def table(rows: Iterable[R]) -> dict[str, R]:
    """Rows by their names, the usual one first."""
    made = list(rows)
    named = {row.name: row for row in made}
    assert len(named) == len(made), "two rows of a table have one name"
    return named


def clash(one: Row, other: Row) -> bool:
    """Whether two rows cannot stand in one document."""
    return bool({*one.bars.split()} & {*other.tags.split()} or {*other.bars.split()} & {*one.tags.split()})


Part = tuple[str, str]  # a trait, the name of a row of it


@dataclass(frozen=True, slots=True)
class Combination:
    """One row of each trait of a family, by name; its text names those that are not the usual ones."""

    family: str
    rows: tuple[Part, ...]

    def __str__(self) -> str:
        return " ".join([self.family, *(f"{trait}={name}" for trait, name in self.rows)])

    def get(self, trait: str) -> str:
        """The name of the row of a trait, empty where the family has no such trait."""
        return dict(self.rows).get(trait, "")


def parsed(text: str, families: Mapping[str, Mapping[str, Mapping[str, Row]]]) -> Combination:
    """The combination that a line names; raises KeyError where a trait or a row is no longer there."""
    family, *named = text.split(" ")
    chosen = dict(part.split("=", 1) for part in named)
    for trait, name in chosen.items():
        families[family][trait][name]
    return shortened(family, chosen, families[family])


def shortened(family: str, chosen: Mapping[str, str], traits: Mapping[str, Mapping[str, Row]]) -> Combination:
    """A combination in the order of its family's traits, without the usual row of each."""
    rows = ((trait, chosen[trait]) for trait in traits if trait in chosen)
    return Combination(family, tuple((trait, name) for trait, name in rows if name != next(iter(traits[trait]))))
