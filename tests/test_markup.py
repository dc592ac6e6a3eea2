from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given

from exporter import markup
from exporter.markup import cache, parsing, rendering, texts
from tests.texts import TEXTS


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


@pytest.mark.parametrize(
    "text",
    [
        "What is it?",
        "a",
        "Ünïcode: (it) “is” - so; 1/2, #1 > 'x' \"y\" | + 3. end",
        "a  b",
        "Q: a::b",
        "x\u2028y",
        "e.g. 1)",
    ],
)
def test_a_line_without_signs_needs_no_parser(text: str) -> None:
    assert markup.is_plain_line(text)
    assert markup.html(text) == parsed_html(text)
    assert markup.plain(text) == parsed_plain(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " a",
        "a ",
        "1. a",
        "- a",
        "# a",
        "a\nb",
        "a\tb",
        "a*b",
        "a_b",
        "a`b",
        "a\\b",
        "[a",
        "a&b",
        "a<b",
        "$a",
        "a=b",
        "a!",
        "a*",
        "a\x0b",
        "a~b",
    ],
)
def test_a_line_with_signs_is_parsed(text: str) -> None:
    assert not markup.is_plain_line(text)


@given(TEXTS)
def test_what_needs_no_parser_is_as_it_parses_it(text: str) -> None:
    for line in text.split("\n"):
        if markup.is_plain_line(line):
            assert (markup.html(line), markup.plain(line)) == (parsed_html(line), parsed_plain(line))


def parsed_html(text: str) -> str:
    return rendering._rendered(*parsing.shown(text))


def parsed_plain(text: str) -> str:
    return texts.plain_of(parsing.shown(text)[0])


def test_callouts() -> None:
    html = markup.html("> [!WARNING]\n> Hot *oven*.")
    assert '<div class="callout warning"><p class="callout-title">Warning</p>' in html
    assert "<p>Hot <em>oven</em>.</p>" in html
    assert "blockquote" not in html


def test_a_callout_may_have_a_title_of_its_own() -> None:
    html = markup.html("> [!warning]- Careful & slow\n> Hot *oven*.")
    assert '<div class="callout warning"><p class="callout-title">Careful &amp; slow</p>' in html


@pytest.mark.parametrize(
    ("quote", "kind", "text"),
    [
        ("> **Note**\n> Hot.", "note", "<p>Hot.</p>"),
        ("> **Tip:** Hot *oven*.", "tip", "<p>Hot <em>oven</em>.</p>"),
        ("> __warning__: Hot.", "warning", "<p>Hot.</p>"),
        ("> <strong>Hint:</strong> Hot.", "tip", "<p>Hot.</p>"),
        ("> <b>Danger</b>: Hot.", "caution", "<p>Hot.</p>"),
        ("> [!hint]-\n> Hot.", "tip", "<p>Hot.</p>"),
    ],
)
def test_callouts_by_a_word_in_bold(quote: str, kind: str, text: str) -> None:
    html = markup.html(quote)
    assert html.startswith(f'<div class="callout {kind}">')
    assert text in html
    assert markup.plain(quote) == markup.plain(f"> {text[3:-4]}")


@pytest.mark.parametrize("quote", ["> [!RECIPE]\n> x", "> **Note** that", "> **Notes:** x", "> Tip: x", "> *Tip:* x"])
def test_an_ordinary_quote_is_no_callout(quote: str) -> None:
    assert markup.html(quote).startswith("<blockquote>")


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
    [
        "```\nopen",
        "~~~~python\nopen\n```",
        "```\nindented too far\n    ```",
        "```\nby a tab\n\t```",
        "~~~ x\nanother sign\n```",
        "```\na language\n``` x",
        "   ```\nopen",
        "<!-- open",
        "<!--\n\nopen ->",
        "  <pre>\nopen",
        "<PRE\nopen",
        "<script>\nopen",
        "<style>\nopen",
        "<textarea>\nopen",
        "<?php open",
        "<!DOCTYPE open",
        "<![CDATA[open",
        "</b>\n~~~\n\n~~~",
        "```",
        "text\n\n```js\nx\n\ny",
    ],
)
def test_tidy_closes_what_is_open(text: str) -> None:
    tidied = markup.tidy(text)
    last = markup.tokens(f"{tidied}\n\n# next")[-3]
    assert last.type == "heading_open"
    assert markup.tidy(tidied) == tidied


