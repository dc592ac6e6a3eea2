"""The preview as a reader uses it: turned, searched, filtered, by hand and by keyboard, by eye and by ear."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from exporter.model import Card, Choice, Cloze, Document, Level, Location, Problem, Severity
from exporter.settings import AnkiSettings, Settings
from tests.browser.preview import Preview, loaves, shown_by
from tests.editions import NOW, edition, written

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two documents, a cloze, a formula, a problem, a change."""
    bread, tea = loaves(40), loaves(9, "tea.md")
    cloze = Card(
        "It needs \\[…\\] and \\[…\\].", "It needs ==salt== and ==time==.", Location("tea.md", 500), kind=Cloze()
    )
    sum_ = Card("Which sum?", "$x^2$ and $\\nonsense{x}$", Location("tea.md", 600))
    problem = Problem(Severity.WARNING, "asked-twice", "Asked before.", Location("bread.md", 31))
    documents = (Document("Bread", "bread.md", bread), Document("Tea", "tea.md", (*tea, cloze, sum_)))
    made = edition(
        *documents,
        problems=(problem,),
        files=(
            (("anki", "anki/bread.apkg"),),
            (("sheet", "print/tea-sheet.pdf"),),
            (("anki", "anki/all-decks.apkg"),),
        ),
        changed={tea[3]: NOW + 9},
        settings=Settings(anki=AnkiSettings(reverse=False)),
    )
    return written("preview", made, tmp_path_factory.mktemp("preview") / "index.html")


@pytest.fixture
def screen(browser: Browser, page: Path) -> Iterator[Preview]:
    with shown_by(browser, page) as screen:
        yield screen
        assert (screen.faults, screen.fetched) == ([], [])


def first(screen: Preview, part: str) -> str:
    script = "(part) => document.querySelector('.face').shadowRoot.querySelector(part)?.innerText ?? ''"
    return str(screen.page.evaluate(script, part))


def count(screen: Preview) -> str:
    return screen.page.inner_text("#count")


def test_cards_are_turned_by_click_and_by_button(screen: Preview) -> None:
    assert count(screen) == "52 cards of 51 questions"
    assert first(screen, ".question") == "How is loaf 1 baked?"
    assert first(screen, ".answer") == ""
    screen.page.click(".face")
    assert first(screen, ".answer").startswith("Loaf1 needs patience:")
    assert first(screen, ".question") == "How is loaf 1 baked?"
    screen.page.click(".turn")
    assert first(screen, ".answer") == ""
    assert screen.page.get_attribute(".turn", "aria-expanded") == "false"


def test_the_keyboard_is_enough(screen: Preview) -> None:
    press = screen.page.keyboard.press
    press("Space")
    assert first(screen, ".answer")
    press("j")
    press("j")
    assert screen.page.evaluate("() => document.activeElement.ariaLabel") == "How is loaf 3 baked?"
    press("k")
    press("Space")
    assert screen.page.get_attribute(".entry:nth-child(2) .turn", "aria-expanded") == "true"
    press("/")
    screen.page.keyboard.type("loaf17 patience")
    assert count(screen) == "1 of 52 cards"
    assert screen.questions() == ["How is loaf 17 baked?"]
    press("Escape")
    assert count(screen) == "52 cards of 51 questions"
    screen.page.focus(".entry")
    press("a")
    assert first(screen, ".answer")
    press("d")
    assert screen.page.evaluate("() => document.documentElement.className") == "night"


def test_going_on_reaches_the_last_card(screen: Preview) -> None:
    for _ in range(53):
        screen.page.keyboard.press("j")
    assert screen.page.evaluate("() => document.activeElement.ariaLabel") == "Which sum?"


def test_filters(screen: Preview) -> None:
    page = screen.page
    page.select_option("#document", label="Tea")
    assert count(screen) == "12 of 52 cards"
    page.select_option("#section", label="Section 2")
    assert screen.questions() == ["How is loaf 2 baked?", "How is loaf 9 baked?"]
    page.select_option("#document", label="All documents")
    page.select_option("#level", label="Advanced")
    assert count(screen) == "12 of 52 cards"
    page.select_option("#level", label="All levels")
    page.check("#changed")
    assert screen.questions() == ["How is loaf 4 baked?"]
    assert page.inner_text(".facts .changed") == "changed"
    page.uncheck("#changed")
    page.check("#problems")
    assert screen.questions() == ["How is loaf 3 baked?"]
    assert page.inner_text(".flaws") == "warning [asked-twice] Asked before."
    page.fill("#search", "nothing like that")
    assert page.is_visible("#nothing")


