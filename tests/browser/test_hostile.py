"""Hostile text through every output: what is shown is what the document says, nothing runs, nothing is fetched."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from exporter.emitters import Edition
from exporter.model import Card, Document, Location
from tests.browser.preview import Preview, shown_by
from tests.browser.reviewer import DEVICES, Reviewer, reviewer
from tests.collection import opened, take
from tests.conftest import ROOT
from tests.editions import edition, emitted, written
from tests.tools import needs

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CASES = ROOT / "tests" / "fixtures" / "hostile" / "cases.txt"
CANARY = "() => { window.sung = []; window.canary = (who) => window.sung.push(who); }"


@dataclass(frozen=True, slots=True)
class Case:
    title: str
    source: str
    shown: str


def cases() -> list[Case]:
    """Blocks of `title / . / Markdown / . / the text that is shown`."""
    return [Case(*block.split("\n.\n")) for block in CASES.read_text(encoding="utf-8").rstrip("\n").split("\n\n")]


def folded(text: str) -> str:
    """Text as the eye compares it: white space folded, composed."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def wrong(told: list[str]) -> dict[str, tuple[str, str]]:
    """What was shown and what should have been, by the titles of the cases where they differ."""
    pairs = zip(cases(), told, strict=True)
    return {case.title: (text, folded(case.shown)) for case, text in pairs if text != folded(case.shown)}


@pytest.fixture(scope="module")
def made() -> Edition:
    """One card per case: its text is the answer."""
    cards = (Card(f"Case {n}?", case.source, Location("hostile.md", n), n) for n, case in enumerate(cases(), 1))
    return edition(Document("Hostile texts", "hostile.md", tuple(cards)))


def test_there_are_enough_of_them() -> None:
    assert len(cases()) >= 60
    assert len({case.title for case in cases()}) == len(cases())


def test_spreadsheet(made: Edition) -> None:
    rows = list(csv.DictReader(io.StringIO(emitted("csv", made).decode("utf-8-sig"), newline="")))
    told = [folded(row["answer"].removeprefix("'")) for row in rows]
    assert wrong(told) == {}
    assert [row["answer (Markdown)"].removeprefix("'") for row in rows] == [case.source for case in cases()]


@needs("pdf", "poppler")
def test_print(made: Edition, tmp_path: Path) -> None:
    """In PDF words may be parted at the ends of lines, and what runs from the right is stored as it is drawn."""
    pdf = written("sheet", made, tmp_path / "hostile.pdf")
    command = ["pdftotext", "-raw", str(pdf), "-"]
    told = re.sub(r"\s", "", subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    unread = {"right to left", "emoji", "combining marks", "scripts of the world", "zero width", "private use"}
    missing = [
        case.title
        for case in cases()
        if case.title not in unread and re.sub(r"\s", "", folded(case.shown)) not in unicodedata.normalize("NFC", told)
    ]
    assert missing == []


@pytest.fixture(scope="module")
def anki(browser: Browser, made: Edition, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Reviewer, list]]:  # type: ignore[type-arg]
    """Anki's reviewer with the cards of the cases in their order."""
    folder = tmp_path_factory.mktemp("anki")
    package = written("anki", made, folder / "hostile.apkg")
    with opened(folder) as collection, reviewer(browser, DEVICES[0]) as screen:
        assert take(collection, package).new == len(cases())
        cards = [collection.get_card(number) for number in collection.find_cards("", order="c.due")]
        screen.page.evaluate(CANARY)
        yield screen, cards


@pytest.fixture(scope="module")
def preview(browser: Browser, made: Edition, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    page = written("preview", made, tmp_path_factory.mktemp("preview") / "index.html")
    with shown_by(browser, page) as screen:
        screen.page.evaluate(CANARY)
        yield screen


def test_anki(anki: tuple[Reviewer, list]) -> None:  # type: ignore[type-arg]
    screen, cards = anki
    told = []
    for card in cards:
        assert card.question_av_tags() == card.answer_av_tags() == []
        screen.show(card, answer=True)
        told.append(folded(screen.ask("() => document.querySelector('.answer').innerText")))
        assert screen.ask("() => document.querySelectorAll('.answer mjx-container').length") == 0
    assert wrong(told) == {}
    assert screen.ask("() => window.sung") == []
    assert (screen.faults, screen.refused) == ([], [])


def test_preview(preview: Preview) -> None:
    told = [folded(text) for text in preview.answers()]
    assert wrong(told) == {}
    assert preview.page.evaluate("() => window.sung") == []
    assert (preview.faults, preview.fetched) == ([], [])


def test_code_keeps_its_white_space(anki: tuple[Reviewer, list], preview: Preview) -> None:  # type: ignore[type-arg]
    """Tabs, runs of spaces and spaces at the ends of lines."""
    screen, cards = anki
    number = [case.title for case in cases()].index("fenced code")
    screen.show(cards[number], answer=True)
    assert screen.ask("() => document.querySelector('.answer pre').textContent") == cases()[number].shown
    assert cases()[number].shown in preview.answers(".answer pre")
