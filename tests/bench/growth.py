"""What a whole build costs for four times as much of a kind: rows of `make bench`.

`python -m tests.bench.growth KIND FOLDER` prints how many times as long four times as much takes: 4 and less is linear.
`python -m tests.bench.growth KIND FOLDER profile` prints the functions whose own time grows most.
"""

from __future__ import annotations

import cProfile
import gc
import random
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

WORDS = ("stable", "branch", "commit", "remote", "server", "window", "thread", "signal", "market", "garden", "river")
OUTPUTS = ("anki", "csv", "markdown", "preview")
STEP = 4
_DICE = random.Random(5)

Files = Iterator[tuple[str, str]]  # names and texts


def words(count: int) -> str:
    """Some words."""
    return " ".join(_DICE.choices(WORDS, k=count))


def cards(count: int, answer: str = "It is {}.", first: int = 0) -> str:
    """Cards that ask different things."""
    return "".join(
        f"### Q: What does the {words(1)} {n} say of {words(2)}?\n\n{answer.replace('{}', f'{words(3)} {n}')}\n\n"
        for n in range(first, first + count)
    )


def documents(size: int) -> Files:
    """Documents of a card each."""
    for number in range(size):
        yield f"{number // 100}/notes-{number}.md", f"# Notes {number}\n\n{cards(1, first=number)}"


def namesakes(size: int) -> Files:
    """Documents of one title in files of one name."""
    for number in range(size):
        yield f"{number}/README.md", f"# Notes\n\n{cards(1, first=number)}"


def parts(size: int) -> Files:
    """Documents in one file."""
    yield "notes.md", "".join(f"# Notes {number}\n\n{cards(1, first=number)}" for number in range(size))


def sections(size: int) -> Files:
    """Sections of a card each, in a document with a title."""
    yield "notes.md", "# Notes\n\n" + "".join(f"## Part {n}\n\n{cards(1, first=n)}" for n in range(size))


def topics(size: int) -> Files:
    """Sections of a card each, in a document that is named after them."""
    yield "notes.md", "".join(f"## Market {n}\n\n{cards(1, 'See market {}.', first=n)}" for n in range(size))


def nested(size: int) -> Files:
    """Sections in sections, as deep as Markdown has them."""
    heads = (f"{'#' * (2 + n % 4)} Part {n}\n\n" + cards(1, first=n).replace("###", "######") for n in range(size))
    yield "notes.md", "# Notes\n\n" + "".join(heads)


