"""The user's own documents, end to end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from exporter import readers
from exporter.emitters import canonical
from exporter.model import Document, Location
from exporter.readers.source import Reading, Source
from tests.collection import Counts, opened, take
from tests.conftest import ROOT, SHARED
from tests.test_cli import run

HERE = Location("", 1)
DOCUMENTS = sorted([*(SHARED / "seeds").glob("*.txt"), *(ROOT / "source").glob("*.*")])
DOCUMENTS = [path for path in DOCUMENTS if path.suffix in (".md", ".txt")]


@pytest.fixture(scope="module", params=DOCUMENTS, ids=lambda path: path.name)
def source(request: pytest.FixtureRequest) -> Source:
    return Source.decode(request.param.name, request.param.read_bytes())


@pytest.fixture(scope="module")
def reading(source: Source) -> Reading:
    return readers.read(source)


def test_every_line_is_accounted_for(source: Source, reading: Reading) -> None:
    assert [(n + 1, source.lines[n]) for n in reading.unexplained(source)] == []


def test_no_question_and_no_answer_is_empty(reading: Reading) -> None:
    assert [card.where.line for card in reading.cards if not card.question.strip() or not card.answer.strip()] == []


def test_canonical_markdown_reads_back_the_same(reading: Reading) -> None:
    text = canonical.write(reading.documents)
    again = readers.read(Source("again.md", text))
    assert again.reader == "canonical"
    assert list(_placeless(again)) == list(_placeless(reading))


def _placeless(reading: Reading) -> Iterator[Document]:
    for document in reading.documents:
        yield replace(document, source="", items=tuple(replace(item, where=HERE) for item in document.items))


def test_the_seeds_give_391_cards_in_the_real_anki(seeds: Path, tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    result = run("build", seeds, "--out", dist, "--lock", tmp_path / "cards.lock", "--only", "anki,csv")
    assert result.exit_code == 0
    assert "3 documents, 391 cards: 391 new." in result.stderr
    assert result.stderr.count("[asked-twice]") == 2
    with opened(tmp_path / "anki") as collection:
        assert take(collection, dist / "anki" / "collection.apkg") == Counts(391, 0, 0, 0)
        assert collection.card_count() == 391
        assert take(collection, dist / "anki" / "collection.apkg") == Counts(0, 0, 391, 0)
