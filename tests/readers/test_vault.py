"""Signs of Obsidian and Logseq in the texts of cards."""

from __future__ import annotations

import pytest

from exporter.readers import read
from exporter.readers.source import Source


def answer(text: str) -> str:
    card, _ = read(Source("a.md", f"# A\n\n### What is it?\n\n{text}\n\n### And that?\n\nSo.\n")).cards
    return card.answer


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("so: ![[loaf.png|200]]", "so: ![loaf](loaf.png)"),
        ("![[img/a loaf.png|the loaf]]", "![the loaf](img/a%20loaf.png)"),
        ("see [[Bread]], [[Doughs/Rye#Acid|rye]]", "see [Bread](Bread.md), [rye](Doughs/Rye.md)"),
        ("see [[Doughs/Rye#Acid]]", "see [Rye > Acid](Doughs/Rye.md)"),
        ("see [[#Here]] and [[Rye#^a1b2c3]]", "see Here and [Rye](Rye.md)"),
        ("the note ![[Rye]]", "the note [Rye](Rye.md)"),
        ("It is ==very== soft.", "It is <mark>very</mark> soft."),
        ("- one ^a1b2c3\n- two", "- one\n- two"),
        ("![a loaf](my loaf.png)", "![a loaf](<my loaf.png>)"),
        ("[sound:a loaf.mp3] and ![[b.ogg]]", "![a loaf.mp3](a%20loaf.mp3) and ![b.ogg](b.ogg)"),
        ('<audio controls src="c.wav"></audio>', "![c.wav](c.wav)"),
    ],
)
def test_what_is_meant(written: str, meant: str) -> None:
    assert answer(written) == meant


@pytest.mark.parametrize(
    "text",
    [
        "`[[a]]` and ``![[b.png]]``",
        "```sh\nif [[ -f x ]]; then echo ==a==; fi\n```",
        "a matrix [[1, 2], [3, 4]] and [[5, 6]]",
        "if a == b and c == d, a==b==c",
        "x ^2 and 10 ^12",
        "an [[ open one",
    ],
)
def test_what_is_left(text: str) -> None:
    assert answer(text) == text


def test_marks_stay_where_clozes_are() -> None:
    text = "# A\n\n### Q: Which?\n\nIt is ==soft==.\n\n### C:\n\nBread is ==soft==.\n"
    first, second = read(Source("a.md", text)).cards
    assert first.answer == "It is ==soft==."
    assert second.answer == "Bread is ==soft==."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("![[Rye]]", {5: "Rye"}),
        ("See ![[Doughs/Rye#Acid|words]] and ![[#^a1b2c3]].", {5: "#^a1b2c3"}),
        ("![[Rye.md]]", {5: "Rye.md"}),
        ("[[Rye]], ![[loaf.png|200]], ![[loaf.mp3]], ![[a.pdf#page=2]]", {}),
        ("`![[Rye]]`\n\n```\n![[Rye]]\n```", {}),
    ],
)
def test_notes_that_would_be_shown_are_told(text: str, told: dict[int, str]) -> None:
    problems = read(Source("a.md", f"# A\n\n### What is it?\n\n{text}\n\n### And that?\n\nSo.\n")).problems
    assert {p.where.line: p.message.partition(":")[0] for p in problems if p.code == "included"} == told
