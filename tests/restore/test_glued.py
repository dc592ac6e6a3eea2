"""Words that a paste glued come apart in sentences; names, compounds and words of other languages stay."""

from __future__ import annotations

import random
import re

import pytest

from exporter.readers import pasted
from exporter.readers.source import Source
from exporter.restore import glued
from exporter.restore.words.vocabulary import Vocabulary

ENGLISH = (
    "The kettle is on the stove, and it is as old as the house. When you lift it you see that the lid is loose:"
    " it was bent by someone who has to use it at once, before the water can boil. There are few that we should keep."
)


def parted(text: str, tokens: frozenset[str] = frozenset(), around: str = ENGLISH) -> str:
    return glued.apart(text, glued.find(Vocabulary.of(f"{around}\n\n{text}"), tokens))


@pytest.mark.parametrize(
    "text",
    [
        "The entrypoint reads a lockfile, a changeset and the basename of a runbook.",  # compounds of a field
        "Backpressure, autoscaling, nonblocking calls, subcommands and reparenting are words.",
        "Both numpy and matplotlib and kubectl and theano and asyncio are names.",
        "isError, withItems, toJson, theKettle and useEffect are names.",
        "startswith, endswith, fromkeys, fromiter, isalpha, istitle, tolist, asdict, hasnext and groupby are methods.",
        "thenable, globalthis, canplay, instanceof, typeof, whereis, bitand, logicaland and waitfor are names.",
        "Write yourdomain and yourpassword there.",
        "iPhone, eBay, GitHub, PostgreSQL and OpenShift are products.",
        "The file is thewater.txt, the folder is /thewater/kettle, the page is https://example.org/thewater?a=b.",
        "It is called as thewater() or as lid.thewater, it is set by thewater=1 and by --thewater.",
        "Code such as `thewater` and `is it thewater` stays.",
        "my_thewater and thewater_kettle and thewater2 stay.",
        "Thewater may be a name.",
        "Formatters, inline, within, another, therefore, instance and metadata are words.",
    ],
)
def test_what_is_whole_stays_whole(text: str) -> None:
    assert parted(text) == text


def test_a_word_that_is_written_twice_is_a_name() -> None:
    assert parted("Call thewater once, and thewater again.") == "Call thewater once, and thewater again."


def test_a_word_of_the_code_is_a_name() -> None:
    assert parted("Call thewater once.", frozenset({"thewater"})) == "Call thewater once."


@pytest.mark.parametrize(
    "text",
    [
        "Die Wasserkocherverwaltung ist in der Küche, und das Kesselhaus ist nicht weit von der Ofenbank.",
        "Der Kessel ist an einem Haken, also nicht mit der Hand, und die dampfwas ist nicht das, was sie war.",
        "La tetera es de la casa y no se debe tocar, para escribirlas hay que usar el cuaderno de la cocina.",
        "La théière est sur le feu, et les tasses sont dans le placard de la cuisine pour une fois.",
    ],
)
def test_other_languages_stay(text: str) -> None:
    assert parted(text, around=text) == text


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Fill thekettle with water.", "Fill the kettle with water."),
        ("Water stopsthen, and theirhouse is cold.", "Water stops then, and their house is cold."),
        ("See the documentationfor more.", "See the documentation for more."),
        ("It (thewater) boils.", "It (the water) boils."),
    ],
)
def test_glued_words_come_apart(text: str, right: str) -> None:
    assert parted(text) == right


def test_sentences_of_a_pasted_article_come_apart() -> None:
    answers = f"{ENGLISH}\n\nFill thekettle with water.\n\n• Lift thelid first"
    source = Source("tea.txt", f"Q1. What is a kettle?\n\n{answers}\n\nQ2. Is it hot?\n\nYes.\n")
    reading = pasted.read(source)
    assert reading
    assert "Fill the kettle with water." in reading.cards[0].answer
    assert "- Lift the lid first" in reading.cards[0].answer


def test_only_blanks_are_added_and_nothing_twice() -> None:
    dice = random.Random(5)
    words = ENGLISH.split()
    for _ in range(200):
        text = "".join(word + dice.choice(["", " ", " "]) for word in dice.choices(words, k=12))
        once = parted(text)
        assert re.sub(r"\s", "", once) == re.sub(r"\s", "", text)
        assert parted(once) == once


def test_cost_grows_with_the_text_only() -> None:
    text = " ".join(f"the{'abcdefghij'[n % 10]}{n:x}kettle" for n in range(20_000)) + " thewater" * 20_000
    assert parted(text) == text
