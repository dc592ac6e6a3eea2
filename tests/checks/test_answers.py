"""How long an answer is."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exporter.checks import answers
from tests.texts import GAPS, PIECES


@given(st.lists(st.one_of(PIECES, GAPS), max_size=12).map("".join))
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_markdown_has_no_fewer_words_than_what_it_shows(text: str) -> None:
    """So a text that is short as it is written need not be parsed."""
    assert answers._words(text) <= answers._count(text)


@pytest.mark.parametrize(
    "text", [">a\n>b", "|a|b|\n|-|-|\n|c|d|", "1. a\n2. b", "- \n  a", "    a\n\tb", "```x\na\n```", "水水水"]
)
def test_marks_beside_words(text: str) -> None:
    assert answers._words(text) <= answers._count(text)
