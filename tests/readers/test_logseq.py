"""Macros of Logseq."""

from __future__ import annotations

import pytest

from exporter.model import Card, Cloze
from exporter.readers import read
from exporter.readers.source import Source

ONE, TWO = (f"64f0c1e2-1111-4222-8333-44445555666{n}" for n in (1, 2))


def cards(text: str) -> list[Card]:
    return read(Source("a.md", text)).cards


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (f"See (({ONE})).", "See A dark rock."),
        (f"{{{{embed (({ONE}))}}}}", "A dark rock"),
        (f"See (({TWO})).", "See …."),
        ("{{embed [[Lava]]}}", "[Lava](Lava.md)"),
        ("![a](a.png){:height 100, :width 200}", "![a](a.png)"),
        (f"`(({ONE}))` and `{{{{cloze a}}}}`", f"`(({ONE}))` and `{{{{cloze a}}}}`"),
        ("f((x)) and ((a b)) {: x}", "f((x)) and ((a b)) {: x}"),
    ],
)
def test_what_is_shown(said: str, shown: str) -> None:
    text = f"- A dark rock\n  id:: {ONE}\n- What is it? #card\n\t- {said}\n- And that? #card\n\t- So.\n"
    assert cards(text)[0].answer == shown


def test_what_stands_elsewhere_is_told() -> None:
    text = f"- What is it? #card\n\t- See (({ONE})).\n\t- {{{{embed [[Lava]]}}}}\n- And that? #card\n\t- So.\n"
    problems = read(Source("a.md", text)).problems
    assert [(p.code, p.where.line) for p in problems] == [("included", 2), ("included", 3)]


def test_clozes() -> None:
    text = "- Granite has {{cloze quartz}} and {{cloze mica \\\\ a sheet}}. #card\n"
    text += "- What is {{cloze talc}}? #card\n\t- Soft.\n"
    first, second = cards(text)
    assert (first.kind, second.kind) == (Cloze(), Cloze())
    assert first.answer == "Granite has {{c1::quartz}} and {{c2::mica::a sheet}}."
    assert second.answer == "What is ==talc==?\n\nSoft."


def test_a_property_that_begins_a_bullet_is_not_shown() -> None:
    text = "- How? #card\n\t- logseq.order-list-type:: number\n\t  By pressure\n\t- By heat\n- Why? #card\n\t- So.\n"
    assert "logseq" not in cards(text)[0].answer
    assert "By pressure" in cards(text)[0].answer