def deep(size: int) -> Files:
    """Sections in sections, deeper than Markdown has them."""
    deeper = (f"###### Part {n}\n<!-- depth: {n + 2} -->\n\n" for n in range(size // 10))
    yield "notes.md", f"# Notes\n<!-- canonical -->\n\n{''.join(deeper)}" + cards(1).replace("###", "######")


def tags(size: int) -> Files:
    """Tags of one card, of cards and of a document."""
    many = ", ".join(f"tag {n}" for n in range(size))
    few = "".join(f"### Q: What {n}?\n<!-- tags: a {n}, b {n}, c -->\n\nSo {n}.\n\n" for n in range(size // 4))
    yield "notes.md", f"# Notes\n<!-- canonical -->\n\n### Q: What?\n<!-- tags: {many} -->\n\nSo.\n\n{few}"
    yield "more.md", f"---\ntags: [{many}]\n---\n# More\n\n### Q: Why?\n\nThus.\n"


def images(size: int) -> Files:
    """Images beside the document."""
    for n in range(size):
        yield f"pictures/{n}.svg", f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><!-- {n} --></svg>'
    yield "notes.md", "# Notes\n\n" + "".join(cards(1, f"![a](pictures/{n}.svg)", first=n) for n in range(size))


def pictured(size: int) -> Files:
    """Documents with an image each."""
    for n in range(size):
        yield f"{n}.svg", f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><!-- {n} --></svg>'
        yield f"{n}.md", f"# Notes {n}\n\n{cards(1, f'![a]({n}.svg)', first=n)}"


def missing(size: int) -> Files:
    """Images that are not there, some of them written in a way that is not found again."""
    yield "notes.md", "# Notes\n\n" + cards(size, "![a](no/{}.png) ![b](n&#111;/{}.png)".replace(" {}", "{}"))


def links(size: int) -> Files:
    """Links of all kinds."""
    kinds = "[a](https://example.org/{}) [b](other.md#{}) <https://example.org/> [c] https://example.org/x\n\n[c]: d.md"
    yield "notes.md", "# Notes\n\n" + cards(size, kinds)


def references(size: int) -> Files:
    """Links that are defined at the end of their document."""
    ends = "".join(f"[r{n}]: https://example.org/{n}\n" for n in range(size))
    yield "notes.md", "# Notes\n\n" + "".join(cards(1, f"See [r{n}].", first=n) for n in range(size)) + ends


def footnotes(size: int) -> Files:
    """Footnotes that are defined at the end of their document."""
    ends = "".join(f"[^{n}]: So {n}.\n\n" for n in range(size))
    yield "notes.md", "# Notes\n\n" + "".join(cards(1, f"See[^{n}].", first=n) for n in range(size)) + ends


def duplicates(size: int) -> Files:
    """The same question again and again, in documents and across them."""
    yield "notes.md", "# Notes\n\n" + "".join(f"### Q: What is it?\n\nIt is {n}.\n\n" for n in range(size))
    yield "more.md", "# More\n\n" + "### Q: What is it?\n\nIt is.\n\n" * (size // 4)


def alike(size: int) -> Files:
    """Questions that differ in a number."""
    for document in range(4):
        asked = (f"### Q: What does part {n} of the great old market cost?\n\nIt is.\n\n" for n in range(size // 4))
        yield f"notes-{document}.md", f"# Notes {document}\n\n{''.join(asked)}"


def options(size: int) -> Files:
    """Questions with four options, and one with very many."""
    asked = (
        f"### Q: What is {n}?\n\n- [ ] a {n}\n- [x] b\n- [ ] c\n\n**Answer:**\n\nSo.\n\n" for n in range(size // 4)
    )
    many = "".join(f"- [ ] option {n}\n" for n in range(size))
    yield "notes.md", f"# Notes\n<!-- canonical -->\n\n{''.join(asked)}### Q: Which?\n\n{many}\n**Answer:**\n\nNone.\n"


def exam(size: int) -> Files:
    """An exam with its key at the end."""
    asked = "".join(f"{n}. What is {words(3)} {n}?\na) one\nb) two\nc) three\n\n" for n in range(1, size))
    yield "exam.md", f"# Exam\n\n{asked}## Answers\n\n" + "".join(f"{n}. {'abc'[n % 3]}\n" for n in range(1, size))


def lines(size: int) -> Files:
    """Answers of one long line."""
    yield "notes.md", f"# Notes\n\n### Q: What?\n\n{words(size * 10)}.\n\n### Q: Why?\n\n{'so' * size * 10}\n"


def notes(size: int) -> Files:
    """Notes between cards, and words that introduce a section."""
    made = (f"## Part {n}\n\nWords {n}.\n\n### Note: Hint {n}\n\nMore.\n\n{cards(1, first=n)}" for n in range(size))
    yield "notes.md", "# Notes\n<!-- canonical -->\n\n" + "".join(made)


def lists(size: int) -> Files:
    """Lists in lists, and quotes in quotes."""
    depth = ("  " * (n % 60) + f"- item {n}\n" for n in range(size))
    quotes = (f"{'>' * (n % 60 + 1)} said {n}\n" for n in range(size))
    yield "notes.md", f"# Notes\n\n### Q: What?\n\n{''.join(depth)}\n### Q: Who?\n\n{''.join(quotes)}\n"


def problems(size: int) -> Files:
    """A problem or more per card: no answer, a bare link, an unknown glyph, a formula that is none."""
    wrong = "https://example.org/{} \U0010fffd $\\frac{{}$ <b>"
    yield "notes.md", "# Notes\n\n" + cards(size, wrong) + "".join(f"### Q: Why {n}?\n\n" for n in range(size))


def levels(size: int) -> Files:
    """Cards of levels, with and without numbers."""
    asked = ("beginner", "intermediate", "advanced")
    heads = (f"### Q{n}: What is {words(3)} {n}? `{asked[n % 3]}`\n\nSo {n}.\n\n" for n in range(size))
    yield "notes.md", "# Notes\n<!-- canonical -->\n\n" + "".join(heads)


def clozes(size: int) -> Files:
    """Clozes of a hidden part each, one of very many, and one of parts that never end."""
    few = "".join(f"### C:\n\nThe {words(1)} {n} is ==so== and \\(x ==y==\\).\n\n" for n in range(size // 2))
    many, never = "==a== " * size, "==a " * size
    yield "notes.md", f"# Notes\n<!-- canonical -->\n\n{few}### C:\n\n{many}\n\n### C:\n\n{never}\n"


def code(size: int) -> Files:
    """Code in fences and in lines."""
    yield "notes.md", "# Notes\n\n" + cards(size, "Use `a{}`:\n\n```python\nprint({})  # so\n```")


def formulas(size: int) -> Files:
    """Formulas, no two the same."""
    yield "notes.md", "# Notes\n\n" + cards(size, "It is \\(x^2 + {}\\), and\n\n\\[\\frac{a}{b}\\]")


def tables(size: int) -> Files:
    """Tables, and one very long."""
    long = "| a | b |\n|---|---|\n" + "".join(f"| {n} | some {n} |\n" for n in range(size))
    small = cards(size // 4, "| a | b |\n|---|---|\n| {} | x |")
    yield "notes.md", f"# Notes\n\n{small}### Q: Which?\n\n{long}\n"


def markup(size: int) -> Files:
    """Raw HTML."""
    yield "notes.md", "# Notes\n\n" + cards(size, "<details><summary>{}</summary>So <b>it</b> is.</details> <T>")


def rows(size: int) -> Files:
    """Rows of a spreadsheet."""
    yield "rows.md", "".join(f"| {words(3)} {n} | {words(5)} |\n" for n in range(size))
    yield "cards.txt", "".join(f"What is {words(2)} {n}?\t{words(5)}\n" for n in range(size))


def pages(size: int) -> Files:
    """A web page."""
    body = "".join(f"<h3>What is {words(2)} {n}?</h3><p>It is <b>{words(4)}</b>.</p>\n" for n in range(size))
    yield "page.html", f"<html><head><title>Notes</title></head><body><main>{body}</main></body></html>"


def reworded(size: int) -> Files:
    """Questions and answers of which each lost a word since the last build."""
    yield "notes.md", "# Notes\n\n" + cards(size, "It is {}, for short.").replace(" say of ", " say ")


def moved(size: int) -> Files:
    """Cards that stand in other documents than in the last build, in another order."""
    listed = cards(size).split("\n\n### ")
    yield "a.md", "# A\n\n### " + "\n\n### ".join(reversed(listed))


def gone(size: int) -> Files:
    """Cards of which all but one are gone since the last build."""
    yield "notes.md", "# Notes\n\n" + cards(1)


def article(size: int) -> Files:
    """A pasted article."""
    asked = (f"Q{n}. What is {words(2)} {n}? Beginner\nIt is {words(9)}.\n• {words(3)}\n" for n in range(1, size))
    yield "article.txt", "Interview Questions and Answers\n\n" + "".join(asked)


def _plain(size: int) -> Files:
    yield "notes.md", "# Notes\n\n" + cards(size, "It is {}, in so many words.")


BEFORE: Mapping[str, Callable[[int], Files]] = {each.__name__: _plain for each in (reworded, moved, gone)}
KINDS: Mapping[str, tuple[Callable[[int], Files], int]] = {
    **{each.__name__: (each, 250) for each in (documents, namesakes, pictured, parts)},
    **{each.__name__: (each, 50) for each in (formulas,)},
    **{
        each.__name__: (each, 1_000)
        for each in (reworded, moved, gone, sections, topics, nested, deep, tags, images, missing, links)
    },
    **{each.__name__: (each, 1_000) for each in (references, footnotes, duplicates, alike, options, exam, lines)},
    **{each.__name__: (each, 1_000) for each in (notes, lists, problems, levels, clozes, code, tables)},
    **{each.__name__: (each, 1_000) for each in (markup, rows, pages, article)},
}


def build(source: Path, out: Path) -> float:
    """Builds all but what is printed in this process; returns the seconds of the processor."""
    from exporter.pipeline import steps
    from exporter.pipeline.options import Options

    gc.collect()
    began = time.process_time()
    steps.build(Options((str(source),), out, OUTPUTS, jobs=1, retire_tag=True), lambda *_: None)
    return time.process_time() - began


def written(files: Files, folder: Path) -> Path:
    """A folder with some documents, and no others."""
    for path in folder.rglob("*.md"):
        path.unlink()
    _DICE.seed(5)
    for name, text in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def seconds(kind: str, size: int, folder: Path, profile: cProfile.Profile | None = None) -> float:
    """What a build of so much costs."""
    shutil.rmtree(folder, ignore_errors=True)
    if kind in BEFORE:
        build(written(BEFORE[kind](size), folder / "docs"), folder / "dist")
    source = written(KINDS[kind][0](size), folder / "docs")
    if profile:
        profile.enable()
    try:
        return build(source, folder / "dist")
    finally:
        if profile:
            profile.disable()


def main(kind: str, folder: str, how: str = "") -> None:
    """Prints how the time grows."""
    size, place = KINDS[kind][1], Path(folder)
    build(written(KINDS[kind][0](10), place / "warm" / "docs"), place / "warm" / "dist")  # everything is loaded now
    if how:
        _profiled(kind, size, place / "notes")
        return
    few = min(seconds(kind, size, place / "few") for _ in range(2))
    many = seconds(kind, size * STEP, place / "many")
    print(f"{many / few:.2f}")
    print(f"{kind}: {few:.2f} s for {size}, {many:.2f} s for {size * STEP}", file=sys.stderr)


def _profiled(kind: str, size: int, folder: Path) -> None:
    """Prints the functions whose own time grows most: seconds for more, for few, and how many times."""
    own = []
    for count in (size, size * STEP):
        profile = cProfile.Profile()
        print(kind, count, round(seconds(kind, count, folder, profile), 2))
        profile.create_stats()
        own.append({key: entry[2] for key, entry in profile.stats.items()})
    few, many = own
    for key in sorted(many, key=lambda k: few.get(k, 0) * STEP - many[k])[:15]:
        print(f"{many[key]:7.3f} {few.get(key, 0):7.3f} {many[key] / max(few.get(key, 0), 1e-3):6.1f} ", *key)


if __name__ == "__main__":
    main(*sys.argv[1:])
