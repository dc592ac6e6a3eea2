"""Every print, made of what is known from the last time and by several processes: always the same bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exporter.emitters import EMITTERS, NO_MEANS, Emitted, Means
from exporter.emitters.print import layout_cache
from exporter.emitters.print.adapter import Adapter
from exporter.emitters.print.galley import Galley
from exporter.model import Card, Choice, Document
from exporter.pipeline import surroundings
from exporter.pipeline.surroundings import Helper
from exporter.workers import Workers
from tests.emitters.print.test_sheet import HARD, LOAVES, TEMPLATES, edition, picture, where
from tests.tools import needs

pytestmark = needs("pdf")

PRINTS = ("sheet", "flashcards", "quiz", "quiz-key")
FEW = replace(LOAVES, items=LOAVES.items[:30])
TWICE = Document(
    "Seen Twice",
    "twice.md",
    (
        Card("What is seen?", f"![a square]({picture(40, 40)}) and $a + b$.", where(1)),
        Card("And what is seen again?", f"![a square]({picture(40, 40)}) and $a + b$.", where(2)),
        Card("How does $x^2$ go on over several cards?", "One line of many, which goes on.\n\n" * 60, where(3)),
        Card("Which?", "This one.", where(4), kind=Choice(("one", "two", "three"), (1,))),
    ),
)
UNIT = re.compile(r'<section class="(?:card|face)|<div class="label')


@pytest.fixture
def laid_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The HTML of what is laid out in this process, besides what only measures."""
    seen: list[str] = []
    original = Adapter.lay_out

    def spied(adapter: Adapter, pages: Iterable[str]) -> Galley:
        html = list(pages)
        seen.extend(
            part for page in html if "0000000000" not in page for part in re.split(rf"(?={UNIT.pattern})", page)[1:]
        )
        return original(adapter, html)

    monkeypatch.setattr(Adapter, "lay_out", spied)
    return seen


def emitted(
    name: str, document: Document, means: Means = NO_MEANS, templates: dict[str, str] | None = None, **chosen: Any
) -> tuple[bytes, Emitted]:
    made, out = edition(document, templates, **chosen), BytesIO()
    with surroundings.of(EMITTERS[name], made):
        result = EMITTERS[name].emit(made, out, means)
    return out.getvalue(), replace(result, memory=json.loads(json.dumps(result.memory)))


def edited(document: Document, index: int, answer: str) -> Document:
    chosen = list(document.cards)[index]
    items = (
        replace(item, answer=answer) if item is chosen and isinstance(item, Card) else item for item in document.items
    )
    return replace(document, items=tuple(items))


@pytest.mark.parametrize("document", [FEW, HARD, TWICE], ids=lambda document: document.title)
@pytest.mark.parametrize("name", PRINTS)
def test_the_same_is_not_laid_out_again(name: str, document: Document, laid_out: list[str]) -> None:
    data, result = emitted(name, document)
    assert laid_out
    laid_out.clear()
    again, repeated = emitted(name, document, Means(result.memory))
    assert again == data
    assert repeated == result
    assert [html for html in laid_out if "<img" not in html and "<svg" not in html] == []


@pytest.mark.parametrize("name", PRINTS)
def test_one_changed_card_is_laid_out(name: str, laid_out: list[str]) -> None:
    _, result = emitted(name, FEW)
    changed = edited(FEW, 10, "Changed, and about as long as it was.")
    data, _ = emitted(name, changed)
    laid_out.clear()
    assert emitted(name, changed, Means(result.memory))[0] == data
    assert len(laid_out) <= 6, "it, and what is cut where it was not before"


@pytest.mark.parametrize("versions", [1, 3])
@pytest.mark.parametrize("name", PRINTS[1:])
def test_other_processes_make_the_same_bytes(name: str, versions: int, monkeypatch: pytest.MonkeyPatch) -> None:
    data, result = emitted(name, FEW, quiz_versions=versions)
    monkeypatch.setattr(layout_cache, "_WORTH", 2_000)
    with ExitStack() as stack:
        helpers = [Helper(stack.enter_context(Workers(1))) for _ in range(2)]
        assert emitted(name, FEW, Means({}, helpers), quiz_versions=versions) == (data, result)
    assert emitted(name, FEW, Means(result.memory), quiz_versions=versions) == (data, result)


@pytest.mark.parametrize("name", PRINTS[1:])
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_known_the_bytes_are_the_same(name: str, data: st.DataObject) -> None:
    expected, result = emitted(name, HARD)
    known = dict(result.memory)
    for key in list(known):
        kept = data.draw(st.sampled_from(("all", "no fragments", "nothing", "damaged")))
        if kept == "no fragments":
            known[key] = [known[key][0], []]
        elif kept == "nothing":
            del known[key]
        elif kept == "damaged":
            known[key] = [[], 0]
    assert emitted(name, HARD, Means(known))[0] == expected


@pytest.mark.parametrize(
    ("name", "file", "style"),
    [
        ("flashcards", "flashcards.css", ".face:nth-child(2) { color: red }"),
        ("flashcards", "flashcards.css", ".label + .label { color: red }"),
        ("quiz", "quiz.css", ".asked + .asked { color: red }"),
        ("quiz", "quiz.css", "li { counter-increment: n }"),
        ("quiz-key", "quiz.css", ".key:last-child { color: red }"),
    ],
)
def test_where_units_depend_on_their_neighbors_nothing_is_kept(name: str, file: str, style: str) -> None:
    assert emitted(name, FEW, templates=TEMPLATES | {file: TEMPLATES[file] + style})[1].memory == {}
