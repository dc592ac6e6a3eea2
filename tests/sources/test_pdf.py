"""PDF: pages that browsers and WeasyPrint make, read back as the text they were made of."""

from __future__ import annotations

import io
import random
import shutil
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from exporter import readers
from exporter.errors import InputError
from exporter.sources import formats, pdf, programs
from exporter.sources.pdf import program
from exporter.sources.pdf.hyphens import Hyphens
from tests.test_cli import run

needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is missing: no PDF is read")
WHY = "Why does the baker of house number {n} knead the dough for ten minutes before it goes into the oven?"
SO = "Because kneading builds the net that holds the gas number {n}, and the fibers are efficiently affiliated."
STYLE = """@page {{ size: A5; margin: 2cm; @top-center {{ content: '{head}' }} @bottom-right {{ content: {foot} }} }}
body {{ font: 11pt serif; column-count: {columns}; hyphens: auto; text-align: justify }}
pre {{ font: 9pt monospace }}"""


def library() -> Any:
    """WeasyPrint, where Pango is."""
    try:
        import weasyprint
    except OSError:
        pytest.skip("Pango is missing: no PDF is made")
    return weasyprint


def printed(
    body: str, *, columns: int = 1, head: str = "Bread and Beyond, 3rd edition", foot: str = "counter(page)"
) -> bytes:
    weasyprint = library()
    style = STYLE.format(columns=columns, head=head, foot=foot)
    data: bytes = weasyprint.HTML(string=f"<html lang=en><style>{style}</style>{body}</html>").write_pdf()
    return data


def drawn(*pages: list[str]) -> bytes:
    """A PDF of these lines, in Helvetica."""
    made, out = pikepdf.new(), io.BytesIO()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    for lines in pages:
        text = "BT /F 10 Tf 12 TL 50 780 Td " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
        made.add_blank_page(page_size=(595, 842))
        made.pages[-1].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        made.pages[-1].Contents = made.make_stream(text.encode("latin-1"))
    made.save(out)
    return out.getvalue()


def cards(data: bytes) -> list[tuple[str, str]]:
    return [(card.question, card.answer) for card in readers.read(formats.source("a.pdf", data)).cards]


# ── what cannot be read ──────────────────────────────────────────────────────────────────────────────────────────────


@needs_poppler
@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"Q: Why?\nA: So.\n", "not a PDF file"),
        (b"%PDF-1.4\n", "damaged or cut off"),
        (drawn(["Q: Why?"])[:300], "damaged or cut off"),
        (b"%PDF-1.4\n" + random.Random(1).randbytes(9000), "a.pdf: "),
        (drawn([], []), "there is no text in this PDF: its pages are pictures"),
    ],
)
def test_what_has_no_text_is_an_error_with_a_remedy(data: bytes, said: str) -> None:
    with pytest.raises(InputError) as error:
        pdf.read("a.pdf", data)
    assert said in error.value.message


@needs_poppler
def test_a_password_is_an_error_and_a_mere_restriction_is_not() -> None:
    data = drawn(["1. Why is salt in bread?", "For its taste.", "2. Why is yeast in it?", "For the gas."])
    for user in ("secret", ""):
        out = io.BytesIO()
        lock = pikepdf.Encryption(user=user, owner="owner", allow=pikepdf.Permissions(extract=False))
        pikepdf.open(io.BytesIO(data)).save(out, encryption=lock)
        if user:
            with pytest.raises(InputError, match="protected by a password"):
                pdf.read("a.pdf", out.getvalue())
        else:
            assert len(cards(out.getvalue())) == 2


def test_without_poppler_its_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "_found", lambda: "")
    with pytest.raises(InputError, match="read by poppler's pdftotext, which is not installed"):
        pdf.read("a.pdf", b"%PDF-1.4\n")


@needs_poppler
@pytest.mark.skipif(not shutil.which("sh"), reason="limits are those of a shell")
def test_limits_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "_LIMITS", programs.Limits(seconds=60, kilobytes=2_000_000, output=1_000))
    with pytest.raises(InputError, match=r"a\.pdf: pdftotext needs more than 0 MB of output\. Split"):
        pdf.read("a.pdf", drawn(*[["Why is salt in bread?"] * 50] * 9))


# ── pages ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@needs_poppler
@pytest.mark.parametrize("columns", [1, 2, 3])
def test_numbered_questions_in_columns_with_running_heads(columns: int) -> None:
    numbers = range(1, 25)
    body = "".join(f"<p>{n}. {WHY.format(n=n)}</p><p>{SO.format(n=n)}</p>" for n in numbers)
    assert cards(printed(body, columns=columns)) == [(WHY.format(n=n), SO.format(n=n)) for n in numbers]


@needs_poppler
@pytest.mark.parametrize(
    "foot", ["'Page ' counter(page) ' of ' counter(pages)", "counter(page, lower-roman)", "'- ' counter(page) ' -'"]
)
def test_page_numbers_however_they_are_written(foot: str) -> None:
    body = "".join(f"<p>Q{n}: {WHY.format(n=n)}</p><p>A: {SO.format(n=n)}</p>" for n in range(1, 25))
    assert [answer for _, answer in cards(printed(body, foot=foot))] == [SO.format(n=n) for n in range(1, 25)]


