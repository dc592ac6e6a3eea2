"""A year of edits in documents, on a computer and on a phone, through pushes and through packages as well.

The phone has not synced when the computer is pushed to: what was written and reviewed on it comes later. No review and
none of the owner's own words is lost, no fact loses its card or has two, and no card stands for another fact.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from anki.notes import Note

from tests.collection import take
from tests.pipeline.test_a_year import FACTS, FILES, KINDS, Fact, Year, cards, meaning
from tests.studied import World
from tests.syncing import Device, devices
from tests.test_cli import run

MONTH = 30 * 24  # hours


@dataclass
class OwnFact(Fact):
    """A fact with an id, so that it is never doubtful which it is; its document may have words from Anki."""

    own: str = ""

    @property
    def text(self) -> str:
        asked, _, answer = super().text.partition("\n")
        made = f"{asked}\n<!-- id: {self.name} -->\n{answer}"
        return f"{made}\n{self.own}\n" if self.own else made


@dataclass
class PushYear(Year):
    """A year in which the owner writes into notes of both devices."""

    written: dict[str, str] = field(default_factory=dict)  # fact -> the owner's last words about it
    tags: dict[str, str] = field(default_factory=dict)  # fact -> the owner's tag
    keeps_tags: bool = True  # a package replaces them where the words of the document change
    brought: int = 0  # words that `pull` brought into the documents

    @property
    def computer(self) -> Device:
        return self.devices[0]

    @property
    def now(self) -> int:
        """Seconds since 1970, in the time of the year."""
        return int(time.time()) + 3600 * self.world.hours

    @contextmanager
    def closed(self) -> Iterator[Path]:
        """The computer's collection while Anki is closed there."""
        path = Path(self.computer.collection.path)
        self.computer.collection.close()
        try:
            yield path
        finally:
            self.computer.collection.reopen()

    # ── what the owner does ──────────────────────────────────────────────────────────────────────────────────────────

    def notes(self, device: Device, name: str) -> list[Note]:
        """The notes of a fact that ask something now."""
        found = {
            card.nid
            for number, each in cards(device.collection)
            if each[0] == name
            if (card := device.collection.get_card(number)).queue >= 0
        }
        return [device.collection.get_note(number) for number in sorted(found)]

    def annotate(self, month: int) -> None:
        """Writes words of her own into some notes, tags some, and moves a card, on either device."""
        for n, fact in enumerate(self.some(4)):
            device = self.devices[n % 2]
            assert isinstance(fact, OwnFact)
            for note in self.notes(device, fact.name)[:1]:
                if fact.own or n == 3:
                    self.tags[fact.name] = f"mine::{fact.name}{month}"
                    note.tags.append(self.tags[fact.name])
                else:
                    self.written[fact.name] = f"Mnemonic{month}{fact.name.title()}."
                    at = "Text" if "Text" in note else "Answer"
                    note[at] += f"<div>{self.written[fact.name]}</div>"
                self.changed(device, note)

    def changed(self, device: Device, note: Note) -> None:
        """Saves a note as if it were the time of the year."""
        device.collection.update_note(note)
        assert device.collection.db
        device.collection.db.execute("update notes set mod = ?, usn = -1 where id = ?", self.now, note.id)

    def study_alone(self) -> None:
        """Reviews on both devices, of which only the computer then syncs."""
        known = sorted(self.stands, key=lambda number: self.stands[number])
        for n, number in enumerate(self.chance.sample(known, 8)):
            collection = self.devices[n % 2].collection
            card = collection.get_card(number)
            if card.queue < 0:
                continue
            card.start_timer()
            collection.sched.answerCard(card, self.chance.choice((3, 3, 4)))
            self.reviews[number] += 1
            time.sleep(0.002)  # a review has the millisecond for its id, on whichever device

    # ── channels ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def push(self, *options: str) -> None:
        """Pushes to the computer, which has synced, unlike the phone; then both sync."""
        self.computer.sync()
        with self.closed() as path:
            done = self.world.run("push", "--collection", str(path), "--write", *self.options, *options)
        assert done.exit_code in (0, 1), done.output
        self.sync()

    def bring_back(self) -> None:
        """Brings the owner's words into the documents, as one does before an import; conflicts are solved by hand."""
        self.sync()
        if not self.written:
            return
        with self.closed() as path:
            done = run("pull", path, self.world.folder, "--out", self.world.dist, "--write")
        assert done.exit_code in (0, 1), done.output
        texts = " ".join(each.read_text(encoding="utf-8") for each in self.world.folder.glob("*.md"))
        for fact in self.facts:
            assert isinstance(fact, OwnFact)
            self.brought += not fact.own and self.written.get(fact.name, "-") in texts
            fact.own = self.written.get(fact.name, fact.own)

    def import_package(self) -> None:
        """Imports a package on one of the devices or on both; then both sync."""
        self.world.build(*self.options)
        package = self.world.dist / "anki" / "all-decks.apkg"
        for device in self.chance.sample(self.devices, self.chance.choice((1, 2))):
            assert take(device.collection, package).conflicting == 0
        self.sync()

    # ── what must hold ───────────────────────────────────────────────────────────────────────────────────────────────

    def check_kept(self) -> None:
        """All reviews, cards and words are on both devices, and each card stands for what it stood for."""
        for device in self.devices:
            found = dict(cards(device.collection))
            for number, each in found.items():
                if each[1]:
                    assert self.stands.setdefault(number, each) == each
            assert self.stands.keys() <= found.keys()
            assert device.collection.db
            assert Counter(device.collection.db.list("select cid from revlog")) == self.reviews
            for name, words in self.written.items():
                assert device.collection.find_notes(f'"{words}"'), f"words about {name} are lost"
            for name, tag in self.tags.items() if self.keeps_tags else ():
                assert device.collection.find_notes(f"tag:{tag}"), f"the tag of {name} is lost"

    def check_arrived(self) -> None:
        """All that the documents ask is asked once, on both devices."""
        live = {each for fact in self.facts for each in fact.meanings}
        for device in self.devices:
            asked = Counter(meaning(device.collection.get_card(n)) for n, _ in cards(device.collection))
            assert {each: asked[each] for each in live} == dict.fromkeys(live, 1)


@contextmanager
def year(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PushYear]:
    chance = random.Random(seed)
    facts: list[Fact] = [OwnFact(name, chance.choice(KINDS), chance.choice(FILES)) for name in FACTS]
    with devices(tmp_path, ("computer", "phone")) as both:
        world = World(tmp_path / "docs", both[0].collection, monkeypatch, hours=-13 * MONTH)
        yield PushYear(chance, world, both, facts)


@pytest.mark.parametrize(
    ("channels", "seed"), [("push", 0), ("push", 1), ("package push", 2), ("push package push", 3)]
)
def test_a_year(channels: str, seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order = channels.split()
    with year(seed, tmp_path, monkeypatch) as made:
        made.keeps_tags = order == ["push"]
        for month in range(12):
            made.world.hours += MONTH
            if month:
                made.study_alone()
                made.annotate(month)
            if order[month % len(order)] == "push":
                if month:
                    made.edit(month)
                made.write()
                made.push()
            else:
                made.bring_back()
                if month:
                    made.edit(month)
                made.write()
                made.import_package()
            made.check_kept()
        made.bring_back()
        made.write()
        made.push("--ours", "--retire")
        made.check_kept()
        made.check_arrived()
    assert len(made.written) > 6
    assert made.brought
    assert sum(made.reviews.values()) > 50
