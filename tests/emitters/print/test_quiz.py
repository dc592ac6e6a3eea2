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
from exporter.emitters.print import quiz
from exporter.emitters.print.cards import solved
from exporter.errors import OutputError
from exporter.model import Basic, Card, Choice, Cloze, Document, Kind, Location
from tests.editions import printed
from tests.emitters.print.test_sheet import HARD, LOAVES, TEMPLATES, Printed, edition
from tests.tools import needs

pytestmark = needs("pdf", "poppler")

OUTPUTS = {name: printed(name) for name in ("quiz", "quiz-key")}


class Asked(Printed):
    """A printed quiz, or the key to it."""

    def __init__(self, document: Document, output: str = "quiz", **settings: Any) -> None:
        buffer = BytesIO()
        self.problems = list(OUTPUTS[output](edition(document, **settings), buffer))
        self.data = buffer.getvalue()
        self.pdf = pikepdf.open(BytesIO(self.data))

    @property
    def title(self) -> str:
        return str(self.pdf.docinfo["/Title"])


@cache
def loaves(output: str = "quiz", **settings: Any) -> Asked:
    return Asked(LOAVES, output, **settings)


@cache
def hard(output: str = "quiz", **settings: Any) -> Asked:
    return Asked(HARD, output, **settings)


def test_the_key_is_in_a_file_of_its_own() -> None:
    asked, key = loaves().text("-raw"), loaves("quiz-key").text("-raw")
    assert re.findall(r"\b(?:question|answer)\d+x", asked) == [f"question{n}x" for n in range(1, 120)]
    assert re.findall(r"\banswer\d+x", key) == [f"answer{n}x" for n in range(1, 120)]
    assert "Answer key" not in asked
    assert all("Answer key" in page for page in key.removesuffix("\f").split("\f"))
    assert [loaves().title, loaves("quiz-key").title] == [LOAVES.title, f"{LOAVES.title} – Answer key"]


def test_unanswered_questions_are_asked_and_have_no_key() -> None:
    assert "Unanswered question?" in hard().text()
    assert "Unanswered question?" not in hard("quiz-key").text()


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
    asked, key = hard().text("-raw"), hard("quiz-key").text("-raw")
    assert "the deck" in asked
    assert "B. the deck" in key
    assert "softens" not in asked


def test_room_to_write_is_as_large_as_set() -> None:
    pages = [len(loaves(quiz_room=room).pdf.pages) for room in (0, 4, 12)]
    assert pages == sorted(set(pages))


def lines(answer: str, question: str = "Why?", kind: Kind = Basic(), **settings: Any) -> int | None:  # noqa: B008
    card = Card(question, answer, Location("w.md", 1), kind=kind)
    return quiz._lines(edition(Document("W", "w.md", (card,)), **settings), card)


def test_an_answer_has_the_room_that_it_needs() -> None:
    assert lines("Salt.") == 1
    assert lines("") == 4
    assert lines("Salt. " * 40) == 4
    assert lines("```\n" + "x\n" * 9 + "```") == 7
    assert lines("Salt. " * 900) == 12
    assert lines("Salt. " * 40, columns=1) == 2
    assert (lines("Salt. " * 40, large_print=True) or 0) > (lines("Salt. " * 40, columns=1) or 0)
    assert lines("It is ==salt==.", "It is […].", Cloze()) == 1
    assert lines("So.", kind=Choice(("a", "b"), (0,))) == 0
    assert lines("Salt. " * 40, quiz_room=0) is None
    assert lines("Salt. " * 40, quiz_room=9) == 9


def test_room_to_write_stays_with_its_question() -> None:
    """A column of twelve lines and a question holds whole questions only: none begins at a column's foot."""
    printed = loaves(quiz_room=12)
    bottoms = [bottom for _, _, _, _, bottom, word in printed.words() if re.match(r"question\d+x", word)][:119]
    assert max(bottoms) < 842 - 12 * 7.5 * 72 / 25.4


def test_a_document_without_questions_prints() -> None:
    assert len(Asked(Document("Empty", "e.md")).pdf.pages) == 1


def test_it_is_tagged_and_its_bytes_are_the_same_again() -> None:
    assert b'pdfuaid:part="1"' in hard().pdf.Root.Metadata.read_bytes()
    levels = [int(tag[1]) for tag in hard().tags() if re.fullmatch(r"H\d", tag)]
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))
    assert Asked(HARD).data == hard().data
    assert Asked(HARD, "quiz-key").data == hard("quiz-key").data