@given(TEXTS)
def test_tidy_text_stands_alone(text: str) -> None:
    """Whatever follows it is no part of it."""
    tidied = markup.tidy(text)
    assert markup.tidy(tidied) == tidied
    last = markup.block_tokens(f"{tidied}\n\n# next")[-3]
    assert (last.type, last.level) == ("heading_open", 0)


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "```\nclosed\n```",
        "```\nclosed\n   ```",
        "    indented\n\ntext",
        "<b>x</b>",
        "<div>\nended by a blank line",
        "<!---->",
        "<pre>\n\n</pre> text",
        "- ```\n  in a list\n  ```",
        "- ```\n  ended by its list",
        "> <!-- ended by its quote",
        "[x]: y 'not ended",
        "a\\",
        "\\[ x",
        "$$\nx",
    ],
)
def test_tidy_leaves_what_is_whole(text: str) -> None:
    assert markup.tidy(text) == text


@pytest.mark.parametrize("text", ["salt\n```", "salt\n\n   ~~~~", "```\nsalt\n```\n```"])
def test_an_end_that_lost_its_beginning_goes(text: str) -> None:
    assert markup.tidy(text) == text.rpartition("\n")[0].rstrip()


def test_a_text_in_normal_form_can_be_written_to_a_file() -> None:
    assert markup.tidy("\x0c\n\u2028\na\rb\r\nc\0d\ud800e\u00a0\u2003") == "a\nb\nc\ufffdd\ufffde"


def test_fences_are_longer_than_what_they_hold() -> None:
    assert markup.fence("```\nx\n```", "markdown").startswith("````markdown\n")


# ── formulas ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        "from $5 to $6",
        "$5-$6, US$5 and 3$",
        "costs $5 or 6$",
        "$HOME/bin:$PATH and ${x}$y",
        "$1 and $2, $1,$2, $$ and $$",
        "$i=0;$i<10;$i++",
        "echo $x, $y; $a,$b",
        "$_ and $@/$!",
        r"\$x^2\$",
        "$ x^2 $",
        "$x^2$3",
        "[$]x[/$] and [$$]x[/$$]",
        r"\(not math\) and \(optional\) and file\(s\)",
        r"\[x\] and \[…\] and list\[i\] and \[sound:a.mp3\]",
        r"\\(x^2\\)",
        r"\[optional\]",
        r"so \[ optional \] as well",
        "\\[ \\]",
        "```maths\nx\n```",
        "```text math\nx\n```",
        "`$x^2$`",
        "    $x^2$",
        "$x^2",
        "$" + "x" * 3000 + "^2$",
    ],
)
def test_what_is_no_formula_stays_text(text: str) -> None:
    assert markup.formulas(text) == []
    assert not re.search(r'class="math[" ]', markup.html(text))


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("$x$", "x"),
        ("$x^2$ and $a_i$", "x^2 a_i"),
        ("$O(n \\log n)$.", "O(n \\log n)"),
        ("a pair $(i, j)$-th", "(i, j)"),
        ("$n$th", "n"),
        ("$AB \\neq BA$", "AB \\neq BA"),
        ("$precision = TP / (TP + FP)$", "precision = TP / (TP + FP)"),
        ("$5$ or $10^6$", "5 10^6"),
        (r"\(x\) and \( x + y \)", "x x + y"),
        (r"\[ E = mc^2 \]", "E = mc^2"),
        (r"\[ f(x) \]", "f(x)"),
        ("Thus\n\\[ area of it \\]\nholds.", "area of it"),
        ("\\[\n2x + 3y\n\\]", "2x + 3y"),
        ("- so\n\n  ```math\n  x\n  ```", "x"),
        ("$$a+b$$", "a+b"),
        ("| a |\n|---|\n| $x_1$ |", "x_1"),
        ("- $x^2$\n- *$y$*", "x^2 y"),
        (r"$\text{costs \$5}$", r"\text{costs \$5}"),
    ],
)
def test_formulas(text: str, tex: str) -> None:
    assert " ".join(markup.formulas(text)) == tex


@pytest.mark.parametrize("text", ["$$\n{}\n$$", "\\[\n{}\n\\]", "Thus\n$$\n{}\n$$\nso", "> $$\n> {}\n> $$"])
def test_lines_of_a_displayed_formula_are_no_markdown(text: str) -> None:
    lines = text.format("a\n= b\n- c\n+ d\n> e") if "> " not in text else text.format("a\n> = b\n> - c\n> + d\n> > e")
    assert markup.formulas(lines) == ["a\n= b\n- c\n+ d\n> e"]
    assert '<span class="math display">' in markup.html(lines)


def test_a_formula_is_its_tex_in_plain_text() -> None:
    assert markup.plain("About $x^2$:\n\n$$\ny\n$$") == "About x^2:\ny"


def test_prose_is_kept_from_mathjax() -> None:
    assert markup.html(r"\\(x\\)").count('<span class="mathjax_ignore">') == 2
    assert "mathjax_ignore" not in markup.html(r"`\(x\)`")


