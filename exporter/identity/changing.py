"""Changes of a card since the last build, their cause, and the modification time that its note gets.

Anki takes a note whose time is later than that of its own copy, and replaces all fields and tags by it. Whoever edits
or tags a note in Anki makes his copy later, too. So only words that were changed in a document get the present time,
and replace what they find. All other changes (of the tool, the settings, the section, the deck, the tags) are one
second later than what was sent last: they reach notes that were not edited in Anki, and leave the others as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from exporter.identity import fingerprint, keys, legacy
from exporter.identity.context import BuildContext
from exporter.identity.ledger import Entry, FileState
from exporter.model import Card, Choice

WORDS = frozenset({"question", "answer", "options", "right"})  # aspects that are the document's own words
TAUGHT = WORDS | {"details"}
_PLACE = ("section", "file", "deck")


@dataclass(frozen=True, slots=True)
class Change:
    """A card's change since the last build."""

    what: str  # a key of `KINDS`
    entry: Entry
    card: Card | None = None  # as it is now; None for a retired one
    old: Entry | None = None  # as it was; None for a new one
    # of `keys.PARTS`, "section", "file", "deck"; "reverse" where its reverse card is switched off; of a retired one
    # "unanswered"; of a new one "kind": see `restarts`
    aspects: frozenset[str] = frozenset()

    sent: str = ""  # which known notes take it: "all", "untouched" ones only, all "again"; empty where it is not newer

    @property
    def restarts(self) -> bool:
        """Whether it is a known card in a new note, without its reviews: it became a cloze, or is no longer one."""
        return self.what == "new" and "kind" in self.aspects


KINDS = {
    "new": "not seen before",
    "returned": "was retired and is there again, with its old identity",
    "updated": "teaches something else: its question was reworded, its answer or its details changed",
    "moved": "stands in another section, document or deck, and teaches the same",
    "rendered": "is the same in its document, but this version of the tool, or these settings, read or render it "
    "differently",
    "unchanged": "is the same; its number and its order do not matter",
    "retired": "is no longer in the documents",
}


def change(card: Card, old: Entry, new: Entry, documents: Mapping[str, FileState], context: BuildContext) -> Change:
    """The change of a known card; `documents` are the files as they were when they were last read."""
    aspects = frozenset(_aspects(card, old, new))
    own = not aspects or _is_the_documents(card, old, documents, context)
    what = _what(old, new, aspects, own=own)
    if what != "returned" and not _differ(old.rendered, new.rendered) and (what != "updated" or old.rendered):
        return Change(what, new, card, old, aspects)
    later = old.changed_at + 1
    moment = max(context.now, later) if own and aspects & WORDS else later
    sent = "all" if moment > later else "untouched"
    return Change(what, replace(new, changed_at=moment), card, old, aspects, sent)


def _aspects(card: Card, old: Entry, new: Entry) -> Iterator[str]:
    if old.content and old.content != new.content:
        before, after = ([*entry.content.split("-"), "", ""] for entry in (old, new))
        yield from (name for name, a, b in zip(keys.PARTS[:3], before, after, strict=False) if a != b)
        if before[2] != after[2]:
            yield from _choices(card, old, before[3:5], after[3:5])
    elif not old.content and keys.normal(old.question) != keys.normal(new.question):
        yield "question"
    yield from (name for name in (*_PLACE, "reverse") if _differ(getattr(old, name), getattr(new, name)))


def _choices(card: Card, old: Entry, before: list[str], after: list[str]) -> Iterator[str]:
    """Whether options changed, and which are right. Of version 0.1 that is known where the options are the same."""
    found = None if old.version else legacy.recorded(old, card)
    if found and found.note_type == Choice.name:
        before = [after[0], found.right]
    elif not old.version and not found and isinstance(card.kind, Choice):
        before = ["?", "?"]
    yield from (name for name, a, b in zip(keys.PARTS[3:], before, after, strict=False) if a != b)


def _differ(old: object, new: object) -> bool:
    """Whether a known value changed; values that Anki's export lacks are unknown."""
    return bool(old) and old != new


def _what(old: Entry, new: Entry, aspects: frozenset[str], *, own: bool) -> str:
    if old.retired:
        return "returned"
    if aspects & TAUGHT and own:
        return "updated"
    if aspects.intersection(_PLACE) and (own or "file" in aspects or old.version == new.version):
        return "moved"
    return "rendered" if aspects or _differ(old.rendered, new.rendered) else "unchanged"


def _is_the_documents(card: Card, old: Entry, documents: Mapping[str, FileState], context: BuildContext) -> bool:
    """Whether a card reads differently because its document does; else this version, or the settings, read it so.

    Where that cannot be known it is not the document's: an edit may then miss notes that their owner touched, which he
    is told; the other way round his own words would be lost.
    """
    original = context.originals.get(card.where.path)
    if original is None:
        return True
    known = documents.get(old.file, original.state)
    if old.file in documents and known.bytes == original.state.bytes:
        return False
    if old.source and not original.holds(old.source, card.where.line):
        return True
    if old.version:  # a line elsewhere, such as a key of answers, unless tool or settings read the file otherwise
        return old.version == context.version and known.settings == original.state.settings
    return any(original.lost(text) for text in fingerprint.remembered(old.question, old.answer))