@needs_poppler
def test_a_question_at_the_top_of_each_page_is_no_running_head() -> None:
    body = "".join(
        f"<h2 style='break-before: page'>Question {n}</h2><p>{WHY.format(n=n)}</p><p>Answer: {SO.format(n=n)}</p>"
        for n in range(1, 7)
    )
    text = pdf.read("a.pdf", printed(body)).text
    assert [f"Question {n}" in text for n in range(1, 7)] == [True] * 6
    assert "Bread and Beyond" not in text


@needs_poppler
def test_code_keeps_its_lines_and_titles_are_headings() -> None:
    body = "<h1>Python</h1>" + "".join(
        f"<h2>How do you print {n} numbers?</h2><p>With a loop, as in this:</p>"
        f"<pre>for i in range({n}):\n    if i:\n        print(i)\n\nprint('done')</pre><ul><li>It is short</li></ul>"
        for n in (3, 4, 5)
    )
    code = "```python\nfor i in range(3):\n    if i:\n        print(i)\n\nprint('done')\n```"
    found = cards(printed(body))
    assert [question for question, _ in found] == [f"How do you print {n} numbers?" for n in (3, 4, 5)]
    assert found[0][1].replace("```\nfor", "```python\nfor") == f"With a loop, as in this:\n\n{code}\n\n- It is short"


@needs_poppler
def test_signs_of_markdown_are_text() -> None:
    body = "<p>1. What is 2 * 3 * 4 &lt; a_b_c?</p><p># none, [a](b) and &lt;b&gt;</p><p>2. Why?</p><p>So.</p>"
    text = pdf.read("a.pdf", printed(body)).text
    assert r"\# none, [a\](b) and \<b>" in text


@needs_poppler
def test_what_our_own_sheets_say_is_read_back(tmp_path: Path) -> None:
    library()
    asked = [f"Why is loaf {n} baked longer than the others of its size?" for n in range(1, 9)]
    (tmp_path / "bread.md").write_text(
        "# Bread\n\n" + "".join(f"### Q: {q}\n\nIt is of rye.\n\n" for q in asked), "utf-8"
    )
    run("build", tmp_path / "bread.md", "--out", tmp_path / "dist", "--only", "sheet")
    sheet = tmp_path / "dist" / "print" / "bread-sheet.pdf"
    found = cards(sheet.read_bytes())
    assert [question for question, _ in found] == asked
    assert {answer for _, answer in found[:-1]} == {"It is of rye."}  # the last one has the foot of a lone page


# ── places, folders ──────────────────────────────────────────────────────────────────────────────────────────────────


@needs_poppler
def test_a_place_is_a_page_and_a_line(tmp_path: Path) -> None:
    (tmp_path / "tea.pdf").write_bytes(
        drawn(["Q: Why is water boiled first?", "A: For its air.", "Q: Why wait?", "A: It is hot."], ["Q: Is it tea?"])
    )
    result = run("check", tmp_path / "tea.pdf")
    assert "tea.pdf:p2:1: warning [unanswered]" in result.stderr + result.stdout
    assert "p1:3  Why wait?" in run("parse", tmp_path / "tea.pdf").stdout


@needs_poppler
def test_in_a_folder_only_what_surely_asks_is_read(tmp_path: Path) -> None:
    (tmp_path / "tea.md").write_text("### Q: Why?\n\nTaste.\n", "utf-8")
    (tmp_path / "faq.pdf").write_bytes(drawn(["Q: Why is water boiled?", "A: Air.", "Q: Why wait?", "A: It is hot."]))
    (tmp_path / "letter.pdf").write_bytes(drawn(["Dear Ann,", "we met in the rain, and I forgot the umbrella."]))
    (tmp_path / "scan.pdf").write_bytes(drawn([]))
    (tmp_path / "broken.pdf").write_bytes(b"%PDF")
    run("build", tmp_path / "tea.md", "--out", tmp_path / "out", "--only", "sheet")
    for made in (tmp_path / "out" / "print").glob("*.pdf"):
        shutil.copy(made, tmp_path / "copy.pdf")
    result = run("build", tmp_path, "--out", tmp_path / "dist", "--only", "csv")
    assert result.exit_code == 0, result.stderr
    assert sorted(path.stem for path in (tmp_path / "dist" / "csv").iterdir()) == ["faq", "tea"]
    assert "4 .pdf" in result.stderr
    assert run("parse", tmp_path / "scan.pdf").exit_code == 3


# ── hyphens ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["It is well-", "known to the baker."], "It is well-known to the baker."),
        (["the knead-", "ing of dough"], "the kneading of dough"),
        (["soft hyph\xad", "ens go"], "soft hyphens go"),
        (["a grpcurl-", "like tool"], "a grpcurl-like tool"),
        (["from 3-", "4 loaves"], "from 3-4 loaves"),
        (["the Anglo-", "Saxon loaf"], "the Anglo-Saxon loaf"),
        (["two words –", "and a dash"], "two words – and a dash"),
    ],
)
def test_a_hyphen_goes_where_the_word_is_one(lines: list[str], joined: str) -> None:
    assert Hyphens(["a grpcurl-like thing", *lines]).joined(lines) == joined
