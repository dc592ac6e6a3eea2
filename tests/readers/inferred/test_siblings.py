"""One shape, one fate: items of one list, level or label are questions, or none is."""

from __future__ import annotations

import pytest

from exporter import readers
from exporter.readers.source import Source

ASKING = ("What is a levain?", "How does steam help the crust?", "Why does rye need acid?", "What is autolyse?")


def asked(text: str) -> list[str]:
    return [card.question for card in readers.read(Source("bread.md", text)).cards]


def items(*texts: str) -> str:
    return "# Bread questions\n\n" + "".join(f"- {text}\n\n" for text in texts)


@pytest.mark.parametrize(
    "text",
    [
        items("Flour", "Salt", ASKING[0], "Yeast", "Water", "Oil", "Seeds", "Malt").replace(" questions", ""),
        "# Bread\n\n## Flour\n\nIt is milled.\n\n## Salt\n\nIt is mined.\n\n## What else?\n\n",
    ],
)
def test_one_that_asks_does_not_make_the_others_ask(text: str) -> None:
    assert "Flour" not in asked(text)


def test_a_title_above_questions_is_none() -> None:
    text = "# Bread questions\n\n## Flour\n\n" + "".join(f"### {each}\n\nSo.\n\n" for each in ASKING)
    assert asked(text) == list(ASKING)


def test_numbered_headings_are_not_those_without_numbers() -> None:
    text = "".join(f"### {each}\n\nSo.\n\n" for each in ASKING)
    text += "## Recipes\n\n### 1. White bread\n\n`bake`\n\n### 2. Rye bread\n\n`bake`\n"
    assert asked(text) == list(ASKING)


def test_items_among_questions_are_questions() -> None:
    mixed = [ASKING[0], "**Poolish vs Biga** - [Read](https://example.org/p)", *ASKING[1:], "Clean flour"]
    assert asked(items(*mixed)) == [ASKING[0], "Poolish vs Biga", *ASKING[1:], "Clean flour"]


def test_headings_with_text_among_questions_are_questions() -> None:
    heads = [*ASKING[:2], "4 kinds of flour", *ASKING[2:], "Knead without a machine"]
    assert asked("# Bread\n\n" + "".join(f"## {each}\n\nSo it is.\n\n" for each in heads)) == heads


def test_a_question_may_stand_below_its_title() -> None:
    bodies = {
        "Glue": "Why is glue weaker across the grain?",
        "Dovetail": "Tell me about the dovetail.",
        "Mortise": "How would you cut a mortise?",
        "Tools": "Name three tools.",
        "Bench": "What makes a good workbench?",
    }
    text = "# Questions for carpenters\n\n" + "".join(f"#### {title}\n{body}\n\n" for title, body in bodies.items())
    assert asked(text) == list(bodies.values())


def test_answered_headings_are_not_vetoed_by_the_numbers_of_an_index() -> None:
    text = "# Garden\n\n" + "".join(f"### {each}\n\nSo it is.\n\n" for each in ASKING)
    rows = "".join(f"| {n} | What is bread of kind {n}? | [Practice](https://example.org/{n}) |\n" for n in range(1, 9))
    assert asked(f"{text}## Index\n\n| No | Question | Practice |\n|---|---|---|\n{rows}") == list(ASKING)


def test_a_column_of_levels_is_no_answer() -> None:
    rows = "".join(
        f"| {each} | {level} |\n" for each, level in zip(ASKING, ("Easy", "Hard", "Easy", "Hard"), strict=True)
    )
    cards = readers.read(Source("bread.md", f"# Bread\n\n| Question | Level |\n|---|---|\n{rows}")).cards
    assert [(card.answer, str(card.level)) for card in cards] == [("", "beginner"), ("", "advanced")] * 2
