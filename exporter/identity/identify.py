"""Gives every answered card its identity: the one that the ledger knows, or a new one; and tells what changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from exporter.identity import keys, places, sketch
from exporter.identity.ledger import Entry, Ledger
from exporter.identity.matching import Doubt, match
from exporter.model import Card, Identity


@dataclass(frozen=True, slots=True)
class Rendering:
    """What Anki gets of a card, but for its number."""

    digest: str  # of its fields, tags and note type
    deck: str
    shingles: str | None = None  # the sketch of its answer, where it was made along the way


@dataclass(frozen=True, slots=True)
class Scene:
    """What identity has to know of the world around it."""

    now: int  # seconds since 1970
    in_scope: Callable[[str], bool]  # whether this build reads the document of a name, or would if it still existed
    is_gone: Callable[[str], bool] = lambda file: False  # whether a document that is not in scope is there no more
    renderings: Mapping[Card, Rendering] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one card since the last build."""

    what: str  # a key of `KINDS`
    entry: Entry
    card: Card | None = None  # as it is now; None for a retired one
    old: Entry | None = None  # as it was; None for a new one
    aspects: frozenset[str] = frozenset()  # of "question", "answer", "details", "section", "file", "deck"


KINDS = {
    "new": "not seen before",
    "returned": "was retired and is there again, with its old identity",
    "updated": "teaches something else: its question was reworded, its answer or its details changed",
    "moved": "stands in another section, document or deck, and teaches the same",
    "rendered": "is the same, but this version of the tool, or these settings, render it differently",
    "unchanged": "is the same; its number and its order do not matter",
    "retired": "is no longer in the documents",
}


@dataclass(frozen=True, slots=True)
class Identified:
    """The cards with their identities, the ledger as it is now, what changed, and what is doubtful in it."""

    identities: Mapping[Card, Identity]
    ledger: Ledger
    changes: tuple[Change, ...]
    doubts: tuple[Doubt, ...] = ()


def identify(cards: Sequence[Card], ledger: Ledger, scene: Scene) -> Identified:
    """Matches cards to the ledger's entries, gives new identities to new cards, and retires what is gone."""
    distinct = list(dict.fromkeys(cards))
    eligible = [entry for entry in ledger.entries.values() if _may_be_here(entry, scene)]
    matches = match(eligible, distinct)
    makers = _Makers(ledger.entries)
    ranks = places.by_file([card.where.path for card in distinct], lambda n: _rank(matches.pairs.get(n)))
    changes = []
    for number, card in enumerate(distinct):
        old = matches.pairs.get(number)
        now = _as_it_is(card, old or makers.entry(card, scene), ranks[number], scene)
        changes.append(_change(card, old, now, scene) if old else Change("new", now, card))
    changes += _retired(eligible, {change.entry.key for change in changes}, scene)
    entries = {**ledger.entries, **{change.entry.key: change.entry for change in changes}}
    identities = {change.card: _identity(change.entry) for change in changes if change.card}
    return Identified(identities, replace(ledger, entries=entries), tuple(changes), tuple(matches.doubts))


def _may_be_here(entry: Entry, scene: Scene) -> bool:
    """Cards of documents that this build does not read belong to those documents."""
    return entry.retired or scene.in_scope(entry.file) or scene.is_gone(entry.file)


def _rank(entry: Entry | None) -> tuple[str, int] | None:
    return (entry.file, entry.rank) if entry and entry.rank else None


def _identity(entry: Entry) -> Identity:
    return Identity(entry.key, entry.guid, entry.note_id, entry.changed_at)


class _Makers:
    """Makes entries for new cards, none of whose names is taken."""

    def __init__(self, known: Mapping[str, Entry]) -> None:
        self.taken = set(known)
        self.note_ids = {entry.note_id for entry in known.values()}
        self.ordinals: Counter[str] = Counter()

    def entry(self, card: Card, scene: Scene) -> Entry:
        question = keys.normal(card.question)
        key = keys.key(question, self.ordinals[question])
        while key in self.taken:
            self.ordinals[question] += 1
            key = keys.key(question, self.ordinals[question])
        note_id = keys.note_id(key, self.note_ids)
        self.taken.add(key)
        self.note_ids.add(note_id)
        return Entry(key, keys.guid(key), note_id, scene.now, scene.now, "", "", "", "")


def _as_it_is(card: Card, entry: Entry, rank: int, scene: Scene) -> Entry:
    """The entry with what the card says now; what its answer was stays where that did not change."""
    rendering = scene.renderings.get(card, Rendering(entry.rendered, entry.deck))
    content = keys.content(card)
    if keys.answer_of(content) != keys.answer_of(entry.content):
        shingles = sketch.shingles(card.answer) if rendering.shingles is None else rendering.shingles
        entry = replace(entry, answer=sketch.opening(card.answer), shingles=shingles)
    return replace(
        entry,
        content=content,
        question=sketch.asked(card.question),
        file=card.where.path,
        section=card.section,
        deck=rendering.deck,
        rendered=rendering.digest,
        rank=rank,
        id=card.id or "",
        retired=False,
    )


def _change(card: Card, old: Entry, new: Entry, scene: Scene) -> Change:
    aspects = frozenset(_aspects(old, new))
    what = _what(old, new, aspects)
    if what in ("returned", "updated") or _differ(old.rendered, new.rendered):  # a file's new name is not seen in Anki
        new = replace(new, changed_at=max(scene.now, old.changed_at + 1))
    return Change(what, new, card, old, aspects)


def _aspects(old: Entry, new: Entry) -> Iterator[str]:
    if old.content:
        for name, before, after in zip(_TAUGHT, old.content.split("-"), new.content.split("-"), strict=False):
            if before != after:
                yield name
    elif keys.normal(old.question) != keys.normal(new.question):
        yield "question"
    yield from (name for name in ("section", "file", "deck") if _differ(getattr(old, name), getattr(new, name)))


_TAUGHT = ("question", "answer", "details")  # the parts of `Entry.content`


def _differ(old: object, new: object) -> bool:
    """Whether something known became something else; what Anki's export did not tell is not known."""
    return bool(old) and old != new


def _what(old: Entry, new: Entry, aspects: frozenset[str]) -> str:
    if old.retired:
        return "returned"
    if aspects & {*_TAUGHT}:
        return "updated"
    if aspects:
        return "moved"
    return "rendered" if _differ(old.rendered, new.rendered) else "unchanged"


def _retired(eligible: Sequence[Entry], seen: set[str], scene: Scene) -> Iterator[Change]:
    for entry in sorted(eligible, key=lambda entry: (entry.file, entry.rank, entry.key)):
        if entry.key not in seen and not entry.retired and scene.in_scope(entry.file):
            gone = replace(entry, retired=True, changed_at=max(scene.now, entry.changed_at + 1))
            yield Change("retired", gone, None, entry)
