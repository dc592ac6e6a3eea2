from __future__ import annotations

import pytest

from exporter.lexicon import cardwords, guess

TEXTS = {
    "en": "What is the difference between a process and a thread? Threads share the memory of their process.",
    "de": "Was ist der Unterschied zwischen einem Prozess und einem Thread? Die Threads teilen sich den Speicher.",
    "nl": "Wat is het verschil tussen een proces en een thread? Threads delen het geheugen van het proces.",
    "fr": "Quelle est la différence entre un processus et un fil ? Les fils partagent la mémoire du processus.",
    "es": "¿Cuál es la diferencia entre un proceso y un hilo? Los hilos comparten la memoria del proceso.",
    "it": "Qual è la differenza tra un processo e un thread? I thread condividono la memoria del processo, che è una.",
    "pt": "Qual é a diferença entre um processo e uma thread? As threads não têm memória própria, que é do processo.",
    "pl": "Czym jest proces i jak się różni od wątku? To program, który działa, a wątki są jego częścią.",
    "ru": "Что такое процесс и чем он отличается от потока? Это программа, которая выполняется, и не для всех.",
    "uk": "Що таке процес і чим він відрізняється від потоку? Це програма, яка виконується, та не для всіх.",
    "ar": "ما هو المعالج؟ هو الجزء الذي ينفذ التعليمات في الحاسوب، وهذا من الذاكرة.",
}
OWN = {
    "ja": "プロセスとは何ですか。実行中のプログラムです。",
    "zh": "什么是进程？进程是程序的一次执行。API 是什么？",
    "ko": "프로세스란 무엇인가? 실행 중인 프로그램이다.",
    "he": "מה זה תהליך? תוכנית שרצה ב-Linux.",
    "el": "Τι είναι μια διεργασία;",
    "th": "กระบวนการคืออะไร",
}


@pytest.mark.parametrize("text", ["", "docker run -it", "x = 1", "42", "Largo, adagio, andante", "der Apfel: apple"])
def test_no_language_is_clear(text: str) -> None:
    assert guess.by_script(text) == ""
    assert guess.by_words([text]) == ""


@pytest.mark.parametrize("name", TEXTS)
def test_by_its_words(name: str) -> None:
    assert guess.by_script(TEXTS[name]) == ""
    assert guess.by_words([TEXTS[name]]) == name


@pytest.mark.parametrize("name", OWN)
def test_by_its_letters(name: str) -> None:
    assert guess.by_script(OWN[name]) == name


def test_a_name_in_other_letters_is_no_other_language() -> None:
    assert (
        guess.by_script("The chess term Zugzwang, and the Japanese word 侘寂, are used in English as they are.") == ""
    )


@pytest.mark.parametrize(
    ("said", "tag"),
    [
        ("de", "de"),
        ("de_ch", "de-CH"),
        ("ZH-hans-cn", "zh-Hans-CN"),
        ("German", "de"),
        ("", ""),
        ('de"><script>', ""),
        ("Klingon of Kronos", ""),
    ],
)
def test_the_language_that_a_document_names(said: str, tag: str) -> None:
    assert guess.tag(said) == tag


@pytest.mark.parametrize("tag", cardwords.TAGS)
def test_each_language_has_all_words(tag: str) -> None:
    found = cardwords.words_of(tag)
    assert found
    assert tuple(found.of_templates) == cardwords.SHOWN
    assert all(found.of_templates.values())
    assert found.places
    assert '"' not in found.shown


@pytest.mark.parametrize(("tag", "found"), [("de-CH", "de"), ("zh-Hant-TW", "zh"), ("no", "nb"), ("xx", ""), ("", "")])
def test_a_variety_has_the_words_of_its_language(tag: str, found: str) -> None:
    made = cardwords.words_of(tag)
    assert (made.tag if made else "") == found