@pytest.mark.parametrize(
    ("tex", "fault"),
    [
        (r"\frac{a}{b", "braces"),
        ("x}", "braces"),
        (r"\nonsense{x}", r"\nonsense is not allowed"),
        (r"\begin{picture}x\end{picture}", "picture is not allowed"),
        (r"\enclose{circle}{x}", r"\enclose is not known"),
        (r"\begin{CD}x\end{CD}", "CD is not known"),
        ("x^", "not complete"),
        (r"\def\a{\a\a}\a", r"\def is not allowed"),
        ("日", "the font for formulas has no 日"),
        ("{" * 10 + "x" * 40 + "}" * 10, "too deeply"),
        ("{" * 11 + "x" * 40 + "}" * 11, "too deeply"),
        ("x" * 20_000, "too long"),
    ],
)
def test_what_cannot_be_set_is_told(tex: str, fault: str) -> None:
    made = markup.typeset(tex, False)
    assert not made.svg
    assert fault in made.fault == markup.fault(tex)


@pytest.mark.parametrize(
    "tex",
    [
        "x",
        r"\frac{a}{b}",
        r"a < b \text{ if } a<b",
        r"\begin{aligned} a &= b \\[2pt] c &= d \end{aligned}",
        r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}",
        r"\arg\min_x f(x) + \operatorname{rank} A",
        r"\sum_{i=1}^{n} x_i \label{sum}",
        r"\color{red}{x}",
        "я ≠ α",
    ],
)
def test_a_formula_becomes_a_picture_in_the_color_of_the_text(tex: str) -> None:
    made = markup.typeset(tex, True)
    assert made.fault == ""
    assert made.svg.startswith("<svg ")
    assert not re.search(r"<(?!/?(?:svg|path|rect|g|line|polygon)\b)", made.svg)
    assert "currentColor" in made.svg or "red" in made.svg
    assert re.fullmatch(r"-?\d+\.\d+em", made.drop)


@pytest.mark.parametrize("command", ["text", "textbf", "textit", "texttt", "mbox", "mathrm", "operatorname"])
@pytest.mark.parametrize("word", ["a<b", r"a\&b", "a>b"])
def test_signs_of_xml_in_words_are_set_as_one_sign(command: str, word: str) -> None:
    made, plain = (markup.typeset(rf"\{command}{{{text}}}", False) for text in (word, "abc"))
    assert made.fault == ""
    assert made.svg.count("<path") == plain.svg.count("<path") == 3


@pytest.mark.parametrize(
    ("tex", "signs"),
    [
        (r"\text{if $a<b$ & c<d}", "ifa<b&c<d"),
        (r"\text{if $\alpha$}", "ifα"),
        (r"x_\text{in $S$}", "xinS"),
        (r"\text{\$5, 10\%, a\_b, \#1 \& 2}", "$5,10%,a_b,#1&2"),
        (r"\text{a $ b}", "a$b"),
        (r"\text{}x\text{ }", "x"),
    ],
)
def test_words_in_a_formula_are_set_as_they_are_meant(tex: str, signs: str) -> None:
    assert markup.typeset(tex, False).svg.count("<path") == len(signs)


@pytest.mark.parametrize("depth", [5, 20])
def test_a_formula_that_is_too_much_work_is_refused(depth: int) -> None:
    """What is nested costs twice per level: the limit is on the work, not on the length."""
    made = markup.typeset(r"\sqrt{" * depth + "x" * 30 + "}" * depth, False)
    assert bool(made.fault) == (depth == 20)


# ── raw HTML ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        "<T>",
        "a <b> c",
        "</i>",
        "<div>",
        "<p>",
        "a <li> b",
        "<b></b>",
        "<input>",
        "<a b c>",
        "<x-y z='1'>",
        "<!DOCTYPE html>",
    ],
)
def test_tags_that_are_talked_about_are_text(text: str) -> None:
    assert unescape(re.sub("<[^>]*>", "", markup.html(f"See {text} here"))).strip() == f"See {text} here"
    assert markup.plain(f"See {text} here") == f"See {text} here"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("H<sub>2</sub>O", "<p>H<sub>2</sub>O</p>"),
        ("a<br>b<BR/>c", "<p>a<br>b<br>c</p>"),
        ('<kbd class="x" id="y">K</kbd>', "<p><kbd>K</kbd></p>"),
        ('<span dir="rtl" style="x">a</span>', '<p><span dir="rtl">a</span></p>'),
        ("<a href='https://e.org' onclick='x'>a</a>", '<p><a href="https://e.org">a</a></p>'),
        ("<a href='data:text/html,x'>a</a>", "<p><a>a</a></p>"),
        (
            "<details><summary>S</summary>\n\n*x*\n\n</details>",
            "<details><summary>S</summary>\n<p><em>x</em></p>\n</details>",
        ),
        ("<div align=center>\n\nx\n\n</div>", "<div>\n<p>x</p>\n</div>"),
    ],
)
def test_tags_that_are_used_work(text: str, html: str) -> None:
    assert markup.html(text).strip() == html


