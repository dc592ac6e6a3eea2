"""A card that changes its kind: its note keeps the type that it was born with, and its reviews."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from anki.cards import Card, CardId
from anki.consts import CARD_TYPE_REV, QUEUE_TYPE_REV

from exporter.identity.identification import TYPES_OF_NEW
from exporter.model import Card as Card_
from exporter.model import Choice
from exporter.notes import AnkiNote, Home, Renderer
from tests.collection import Counts, opened
from tests.studied import CARDS, SEA, World, newer

ASKED = "### Q3: What makes sand?\n\n"
PLAIN = "Waves grind rocks into grains."
OPTIONS = "- [x] Waves \\(W\\)\n- [ ] Cranes\n\n**Answer:**\n\nThey grind *rocks*."
CHOICE = "- [x] Cork\n- [ ] Chalk\n\n**Answer:**\n\n"


@pytest.fixture(params=["new", "old"])
def world(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """A deck that was built and imported; an old one has a note of the type for multiple choice."""
    with opened(tmp_path / "collection") as collection:
        made = World(tmp_path / "notes", collection, monkeypatch)
        made.write(SEA)
        with monkeypatch.context() as before:
            before.setitem(TYPES_OF_NEW, "choice", "basic" if request.param == "new" else "choice")
            made.build()
        made.take()
        yield made


def test_new_multiple_choice_is_a_basic_note(world: World) -> None:
    text = SEA + "\n### Q6: Which of these sinks?\n\n- [ ] Cork\n- [x] Iron\n\n**Answer:**\n\nIt is heavy.\n"
    world.write(text)
    world.build()
    assert world.take() == Counts(1, 0, CARDS, 0)
    note = world.note("these sinks")
    assert (note.note_type() or {})["name"] == "exporter Q&A"
    assert note["Extra1"].count("<li") == 2
    world.write(text.replace("- [ ] Cork\n- [x] Iron\n\n**Answer:**\n\n", ""))
    world.build()
    assert world.take() == Counts(0, 1, CARDS, 0)
    assert world.note("these sinks")["Extra1"] == ""


def test_reverse_cards_that_are_switched_off_are_told_once(world: World) -> None:
    world.build("--set", "anki.reverse=true")
    world.take()
    known = len(world.collection.find_cards("card:2"))
    assert known == len(world.collection.find_notes('"note:exporter Q&A"')) > 0
    assert "reverse" not in world.report()["anki"]
    assert f"Switched off: {known} reverse cards" in world.run("diff").stdout
    assert f"{known} switched off: their notes are no longer asked the other way round" in world.build()
    counts = world.take()
    assert (counts.new, counts.conflicting) == (0, 0)
    found = set(world.collection.find_cards(world.report()["anki"]["reverse"]["search"]))
    assert found == set(world.collection.find_cards("card:2"))
    assert found == {number for note in world.collection.get_empty_cards().notes for number in note.card_ids}
    assert "switched off" not in world.build()
    assert "Switched off" not in world.run("diff").stdout


def reviewed(world: World, words: str) -> CardId:
    """Makes the first card of a note a review card; returns its id."""
    card = world.note(words).cards()[0]
    card.queue, card.type = QUEUE_TYPE_REV, CARD_TYPE_REV
    world.collection.update_card(card)
    return card.id


def sides(world: World, card: CardId) -> tuple[str, str]:
    found = world.collection.get_card(card)
    asked, told = (
        re.sub("<style>.*?</style>", "", side, flags=re.DOTALL) for side in (found.question(), found.answer())
    )
    return asked, told


def test_a_question_that_becomes_multiple_choice(world: World) -> None:
    card = reviewed(world, "makes sand")
    world.write(SEA.replace(PLAIN, OPTIONS))
    said = world.build()
    assert "retyped" not in said
    assert "restarted" not in said
    counts = world.take()
    assert (counts.new, counts.conflicting) == (0, 0)
    asked, told = sides(world, card)
    assert '<div class="choices" dir="auto"><ol class="options"' in asked
    assert "They grind" not in asked
    assert "Cranes" in asked
    assert "solved" not in asked
    assert '<div class="choices solved" dir="auto"><ol class="options"' in told
    assert "They grind" in told
    assert '<li class="right">Waves' in told
    assert told.count("Cranes") == 1
    assert world.collection.get_card(card).type == CARD_TYPE_REV
    assert "Nothing would change" in world.run("diff").stdout


def test_and_back(world: World) -> None:
    card = reviewed(world, "makes sand")
    world.write(SEA.replace(PLAIN, OPTIONS))
    world.build()
    world.take()
    world.write(SEA)
    world.build()
    assert world.take().conflicting == 0
    asked, told = sides(world, card)
    assert "options" not in asked
    assert "options" not in told
    assert PLAIN in told


def test_multiple_choice_that_becomes_a_question(world: World) -> None:
    card = reviewed(world, "Which of these floats")
    world.write(SEA.replace(CHOICE, ""))
    world.build()
    counts = world.take()
    assert (counts.new, counts.conflicting) == (0, 0)
    asked, told = sides(world, card)
    assert "choices" not in asked
    assert "choices" not in told
    assert "Which of these floats" in asked
    assert "lighter than water" in told


def test_other_options_of_a_basic_note_are_an_update(world: World) -> None:
    card = reviewed(world, "makes sand")
    world.write(SEA.replace(PLAIN, OPTIONS))
    world.build()
    world.take()
    world.write(SEA.replace(PLAIN, OPTIONS.replace("[x] Waves", "[ ] Waves").replace("[ ] Cranes", "[x] Cranes")))
    world.build()
    assert world.report()["sent"]["all"] == 1
    world.take()
    assert '<li class="right">Cranes' in sides(world, card)[1]


def test_the_preview_shows_formulas_in_options_of_a_basic_note(world: World) -> None:
    world.write(SEA.replace(PLAIN, OPTIONS))
    assert world.run("build", "--only", "preview,csv").exit_code == 0
    page = (world.dist / "index.html").read_text(encoding="utf-8")
    assert '"Extra1":' in page
    assert "\\\\(W" not in page


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (ASKED + PLAIN, "### C3:\n\nSand is made by ==waves== that grind rocks into grains."),
        ("### C5:\n\nA dune is held by ==grass==.", "### Q5: What is a dune held by?\n\nA dune is held by grass."),
    ],
)
def test_to_and_from_a_cloze(world: World, old: str, new: str) -> None:
    """Another note is made, and it is said that its reviews begin from zero."""
    assert old in SEA
    world.write(SEA.replace(old, new))
    assert "1 restarted: a cloze before, or a cloze now" in world.run("diff").stdout + world.build()
    counts = world.take()
    assert (counts.new, counts.conflicting) == (1, 0)
    assert len(world.collection.find_notes(world.report()["anki"]["restarted"]["search"])) == 1
    world.write(SEA)
    said = world.build()
    assert "restarted" not in said
    assert world.take().new == 0


def test_a_new_card_beside_a_retired_cloze_is_no_restart(world: World) -> None:
    world.write(SEA.replace("### C5:\n\nA dune is held by ==grass==.", "### Q5: Who sails?\n\nSailors, and the wind."))
    assert "restarted" not in world.build()


def test_an_id_that_the_document_gives_does_not_change_the_kind(world: World) -> None:
    marked = SEA.replace("### Q3: What makes sand?\n", "### Q3: What makes sand?\n<!-- id: sand -->\n")
    world.write(marked)
    world.build()
    world.take()
    for text, new in (
        (marked.replace("### Q3: What makes sand?", "### C3:").replace(PLAIN, "==Waves== make sand."), 1),
        (marked, 0),
    ):
        world.write(text)
        world.build()
        counts = world.take()
        assert (counts.new, counts.conflicting) == (new, 0)


def test_real_reviews_stay_with_the_card_through_every_change_of_kind(world: World) -> None:
    """There and back, both ways: the same card, the same log, and each time the sides that the document has."""
    asked = [world.note(words).cards()[0] for words in ("makes sand", "Which of these floats")]
    for card in asked:
        world.collection.sched.answerCard(answered(card), 3)
    log = world.collection.db.all("select id, cid, ease from revlog order by id") if world.collection.db else []
    state = [(card.id, card.ivl, card.reps) for card in map(world.collection.get_card, (card.id for card in asked))]
    assert len(log) == 2
    world.hours = 0  # an answer is no edit of a note, and yet later builds come after it
    for text in (SEA.replace(PLAIN, OPTIONS), SEA.replace(CHOICE, ""), SEA):
        world.write(text)
        world.build()
        counts = world.take()
        assert (counts.new, counts.conflicting) == (0, 0)
        assert counts.updated > 0
        assert world.collection.db
        assert world.collection.db.all("select id, cid, ease from revlog order by id") == log
        now = [world.collection.get_card(number) for number, *_ in state]
        assert [(card.id, card.ivl, card.reps) for card in now] == state
        for card, words in zip(now, ("What makes sand", "Which of these floats"), strict=True):
            assert words in sides(world, card.id)[0]
    assert "rocks into grains" in sides(world, state[0][0])[1]
    assert '<li class="right">Cork</li>' in sides(world, state[1][0])[1]


def answered(card: Card) -> Card:
    card.start_timer()
    return card


def test_the_reverse_card_of_a_note_with_options(world: World) -> None:
    """It asks by the right options and the explanation, and answers with the whole question."""
    world.write(SEA.replace(PLAIN, OPTIONS))
    world.build("--set", "anki.reverse=true")
    assert world.take().conflicting == 0
    first, second = world.note("makes sand").cards()
    assert world.collection.get_card(first.id).template()["name"] == "Question → Answer"
    asked, told = sides(world, second.id)
    assert '<div class="choices solved right-only" dir="auto">' in asked
    assert "They grind" in asked
    assert "makes sand" not in asked
    assert "makes sand" in told
    assert '<div class="choices solved" dir="auto">' in told


def test_a_cloze_that_is_retired_keeps_its_type_where_only_the_ledger_knows_it(world: World) -> None:
    world.write(SEA.replace("### C5:\n\nA dune is held by ==grass==.\n", ""))
    world.build(fresh=True)
    world.build("--retire-tag", fresh=True)
    assert world.take().conflicting == 0
    assert len(world.collection.find_notes('tag:qa::retired "note:exporter Cloze"')) == 1


def test_history_that_is_to_be_kept_does_not_begin_from_zero(world: World) -> None:
    ledger = (world.folder / "cards.lock").read_bytes()
    world.write(SEA.replace(ASKED + PLAIN, "### C3:\n\nSand is made by ==waves== that grind rocks into grains."))
    done = world.run("build", "--only", "anki", "--keep-history")
    assert (done.exit_code, "is a cloze now" in done.stderr) == (5, True)
    assert (world.folder / "cards.lock").read_bytes() == ledger
    assert world.run("build", "--only", "anki").stderr.count("reviews-restart") == 1
    assert "reviews-restart" not in world.run("build", "--only", "anki").stderr


@pytest.mark.parametrize("name", ["basic", "choice"])
def test_any_other_change_of_kind_keeps_the_history(name: str, world: World) -> None:
    world.write(SEA.replace(PLAIN, OPTIONS) if name == "basic" else SEA.replace(CHOICE, ""))
    done = world.run("build", "--only", "anki", "--keep-history")
    assert done.exit_code == 0, done.stderr


def test_options_that_a_version_finds_are_no_other_right_ones(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has old ones, so nothing has to be sent again."""

    def chosen(card: Card_) -> Card_:
        return replace(card, kind=Choice(("Waves", "Cranes"), (0,))) if "makes sand" in card.question else card

    newer(monkeypatch, chosen)
    assert "with other right options" not in world.build(fresh=True)
    assert world.report()["sent"]["untouched"] == 1
    assert world.take().conflicting == 0


