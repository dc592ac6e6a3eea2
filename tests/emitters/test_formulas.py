"""One list for all outputs: a formula that is not on it is shown as its source wherever a card is shown."""

from __future__ import annotations

import json
import re
import subprocess

import pytest

from exporter.emitters import Edition
from exporter.model import Card, Document, Location
from tests.editions import edition, emitted
from tests.tools import needs

CODE = '<code class="tex" dir="ltr">$\\href{a}{bread}$</code>'


@pytest.fixture
def made() -> Edition:
    return edition(Document("Bread", "a.md", (Card("Why?", r"In $\href{a}{bread}$ and $x^2$.", Location("a.md", 3)),)))


def test_preview(made: Edition) -> None:
    data = re.search(r'<script type="application/json"[^>]*>(.*?)</script>', emitted("preview", made).decode())
    assert data
    (note,) = json.loads(data[1])["notes"]
    assert CODE in note["fields"]["Answer"]
    assert "<svg" in note["fields"]["Answer"]


@needs("pdf", "poppler")
@pytest.mark.parametrize("name", ["sheet", "flashcards"])
def test_print(made: Edition, name: str) -> None:
    command = ["pdftotext", "-raw", "-", "-"]
    text = subprocess.run(command, input=emitted(name, made), capture_output=True, check=True).stdout.decode()
    assert r"$\href{a}{bread}$" in text


def test_documents_keep_what_they_say(made: Edition) -> None:
    assert r"In $\href{a}{bread}$ and $x^2$." in emitted("markdown", made).decode()
    assert r"In $\href{a}{bread}$ and $x^2$." in emitted("csv", made).decode("utf-8-sig")
