"""Footnotes: a card carries those that it refers to, wherever the document defines them."""

from __future__ import annotations

from exporter import markup
from exporter.model import Card, Note
from exporter.readers import read
from exporter.readers.source import Source

DOCUMENT = """\
# Bread

### What is a sponge[^s]?

A first dough[^1], see[^long].

### What is a crumb?

The inside. A pattern such as `[^1]`, or [^b], stays.

### What is a crust?

The outside.

[^1]: Flour, water and yeast.
[^s]: Not the one of the kitchen.
[^long]: It rests overnight

    in the cold[^1].
[^unused]: Nobody asks.
"""


def cards(text: str) -> list[Card]:
    return read(Source("a.md", text)).cards


def test_a_card_carries_its_own() -> None:
    sponge, crumb, crust = cards(DOCUMENT)
    assert sponge.question == "What is a sponge?"
    assert sponge.answer == (
        "A first dough[^1], see[^long].\n\nNot the one of the kitchen.\n\n"
        "[^1]: Flour, water and yeast.\n[^long]: It rests overnight\n\n    in the cold[^1]."
    )
    assert crust.answer == "The outside."
    assert "[^b]" in crumb.answer


def test_those_of_our_own_format_too() -> None:
    text = "# A\n\n### Q: One?\n\nYes[^a].\n\n### Q: Two?\n\nNo.\n\n## Notes\n\n[^a]: Nearly always.\n"
    one, two = cards(text)
    assert one.answer == "Yes[^a].\n\n[^a]: Nearly always."
    assert two.answer == "No."
    document = read(Source("a.md", text)).documents[0]
    assert not [item for item in document.items if isinstance(item, Note) and item.text]


def test_a_second_reading_changes_nothing() -> None:
    text = "# A\n\n### Q: One?\n\nYes[^a].\n\n[^a]: Nearly always.\n\n### Q: Two?\n\nNo[^a].\n\n[^a]: Nearly always.\n"
    assert [card.answer for card in cards(text)] == [
        "Yes[^a].\n\n[^a]: Nearly always.",
        "No[^a].\n\n[^a]: Nearly always.",
    ]


def test_code_defines_none() -> None:
    text = "# A\n\n### What is it?\n\nA mark[^1].\n\n```text\n[^1]: so\n```\n"
    (card,) = cards(text)
    assert card.answer == "A mark[^1].\n\n```text\n[^1]: so\n```"


def test_they_count_from_one_on_each_card() -> None:
    text = "so[^b], so[^a] and so[^b]\n\n[^a]: first\n[^b]: second\n"
    assert markup.html(text) == (
        '<p>so<sup class="footnote" data-name="b">1</sup>, so<sup class="footnote" data-name="a">2</sup> and '
        'so<sup class="footnote" data-name="b">1</sup></p>\n'
        '<ol class="footnotes">\n<li data-name="b"><p>second</p>\n</li>\n<li data-name="a"><p>first</p>\n</li>\n</ol>\n'
    )
    assert markup.plain(text) == "so[1], so[2] and so[1]\n[1] second\n[2] first"
    assert markup.html("a pattern ^[a-z] and [^x]") == "<p>a pattern ^[a-z] and [^x]</p>\n"


def test_clozes_and_options() -> None:
    text = (
        "# A\n\n### C:\n\nBread needs ==salt==[^1].\n\n### Q: Which?\n\n- [x] so[^1]\n- [ ] not\n\n"
        "**Answer:**\n\nBy taste.\n\n[^1]: a pinch\n"
    )
    cloze, choice = cards(text)
    assert cloze.answer.endswith("[^1]: a pinch")
    assert choice.kind.options == ("so", "not")  # type: ignore[union-attr]
    assert choice.answer == "By taste.\n\na pinch"
