"""A year of edits on a computer and a phone that sync, compared per fact: the text under each reviewed card.

No fact loses its card, none has two, and no card stands for another fact than the one that was reviewed: whatever
becomes of words, kinds, gaps, places, files and decks, and whichever device imports.
"""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from anki.cards import Card, CardId
from anki.collection import Collection

from tests.collection import take
from tests.studied import World
from tests.syncing import Device, devices

FACTS = {
    "amber": ("resin of old pines", "hardened under sand"),
    "basalt": ("lava at the surface", "cooled in columns"),
    "coral": ("skeletons of polyps", "left in warm shallows"),
    "delta": ("mud of slow rivers", "dropped in fans"),
    "estuary": ("salt mixing with fresh", "pushed by every tide"),
    "fjord": ("a valley of glaciers", "drowned by the ocean"),
    "geyser": ("steam in narrow rock", "bursting on schedule"),
    "harbor": ("walls against breakers", "dug for ships"),
    "iceberg": ("ice calved from shelves", "floating nine tenths below"),
    "jetty": ("timber piles in rows", "driven by hammers"),
    "kelp": ("brown algae on boulders", "swaying forty meters high"),
    "lagoon": ("calm water behind reefs", "warmed all day"),
    "monsoon": ("wind that turns yearly", "carrying rain inland"),
    "nautilus": ("a shell of chambers", "filled with gas"),
    "oyster": ("two rough valves", "lined with pearl"),
    "plankton": ("drifting tiny life", "feeding the whales"),
    "quay": ("stone beside the water", "lined with bollards"),
    "reef": ("limestone near the top", "feared by captains"),
}
KINDS = ("question", "choice", "cloze")
FILES = ("coast", "water", "life")
REWORDED = ("What is {0} made of?", "Tell what {0} is made of, in a few words.", "Of what is {0} made?")
Meaning = tuple[str, str]  # a fact, and what is asked of it: "question", or the words of a gap


@dataclass
class Fact:
    """A fact as the documents have it this month."""

    name: str
    kind: str
    file: str
    wording: int = 0
    told: str = ""  # what was added to its answer
    level: str = ""
    wide: bool = False  # whether a cloze hides one thing more, before the others
    narrow: bool = False  # whether it hides one thing less
    section: str = "Basics"
    is_there: bool = True

    @property
    def text(self) -> str:
        what, how = FACTS[self.name]
        if self.kind == "cloze":
            first = f"=={self.name}==" if self.wide else self.name
            second = how if self.narrow else f"=={how}=="
            return f"### C:\n\nWhat they call {first} is =={what}==, {second}{self.told}.\n"
        level = f" `{self.level}`" if self.level else ""
        asked = f"### Q: {REWORDED[self.wording].format(self.name)}{level}\n\n"
        options = "- [ ] Paper\n- [x] See below\n\n**Answer:**\n\n" if self.kind == "choice" else ""
        return f"{asked}{options}It is {what}, {how}{self.told}.\n"

    @property
    def meanings(self) -> set[Meaning]:
        """What the cards ask that it has now."""
        if not self.is_there:
            return set()
        if self.kind != "cloze":
            return {(self.name, "question")}
        what, how = FACTS[self.name]
        return {(self.name, each) for each in (what, *[how] * (not self.narrow), *[self.name] * self.wide)}


