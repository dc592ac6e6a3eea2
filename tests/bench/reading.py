"""What reading costs: rows of `make bench`. `python -m tests.bench.reading parse FOLDER` or `… ratio [FOLDER]`."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from markdown_it import MarkdownIt

SIZE = 500_000  # bytes of the document that is read
SHAPES = (
    "## {n}. What does part {n} of the oven do?\n\nIt *heats* the [stone](https://example.org/{n}), and `part_{n}`:\n\n"
    "- from below, where the fire is,\n- from above, by the vault.\n\n"
    "```python\nheat = {n} * 2\nprint(heat)  # not a heading\n```\n\n",
    "## {n}. Why is dough {n} left to rest?\n\nGluten needs time: **{n} minutes** at least. A longer rest gives more "
    "taste, and a crust that stays crisp for a day.\n\n| Flour | Hours |\n|---|---|\n| rye | {n} |\n| wheat | 2 |\n\n",
    "## {n}. Which bread is number {n}?\n\n<details><summary>Answer</summary>\n\nThe dark one, baked for {n} hours.\n\n"
    "</details>\n\n[Back to top](#bread)\n\n",
)


def document() -> str:
    """Questions of several kinds in one shape."""
    parts = ["# Bread questions\n\n"]
    size = 0
    while size < SIZE:
        parts.append(SHAPES[len(parts) % len(SHAPES)].format(n=len(parts)))
        size += len(parts[-1])
    return "".join(parts)


def ratio(texts: list[str]) -> float:
    """Seconds of reading these texts for each second that one plain parse of them takes; the best of some runs."""
    from exporter import readers
    from exporter.readers.source import Source

    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    reading = sum(_best(lambda text: readers.read(Source("bread.md", text)), text) for text in texts)
    return reading / sum(_best(markdown.parse, text) for text in texts)


def _best(function: Callable[[str], object], text: str) -> float:
    times = []
    for _ in range(4):
        began = time.process_time()
        function(text)
        times.append(time.process_time() - began)
    return min(times)


def main(what: str, folder: str = "") -> None:
    """Prints the ratio of reading to parsing, or becomes `exporter parse --json` of a document in this folder."""
    if what == "ratio":
        files = sorted(Path(folder).iterdir()) if folder else []
        print(ratio([path.read_text(encoding="utf-8") for path in files] or [document()]))
        return
    path = Path(folder, "bread.md")
    if not path.exists():
        path.write_text(document(), encoding="utf-8")
    program = str(Path(sys.executable).parent / "exporter")
    os.execv(program, [program, "parse", "--json", str(path)])


if __name__ == "__main__":
    main(*sys.argv[1:])
