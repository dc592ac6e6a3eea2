from __future__ import annotations

import pytest

from exporter.readers import html_content, linemap


@pytest.mark.parametrize(
    ("page", "kept"),
    [
        ("<p>a</p>", "<p>a</p>"),
        ("<body><p>a</p></body>", "<body><p>a</p></body>"),
        ("<article><header>a</header>b</article>", "<article><header>a</header>b</article>"),
        ("<script>never closed", "<script>never closed"),
        ("<main> </main><p>filled by a script, it seems</p>", "<main> </main><p>filled by a script, it seems</p>"),
        ("<header>x</header><p>a</p><footer>y</footer>", "<p>a</p>"),
        ("<div role=banner>x</div><div>a</div>", "<div>a</div>"),
        ("<p>x</p><main>a<nav>y</nav></main><p>z</p>", "<main>a</main>"),
        ("<p>x</p><article>a</article><article>b</article>", "<article>a</article><article>b</article>"),
        ("a<!-- <main>x</main> -->b", "a b"),
        ("<STYLE>x</STYLE>a<svg><title>x</title></svg>", "a"),
    ],
)
def test_content(page: str, kept: str) -> None:
    assert html_content.content(page).replace("  ", "").strip() == kept.replace("  ", "")
    assert len(html_content.content(page)) == len(page)


def test_title() -> None:
    assert html_content.title("<head><title>\nTea &amp;\nmilk</title>") == "Tea & milk"
    assert html_content.title("<h1>Tea</h1>") == ""


def test_lines_by_their_letters() -> None:
    original = ["= Tea", "", "== What *is* a", "   samovar?", "An urn.", "An urn."]
    assert linemap.located(original, ["# Tea", "", "## What **is** a samovar?", "An urn.", "No such.", "An urn."]) == [
        1, 1, 3, 5, 5, 6,
    ]  # fmt: skip


def test_paragraphs_are_counted_where_there_are_no_lines() -> None:
    assert linemap.numbered(["", "a", "b", "", "c"]) == [1, 1, 1, 1, 2]


@pytest.mark.parametrize("page", ["<p>3 &lt; 4</p>", "<p>3 < 4</p>", "<code>a</code> &#60; b", "&#x3C;"])
def test_pages_that_say_less(page: str) -> None:
    assert html_content.says_less(page)


@pytest.mark.parametrize("page", ["<p>a</p>", "<pre>a &lt; b</pre>", "<p><code>a &lt; b</code> c</p>", "&gt;"])
def test_pages_that_do_not(page: str) -> None:
    assert not html_content.says_less(page)


def test_pages_that_nest_too_deep() -> None:
    assert html_content.too_deep("<p>\n" + "<div>\n" * 600) == 502
    assert html_content.too_deep("<div><p><br></div>\n" * 2000) == 0
