"""Private comments of Obsidian stand on no card."""

from __future__ import annotations

import pytest

from exporter.readers import private, read
from exporter.readers.source import Source


def lines(text: str) -> list[str]:
    return private.removed(Source("a.md", text))[0].lines


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("It rises %%ask Kim%% slowly.", "It rises slowly."),
        ("It rises %%ask Kim%%.", "It rises."),
        ("It rises (%% ask %%)", "It rises ()"),
        ("- %%ask%% It rises", "- It rises"),
        ("%%ask%%", ""),
        ("a\n%%\nb\n\nc\n%%\nd", "a\n\n\n\n\n\nd"),
        ("a\n%% b\nc %%\nd", "a\n\n\nd"),
    ],
)
def test_they_go(text: str, shown: str) -> None:
    assert lines(text) == shown.split("\n")


@pytest.mark.parametrize(
    "text",
    [
        "for %%i in (*) do echo %%i",
        "echo %%a %%b",
        "100%% sure, 50%% not",
        "`%%a%%` and ``b %%c%%``",
        "```sh\n%%a%%\n```",
        "    %%a%%",
        "%%ANKI\nBasic\nWhat?\nBack: So.\nEND%%",
        "%%\nno end",
        "%%timeit sum(x)",
    ],
)
def test_what_is_none(text: str) -> None:
    assert lines(text) == text.split("\n")


def test_a_question_within_is_none() -> None:
    text = "# Bread\n\n### Q: Why salt?\n\nTaste. %%really?%%\n\n%%\n### Q: Why sugar?\n\nNo idea.\n%%\n"
    reading = read(Source("a.md", text))
    assert [(card.question, card.answer) for card in reading.cards] == [("Why salt?", "Taste.")]
    assert reading.unexplained(Source("a.md", text)) == []


def test_one_in_code_that_is_never_closed_goes_where_the_code_ends_before_it() -> None:
    source = Source("a.md", "Q: What is an ebb?\n```\n    ```\n%%ask Ann%%\nQ: What is a flood?")
    reading = read(source)
    assert [card.question for card in reading.cards] == ["What is an ebb?", "What is a flood?"]
    assert not any("Ann" in card.answer for card in reading.cards)
    assert reading.unexplained(source) == []


def test_marks_of_a_pasted_article_read_back_the_same() -> None:
    reading = read(Source("a.md", "Q1. Why salt?\n==So==\n\nQ2. Why sugar?\nTaste."))
    assert reading.reader == "article"
    assert [card.answer for card in reading.cards] == ["<mark>So</mark>", "Taste."]
