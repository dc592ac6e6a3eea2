"""Lines of cards in what pandoc reads: within two of the truth, whatever the format."""

from __future__ import annotations

import pytest

from exporter import readers
from exporter.readers import linemap
from exporter.sources import formats, pandoc
from tests.sources.writing import letters, written

KINDS = {  # suffix -> the format as pandoc calls it, where it writes one that it reads
    "rst": "rst",
    "org": "org",
    "adoc": "asciidoc",
    "textile": "textile",
    "mediawiki": "mediawiki",
    "dokuwiki": "dokuwiki",
    "tex": "latex",
    "ipynb": "ipynb",
    "fb2": "fb2",
    "typ": "typst",
    "djot": "djot",
    "man": "man",
    "muse": "muse",
    "dbk": "docbook5",
    "jats": "jats_publishing",
    "opml": "opml",
    "jira": "jira",
}
SHARE = 0.98


@pytest.mark.skipif(not pandoc.found(), reason="pandoc is missing")
@pytest.mark.parametrize("suffix", KINDS)
def test_lines_are_within_two_of_the_truth(suffix: str) -> None:
    near = count = 0
    for seed in range(2):
        document = written(KINDS[suffix], seed)
        cards = readers.read(formats.source(f"a.{suffix}", document.text.encode())).cards
        found = {letters(card.question): card.where.line for card in cards}
        assert len(cards) == len(document.questions)
        pairs = zip(document.questions, document.lines, strict=True)
        near += sum(abs(found.get(question, -9) - line) <= 2 for question, line in pairs)
        count += len(document.questions)
    assert near >= SHARE * count


def test_a_short_line_that_returns_further_below_takes_nothing_with_it() -> None:
    original = ["## What is rye bread made of?", "Yes.", "## What is wheat bread made of?", "Flour.", "", "No answer."]
    converted = ["## What is rye bread made of?", "", "Nope.", "", "## What is wheat bread made of?", "", "Flour."]
    assert linemap.located(original, converted)[2:7:2] == [2, 3, 4]


def test_what_moved_is_no_anchor() -> None:
    original = [
        "A first line of words.",
        "The footnote of the first line.",
        "A second line of words.",
        "A third line of words.",
    ]
    converted = [original[n] for n in (0, 2, 3, 1)]
    assert linemap.located(original, converted) == [1, 3, 4, 4]


@pytest.mark.parametrize(
    ("kind", "original", "converted"),
    [
        ("latex", r"\section{\emph{Why} is \textbf{salt} used?}", "# *Why* is **salt** used?"),
        ("rst", "Why is :ref:`salt <the-salt>` used in bread?", "Why is salt used in bread?"),
        ("asciidoc", "== Why xref:a.adoc#b[salt] and <<b,rye>> in it?", "## Why salt and rye in it?"),
        ("org", "* TODO Why is [[file:a.org][salt]] in it?", "# Why is salt in it?"),
        ("mediawiki", "== Why [[Salt|the salt]] is used ==", "# Why the salt is used"),
        ("pod", "=head1 Why is C<salt> in L<bread|Bread>?", "# Why is `salt` in bread?"),
        ("docbook", "<title>Why <emphasis>salt</emphasis> &amp; rye?</title>", "# Why *salt* & rye?"),
        ("", "# Pourquoi le lève-t-on ?", "# Pourquoi le leve-t-on ?"),
    ],
)
def test_marks_of_a_format_are_no_letters(kind: str, original: str, converted: str) -> None:
    assert linemap.located(["one", "two", original, "four"], [converted], kind) == [3]


def test_a_long_document_costs_no_more_than_its_length() -> None:
    lines = [f"What is number {n}?" if n % 2 else "Yes." for n in range(40_000)]
    assert linemap.located(lines, lines) == list(range(1, 40_001))
