"""Web pages as Markdown, each line with its place in the page."""

from __future__ import annotations

import pytest

from exporter import readers
from exporter.convert import html
from exporter.convert.html import tree
from exporter.model import Card
from exporter.sources import formats
from tests.conftest import ROOT

FIXTURES = ROOT / "tests" / "fixtures"


def text(page: str) -> str:
    return "\n".join(line.text for line in html.converted(page, page))


def cards(page: str) -> list[Card]:
    return readers.read(formats.source("a.html", page.encode())).cards


CASES = [case.split("\n=>\n") for case in (FIXTURES / "html" / "pages.txt").read_text("utf-8").split("\n.\n")[:-1]]


@pytest.mark.parametrize(("page", "markdown"), CASES)
def test_markdown(page: str, markdown: str) -> None:
    assert text(page) == markdown


SHAPES = (FIXTURES / "html" / "shapes.txt").read_text("utf-8").split("\n.\n")[:-1]


@pytest.mark.parametrize("shape", SHAPES, ids=[shape.partition("\n")[0] for shape in SHAPES])
def test_shapes_of_generators(shape: str) -> None:
    """Pages as site builders write them: line, question, answer; a slash stands for the end of a line."""
    page, _, wanted = shape.partition("\n")[2].partition("\n=>")
    found = [f"{card.where.line} | {card.question} | {card.answer}".replace("\n", "/") for card in cards(page)]
    assert found == wanted.strip("\n").split("\n") * bool(wanted)


def test_places() -> None:
    page = (
        "<body>\n\n<h2>Why\na lid?</h2>\n<div>\n words\n<p>more\n\n</p>\n tail</div>\n<ul>\n<li>a\n<li>b</ul>\n"
        "<pre>\nc\nd</pre>"
    )
    found = [(line.text, line.place) for line in html.converted(page, page) if line.text]
    lines = page.split("\n")
    said = ["## Why a lid?", "words", "more", "tail", "- a", "- b", "```", "c", "d", "```"]
    assert [line for line, _ in found] == said
    wanted = ["Why", "words", "more", "tail", "<li>a", "<li>b", "<pre>", "c", "d", "d"]
    for (_, place), word in zip(found, wanted, strict=True):
        assert word in lines[place]


def test_without_turbohtml_pages_are_read_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    page = "<h2>Why?</h2><ul><li>a<li>b</ul><p>c<p>d<table><tr><td>1<td>2<tr><td>3<td>4</table></b></div><p>e"
    usual = text(page)
    monkeypatch.setattr(tree, "parsed", tree._plainly)
    assert text(page) == usual


FAQ = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "FAQPage",
"mainEntity": [{"@type": "Question", "name": "Which tea is green?", "acceptedAnswer": {"@type": "Answer", "text":
"<p>One that is <b>steamed</b>.</p>"}}, {"@type": ["Question"], "name": "Lids &amp; pots", "acceptedAnswer":
[{"text": "Keep heat."}]}]}]}</script>"""


def test_stated_questions_are_found_where_they_stand() -> None:
    shop = "".join(f"<h3>Tea {n}</h3><p>A fine tea.</p>" for n in range(8))
    asked = "<h3>Which tea is green?</h3><p>Steamed.</p><h3>Lids &amp; pots</h3><p>Heat.</p>"
    page = f"{FAQ}<main><h1>Shop</h1>{shop}{asked}</main>"
    assert [(card.question, card.answer) for card in cards(page)] == [
        ("Which tea is green?", "Steamed."),
        ("Lids & pots", "Heat."),
    ]


def test_stated_questions_of_a_page_that_a_script_fills() -> None:
    assert [(card.question, card.answer) for card in cards(f'{FAQ}<body><div id="app"></div></body>')] == [
        ("Which tea is green?", "One that is **steamed**."),
        ("Lids & pots", "Keep heat."),
    ]


@pytest.mark.parametrize(
    "data", ["{", "[[[", '{"@type": "Question"}', '{"@type": "Question", "name": 7}', "null", '"a"']
)
def test_data_that_state_nothing(data: str) -> None:
    page = f'<script type="application/ld+json">{data}</script><h2>Why?</h2><p>So.</p>'
    assert text(page).startswith("## Why?\n\nSo.")


def test_places_behind_tags_of_several_lines() -> None:
    page = "<div\n class=a\n id=b>\n<svg\n a=1\n>\n</svg>\n one</div>\n\ntwo<h2\n class=c>\n Why?</h2><p\n>three</p>"
    lines = page.split("\n")
    found = [(line.text, line.place) for line in html.converted(page, page) if line.text]
    assert [text for text, _ in found] == ["one", "two", "## Why?", "three"]
    assert all(text.removeprefix("## ") in lines[place] for text, place in found)


def test_visible_words_count_where_data_differ() -> None:
    asked = "<h3>Which of the teas is green?</h3><p>One.</p><h3>Lids &amp; pots</h3><p>Heat.</p>"
    page = f"{FAQ}<main><h1>Tea</h1>{asked}</main>"
    assert [card.question for card in cards(page)] == ["Which of the teas is green?", "Lids & pots"]
    page = page.replace("Which of the teas is green?", "Which tea is black?")
    assert "Which tea is green?" in [card.question for card in cards(page)]


def test_words_of_data_count_where_the_structure_says_nothing() -> None:
    item = '<div class="item"><h3><button aria-expanded="false">{}</button></h3><div>{}</div></div>'
    page = f"{FAQ}<main><h1>Shop</h1>{item.format('Size', 'Small.')}{item.format('Lids &amp; pots', 'Heat.')}</main>"
    assert [card.question for card in cards(page)] == ["Lids & pots", "Which tea is green?"]


@pytest.mark.parametrize("tag", ["b", "div", "ul", "blockquote", "span", "details"])
def test_deep_nesting(tag: str) -> None:
    deep = f"<{tag}>" * 190 + "a" + f"</{tag}>" * 190
    assert "a" in text(deep)
    with pytest.raises(html.TooDeepError):
        text(f"<{tag}>" * 100_000)
