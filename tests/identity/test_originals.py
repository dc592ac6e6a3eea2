"""Whether the lines and the words of a document are still there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from exporter.identity import fingerprint, ledger
from exporter.identity.ledger import FileState
from exporter.identity.originals import Original
from tests.conftest import STATES

TEXT = """\
# Sea

Q: What causes the tides?
A: The pull of the *moon*,
   and less so of the sun.

Q: What makes sand?
A: Waves grind rocks.
"""


def original(text: str, *starts: int) -> Original:
    return Original(FileState(""), starts or (3, 7), lambda: text)


@pytest.mark.parametrize(
    "after",
    [
        TEXT,
        TEXT.replace("\n", "\r\n"),
        TEXT.replace("*,\n", "*,  \n\n"),
        f"Words above.\n\n{TEXT}",
        TEXT.replace("Waves grind", "Wind and waves grind"),
    ],
)
def test_lines_that_are_still_there(after: str) -> None:
    excerpt = original(TEXT).excerpt(3)
    line = after.replace("\r", "").split("\n").index("Q: What causes the tides?") + 1
    assert original(after).holds(excerpt, line)
    assert original(after).holds(excerpt, line + 2)  # a reader that sees the card begin elsewhere


@pytest.mark.parametrize(
    "after",
    [
        TEXT.replace("pull", "push"),
        TEXT.replace("*moon*", "moon"),
        TEXT.replace("   and", "    and"),  # in code indentation means something
        TEXT.replace("moon*,\n", "moon*,\n   as all know,\n"),
        TEXT.replace("   and less so of the sun.\n", ""),
        "",
    ],
)
def test_lines_that_changed(after: str) -> None:
    assert not original(after).holds(original(TEXT).excerpt(3), 3)


def test_cards_that_share_a_line_and_the_last_of_a_file() -> None:
    table = "| a | b |\n| c | d |\n"
    made = original(table, 1, 1, 2)
    assert made.excerpt(1) == original(table.replace("d", "e"), 1, 1, 2).excerpt(1) != made.excerpt(2)
    assert original(f"{TEXT}\nEnd.").excerpt(7) != original(TEXT).excerpt(7)


def test_a_file_without_lines() -> None:
    nothing = Original(FileState(""))
    assert (nothing.excerpt(3), nothing.holds("", 3), nothing.holds("2-x", 3), nothing.lost("What?")) == (
        "",
        *[False] * 3,
    )


@pytest.mark.parametrize("excerpt", ["", "-", "x-y", "0-", "-3-x", "9999999999-x", "²-x", "9" * 5000 + "-x"])
def test_what_is_no_excerpt_is_not_there(excerpt: str) -> None:
    assert not original(TEXT).holds(excerpt, 3)


# ── words ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "remembered",
    [
        "What causes the tides?",
        "What **causes** the\ntides",
        "The pull of the moon and less so of the sun",
        "pull of the moon: Waves grind rocks",  # a reader left something out between two lines
        "```python\nWhat makes sand?\n```",
        "",
        "?!",
    ],
)
def test_words_that_are_still_there(remembered: str) -> None:
    assert not original(TEXT).lost(remembered)


@pytest.mark.parametrize(
    "remembered",
    [
        "What brings the tides?",
        "What makes dunes?",
        "The pull of that moon, and less",
        "Foam?",
        "The pull of the earth, and",
    ],
)
def test_words_that_are_gone(remembered: str) -> None:
    assert original(TEXT).lost(remembered)


def test_a_word_that_stands_elsewhere_is_gone_all_the_same() -> None:
    text = "The pull of the moon is strong. The sun has less of it; of that, the sea is proof."
    assert not original(text).lost("The pull of the moon is strong")
    assert original(text).lost("The pull of that moon is strong")


def test_looking_for_words_ends() -> None:
    made = original("nothing " * 1000)
    assert made.lost("something else is here")
    made._looks = 0
    assert not made.lost("something else is here")


def test_words_of_pages_and_of_flattened_tables() -> None:
    page = original("<p>The <code>pull</code>of the m<b>oo</b>n, in List<String> too</p>")
    assert not page.lost("The `pull` of the moon, in List<String> too")
    assert page.lost("The push of the moon")
    glued = original("HopDecides byKnows\nIngressHTTP hostYes")
    assert not glued.lost("| Hop | Decides by | Knows |\n| --- | --- | --- |\n| Ingress | HTTP host | Yes |")


def test_what_the_ledger_remembers_is_cut_at_words() -> None:
    long = "Which of all these very many words are remembered? " * 10
    question, answer = fingerprint.remembered(fingerprint.asked(long), fingerprint.opening(long))
    assert long.startswith(question.strip())
    assert long.startswith(answer.strip())
    assert fingerprint.remembered(r"A dune is held by \[…\].", "A dune is held by ==grass==.") == (
        "A dune is held by ==grass==.",
    )


@pytest.mark.parametrize("name", STATES)
def test_of_real_documents_no_word_seems_lost_and_exchanged_ones_do(
    name: str, upgrade: Callable[[str], tuple[Path, Path]]
) -> None:
    documents, state = upgrade(name)
    entries = ledger.loads((state / ledger.FILE).read_text(encoding="utf-8"), "").entries.values()
    files = {entry.file: documents.parent / entry.file for entry in entries}
    texts = {file: original(path.read_text(encoding="utf-8"), 1) for file, path in files.items()}
    noticed = []
    for entry in entries:
        for text in fingerprint.remembered(entry.question, entry.answer):
            assert not texts[entry.file].lost(text), text
            words = text.split()
            if len(words) > 2:
                words[len(words) // 2] = "which"
                noticed.append(texts[entry.file].lost(" ".join(words)))
    assert sum(noticed) > 0.8 * len(noticed)
