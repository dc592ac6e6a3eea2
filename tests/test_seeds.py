"""The user's own documents, end to end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from exporter import markup, readers
from exporter.emitters import canonical
from exporter.model import Card, Document, Item, Location
from exporter.readers.source import Reading, Source
from tests.collection import Counts, opened, take
from tests.conftest import ROOT, SHARED
from tests.test_cli import run

HERE = Location("", 1)
OURS = [path for path in sorted((ROOT / "source").iterdir()) if path.suffix in (".md", ".txt")]
DOCUMENTS = [*sorted((SHARED / "seeds").glob("*.txt")), *OURS]
PUBLIC = sorted((SHARED / "corpus" / "docs").glob("*"))
PASTED = [path for path in [*DOCUMENTS, *(ROOT / "tests/fixtures/articles").iterdir()] if path.suffix == ".txt"]


@pytest.fixture(scope="module", params=DOCUMENTS, ids=lambda path: path.name)
def source(request: pytest.FixtureRequest) -> Source:
    return Source.decode(request.param.name, request.param.read_bytes())


@pytest.fixture(scope="module")
def reading(source: Source) -> Reading:
    return readers.read(source)


def test_every_line_is_accounted_for(source: Source, reading: Reading) -> None:
    assert [(n + 1, source.lines[n]) for n in reading.unexplained(source)] == []


@pytest.mark.parametrize("path", PUBLIC, ids=lambda path: path.name)
def test_every_line_of_the_public_documents_is_accounted_for(path: Path) -> None:
    source = Source.decode(path.name, path.read_bytes())
    made = readers.read(source)
    assert not made.cards or [n + 1 for n in made.unexplained(source)] == []


def told(source: Path) -> list[str]:
    """What `check` says of a folder, but for what depends on the fonts of this machine."""
    lines = run("check", source).stdout.splitlines()
    return [line for line in lines if "[no-glyph]" not in line and "[no-font]" not in line]


def test_our_own_documents_have_nothing_to_tell_and_silence_nothing() -> None:
    assert "silence" not in (ROOT / "source" / "exporter.toml").read_text(encoding="utf-8")
    assert told(ROOT / "source") == []


def test_of_the_seeds_a_few_short_lines_are_told(seeds: Path) -> None:
    lines = told(seeds)
    assert [line.split("[", 1)[1].split("]")[0] for line in lines[:-1]] == [
        "unkept-promise",  # 36 numbered questions and 5 others, of 50
        "doubtful-table",  # all rows are right, and not all of them surely
        "doubtful-diagram",  # a word is wider than its box there
        "asked-twice",
    ]
    assert max(len(line.partition(": ")[2]) for line in lines) <= 140  # behind path and line


@pytest.mark.parametrize("path", PASTED, ids=lambda path: path.name)
def test_restoring_loses_no_letter(path: Path) -> None:
    """All letters of the lines of a card or note stand in it, but for those that became markup."""
    source = Source.decode(path.name, path.read_bytes())
    reading = readers.read(source)
    written = "".join(
        line for span in reading.spans if span.what in ("card", "note") for line in source.lines[span.first : span.end]
    )
    items = [item for document in reading.documents for item in document.items]
    kept = Counter(letters("".join(map(_text, items))))
    assert Counter(letters(written)) - kept - Counter(letters(_marks(source, reading))) == Counter()


def _text(item: Item) -> str:
    if isinstance(item, Card):
        return f"{markup.plain(item.question)}{markup.plain(item.answer)}"
    return f"{item.title}{markup.plain(item.text)}"


def _marks(source: Source, reading: Reading) -> str:
    """What became a number, a level, a fence's language or a label's bold: `Q7.`, `Beginner`, `Python`."""
    labels = [line.strip() for line in source.lines if line.strip() in ("Python", "Bash")]
    numbered = [card for card in reading.cards if card.number is not None]
    mark = "Q" if reading.reader == "article" else "QuestionAnswer"
    return "".join([*labels, *(card.level or "" for card in reading.cards), mark * len(numbered)])


def letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalpha() and letter != "ℹ")  # a callout's emoji


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
    assert "[asked-twice] 2 questions are asked more than once: lines 1167, 1648." in result.stderr
    assert "table rows have guessed column breaks" in result.stderr  # all are right, and not all of them surely
    with opened(tmp_path / "anki") as collection:
        assert take(collection, dist / "anki" / "all-decks.apkg") == Counts(391, 0, 0, 0)
        assert collection.card_count() == 391
        assert take(collection, dist / "anki" / "all-decks.apkg") == Counts(0, 0, 391, 0)
