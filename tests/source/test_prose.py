"""The words of our documents: each question once, answers short, one spelling, nobody else's sentences."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest
from rapidfuzz import fuzz, utils

from exporter import markup
from exporter.model import Card
from tests.conftest import SOURCE
from tests.source.blocks import blocks, cards
from tests.test_cli import run

ENOUGH = 501  # what the README promises
LIKE = 93  # of 100: above, two questions ask the same in other words
LONG = ("docker-kubernetes.md", "python-in-depth.md")  # whose answers explain
WORDS = 120  # of an answer elsewhere, code not counted
RUN = 8  # words in a row: shared by chance below, copied from here on

BRITISH = re.compile(
    r"\b(?:(?:behavi|col|fav|hon|hum|lab|neighb|endeav|harb|rum|vap)our\w*|(?:cent|theat|fib|lit|met|kilomet)res?|"
    r"(?:cata|dia|ana)logues?|licences?|defences?|offences?|grey\w*|programmes?|whilst|amongst|learnt|judgement|"
    r"(?:cancel|label|travel|model|signal|total|level|channel|tunnel)l(?:ed|ing|er|ers)|fulfils?|artefacts?|cheques?|"
    r"(?:initial|optim|normal|serial|deserial|organ|custom|recogn|minim|maxim|authent|author|synchron|parallel|summar|"
    r"container|virtual|special|general|visual|token|categor|final|standard|util|emphas|priorit|modern|real|random|"
    r"capital|local|central|international|finger|memo|sanit|item|character|penal|critic|apolog|jeopard|stabil|"
    r"material)is(?:e|es|ed|ing|er|ers|ation|ations)|(?:anal|paral|catal)ys(?:e|es|ed|ing|er|ers)|practis(?:e|es|ed|ing))\b",
    re.IGNORECASE,
)


def asked(card: Card) -> str:
    """What a question says, as two are compared."""
    return utils.default_process(markup.plain(card.question))


def test_there_are_as_many_cards_as_promised() -> None:
    assert len(cards()) >= ENOUGH


def test_no_question_stands_twice() -> None:
    assert [question for question, count in Counter(map(asked, cards())).items() if count > 1] == []


def test_no_two_questions_ask_the_same() -> None:
    """By their letters in order, and by their words in any."""
    questions = [(asked(card), card.where) for card in cards()]
    alike = [
        (str(here), str(there))
        for (one, here), (other, there) in combinations(questions, 2)
        if fuzz.ratio(one, other) >= LIKE or fuzz.token_sort_ratio(one, other) >= LIKE
    ]
    assert alike == []


POINTS = re.compile(
    r"\b(?:this|these) (?:class|code|command|Dockerfile|example|file|function|lambdas?|lines?|list|program|tuple)\b"
    r"|\b(?:above|below|following)\b",
    re.IGNORECASE,
)


def test_a_question_stands_alone() -> None:
    """What it points at belongs to it: on a card, nobody sees the code of the answer yet."""
    assert [str(card.where) for card in cards() if "```" not in card.question and POINTS.search(card.question)] == []


def prose(text: str) -> list[str]:
    """The words, without those of code."""
    lines = text.split("\n")
    for token in markup.tokens(text):
        if token.type == "fence" and token.map:
            lines[slice(*token.map)] = [""] * (token.map[1] - token.map[0])
    return markup.plain("\n".join(lines)).split()


def test_code_is_no_prose() -> None:
    assert prose("Two words\n\n```python\nnot these\n```\n\nand three more") == ["Two", "words", "and", "three", "more"]


def test_answers_are_short() -> None:
    short = [card for card in cards() if card.where.path not in LONG]
    assert {str(card.where): len(prose(card.answer)) for card in short if len(prose(card.answer)) > WORDS} == {}


@pytest.mark.parametrize(
    "word", ["color", "license", "organize", "precise", "otherwise", "metric", "promise", "raised"]
)
def test_an_american_word_is_left_alone(word: str) -> None:
    assert not BRITISH.search(word)


@pytest.mark.parametrize("word", ["colour", "licence", "organise", "Optimisation", "centre", "cancelled", "analyse"])
def test_a_british_word_is_found(word: str) -> None:
    assert BRITISH.search(word)


@pytest.mark.parametrize("path", sorted(SOURCE.iterdir()), ids=lambda path: path.name)
def test_spelling_is_american(path: Path) -> None:
    assert BRITISH.findall(path.read_text(encoding="utf-8")) == []


def test_check_has_nothing_to_say() -> None:
    result = run("check", "--strict", SOURCE)
    assert result.exit_code == 0, result.output


def runs_of(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[n : n + RUN]) for n in range(len(words) - RUN + 1)}


@pytest.mark.parametrize("path", sorted(SOURCE.iterdir()), ids=lambda path: path.name)
def test_no_sentence_is_anybody_elses(path: Path, seeds: Path) -> None:
    theirs = {words for seed in seeds.iterdir() for words in runs_of(seed.read_text(encoding="utf-8"))}
    assert sorted(runs_of(path.read_text(encoding="utf-8")) & theirs) == []


def test_documents_have_code() -> None:
    assert len(blocks()) > 100
