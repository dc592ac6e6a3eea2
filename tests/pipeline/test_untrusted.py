"""A document is untrusted: what lies beside it is printed, and what lies elsewhere is not, whatever it tries.

Canaries lie wherever a document might reach: files outside of its folder, and a server that notes who asks.
"""

from __future__ import annotations

import io
import json
import subprocess
import threading
from base64 import b64encode
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from PIL import Image

from tests.test_cli import run
from tests.tools import needs

Folder = Callable[..., Path]
PRINTS = ("sheet", "flashcards", "quiz")
NAMES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
SVG = f'<svg {NAMES} width="200" height="40">{{}}</svg>'
CANARY = SVG.format('<text y="20">canaryx</text>')


ANSWERED = ("sheet", "flashcards", "quiz-key")  # the prints that have answers


def picture(kind: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(buffer, kind)
    return buffer.getvalue()


def printed(source: Path, text: str) -> list[dict[str, str | int]]:
    """Prints a document in all ways; its problems."""
    card = f"# Oven\n\n### Q1: What is seen?\n\nBefore wordsx.\n\n{text}\n\nAfter wordsx.\n"
    (source / "oven.md").write_text(card, encoding="utf-8")
    dist = source.parent / "dist"
    result = run("build", source, "--out", dist, "--only", ",".join(PRINTS), "--jobs", "1")
    assert result.exit_code == 0, result.output
    found: list[dict[str, str | int]] = json.loads((dist / "report.json").read_text(encoding="utf-8"))["problems"]
    return found


def words(source: Path, kind: str) -> str:
    path = source.parent / "dist" / "print" / f"oven-{kind}.pdf"
    return subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True, text=True).stdout


def pictures(source: Path, kind: str) -> int:
    path = source.parent / "dist" / "print" / f"oven-{kind}.pdf"
    rows = subprocess.run(["pdfimages", "-list", path], check=True, capture_output=True, text=True).stdout
    return len(rows.splitlines()[2:])


@pytest.fixture
def source(folder: Folder) -> Path:
    made = folder(oven__md="")
    (made / "img").mkdir()
    return made


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """A canary on the network: its address, and what was asked of it."""
    asked: list[str] = []

    class Canary(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(CANARY.encode())

    with HTTPServer(("127.0.0.1", 0), Canary) as listening:
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{listening.server_port}", asked
        listening.shutdown()


@needs("pdf", "poppler")
def test_images_beside_a_document_are_printed(source: Path) -> None:
    for kind in ("png", "jpeg", "gif", "webp"):
        (source / "img" / f"a {kind}.{kind}").write_bytes(picture(kind))
    (source / "img" / "drawn.svg").write_text(SVG.format('<text y="20">drawnx</text>'), encoding="utf-8")
    names = ["a%20png.png", "a%20jpeg.jpeg", "a%20gif.gif", "a%20webp.webp", "drawn.svg"]
    inline = b64encode(SVG.format('<text y="20">inlinex</text>').encode()).decode()
    text = "\n\n".join(f"![it](img/{name})" for name in names) + f'\n\n<img src="data:image/svg+xml;base64,{inline}">'
    assert printed(source, text) == []
    for kind in ANSWERED:
        assert pictures(source, kind) == 4
        assert {"wordsx.", "drawnx", "inlinex"} <= set(words(source, kind).split())


MISSING = [
    "![it](../outside.svg)",
    "![it](img/../../outside.svg)",
    "![it](%2e%2e/outside.svg)",
    "![it]({root}/outside.svg)",
    "![it](//127.0.0.1/outside.svg)",
    "![it](linked.svg)",
    "![it](away/outside.svg)",
    '<img src="file://{root}/outside.svg">',
    '<img src="FILE:{root}/outside.svg">',
    '<img src="data:text/html;base64,PGltZyBzcmM9ImZpbGU6Ly8vIj4=">',
]
REMOTE = [
    "![it]({server}/a.svg)",
    '<img src="{server}/a.svg" srcset="{server}/b.svg 2x" style="background: url({server}/c.svg)">',
]
HIDDEN = [
    "![it](file://{root}/outside.svg)",  # is no image, but text
    '<p style="background: url(file://{root}/outside.svg)">it</p>',
    '<link rel="stylesheet" href="{server}/a.css"><link rel="attachment" href="file://{root}/outside.svg">',
    "<style>@import '{server}/a.css'; p {{ content: url(file://{root}/outside.svg) }}</style>",
    '<object data="file://{root}/outside.svg"></object><embed src="{server}/a.svg"><iframe src="{server}/b"></iframe>',
    '<svg><image href="file://{root}/outside.svg"/></svg><base href="{server}/">',
    '<a href="file://{root}/outside.svg" rel="attachment" download>it</a>',
]
TOLD = {"missing-image": MISSING, "remote-image": REMOTE, "": HIDDEN}


@needs("pdf", "poppler")
@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in TOLD.items() for text in texts])
def test_what_lies_elsewhere_is_not_printed(source: Path, server: tuple[str, list[str]], code: str, text: str) -> None:
    root = source.parent
    (root / "outside.svg").write_text(CANARY, encoding="utf-8")
    (source / "linked.svg").symlink_to(root / "outside.svg")
    (source / "away").symlink_to(root)
    address, asked = server
    found = printed(source, text.format(root=root, server=address))
    for kind in ANSWERED:
        assert words(source, kind).count("wordsx.") == 2
        assert b"/EmbeddedFile" not in (root / "dist" / "print" / f"oven-{kind}.pdf").read_bytes()
    assert not any("canaryx" in words(source, kind) for kind in (*ANSWERED, "quiz"))
    assert asked == []
    assert {problem["code"] for problem in found} == {code, "linked-outside"} - {""}


