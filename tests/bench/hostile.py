"""What text costs whatever it holds: rows of `make bench`. `python -m tests.bench.hostile KIND`"""

from __future__ import annotations

import random
import sys
from contextlib import suppress

from exporter import markup, readers
from exporter.errors import InputError
from exporter.pipeline import checking
from exporter.readers.source import Source
from exporter.settings import Settings
from exporter.sources import formats
from tests.bench.places import ROOT

SIZE = 1_000_000  # characters
PIECES = (
    "$",
    "$x",
    "$$",
    r"\(",
    r"\[",
    "$$\n",
    "<b>",
    "</b>",
    "<div>\n",
    "<!--",
    "<T>",
    "==",
    "==a",
    "<img ",
    "<a b='",
    "{" * 9,
)
QUIZ = (
    "# Quiz\n\n1. Which one?\n   A. Hen\n   B. Dog\n\n   Answer: {}\n\n"
    "2. Which other one?\n   A. Hen\n   B. Dog\n\n   Answer: B\n"
)
HEAD = "Interview Questions and Answers\n\nQ1. What is it? Beginner\n\n"
WORDS = ["stable", "branch", "commit", "remote", "server", "window", "thread", "signal", "market", "garden", "river"]

MARKDOWN = {
    "brackets": "[" * 200_000,
    "details": "<details>" * 20_000,
    "stars": "**" * 100_000,
    "backticks": "`" * 200_000,
    "quotes": ">" * 10_000 + " a",
    "one line": "what is " * 100_000,
    "colons": "::" * 100_000,
    "clozes": "{{c1::" * 30_000,
    "breaks": "# What is?\n\n# Why is it?\n\n" + "<br>\n" * 40_000,
    "boxes": "# What is?\n\n# Why is it?\n\n" + "<div>\n" * 40_000,
    "labels": "# What is?\n\n# Why is it?\n\n# Who is it?\n\n" + "A: " * 60_000,
    "headings": "# What is?\n" * 8_000,
    "answers": "# What is?\n\n# Why is it?\n\n" + "1. answer ?\n" * 8_000,
    "spaces in an item": "# What is?\n\n1. " + " " * 80_000 + "?\n\n# Why is it?\n\nSo.",
    "brackets in an answer": "# What is?\n\n" + "[" * 80_000 + "\n\n# Why is it?\n\nSo.",
    "comments in an answer": "# What is?\n\n" + "<!--" * 40_000 + "\n\n# Why is it?\n\nSo.",
    "names in a key": QUIZ.format("A, " * 60_000),
    "letters in a key": QUIZ.format("A. " * 60_000),
    "marks in a key": QUIZ.format("**B** *A* " * 20_000),
    "stars in a key": QUIZ.format("A. " + "B ** " * 20_000 + "so"),
    "spaces in a key": QUIZ.format(f"A{' ' * 80_000}B"),
    "words in a key": QUIZ.format("the " * 60_000),
    "items in a key": QUIZ.format("\n\n" + "- A\n" * 20_000),
    "options": QUIZ.format("B") + "   C. Hen\n" * 8_000,
    "keys": "# Quiz\n\n" + "## Which?\n\n1. So\n" * 1_500 + "## Answers\n\n1. A\n2. B\n3. A\n\n" * 1_500,
    "tight labels": "Q:What?\nA:So.\n" * 8_000,
    "boxes that nothing closes": "# What is?\n\n" + ":::details Show answer\n" * 8_000,
    "spaces in the title of a box": f"# What is?\n\n> [!success]- Answer{' ' * 80_000}x\n\n# Why is it?\n\nSo.",
    "spaces behind a sign": f"🔹{' ' * 80_000}**What?**\n\nSo.",
    "breaks at the end": "**What?" + "\\" * 80_000 + " x>\n\nSo.",
    "spaces in a paste": f"Q1. What{' ' * 80_000}? Beginner\nSo.\nQ2. Why? Beginner\nSo.",
    "links in a paste": f"Q1. What? Beginner\nSo {'](' * 80_000}.\nQ2. Why? Beginner\nSo.",
}


PAGES = (  # repeated to 200 KB each, but for the first
    "<",
    "<div>",
    "<details><summary>",
    "<button aria-expanded=false aria-controls=x>a?</button><div id=x>b</div>",
    "<input type=checkbox id=a><label for=a>x</label><div>b</div>",
    "<input type=radio name=a>b",
    "<div class=faq-question>a?</div>",
    "<div class=faq-question>a?</div><div class=faq-answer>b</div>",
    "<div itemscope itemtype=Question>a</div>",
    "<span>Q</span><p>a</p><span>A</span><p>b</p>",
    "<p><a href=#a>b</a><a href=#c>d</a></p>",
    "<pre>a</pre>",
    "<pre class=x><code>",
    "<footer>a</footer>",
    "<svg></svg> ",
    "<script>",
    "<table><tr><td>",
)


def article() -> str:
    """An article of our own, again and again."""
    text = (ROOT / "source" / "pasted-articles.txt").read_text(encoding="utf-8")
    return text * (SIZE // len(text) + 1)


def rows() -> str:
    """Ten thousand different rows of one flattened table."""
    dice = random.Random(7)

    def cell(words: int) -> str:
        return " ".join(dice.choices(WORDS, k=words)).capitalize()

    lines = (f"{cell(1)} {n}{cell(2)}{cell(3)}" for n in range(10_000))
    return HEAD + "NameKind of thingRemark in short\n" + "\n".join(lines)


def boxes() -> str:
    """Lines of a hundred thousand box characters."""
    return HEAD + "\n".join(["┌─┐│ x │└─┘ " * 9_000] * 9)


def unclosed() -> str:
    """Everything that can be opened, and nothing closed."""
    return HEAD + "```\n<!-- (“ [x](  ** <details> $$ {{ `\n" * (SIZE // 40)


KINDS = {function.__name__: function for function in (article, rows, boxes, unclosed)}


def main(kind: str) -> None:
    """Reads a text of this kind; reads and checks hostile Markdown; or renders what can be begun and never ended."""
    if kind == "pieces":
        for piece in PIECES:
            markup.html((piece + " ") * 6_000)
            markup.plain((piece + " ") * 6_000)
        return
    if kind == "pages":
        for piece in PAGES:
            size = SIZE if piece == "<" else SIZE // 5
            with suppress(InputError):  # nested too deep: told
                readers.read(formats.source("page.html", (piece * (size // len(piece))).encode()))
        return
    if kind == "markdown":
        for text in MARKDOWN.values():
            list(checking.problems(readers.read(Source("notes.md", text)).documents, Settings()))
        return
    reading = readers.read(Source(f"{kind}.txt", KINDS[kind]()))
    print(kind, reading.reader, len(reading.cards))


if __name__ == "__main__":
    main(sys.argv[1])
