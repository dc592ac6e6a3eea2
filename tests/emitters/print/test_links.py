"""Links on paper: their addresses and codes, and lines that only lead elsewhere."""

from __future__ import annotations

import re

import pytest

from exporter.emitters.print import links
from exporter.model import Card, Document, Location
from tests.emitters.print.test_sheet import Printed
from tests.tools import needs

GUIDE = '<a href="https://www.example.org/g?a=1&amp;b=2">the guide</a>'


@pytest.mark.parametrize("how", ["text", "address", "qr"])
@pytest.mark.parametrize("html", ["<p>no link</p>", '<p><a href="#u1">here</a> <a data-to="b.md">b</a></p>'])
def test_what_leads_nowhere_else_stays(html: str, how: str) -> None:
    assert links.printed(html, how) == html


def test_a_link_has_its_address_behind_it_unless_it_says_it() -> None:
    shown = '<span class="address">(example.org/g?a=1&amp;b=2)</span>'
    assert links.printed(f"<p>{GUIDE}.</p>", "address") == f"<p>{GUIDE} {shown}.</p>"
    for text in ("https://example.org/x", "example.org/x", "<em>example.org/x</em>"):
        html = f'<a href="https://example.org/x">{text}</a>'
        assert links.printed(html, "address") == html
    assert links.printed(GUIDE, "text") == GUIDE


def test_every_address_has_one_code_at_the_end_of_its_unit() -> None:
    html = links.printed(f"<section><p>{GUIDE} {GUIDE}</p></section>", "qr")
    assert html.startswith(f"<section><p>{GUIDE} {GUIDE}</p><div")
    assert html.endswith("</div></section>")
    assert re.findall(r'alt="([^"]*)"', html) == ["QR code: https://www.example.org/g?a=1&amp;b=2"]


@needs("pdf", "poppler")
def test_codes_are_printed_as_images() -> None:
    card = Card("Where?", "See [there](https://example.org/there).", Location("l.md", 3))
    printed = Printed(Document("Links", "l.md", (card,)), links="qr")
    assert printed.problems == []
    assert "example.org/there" in printed.text()
    assert "Figure" in printed.tags()


def document(*answers: str) -> Document:
    return Document("D", "d.md", tuple(Card(f"Q{n}?", text, Location("d.md", n)) for n, text in enumerate(answers, 1)))


MORE = "Read more: [{}](https://example.org/{})"


@pytest.mark.parametrize(
    "answers",
    [
        ["So."] * 4,
        [f"So.\n\n{MORE.format('a', n)}" for n in range(2)],  # twice is chance
        [MORE.format("a", n) for n in range(4)],  # all of an answer
        [f"So.\n\nAnd {'so on ' * 12} [a](https://example.org/{n})." for n in range(4)],  # says something itself
        ["So.\n\nRead more in chapter two."] * 4,  # no link
        ["So.\n\n[a](other.md)"] * 4,  # another document
        [f"So.\n\n[name {n}](https://example.org/{n})" for n in range(4)],  # nothing in common
        ["So.\n\n![a](https://example.org/a.png)"] * 4,
        [f"```\na\n\n{MORE.format('a', n)}\n```" for n in range(4)],  # code
    ],
)
def test_lines_that_stay(answers: list[str]) -> None:
    assert links.without_pointers(document(*answers)) == document(*answers)


@pytest.mark.parametrize(
    "line",
    [
        "Read more: [{n}](https://e.org/{n})",
        "[Read more](https://e.org/{n})",
        "→ <https://e.org/{n}>",
        "See: https://e.org/{n}",
    ],
)
def test_lines_that_only_lead_elsewhere_are_left_out(line: str) -> None:
    said = document(*(f"Answer {n}.\n\n{line.format(n=n)}" for n in range(4)), "Other.\n\nMore of it.")
    found = [card.answer for card in links.without_pointers(said).cards]
    assert found == [*(f"Answer {n}." for n in range(4)), "Other.\n\nMore of it."]
