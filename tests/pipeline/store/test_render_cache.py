"""The cache of what was rendered: the same outputs with it, without it, and with one that is damaged or another's."""

from __future__ import annotations

from pathlib import Path

import pytest

from exporter import markup
from exporter.markup.cache import CLOZE, HTML, PLAIN
from exporter.pipeline.store import cache, render_cache
from tests.test_cli import run

DOCUMENT = (
    "1. **Question:** What is {}?\n   **Answer:** A `word` of **ours**.\n2. **Question:** Why?\n   **Answer:** So.\n"
)


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text(DOCUMENT.format("this"), encoding="utf-8")
    return tmp_path / "docs"


def build(docs: Path, out: str = "dist") -> Path:
    assert run("build", docs, "--out", docs.parent / out, "--only", "preview,csv").exit_code == 0
    return docs.parent / out


def outputs(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in [*(out / "csv").iterdir(), out / "index.html"]}


def kept(out: Path) -> dict[str, str]:
    return cache.load(out, render_cache.FILE, cache.tool())


def test_what_is_known_is_not_rendered_again(docs: Path) -> None:
    out = build(docs)
    spoiled = {text: html.replace("ours", "theirs") for text, html in kept(out).items()}
    cache.save(out, render_cache.FILE, spoiled.items(), cache.tool())
    (docs / "a.md").write_text(DOCUMENT.format("that"), encoding="utf-8")
    assert b"theirs" in (build(docs) / "index.html").read_bytes()


@pytest.mark.parametrize(("tool", "html"), [("another", "theirs"), (None, 7), (None, ["x"])])
def test_a_cache_that_does_not_hold_is_not_missed(docs: Path, tool: str | None, html: object) -> None:
    out = build(docs)
    cache.save(out, render_cache.FILE, dict.fromkeys(kept(out), html).items(), tool or cache.tool())
    (docs / "a.md").write_text(DOCUMENT.format("that"), encoding="utf-8")
    assert outputs(build(docs)) == outputs(build(docs, "fresh"))


def test_what_is_no_longer_asked_for_is_forgotten(docs: Path) -> None:
    out = build(docs)
    (docs / "a.md").write_text(DOCUMENT.format("that").replace("ours", "hers"), encoding="utf-8")
    build(docs)
    texts = "".join(kept(out))
    assert "hers" in texts
    assert "ours" not in texts


def test_memory_tells_what_was_used() -> None:
    markup.CACHE.begin({HTML: {"*a*": "<p>A</p>\n", "*b*": "<p>B</p>\n"}})
    assert markup.html("*a*") == "<p>A</p>\n"
    assert markup.html("*c*") == "<p><em>c</em></p>\n"
    assert markup.plain("*a*") == "a"
    assert markup.CACHE.used == {
        HTML: {"*a*": "<p>A</p>\n", "*c*": "<p><em>c</em></p>\n"},
        PLAIN: {"*a*": "a"},
        CLOZE: {},
    }
    assert markup.CACHE.of(["*a*", "*b*", "*d*"], [HTML]) == {HTML: {"*a*": "<p>A</p>\n", "*b*": "<p>B</p>\n"}}
    markup.CACHE.begin({})


def test_of_other_work_nothing_is_remembered() -> None:
    markup.CACHE.begin({HTML: {"*a*": "<p>A</p>\n"}})
    with markup.CACHE.only({HTML: {"*b*": "<p>B</p>\n"}}):
        assert (markup.html("*a*"), markup.html("*b*")) == ("<p><em>a</em></p>\n", "<p>B</p>\n")
        assert markup.CACHE.fresh()[HTML] == {"*a*": "<p><em>a</em></p>\n"}
    assert markup.html("*a*") == "<p>A</p>\n"
    assert markup.CACHE.used[HTML] == {"*a*": "<p>A</p>\n"}
    markup.CACHE.begin({})


def test_html_and_plain_text_of_one_parse() -> None:
    markup.CACHE.begin({})
    for text in ("A *b* & `c`", "- a\n- b\n", "==a==", "<T> [x](y)", "What is it?"):
        alone = markup.html(text), markup.plain(text)
        markup.CACHE.begin({})
        markup.html_and_plain(text)
        assert (markup.html(text), markup.plain(text)) == alone
        markup.CACHE.begin({})
