"""Judges edited rows: a correction, no change, or a reason to skip the row."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from exporter.emitters import spreadsheet
from exporter.identity import gap_numbers
from exporter.identity.changing import TAUGHT, Change
from exporter.model import Basic, Card
from exporter.notes import NOTE_TYPES
from exporter.pull import note, rows, sheet
from exporter.pull.index import CardIndex
from exporter.pull.merge import MergeError, same
from exporter.pull.parts import Left, Merged
from exporter.pull.rows import Row
from exporter.push import adoption, base
from exporter.sheetcells import CONTEXT, MARKDOWN, PLAIN, unguarded

_CHANGED = "it changed in its document since the file was made; correct the document by hand"
_EMPTY = "its question or answer is empty; to remove the card, remove it from its document"


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """What of a row was left alone."""

    line: int | None  # of the file
    left: Left
    card: Card | None = None


@dataclass(slots=True)
class Judged:
    """What came of the rows."""

    corrected: dict[Card, Card] = field(default_factory=dict)
    remarks: dict[Card, str] = field(default_factory=dict)
    left: list[LeftAlone] = field(default_factory=list)
    same: int = 0  # rows that say what the documents say
    foreign: int = 0  # notes of other documents


def judge(found: Iterable[Row], index: CardIndex, exported_at: float) -> Judged:
    """Rows against cards; `exported_at`: when the file was written last, in seconds since 1970."""
    judged = Judged()
    seen: dict[str, Row] = {}
    for row in found:
        change = _change(row, index)
        if change is None:
            judged.foreign += 1
            continue
        card = None if isinstance(change, str) else change.card
        try:
            if isinstance(change, str):
                raise MergeError(change)
            first = seen.setdefault(change.entry.key, row)
            if first is not row:
                there = f"as in line {first.line}; only that line" if first.line else "as another note; only the first"
                raise MergeError(f"the same card {there} counts")
            _take(row, change, index, judged, exported_at)
        except MergeError as error:
            judged.left.append(LeftAlone(row.line, Left("", str(error)), card))
    return judged


def _change(row: Row, index: CardIndex) -> Change | str | None:
    """The card of a row, or why there is none; None for a note of other documents."""
    name = row.cells["guid"] if row.from_anki else rows.key(row)
    change = (index.by_guid if row.from_anki else index.by_key).get(name)
    if not change and (file := index.failed.get(name)):
        return f"its document, {file}, could not be read"
    if change and change.card is None:
        return "its card is retired: no document contains it any more"
    if change or row.from_anki:
        return change
    return f"no card of these documents has the id {name}" if name else "a new row; write a new card in its document"


def _take(row: Row, change: Change, index: CardIndex, judged: Judged, exported_at: float) -> None:
    card = change.card
    assert card is not None  # `_change` gave a reason otherwise
    made = (_from_anki if row.from_anki else _from_sheet)(row, change, card, index, exported_at)
    if made.card != card:
        _check(made.card, card)
        judged.corrected[card] = made.card
        if row.from_anki and (remark := _remark(change, index)):
            judged.remarks[card] = remark
    elif not made.left:
        judged.same += 1
    judged.left += (LeftAlone(row.line, left, card) for left in made.left)
    judged.left += (LeftAlone(row.line, Left("", word), card) for word in _context(row, card, index))


def _check(made: Card, card: Card) -> None:
    if not made.question.strip() or (card.answer.strip() and not made.answer.strip()):
        raise MergeError(_EMPTY)


def _remark(change: Change, index: CardIndex) -> str:
    """What to mind where a note may be older than the only text that is known; "" where there is nothing."""
    built = change.old or change.entry
    if built.changed_at <= built.first_seen or len(index.versions(change)) > 1:
        return ""
    day = time.strftime("%Y-%m-%d", time.gmtime(built.changed_at))
    return f"the document changed on {day}: if this note is older, the correction would undo that change"


def _from_sheet(row: Row, change: Change, card: Card, index: CardIndex, exported_at: float) -> Merged:
    version = unguarded(row.cells.get("version", "").strip())
    if version and (base := _of_version(version, change, card, index)):
        return sheet.merged(row, card, base)
    if version and (_untouched(row, version) or all(_there(row, n, card) for n in range(2))):
        return Merged(card)
    made = sheet.merged(row, card, card)
    if made.card != card and (version or _is_other(change)):
        raise MergeError(_CHANGED)
    return made


def _of_version(version: str, change: Change, card: Card, index: CardIndex) -> Card | None:
    """The card that a row was made from, if it is known."""
    known = (card, *(each.card for each in index.versions(change)))
    return next((each for each in known if version == spreadsheet.version(*spreadsheet.markdown(each))), None)


def _is_other(change: Change) -> bool:
    """Whether a card differs from what was built last."""
    return change.what in ("new", "updated", "returned") or not change.aspects.isdisjoint(TAUGHT)


def _there(row: Row, n: int, card: Card) -> bool:
    """Whether the document says what the row says, in Markdown or in plain text: it was pulled already."""
    pairs = ((PLAIN[n], spreadsheet.plain(card)[n]), (MARKDOWN[n], spreadsheet.markdown(card)[n]))
    found = [(row.cells[name], now) for name, now in pairs if name in row.cells]
    return not found or any(same(cell, now) or same(unguarded(cell), now) for cell, now in found)


def _untouched(row: Row, version: str) -> bool:
    """Whether a row of another version is as it was made."""
    if not all(name in row.cells for name in MARKDOWN):
        return False
    return spreadsheet.version(*(unguarded(row.cells[name]) for name in MARKDOWN)) == version


def _from_anki(row: Row, change: Change, card: Card, index: CardIndex, exported_at: float) -> Merged:
    anki = index.anki(card.where.path, change.entry.note_type or card.kind.name, gap_numbers.live(change.entry.gaps))
    row = _as_ours(row, change, anki.now(card)) if change.entry.adopted else row
    present = note.Version(card, anki.numbers)
    if note.is_same(row, present, anki):
        return Merged(card)
    known = index.versions(change)
    if row.sent:
        return note.merged(row, card, _sent(row, [present, *known], anki), anki)
    built = note.nearest(row, known, anki) if known else present
    if known and note.is_same(row, built, anki):
        return Merged(card)  # what was built before, not edited: the next import brings the new text
    made = note.merged(row, card, built, anki)
    if len(known) < 2 and (_is_older(row, change, exported_at) or (not known and _is_other(change))):
        raise MergeError(_CHANGED)  # what the note was built with is not known
    return made


def _sent(row: Row, versions: Iterable[note.Version], anki: note.Anki) -> note.Version:
    """The version that a note was sent with, by the hashes of the fields that were edited since."""
    for version in versions:
        fields = anki.version(version, row.cells)
        if all(base.digest(fields[name]) == sent for name, sent in row.sent.items()):
            return version
    raise MergeError(_CHANGED)


def _as_ours(row: Row, change: Change, now: Mapping[str, str]) -> Row:
    """A note from elsewhere that stands for a card, as one of ours: what says the same there, it says in our markup."""
    entry = change.entry
    theirs = {
        ours: row.foreign[name]
        for ours, name in (pair.split("=", 1) for pair in entry.adopted_fields)
        if name in row.foreign
    }
    if not theirs:
        return row
    same = adoption.alike(theirs, now)
    own = {name: now[name] if name in same else text for name, text in theirs.items()}
    special = {**row.cells, "notetype": NOTE_TYPES[entry.note_type or Basic.name].name}
    return replace(row, cells={**now, **own, **special})


def _is_older(row: Row, change: Change, exported_at: float) -> bool:
    """Whether a note cannot have the text of the last build."""
    built = change.old or change.entry
    when = exported_at if row.changed_at is None else row.changed_at
    return built.changed_at > built.first_seen and when < built.changed_at


def _context(row: Row, card: Card, index: CardIndex) -> list[str]:
    """Columns for sorting, such as the level: a change there is reported, and must be made in the document."""
    if row.from_anki:
        return []
    tags = ", ".join((*index.documents[card.where].tags, *card.tags))
    now = dict(zip(CONTEXT, (" › ".join(card.section), str(card.level or ""), tags), strict=True))
    return [
        f"its {name} is not pulled; change it in {index.place(card.where)}"
        for name, text in now.items()
        if name in row.cells and not same(unguarded(row.cells[name]), text)
    ]
