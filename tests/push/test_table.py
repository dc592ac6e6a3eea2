"""The table of merges: what the documents changed × what their user changed × of what, each cell by the real backend.

Each cell is a note of its own, so that one push does them all. What is expected is derived from the rules of the
contract, and from what the documents say, never from the plan.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from anki.cards import Card
from anki.notes import Note

from exporter.push.offer import OfferedNote
from tests.collection import opened
from tests.push.pushing import Pusher, told

FRONT = "---\ntags: {tags}\ndeck: {deck}\n---\n\n# {name}\n<!-- canonical -->\n\n"
HERS = "Her deck"
OWN = "In her own words."
QUIET = {"Number", "Source"}
WRITTEN = {"Breadcrumb", "Level", "CardId", "Extra2"}  # by us alone


def _basic(answer: str = "It is {word}.") -> str:
    return "### Q: What is {word}?\n\n" + answer + "\n\n"


OPTIONS = "### Q: What is {word}?\n\n- [x] One {word}\n- [ ] Two {word}\n\n**Answer:**\n\nIt is {word}.\n\n"
CLOZE = "### C:\n\nThe ==left{word}== is by the ==right{word}==.\n\n"
MORE = "### C:\n\nBefore ==new{word}==: the ==left{word}== is by the ==right{word}==.\n\n"
FEWER = "### C:\n\nThe left is by the ==right{word}==.\n\n"


@dataclass(frozen=True)
class Aspect:
    """What a document changes: its cards before and after, its tags and its deck."""

    cards: tuple[str, str]
    tags: tuple[str, str] = ("sea", "sea")
    deck: tuple[str, str] = ("Deck", "Deck")


ASPECTS = {
    "field": Aspect((_basic(), _basic("It really is {word}."))),
    "tags": Aspect((_basic(), _basic()), tags=("sea", "shore")),
    "deck": Aspect((_basic(), _basic()), deck=("Deck", "Harbor")),
    "kind": Aspect((_basic(), OPTIONS)),
    "unkind": Aspect((OPTIONS, _basic())),
    "cloze": Aspect((CLOZE, MORE)),
    "uncloze": Aspect((CLOZE, FEWER)),
}


def _field(user: Pusher, note: Note, cards: list[Card]) -> None:
    name = "Text" if "Text" in note else "Answer"
    note[name] = note[name] + OWN
    user.collection.update_note(note)


def _deleted(user: Pusher, note: Note, cards: list[Card]) -> None:
    user.collection.remove_notes([note.id])


def _moved(user: Pusher, note: Note, cards: list[Card]) -> None:
    for card in cards:
        user.move(card, HERS)


def _tagged(user: Pusher, note: Note, cards: list[Card]) -> None:
    user.collection.tags.bulk_add([note.id], "exam leech")


def _suspended(user: Pusher, note: Note, cards: list[Card]) -> None:
    user.collection.sched.suspend_cards([card.id for card in cards])


def _own_field(user: Pusher, note: Note, cards: list[Card]) -> None:
    if "Mine" in note:
        note["Mine"] = OWN
        user.collection.update_note(note)


THEIRS: dict[str, Callable[[Pusher, Note, list[Card]], None]] = {
    "same": lambda user, note, cards: None,
    "field": _field,
    "deleted": _deleted,
    "moved": _moved,
    "tagged": _tagged,
    "suspended": _suspended,
    "own": _own_field,
}
TOUCHING = {"field", "tagged"}  # what makes a note newer; a change of its type does that to all notes


@dataclass(frozen=True)
class Cell:
    """A note of the table."""

    aspect: str
    changes: bool
    theirs: str

    @property
    def word(self) -> str:
        """What its card is about: no two cells share words."""
        return f"z{self.aspect}{'xy'[self.changes]}{self.theirs}"

    @property
    def name(self) -> str:
        """Its document."""
        return f"{self.aspect} {'after' if self.changes else 'before'}"


CELLS = [Cell(*each) for each in itertools.product(ASPECTS, (False, True), THEIRS)]


@pytest.fixture(params=["base", "no base"])
def has_base(request: pytest.FixtureRequest) -> bool:
    """Whether notes came with what was sent: those of an earlier version did not."""
    return bool(request.param == "base")


@pytest.fixture(params=["ours", "own type"])
def has_own_type(request: pytest.FixtureRequest) -> bool:
    """Whether our note types have a field of the user's, and other names."""
    return bool(request.param == "own type")


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_base: bool, has_own_type: bool) -> Iterator[Pusher]:
    """The collection as it is before the push, with the documents as they are then."""
    with opened(tmp_path / "anki") as collection:
        user = Pusher(tmp_path / "docs", collection, monkeypatch)
        _write(user, is_after=False)
        user.build()
        assert user.take().new == len(CELLS)
        user.hours = 0
        _study(user)
        if has_own_type:
            _change_types(user)
        if not has_base:
            _take_bases(user)
        for cell in CELLS:
            note = _note(user, cell)
            THEIRS[cell.theirs](user, note, note.cards())
        yield user


