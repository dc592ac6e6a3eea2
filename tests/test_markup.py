from __future__ import annotations

import pytest

from exporter import markup


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a < b & c", "<p>a &lt; b &amp; c</p>\n"),
        ("List<String>", "<p>List&lt;String&gt;</p>\n"),  # an unknown tag is text
        (r"List\<String>", "<p>List&lt;String&gt;</p>\n"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        (
            "<script>alert(1)</script>",
            '<pre class="code" dir="ltr"><code>&lt;script&gt;alert(1)&lt;/script&gt;</code></pre>',
        ),
        ('<b onclick="x()">bold</b>', "<p><b>bold</b></p>\n"),
        ("~~old~~", "<p><s>old</s></p>\n"),
    ],
)
def test_html(text: str, html: str) -> None:
    assert markup.html(text).strip() == html.strip()


def test_callouts() -> None:
    html = markup.html("> [!WARNING]\n> Hot *oven*.")
    assert '<div class="callout warning"><p class="callout-title">Warning</p>' in html
    assert "<p>Hot <em>oven</em>.</p>" in html
    assert "blockquote" not in html


def test_an_ordinary_quote_is_no_callout() -> None:
    assert markup.html("> [!RECIPE]\n> x").startswith("<blockquote>")


def test_code_is_highlighted_with_merged_classes() -> None:
    html = markup.html("```python\ndef f():\n    return 1\n```")
    assert '<span class="k">def </span><span class="nf">f</span>' in html
    assert markup.plain("```python\ndef f():\n    return 1\n```") == "def f():\n    return 1"


def test_box_drawings_are_diagrams() -> None:
    assert markup.html("```text\n┌─┐\n└─┘\n```").startswith('<pre class="diagram" dir="ltr">')
    assert markup.html("```text\nplain\n```").startswith('<pre class="code" dir="ltr">')


def test_an_unknown_language_is_plain_code() -> None:
    assert markup.html("```nonesuch\na < b\n```") == '<pre class="code" dir="ltr"><code>a &lt; b</code></pre>\n'


def test_plain_text_of_tables_and_lists() -> None:
    assert markup.plain("| a | b |\n|---|---|\n| `x` | **y** |\n\n- one\n- two") == "a | b\nx | y\none\ntwo"


@pytest.mark.parametrize(
    "text",
    ["```\nopen", "~~~~python\nopen\n```", "<!-- open", "<pre>\nopen", "<?php open", "```", "text\n\n```js\nx\n\ny"],
)
def test_tidy_closes_what_is_open(text: str) -> None:
    tidied = markup.tidy(text)
    last = markup.tokens(f"{tidied}\n\n# next")[-3]
    assert last.type == "heading_open"
    assert markup.tidy(tidied) == tidied


@pytest.mark.parametrize(
    "text", ["plain", "```\nclosed\n```", "    indented\n\ntext", "<b>x</b>", "- ```\n  in a list\n  ```"]
)
def test_tidy_leaves_what_is_whole(text: str) -> None:
    assert markup.tidy(text) == text


def test_fences_are_longer_than_what_they_hold() -> None:
    assert markup.fence("```\nx\n```", "markdown").startswith("````markdown\n")
