from __future__ import annotations

from exporter import readers
from exporter.readers import running_heads
from exporter.readers.source import Source


def test_numbers_that_go_on_with_the_pages_return_and_those_of_questions_do_not() -> None:
    feet = [(page, f"Harbor almanac, page {page + 3}") for page in range(4)]
    assert running_heads.returning(feet, 4) == {0, 1, 2, 3}
    assert running_heads.returning([(page, f"Question {page * page}") for page in range(4)], 4) == set()


def test_a_sign_for_numbers_is_none() -> None:
    assert running_heads.returning([(0, "#"), (0, "0"), (1, "#"), (1, "0")], 2) == {0, 1, 2, 3}


def test_what_returns_on_pages_is_told_with_its_reason() -> None:
    source = Source(
        "tides.txt",
        "Harbor 1\n\n# What is an ebb?\n\nFalling water.\nHarbor 2\f\n# What is a flood?\n\nRising water.\n",
    )
    reading = readers.read(source)
    assert [card.answer for card in reading.cards] == ["Falling water.", "Rising water."]
    assert reading.unexplained(source) == []
