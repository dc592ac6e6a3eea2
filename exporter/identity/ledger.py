"""Ledger: one line of JSON per card, sorted by key, so that git shows and merges it by card.

Of two lines for one card (a merge by union leaves both) the one that changed later counts. There is no line number in
it: `rank` only orders the cards of a file and leaves room between them, so that an insertion rewrites nothing else.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from itertools import zip_longest
from typing import Any

from exporter.errors import LedgerError
from exporter.identity import gap_numbers
from exporter.model import Basic, Choice, Cloze

FILE = "cards.lock"
_MARK = "# exporter ledger "
_VERSION = "2"  # 1: that of exporter 0.1, without `begun` and what entries say of it
_READ = ("1", _VERSION)
_HEADER = f"{_MARK}{_VERSION}: which card is which in Anki. Commit it beside the documents; it is no file to edit."
_KEY = re.compile(r"[\w-]{1,64}")
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


@dataclass(frozen=True, slots=True)
class Entry:
    """A card in the ledger."""

    key: str  # names the card for ever, though its question may have changed since
    guid: str
    note_id: int
    first_seen: int  # seconds since 1970
    changed_at: int  # seconds since 1970: the note's `mod`
    content: str  # hashes of what it teaches, see `keys.content`; empty where only Anki knows them
    question: str  # Markdown, clipped
    answer: str  # its beginning
    file: str  # path of the document, below the ledger's folder
    shingles: str = ""  # MinHash of a longer answer
    section: tuple[str, ...] = ()
    deck: str = ""  # where its card lies in Anki, as far as we know
    decks: tuple[str, ...] = ()  # former ones: an import leaves a card in the deck that it came to first
    rendered: str = ""  # hash of the note as it was sent to Anki, but for its number
    rank: int = 0  # orders the cards of a file
    id: str = ""  # explicit id of the document
    retired: bool = False
    note_type: str = ""  # the one that its note was born with, and keeps; empty if unknown (0.1)
    reverse: bool = False  # whether its note has a second card, which asks for the question; unknown to 0.1
    gaps: tuple[str, ...] = ()  # of a cloze: the number in Anki and the words of each, see `gap_numbers`
    version: str = ""  # of exporter, when it was last rendered; empty for 0.1, which did not record it
    source: str = ""  # the lines that it was read from, see `originals`; empty for 0.1 and where a format has no lines
    adopted: str = ""  # guid of the note from elsewhere that stands for this card in Anki; no package has it then
    adopted_fields: tuple[str, ...] = ()  # of such a note of a foreign type: `Question=Front`, our field and its own


@dataclass(frozen=True, slots=True)
class Template:
    """A note type's templates and style: Anki takes a change only when its `mod` is newer."""

    name: str
    content: str  # hash of templates and style
    changed_at: int


@dataclass(frozen=True, slots=True)
class FileState:
    """What a document's file was like when it was last read: hashes of all that its reading depends on but the tool."""

    bytes: str
    settings: str = ""  # what they say of how it reads; empty for nothing


