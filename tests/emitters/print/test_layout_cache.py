"""Sheets made of what is known from the last time, and of what other processes laid out: always the same bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import ExitStack
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exporter.emitters import NO_MEANS, Edition, Emitted, Means
from exporter.emitters.print import layout_cache, layout_workers
from exporter.emitters.print.adapter import Adapter
from exporter.emitters.print.document import PrintedDocument
from exporter.emitters.print.galley import Galley
from exporter.emitters.print.sheet import emit
from exporter.errors import OutputError, WorkerError
from exporter.model import Card, Document
from exporter.pipeline.surroundings import Helper, undisturbed
from exporter.workers import Workers
from tests import pages
from tests.emitters.print.test_sheet import HARD, LOAVES, TEMPLATES, edition, loaf, picture, where
from tests.tools import needs

pytestmark = needs("pdf", "poppler")

EMOJI = Document("Signs", "signs.md", (Card("Which?", "🎉 and ✅, then 🎉 again.", where(1)),))
LINKED = "[plain](https://a.example), [**bold** and `code`](https://b.example), ![an image](https://c.example/c.png)"
LINKS = Document("Links", "links.md", (Card("Where?", LINKED, where(1)), Card(f"Here, {LINKED}?", "Yes.", where(2))))


CARD = re.compile(r'<section class="card">.*?</section>', re.DOTALL)


@pytest.fixture(scope="module")
def helpers() -> Iterator[Sequence[Executor]]:
    """Other processes that may help, for all tests here."""
    with Workers(1) as first, Workers(1) as second:
        yield Helper(first), Helper(second)


@pytest.fixture
def laid_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The HTML of all cards that are laid out in this process."""
    seen: list[str] = []
    original = Adapter.lay_out

    def spied(adapter: Adapter, pages: Iterable[str]) -> Galley:
        html = list(pages)
        seen.extend(card for page in html for card in CARD.findall(page))
        return original(adapter, html)

    monkeypatch.setattr(Adapter, "lay_out", spied)
    return seen


def emitted(made: Edition, means: Means = NO_MEANS) -> tuple[bytes, Emitted]:
    out = BytesIO()
    with undisturbed(made.changed_at):
        result = emit(made, out, means)
    return out.getvalue(), result


def made(document: Document, means: Means) -> bytes:
    return emitted(edition(document), means)[0]


def first(document: Document) -> tuple[bytes, dict[str, Any]]:
    """A sheet made from nothing, and what is known after it."""
    data, result = emitted(edition(document))
    memory: dict[str, Any] = json.loads(json.dumps(result.memory))
    return data, memory


def edited(document: Document, index: int, answer: str) -> Document:
    card = list(document.cards)[index]
    return replace(
        document, items=tuple(replace(card, answer=answer) if item is card else item for item in document.items)
    )


def count(data: bytes) -> int:
    return len(pikepdf.open(BytesIO(data)).pages)


@pytest.mark.parametrize("document", [LOAVES, HARD, EMOJI, LINKS], ids=lambda document: document.title)
def test_the_same_is_not_laid_out_again(document: Document, laid_out: list[str]) -> None:
    data, memory = first(document)
    assert laid_out
    laid_out.clear()
    assert made(document, Means(memory)) == data
    assert laid_out == []


def test_links_lead_where_they_led() -> None:
    data, _ = first(LINKS)
    with pikepdf.open(BytesIO(data)) as pdf:
        notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
        found = {str(note.A.URI) for note in notes if "/A" in note}
    assert {"https://a.example", "https://b.example"} <= found


def test_one_changed_card_is_laid_out(laid_out: list[str]) -> None:
    _, memory = first(LOAVES)
    changed = edited(LOAVES, 50, "Changed, and about as long as it was.")
    data, _ = first(changed)
    laid_out.clear()
    assert made(changed, Means(memory)) == data
    assert sum("Changed, and" in html for html in laid_out) == 1
    assert len(laid_out) <= 1 + 4, "the others are cut where they were not before"


