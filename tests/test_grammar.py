"""Canonical Markdown: everything the model holds is written, and read back to the same."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter import grammar, markup
from exporter.emitters import canonical as writer
from exporter.model import Basic, Card, Choice, Cloze, Document, Item, Level, Location, Note
from exporter.readers import canonical as reader
from exporter.readers.source import Source

HERE = Location("x.md", 1)


def back(documents: tuple[Document, ...]) -> tuple[Document, ...]:
    reading = reader.read(Source("x.md", writer.write(documents)))
    assert reading is not None
    assert reading.unexplained(Source("x.md", writer.write(documents))) == []
    return tuple(map(placeless, reading.documents))


def placeless(document: Document) -> Document:
    return replace(document, items=tuple(replace(item, where=HERE) for item in document.items))


def card(question: str = "Why?", answer: str = "So.", **rest: object) -> Card:
    return replace(Card(question, answer, HERE), **rest)  # type: ignore[arg-type]


CASES = {
    "plain": card(),
    "number, level, tags, id": card(number=7, level=Level.ADVANCED, tags=("a", "b c"), id="why"),
    "code in the question": card("What is printed?\n\n```python\nprint(1)\n```"),
    "a question that begins with code": card("```python\nprint(1)\n```"),
    "two lines in the question": card("First\nsecond"),
    "headings in the answer": card(answer="# One\n\ntext\n\n### Three ###\n\n#### Four"),
    "a heading in the answer with words like an attribute": card(
        answer="#\n<!-- section -->\ntext\n\n## A\n<!-- text -->\n<!-- structure -->"
    ),
    "spaces behind a heading in the answer": card(answer="## A  \ntext"),
    "comments that look like headings": card(answer="```python\n# no heading\n## Q1: no question\n```"),
    "an answer's mark in the answer": card(answer="a\n\n**Answer:**\n\nb"),
    "an answer's mark in the question": card("Which?\n\n**Answer:**\n\n\\**Answer:**"),
    "attributes in the answer": card(answer="<!-- id: no -->\n\ntext"),
    "closing hashes in the question": card("What is C #"),
    "sharp": card("What is C#?"),
    "a level's name at the end": card("What means `beginner`"),
    "a level's name and a level": card("What means `beginner`", level=Level.ADVANCED),
    "unanswered": card(answer=""),
    "tags with commas and quotes": replace(card(), tags=("a, b", '"c"', "d --> e", "f\\", '"', "g h")),
    "an id of several words": replace(card(), id='on "tides" --> 2'),
    "a first block that the rest needs": card("<pre>\n\n```\n</pre>", "So."),
    "a first block above odd spaces": card("Which?\n\n\u2028\n\nThis."),
    "indented code first": card(answer="    code\n\ntext"),
    "cloze": card("Bread needs \\[…\\].", "Bread needs ==yeast==.", kind=Cloze()),
    "cloze with a prompt that lists": card("Fill in:\n\n- [x] all", "Bread needs ==yeast==.", kind=Cloze()),
    "cloze with a prompt": card("Complete:", "Bread needs ==yeast==.", kind=Cloze()),
    "choice": card("Which?", "Because.", kind=Choice(("one", "two\n\n```js\nx\n```", ""), (1,))),
    "choice of code": card(
        "Which?", "Because.", kind=Choice(("```js\nx\n```", "    x\n\ny", "# x", "- x\n  - y"), (1,))
    ),
    "choice without an answer": card("Which?", "", kind=Choice(("one", "two"), ())),
    "choice after a task list": card("Which?\n\n- [ ] mine", "x", kind=Choice(("one",), (0,))),
    "a task list that is no choice": card("Which?\n\n- [x] mine\n- [ ] yours", "x", kind=Basic()),
    "deep sections": card(section=tuple("abcdefgh")),
    "a section like a question": card(section=("Q1: and A1:", "Note: this", "C #")),
}


@pytest.mark.parametrize("item", CASES.values(), ids=CASES.keys())
def test_cards(item: Card) -> None:
    document = Document("Title", "x.md", (item, card("Next?", "Next.")))
    assert back((document,)) == (document,)


def test_code_in_an_option_is_code_for_others_too() -> None:
    text = writer.write((Document("T", "x.md", (card(kind=Choice(("```js\nx\n```", "two\nlines"), (0,))),)),))
    assert "\n- [x]\n  ```js\n  x\n  ```\n- [ ] two\n  lines\n" in text
    assert [token.content for token in markup.block_tokens(text) if token.type == "fence"] == ["x\n"]


def test_sections_open_and_close() -> None:
    sections = [(), ("A",), ("A", "B"), ("A",), ("C", "D"), ("C",), (), ("A",)]
    document = Document("T", "x.md", tuple(card(f"{n}?", section=section) for n, section in enumerate(sections)))
    assert back((document,)) == (document,)


def test_notes() -> None:
    notes = (
        Note("", "Words at the top.\n\n<!-- not meta -->", HERE),
        Note("", "More words.", HERE),
        card(),
        Note("Commands", "### Docker\n\ntext", HERE),
        Note("", "Section words.", HERE, ("A",)),
        card(section=("A",)),
        Note("", "After a card.", HERE, ("A",)),
        Note("C #", "", HERE, ("A",)),
    )
    document = Document("T", "x.md", notes)
    assert back((document,)) == (document,)


def test_several_documents_with_tags_and_meta() -> None:
    meta = {"published": "April 2026", "reading time": "~22 minutes", "odd: key": "a --> b\nc", "number": "1.10"}
    meta |= {"...": "---", "... x": "..", "\u0085k\x7f": '"\\\u2028\u200b\U000e0001', "": "~", "{": "👩\u200d🍳"}
    first = Document("One", "x.md", (card(),), ("a", "b, c"), meta)
    second = Document("Two #", "x.md", (Note("", "<!--\nx\n-->", HERE), card()), ("d",), meta)
    third = Document("Three", "x.md", (Note("", "<!--\nx\n-->", HERE), card()))
    assert back((first, second, third)) == (first, second, third)


LINES = st.sampled_from(
    r"""text||# head|## Q1: head|Note: x|### Note: y ###|```|~~~ python|- item|- [x] task|> quote|**Answer:**
