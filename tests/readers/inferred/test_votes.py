"""Votes on pages of exams: no text and no key."""

from __future__ import annotations

from exporter import readers
from exporter.model import Choice
from exporter.readers.source import Source

QUESTION = (
    "Question #{n}\nTopic {n}\nWhich rope should a boat of kind {n} use?\n\nA. Hemp{a}\nB. Nylon{b}\nC. Wire\n{key}"
    "Community vote distribution\nB (80%)\nOther\n20%\n\n"
)


def exam(key: str) -> list[tuple[str, Choice | None, str]]:
    text = "".join(
        QUESTION.format(n=n, a=" Most Voted" * (n == 2), b="  **Most Voted**" * (n != 2), key=key) for n in (1, 2, 3)
    )
    cards = readers.read(Source("exam.md", text)).cards
    return [(card.question, card.kind if isinstance(card.kind, Choice) else None, card.answer) for card in cards]


def test_the_key_counts_and_no_vote() -> None:
    asked = [f"Which rope should a boat of kind {n} use?" for n in (1, 2, 3)]
    options = ("Hemp", "Nylon", "Wire")
    found = exam("Correct Answer: C 🗳️\n")
    assert [question for question, _, _ in found] == asked
    assert [kind for _, kind, _ in found] == [Choice(options, (2,))] * 3
    assert [answer for _, _, answer in found] == ["Wire"] * 3


def test_votes_alone_mark_nothing() -> None:
    assert [kind and kind.correct for _, kind, _ in exam("")] == [()] * 3


def test_signs_between_most_questions_and_answers_are_no_text() -> None:
    for sign in ("???", "?", "::", "%"):
        text = "\n---\n\n".join(f"What is rope {n}?\n\n{sign}\n\nThe one of {n}.\n" for n in (1, 2, 3))
        cards = readers.read(Source("ropes.md", text)).cards
        assert [(card.question, card.answer) for card in cards] == [
            (f"What is rope {n}?", f"The one of {n}.") for n in (1, 2, 3)
        ], sign


def test_a_sign_at_one_answer_stays() -> None:
    text = "## 1. What is it?\n\n...\n\nNobody knows.\n\n## 2. What else?\n\nThis.\n\n## 3. And what then?\n\nThat.\n"
    assert readers.read(Source("a.md", text)).cards[0].answer.startswith("...")


def test_shares_that_are_options_stay() -> None:
    text = QUESTION.replace("Hemp{a}", "20%").replace("Nylon{b}", "Other").replace("Wire", "80%")
    cards = readers.read(
        Source("exam.md", "".join(text.format(n=n, a="", b="", key="Correct Answer: B\n") for n in (1, 2)))
    ).cards
    assert [card.kind for card in cards] == [Choice(("20%", "Other", "80%"), (1,))] * 2
