"""Our own spreadsheets give the same cards again, whatever their kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from exporter import readers
from exporter.model import Card, Location
from exporter.readers.source import Reading
from exporter.sources import formats
from tests.test_cli import run

Folder = Callable[..., Path]
CARDS = """# Bread
<!-- canonical -->

## Doughs

### Q7: Why *salt*? `beginner`
<!-- tags: taste, "a b" -->

Taste, **and** it slows yeast.

- one
- two

### Q: =1+1?

007

### Q: Which is dark?

    code stays

- [ ] Wheat
- [x] Rye
  and more
- [ ] ==Spelt==

**Answer:**

Rye is.

### C:

Bread needs ==salt== and {{c2::time::how much}}.

### C: A title of its own

Bread needs ==water==.

### Q: What is ==marked==?

No ==gap== at all.

## Ovens

### Doors

### Q: Which option?

- [ ] none
- [ ] known

**Answer:**

Nobody says.
"""


def bare(reading: Reading) -> list[Card]:
    return [replace(card, where=Location("", 0), id=None) for card in reading.cards]


def built(source: Path, *more: str) -> bytes:
    run("build", source, "--out", source.parent / "dist", "--only", "csv", *more)
    return (source.parent / "dist" / "csv" / "bread.csv").read_bytes()


@pytest.mark.parametrize("more", [(), ("--set", "csv.separator=semicolon"), ("--set", "csv.separator=tab"), ("--raw",)])
def test_the_same_cards(folder: Folder, more: tuple[str, ...]) -> None:
    data = built(folder(bread__md=CARDS), *more)
    before = readers.read(formats.source("bread.md", CARDS.encode()))
    after = readers.read(formats.source("bread.csv", data))
    answered = [card for card in bare(before) if card.answer]
    assert bare(after) == answered
    assert len(answered) == 7
    assert [card.where.line for card in after.cards][:2] == [2, 8]


def test_documents_keep_their_tags(folder: Folder) -> None:
    text = "---\ntags: [bread, oven]\n---\n" + CARDS
    (document,) = readers.read(formats.source("bread.csv", built(folder(bread__md=text)))).documents
    assert document.tags == ("bread", "oven")
    assert next(document.cards).tags == ("taste", "a b")


def test_the_separator_is_what_the_settings_say(folder: Folder) -> None:
    assert b'"id";"number";' in built(folder(bread__md=CARDS), "--set", "csv.separator=semicolon")


def test_in_a_folder_they_are_for_pull_and_by_name_they_keep_their_identity(folder: Folder) -> None:
    source = folder(bread__md=CARDS)
    data = built(source)
    (source / "edited.csv").write_bytes(data)
    assert "(1 .csv)" in run("build", source, "--out", source.parent / "dist", "--only", "csv").stderr
    ids = [card.id for card in readers.read(formats.source("edited.csv", data)).cards]
    lock = (source / "cards.lock").read_text(encoding="utf-8")
    assert all(id and id in lock for id in ids)
