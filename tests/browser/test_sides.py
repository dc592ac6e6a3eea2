"""Sides of cards: in the language of the card, and their options in an order of the day, in Anki and in the preview."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.preview import shown_by
from tests.browser.reviewer import DEVICES, Reviewer, reviewer
from tests.collection import opened, take
from tests.test_cli import run

if TYPE_CHECKING:
    from anki.cards import Card
    from anki.collection import Collection
    from playwright.sync_api import Browser

OPTIONS = "".join(f"- [{'x' if n == 2 else ' '}] word{n}\n" for n in range(6))
GERMAN = f"""# Wellen
<!-- canonical -->

### Q: Was ist eine Welle, und wie wird sie gemessen? `beginner`

Die Welle ist eine Bewegung des Wassers, und sie wird von der Höhe her gemessen.

### Q: Welches Wort ist richtig?

{OPTIONS}
**Answer:**

Es steht im Buch.

### Q: Welches Wort ist falsch?

{OPTIONS.replace("word", "other")}
**Answer:**

Das zweite ist es.

### C:

Das Meer ist ==tief== und ==weit==.
"""
ENGLISH = "# Sea\n\n### Q: What is the sea? `advanced`\n\nIt is the water that covers most of the earth.\n"
SHOTS = os.environ.get("SCREENSHOTS")
SEEN = """(part) => [...document.querySelectorAll(part)].filter((node) => node.getClientRects().length).map((node) =>
  (node.innerText + getComputedStyle(node, "::after").content).replace(/normal|none|"/g, "").trim())"""
ORDER = "() => [...document.querySelectorAll('.options > li')].map((item) => item.textContent)"


@dataclass(frozen=True, slots=True)
class Deck:
    """What was built and imported."""

    collection: Collection
    dist: Path

    def card(self, words: str) -> Card:
        return self.collection.get_card(self.collection.find_cards(words)[0])


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deck]:
    folder = tmp_path_factory.mktemp("sides")
    (folder / "docs").mkdir()
    for name, text in (("wellen.md", GERMAN), ("sea.md", ENGLISH)):
        (folder / "docs" / name).write_text(text, encoding="utf-8")
    options = [
        f"anki.{each}" for each in ("shuffle_options=true", "reverse=true", "source_url=https://example.org/{path}")
    ]
    chosen = [part for option in options for part in ("--set", option)]
    done = run("build", folder / "docs", "--out", folder / "dist", "--only", "anki,preview", *chosen)
    assert done.exit_code == 0, done.stderr
    with opened(folder / "anki") as collection:
        take(collection, folder / "dist" / "anki" / "all-decks.apkg")
        yield Deck(collection, folder / "dist")


@pytest.fixture(scope="module")
def screen(browser: Browser) -> Iterator[Reviewer]:
    with reviewer(browser, DEVICES[0]) as screen:
        yield screen


def shot(screen: Reviewer, name: str) -> None:
    if SHOTS:
        screen.page.screenshot(path=str(Path(SHOTS) / f"{name}.png"), full_page=True)


@pytest.mark.parametrize(
    ("words", "language", "said"),
    [("Bewegung card:1", "de", ["Anfänger", "Quelle"]), ("covers card:1", "en", ["advanced", "Source"])],
)
def test_words_of_the_template(words: str, language: str, said: list[str], deck: Deck, screen: Reviewer) -> None:
    screen.show(deck.card(words), answer=True)
    shot(screen, f"side-{language}")
    assert {*screen.ask("() => [...document.querySelectorAll('.qa')].map((side) => side.lang)")} == {language}
    seen = [screen.page.evaluate(SEEN, part)[0] for part in (".level", ".source a")]
    assert [each.casefold() for each in seen] == [each.casefold() for each in said]
    assert (screen.faults, screen.refused) == ([], [])


def test_a_reverse_card_asks_in_the_language_of_the_card(deck: Deck, screen: Reviewer) -> None:
    screen.show(deck.card("Bewegung card:2"))
    shot(screen, "side-reverse")
    assert screen.page.evaluate(SEEN, ".ask") == ["Auf welche Frage ist das die Antwort?"]
    assert screen.page.evaluate(SEEN, ".ask > span") == []


def test_options_have_one_order_on_both_sides(deck: Deck, screen: Reviewer) -> None:
    card = deck.card("richtig card:1")
    screen.show(card)
    asked = screen.ask(ORDER)
    shot(screen, "options-asked")
    screen.show(card, answer=True)
    shot(screen, "options-answered")
    assert screen.ask(ORDER) == asked
    assert sorted(asked) == [f"word{n}" for n in range(6)]
    assert screen.ask("() => document.querySelector('.options > li.right').textContent") == "word2"
    assert (screen.faults, screen.refused) == ([], [])


def test_another_day_another_order(deck: Deck, screen: Reviewer) -> None:
    """Of seven days some differ: each is one of 720."""
    card, found = deck.card("richtig card:1"), set()
    for day in range(7):
        screen.ask(f"() => {{ const now = {1_790_000_000_000 + day * 86_400_000}; Date.now = () => now; }}")
        screen.show(card)
        found.add(tuple(screen.ask(ORDER)))
    assert len(found) > 3


def test_an_explanation_that_names_a_place_keeps_the_order(deck: Deck, screen: Reviewer) -> None:
    screen.show(deck.card("falsch card:1"))
    assert screen.ask(ORDER) == [f"other{n}" for n in range(6)]


def test_the_preview_has_the_same_order(deck: Deck, screen: Reviewer, browser: Browser) -> None:
    now = "Date.now = () => 1790000000000;"
    screen.ask(f"() => {{ {now} }}")
    screen.show(deck.card("richtig card:1"))
    order = screen.ask(ORDER)
    with shown_by(browser, deck.dist / "index.html") as preview:
        preview.page.add_init_script(now)
        preview.page.reload()
        found = preview.page.evaluate(
            "() => [...document.querySelectorAll('.face')]"
            ".map((face) => [...face.shadowRoot.querySelectorAll('.options > li')].map((item) => item.textContent))"
            ".find((items) => items.includes('word0'))"
        )
        assert found == order
        assert preview.faults == []
