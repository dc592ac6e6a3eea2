"""Adoption: notes from elsewhere stand for cards of the documents, with their reviews, in their own note types.

Which note a card comes from, its document says: by a guid or a note's id that other software left beside the card.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from exporter.push.offer import Offer, OfferedNote
from exporter.push.state import State, TypeState
from exporter.push.steps import Adoption, Choices, Told, place

_OPTIONS = ("Options", "Extra1")  # fields of ours that hold those of multiple choice
_FIELD = re.compile(r"\{\{(?![#/^!])((?:[^{}:]*:)*)\s*([^{}:]+?)\s*\}\}")  # filters, name
_CLOZE_FIELD = re.compile(r"\{\{(?:[^{}:]*:)*cloze:(?:[^{}:]*:)*\s*([^{}:]+?)\s*\}\}")
_TYPED = "type"  # the filter of a field that is asked by typing
_IMAGE = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_BLOCK = re.compile(
    r"</?(?:address|br|dd|div|dl|dt|h[1-6]|hr|li|ol|p|pre|table|tbody|td|th|thead|tr|ul)\b[^>]*>", re.IGNORECASE
)
_TAG = re.compile(r"<[a-zA-Z/!][^>]*>")
_FORMULA = (
    (re.compile(r"\[\$\$?\]"), r"\\("),
    (re.compile(r"\[/\$\$?\]"), r"\\)"),
    (re.compile(r"\\\["), r"\\("),
    (re.compile(r"\\\]"), r"\\)"),
)


@dataclass(frozen=True, slots=True)
class Adopted:
    """An offer and a state in which notes from elsewhere have taken the places of notes of ours."""

    offer: Offer
    state: State
    adoptions: tuple[Adoption, ...] = ()
    told: tuple[Told, ...] = ()
    left: frozenset[str] = frozenset()  # guids of offered notes about which nothing was decided


def adopted(offer: Offer, state: State, choices: Choices) -> Adopted:
    """Lets notes from elsewhere stand for cards whose own notes the collection lacks, as far as `choices` say so."""
    if not state.foreign or choices.foreign == "add":
        return Adopted(offer, state)
    made = _Adopting(offer, state, choices)
    notes = tuple(note for each in offer.notes if (note := made.taken(each)))
    there = {**state.notes, **{each.guid: state.foreign[guid] for guid, each in made.found.items()}}
    return Adopted(
        replace(offer, notes=notes),
        replace(state, notes=there),
        tuple(made.found.values()),
        tuple(made.told),
        frozenset(each.guid for each in made.told),
    )


@dataclass(slots=True)
class _Adopting:
    offer: Offer
    state: State
    choices: Choices
    found: dict[str, Adoption] = field(default_factory=dict)  # by the guid of the note that is not needed
    told: list[Told] = field(default_factory=list)

    def taken(self, note: OfferedNote) -> OfferedNote | None:
        """The note to be merged: one from elsewhere, or the same; None where that is left open."""
        there = self.state.foreign.get(note.guid)
        if there is None:
            return note
        type_ = self.state.types[there.type_id]
        is_ours = any(each.id == type_.id for each in self.offer.types)
        fields = {} if is_ours else mapping(type_)
        refused = self._refused(note, there.guid, type_, fields, is_ours=is_ours)
        if refused:
            self.told.append(Told(refused, *place(note)))
            return None
        self.found[note.guid] = Adoption(note.key, there.guid, fields)
        return replace(note, guid=there.guid, mapping=fields, is_adopted=True, sent_at=())

    def _refused(
        self, note: OfferedNote, guid: str, type_: TypeState, fields: Mapping[str, str], *, is_ours: bool
    ) -> str:
        """Why a note does not stand for a card, as a key of `TOLD`; "" where it does."""
        ours = next(each for each in self.offer.types if each.id == note.type_id)
        reasons = {
            "foreign": self.choices.foreign == "ask" and guid not in self.state.memory.bases,
            "twice": any(each.guid == guid for each in self.found.values()),
            "gaps": type_.is_cloze is not ours.is_cloze,
            "options": not is_ours and any(note.fields.get(name) for name in _OPTIONS),
            "shape": not is_ours and not fields,
        }
        return next((reason for reason, holds in reasons.items() if holds), "")


def mapping(there: TypeState) -> dict[str, str]:
    """Our fields -> those of a note type, as its first template shows them; empty where it does not.

    The question is the first field, in the type's order, that the front shows; the answer the first that only the back
    shows. Of a cloze it is the field that hides something.
    """
    if not there.templates:
        return {}
    names, first = [name for name, _ in there.fields], there.templates[0]
    if there.is_cloze:
        hidden = {*_CLOZE_FIELD.findall(first.front)}
        return next(({"Text": name} for name in names if name in hidden), {})
    asked, told = _shown(first.front), _shown(first.back)
    question = next((name for name in names if name in asked), "")
    answer = next((name for name in names if name in told - asked), "")
    return {"Question": question, "Answer": answer} if question and answer else {}


def _shown(template: str) -> set[str]:
    """The fields that a side of a card shows: not those that are only typed in there."""
    return {name for filters, name in _FIELD.findall(template) if _TYPED not in filters.split(":")}


def alike(theirs: Mapping[str, str], ours: Mapping[str, str]) -> frozenset[str]:
    """The fields that say the same on both sides, however they are marked up."""
    return frozenset(name for name, text in ours.items() if name in theirs and _look(text) == _look(theirs[name]))


def _look(text: str) -> str:
    """What is seen of HTML: its words, with marks where an image stands, whose names differ from tool to tool."""
    words = html.unescape(_TAG.sub("", _BLOCK.sub(" ", _IMAGE.sub(" [image] ", text))))
    for mark, other in _FORMULA:
        words = mark.sub(other, words)
    return "".join(words.split())
