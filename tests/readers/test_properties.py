"""What holds of any text at all, whichever reader takes it: by the choice of readers, as every command makes it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from exporter import lexicon, readers
from exporter.emitters import canonical
from exporter.model import Card, Choice, Document, Item, Location
from exporter.readers.source import Reading, Source
from exporter.sources.formats import FORMATS
from tests.conftest import ROOT, SHARED
from tests.readers.inferred.test_dialects import cases
from tests.texts import TEXTS

NOWHERE = Location("", 0)
MANY = settings(
    max_examples=int(os.environ.get("EXAMPLES", "200")), deadline=None, suppress_health_check=list(HealthCheck)
)
FIXTURES = [  # but for other formats, and cases of files of data
    path for path in sorted((ROOT / "tests" / "fixtures").rglob("*.*")) if path.suffix not in {*FORMATS, ".cases"}
]
FILES = [
    *FIXTURES,
    *(ROOT / "source").glob("*.*"),
    *(SHARED / "corpus" / "docs").glob("*"),
    *(SHARED / "seeds").glob("*.txt"),
]


def decoded(text: str) -> Source:
    """The text as it comes out of a file."""
    return Source.decode("questions.md", text.replace("\0", "").encode())


@MANY
@given(TEXTS)
def test_any_text_has_a_reading_or_a_problem(text: str) -> None:
    _is_whole(decoded(text))


@MANY
@given(TEXTS)
def test_canonical_markdown_of_any_text_reads_back_the_same(text: str) -> None:
    _comes_back(decoded(text))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("WHY\n?\n```\n%%0%%:\n```", id="a private comment that code was"),
        pytest.param("WHY\n?\n```\n%% a\nb %%\n```\nso", id="a private comment of lines that code was"),
        pytest.param("**Q0**[^0]:\nWHY", id="a question that looks like a footnote"),
        pytest.param("==0==\n\nQ:?A\n***\nC:A", id="a mark beside a cloze without gaps"),
        pytest.param("## Q: 0\n#\n## C:\n0", id="a title with nothing below it but a cloze without gaps"),
    ],
)
def test_what_was_hard_to_read_back(text: str) -> None:
    _comes_back(decoded(text))


@pytest.mark.parametrize(("document", "expected"), list(cases()))
def test_every_shape_comes_back(document: str, expected: list[str]) -> None:
    _is_whole(decoded(document))
    _comes_back(decoded(document))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_document_comes_back(path: Path) -> None:
    source = Source.decode(path.name, path.read_bytes())
    _is_whole(source)
    _comes_back(source)


@pytest.mark.parametrize(("document", "expected"), list(cases()))
def test_no_word_of_a_shape_is_lost(document: str, expected: list[str]) -> None:
    assert _lost(decoded(document)) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_word_of_a_document_is_lost(path: Path) -> None:
    assert _lost(Source.decode(path.name, path.read_bytes())) == []


_WORD = re.compile(r"\w+")
_MARKUP = re.compile(
    r"!\[[^\]]*\]\(\S*img\.shields\S*\)|\[\W+\]\(#[^)]*\)|\s\^[\w-]+$|"  # badges, permanent links, ids of blocks
    r"\[sound:|<[^<>]*>|\{\{c\d+::|&\w+;|\[![\w-]+\]|\?\?\?\+? [\w-]+|:{3,} ?\w+"
)
# Words that say what a part is, and become a card's number, kind, level or side.
_LABEL = re.compile(
    r"[qac]\d*|\d+|[①-⑳]|a?b?c?d?e?f?|details|küsimus|vastus|questions?|answers?|ответ|вопрос|sample|explanation|rationale|solution|correct|expected|show|read|note|none|x|back|(?:flash)?cards?"
    r"|easy|medium|hard|toc|exercise|chatgpt|said|starti|endi|basic|id|pupil|解析|答案|정답|respuesta|and"
    r"|rätt|svar|správná|odpověď|răspuns|corect|kunci|jawaban|helyes|válasz|απάντηση|отговор|תשובה|الإجابة|پاسخ|คำตอบ|key"
)
_NAMES = {word for name in lexicon.names("question", "answer", "short", "roles") for word in _WORD.findall(name)}
# Lines that are nothing but a key in words: they become the marks of the right options.
_KEY = re.compile(
    r"(?:(?:the|is|and|key|correct|answers?|richtige|antwort(?:en)?|lösung|ist|richtig|und|[a-j])(?:\W+|$)){2,}",
    re.IGNORECASE,
)


def _lost(source: Source) -> list[tuple[int, list[str]]]:
    """Words of cards and notes that stand in none of their texts, by line.

    Pasted articles are tried by their letters: words that were glued come apart. A question without an answer is
    reported, with whatever stands in the place of one.
    """
    reading = readers.read(source)
    if not reading.cards or reading.reader == "article":
        return []
    said = {word for text in _texts(reading) for word in _WORD.findall(text.casefold())}
    unanswered = {card.where.line for card in reading.cards if not card.answer}
    told = [s for s in reading.spans if s.what not in ("card", "note") or s.first + 1 in unanswered]
    exempt = {line for span in told for line in range(span.first, span.end)}
    exempt |= {n for n, line in enumerate(source.lines) if _KEY.fullmatch(line.strip())}
    found = ((n, _WORD.findall(_MARKUP.sub(" ", line).casefold())) for n, line in enumerate(source.lines))
    lost = (
        (n, [w for w in words if w not in said and lexicon.folded(w) not in _NAMES and not _LABEL.fullmatch(w)])
        for n, words in found
        if n not in exempt
    )
    return [(n + 1, words) for n, words in lost if words]


def _texts(reading: Reading) -> Iterator[str]:
    for document in reading.documents:
        yield document.title
        for item in document.items:
            yield from item.section
            if isinstance(item, Card):
                options = item.kind.options if isinstance(item.kind, Choice) else ()
                yield from (item.question, item.answer, item.level or "", item.id or "", *item.tags, *options)
            else:
                yield from (item.title, item.text)


def _is_whole(source: Source) -> None:
    """Every place lies in the document, every line is accounted for, and nothing found is a problem."""
    reading = readers.read(source)
    count = len(source.lines)
    items = [item for document in reading.documents for item in document.items]
    assert all(1 <= item.where.line <= count for item in items)
    assert all(card.question.strip() for card in reading.cards)
    assert all(0 <= span.first < span.end <= count for span in reading.spans)
    assert all(1 <= problem.where.line <= count for problem in reading.problems)
    if reading.cards:
        assert reading.unexplained(source) == []
    else:
        assert {"empty", "no-questions", "no-gap"} & {problem.code for problem in reading.problems}


def _comes_back(source: Source) -> None:
    reading = readers.read(source)
    if not reading.cards:
        return
    written = canonical.write(reading.documents)
    again = readers.read(Source.decode(source.path, written.encode()))
    assert again.reader == "canonical"
    assert [_bare(document) for document in again.documents] == [_bare(document) for document in reading.documents]
    assert canonical.write(again.documents) == written


def _bare(document: Document) -> Document:
    items: tuple[Item, ...] = tuple(replace(item, where=NOWHERE) for item in document.items)
    return replace(document, items=items)
