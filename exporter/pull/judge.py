"""Judges edited rows: a correction, no change, or a reason to skip the row."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from exporter.emitters import spreadsheet
from exporter.identity import gap_numbers
from exporter.identity.changing import TAUGHT, Change
from exporter.model import Card
from exporter.pull import apply, rows
from exporter.pull.apply import Anki
from exporter.pull.index import CardIndex
from exporter.pull.merge import MergeError, same
from exporter.pull.rows import Row
from exporter.sheetcells import CONTEXT, MARKDOWN, PLAIN, unguarded

_CHANGED = "it changed in its document since the file was made; correct the document by hand"


@dataclass(slots=True)
class Judged:
    """What came of the rows."""

    corrected: dict[Card, Card] = field(default_factory=dict)
    remarks: dict[Card, str] = field(default_factory=dict)
    left: list[tuple[int, str]] = field(default_factory=list)  # (line of the file, why)
    same: int = 0  # rows that say what the documents say


def judge(found: Iterable[Row], index: CardIndex, exported_at: float) -> Judged:
    """Rows against cards; `exported_at`: when the file was written last, in seconds since 1970."""
    judged = Judged()
    seen: dict[str, int] = {}
    for row in found:
        change = _change(row, index)
        try:
            if isinstance(change, str):
                raise MergeError(change)
            first = seen.setdefault(change.entry.key, row.line)
            if first != row.line:
                raise MergeError(f"the same card as in line {first}; only that line counts")
            _take(row, change, index, judged, exported_at)
        except MergeError as error:
            judged.left.append((row.line, str(error)))
    return judged


def _change(row: Row, index: CardIndex) -> Change | str:
    """The card of a row, or why there is none."""
    if row.from_anki:
        change = index.by_guid.get(row.cells["guid"])
        missing = f"no card of these documents has the guid {row.cells['guid']}"
    else:
        key = rows.key(row)
        change = index.by_key.get(key)
        missing = (
            f"no card of these documents has the id {key}" if key else "a new row; write a new card in its document"
        )
    if not change and (file := index.failed.get(row.cells["guid"] if row.from_anki else rows.key(row))):
        return f"its document, {file}, could not be read"
    if change and change.card is None:
        return "its card is retired: no document contains it any more"
    return change or missing


def _take(row: Row, change: Change, index: CardIndex, judged: Judged, exported_at: float) -> None:
    card = change.card
    assert card is not None  # `_change` raised otherwise
    judge_one = _from_anki if row.from_anki else _from_sheet
    made = judge_one(row, change, card, index, exported_at)
    if made == card:
        judged.same += 1
    else:
        _check(made, card)
        judged.corrected[card] = made
        if row.from_anki and change.entry.changed_at > change.entry.first_seen:
            day = time.strftime("%Y-%m-%d", time.gmtime(change.entry.changed_at))
            judged.remarks[card] = (
                f"the document changed on {day}: if this note is older, the correction would undo that change"
            )
    for word in _context(row, card, index):
        judged.left.append((row.line, word))


def _check(made: Card, card: Card) -> None:
    if not made.question.strip() or (card.answer.strip() and not made.answer.strip()):
        raise MergeError("its question or answer is empty; to remove the card, remove it from its document")


def _from_sheet(row: Row, change: Change, card: Card, index: CardIndex, exported_at: float) -> Card:
    version = unguarded(row.cells.get("version", "").strip())
    if version == spreadsheet.version(*spreadsheet.markdown(card)):
        return apply.from_sheet(row, card)
    if version and (_untouched(row, version) or all(_there(row, n, card) for n in range(2))):
        return card
    made = apply.from_sheet(row, card)
    if made != card and (version or _is_other(change)):
        raise MergeError(_CHANGED)
    return made


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


def _from_anki(row: Row, change: Change, card: Card, index: CardIndex, exported_at: float) -> Card:
    anki = index.anki(card.where.path, change.entry.note_type or card.kind.name, gap_numbers.live(change.entry.gaps))
    made = _applied(row, card, anki)
    if made == card:
        return card
    before = index.before(change)
    if before and before != card and _applied(row, before, anki) == before:
        return card  # what was built before, not edited: the next import brings the new text
    if isinstance(made, MergeError):
        raise made
    later = change.entry.changed_at > change.entry.first_seen and exported_at < change.entry.changed_at
    if _is_other(change) or later:
        raise MergeError(_CHANGED)
    return made


def _applied(row: Row, card: Card, anki: Anki) -> Card | MergeError:
    """The card with the corrections of a note, or why it cannot have them."""
    try:
        return apply.from_anki(row, card, anki)
    except MergeError as error:
        return error


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