def test_what_is_inserted_does_not_change_what_is_known_of_others(laid_out: list[str]) -> None:
    _, memory = first(LOAVES)
    new = replace(loaf(0), number=None, section=loaf(1).section)
    longer = replace(LOAVES, items=(new, *LOAVES.items))
    data, _ = first(longer)
    laid_out.clear()
    assert made(longer, Means(memory)) == data
    assert len(laid_out) < 20, "only those that are cut elsewhere now"


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_whatever_is_known_the_bytes_are_the_same(data: st.DataObject) -> None:
    sheet, memory = first(HARD)
    for key in list(memory):
        kept = data.draw(st.sampled_from(("all", "no fragments", "nothing", "damaged")))
        if kept == "no fragments":
            memory[key][1] = []
        elif kept == "nothing":
            del memory[key]
        elif kept == "damaged":
            memory[key] = data.draw(st.sampled_from(([], [[]], {"a": 1}, [[[], 0], []], None)))
    assert made(HARD, Means(memory)) == sheet


BLOCKS = (
    "Words with **bold**, `code`, a [link](https://a.example) and 🎉.",
    "- one\n  - two, which is long enough to need a second line of its column, and more\n    1. three",
    "<table><tr><th rowspan=2>a</th><td>b<br>c</td></tr><tr><td>d</td></tr></table>",
    "| a | b |\n|---|---|\n| some longer text in a cell, over several lines of it | x |",
    "> [!NOTE]\n> Mind.\n\n> quoted",
    "```python\nfor loaf in oven:\n    loaf.turn()\n\nprint('done')\n```",
    "<dl><dt>term</dt><dd>meaning</dd></dl>",
    "H<sub>2</sub>O <kbd>Esc</kbd> <del>gone</del> <a href='#x'><b>in</b> a link</a>",
    "#### A head\n\nשלום and 中文",
    "$$x^2$$",
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    answers=st.lists(st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=4), min_size=2, max_size=12), data=st.data()
)
def test_whatever_stands_in_a_document_the_bytes_are_the_same(
    helpers: Sequence[Executor], answers: list[list[str]], data: st.DataObject
) -> None:
    cards = (Card(f"Question {n}?", "\n\n".join(blocks), where(n), n) for n, blocks in enumerate(answers, 1))
    document = Document("Anything", "anything.md", tuple(cards))
    sheet, memory = first(document)
    known = {key: kept for key, kept in memory.items() if data.draw(st.booleans())}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layout_cache, "_WORTH", 300)
        assert made(document, Means({}, helpers)) == sheet
        assert made(document, Means(known, helpers[:1])) == sheet


@pytest.mark.parametrize("processes", [2, 5])
def test_other_processes_make_the_same_bytes(
    processes: int, monkeypatch: pytest.MonkeyPatch, laid_out: list[str]
) -> None:
    data, _ = first(LOAVES)
    alone = len(laid_out)
    laid_out.clear()
    monkeypatch.setattr(layout_cache, "_WORTH", 2_000)
    with ExitStack() as stack:
        helpers = [Helper(stack.enter_context(Workers(1))) for _ in range(processes - 1)]
        shared, result = emitted(edition(LOAVES), Means({}, helpers))
        assert shared == data
        assert 0 < len(laid_out) < 1.5 * alone / processes, "the rest was laid out elsewhere"
        laid_out.clear()
        assert made(LOAVES, Means(result.memory, helpers)) == data
        assert laid_out == []


class Other(Executor):
    """Stands in for a process that does what it is given at once, and may be another one each time."""

    def __init__(self, fails: bool = False) -> None:
        self.fails, self.asked = fails, 0

    def submit(self, work: Any, /, *arguments: Any, **named: Any) -> Future[Any]:
        self.asked += 1
        layout_workers._local.cache_clear()
        future: Future[Any] = Future()
        if self.fails:
            future.set_exception(WorkerError("ended"))
        else:
            future.set_result(work(*arguments, **named))
        return future


def test_a_process_that_took_the_place_of_another_makes_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    data, _ = first(LOAVES)
    monkeypatch.setattr(layout_cache, "_WORTH", 2_000)
    other = Other()
    assert made(LOAVES, Means({}, [other])) == data
    assert other.asked == 2, "once for measures, once for fragments"


def test_a_process_that_ended_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout_cache, "_WORTH", 2_000)
    with pytest.raises(WorkerError, match="ended"):
        made(LOAVES, Means({}, [Other(fails=True)]))


