"""Properties, `key:: value`: metadata above a page and below bullets, and cards where the document's cards are so."""

from __future__ import annotations

import pytest

from exporter.readers import properties, read
from exporter.readers.source import Source

PAGE = """\
title:: Bread of the north
tags:: [[kitchen]], #dough

- What is a sponge? #card
  id:: 64a1b2c3-1111-2222-3333-444455556666
  card-last-interval:: 4
  effort:: 2
\t- A first dough.
\t  id:: 64a1b2c3-1111-2222-3333-444455556667
\t- It rests.
- What is a crumb? #card
  id:: 64a1b2c3-1111-2222-3333-444455556668
  effort:: 3
\t- The inside.
"""


def test_a_page_of_logseq() -> None:
    (document,) = read(Source("a.md", PAGE)).documents
    assert (document.title, document.tags) == ("Bread of the north", ("kitchen", "dough"))
    assert [card.question for card in document.cards] == ["What is a sponge?", "What is a crumb?"]
    assert not any("::" in text for card in document.cards for text in card.texts)


def test_code_keeps_them() -> None:
    text = "- What is it? #card\n  ```text\n  - a\n    id:: 1\n  ```\n- And that? #card\n  - So.\n    id:: 2\n"
    first, second = read(Source("a.md", text)).cards
    assert "id:: 1" in first.answer
    assert second.answer == "So."


@pytest.mark.parametrize(
    "text",
    [
        "crumb:: the inside\ncrust:: the outside\n",  # nothing else stands there
        "crumb:: the inside\n\ncrust:: the outside\n",
        "What is crumb:: the inside\n\nWords.\n",
        "std::vector is one\n\nWords.\n",
        "crumb:: the inside\nand words that go on\n",
        "    tags:: a\n\nWords.\n",
    ],
)
def test_what_is_no_page(text: str) -> None:
    assert properties.page(text.split("\n")) == ({}, 0)


@pytest.mark.parametrize(
    "text",
    [
        "- Terms\n  crumb:: the inside\n  crust:: the outside\n- More\n  crumb:: again\n",  # no key is one of a program
        "- Terms\n\n  id:: 1\n",
        "- Terms\nid:: 1\n",
        "- crumb:: the inside\n- id:: 1\n",
        "Words\n  id:: 1\n",
    ],
)
def test_what_is_no_property_of_a_bullet(text: str) -> None:
    assert properties.below_bullets(text.split("\n")) == []
