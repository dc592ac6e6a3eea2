"""What a document's own marks promise and do not keep: contents, fences."""

from __future__ import annotations

import pytest

from exporter import readers
from exporter.readers.source import Source

TITLES = ["What is oolong?", "Why a lid?", "How long does it draw?", "Which pot is best?"]
TOP = "- [Back to top](#tea)\n"


def document(listed: list[str], asked: list[str]) -> str:
    entries = "".join(f"- [{title}](#{title.lower().rstrip('?').replace(' ', '-')})\n" for title in listed)
    body = "".join(f"### {title}\n\nSo it is, they say.\n\n" for title in asked)
    return f"# Tea questions\n\n## Contents\n\n{entries}{TOP}\n## All\n\n{body}"


def codes(text: str) -> list[tuple[str, int]]:
    return [(problem.code, problem.where.line) for problem in readers.read(Source("tea.md", text)).problems]


@pytest.mark.parametrize(
    ("listed", "asked"),
    [
        (TITLES, TITLES),
        (TITLES[:2], TITLES),
        ([*TITLES[:3], "Which is the best pot?"], TITLES),  # worded otherwise
        ([*TITLES, "All"], TITLES),  # a section
    ],
)
def test_contents_that_are_kept(listed: list[str], asked: list[str]) -> None:
    assert codes(document(listed, asked)) == []


def test_contents_that_promise_more_than_there_is() -> None:
    assert codes(document([*TITLES, "Where is the milk?"], TITLES)) == [("contents", 9)]


@pytest.mark.parametrize(
    "code",
    [
        "```sh\nboil\n```",
        "~~~\n```\n~~~",
        "````\n```sh\nboil\n```\n````",
        "    ```sh",
        "- ```sh\n  boil\n  ```",
    ],
)
def test_fences_that_are_closed(code: str) -> None:
    assert codes(f"# Tea questions\n\n### What is oolong?\n\n{code}\n\n### Why a lid?\n\nHeat.\n") == []


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("```sh\nboil", 5),
        ("```sh\nboil\n```\n\n~~~\nboil", 9),
    ],
)
def test_a_fence_that_is_never_closed(code: str, line: int) -> None:
    text = f"# Tea questions\n\n### What is oolong?\n\n{code}\n\n### Why a lid?\n\nHeat.\n\n### How hot?\n\nVery.\n"
    assert codes(text) == [("open-fence", line)]
    last = f"# Tea questions\n\n### Why a lid?\n\nHeat.\n\n### How hot?\n\n{code}\n"
    assert codes(last) == [("open-fence", line + 4)]


ASKED = "### What is oolong?\n\n{code}\n\nTea.\n\n### Why a lid?\n\nHeat.\n\n### How hot?\n\nVery.\n"


def answers(text: str) -> list[str]:
    return [card.answer for card in readers.read(Source("tea.md", text)).cards]


@pytest.mark.parametrize(
    "code",
    [
        "```\n- a list\n\n    ```\n    boil\n    ```\n\n### Is it hot?\n```",  # they are the code's own, in pairs
        "```\n    ```sh\nboil\n```",
        "~~~\n    ```\n~~~",
        "````md\n```sh\nboil\n```\n\n### Is it hot?\n````",
    ],
)
def test_fences_indented_in_code_close_nothing(code: str) -> None:
    assert answers(ASKED.format(code=code)) == [f"{code}\n\nTea.", "Heat.", "Very."]
    assert codes(ASKED.format(code=code)) == []


@pytest.mark.parametrize("end", ["      ```", "    ````", "\t```", "  \t```"])
@pytest.mark.parametrize("language", ["", "sh"])
@pytest.mark.parametrize("mark", ["### ", "### Q: "])
def test_a_fence_whose_end_is_indented_too_far_ends_there(end: str, language: str, mark: str) -> None:
    text = ASKED.format(code=f"```{language}\nboil\n{end}").replace("### ", mark)
    assert answers(text) == [f"```{language}\nboil\n```\n\nTea.", "Heat.", "Very."]
    assert codes(text) == [("open-fence", 3)]


def test_each_of_many_such_fences_ends() -> None:
    many = "".join(f"Q: What is salt {n}?\n```py\nprint({n})\n      ```\nA: `{n}`\n\n" for n in range(9))
    assert answers(many) == [f"`{n}`" for n in range(9)]
    open_ended = many.replace("      ```\n", "")
    assert len(answers(open_ended)) == 9
    assert [code for code, _ in codes(open_ended)] == ["open-fence"] * 9


def test_what_says_that_it_is_canonical_is_read_as_it_stands() -> None:
    text = "# Tea\n<!-- canonical -->\n\n" + ASKED.format(code="```sh\nboil\n    ```").replace("### ", "### Q: ")
    assert len(answers(text)) == 1
    assert codes(text) == [("open-fence", 6)]
