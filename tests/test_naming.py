from __future__ import annotations

from dataclasses import replace

import pytest

from exporter import naming
from exporter.model import Card, Document, Location


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Notes on Soup", "Notes on Soup"),
        ("Top 40 Baking & Pastry Interview Questions and Answers – Beginner to Advanced", "Baking & Pastry"),
        ("Top 50 Sailing Interview Questions & Answers", "Sailing"),
        ("100+ Chess Questions with Answers: From Zero to Club Player", "Chess"),
        ("The most common Rust questions for beginners (2026 Edition)", "Rust questions"),
        ("Interview Questions", "Interview Questions"),
        ("REST API Interview Questions", "REST API"),
    ],
)
def test_short_names(title: str, name: str) -> None:
    assert naming.short(title) == name


def test_short_names_are_short() -> None:
    assert len(naming.short("A very long title that never ends and says " * 4)) <= naming.LONGEST


@pytest.mark.parametrize(
    ("name", "slug"), [("C++ & C#", "cpp-csharp"), ("Вопросы", "вопросы"), ("…", "untitled"), ("a_b  c", "a-b-c")]
)
def test_slugs(name: str, slug: str) -> None:
    assert naming.slug(name) == slug


def test_section_slugs_lose_their_ordinal() -> None:
    assert naming.section_slug("Section 2 – Bread Doughs") == "bread-doughs"
    assert naming.section_slug("Section 2") == "section-2"


def document(title: str, *sections: str) -> Document:
    cards = (
        Card("What is Yeast?", "Yeast lifts bread.", Location("a.md", n), section=(s,)) for n, s in enumerate(sections)
    )
    return Document(title, "a.md", tuple(cards))


def test_untitled_documents_are_named_after_topics_in_the_texts_spelling() -> None:
    assert naming.untitled(document("", "YEAST", "bread"), "a") == "Yeast & bread"


def test_documents_without_topics_are_named_after_their_file() -> None:
    assert naming.untitled(document(""), "my-notes") == "my notes"


def test_topics_are_those_that_name_the_document() -> None:
    assert naming.topics(document("Yeast & bread", "YEAST", "bread")) == {"YEAST": "Yeast", "bread": "bread"}
    assert naming.topics(document("Baking", "YEAST", "bread")) == {}


def test_a_topic_is_spelled_as_the_texts_spell_it_most_often() -> None:
    texts = ("Rest APIs, Rest api; the REST API.", "REST API!", "rest API: rest API, rest API")
    cards = [Card(text, "Asp.Net", Location("a.md", n), section=("rest api",)) for n, text in enumerate(texts)]
    cards.append(Card("?", "bread", Location("a.md", 9), section=(".net",)))
    assert naming.untitled(Document("", "a.md", tuple(cards)), "a") == "rest API & .Net"


@pytest.mark.parametrize(
    ("head", "text"),
    [
        ("Yeast", "yeasty, myyeast, YEAST1"),  # in other words
        ("C++", "c++ and C++"),  # no word ends behind it
        ("a b", "A  B, A\nB"),
        (" ".join(["So"] * 70), " ".join(["so"] * 70)),
    ],
)
def test_a_topic_that_no_text_holds_is_spelled_as_it_stands(head: str, text: str) -> None:
    cards = (Card("What?", text, Location("a.md", 1), section=(head,)),)
    assert naming.untitled(Document("", "a.md", cards), "a") == head


def test_of_many_topics_a_title_names_three() -> None:
    named = document("Yeast, bread, Salt & 2 more", "YEAST", "bread", "Salt", "Yeast", "bread ")
    assert naming.topics(named)["YEAST"] == "Yeast"
    assert naming.topics(replace(named, title="Yeast, bread, Salt & 3 more")) == {}
    assert naming.topics(replace(named, title="yeast, bread, Salt & 2 more")) == {}


def test_equal_slugs_get_their_stem() -> None:
    twice = [document("A"), document("A"), document("B")]
    assert naming.unique_slugs(twice, ["A", "A", "B"], ["x", "x", "y"]) == ["a-x", "a-x-2", "b"]
    assert naming.unique_slugs(twice, ["A", "C", "B"], ["x", "x", "y"], reserved=("b",)) == ["a", "c", "b-y"]
