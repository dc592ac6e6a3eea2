"""Our note types, frozen from their first day.

Anki knows a note type by its id, and fields and templates by theirs: a renamed one with the same id is an update, any
other change makes every known note "conflicting". So the ids below never change, no field or template is ever added to
a type that was published, and the three spare fields are all the room that there is. They are spent by this plan:

| type   | Extra1: what a card's kind needs                                  | Extra2                | Extra3 |
|--------|-------------------------------------------------------------------|-----------------------|--------|
| basic  | the options of a multiple choice, the right ones of class `right` | the card's language   | free   |
| cloze  | free                                                              | the card's language   | free   |
| choice | free: its options have fields of their own                        | the card's language   | free   |

Extra2 is set aside, and empty so far. A field that is spent here is never used for anything else, in any of the types.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_COMMON = ("Breadcrumb", "Level", "Number", "CardId", "Source")
_SPARE = ("Extra1", "Extra2", "Extra3")


@dataclass(frozen=True, slots=True)
class NoteType:
    """A note type; templates are files named `<template>-front.html` and `<template>-back.html`."""

    id: int
    name: str
    fields: tuple[str, ...]
    templates: tuple[tuple[str, str], ...]  # (name in Anki, file stem)
    cloze: bool = False

    def field_id(self, index: int) -> int:
        """The frozen id of a field."""
        return self.id * 100 + index

    def template_id(self, index: int) -> int:
        """The frozen id of a template."""
        return self.id * 100 + 50 + index


NOTE_TYPES: Mapping[str, NoteType] = {
    "basic": NoteType(
        id=1_772_100_310_001,
        name="exporter Q&A",
        fields=("Question", "Answer", *_COMMON, "Reverse", *_SPARE),
        templates=(("Question → Answer", "basic"), ("Answer → Question", "reverse")),
    ),
    "cloze": NoteType(
        id=1_772_100_310_002,
        name="exporter Cloze",
        fields=("Text", "Title", *_COMMON, *_SPARE),
        templates=(("Cloze", "cloze"),),
        cloze=True,
    ),
    "choice": NoteType(
        id=1_772_100_310_003,
        name="exporter Choice",
        fields=("Question", "Options", "Solution", "Answer", *_COMMON, *_SPARE),
        templates=(("Choice", "choice"),),
    ),
}
