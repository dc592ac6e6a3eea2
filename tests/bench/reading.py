"""What reading costs, in `make bench`. `python -m tests.bench.reading parse FOLDER`, `… ratio [FOLDER]` or `… page`."""

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


def page() -> str:
    """A web page of that size: questions that fold, with code and tables."""
    items: list[str] = []
    size = 0
    while size < SIZE:
        n = len(items) + 1
        code = f'<span class="k">heat</span> <span class="o">=</span> <span class="m">{n}</span>\n' * 6
        items.append(
            f'<div class="accordion-item">\n<h3><button aria-expanded="false" aria-controls="a{n}">\n'
            f"{n}. What does part {n} of the oven do?</button></h3>\n<div id='a{n}' class='accordion-body'>\n"
            f"<p>It <em>heats</em> the <a href='/{n}'>stone</a>, and <code>part_{n}</code>:</p>\n"
            f"<ul>\n<li>from below, where the fire is,</li>\n<li>from above</li>\n</ul>\n"
            f'<div class="highlight-python"><pre>{code}</pre></div>\n'
            f"<table><tr><th>Flour</th><th>Hours</th></tr><tr><td>rye</td><td>{n}</td></tr></table></div></div>\n"
        )
        size += len(items[-1])
    return f"<html><head><title>Bread</title></head><body><main><h1>FAQ</h1>{''.join(items)}</main></body></html>"


def _page() -> float:
    """Milliseconds of reading that page; the program has read another one before."""
    from exporter import readers
    from exporter.sources import formats

    formats.source("bread.html", b"<h2>What is rye?</h2>")
    return 1000 * _best(lambda text: readers.read(formats.source("bread.html", text.encode())), page())


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
    """Prints the ratio of reading to parsing, or the time for a page; or becomes `exporter parse` of a document."""
    if what == "ratio":
        files = sorted(Path(folder).iterdir()) if folder else []
        print(ratio([path.read_text(encoding="utf-8") for path in files] or [document()]))
        return
    if what == "page":
        print(_page())
        return
    path = Path(folder, "bread.md")
    if not path.exists():
        path.write_text(document(), encoding="utf-8")
    program = str(Path(sys.executable).parent / "exporter")
    os.execv(program, [program, "parse", "--json", str(path)])


if __name__ == "__main__":
    main(*sys.argv[1:])
