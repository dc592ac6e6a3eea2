"""Identification: each answered card gets the identity in the ledger, or a new one, and changes are listed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from exporter.identity import changing, fingerprint, gap_numbers, keys, legacy, ordering
from exporter.identity.changing import Change
from exporter.identity.context import BuildContext, Rendering
from exporter.identity.ledger import Entry, FileState, Ledger
from exporter.identity.matching import Matches, UncertainMatch, match
from exporter.identity.note_ids import NoteIds
from exporter.model import Basic, Card, Choice, Cloze, Identity


@dataclass(frozen=True, slots=True)
class Identified:
    """The cards with their identities, the ledger as it is now, what changed, and what is doubtful in it."""

    identities: Mapping[Card, Identity]
    ledger: Ledger
    changes: tuple[Change, ...]
    doubts: tuple[UncertainMatch, ...] = ()


def identify(cards: Sequence[Card], ledger: Ledger, context: BuildContext) -> Identified:
    """Matches cards to the ledger's entries, gives new identities to new cards, and retires what is gone."""
    distinct = list(dict.fromkeys(cards))
    eligible = [entry for entry in ledger.entries.values() if _may_be_here(entry, context)]
    matches = match(eligible, distinct)
    makers = _Makers(ledger.entries)
    ranks = ordering.by_file([card.where.path for card in distinct], lambda n: _rank(matches.pairs.get(n)))
    before = {number: matches.pairs.get(number) or makers.entry(card, context) for number, card in enumerate(distinct)}
    known = {before[number].key: card for number, card in enumerate(distinct)}
    born = _note_types(list(ledger.entries.values()), known, context) | _types_before(matches)
    changes = []
    for number, card in enumerate(distinct):
        entry = replace(before[number], note_type=born.get(before[number].key) or before[number].note_type)
        now = _as_it_is(card, entry, ranks[number], ledger.documents, context)
        old = matches.pairs.get(number)
        changes.append(changing.change(card, old, now, ledger.documents, context) if old else _new(now, card, matches))
    eligible = [replace(entry, note_type=born.get(entry.key, entry.note_type)) for entry in eligible]
    changes += _retired(eligible, {change.entry.key for change in changes}, context)
    entries = _entries(ledger, born, changes)
    made = replace(ledger, entries=entries, documents=_documents(ledger, entries, context))
    return Identified(_identities(changes), made, tuple(changes), tuple(matches.doubts))


def _types_before(matches: Matches) -> dict[str, str]:
    """The note types of those that cannot be a cloze any more, or be one: their tags are those of the card now."""
    return {
        entry.key: Cloze.name if legacy.is_cloze(entry, card.tags) else Basic.name
        for card, entry in matches.other_kind.items()
        if not entry.note_type
    }


def _new(entry: Entry, card: Card, matches: Matches) -> Change:
    return Change("new", entry, card, aspects=frozenset({"kind"} if card in matches.other_kind else ()))


def _identities(changes: Iterable[Change]) -> dict[Card, Identity]:
    """The identities of the cards that there are."""
    return {change.card: identity(change.entry) for change in changes if change.card}


def _entries(ledger: Ledger, born: Mapping[str, str], changes: Iterable[Change]) -> dict[str, Entry]:
    """The entries of the ledger after these changes, with the note types that notes were born with."""
    entries = {key: replace(entry, note_type=born.get(key, entry.note_type)) for key, entry in ledger.entries.items()}
    return entries | {change.entry.key: change.entry for change in changes}


def _note_types(entries: Sequence[Entry], cards: Mapping[str, Card], context: BuildContext) -> dict[str, str]:
    """The note types of entries that do not record theirs; if nothing is known, that of today's note."""
    old = [entry for entry in entries if not entry.note_type]
    if not old:
        return {}
    now = {key: context.renderings[card] for key, card in cards.items() if card in context.renderings}
    same = {e.key: now[e.key].note_type for e in old if e.key in now and now[e.key].digest == e.rendered}
    unknown = {e.key: now[e.key].note_type for e in old if e.key in now and not e.content}
    return unknown | legacy.note_types(old, cards, same)


def _documents(ledger: Ledger, entries: Mapping[str, Entry], context: BuildContext) -> dict[str, FileState]:
    """The files that hold cards: those read now, and those that this build does not read."""
    files = {entry.file for entry in entries.values() if not entry.retired}
    known = {**ledger.documents, **{name: original.state for name, original in context.originals.items()}}
    return {name: known[name] for name in sorted(files) if name in known}


def _may_be_here(entry: Entry, context: BuildContext) -> bool:
    """Cards of documents that this build does not read belong to those documents."""
    return entry.retired or context.in_scope(entry.file) or context.is_gone(entry.file)


def _rank(entry: Entry | None) -> tuple[str, int] | None:
    return (entry.file, entry.rank) if entry and entry.rank else None


def identity(entry: Entry) -> Identity:
    """The ids of an entry's note."""
    is_changed = entry.changed_at > entry.first_seen
    gaps = tuple(sorted({known.number for known in gap_numbers.read(entry.gaps)}))
    return Identity(entry.key, entry.guid, entry.note_id, entry.changed_at, is_changed, gaps, bool(entry.adopted))


# the note type of a new card, by its kind: multiple choice is a basic note with options, so that it can be either later
TYPES_OF_NEW = {Basic.name: Basic.name, Cloze.name: Cloze.name, Choice.name: Basic.name}


