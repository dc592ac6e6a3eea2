from __future__ import annotations

import pytest

from exporter import readers
from exporter.readers.source import Source


def test_line_ends_and_byte_order_mark_do_not_matter() -> None:
    assert Source.decode("a", b"\xef\xbb\xbfa\r\nb\rc\n").lines == ["a", "b", "c", ""]


def test_lines_are_ended_by_line_ends_alone() -> None:
    assert Source("a", "x\x0cy\u2028z").lines == ["x\x0cy\u2028z"]


def test_front_matter_keeps_line_numbers() -> None:
    source = Source("a", "---\ntitle: T\n---\n# H\n")
    assert source.front_matter == {"title": "T"}
    assert source.tokens[0].map == [3, 4]


BOMB = (
    "---\na: &a [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1 or ''}, *a{n - 1 or ''}]\n" for n in range(1, 99)) + "---\n"
)


def test_a_front_matter_may_say_a_thing_once_for_several() -> None:
    assert Source("a", "---\na: &a [x, y]\ntags: *a\n---\n").front_matter == {"a": ["x", "y"], "tags": ["x", "y"]}


@pytest.mark.parametrize(
    "text", ["---\n- a\n---\n", "---\n: : :\n  - [\n---\n", "---\nno end", BOMB, "---\na: &a [*a]\n---\n"]
)
def test_what_is_no_mapping_is_no_front_matter(text: str) -> None:
    assert Source("a", text).front_lines == 0


@pytest.mark.parametrize(("text", "code"), [("", "empty"), (" \n\t\n", "empty"), ("Just a text.", "no-questions")])
def test_no_question_is_an_error(text: str, code: str) -> None:
    reading = readers.read(Source("a.md", text))
    assert [problem.code for problem in reading.problems] == [code]
    assert reading.documents == ()