def _write(user: Pusher, *, is_after: bool) -> None:
    for aspect, changes in itertools.product(ASPECTS, (False, True)):
        made, now = ASPECTS[aspect], int(changes and is_after)
        cells = [cell for cell in CELLS if (cell.aspect, cell.changes) == (aspect, changes)]
        head = FRONT.format(tags=made.tags[now], deck=f"{made.deck[now]} of {aspect}", name=cells[0].name)
        text = head + "".join(made.cards[now].replace("{word}", cell.word) for cell in cells)
        user.write(text, f"{aspect}-{'xy'[changes]}.md")


def _study(user: Pusher) -> None:
    """Reviews for every card, another interval each, and a flag."""
    col = user.collection
    assert col.db
    for n, number in enumerate(col.find_cards("")):
        state = "type = 2, queue = 2, factor = 2500, flags = 2"
        col.db.execute(f"update cards set {state}, ivl = ?, due = ?, reps = ? where id = ?", 10 + n, 90 + n, n, number)
        col.db.execute("insert into revlog values (?, ?, -1, 3, 10, 5, 2500, 4000, 1)", 10**12 + n, number)


def _change_types(user: Pusher) -> None:
    models = user.collection.models
    for kind in [each for each in models.all() if each["name"].startswith("exporter")]:
        models.add_field(kind, models.new_field("Mine"))
        kind["flds"].insert(0, kind["flds"].pop(3))
        kind["name"] = f"My {kind['id']}"
        models.update_dict(kind)


def _take_bases(user: Pusher) -> None:
    col = user.collection
    assert col.db
    for number in col.find_notes(""):
        note = col.get_note(number)
        note["Extra3"] = ""
        col.db.execute("update notes set flds = ? where id = ?", "\x1f".join(note.fields), number)


def _note(user: Pusher, cell: Cell) -> Note:
    (found,) = user.collection.find_notes(f'"*{cell.word}*"')
    return user.collection.get_note(found)


def _offered(user: Pusher) -> dict[str, OfferedNote]:
    """What the documents say, by the words of cells."""
    offer, _ = user.offer()
    texts = {note.guid: " ".join(note.fields.values()) for note in offer.notes}
    return {cell.word: next(n for n in offer.notes if cell.word in texts[n.guid]) for cell in CELLS}


def _gaps(text: str) -> dict[int, str]:
    """The words of each gap of a cloze, by the ordinal of its card."""
    return {int(number) - 1: words for number, words in re.findall(r"\{\{c(\d+)::(.*?)\}\}", text)}


def _schedules(user: Pusher) -> dict[int, object]:
    assert user.collection.db
    rows = user.collection.db.all("select id, nid, ord, type, ivl, due, factor, reps, lapses, flags from cards")
    return {row[0]: row for row in rows}


def test_every_cell(table: Pusher, has_base: bool) -> None:
    col = table.collection
    before = {cell: _note(table, cell) for cell in CELLS if cell.theirs != "deleted"}
    schedules, reviews = _schedules(table), col.db.all("select * from revlog")  # type: ignore[union-attr]
    sent = _offered(table)
    _write(table, is_after=True)
    ours = _offered(table)
    plan = table.push()
    assert not [each for each in told(plan) if each[0] not in ("deleted", "own")]
    assert len([each for each in plan.told if each.what == "deleted"]) == sum(c.theirs == "deleted" for c in CELLS)
    assert col.db.all("select * from revlog") == reviews  # type: ignore[union-attr]
    now = _schedules(table)
    assert {number: now.get(number) for number in schedules} == schedules
    conflicts = {step.guid: {each.name for each in step.conflicts} for step in plan.steps if step.conflicts}
    faults = [
        (cell, fault)
        for cell in CELLS
        for fault in _faults(table, cell, before.get(cell), sent[cell.word], ours[cell.word], conflicts, has_base)
    ]
    assert faults == []
    assert [step.what for step in table.plan().steps if step.does] == []