def test_each_card_is_rendered_once_whatever_its_note_is(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    rendered: Counter[Card_] = Counter()
    render = Renderer.render

    def counting(self: Renderer, card: Card_, home: Home) -> AnkiNote:
        rendered[card] += 1
        return render(self, card, home)

    monkeypatch.setattr(Renderer, "render", counting)
    world.write(SEA.replace(PLAIN, OPTIONS).replace(CHOICE, ""))
    assert world.run("build", "--only", "anki,csv,preview").exit_code == 0
    assert set(rendered.values()) == {1}
    assert len(rendered) == CARDS


FACTS = {
    "amber": "resin of pines, hardened under sand",
    "basalt": "lava that cooled in columns",
    "coral": "skeletons left by tiny polyps",
    "delta": "mud dropped where rivers slow down",
    "fjord": "a valley carved by glaciers, then flooded",
    "geyser": "steam pressing through narrow rock",
    "jetty": "timber piles driven into harbors",
    "kelp": "brown algae anchored to boulders",
}
WRITTEN = {
    "question": "### Q: What is {0} made of?\n\nIt is {1}{2}.\n",
    "choice": "### Q: What is {0} made of?\n\n- [ ] Paper\n- [x] See below\n\n**Answer:**\n\nIt is {1}{2}.\n",
    "cloze": "### C:\n\n=={0}== is {1}{2}.\n",
}


@pytest.mark.parametrize("seed", [1, 2])
def test_a_year_of_changing_kinds(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Compared per fact: every reviewed card still stands for its fact, and a fact has a card for each kind of note."""
    chance = random.Random(seed)
    kinds = {fact: chance.choice([*WRITTEN]) for fact in FACTS}
    stands: dict[CardId, tuple[str, bool]] = {}  # a card's fact, and whether it is a cloze
    reviews: Counter[CardId] = Counter()
    with opened(tmp_path / "collection") as collection:
        made = World(tmp_path / "notes", collection, monkeypatch)
        for month in range(12):
            texts = [written(kinds[fact], fact, month) for fact in FACTS]
            chance.shuffle(texts)
            made.write("# Coast\n<!-- canonical -->\n\n" + "\n".join(texts))
            made.build()
            assert made.take().conflicting == 0
            for number in collection.find_cards(""):
                now = meaning(collection.get_card(number))
                assert stands.setdefault(number, now) == now
                assert len(collection.card_stats_data(number).revlog) == reviews[number]
            assert len(stands) == len({*stands.values()})  # nothing is doubled
            live = {number for number, (fact, is_cloze) in stands.items() if (kinds[fact] == "cloze") == is_cloze}
            assert len(live) == len(FACTS)
            for number in chance.sample(sorted(live), 4):
                collection.sched.answerCard(answered(collection.get_card(number)), 3)
                reviews[number] += 1
            kinds |= {fact: chance.choice([*WRITTEN]) for fact in chance.sample([*FACTS], 3)}
    assert {kind for _, kind in stands.values()} == {True, False}


def written(kind: str, fact: str, month: int) -> str:
    """A fact as a document has it this month: now and then its words change, too."""
    return WRITTEN[kind].format(fact, FACTS[fact], f" (seen in month {month})" * (month % 3 == len(fact) % 3))


def meaning(card: Card) -> tuple[str, bool]:
    """The fact that a card stands for, and whether it is a cloze."""
    (fact,) = (fact for fact, told in FACTS.items() if told in card.note().joined_fields())
    assert fact in card.note().joined_fields()
    return fact, "Text" in card.note()
