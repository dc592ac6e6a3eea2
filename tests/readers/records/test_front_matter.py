"""Cards as a list in the metadata of a text document."""

from __future__ import annotations

import pytest

from exporter.model import Choice, Note
from exporter.readers import read
from exporter.readers.source import Source

PAGE = """\
---
title: Bread
tags: [kitchen]
cards:
- id: 1a
  front: What is a sponge?
  back: |
    A first dough.

    It rests.
- id: 2b
  front: Which rises?
  back: Yeast does, stones do not.
  choices:
  - text: stone
    correct: false
  - text: yeast
    correct: true
---

## Background

Words below.
"""


def test_cards_and_the_notes_below() -> None:
    source = Source("a.md", PAGE)
    reading = read(source)
    (document,) = reading.documents
    assert (document.title, document.tags, document.meta) == ("Bread", ("kitchen",), {})
    sponge, rises = document.cards
    assert (sponge.question, sponge.answer) == ("What is a sponge?", "A first dough.\n\nIt rests.")
    assert (sponge.where.line, sponge.origin) == (6, "1a")
    assert (rises.kind, rises.answer) == (Choice(("stone", "yeast"), (1,)), "Yeast does, stones do not.")
    notes = [(item.section, item.text) for item in document.items if isinstance(item, Note)]
    assert notes == [(("Background",), "Words below.")]
    assert reading.unexplained(source) == []


@pytest.mark.parametrize(
    "front",
    [
        "title: A\nanswers: [a, b]",
        "title: A\nmenu:\n- name: Home\n  url: /",
        "title: A\nauthors:\n- name: Kim\n  question: no",  # one that asks nothing and tells nothing
        "cards: [{front: a",
    ],
)
def test_other_metadata(front: str) -> None:
    text = f"---\n{front}\n---\n\n# A\n\n### Q: Why?\n\nSo.\n"
    assert [card.question for card in read(Source("a.md", text)).cards] == ["Why?"]