def test_a_broken_template_is_told() -> None:
    names = {"quiz": ("question", "front", "name"), "quiz-key": ("answer", "letter", "letters")}
    for output, name in ((output, name) for output, found in names.items() for name in found):
        left = {key: value for key, value in TEMPLATES.items() if key != f"quiz-{name}.html"}
        with pytest.raises(OutputError, match=f"quiz-{name}.html"):
            OUTPUTS[output](edition(CHOICES, left), BytesIO())


# ── for a class ──────────────────────────────────────────────────────────────────────────────────────────────────────


def choice(number: int) -> Card:
    options = tuple(f"option{number}{letter}x" for letter in "pqrstuv")
    tags = ("points-5",) if number == 2 else ()
    where = Location("c.md", number)
    return Card(f"What of question{number}x?", "So.", where, number, tags=tags, kind=Choice(options, (number % 7,)))


CHOICES = Document("Choices", "c.md", tuple(map(choice, range(1, 13))), meta={"language": "en"})


def test_points_name_and_score() -> None:
    text = Asked(CHOICES).text("-raw")
    assert re.search(r"Name\s*Date\s*Score\s*/ 16\n", text)
    assert sorted(re.findall(r"/\s(\d+)\n", text)) == [*["1"] * 11, "16", "5"]
    assert re.search(r"Score\s*/ 27\n", Asked(CHOICES, quiz_points=2).text("-raw"))
    assert "Score" not in Asked(CHOICES, quiz_name_line=False).text()
    bare = Asked(CHOICES, quiz_points=0).text("-raw")
    assert re.search(r"Score\n", bare)
    assert "/" not in bare.partition("c.md")[0]


def pages_of(made: Asked) -> list[str]:
    return made.text("-raw").removesuffix("\f").split("\f")


def test_every_page_names_its_version_and_each_begins_on_a_sheet_of_its_own() -> None:
    pages = pages_of(loaves(quiz_versions=3, quiz_room=3))
    found = [re.search(r"Version ([ABC])\b", page) for page in pages]
    letters = "".join(each[1] if each else "-" for each in found)
    assert re.fullmatch(r"A+-?B+-?C+", letters)
    assert all(letters.index(letter) % 2 == 0 for letter in "ABC")
    assert all(re.findall(r"page (\d+) of", page) for page, letter in zip(pages, letters, strict=True) if letter != "-")
    assert re.findall(r"page \d+ of \d+", pages[letters.index("B")]) == [f"page 1 of {letters.count('B')}"]


def test_each_version_has_its_key() -> None:
    """What the key says by letter is, in the quiz of the same version, the right option of the same number."""
    asked, key = (Asked(CHOICES, name, quiz_versions=3, quiz_seed=7) for name in ("quiz", "quiz-key"))
    orders = []
    for page, solution in zip(pages_of(asked)[::2], pages_of(key)[::2], strict=True):
        parts = re.split(r"\n(\d+)\s(?=What of)", page)
        numbered = dict(zip(parts[1::2], parts[2::2], strict=True))
        told = re.findall(r"\n(\d+)\s+What of question(\d+)x\?\n([A-G])\.\s+(option\d+\wx)", solution)
        assert len(numbered) == len(told) == 12
        for number, question, letter, option in told:
            assert f"question{question}x" in numbered[number]
            options = re.findall(r"option\d+\wx", numbered[number])
            assert options["ABCDEFG".index(letter)] == option
            assert option == f"option{question}{'pqrstuv'[int(question) % 7]}x"
        orders.append(tuple(told))
        assert re.sub(r"\s+", " ", " ".join(f"{number} {letter}" for number, _, letter, _ in told)) in re.sub(
            r"\s+", " ", solution
        )
    assert len(set(orders)) == 3


def test_large_print_has_one_column_and_no_small_letters() -> None:
    words = [*hard(large_print=True).words()]
    assert min(bottom - top for _, _, top, _, bottom, _ in words) > 16
    usual = [*hard().words()]
    assert min(bottom - top for _, _, top, _, bottom, _ in usual) < 8
    assert {"1", "2", "3"} <= {word for _, left, _, _, _, word in words if left < 30}
