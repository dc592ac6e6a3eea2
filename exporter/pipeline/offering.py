"""Offer of a build to a collection of Anki: its notes as they would be sent, what is retired, and our note types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from exporter.identity import gap_numbers
from exporter.identity.changing import Change
from exporter.identity.ledger import Entry
from exporter.notes import NOTE_TYPES, NoteType, Placed, in_order
from exporter.pipeline import resources
from exporter.pipeline.build import Build
from exporter.push.base import FIELD
from exporter.push.offer import Offer, OfferedNote, OfferedType, RetiredNote, Template

_RETIRED = "retired"  # below the root tag
_WIDTH = 500  # characters of a question


def offer(build: Build) -> Offer:
    """What an identified build says now."""
    root = build.settings.anki.root_tag
    changes = {change.card: change for change in build.identified.changes if change.card}
    placed = in_order(build.documents, build.identified.identities, build.notes, build.settings.anki.order)
    unanswered = {each.entry.key for each in build.identified.changes if "unanswered" in each.aspects}
    return Offer(
        tuple(_note(each, changes[each.card], root, build.sources.shown) for each in placed),
        tuple(
            _retired(entry, build, is_asked=key in unanswered)
            for key, entry in sorted(build.identified.ledger.entries.items())
            if entry.retired
        ),
        tuple(_types(build)),
        f"{root}::{_RETIRED}",
    )


def _note(placed: Placed, change: Change, root: str, shown: Mapping[str, str]) -> OfferedNote:
    kind, entry, old = NOTE_TYPES[placed.note.note_type], change.entry, change.old
    fields = dict(zip(kind.fields, map(str, placed.fields), strict=True))
    del fields[FIELD]
    path = shown.get(placed.card.where.path, placed.card.where.path)
    return OfferedNote(
        guid=entry.adopted or entry.guid,
        note_id=entry.note_id,
        key=entry.key,
        type_id=kind.id,
        fields=fields,
        tags=placed.tags(root),
        deck=placed.note.deck,
        was_in=entry.decks,
        changed_at=entry.changed_at,
        sent_at=() if entry.adopted else _sent_at(entry, old),
        first_seen=entry.first_seen,
        is_known=old is not None,
        gaps=placed.identity.gaps,
        gaps_before=_numbers(old) if old else (),
        question=" ".join(entry.question.split())[:_WIDTH],
        file=path,
        line=placed.card.where.line,
        place=placed.card.where.place,
        mapping=dict(pair.split("=", 1) for pair in entry.adopted_fields),
        origin="" if entry.adopted else placed.card.origin or "",
        is_adopted=bool(entry.adopted),
    )


def _numbers(entry: Entry) -> tuple[int, ...]:
    return tuple(known.number for known in gap_numbers.read(entry.gaps))


def _sent_at(entry: Entry, old: Entry | None) -> tuple[int, ...]:
    """The times that builds gave a note, as far as the ledger knows them."""
    return tuple(sorted({entry.first_seen, entry.changed_at, *([old.changed_at] if old else [])}))


def _retired(entry: Entry, build: Build, *, is_asked: bool) -> RetiredNote:
    question = " ".join(entry.question.split())[:_WIDTH]
    file = build.sources.shown.get(entry.file, entry.file)
    sent_at = _sent_at(entry, build.known.entries.get(entry.key))
    return RetiredNote(entry.adopted or entry.guid, entry.note_id, entry.key, question, file, is_asked, sent_at)


def _types(build: Build) -> Iterator[OfferedType]:
    files = resources.anki(build.style, shuffles=build.settings.anki.shuffle_options)
    known = (build.known.templates.get("anki"), build.identified.ledger.templates.get("anki"))
    sent_at = tuple(sorted({each.changed_at for each in known if each}))
    yield from (_type(kind, files, sent_at) for kind in NOTE_TYPES.values())


def _type(kind: NoteType, files: Mapping[str, str], sent_at: tuple[int, ...]) -> OfferedType:
    fields = {name: kind.field_id(n) for n, name in enumerate(kind.fields)}
    templates = tuple(
        Template(kind.template_id(n), name, files[f"{stem}-front.html"].strip(), files[f"{stem}-back.html"].strip())
        for n, (name, stem) in enumerate(kind.templates)
    )
    return OfferedType(kind.id, kind.name, fields, templates, files["style.css"], sent_at, kind.cloze)