def test_what_another_process_cannot_lay_out_is_told(helpers: Sequence[Executor]) -> None:
    html = f"<div>{'<div>' * 5_000}so deep{'</div>' * 5_000}</div>"
    with pytest.raises(OutputError, match="nested too deeply"):
        helpers[0].submit(layout_workers._measures, (html,)).result()


def test_where_a_font_is_another_one_nothing_is_taken_from_the_last_time(laid_out: list[str]) -> None:
    data, memory = first(LOAVES)
    for _, fragments in memory.values():
        for _, fragment in fragments:
            fragment[2] = [[*used[:3], "another file", used[4]] for used in fragment[2]]
    laid_out.clear()
    other = made(LOAVES, Means(memory))
    assert len(laid_out) >= len(LOAVES.items)
    assert count(other) == count(data)


def test_images_and_formulas_are_drawn_each_time() -> None:
    cards = (
        Card("Seen?", f"![a square]({picture(40, 40)})", where(1)),
        Card("Sum?", "It is $a + b$, as ever.", where(2)),
        loaf(3),
    )
    document = Document("Pictures", "pictures.md", cards)
    data, memory = first(document)
    again = made(document, Means(memory))
    assert again == data
    assert sum(len(page.get_images()) for page in pikepdf.open(BytesIO(again)).pages) >= 1


FANCY = """
.question code { display: inline-block; transform: rotate(3deg) scale(1.1); background: #ffd }
.answer { position: relative; border: 1px dashed red; border-radius: 4px; transform: translate(2px, 1px) }
.answer p:first-of-type::first-letter { font-size: 2em; float: left }
.level { position: relative; top: -2px; z-index: 2; box-shadow: 1px 1px 2px #888 }
table { background: linear-gradient(#eef, #fff) }
blockquote, pre { opacity: .8; outline: 1px solid blue }
"""


@pytest.mark.parametrize("style", ["", FANCY], ids=["plain", "fancy"])
def test_plates_look_like_what_they_are_cast_of(style: str, monkeypatch: pytest.MonkeyPatch) -> None:
    templates = TEMPLATES | {"sheet.css": TEMPLATES["sheet.css"] + style}
    sheets = []
    for accepts in (Adapter.accepts, lambda *_: False):
        monkeypatch.setattr(Adapter, "accepts", accepts)
        sheets.append(emitted(edition(HARD, templates))[0])
    assert sheets[0] != sheets[1]
    numbers = {count(data) for data in sheets}
    assert len(numbers) == 1
    for number in range(1, numbers.pop() + 1):
        assert pages.unlike(*(pages.page(data, number) for data in sheets)) < 0.005


@pytest.mark.parametrize("style", [".card:nth-child(even) { color: red }", "h3 { counter-increment: n }"])
def test_units_that_depend_on_their_neighbors_are_set_together(
    style: str, laid_out: list[str], helpers: Sequence[Executor]
) -> None:
    templates = TEMPLATES | {"sheet.css": TEMPLATES["sheet.css"] + style}
    _, result = emitted(edition(LOAVES, templates), Means({}, helpers))
    assert len(laid_out) == len(LOAVES.items)
    assert result.memory == {}


@pytest.mark.parametrize("document", [LOAVES, HARD], ids=lambda document: document.title)
def test_units_stand_as_far_from_each_other_as_their_style_says(document: Document) -> None:
    plain: Edition = edition(document)
    with undisturbed(0):
        sheet, adapter = PrintedDocument(plain, document.items, plain.settings.print), Adapter()
        html = [unit.html for unit in sheet.units()]
        galley = adapter.set(sheet.page, html)
        expected = [(atom.top, atom.bottom, atom.cost) for atom in galley.text().atoms]
        text = layout_cache.CachedLayout(adapter, sheet.page, html, sheet.look)
        text.set(Means())
        shift = expected[0][0] - text.atoms[0].top
        found = [(atom.top + shift, atom.bottom + shift, atom.cost) for atom in text.atoms]
    assert len(found) == len(expected)
    for one, other in zip(found, expected, strict=True):
        assert one == pytest.approx(other, abs=0.2), "a thousandth of a pixel for each unit above"
