"""Our note types, frozen from their first day.

Anki knows a note type by its id, and fields and templates by theirs: a renamed one with the same id is an update, any
other change makes every known note "conflicting". So the ids below never change, no field or template is ever added to
a type that was published, and the three spare fields are all the room that there is. They are spent by this plan:

| type   | Extra1: what a card's kind needs                                  | Extra2                | Extra3    |
|--------|-------------------------------------------------------------------|-----------------------|-----------|
| basic  | the options of a multiple choice, the right ones of class `right` | the card's language   | see below |
| cloze  | free                                                              | the card's language   | see below |
| choice | free: its options have fields of their own                        | the card's language   | see below |

A language is a tag such as `de` or `pt-BR`; what templates say themselves, such as the levels, they say in it by rules
of style (`cardstyle`), which need no field. Extra3 has hashes of what was sent last (`push.base`), by which a push
merges; no side of a card shows it, and it is no reason to send a note. A field that is spent here is never used for
anything else, in any type.
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


@dataclass(frozen=True, slots=True)
class Field:
    """How Anki's editor shows a field."""

    description: str  # shown while it is empty
    is_ours: bool = True  # what no text of the document is: collapsed


FIELDS: Mapping[str, Field] = {
    "Question": Field("What is asked", is_ours=False),
    "Answer": Field("The answer; of multiple choice the explanation", is_ours=False),
    "Text": Field("A text with gaps", is_ours=False),
    "Title": Field("What stands above the text", is_ours=False),
    "Options": Field("The options of multiple choice", is_ours=False),
    "Solution": Field("The same options, the right ones marked", is_ours=False),
    "Breadcrumb": Field("Document and section, written by exporter"),
    "Level": Field("beginner, intermediate or advanced, as in the document"),
    "Number": Field("Number of the question in its document"),
    "CardId": Field("Which card of the ledger this is: exporter finds the card by it, so leave it as it is"),
    "Source": Field("Address of the card in its document, by the setting anki.source_url"),
    "Reverse": Field("1 makes the second card, which asks for the question: the setting anki.reverse"),
    "Extra1": Field("Options, if this question has some"),
    "Extra2": Field("Language of the card, such as de"),
    "Extra3": Field("What was sent last: exporter merges your words by it, so leave it as it is"),
}


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