DRAWINGS = {
    "a file": '<image href="file://{root}/outside.svg" width="9" height="9"/>',
    "a neighbor": '<image xlink:href="../outside.svg" width="9" height="9"/>',
    "a server": '<image href="{server}/a.png" width="9" height="9"/>',
    "a shape elsewhere": '<use href="file://{root}/outside.svg#a"/>',
    "a font": "<style>@font-face {{ font-family: a; src: url({server}/a.woff) }}</style>",
    "a style sheet": "<style>@import '{server}/a.css';</style>",
    "a page": "<foreignObject><p>canaryx</p></foreignObject>",
    "a bomb": "".join(f'<g id="g{n}">' + (f'<use href="#g{n - 1}"/>' * 9 or "<path/>") + "</g>" for n in range(1, 12)),
}


@needs("pdf", "poppler")
@pytest.mark.parametrize("body", DRAWINGS.values(), ids=DRAWINGS.keys())
def test_a_drawing_that_reaches_beyond_itself_is_told_and_not_printed(
    source: Path, server: tuple[str, list[str]], body: str
) -> None:
    root, (address, asked) = source.parent, server
    (root / "outside.svg").write_text(CANARY, encoding="utf-8")
    drawing = SVG.format(body.format(root=root, server=address))
    (source / "img" / "sly.svg").write_text(drawing, encoding="utf-8")
    inline = b64encode(drawing.encode()).decode()
    tag = f'<img src="data:image/svg+xml;base64,{inline}" alt="more of it">'
    found = printed(source, f"![words of it](img/sly.svg)\n\n{tag}")
    for kind in ANSWERED:
        text = words(source, kind)
        assert "canaryx" not in text
        assert "words of it" in text
        assert "more of it" in text
    assert asked == []
    assert [problem["line"] for problem in found if problem["code"] == "missing-image"] == [
        3,
        7,
    ]  # the second: of the question


@needs("pdf", "poppler")
def test_entities_are_not_resolved(source: Path) -> None:
    (source.parent / "secret.txt").write_text("canaryx", encoding="utf-8")
    entity = f'<!DOCTYPE svg [<!ENTITY a SYSTEM "file://{source.parent}/secret.txt">]>'
    (source / "sly.svg").write_text(entity + SVG.format("<text>&a;</text>"), encoding="utf-8")
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    (source / "laughs.svg").write_text(
        f"<!DOCTYPE svg [{laughs}]>" + SVG.format("<text>&l11;</text>"), encoding="utf-8"
    )
    found = printed(source, "![one](sly.svg) ![two](laughs.svg)")
    assert [problem["code"] for problem in found] == ["missing-image", "missing-image"]
    assert "canaryx" not in words(source, "sheet")


@needs("pdf", "poppler")
def test_an_image_too_large_to_print_is_told_with_its_name(source: Path) -> None:
    buffer = io.BytesIO()
    Image.new("1", (6000, 5000)).save(buffer, "png")
    (source / "poster.png").write_bytes(buffer.getvalue())
    found = printed(source, "![a poster](poster.png)")
    assert {(problem["code"], problem["line"]) for problem in found} == {("image-refused", 3)}
    assert "the image a poster is not printed. Expected: PNG, JPEG" in str(found[0]["message"])
    assert all("a poster" in words(source, kind) for kind in ANSWERED)


@needs("pdf", "poppler")
def test_a_drawing_that_cannot_be_drawn_is_told(source: Path) -> None:
    (source / "torn.svg").write_text(SVG.format('<g transform="rotate(x)"><path d="M0 0"/></g>'), encoding="utf-8")
    found = printed(source, "![a torn one](torn.svg)")
    assert {(problem["code"], problem["line"]) for problem in found} == {("image-refused", 3)}
    assert len(found) == 1  # for all prints together
    assert all(words(source, kind).count("wordsx.") == 2 for kind in ANSWERED)
