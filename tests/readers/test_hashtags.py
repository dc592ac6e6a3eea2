"""Lines of tags of Obsidian: they tag cards and ask nothing."""

from __future__ import annotations

import pytest

from exporter.readers import read
from exporter.readers.source import Source

CARDS = "What floats?\n?\nPumice.\n\nWhat is talc?\n?\nA soft one.\n"


def tagged(text: str) -> tuple[tuple[str, ...], list[tuple[str, tuple[str, ...]]]]:
    """The tags of a document, and its cards with theirs."""
    (document,) = read(Source("a.md", text)).documents
    assert not any(note.text.startswith("#") for note in document.notes)
    return document.tags, [(card.question, card.tags) for card in document.cards]


@pytest.mark.parametrize(
    ("text", "tags", "own"),
    [
        (f"#flashcards\n\n{CARDS}", ("flashcards",), [(), ()]),
        (f"#flashcards/rocks #geology\n{CARDS}", ("flashcards/rocks", "geology"), [(), ()]),
        (f"---\ntags: a\n---\n# Rocks\n#Deck/Rocks #a\n\n{CARDS}", ("a", "Deck/Rocks"), [(), ()]),
        (f"#one\n\nWhat sinks?\n?\nBasalt.\n\n#two\n{CARDS}", ("one",), [(), ("two",), ("two",)]),
    ],
)
def test_lines_of_tags(text: str, tags: tuple[str, ...], own: list[tuple[str, ...]]) -> None:
    found, cards = tagged(text)
    assert (found, [names for _, names in cards]) == (tags, own)


@pytest.mark.parametrize(
    "text",
    [
        "```c\n#flashcards\n```\n\n### Why?\n\nSo.\n\n### Who?\n\nHe.\n",
        "### Why?\n\n#endif\n\n### Who?\n\n#1 #2\n",
        "##Why is it?\n\nSo.\n\n##Who is it?\n\n#he\n",  # headings without a blank
        "#Rocks\n\n### Why?\n\nSo.\n\n### Who?\n\nHe.\n",
        "# A\n\n## Q: Why?\n\n#tag\n\n<!-- canonical -->\n",
    ],
)
def test_other_lines_are_no_tags(text: str) -> None:
    for document in read(Source("a.md", text)).documents:
        assert document.tags == ()
        assert all(card.tags == () for card in document.cards)


def test_a_question_keeps_no_tags_of_logseq() -> None:
    text = "- How is slate made? #card #geology\n\t- By pressure.\n- Is talc soft? #[[card]]\n\t- Yes.\n"
    assert tagged(text)[1] == [("How is slate made?", ("geology",)), ("Is talc soft?", ())]