def test_what_was_chosen_survives_a_reload(screen: Preview) -> None:
    screen.page.fill("#search", "loaf 7")
    screen.page.select_option("#document", label="Tea")
    screen.page.reload()
    assert count(screen) == "1 of 52 cards"


def test_clozes_are_cards_of_their_own(screen: Preview) -> None:
    screen.page.fill("#search", "salt")
    assert screen.page.evaluate("() => document.querySelectorAll('.entry').length") == 2
    assert first(screen, ".text") == "It needs [...] and time."
    screen.page.click(".face")
    assert first(screen, ".text") == "It needs salt and time."
    assert first(screen, ".cloze") == "salt"


def test_formulas_are_pictures(screen: Preview) -> None:
    screen.page.fill("#search", "which sum")
    screen.page.click(".face")
    assert first(screen, ".answer").strip() == "and $\\nonsense{x}$"
    drop = "() => document.querySelector('.face').shadowRoot.querySelector('.math svg').style.verticalAlign"
    assert str(screen.page.evaluate(drop)).endswith("em")


def test_files_are_linked(screen: Preview) -> None:
    script = (
        "() => [...document.querySelectorAll('#about a')].map((link) => [link.innerText, link.getAttribute('href')])"
    )
    screen.page.click("#about summary")
    files = [["anki", "anki/all-decks.apkg"], ["anki", "anki/bread.apkg"], ["sheet", "print/tea-sheet.pdf"]]
    assert screen.page.evaluate(script) == files


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [390, 1100])
def test_everybody_can_use_it(browser: Browser, page: Path, dark: bool, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    with shown_by(browser, page, width=width, dark=dark) as screen:
        screen.page.keyboard.press("a")
        screen.page.click("#about summary")
        found = Axe().run(screen.page).response["violations"]
        grave = [(rule["id"], rule["nodes"][0]["html"]) for rule in found if rule["impact"] in ("serious", "critical")]
        assert grave == []
        assert screen.page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0


def test_thousands_of_cards_are_searched(browser: Browser, tmp_path: Path) -> None:
    page = written("preview", edition(Document("Bread", "bread.md", loaves(5000))), tmp_path / "index.html")
    with shown_by(browser, page) as screen:
        assert count(screen) == "5,000 cards"
        screen.page.fill("#search", "loaf 4999 patience")
        assert screen.questions() == ["How is loaf 4999 baked?"]


def test_options_of_a_basic_note_are_shown_on_both_of_its_cards(browser: Browser, tmp_path: Path) -> None:
    """Conditions stand in each other in these templates: level and number within options, and within the reverse."""
    kind = Choice(("Cork", "Chalk"), (0,))
    card = Card("What floats?", "It is light.", Location("sea.md", 3), 7, Level.BEGINNER, kind=kind)
    made = edition(Document("Sea", "sea.md", (card,)), settings=Settings(anki=AnkiSettings(reverse=True)))
    made = replace(made, notes={card: note.as_type("basic") for card, note in made.notes.items()})
    with shown_by(browser, written("preview", made, tmp_path / "index.html")) as screen:
        asked, turned = sides(screen)
        screen.page.click("#answers")
        told, back = sides(screen)
        assert screen.faults == []
    assert not [side for side in (asked, turned, told, back) if "{{" in side]
    assert ("Cork" in asked, "Chalk" in asked, "light" in asked, "✓" in asked) == (True, True, False, False)
    assert told.split().count("Cork") == 1
    assert ("№ 7" in asked, "№ 7" in turned) == (False, False)  # the sign comes from the style, and is not read
    assert ("Cork" in turned, "Chalk" in turned, "light" in turned, "floats" in turned) == (True, False, True, False)
    assert ("floats" in back, "Chalk" in back) == (True, True)


def sides(screen: Preview) -> list[str]:
    """The text that is seen of each card."""
    script = "() => [...document.querySelectorAll('.face')].map((face) => face.shadowRoot.firstElementChild.innerText)"
    return [str(text) for text in screen.page.evaluate(script)]
