"""From when on a note counts as newer, and where a change comes from."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from exporter.identity import keys
from exporter.identity.changing import Change
from exporter.identity.context import BuildContext, Rendering
from exporter.identity.identification import identify
from exporter.identity.ledger import FileState, Ledger
from exporter.identity.originals import Original
from exporter.model import Card, Choice, Level, Location

TEXT = "Q: What causes the tides?\nA: The pull of the moon.\n\nQ: What makes sand?\nA: Waves.\n"
CARD = Card("What causes the tides?", "The pull of the moon.", Location("sea.md", 1), section=("Sea",))
QUIZ = replace(CARD, kind=Choice(("the moon", "the wind"), (0,)))


@dataclass(frozen=True)
class World:
    """What surrounds one card: its document, a clock, a version, and how its note is rendered."""

    text: str = TEXT
    now: int = 1000
    version: str = "0.2.0"
    look: str = ""
    file: str = "sea.md"
    settings: str = ""

    def build(self, card: Card, ledger: Ledger) -> tuple[Change, Ledger]:
        card = replace(card, where=Location(self.file, 1))
        seen = f"{card.question} {card.answer} {card.section} {card.kind} {card.level} {card.tags} {self.look}"
        context = BuildContext(
            now=self.now,
            in_scope=lambda file: True,
            renderings={card: Rendering(keys.digest(seen), "Sea", note_type=card.kind.name)},
            version=self.version,
            originals={
                self.file: Original(FileState(keys.digest(self.text), self.settings), (1, 4), lambda: self.text)
            },
        )
        made = identify([card], ledger, context)
        return made.changes[0], made.ledger


FIRST, LATER = World(now=100), World()
CHANGED = replace(CARD, answer="The pull of the moon and of the sun.")


def sent(before: Card, after: Card, world: World, first: World = FIRST) -> tuple[str, int]:
    """What becomes of a card, and how many seconds later its note is."""
    change, ledger = first.build(before, Ledger())
    assert (change.what, change.sent) == ("new", "")
    again, same = world.build(after, ledger)
    assert (again.sent == "") == (again.entry.changed_at == 100)
    assert (again.sent == "all") == (again.entry.changed_at == world.now)
    assert world.build(after, same)[0].what == "unchanged"
    return again.what, again.entry.changed_at - 100


EDITED = replace(LATER, text=TEXT.replace("moon", "moon and of the sun"))
ELSEWHERE = replace(LATER, text=TEXT.replace("Waves", "Wind"))
NEWER = replace(LATER, version="0.3.0")


@pytest.mark.parametrize(
    ("after", "world", "expected"),
    [
        (CARD, LATER, ("unchanged", 0)),
        (CARD, EDITED, ("unchanged", 0)),
        (replace(CARD, number=7), NEWER, ("unchanged", 0)),
        (CARD, replace(LATER, file="ocean.md"), ("moved", 0)),
        (CHANGED, EDITED, ("updated", 900)),
        (CHANGED, replace(EDITED, version="0.3.0"), ("updated", 900)),
        (CHANGED, ELSEWHERE, ("updated", 900)),  # the same version: something elsewhere in the document, such as a key
        (CHANGED, replace(EDITED, file="ocean.md"), ("updated", 900)),
        (CHANGED, replace(EDITED, now=50), ("updated", 1)),  # a clock that went back, or SOURCE_DATE_EPOCH
        (CHANGED, LATER, ("rendered", 1)),  # by the settings
        (CHANGED, NEWER, ("rendered", 1)),
        (CHANGED, replace(NEWER, file="ocean.md"), ("moved", 1)),
        (CHANGED, replace(ELSEWHERE, version="0.3.0"), ("rendered", 1)),
        (CHANGED, replace(ELSEWHERE, settings="x"), ("rendered", 1)),
        (CHANGED, replace(EDITED, settings="x"), ("updated", 900)),
        (CARD, replace(LATER, look="x"), ("rendered", 1)),
        (CARD, replace(ELSEWHERE, look="x"), ("rendered", 1)),
        (replace(CARD, section=("Shore",)), EDITED, ("moved", 1)),
        (replace(CARD, section=("Shore",)), LATER, ("moved", 1)),
        (replace(CARD, section=("Shore",)), NEWER, ("rendered", 1)),
        (replace(CARD, level=Level.ADVANCED), EDITED, ("updated", 1)),
        (replace(CARD, tags=("sea",)), EDITED, ("updated", 1)),
        (replace(CARD, tags=("sea",)), NEWER, ("rendered", 1)),
        (QUIZ, EDITED, ("updated", 900)),
    ],
)
def test_only_words_of_the_document_are_sent_to_all(after: Card, world: World, expected: tuple[str, int]) -> None:
    assert sent(CARD, after, world) == expected


@pytest.mark.parametrize(
    ("kind", "world", "expected", "aspects"),
    [
        (Choice(("the moon", "the wind"), (1,)), EDITED, ("updated", 900), {"details", "right"}),
        (Choice(("the moon", "the wind"), (1,)), NEWER, ("rendered", 1), {"details", "right"}),
        (Choice(("the moon", "winds"), (0,)), NEWER, ("rendered", 1), {"details", "options"}),
        (Choice(("the moon", "the wind", "fish"), (0,)), EDITED, ("updated", 900), {"details", "options", "right"}),
        (CARD.kind, NEWER, ("rendered", 1), {"details", "options", "right"}),
    ],
)
def test_what_changed_of_a_choice_is_known(
    kind: Choice, world: World, expected: tuple[str, int], aspects: set[str]
) -> None:
    assert sent(QUIZ, replace(QUIZ, kind=kind), world) == expected
    assert world.build(replace(QUIZ, kind=kind), FIRST.build(QUIZ, Ledger())[1])[0].aspects == aspects


def test_a_format_without_lines_is_judged_by_its_bytes_and_the_version() -> None:
    blank = replace(FIRST, text="")
    assert sent(CARD, CHANGED, blank, blank) == ("rendered", 1)
    known = blank.build(CARD, Ledger())[1]
    assert LATER.build(CHANGED, known)[0].sent == "all"
    assert NEWER.build(CHANGED, known)[0].sent == "untouched"


# ── ledgers of version 0.1 ───────────────────────────────────────────────────────────────────────────────────────────


def first(card: Card) -> Ledger:
    """A ledger as version 0.1 left it: without what came later."""
    known = FIRST.build(card, Ledger())[1]
    bare = {
        key: replace(entry, note_type="", version="", source="", content="-".join(entry.content.split("-")[:3]))
        for key, entry in known.entries.items()
    }
    return replace(known, entries=bare, documents={})


@pytest.mark.parametrize(
    ("after", "text", "expected"),
    [
        (CARD, TEXT, ("unchanged", "")),
        (CHANGED, TEXT, ("rendered", "untouched")),
        (CHANGED, TEXT.replace("Waves", "Wind"), ("rendered", "untouched")),
        (replace(CARD, answer="The pull of the sun."), TEXT.replace("moon", "sun"), ("updated", "all")),
        (replace(CARD, answer="The moon."), TEXT.replace("The pull of the moon", "The moon"), ("updated", "all")),
        (replace(CARD, question="What brings the tides?"), TEXT.replace("causes", "brings"), ("updated", "all")),
        (replace(CARD, level=Level.BEGINNER), TEXT, ("rendered", "untouched")),
    ],
)
def test_of_old_entries_only_words_that_are_gone_are_sure(after: Card, text: str, expected: tuple[str, str]) -> None:
    change, ledger = replace(LATER, text=text).build(after, first(CARD))
    assert (change.what, change.sent) == expected
    assert (change.entry.note_type, change.entry.version) == ("basic", "0.2.0")
    assert change.entry.source
    assert ledger.documents == {"sea.md": FileState(keys.digest(text))}


@pytest.mark.parametrize(
    ("kind", "aspects"),
    [
        (Choice(("the moon", "the wind"), (1,)), {"details", "right"}),
        (Choice(("the moon", "the wind", "fish"), (0,)), {"details", "options", "right"}),  # nobody knows: told
    ],
)
def test_of_old_choices_it_is_known_which_options_were_right(kind: Choice, aspects: set[str]) -> None:
    change, _ = LATER.build(replace(QUIZ, kind=kind), first(QUIZ))
    assert set(change.aspects) == aspects
    assert (change.entry.note_type, change.sent) == ("choice", "untouched")


def test_the_note_type_is_the_one_at_birth_whatever_a_card_becomes() -> None:
    for before, after in ((CARD, QUIZ), (QUIZ, CARD)):
        for known, born in ((first(before), before.kind.name), (FIRST.build(before, Ledger())[1], "basic")):
            change, ledger = EDITED.build(after, known)
            assert change.entry.note_type == born
            assert EDITED.build(before, ledger)[0].entry.note_type == born
