"""A user whose documents are pushed into his collection."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from anki.cards import Card
from anki.consts import QUEUE_TYPE_SUSPENDED
from anki.decks import DeckId
from anki.notes import Note

from exporter.pipeline import offering, steps
from exporter.pipeline.options import Options
from exporter.push import session
from exporter.push.offer import Offer
from exporter.push.steps import Choices, Plan
from tests.studied import World


class Pusher(World):
    """A world with a way to push, and hands to change the collection."""

    def offer(self) -> tuple[Offer, Path]:
        """Builds the package; what the documents say, and the package."""
        self.hours += 1
        self.monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(time.time()) + 3600 * self.hours))
        build, made = steps.built(Options((str(self.folder),), self.dist, ("anki",)), lambda *_: None)
        assert made.exit_code() == 0, made.problems
        return offering.offer(build), self.dist / "anki" / "all-decks.apkg"

    def plan(self, **choices: Any) -> Plan:
        """What a push would do."""
        return session.plan(self.collection, self.offer()[0], Choices(**choices))

    def push(self, **choices: Any) -> Plan:
        """Does a push."""
        offer, package = self.offer()
        return session.push(self.collection, offer, Choices(**choices), package, self.folder.parent / "backups")[0]

    def change(self, old: str, new: str, name: str = "sea.md") -> None:
        """Changes words of a document."""
        text = (self.folder / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, old
        self.write(text.replace(old, new), name)

    def card(self, words: str) -> Card:
        return self.note(words).cards()[0]

    def deck(self, card: Card) -> str:
        return self.collection.decks.name(self.collection.get_card(card.id).did)

    def edit(self, words: str, field: str, text: str) -> Note:
        """Rewords a field in Anki."""
        note = self.note(words)
        note[field] = text
        self.collection.update_note(note)
        return note

    def tag(self, words: str, tag: str) -> None:
        self.collection.tags.bulk_add([self.note(words).id], tag)

    def move(self, card: Card, deck: str) -> None:
        self.collection.set_deck([card.id], self.collection.decks.id(deck) or DeckId(0))

    def review(self, card: Card) -> None:
        found = self.collection.get_card(card.id)
        found.start_timer()
        self.collection.sched.answerCard(found, 3)

    def is_suspended(self, card: Card) -> bool:
        return self.collection.get_card(card.id).queue == QUEUE_TYPE_SUSPENDED


def whats(plan: Plan) -> dict[str, str]:
    """What a plan does to each note, by its question; what is recorded is left out."""
    return {step.question: step.what for step in plan.steps if step.what != "recorded"}


def told(plan: Plan) -> list[tuple[str, str]]:
    """What a plan only tells, and of which question."""
    return [(each.what, each.question) for each in plan.told]