@dataclass(frozen=True, slots=True)
class Ledger:
    """All entries by key."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    templates: Mapping[str, Template] = field(default_factory=dict)
    begun: str = ""  # version of exporter that made the ledger; empty for 0.1, which did not record it, and if unknown
    documents: Mapping[str, FileState] = field(default_factory=dict)  # by file

    def is_older_than(self, version: str) -> bool:
        """Whether an earlier or unknown version began it."""
        return not self.begun or _ordered(self.begun) < _ordered(version)


def loads(text: str, path: str) -> Ledger:
    """Reads a ledger; raises LedgerError for what is damaged, and never starts afresh."""
    _check_header(text, path)
    found = _LedgerLines()
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith(_CONFLICT):
            raise LedgerError(
                f"{path}:{number}: a merge conflict. Keep the lines of both sides, remove the markers, and add "
                f"`{FILE} merge=union` to .gitattributes: of two lines for one card the later one counts."
            )
        if line.strip() and not line.startswith("#"):
            _take(line, f"{path}:{number}", found)
    _check_guids(found.entries, path)
    found.entries = _with_own_ids(found.entries, path)
    documents = {name: states.pop() for name, states in found.documents.items() if len(states) == 1}
    return Ledger(found.entries, found.templates, min(found.begun, key=_ordered, default=""), documents)


@dataclass(slots=True)
class _LedgerLines:
    """What the lines of a ledger say; of two for one thing, which a merge leaves, what counts."""

    entries: dict[str, Entry] = field(default_factory=dict)
    templates: dict[str, Template] = field(default_factory=dict)
    begun: list[str] = field(default_factory=list)
    documents: dict[str, set[FileState]] = field(default_factory=dict)  # of two for one file neither is sure


def _check_header(text: str, path: str) -> None:
    if text.startswith(_CONFLICT):
        return  # reported with its line
    if not text.startswith(_MARK):
        what = "not a cards.lock written by exporter" if text.strip() else "the ledger is empty"
        raise LedgerError(
            f"{path}:1: {what}. {_restore(path)}; if it is lost, `exporter recover` rebuilds it from Anki."
        )
    version = text[len(_MARK) :].partition(":")[0]
    if version not in _READ:
        raise LedgerError(
            f"{path}:1: a ledger of version {version[:20]}, written by a newer exporter. Upgrade exporter."
        )


def _check_guids(entries: Mapping[str, Entry], path: str) -> None:
    """Two notes of one guid would end as one in Anki."""
    seen: dict[str, str] = {}
    for entry in entries.values():
        if (other := seen.setdefault(entry.guid, entry.key)) != entry.key:
            raise _same("guid", other, entry.key, path)


def _with_own_ids(entries: dict[str, Entry], path: str) -> dict[str, Entry]:
    """The entries, each with a note id of its own.

    Ledgers that were continued apart may have given one to two cards of a day: a merge keeps it for the first by key.
    """
    taken = {entry.note_id for entry in entries.values()}
    owners: dict[int, Entry] = {}
    for key in sorted(entries) if len(taken) < len(entries) else ():
        entry = entries[key]
        owner = owners.setdefault(entry.note_id, entry)
        if owner is not entry:
            if not (_is_dated(owner) and _is_dated(entry)):
                raise _same("note_id", owner.key, key, path)
            free = next(number for number in itertools.count(entry.note_id, -_ROOM) if number not in taken)
            taken.add(free)
            entries[key] = replace(entry, note_id=free)
    return entries


def _is_dated(entry: Entry) -> bool:
    """Whether the id of a note is a time of the day before it was first seen, or a little before that."""
    return -2 * _DAY < entry.note_id // 1000 - entry.first_seen < 0


def _same(what: str, a: str, b: str, path: str) -> LedgerError:
    return LedgerError(f"{path}: cards {a} and {b} have the same {what}. {_restore(path)}.")


def _take(line: str, place: str, found: _LedgerLines) -> None:
    try:
        table = dict[str, Any](json.loads(line))
        if "begun" in table:
            _ordered(table["begun"])
            found.begun.append(table["begun"])
        elif "document" in table:
            state = FileState(_text(table, "bytes"), _text({"settings": "", **table}, "settings"))
            found.documents.setdefault(_text(table, "document"), set()).add(state)
        elif "template" in table:
            template = _template(table)
            known = found.templates.get(template.name, template)
            found.templates[template.name] = max(known, template, key=lambda each: (each.changed_at, each is template))
        else:
            entry = _entry(table)
            found.entries[entry.key] = _later(found.entries.get(entry.key, entry), entry)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        path = place.rpartition(":")[0]
        raise LedgerError(f"{place}: a damaged entry ({error}). {_restore(path)}.") from error


def _text(table: Mapping[str, Any], name: str) -> str:
    if not isinstance(table[name], str):
        raise TypeError(f"{name}: unexpected {table[name]!r:.40}")
    return str(table[name])


def _ordered(version: str) -> tuple[int, ...]:
    """A version as numbers that can be compared; raises ValueError, TypeError."""
    if not isinstance(version, str):
        raise TypeError(f"begun: unexpected {version!r:.40}")
    return tuple(map(int, version.split(".")))


def _later(old: Entry, new: Entry) -> Entry:
    """Of two lines for one card the one that changed later; of equal ones that of the card that is still there."""
    return max(old, new, key=lambda entry: (entry.changed_at, not entry.retired, entry is new))


def _restore(path: str) -> str:
    return f"Restore it: git checkout -- {path}"


def _template(table: Mapping[str, Any]) -> Template:
    changed_at = table["changed_at"]
    _check("changed_at", changed_at, int)
    return Template(_text(table, "template"), _text(table, "content"), changed_at)


def _entry(table: dict[str, Any]) -> Entry:
    for name, value in table.items():
        _check(name, value, _KINDS.get(name))
    for name in ("section", "gaps", "decks", "adopted_fields"):
        table[name] = tuple(map(str, table.get(name, ())))
    gap_numbers.read(table["gaps"])
    if not all("=" in pair for pair in table["adopted_fields"]):
        raise TypeError(f"adopted_fields: unexpected {table['adopted_fields']!r:.40}")
    return Entry(**table)


def _check(name: str, value: object, kind: type | None) -> None:
    """Raises TypeError where a value of this name is not of its kind, or out of its range."""
    if kind is None or type(value) is not kind:
        raise TypeError(f"{name}: unexpected {value!r:.40}")
    low, high = _RANGES.get(name, (-_MOST, _MOST))
    is_out = isinstance(value, int) and not low <= value <= high
    is_odd = name == "key" and not _KEY.fullmatch(str(value))  # cards carry it as it is
    if is_out or is_odd or (name == "note_type" and value not in _NOTE_TYPES):
        raise TypeError(f"{name}: unexpected {value!r:.40}")


LAST = 253_402_300_799  # the last second of the year 9999
_MOST = 1 << 53  # beyond it JSON is not sure of a number
_RANGES = {"first_seen": (0, LAST), "changed_at": (0, LAST << 1), "note_id": (1, _MOST)}  # a change may come later
_DAY = 24 * 3600  # seconds
_ROOM = 4  # ids that a note and its cards need, see `note_ids`
_NOTE_TYPES = ("", Basic.name, Cloze.name, Choice.name)
_KINDS = {f.name: {"int": int, "bool": bool, "str": str}.get(str(f.type), list) for f in fields(Entry)}  # as in JSON
_FIELDS = tuple((f.name, f.default) for f in fields(Entry))


def dumps(ledger: Ledger) -> str:
    """The ledger as text."""
    return "".join(f"{line}\n" for line in lines(ledger))


def lines(ledger: Ledger) -> Iterator[str]:
    """The ledger's lines, one by one: those of many cards are long together."""
    yield _HEADER
    if ledger.begun:
        yield _json({"begun": ledger.begun})
    for template in sorted(ledger.templates.values(), key=lambda template: template.name):
        yield _json({"template": template.name, "content": template.content, "changed_at": template.changed_at})
    yield from (_json(_file(name, state)) for name, state in sorted(ledger.documents.items()))
    yield from (_json(_table(entry)) for entry in sorted(ledger.entries.values(), key=lambda entry: entry.key))


def same(a: Ledger, b: Ledger) -> bool:
    """Whether two ledgers are the same text."""
    return all(one == other for one, other in zip_longest(lines(a), lines(b)))


def _file(name: str, state: FileState) -> dict[str, str]:
    """The state of a document's file, under its name."""
    made = {"document": name, "bytes": state.bytes}
    return made | {"settings": state.settings} if state.settings else made


def _table(entry: Entry) -> dict[str, object]:
    """An entry without what has its default, to keep lines short."""
    return {name: value for name, default in _FIELDS if (value := getattr(entry, name)) != default}


_json = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": ")).encode
