from __future__ import annotations

import pytest

from exporter.model import Card, Choice, Location
from exporter.notes.shuffling import may_be_shuffled

HERE = Location("a.md", 1)
PLAIN = ("Cork", "Chalk", "Iron", "Sand")


def may(answer: str = "Light things float.", options: tuple[str, ...] = PLAIN, language: str = "en") -> bool:
    return may_be_shuffled(Card("Which floats?", answer, HERE, kind=Choice(options, (0,))), language)


@pytest.mark.parametrize(
    "answer",
    [
        "A is right.",
        "Only B floats.",
        "Options (b) and (c) sink.",
        "b) sinks.",
        "The answer is C",
        "Answer: D.",
        "A and D float, the others sink.",
        "It is a, since cork is light: option b is heavy.",
        "II is wrong.",
        "Option 2 sinks.",
        "The second one sinks.",
        "As said above, cork floats.",
        "The former floats.",
        "Statement (2) is wrong.",
        "Why not **C**? Iron sinks.",
    ],
)
def test_an_explanation_that_names_one(answer: str) -> None:
    assert not may(answer)


@pytest.mark.parametrize(
    "option",
    [
        "All of the above",
        "None of these",
        "Both A and B",
        "A and B",
        "1 and (2)",
        "Neither",
        "The previous one",
        "I and II",
    ],
)
def test_an_option_that_names_others(option: str) -> None:
    assert not may(options=("Cork", "Chalk", option))


@pytest.mark.parametrize(
    "answer",
    [
        "A cork is full of air. I tried it.",
        "It weighs 2 grams, which is all that counts.",
        "Water has 1 gram for each cm3.",
        "That's why it's light: an x-ray shows it.",
        "Both air and wood are light.",
        "The U.S. Navy tried it.",
        "Vitamin-C and e-mail say nothing.",
    ],
)
def test_an_explanation_that_names_none(answer: str) -> None:
    assert may(answer)


@pytest.mark.parametrize(
    ("language", "answer"),
    [
        ("de", "Die zweite Antwort ist falsch."),
        ("de", "Richtig ist B."),
        ("fr", "La première est fausse."),
        ("es", "La opción b es falsa."),
        ("ru", "Верно Б."),
        ("ru", "Вторая неверна."),
        ("zh", "第二项不对。"),
        ("ja", "上記のとおり。"),
        ("he", "התשובה השנייה שגויה."),
    ],
)
def test_in_other_languages(language: str, answer: str) -> None:
    assert not may(answer, language=language)


@pytest.mark.parametrize(
    ("language", "answer"),
    [
        ("de-AT", "Kork ist leichter als Wasser."),
        ("ru", "Пробка легче воды. В воде она не тонет."),
        ("zh", "软木比水轻。"),
        ("es", "El corcho flota y el hierro no."),
    ],
)
def test_in_other_languages_that_name_none(language: str, answer: str) -> None:
    assert may(answer, language=language)


@pytest.mark.parametrize("language", ["", "xx", "eo"])
def test_a_language_whose_words_nobody_knows(language: str) -> None:
    assert not may(language=language)


def test_other_cards_have_no_order() -> None:
    assert not may_be_shuffled(Card("Why?", "So.", HERE), "en")
    assert not may(options=("Cork",))