@dataclass
class Year:
    """Documents, the devices, and what each card of theirs stood for when it was first seen."""

    chance: random.Random
    world: World
    devices: list[Device]
    facts: list[Fact]
    options: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=lambda: {file: file for file in FILES})
    stands: dict[CardId, Meaning] = field(default_factory=dict)
    reviews: Counter[CardId] = field(default_factory=Counter)

    def write(self) -> None:
        self.world.folder.mkdir(exist_ok=True)
        for old in self.world.folder.glob("*.md"):
            old.unlink()
        for file, name in self.names.items():
            parts = [f"# {file.title()}\n<!-- canonical -->\n"]
            here = [fact for fact in self.facts if fact.file == file and fact.is_there]
            if not here:
                continue  # a document that asks nothing is an error
            for section in ("Basics", "More"):
                inside = [fact.text for fact in here if fact.section == section]
                self.chance.shuffle(inside)
                parts += [f"## {section}\n", *inside] if inside else []
            self.world.write("\n".join(parts), f"{name}.md")

    def build(self) -> None:
        self.write()
        self.world.build(*self.options)

    def take(self) -> None:
        """The package reaches one device or both, one of which may not have synced, and then both sync."""
        package = self.world.dist / "anki" / "all-decks.apkg"
        for device in self.chance.sample(self.devices, self.chance.choice((1, 2))):
            assert take(device.collection, package).conflicting == 0
        self.sync()

    def sync(self) -> None:
        for device in (*self.devices, self.devices[0]):
            device.sync()

    def check(self) -> None:
        """Each card stands for what it stood for, all are on both devices, and so is each review."""
        live = {meaning for fact in self.facts for meaning in fact.meanings}
        for device in self.devices:
            found = dict(cards(device.collection))
            for number, meaning in found.items():
                if meaning[1]:  # an emptied gap shows nothing
                    assert self.stands.setdefault(number, meaning) == meaning
            assert self.stands.keys() <= found.keys()  # nothing is lost
            asked = Counter(meaning for meaning in found.values() if meaning in live)
            assert asked == dict.fromkeys(live, 1)  # nothing is doubled
            log = Counter(device.collection.db.list("select cid from revlog")) if device.collection.db else Counter()
            assert log == self.reviews

    def study(self) -> None:
        """Some cards on each device, and then both sync."""
        live = {meaning for fact in self.facts for meaning in fact.meanings}
        known = sorted(number for number, meaning in self.stands.items() if meaning in live)
        chosen = self.chance.sample(known, 8)
        for n, number in enumerate(chosen):
            collection = self.devices[n % len(self.devices)].collection
            card = collection.get_card(number)
            card.start_timer()
            collection.sched.answerCard(card, self.chance.choice((1, 3, 3, 4)))
            self.reviews[number] += 1
            time.sleep(0.002)  # a review has the millisecond for its id, on whichever device
        self.sync()

    # ── edits ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def some(self, count: int, kind: str = "") -> list[Fact]:
        there = [fact for fact in self.facts if fact.is_there and (not kind or fact.kind == kind)]
        return self.chance.sample(there, min(count, len(there)))

    def edit(self, month: int) -> None:
        for fact in self.some(4):
            fact.wording = self.chance.randrange(len(REWORDED))
        for fact in self.some(3):
            fact.told = f", as was seen in month {month}"
        for fact in self.some(3):
            fact.level = self.chance.choice(("", "beginner", "advanced"))
        for fact in self.some(2):
            fact.file, fact.section = self.chance.choice(FILES), self.chance.choice(("Basics", "More"))
        for fact in self.some(2, "cloze"):
            fact.wide, fact.narrow = self.chance.random() < 0.5, self.chance.random() < 0.3
        for fact in self.some(2):
            fact.kind = self.chance.choice(KINDS)
        for fact in self.chance.sample(self.facts, 2):
            fact.is_there = self.chance.random() < 0.7
        if month % 4 == 0:
            self.names[self.chance.choice(FILES)] = f"renamed-{month}"
        if month % 3 == 0:
            deck = self.chance.choice(('anki.root_deck="Study"', 'anki.decks="sections"', 'anki.decks="folders"'))
            self.options = ["--set", deck]


def cards(collection: Collection) -> Iterator[tuple[CardId, Meaning]]:
    for number in collection.find_cards("note:exporter*"):
        yield number, meaning(collection.get_card(number))


def meaning(card: Card) -> Meaning:
    """What a card asks; of a gap that is gone, nothing."""
    text = re.sub(r"<[^>]*>", "", card.note().joined_fields())
    (name,) = (name for name in FACTS if re.search(rf"\b{name}\b", text))
    if "Text" not in card.note():
        return name, "question"
    hidden = re.search(rf"\{{\{{c{card.ord + 1}::(.*?)\}}\}}", text)
    return name, hidden[1] if hidden else ""


@pytest.mark.parametrize("seed", range(3))
def test_a_year_on_two_devices(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(seed)
    facts = [Fact(name, chance.choice(KINDS), chance.choice(FILES)) for name in FACTS]
    with devices(tmp_path, ("computer", "phone")) as both:
        world = World(tmp_path / "docs", both[0].collection, monkeypatch, hours=-13 * 30 * 24)
        year = Year(chance, world, both, facts)
        for month in range(12):
            world.hours += 30 * 24
            if month:
                year.edit(month)
            year.build()
            year.take()
            year.check()
            year.study()
        year.check()
    assert {kind for _, kind in year.stands.values()} >= {"question"}
    assert sum(year.reviews.values()) == 12 * 8
