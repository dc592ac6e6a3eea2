"""Documents of cards of many shapes, written by pandoc in formats that it reads, with the line of each question."""

from __future__ import annotations

import random
import re
import subprocess
from typing import NamedTuple

from exporter.sources import pandoc

_WORDS = ("bread", "salt", "yeast", "water", "oven", "crust", "flour", "rye", "wheat", "dough", "loaf", "heat", "rest")
_MARK = re.compile(r"Zq\d+z ")  # before a question, so that it is found again; taken out before it is read
_TARGET = re.compile(r"zq\d+z[-_ ]?")  # the same in what pandoc makes for links to it


class Written(NamedTuple):
    """A document in some format."""

    text: str
    questions: list[str]  # letters of them
    lines: list[int]  # 1-based


def written(kind: str, seed: int, count: int = 40) -> Written:
    """A document with so many cards."""
    chance = random.Random(seed)
    questions = [_question(chance, n) for n in range(count)]
    text = _markdown(chance, questions)
    command = [pandoc.found(), "--from=markdown", f"--to={kind}", "--standalone", "--columns=72"]
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=True)
    made = done.stdout.decode()
    lines = [made.count("\n", 0, made.rindex(f"Zq{n}z")) + 1 for n in range(count)]
    return Written(_TARGET.sub("", _MARK.sub("", made)), [letters(question) for question in questions], lines)


def letters(text: str) -> str:
    """The letters and digits of a text of Markdown."""
    return re.sub(r"\]\([^()]*\)|[\W_]+", "", text).casefold()


def _markdown(chance: random.Random, questions: list[str]) -> str:
    lines = ["---", "title: Baking", "---", ""]
    for n, question in enumerate(questions):
        if n % 12 == 0:
            lines += [f"# Part {n // 12 + 1} of {_words(chance, 2)}", ""]
        lines += [f"## Zq{n}z {question}", "", _answer(chance), ""]
    return "\n".join(lines)


def _question(chance: random.Random, n: int) -> str:
    forms = (
        f"What does program {n} print?",
        f"Why is **{_words(chance, 1)}** used with `{_words(chance, 1)} x` in {_words(chance, 3)}?",
        f"What is the difference between {_words(chance, 1)} and {_words(chance, 1)} number {n}?",
        f"How is {_words(chance, 14)} made?",
        f"Does {_words(chance, 4)} make {_words(chance, 2)}?",
    )
    return chance.choice(forms)


def _answer(chance: random.Random) -> str:
    said = _sentence(chance)
    items = "\n".join(f"- {_sentence(chance)}" for _ in range(3))
    rows = "\n".join(f"| {_words(chance, 2)} | {_words(chance, 3)} |" for _ in range(3))
    link = f"[{_words(chance, 2)}](https://example.org/{_words(chance, 1)})"
    forms = (
        "Yes.",
        said,
        f"{said}\n\n{_sentence(chance)}",
        f"{said}\n\n{items}",
        f"{said}\n\n```python\nfor x in range({chance.randint(2, 99)}):\n    bake(x)\n\n    print(x)\n```",
        f"{said}\n\n| a | b |\n|---|---|\n{rows}",
        f"- one\n    - {_words(chance, 4)}\n- two\n    1. x\n    2. y\n\n{said}",
        f"See `bake --it {_words(chance, 1)}` and **{_words(chance, 2)}** at {link}.\n\n> {_sentence(chance)}",
        f"The formula $a^{chance.randint(2, 9)}$ holds.\n\n{said}",
    )
    return chance.choice(forms)


def _sentence(chance: random.Random) -> str:
    return f"{_words(chance, chance.randint(5, 25)).capitalize()}."


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choice(_WORDS) for _ in range(count))
