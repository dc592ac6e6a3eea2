"""Prose to Markdown: the text stays the same to the letter, and only what is certain becomes code or bold."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from exporter.restore.prose import NO_NAMES, CodeNames, code_spans, items, markdown, term

FIXTURES = Path(__file__).parent.parent / "fixtures" / "prose"
MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
NAMES = CodeNames.of([(FIXTURES / "codes.txt").read_text(encoding="utf-8")])


def cases(name: str) -> list[tuple[str, str, str]]:
    """Blocks of `title / . / input / . / expected`."""
    blocks = (FIXTURES / name).read_text(encoding="utf-8").strip().split("\n\n")
    return [tuple(block.split("\n.\n")) for block in blocks]  # type: ignore[misc]


def lines(name: str) -> list[str]:
    return (FIXTURES / name).read_text(encoding="utf-8").splitlines()


def shown(source: str, kind: str = "paragraph_open") -> str:
    """What a reader sees: the text of the first block of that kind, its white space folded."""
    tokens = MARKDOWN.parse(source)
    at = next(index for index, token in enumerate(tokens) if token.type == kind)
    children = tokens[at + 1].children or []
    text = "".join(" " if token.type == "softbreak" else token.content for token in children if not token.nesting)
    foreign = {token.type for token in children} - {"text", "code_inline", "softbreak", "strong_open", "strong_close"}
    return f"marked up: {foreign} {source}" if foreign else folded(text)


def folded(text: str) -> str:
    return " ".join(re.split(r"[\s\x1c-\x1f\x85]+", text)).strip()


SIGNS = st.sampled_from(
    [*"*_`~[]()<>!#&;:|\\-+=.$@{}/'\" \t0123456789abcABÄ—“ ", "**", "__", "~~", "](", "&lt;", "<b>", "\\("]
)
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40),
    st.lists(SIGNS, max_size=25).map("".join),
)


@pytest.mark.parametrize("line", lines("stays.txt"))
def test_prose_stays_prose(line: str) -> None:
    assert [line[start:end] for start, end in code_spans(line, NAMES)] == []


@pytest.mark.parametrize(("title", "text", "expected"), cases("escape.txt"))
def test_escaping(title: str, text: str, expected: str) -> None:
    assert markdown(text) == expected
    if "`" not in text:
        assert shown(expected) == folded(text)


@pytest.mark.parametrize("line", lines("code.txt"))
def test_certain_names_become_code(line: str) -> None:
    marked = re.split(r"(?<![\w\"])\[((?:\[[^\]]*\]|[^\[\]]|\w\[[^\]]*\])*)\]", line)
    text = "".join(marked)
    assert [text[start:end] for start, end in code_spans(text, NAMES)] == marked[1::2]


@pytest.mark.parametrize(("title", "text", "expected"), cases("items.txt"))
def test_items(title: str, text: str, expected: str) -> None:
    assert items(text.split("\n"), NAMES) == expected.split("\n")


def test_one_item_is_marked_on_demand() -> None:
    assert items(["Stack — last in, first out"]) == ["Stack — last in, first out"]
    assert term("Stack — last in, first out") == "**Stack** — last in, first out"
    assert term("No term here") == "No term here"


@given(TEXTS)
@example("`")
@example("[a\\]: b")
@example("a\\|b")
@example("_a`b`_")
def test_any_line_renders_as_itself(text: str) -> None:
    source = markdown(text, NAMES, backticks=False)
    assert "\n" not in source
    if folded(text):
        assert shown(source) == folded(text)


@given(st.lists(TEXTS, min_size=2, max_size=4))
def test_any_lines_render_as_themselves(texts: list[str]) -> None:
    kept = [text for text in texts if folded(text)]
    if kept:
        assert shown("\n".join(markdown(text, NO_NAMES, backticks=False) for text in kept)) == folded(" ".join(kept))


@given(TEXTS)
def test_any_cell_renders_as_itself(text: str) -> None:
    cell = markdown(text, NAMES, cell=True, backticks=False)
    if folded(text):
        assert shown(f"| a | b |\n|---|---|\n| {cell} | c |", "td_open") == folded(text)


@given(TEXTS)
def test_any_heading_renders_as_itself(text: str) -> None:
    if folded(text):
        assert shown(f"## {markdown(text, NAMES, backticks=False)}", "heading_open") == folded(text)


@given(st.text("abcXYZ äß.,;?!()'\"%–—…0123456789", max_size=40).map(str.strip))
def test_plain_text_stays_as_it_is(text: str) -> None:
    if not re.match(r"\d+[.)]( |$)", text) and not code_spans(text, NO_NAMES):
        assert markdown(text) == text


ITEMS = st.tuples(TEXTS, st.sampled_from([": ", " — ", " - ", " "]), TEXTS).map("".join)


@given(st.lists(ITEMS, min_size=1, max_size=4))
def test_any_list_renders_as_itself(texts: list[str]) -> None:
    for text, item in zip(texts, items(texts, NO_NAMES), strict=True):
        if "`" not in text and folded(text):
            assert shown(item).replace(" ", "") == folded(text).replace(" ", "")


PIECES = ["`", "` `` ", "a_b ", "*", "[", "](", "( ", "f(", "docker -a ", "a.", "<a ", "&a;", "# ", "x: ", "aB", "/a"]


@pytest.mark.parametrize("piece", PIECES)
def test_cost_grows_with_the_text_only(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    assert len(markdown(text, NAMES)) >= len(text.strip())