_FORMER = 5  # decks that are remembered of a card


class _Makers:
    """Makes entries for new cards, none of whose names is taken."""

    def __init__(self, known: Mapping[str, Entry]) -> None:
        self.taken = set(known)
        self.known = known.values()
        self.ordinals: Counter[str] = Counter()

    @cached_property
    def note_ids(self) -> NoteIds:
        return NoteIds(self.known)

    def entry(self, card: Card, context: BuildContext) -> Entry:
        question = keys.normal(card.question)
        key = keys.key(question, self.ordinals[question])
        while key in self.taken:
            self.ordinals[question] += 1
            key = keys.key(question, self.ordinals[question])
        self.taken.add(key)
        born = TYPES_OF_NEW[card.kind.name]
        rendering = context.renderings.get(card)
        numbers = max((gap.number for gap in rendering.gaps), default=0) if rendering else 0
        note_id = self.note_ids.new(key, context.now, born, numbers)
        return Entry(key, keys.guid(key), note_id, context.now, context.now, "", "", "", "", note_type=born)


def _as_it_is(card: Card, entry: Entry, rank: int, documents: Mapping[str, FileState], context: BuildContext) -> Entry:
    """The entry with what the card says now; what its answer was stays where that did not change."""
    kept = Rendering(entry.rendered, entry.deck, note_type=card.kind.name, is_reversed=entry.reverse)
    rendering = context.renderings.get(card, kept)
    rendering = rendering.as_type(entry.note_type or rendering.note_type)
    gaps = _gaps(entry, rendering, keys.content(card))
    rendering = rendering.numbered(gap_numbers.live(gaps))
    content = keys.content(card)
    if keys.answer_of(content) != keys.answer_of(entry.content):
        shingles = fingerprint.shingles(card.answer) if rendering.shingles is None else rendering.shingles
        entry = replace(entry, answer=fingerprint.opening(card.answer), shingles=shingles)
    return replace(
        entry,
        content=content,
        question=fingerprint.asked(card.question),
        file=card.where.path,
        section=card.section,
        deck=rendering.deck,
        decks=_former_decks(entry, rendering.deck),
        rendered=rendering.digest,
        gaps=gaps,
        rank=rank,
        id=card.id or "",
        retired=False,
        note_type=entry.note_type or rendering.note_type,
        reverse=rendering.is_reversed and rendering.note_type == Basic.name,
        version=context.version,
        source=_source(card, entry, documents, context),
    )


def _former_decks(entry: Entry, deck: str) -> tuple[str, ...]:
    """The decks that a card was in before this one, the last ones."""
    known = (*entry.decks, entry.deck) if entry.deck else entry.decks
    return tuple(dict.fromkeys(each for each in known if each != deck))[-_FORMER:]


def _gaps(entry: Entry, rendering: Rendering, content: str) -> tuple[str, ...]:
    """The gaps of a cloze with their numbers; those of a card that was built before keep theirs."""
    if entry.gaps:
        return gap_numbers.kept(gap_numbers.read(entry.gaps), rendering.gaps)
    if not entry.content or not rendering.gaps:
        return gap_numbers.first(rendering.gaps)
    is_same = keys.answer_of(entry.content) == keys.answer_of(content)
    texts = [] if is_same else fingerprint.hidden(entry.answer)
    whole = not is_same and not entry.answer.endswith("…")
    return gap_numbers.kept(gap_numbers.by_place(texts, rendering.gaps, whole=whole), rendering.gaps)


def _source(card: Card, entry: Entry, documents: Mapping[str, FileState], context: BuildContext) -> str:
    """The lines of a card; of a file that is as it was, those that are known."""
    original = context.originals.get(card.where.path)
    if original is None:
        return entry.source
    state = documents.get(entry.file)
    known = entry.source if state and state.bytes == original.state.bytes else ""
    return known or original.excerpt(card.where.line)


def _retired(eligible: Sequence[Entry], seen: set[str], context: BuildContext) -> Iterator[Change]:
    """Changes of cards that are gone, or that are still asked in a document but have lost their answer."""
    gone = [e for e in eligible if e.key not in seen and not e.retired and context.in_scope(e.file)]
    asked = {keys.normal(fingerprint.asked(card.question)) for card in context.unanswered} if gone else set()
    for entry in sorted(gone, key=lambda entry: (entry.file, entry.rank, entry.key)):
        aspects = frozenset({"unanswered"} if keys.normal(entry.question) in asked else ())
        later = replace(entry, retired=True, changed_at=entry.changed_at + 1)  # for `--retire-tag` to arrive
        yield Change("retired", later, None, entry, aspects)


def resent(made: Identified, chosen: Container[str], now: int) -> Identified:
    """The same with these known cards, by key, sent again: their notes are newer than whatever is in Anki."""
    entries = {
        key: replace(entry, changed_at=max(now, entry.changed_at + 1)) if key in chosen else entry
        for key, entry in made.ledger.entries.items()
    }
    changes = tuple(
        replace(change, entry=entries[change.entry.key], sent="again") if change.entry.key in chosen else change
        for change in made.changes
    )
    identities = {change.card: identity(change.entry) for change in changes if change.card}
    return replace(made, changes=changes, identities=identities, ledger=replace(made.ledger, entries=entries))
