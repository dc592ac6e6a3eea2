"""Web pages saved as one file, or with a folder of pictures beside them."""

from __future__ import annotations

import base64
import quopri
from io import BytesIO
from pathlib import Path

import pytest

from exporter import readers
from exporter.errors import InputError
from exporter.model import Card
from exporter.sources import discover, formats, media, webarchives


def drawn(color: str) -> bytes:
    from PIL import Image

    file = BytesIO()
    Image.new("RGB", (3, 3), color).save(file, "PNG")
    return file.getvalue()


RED, BLUE = drawn("red"), drawn("blue")
PAGE = """<html><head><title>Tea</title></head><body><p>=
</p><h2>What is a =E2=80=9Cpot=E2=80=9D?</h2>
<p>It holds tea. <img src=3D"https://tea.example/img/a%20pot.png?x=3D1&amp;y=3D2" alt=
=3D"A pot"></p>=0A=0A
<h2>What is a lid?</h2>
<p>It keeps heat. <img src=3D"cid:lid@x"><img src=3D"img/a%20pot.png?x=3D1=
&amp;y=3D2"><img src=3D"gone.png"></p></body></html>"""


def archive(page: str = PAGE, coding: str = "quoted-printable") -> bytes:
    text = f"""From: <Saved by a browser>
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html";
\tboundary="--of-tea--"

--

----of-tea--
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: {coding}
Content-Location: https://tea.example/faq

{page}
----of-tea--
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://tea.example/img/a%20pot.png?x=1&y=2

{base64.encodebytes(RED).decode()}
----of-tea--
Content-Type: image/png
Content-ID: <lid@x>
Content-Transfer-Encoding: base64

{base64.encodebytes(BLUE).decode()}
----of-tea----
"""
    return text.replace("\n", "\r\n").encode()


def cards(data: bytes) -> list[Card]:
    return readers.read(formats.source("tea.mhtml", data)).cards


def test_questions_have_the_lines_of_the_file() -> None:
    data = archive()
    lines = data.decode().splitlines()
    found = cards(data)
    assert [card.question for card in found] == ["What is a “pot”?", "What is a lid?"]
    assert ["What is a" in lines[card.where.line - 1] for card in found] == [True, True]


@pytest.mark.parametrize("coding", ["base64", "quoted-printable"])
def test_lines_of_a_page_on_one_line(coding: str) -> None:
    """Browsers write pages that are one line in many."""
    page = "".join(
        f"<h2>What is tea {n}?</h2><p>{'Words of tea. ' * n}</p><pre>a  <p>b</p></pre>" for n in range(1, 40)
    )
    wrap = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring}[coding]
    data = archive(wrap(page.encode()).decode().strip(), coding)
    lines, found = data.decode().splitlines(), cards(data)
    assert [card.question for card in found] == [f"What is tea {n}?" for n in range(1, 40)]
    for card in found if coding == "quoted-printable" else ():
        near = lines[card.where.line - 1 : card.where.line + 2]
        assert card.question in "".join(line.removesuffix("=") for line in near)


@pytest.mark.parametrize("coding", ["base64", "8bit", "binary", ""])
def test_other_codings(coding: str) -> None:
    page = "<h2>What is a pot?</h2>\n<p>It holds tea.</p>\n<h2>What is a lid?</h2>\n<p>It keeps heat – long.</p>"
    said = base64.encodebytes(page.encode()).decode().strip() if coding == "base64" else page
    assert [card.answer for card in cards(archive(said, coding))] == ["It holds tea.", "It keeps heat – long."]


def test_pictures_come_along(tmp_path: Path) -> None:
    (tmp_path / "tea.mhtml").write_bytes(archive())
    found = discover.discover([str(tmp_path)], None).documents
    documents = readers.read(formats.source(found[0].name, discover.data(found[0]))).documents
    gathered = media.gather(documents, found, remote=False)
    assert [image.data for image in gathered.images.values()] == [RED, BLUE]
    assert ["gone.png" in problem.message for problem in gathered.problems] == [True]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"MIME-Version: 1.0\n\n",
        b"Content-Type: multipart/related\n\n--\n\n<h2>Why?</h2>",
        archive().replace(b"text/html; charset", b"text/css; charset"),
        archive().replace(b"boundary=", b"border="),
    ],
)
def test_without_a_page(data: bytes) -> None:
    with pytest.raises(InputError, match=r"tea\.mhtml: no web page is in it"):
        formats.source("tea.mhtml", data)


def test_damaged_archives() -> None:
    whole = archive()
    for end in range(0, len(whole), 97):
        try:
            formats.source("tea.mhtml", whole[:end])
        except InputError:
            continue
    assert webarchives.pictures(whole.replace(b"iVBOR", b"!")) != {}


def test_parts_and_code_that_nothing_ends() -> None:
    with pytest.raises(InputError):
        formats.source("tea.mhtml", archive()[:150] + b"\r\n" + b"----of-tea--\r\n" * 200_000)
    assert cards(archive("<h2>What is a pot?</h2><p>It.</p><h2>What is tea?</h2><p>So.</p>" + "<pre>\n" * 50, "8bit"))


def test_a_folder_beside_a_page_has_no_documents(tmp_path: Path) -> None:
    for name in ("tea_files", "notes_files", "pot.files"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "frame.html").write_text("<h2>Why?</h2><p>So.</p>")
    (tmp_path / "tea.html").write_text(
        "<h2>What is a pot?</h2><p><img src='./tea_files/a%20b.png'></p><h2>What is tea?</h2><p>So.</p>"
    )
    (tmp_path / "pot.htm").write_text("<h2>How?</h2><p>So.</p>")
    (tmp_path / "tea_files" / "a b.png").write_bytes(RED)
    found = discover.discover([str(tmp_path)], None)
    assert [each.name for each in found.documents] == ["notes_files/frame.html", "pot.htm", "tea.html"]
    page = found.documents[-1]
    documents = readers.read(formats.source(page.name, discover.data(page))).documents
    assert [image.data for image in media.gather(documents, found.documents, remote=False).images.values()] == [RED]