\**Answer:**|<!-- options -->|<!-- id: x -->|<!--|-->|<pre>|    code|---|==x==|===|[x]: y|1. one|`beginner`|\
<div>|text #""".replace("\n", "|").split("|")
)
TEXTS = st.lists(LINES, min_size=1, max_size=6).map(lambda lines: markup.tidy("\n".join(lines))).filter(bool)
WORDS = st.text("abQ1:# `[]<>-!*", min_size=1, max_size=12).map(str.strip).filter(bool)
SECTIONS = st.lists(WORDS, max_size=3).map(tuple)
KINDS = st.one_of(
    st.just(Basic()),
    st.just(Cloze()),
    st.builds(Choice, st.lists(WORDS, min_size=1, max_size=3).map(tuple), st.just((0,))),
)
CARDS = st.builds(
    Card,
    question=TEXTS,
    answer=st.one_of(st.just(""), TEXTS),
    where=st.just(HERE),
    number=st.one_of(st.none(), st.integers(0, 999)),
    level=st.one_of(st.none(), st.sampled_from(Level)),
    section=SECTIONS,
    kind=KINDS,
)
NOTES = st.builds(Note, title=st.one_of(st.just(""), WORDS), text=TEXTS, where=st.just(HERE), section=SECTIONS)


@given(st.lists(st.one_of(CARDS, NOTES), min_size=1, max_size=5), WORDS)
def test_anything_is_read_back(items: list[Item], title: str) -> None:
    document = Document(title, "x.md", (*items, card()))
    assert back((document,)) == (document,)


@pytest.mark.parametrize(
    ("text", "blanked"),
    [
        ("==a ==b == c", "==a ==b == c"),  # never ended
        ("a == b == c", "a == b == c"),  # operators
        ("====", "===="),
        ("==a==", r"\[…\]"),
        ("==a b== and ==c\nd==.", r"\[…\] and \[…\]."),
        ("==a ==b== c==", r"\[…\] c=="),
        ("==x === y==", r"\[…\] y=="),
        (r"==\(x\)== \(==y== + 1\)", r"\[…\] \(\ldots  + 1\)"),
    ],
)
def test_a_cloze_asks_for_its_hidden_parts(text: str, blanked: str) -> None:
    assert grammar.blanked(text) == blanked
