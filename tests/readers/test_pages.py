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
