"""Cards of every kind, as Anki itself shows them on a desk and on a phone, by day and by night."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from exporter import readers
from exporter.readers.source import Source
from exporter.settings import AnkiSettings, Settings
from tests.browser.reviewer import DEVICES, Reviewer, reviewer
from tests.collection import opened, take
from tests.conftest import ROOT
from tests.editions import edition, written

if TYPE_CHECKING:
    from anki.cards import Card
    from playwright.sync_api import Browser

FILE = ROOT / "tests" / "fixtures" / "cards.md"
SHOTS = os.environ.get("SCREENSHOTS")  # a folder: then every side is kept there to be looked at

FAINT = """() => {
  const numbers = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = (color) => {
    const [r, g, b] = numbers(color).map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (node) => {
    for (; node; node = node.parentElement) {
      const color = getComputedStyle(node).backgroundColor;
      if ((numbers(color)[3] ?? 1) > 0) return color;
    }
    return "rgb(255, 255, 255)";
  };
  const faint = [];
  const walker = document.createTreeWalker(document.getElementById("qa"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    const unseen = ["STYLE", "SCRIPT"].includes(node.tagName) || !node.getClientRects().length;
    if (!walker.currentNode.data.trim() || unseen) continue;
    const [low, high] = [light(getComputedStyle(node).color), light(ground(node))].sort((a, b) => a - b);
    if ((high + 0.05) / (low + 0.05) < 4.49) faint.push(walker.currentNode.data.trim());
  }
  return faint;
}"""
SPILLED = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def cards(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Card]]:
    """All cards of the fixture, of four note types' templates, in the real backend."""
    folder = tmp_path_factory.mktemp("collection")
    documents = readers.read(Source.decode("cards.md", FILE.read_bytes())).documents
    address = "https://example.org/{path}#L{line}"
    made = edition(*documents, settings=Settings(anki=AnkiSettings(reverse=True, source_url=address)))
    with opened(folder) as collection:
        take(collection, written("anki", made, folder / "cards.apkg"))
        yield [collection.get_card(number) for number in collection.find_cards("", order="c.due, c.ord")]


@pytest.fixture(scope="module", params=DEVICES, ids=lambda device: device.name)
def screen(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Reviewer]:
    with reviewer(browser, request.param) as screen:
        yield screen


def sides(screen: Reviewer, cards: list[Card]) -> Iterator[str]:
    """Shows every side, and names it."""
    for number, card in enumerate(cards):
        for side in ("question", "answer"):
            screen.show(card, answer=side == "answer")
            name = f"{number:02}-{side}-{screen.device.name}"
            if SHOTS:
                screen.page.screenshot(path=str(Path(SHOTS) / f"{name}.png"), full_page=True)
            yield name


def test_every_kind_is_there(cards: list[Card]) -> None:
    kinds = {(card.note_type()["name"], card.template()["name"]) for card in cards}
    assert {name for _, name in kinds} == {"Question → Answer", "Answer → Question", "Cloze", "Choice"}


def test_nothing_spills_and_all_is_readable(screen: Reviewer, cards: list[Card]) -> None:
    wrong = {}
    for name in sides(screen, cards):
        found = (screen.ask(SPILLED), screen.ask(FAINT))
        if found != (0, []):
            wrong[name] = found
    assert wrong == {}
    assert (screen.faults, screen.refused) == ([], [])


def test_the_ground_is_ours(screen: Reviewer, cards: list[Card]) -> None:
    screen.show(cards[0])
    ground = screen.ask("() => getComputedStyle(document.body).backgroundColor")
    assert ground == ("rgb(20, 24, 29)" if screen.device.is_dark else "rgb(255, 255, 255)")


def test_wide_code_and_tables_scroll_in_their_boxes(screen: Reviewer, cards: list[Card]) -> None:
    screen.show(cards[0], answer=True)
    script = "(part) => { const box = document.querySelector(part); return box.scrollWidth > box.clientWidth; }"
    if screen.device.width < 400:
        assert screen.page.evaluate(script, ".answer pre.code")
        assert screen.page.evaluate(script, ".answer .table")
    assert screen.ask("() => getComputedStyle(document.querySelector('.answer pre')).whiteSpace") == "pre"


def test_formulas_are_typeset_and_prose_is_not(screen: Reviewer, cards: list[Card]) -> None:
    screen.show(cards[0], answer=True)
    assert screen.ask("() => document.querySelectorAll('.answer mjx-container').length") == 2
    assert screen.ask("() => document.querySelectorAll('.answer mjx-container[display=true]').length") == 1
    text = screen.ask("() => document.querySelector('.answer').innerText")
    assert "Literal \\(x\\)," in text
    assert "a price of $5:" in text


def test_lines_of_a_diagram_join(screen: Reviewer, cards: list[Card]) -> None:
    """Box drawing joins when lines are no further apart than the font is high (DejaVu: 1.164 em)."""
    screen.show(cards[0], answer=True)
    pitch = screen.ask(
        "() => { const code = document.querySelector('pre.diagram code'); const range = document.createRange();"
        " range.selectNodeContents(code); const tops = [...new Set([...range.getClientRects()].map((box) => box.top))];"
        " return (tops[1] - tops[0]) / parseFloat(getComputedStyle(code).fontSize); }"
    )
    assert 1.0 < pitch <= 1.17


def test_right_to_left_begins_at_the_right(screen: Reviewer, cards: list[Card]) -> None:
    (card,) = [card for card in cards if "ما هو" in card.question() and card.ord == 0]
    screen.show(card, answer=True)
    script = "(part) => getComputedStyle(document.querySelector(part)).direction"
    parts = (".question", ".answer", ".answer ul", ".answer .callout", ".answer pre")
    assert [screen.page.evaluate(script, part) for part in parts] == ["rtl", "rtl", "rtl", "rtl", "ltr"]


def test_sources_are_linked(screen: Reviewer, cards: list[Card]) -> None:
    screen.show(cards[0], answer=True)
    assert screen.ask("() => document.querySelector('.source a').href") == "https://example.org/cards.md#L5"
