from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given

from exporter import markup
from exporter.markup.tex_commands import COMMANDS
from exporter.notes import fields
from tests.formulas import HONEST, REFUSED, tex


@pytest.mark.parametrize(("text", "word"), REFUSED)
def test_what_is_more_than_mathematics_is_refused(text: str, word: str) -> None:
    assert word in markup.refused(text)


@pytest.mark.parametrize("text", HONEST)
def test_mathematics_is_not(text: str) -> None:
    assert markup.refused(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        r"\frac{==1==}{2}",
        r"==\frac{1}{2}== + x",
        r"==a== == ==b==",
        r"a==b==c",
        r"\sqrt==[3]=={x}",
        r"x_{==i==}^{==2==}",
        r"==\left(== x ==\right)==",
    ],
)
def test_a_cloze_may_hide_whole_parts(text: str) -> None:
    assert markup.refused(text) == ""


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (r"\R^n", r"\R is not allowed in formulas"),
        (r"\color{red;x:y}", r"\color is not allowed before {red;x:y}"),
        (r"\kern", r"\kern is not allowed before its end"),
        (r"\hspace{99999em} + a long rest", r"\hspace is not allowed before {99999em} + a long r…"),
        (r"\begin{foo}x\end{foo}", "the environment foo is not allowed in formulas"),
        (r"\begin{array}x\end{array}", r"the environment array is not allowed before x\end{array}"),
        (r"\ce{\color{red}}", r"\color is not allowed in \ce"),
    ],
)
def test_the_reason_names_what_is_not_allowed(text: str, reason: str) -> None:
    assert markup.refused(text) == reason


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (r"so \(\href{a}{b}\) it", r"\(\href{a}{b}\)"),
        (r"so $\href{a}{b<c}$ it", r"$\href{a}{b<c}$"),
        ("$$\n\\def\\a{b}\n$$", "$$\\def\\a{b}$$"),
        ("\\[\n\\Reals\n\\]", "\\[\\Reals\\]"),
        (r"$\Reals ==x==$", r"$\Reals ==x==$"),
    ],
)
def test_it_is_shown_as_code_with_its_delimiters(text: str, code: str) -> None:
    html = markup.html(text)
    assert f'<code class="tex" dir="ltr">{markup.escape(code)}</code>' in html
    assert 'class="math' not in html
    assert (
        markup.formulas(text) == [code.strip("$").removeprefix("\\[").removesuffix("\\]").replace("==", "")]
        or code[:2] == r"\("
    )


def test_what_a_cloze_hides_in_it_is_hidden() -> None:
    html = markup.html(r"$\Reals ==x== y$ and $==z==$", cloze=True)
    assert '<code class="tex" dir="ltr">$\\Reals <mark class="cloze">x</mark> y$</code>' in html
    assert '<span class="math">==z==</span>' in html


def test_no_document_writes_the_form_that_outputs_fill() -> None:
    assert 'class="math' not in markup.html(r'<span class="math">\href{a}{b}</span> <b class="math">x</b>')


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (r"a\\b \\ c \\[2pt] d \\\alpha", r"\(a\\ b \\ c \\[2pt] d \\\alpha\)"),
        (r"a\\) b", r"\(a\\ ) b\)"),
        (r"\label{a}x\label {b}", r"\({}x{}\)"),
        (r"{{a}}", r"\({ {a} }\)"),
    ],
)
def test_what_is_sent_to_anki(text: str, field: str) -> None:
    assert fields.mathjax(text, display=False) == field


def test_an_escaped_space_at_the_end_stays() -> None:
    """Else the backslash would take the delimiter, and the formula would go on in the prose behind it."""
    assert markup.html(r"\( a \)") == '<p><span class="math">a</span></p>\n'
    assert markup.html(r"\(\beta\ \)") == '<p><span class="math">\\beta\\ </span></p>\n'
    assert markup.html(r"\(\beta\\ \)") == '<p><span class="math">\\beta\\\\</span></p>\n'


@pytest.mark.parametrize(
    ("html", "safe"),
    [
        (r"a\b c\\d", r"a\b c\\d"),
        (r"<code>\(x\)</code>", r"<code>&#92;(x&#92;)</code>"),
        (r'<span class="mathjax_ignore">\(</span>x', '<span class="mathjax_ignore">&#92;(</span>x'),
        (r'<img alt="\(x\)">', '<img alt="&#92;(x&#92;)">'),
        (r"\(x\)", '<span class="mathjax_ignore">&#92;</span>(x<span class="mathjax_ignore">&#92;</span>)'),
        (r"\[x", '<span class="mathjax_ignore">&#92;</span>&#91;x'),
        (r"\<wbr><wbr>(x", '<span class="mathjax_ignore">&#92;</span><wbr><wbr>(x'),
    ],
)
def test_prose_is_kept_from_mathjax_wherever_it_comes_from(html: str, safe: str) -> None:
    assert fields.safe(html) == safe


@given(tex())
def test_no_reading_of_an_allowed_formula_finds_another_command(text: str) -> None:
    r"""Wherever a program begins to read, after `\\` too: MathJax does so where `\matrix` has no braces."""
    if markup.refused(text):
        return
    sent = unescape(fields.mathjax(text, display=False))[2:-2]
    named = {*re.findall(r"(?=\\([A-Za-z]+))", sent)}
    assert named <= {*COMMANDS, "begin", "end"}


@given(tex())
def test_an_allowed_formula_ends_where_it_seems_to(text: str) -> None:
    """As MathJax looks for the end: braces around, and what stands behind a backslash, hide it."""
    if markup.refused(text):
        return
    sent = unescape(fields.mathjax(text, display=False))
    depth = 0
    for found in re.finditer(r"\\\)|\\(?:[a-zA-Z]|.)|[{}]", sent[2:] + r" \) } \)"):
        if found[0] == r"\)" and depth == 0:
            assert found.end() == len(sent) - 2
            return
        depth = max(0, depth + (found[0] == "{") - (found[0] == "}"))
    pytest.fail("no end")
