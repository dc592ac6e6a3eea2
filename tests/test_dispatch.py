"""The guided parser is the parser: the same tokens, sooner."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from exporter import markup
from exporter.markup import parsing, texts
from tests.conftest import ROOT, SOURCE

UNGUIDED = parsing.unguided()
DOCUMENTS = sorted([*SOURCE.glob("*.md"), *SOURCE.glob("*.txt"), *(ROOT / "tests" / "fixtures").rglob("*.txt")])
# Beginnings, signs and separators of every rule, and what looks like one
PIECES = [
    *(
        "# ",
        "## x #",
        "---",
        "***",
        "- ",
        "* ",
        "+ ",
        "1. ",
        "12) ",
        "> ",
        ">",
        "    ",
        "\t",
        " ",
        "```",
        "~~~~",
        "``` py",
    ),
    *(
        "| a | b |",
        "|---|:-:|",
        "--- | ---",
        ":-",
        "===",
        "[a]: /b 'c'",
        "[a]",
        "[^a]: b",
        "[^a]",
        "[x](/y)",
        "![i](/j)",
        "<div>",
        "</div>",
    ),
    *(
        "<b>",
        "<!-- c -->",
        "<https://x.y>",
        "$$",
        "$x^2$",
        r"\[",
        r"\]",
        r"\(a\)",
        r"\*",
        "\\",
        "`",
        "``",
        "*",
        "**",
        "_",
    ),
    *(
        "~~",
        "==",
        "==h==",
        "&amp;",
        "&",
        "!",
        "]",
        "(",
        ")",
        "a",
        "word",
        "0",
        "  \n",
        "\n",
        "\n",
        "\n\n",
        "[!TIP]",
        "é",
    ),
]


@pytest.mark.parametrize("is_cloze", [False, True])
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_texts_nobody_has_thought_of(is_cloze: bool, text: str) -> None:
    assert parsing.parser().parse(text, {"cloze": is_cloze}) == UNGUIDED.parse(text, {"cloze": is_cloze})


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_documents(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert parsing.parser().parse(text) == UNGUIDED.parse(text)


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_the_cheap_test_for_open_fences(text: str) -> None:
    tidied = markup.tidy(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(texts, "_is_closed", lambda text: False)
        assert markup.tidy(text) == tidied


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@example("# a | b\n|---|---|")  # a table
@example("~~~ a | b\n|---|---|\n~~~")
def test_a_skeleton_is_what_the_parser_tells(text: str) -> None:
    tokens = [token for token in parsing.block_tokens(text) if token.level == 0]
    heads = [token for token in tokens if token.type == "heading_open" and token.markup[0] == "#"]
    assert markup.skeleton(text, lambda: markup.block_tokens(text)) == sorted(
        [*heads, *(token for token in tokens if token.type == "fence")], key=lambda token: token.map or []
    )
