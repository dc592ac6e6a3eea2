"""Directives, roles, macros, boxes and includes of markup that pandoc reads: what a reader sees."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path

import pytest

from exporter import readers
from exporter.readers import linemap
from exporter.sources import asciidoc, formats, includes, org, pandoc, pod, restructured
from tests.test_cli import run

pytestmark = pytest.mark.skipif(not pandoc.found(), reason="pandoc is missing")
HEAD = {
    "mediawiki": "= Why? =\n\n",
    "dbk": "<section><title>Why?</title>",
    "rst": "Bread\n=====\n\nWhy?\n----\n\n",
    "adoc": "= Bread\n\n== Why?\n\n",
    "org": "* Why?\n",
    "pod": "=head1 Why?\n\n",
    "tex": "\\section{Why?}\n\n",
}


def converted(suffix: str, text: str) -> str:
    """What becomes of a text below a heading."""
    made = formats.source(f"a.{suffix}", (HEAD[suffix] + text + "\n").encode()).text
    return made.partition("# Why?\n")[2].strip("\n")


@pytest.mark.parametrize(
    ("suffix", "text", "expected"),
    [
        ("rst", "``a  b`` and *c*", "`a  b` and *c*"),
        ("rst", "See :ref:`the salt <salt>`.", "See the salt."),
        ("rst", "See :doc:`the guide </guide>`, :doc:`/how/to`.", "See the guide, how/to."),
        (
            "rst",
            ".. _salt:\n\nSalt in bread\n~~~~~~~~~~~~~\n\nSee :ref:`salt`.",
            "## Salt in bread\n\nSee Salt in bread.",
        ),
        ("rst", ":func:`os.path.join` :meth:`~a.B.c()` :class:`!D`", "`os.path.join()` `c()` `D`"),
        ("rst", ":py:func:`join <os.path.join>`", "`join`"),
        ("rst", ":kbd:`Ctrl+C` :option:`-v` :file:`/a/{b}/c`", "`Ctrl+C` `-v` `/a/b/c`"),
        ("rst", ":guilabel:`&Open` :menuselection:`File --> Open`", "**Open** File → Open"),
        ("rst", ":pep:`8` :rfc:`2822` :issue:`12` :term:`dough`", "PEP 8 RFC 2822 \\#12 dough"),
        ("rst", ":math:`a^2` :unknown:`x y`", r"\(a^2\) `x y`"),
        ("rst", ".. note:: Wait.", "> [!NOTE]\n> Wait."),
        ("rst", ".. danger::\n\n   It burns.\n\n   - so", "> [!CAUTION]\n> It burns.\n>\n> - so"),
        ("rst", ".. admonition:: Of steam\n\n   Hot.", "> [!NOTE]\n> **Of steam**\n> Hot."),
        ("rst", ".. admonition:: Why steam?\n\n   Hot.", "**Why steam?**\n\nHot."),
        ("rst", ".. versionadded:: 3.1\n   Steam.", "*Added in version 3.1:* Steam."),
        ("rst", ".. deprecated:: 3.2", "*Deprecated since version 3.2.*"),
        ("rst", ".. index:: single: a\n.. highlight:: c\n\nSo.", "So."),
        ("rst", ".. toctree::\n\n   a\n   b\n\nSo.", "So."),
        ("rst", ".. function:: bake(x)\n\n   It bakes.", "`bake(x)`\n\nIt bakes."),
        ("rst", ".. only:: html\n\n   So.", "So."),
        ("rst", ".. prompt:: bash $\n\n   bake  x", "``` bash\nbake  x\n```"),
        ("rst", ">>> a =  1\n>>> a\n1\n\nSo.", "``` pycon\n>>> a =  1\n>>> a\n1\n```\n\nSo."),
        ("rst", "So::\n\n  >>> a\n\nSo.", "So:\n\n    >>> a\n\nSo."),
        ("rst", "rye\n  A grain.", "**rye**\n\nA grain."),
        ("adoc", "See xref:a.adoc#b[the salt], <<b,rye>>.", "See the salt, rye."),
        ("adoc", "[[salt]]\n=== Salt in bread\n\nSee <<salt>>.", "## Salt in bread\n\nSee Salt in bread."),
        ("adoc", "kbd:[F1] btn:[OK] menu:File[Open] `a  b`", "**F1** **OK** **File › Open** `a  b`"),
        ("rst", ".. code-block :: sh\n\n   bake", "``` sh\nbake\n```"),
        ("adoc", "https://a.b[rye^] link:a.html[salt,window=_blank]", "[rye](https://a.b) [salt](a.html)"),
        ("adoc", "a^th^ H~2~O x~n~", "a<sup>th</sup> H₂O x<sub>n</sub>"),
        ("adoc", "So.\n\n'''''\n\nSo.", f"So.\n\n{'-' * 72}\n\nSo."),
        ("adoc", "WARNING: It burns.", "> [!WARNING]\n> It burns."),
        ("adoc", "[TIP]\n====\nWait.\n\n* so\n====", "> [!TIP]\n> Wait.\n>\n> - so"),
        ("adoc", "ifdef::a[]\nSo.\nendif::[]", "So."),
        ("adoc", "ifndef::a[So.]", "So."),
        ("adoc", "[source,ruby]\n----\nputs  1\n----", "``` ruby\nputs  1\n```"),
        (
            "mediawiki",
            "See [[Rye]], [[salt|the salt]], [[#So]] and [http://a.b it].",
            "See Rye, the salt, So and [it](http://a.b).",
        ),
        ("mediawiki", "So.\n\n[[Category:Food]]", "So."),
        ("dbk", "<note><title>Of rye</title><para>So.</para></note></section>", "> [!NOTE]\n> **Of rye**\n> So."),
        ("org", "See [[https://a.b][the salt]], =a  b=.", "See [the salt](https://a.b), `a  b`."),
        ("org", "#+BEGIN_NOTE\nWait.\n#+END_NOTE", "> [!NOTE]\n> Wait."),
        ("org", "** TODO [#A] How?\nSo.", "## How?\n\nSo."),
        ("org", "- [ ] one\n- two [#A]", "- [ ] one\n- two \\[#A\\]"),
        ("org", "| a\\ | b |", "|     |     |\n|-----|-----|\n| a\\\\ | b   |"),
        ("org", "c:\\\\b\\\\d and ~a\\\\b~", "c:\\\\b\\\\d and `a\\\\b`"),
        (
            "org",
            "\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}",
            "\\[\\begin{aligned}\na &= b \\\\\nc &= d\n\\end{aligned}\\]",
        ),
        ("tex", "\\begin{equation}a\\end{equation}", "\\[a\\]"),
        ("pod", "See L<the salt|Salt>, L<perlop/Rye>, C<< a->  b >>.", "See the salt, “Rye” in perlop, `a->  b`."),
        ("pod", "=over\n\n=item * one\n\n=item * two\n\n=back", "- one\n\n- two"),
        ("pod", "=over\n\n=item 1. one\n\n=item 2. two\n\n=back", "1.  one\n\n2.  two"),
        ("pod", "=over\n\n=item rye\n\nA grain.\n\n=back", "**rye**\n\nA grain."),
        ("pod", "=begin html\n\n<b>a</b>\n\n=end html\n\nSo.", "So."),
        ("pod", "    if (x) {\n      y\n    }", "    if (x) {\n      y\n    }"),
    ],
)
def test_what_is_shown(suffix: str, text: str, expected: str) -> None:
    assert converted(suffix, text) == expected


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("Bread\n=====\n\nWhy is there salt?\n------------------\n\nTaste.\n", ["Why is there salt?"]),
        ("=====\nBread\n=====\n\nWhy is there salt?\n------------------\n\nTaste.\n", ["Why is there salt?"]),
        ("Why is there salt?\n==================\n\nFor its taste.\n", ["Why is there salt?"]),
        (
            "Bread\n=====\n\n=====\na\n=====\n\nWhy is there salt?\n------------------\n\nTaste.\n",
            ["Why is there salt?"],
        ),
    ],
)
def test_a_lone_section_is_no_subtitle(text: str, questions: list[str]) -> None:
    assert [card.question for card in readers.read(formats.source("a.rst", text.encode())).cards] == questions


def test_classes_of_books_are_no_directives() -> None:
    text = "::: contents\n# Why is there salt?\n\n::: index\nTaste.\n:::\n\n::: note\nRye.\n:::\n:::\n"
    command = [pandoc.found(), "--from=markdown", "--to=epub", "--output=-"]
    data = subprocess.run(command, input=text.encode(), capture_output=True, check=True).stdout
    assert formats.source("a.epub", data).text.strip().endswith("# Why is there salt?\n\nTaste.\n\nRye.")


def test_links_of_contents_stay() -> None:
    text = "- [[#a][What is a?]]\n- [[#b][What is b?]]\n"
    assert "[What is a?](#a)" in converted("org", text)


@pytest.mark.parametrize(
    ("suffix", "text", "included"),
    [
        ("rst", "a\n\n.. include:: b/c.txt\n\nd", {"b/c.txt": 9}),
        ("rst", ".. literalinclude:: c.py\n   :lines: 1-3\n\nd", {"c.py": 7}),
        ("rst", "As in::\n\n  .. include:: c.txt\n\nd", {}),
        ("rst", ".. code-block:: rst\n\n   .. include:: c.txt\n\nd", {}),
        ("adoc", "include::b/c.adoc[leveloffset=+1]\n\nd", {"b/c.adoc": 5}),
        ("adoc", "See include::c.adoc[] there.", {}),
        ("org", '#+INCLUDE: "./c.org" :lines "1-"\nd', {"./c.org": 2}),
        ("org", "#+BEGIN_SRC org\n#+include: c.org\n#+END_SRC", {}),
        ("tex", "a \\input{b/c} d\n\n% \\input{e}", {"b/c": 3}),
        ("tex", "\\begin{verbatim}\n\\input{b}\n\\end{verbatim}", {}),
        ("tex", "a \\inputx{b} \\\\input{c}", {}),
    ],
)
def test_included_files_are_told_and_not_read(suffix: str, text: str, included: dict[str, int]) -> None:
    found = formats.source(f"a.{suffix}", (HEAD[suffix] + text + "\n").encode())
    assert {p.message.partition(":")[0]: p.where.line for p in found.problems} == included
    assert all(name not in found.text for name in included)


def test_the_rest_of_a_document_that_includes_others_is_read(tmp_path: Path) -> None:
    text = "= Bread\n\ninclude::a.adoc[]\n\n== Why is there salt in bread?\n\nFor taste.\n\ninclude::b.adoc[]\n"
    (tmp_path / "bread.adoc").write_text(text)
    (tmp_path / "a.adoc").write_text("The secret word.\n")
    result = run("check", tmp_path / "bread.adoc")
    assert (
        "bread.adoc:3: warning [included] a.adoc: another file would be included here" in result.stdout + result.stderr
    )
    (card,) = readers.read(formats.source("bread.adoc", text.encode())).cards
    assert (card.question, card.answer) == ("Why is there salt in bread?", "For taste.")


def test_tags_of_an_org_document() -> None:
    text = "#+TITLE: Bread\n#+FILETAGS: :rye:wheat:\n* Why salt?\nTaste.\n* Why heat?\nCrust.\n"
    (document,) = readers.read(formats.source("a.org", text.encode())).documents
    assert document.tags == ("rye", "wheat")


@pytest.mark.parametrize("kind", ["docx", "odt"])
@pytest.mark.parametrize("program", ["pandoc", "LibreOffice"])
def test_formulas_of_word_processors(kind: str, program: str) -> None:
    text = "# Why $a^2$?\n\nIt is $b$ so.\n\n$$c+d$$\n\n# Why?\n\nSo.\n"
    command = [pandoc.found(), "--from=markdown", f"--to={kind}", "--output=-"]
    data = subprocess.run(command, input=text.encode(), capture_output=True, check=True).stdout
    if program == "LibreOffice" and kind == "odt":
        data = _as_libreoffice(data)
    made = formats.source(f"a.{kind}", data).text
    assert made.startswith("# Why \\(a^{2}\\)?\n\nIt is \\(b\\) so.\n\n\\[c + d\\]")


def _as_libreoffice(data: bytes) -> bytes:
    """The document with paths of formulas as LibreOffice writes them, and pictures that stand for them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w") as made:
        for name in archive.namelist():
            content = archive.read(name)
            if name == "content.xml":
                content = content.replace(b'href="Formula-', b'href="./Formula-').replace(
                    b'/" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad" />',
                    b'" xlink:type="simple"/><draw:image xlink:href="./ObjectReplacements/x" xlink:type="simple"/>',
                )
            made.writestr(name, content)
    return out.getvalue()


def test_typed_bullets_are_a_list() -> None:
    rtf = rb"{\rtf1\ansi {\pard \fs28 \b Why?\par}{\pard \u8226 ? one\par}{\pard \u8226 ? two\par}{\pard So.\par}}"
    assert "- one\n- two\n\nSo." in formats.source("a.rtf", rtf).text


@pytest.mark.parametrize("part", ["\\", "|\\", "[", "include::a[", "http://a[", ":a:`", "C<a  ", "((", "{{embed "])
def test_what_is_prepared_costs_no_more_than_its_length(part: str) -> None:
    line = part * (300_000 // len(part))
    for module in (asciidoc, org, pod, restructured):
        module.prepared([line, line])
    for kind in ("rst", "asciidoc", "org", "latex", "mediawiki"):
        includes.removed(kind, [line, line])
        linemap.located([line], [line], kind)
