"""Code is found where it stands, to the line, and named; what reads like code and is none is left alone.

A fixture is an article as it should come out, with fences; as it was pasted is the same without the fence lines, where
`< Python` behind a fence's language was a label line. Cases are parted by `%%%% title`. The rules were tuned on `dev`;
`held` was written apart, and measured before anything that failed in it was mended.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.restore.code import find, language
from exporter.restore.code.formats import DATA, IMAGES, MARKUP, QUERIES
from exporter.restore.code.languages import LABELS
from exporter.restore.code.rules import BRACES, SCRIPTING
from exporter.restore.code.signs import MARKS, SHAPES

FIXTURES = Path(__file__).parent.parent / "fixtures" / "code"


def cases() -> list[tuple[str, str]]:
    texts = ((path, path.read_text(encoding="utf-8")) for path in sorted(FIXTURES.glob("*/*.txt")))
    return [
        (f"{path.parent.name}/{path.stem}: {title}", body.strip("\n"))
        for path, text in texts
        for title, _, body in (case.partition("\n") for case in text.split("%%%% ")[1:])
    ]


def pasted(expected: str) -> list[str]:
    lines: list[str] = []
    for line in expected.split("\n"):
        if not line.startswith("```"):
            lines.append(line)
        elif " < " in line:
            lines.append(line.split(" < ")[1])
    return lines


def fenced(lines: list[str]) -> str:
    out: list[str] = []
    at = 0
    for code in find(lines):
        out += lines[at : code.start]
        first = code.text.split("\n")[0]
        label = "" if lines[code.start] == first else f" < {lines[code.start]}"
        out += [f"```{code.language}{label}", *code.text.split("\n"), "```"]
        at = code.end
    return "\n".join([*out, *lines[at:]])


@pytest.mark.parametrize(("title", "expected"), cases())
def test_an_article_gets_its_fences_back(title: str, expected: str) -> None:
    assert fenced(pasted(expected)) == expected, title


@pytest.mark.parametrize("text", ["", "\n", "   ", "Only a sentence, and nothing else."])
def test_nothing_is_found_in_nothing(text: str) -> None:
    assert find(text.split("\n")) == []


@pytest.mark.parametrize(
    ("label", "name"),
    [("Python", "python"), ("C++", "cpp"), ("yml", "yaml"), ("Shell", "bash"), ("src/hive.ts", "typescript")],
)
def test_a_label_settles_the_language(label: str, name: str) -> None:
    assert language("a, b", label) == name


def test_without_evidence_the_language_is_text() -> None:
    assert language("~ ~ ~") == "text"


@given(st.lists(st.text(alphabet="ab#$-:{}()'\"`<>= \t•Ж")))
def test_code_stands_in_the_lines_as_it_was(lines: list[str]) -> None:
    end = 0
    for code in find(lines):
        assert end <= code.start < code.end <= len(lines)
        body = lines[code.start : code.end]
        assert code.text.split("\n") in (body, body[1:])
        assert body[0].strip()
        assert body[-1].strip()
        end = code.end


LONG_LINES = {
    "boxes": "┌─┐│ " * 20_000,
    "spaces": " " * 50_000 + "x" + " " * 50_000,
    "brackets": "([{" * 30_000,
    "quotes": "a = \"' " * 15_000,
    "words": "the cat sat " * 9_000,
}
MANY_LINES = {
    "openers": 'x = """ <<EOF /* `',
    "comments": "# and so on",
    "labels": "Python",
    "continued": "run \\",
    "braces": "{",
}


@pytest.mark.parametrize("lines", [[line] for line in LONG_LINES.values()], ids=list(LONG_LINES))
def test_a_very_long_line_comes_back(lines: list[str]) -> None:
    assert all(found.end == 1 for found in find(lines))


@pytest.mark.parametrize("line", MANY_LINES.values(), ids=list(MANY_LINES))
def test_many_lines_come_back(line: str) -> None:
    assert all(found.end <= 24_000 for found in find([line] * 24_000))


def test_every_language_of_the_tables_has_a_label() -> None:
    rules = (*SCRIPTING, *BRACES, *MARKUP, *DATA, *QUERIES, *IMAGES)
    rows = [rule.languages for rule in rules] + [mark[0] for mark in MARKS] + [shape[0] for shape in SHAPES]
    assert {name for names in rows for name in names.split()} <= set(LABELS.values())
