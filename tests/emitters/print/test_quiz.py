"""The quiz, read back from its PDF."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from itertools import pairwise
from typing import Any

import pikepdf
import pytest

from exporter import markup
from exporter.emitters.print.cards import solved
from exporter.errors import OutputError
from exporter.model import Card, Choice, Document, Location
from tests.editions import printed
from tests.emitters.print.test_sheet import HARD, LOAVES, TEMPLATES, Printed, edition
from tests.tools import needs

pytestmark = needs("pdf", "poppler")

emit = printed("quiz")


class Asked(Printed):
    """A printed quiz."""

    def __init__(self, document: Document, **settings: Any) -> None:
        buffer = BytesIO()
        self.problems = list(emit(edition(document, **settings), buffer))
        self.data = buffer.getvalue()
        self.pdf = pikepdf.open(BytesIO(self.data))


@cache
def loaves(**settings: Any) -> Asked:
    return Asked(LOAVES, **settings)


@cache
def hard(**settings: Any) -> Asked:
    return Asked(HARD, **settings)


def test_all_answers_come_behind_all_questions() -> None:
    asked, key = loaves().text("-raw").split("Answer key")
    assert re.findall(r"\b(?:question|answer)\d+x", asked) == [f"question{n}x" for n in range(1, 120)]
    assert re.findall(r"\banswer\d+x", key) == [f"answer{n}x" for n in range(1, 120)]


def test_the_key_begins_on_a_page_of_its_own() -> None:
    pages = loaves().text("-raw").split("\f")
    first = next(number for number, page in enumerate(pages) if "Answer key" in page)
    assert re.findall(r"question\d+x", pages[first])[0] == "question1x"
    assert re.findall(r"page (\d+) of (\d+)", "".join(pages))[-1] == (str(len(pages) - 1),) * 2


def test_unanswered_questions_are_asked_and_have_no_key() -> None:
    asked, key = hard().text().split("Answer key")
    assert "Unanswered question?" in asked
    assert "Unanswered question?" not in key


@pytest.mark.parametrize(
    ("option", "shown"),
    [
        ("salt", "<p><strong>A.</strong> salt</p>\n<p>So.</p>\n"),
        ("```\nsalt\n```", "</code></pre>\n<p>So.</p>\n"),
        ("~~~\nsalt\n~~~\nor", "<p>or</p>\n<p>So.</p>\n"),
        ("<pre>\nsalt\n</pre>", "</pre>\n<p>So.</p>\n"),
        ("    salt", "</code></pre>\n<p>So.</p>\n"),
        ("| a |\n|---|", "</table></div>\n<p>So.</p>\n"),
        ("", "<p><strong>A.</strong></p>\n<p>So.</p>\n"),
    ],
)
def test_an_option_takes_in_nothing_of_the_answer(option: str, shown: str) -> None:
    card = Card("Which?", "So.", Location("tea.md", 1), kind=Choice((option, "water"), (0,)))
    assert markup.html(solved(card).answer).endswith(shown)


def test_a_choice_is_solved_in_the_key_only() -> None:
    asked, key = hard().text("-raw").split("Answer key")
    assert "the deck" in asked
    assert "B. the deck" in key
    assert "softens" not in asked


def test_room_to_write_is_as_large_as_set() -> None:
    pages = [len(loaves(quiz_room=room).pdf.pages) for room in (0, 4, 12)]
    assert pages == sorted(set(pages))
    assert len(loaves(quiz_room=-1).pdf.pages) == pages[0]


def test_room_to_write_stays_with_its_question() -> None:
    """A column of twelve lines and a question holds whole questions only: none begins at a column's foot."""
    printed = loaves(quiz_room=12)
    bottoms = [bottom for _, _, _, _, bottom, word in printed.words() if re.match(r"question\d+x", word)][:119]
    assert max(bottoms) < 842 - 12 * 7.5 * 72 / 25.4


def test_no_answer_at_all_leaves_no_key() -> None:
    card = Card("Who?", "", Location("w.md", 1))
    assert "Answer key" not in Asked(Document("Who", "w.md", (card,))).text()
    assert len(Asked(Document("Empty", "e.md")).pdf.pages) == 1


def test_it_is_tagged_and_its_bytes_are_the_same_again() -> None:
    assert b'pdfuaid:part="1"' in hard().pdf.Root.Metadata.read_bytes()
    levels = [int(tag[1]) for tag in hard().tags() if re.fullmatch(r"H\d", tag)]
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))
    assert Asked(HARD).data == hard().data


def test_a_broken_template_is_told() -> None:
    for name in ("quiz-question.html", "quiz-answer.html", "quiz-key.html", "quiz.css"):
        left = {key: value for key, value in TEMPLATES.items() if key != name}
        with pytest.raises(OutputError, match=name):
            list(emit(edition(LOAVES, left), BytesIO()))
