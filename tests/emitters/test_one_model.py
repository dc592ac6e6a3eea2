"""One model, many outputs: the same answered cards in the same order in all of them, for every document."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from exporter import markup
from exporter.emitters import Edition
from exporter.model import Card
from exporter.readers import read
from exporter.sources import formats
from tests.conftest import ROOT, SHARED, SOURCE
from tests.editions import edition, emitted
from tests.tools import needs

FIXTURES = ROOT / "tests" / "fixtures"
# Of a page of A4, in points, what stands between its head and its foot: a paragraph may go on from page to page.
BODY = ("-x", "0", "-y", "30", "-W", "596", "-H", "783")
DOCUMENTS = [
    FIXTURES / "cards.md",
    *sorted((FIXTURES / "articles").iterdir()),
    *sorted(path for path in SOURCE.iterdir() if path.suffix in (".md", ".txt", ".html")),
    *sorted((SHARED / "seeds").glob("*.txt")),
]


@pytest.fixture(scope="module", params=DOCUMENTS, ids=lambda path: path.name)
def made(request: pytest.FixtureRequest) -> Edition:
    """All documents of a file, and the first of them once more: they share their questions."""
    path: Path = request.param
    documents = read(formats.source(path.name, path.read_bytes())).documents
    first = documents[0]
    again = tuple(replace(item, where=replace(item.where, path="again.md")) for item in first.items)
    return edition(*documents, replace(first, source="again.md", title=f"{first.title}, again", items=again))


def cards(made: Edition) -> list[Card]:
    """What is to be found everywhere."""
    return [card for document in made.documents for card in document.cards if card.answer.strip()]


def guids(made: Edition) -> list[str]:
    return [made.identities[card].guid for card in cards(made)]


def test_there_are_cards(made: Edition) -> None:
    assert len(cards(made)) == len(made.identities) > 1


def test_package(made: Edition) -> None:
    with zipfile.ZipFile(io.BytesIO(emitted("anki", made))) as archive:
        connection = sqlite3.connect(":memory:")
        connection.deserialize(archive.read("collection.anki2"))
    query = "select guid from notes join cards on cards.nid = notes.id group by notes.id order by min(due)"
    assert [guid for (guid,) in connection.execute(query)] == guids(made)


def test_spreadsheet(made: Edition) -> None:
    rows = csv.DictReader(io.StringIO(emitted("csv", made).decode("utf-8-sig"), newline=""))
    assert [row["id"] for row in rows] == [made.identities[card].key for card in cards(made)]


def test_preview(made: Edition) -> None:
    page = emitted("preview", made).decode()
    data = json.loads(page.partition('id="data">')[2].partition("</script>")[0])
    assert [note["where"] for note in data["notes"]] == [str(card.where) for card in cards(made)]


@needs("pdf", "poppler")
def test_sheet(made: Edition) -> None:
    """Its text, in the order in which it is read."""
    one = replace(made, documents=made.documents[:1], names=made.names[:1], slugs=made.slugs[:1])
    command = ["pdftotext", "-raw", *BODY, "-", "-"]
    told = subprocess.run(command, input=emitted("sheet", one), capture_output=True, check=True).stdout.decode()
    text, at, lost = letters(told), 0, []
    for card in cards(one):
        for part in telling(card):
            found = text.find(part, at)
            lost += [str(card.where)] * (found < 0)
            at = max(at, found + len(part))
    assert lost == []


def telling(card: Card) -> Iterator[str]:
    """What of a card is surely text on paper, in pieces: not formulas, nor what runs from the right."""
    for text in (card.question, card.answer):
        if text.isascii() and not markup.formulas(text):
            yield from map(letters, markup.plain(text).split("\n"))


def letters(text: str) -> str:
    """A text without what is lost, or added, where lines break."""
    return re.sub(r"[\W_]+", "", text)