def test_a_document_cannot_pretend_to_be_our_renderer() -> None:
    assert markup.html('<span class="math">x</span> and <mark class="cloze">y</mark>').count("class=") == 0


def test_images_are_listed_with_their_addresses() -> None:
    text = (
        '![a](b.png "t") <img src="c.png">\n\n<p><img alt=x src=d.png></p>\n\n`![e](f.png)`\n\n<!-- <img src=g.png> -->'
    )
    assert markup.images(text) == ["b.png", "c.png", "d.png"]


def test_slots_are_filled() -> None:
    html = markup.html("$x<y$ ![a b](c.png) ![](https://e.org/d.png) ![](e/f%20g.png)")
    filled = markup.fill(html, lambda tex, display: f"[{tex}|{display}]", lambda at: "C" if at == "c.png" else None)
    assert filled.strip() == (
        '<p>[x<y|False] <img src="C" alt="a b"> <a class="no-image" href="https://e.org/d.png">d.png</a> '
        '<a class="no-image">f g.png</a></p>'
    )


# ── clozes ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", ["a == b and c == d", "==", "a ==b", "`==a==`", "===a===", "== a =="])
def test_what_hides_nothing(text: str) -> None:
    assert "<mark" not in markup.html(text, cloze=True)
    assert "<mark" not in markup.html("==a==")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("==a==", '<mark class="cloze">a</mark>'),
        ("x==a==y", 'x<mark class="cloze">a</mark>y'),
        ("==*a* b==, ==c==", '<mark class="cloze"><em>a</em> b</mark>, <mark class="cloze">c</mark>'),
        ("==`a==b`==", '<mark class="cloze"><code dir="ltr">a==b</code></mark>'),
        ("**==a==**", '<strong><mark class="cloze">a</mark></strong>'),
    ],
)
def test_hidden_parts(text: str, html: str) -> None:
    assert markup.html(text, cloze=True).strip() == f"<p>{html}</p>"


BASE = "https://a.example/notes/{path}#L{line}"


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("other.md", "https://a.example/notes/tea/other.md"),
        ("../bread/a.md#rye", "https://a.example/notes/bread/a.md#rye"),
        ("#pots", "https://a.example/notes/tea/green.md#pots"),
        ("/start", "https://a.example/start"),
        ("javascript:alert(1)", ""),
    ],
)
@pytest.mark.parametrize("form", ["[x]({})", '<a href="{}">x</a> [x](<{}>)'])
def test_relative_links_lead_to_where_documents_are_read(form: str, address: str, target: str) -> None:
    def link(found: str) -> str:
        return markup.resolved(BASE, "tea/green.md", found)

    html = markup.fill(markup.html(form.format(address, address)), lambda tex, display: tex, lambda source: None, link)
    assert f'<a href="{target}">x</a>' in html if target else "href" not in html
    assert "data-to" not in html


def test_without_an_address_of_documents_links_stay_as_words() -> None:
    html = markup.fill(markup.html("[x](a.md)"), lambda tex, display: tex, lambda source: None)
    assert html == "<p><a>x</a></p>\n"
    assert markup.resolved(BASE, "a.md", "//[") == ""
    assert markup.resolved("", "a.md", "b.md") == ""
    assert markup.resolved("https://a.example/?file={path}", "a.md", "b.md") == ""


def test_texts_that_are_sent_keep_their_kind() -> None:
    text = "so **it** is"
    markup.html(text)
    markup.plain(text)
    sent = markup.CACHE.of([text], (cache.HTML, cache.PLAIN))
    assert sent == {cache.HTML: {text: markup.html(text)}, cache.PLAIN: {text: "so it is"}}


@pytest.mark.parametrize("deep", [1, 9, 10, 40])
def test_text_below_lists_in_lists_is_there_however_deep_they_are(deep: int) -> None:
    lists = "\n".join(f"{'  ' * level}- level {level}." for level in range(deep))
    html = markup.html(f"{lists}\n\nBelow.")
    assert all(f"level {level}." in html for level in range(deep))
    assert "<p>Below.</p>" in html
    assert "<p>Below.</p>" in markup.html(f"{'> ' * 2 * deep}quoted\n\nBelow.")