def _faults(
    user: Pusher,
    cell: Cell,
    before: Note | None,
    sent: OfferedNote,
    ours: OfferedNote,
    conflicts: dict[str, set[str]],
    has_base: bool,
) -> Iterator[str]:
    """What of a cell is not as the rules say."""
    if before is None:
        if user.collection.find_notes(f'"*{cell.word}*"'):
            yield "a deleted note is back"
        return
    note = _note(user, cell)
    is_unknown = not has_base and ours.changed_at != ours.first_seen and (cell.theirs in TOUCHING or "Mine" in before)
    expected = set()
    for name, text in ours.fields.items():
        at = _index(user, note, name, ours)
        there, was = note.fields[at], before.fields[at]
        is_theirs = was != sent.fields[name]
        is_ours = text != sent.fields[name]
        takes = is_unknown and (name in WRITTEN or not was)
        clashes = (was != text if is_unknown else is_theirs and is_ours) and not takes
        if name in QUIET:
            continue
        if clashes:
            expected.add(name)
        if there != (text if takes else was if clashes or not is_ours else text):
            yield f"{name} is {there!r}"
    if conflicts.get(note.guid, set()) != expected:
        yield f"conflicts: {conflicts.get(note.guid)}, expected {expected}"
    kept = {"exam", "leech"} if cell.theirs == "tagged" else set()
    gone = {*sent.tags} if is_unknown else set()
    if not {*ours.tags} | kept <= {*note.tags} <= {*ours.tags} | kept | gone:
        yield f"tags: {note.tags}"
    if "Mine" in before and note["Mine"] != before["Mine"]:
        yield "her own field"
    yield from _cards(user, cell, before, note, ours)


def _index(user: Pusher, note: Note, name: str, ours: OfferedNote) -> int:
    """Where a field of ours stands, by its frozen id."""
    kind = user.collection.models.get(note.mid)
    assert kind
    wanted = kind["id"] * 100 + [*ours.fields].index(name)
    return next(at for at, each in enumerate(kind["flds"]) if each["id"] == wanted)


def _cards(user: Pusher, cell: Cell, before: Note, note: Note, ours: OfferedNote) -> Iterator[str]:
    decks = {user.collection.decks.name(card.did) for card in note.cards() if card.reps or cell.theirs == "moved"}
    if decks - {HERS if cell.theirs == "moved" else ours.deck}:
        yield f"decks: {decks}"
    old = [card for card in note.cards() if card.ivl]
    if {card.queue == -1 for card in old} != {cell.theirs == "suspended"}:
        yield "suspended"
    if "Text" in note:
        was, now = _gaps(before["Text"]), _gaps(note["Text"])
        if any(was[n] != now[n] for n in was.keys() & now.keys()):
            yield f"reviews of another fact: {was} {now}"
        if now.keys() - {card.ord for card in note.cards()}:
            yield "a gap without a card"


def test_the_whole_table_is_undone_in_one_step(table: Pusher) -> None:
    asked = ("id, guid, mid, mod, tags, flds from notes order by id", "id, nid, did, ord, queue from cards order by id")
    col = table.collection
    before = [col.db.all(f"select {what}") for what in asked]  # type: ignore[union-attr]
    _write(table, is_after=True)
    table.push()
    assert [col.db.all(f"select {what}") for what in asked] != before  # type: ignore[union-attr]
    col.undo()
    assert [col.db.all(f"select {what}") for what in asked] == before  # type: ignore[union-attr]


def test_no_two_cells_share_a_note() -> None:
    words = [cell.word for cell in CELLS]
    assert not [(one, other) for one, other in itertools.permutations(words, 2) if one in other]
