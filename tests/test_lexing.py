"""A guided lexer gives the tokens of Pygments, whatever it lexes."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pygments.lexers import get_lexer_by_name

from exporter.markup import lexing
from tests.conftest import SOURCE
from tests.texts import TEXTS

GUIDED = ["python", "bash", "java", "js", "ts", "sql", "html", "css", "perl", "rust", "go", "kotlin", "csharp", "ini"]
OTHERS = ["yaml", "c", "cpp", "php", "ruby", "lua", "json", "docker"]  # with loops of their own
SIGNS = "abXY09_ \n\t\"'`#/*-+=<>(){}[];:.,!?@$%&|\\~ſKéİı"
FENCE = re.compile(r"```\w*\n(.*?)```", re.DOTALL)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexing, "_RARE", 1)


def lexers(language: str) -> tuple[Any, Any]:
    alone = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    return alone, lexing.guide(get_lexer_by_name(language, stripnl=False, ensurenl=False))


@pytest.mark.parametrize("language", GUIDED)
def test_code_of_our_documents(language: str) -> None:
    alone, guided = lexers(language)
    assert "get_tokens_unprocessed" in vars(guided)
    codes = [code for path in sorted(SOURCE.glob("*.md")) for code in FENCE.findall(path.read_text(encoding="utf-8"))]
    for code in codes[::7]:
        assert list(guided.get_tokens(code)) == list(alone.get_tokens(code))


@given(st.sampled_from(GUIDED + OTHERS), st.text(SIGNS) | TEXTS)
def test_any_text(language: str, text: str) -> None:
    alone, guided = lexers(language)
    assert list(guided.get_tokens(text)) == list(alone.get_tokens(text))


def test_a_lexer_with_a_loop_of_its_own_is_left_alone() -> None:
    assert "get_tokens_unprocessed" not in vars(lexers("yaml")[1])


def test_rules_are_looked_at_where_a_state_is_met_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexing, "_RARE", 50)
    _, guided = lexers("python")
    list(guided.get_tokens("a = 1\n"))
    root = guided.get_tokens_unprocessed.args[1]["root"]
    assert not root
    list(guided.get_tokens("a = 1\n" * 20))
    assert 0 < len(root["a"]) < len(root.rules)


@pytest.mark.parametrize(
    ("pattern", "flags", "first"),
    [
        ("ab", 0, "a"),
        ("a|b+|[c-e]", 0, "abcde"),
        ("a?b", 0, "ab"),
        ("(?:a*?|b)c", 0, "abc"),
        (r"\bif\b", 0, "i"),
        ("(?=x)a", 0, "a"),
        ("a", re.IGNORECASE, "aA"),
        ("ſ", re.IGNORECASE, "sS"),
        ("K", re.IGNORECASE, "kK"),
        ("(?i:a)b", 0, "aA"),
        (r"\d", 0, "0123456789"),
        ("é", 0, ""),
        ("", 0, None),
        ("a*", 0, None),
        ("^", re.MULTILINE, None),
        (r"(a)\1", 0, "a"),
    ],
)
def test_what_a_pattern_can_begin_with(pattern: str, flags: int, first: str | None) -> None:
    assert lexing.firsts(re.compile(pattern, flags)) == (None if first is None else frozenset(first))


@pytest.mark.parametrize("pattern", ["[^a]", ".", r"\W", "[^\\d_]", r"(?s:.)x", r"(a?)\1b"])
def test_nothing_that_can_begin_is_left_out(pattern: str) -> None:
    found = lexing.firsts(re.compile(pattern))
    assert found is not None
    assert {char for char in map(chr, range(128)) if re.match(pattern, f"{char}x")} <= found
