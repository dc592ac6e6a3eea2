"""The data of the lexicon, and how its words are compared."""

from __future__ import annotations

import subprocess
import sys

import pytest

from exporter import lexicon
from exporter.lexicon.language import Language
from exporter.lexicon.spelling import folded, phrases
from exporter.lexicon.wording import Wording

SAYS = Wording(("answer", "answers", "reveal"), ("around",))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Answer", "ANSWER"),
        ("Ａｎｓｗｅｒ", "answer"),
        ("Ответ", "ОТВЕТ"),
        ("Отчёт", "отчет"),
        ("Απάντησης", "απάντησησ"),
        ("İpucu", "ipucu"),
        ("re\u0301ponse", "réponse"),
        ("سؤال", "سوال"),
        ("پاسخ‌ها", "پاسخها"),
        ("الإجابة", "الاجابه"),
        ("a\u00a0 b", "a b"),
    ],
)
def test_spellings_that_are_one_word(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), [("svar", "svår"), ("на", "най"), ("rette", "retté")])
def test_spellings_that_are_two_words(one: str, other: str) -> None:
    assert folded(one) != folded(other)


def test_braces_stand_for_each_of_their_parts() -> None:
    assert list(phrases("{sample /}question{s/}, task")) == [
        "sample questions",
        "sample question",
        "questions",
        "question",
        "task",
    ]
    assert list(phrases("")) == []


def test_accents_may_be_missing_where_people_type_so() -> None:
    assert set(phrases("réponse", "stripped")) == {"réponse", "reponse"}
    assert set(phrases("Lösung", "spelled")) == {"lösung", "loesung"}
    assert set(phrases("svår")) == {"svår"}


@pytest.mark.parametrize(
    "text", ["Show the answer!", "→ ANSWER ←", "Réponse", "Voir la réponse", "点击查看答案", "ดูคำตอบ"]
)
def test_texts_that_consist_of_known_words(text: str) -> None:
    assert SAYS.says(text)


@pytest.mark.parametrize(
    "text", ["", "5", "the", "Answer the phone", "Show la réponse", "答案之书", "Respuesta inmunitaria"]
)
def test_texts_that_say_more_or_nothing(text: str) -> None:
    assert not SAYS.says(text)


@pytest.mark.parametrize("language", lexicon.languages(), ids=lambda language: language.name)
def test_every_language_has_the_words_that_each_shape_needs(language: Language) -> None:
    assert language.accents in ("kept", "stripped", "spelled")
    needed = ("question", "questions", "task", "answer", "answers", "explanation", "hint", "reveal", "around", "short")
    levels = ("beginner", "intermediate", "advanced", "level")
    keys = ("option", "right", "be", "conjunction", "alternative", "denial")
    titles = ("faq", "exam", "contents", "resources", "part", "top", "missing")
    assert [field for field in (*needed, *levels, *keys, *titles) if not getattr(language, field)] == []


def test_no_word_asks_and_answers() -> None:
    assert lexicon.names("question", "task") & lexicon.names("answer", "solution", "loose", "plural") == frozenset()


def test_a_name_of_a_level_names_one() -> None:
    levels = [lexicon.names(level) for level in ("beginner", "intermediate", "advanced")]
    assert levels[0] & levels[1] == levels[1] & levels[2] == levels[0] & levels[2] == frozenset()


def test_help_loads_no_words() -> None:
    code = "import sys, exporter.cli; sys.exit(any(name.startswith('exporter.lexicon') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
