"""Images of documents: what is taken, what is told, and that nothing outside of the document's folder is read."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from exporter.model import Card, Document, Location
from exporter.sources import media
from exporter.sources.discover import SourceFile
from tests.collection import opened, take
from tests.test_cli import run


def picture(color: str = "teal", kind: str = "png", size: tuple[int, int] = (8, 6)) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, color).save(buffer, kind)
    return buffer.getvalue()


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A folder with a document in it, images beside it, and something secret outside."""
    folder = tmp_path / "book"
    (folder / "img").mkdir(parents=True)
    (folder / "img" / "a b.png").write_bytes(picture())
    (folder / "photo.jpeg").write_bytes(picture(kind="jpeg"))
    (folder / "text.png").write_text("no image at all")
    (folder / "drawing.svg").write_text(
        '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'
    )
    (folder / "evil.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><script>x()</script></svg>')
    (tmp_path / "secret.png").write_bytes(picture("red"))
    (folder / "linked.png").symlink_to(tmp_path / "secret.png")
    (folder / "inner.png").symlink_to(folder / "photo.jpeg")
    return folder


def gathered(book: Path, text: str, *, remote: bool = False) -> media.Gathered:
    file = book / "bread.md"
    file.write_text(f"# Bread\n\n### Q: What?\n\n{text}\n", encoding="utf-8")
    card = Card("What?", text, Location("bread.md", 3))
    return media.gather([Document("Bread", "bread.md", (card,))], [SourceFile(file, "bread.md", "")], remote=remote)


@pytest.mark.parametrize(
    "address",
    [
        "../secret.png",
        "linked.png",
        "img/../../secret.png",
        "%2e%2e/secret.png",
        "/etc/hostname",
        "file:///etc/hostname",
        "nowhere.png",
        "img",
        "text.png",
        "evil.svg",
        "a%00b.png",
        "data:image/png;base64,AAAA",
        "data:text/html,hello",
    ],
)
def test_what_is_not_taken_is_told(book: Path, address: str) -> None:
    found = gathered(book, f'So:\n\n<img src="{address}" alt="it">')
    assert found.images == {}
    assert [problem.code for problem in found.problems] == ["missing-image"]
    assert found.problems[0].where.line == (3 if address.startswith("data:") else 7)


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("img/a%20b.png", "image/png"),
        ("<img/a b.png>", "image/png"),
        ("photo.jpeg", "image/jpeg"),
        ("photo.jpeg?raw=true", "image/jpeg"),
        ("./photo.jpeg", "image/jpeg"),
        ("inner.png", "image/jpeg"),
        ("drawing.svg", "image/svg+xml"),
        (f"data:image/gif;base64,{b64encode(picture(kind='gif')).decode()}", "image/gif"),
    ],
)
def test_what_is_an_image_is_taken(book: Path, address: str, kind: str) -> None:
    found = gathered(book, f"So: ![it]({address})")
    assert found.problems == ()
    (image,) = found.images.values()
    assert image.type == kind
    assert image.name.startswith("qa-")


def test_each_image_is_told_at_its_own_line(book: Path) -> None:
    text = "So ![a](a.png) ![b](b.png)\n\n![c](&#99;.png)\n\n![d](d%20e.png)\n\n### Q: Why ![f](f.png)?\n\n![g](g.png)"
    assert [(problem.where.line, problem.message[:3]) for problem in gathered(book, text).problems] == [
        (5, "a.p"),
        (5, "b.p"),
        (3, "c.p"),  # spelled in another way
        (9, "d e"),
        (11, "f.p"),
        (13, "g.p"),
    ]


def test_a_name_hangs_on_the_content_alone(book: Path) -> None:
    (book / "copy.png").write_bytes(picture())
    images = gathered(book, "![a](img/a%20b.png) ![b](copy.png) ![c](photo.jpeg)").images
    assert len({image.name for image in images.values()}) == 2


def test_images_of_the_web_are_told_and_never_fetched(book: Path) -> None:
    text = "![far](https://example.org/a.png)"
    assert [problem.code for problem in gathered(book, text).problems] == ["remote-image"]
    assert gathered(book, text, remote=True) == media.Gathered({}, ())


def test_large_images_are_refused(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(media, "MOST_BYTES", 100)
    assert "larger" in gathered(book, "![x](photo.jpeg)").problems[0].message
    monkeypatch.setattr(media, "MOST_BYTES", 10_000_000)
    monkeypatch.setattr(media, "_MOST_PIXELS", 10)
    assert "megapixels" in gathered(book, "![x](photo.jpeg)").problems[0].message


def test_a_package_carries_them_and_a_changed_one_updates_the_note(
    folder: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = folder(bread__md="# Bread\n\n### Q1: What is seen?\n\nA ![loaf](loaf.png).\n")
    (source / "loaf.png").write_bytes(picture("teal"))
    package = tmp_path / "dist" / "anki" / "all-decks.apkg"

    def built(now: int) -> list[str]:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(now))
        run("build", source, "--out", tmp_path / "dist", "--only", "anki,sheet,preview")
        with zipfile.ZipFile(package) as archive:
            return list(json.loads(archive.read("media")).values())

    with opened(tmp_path / "anki") as collection:
        (old,) = built(1_750_000_000)
        assert take(collection, package).new == 1
        assert (Path(collection.media.dir()) / old).read_bytes() == picture("teal")
        (source / "loaf.png").write_bytes(picture("tan"))
        (new,) = built(1_750_000_100)
        assert old != new
        assert take(collection, package).updated == 1
        assert (Path(collection.media.dir()) / new).read_bytes() == picture("tan")
        card = collection.get_card(collection.find_cards("")[0])
        assert f'<img src="{new}" alt="loaf">' in card.answer()
        assert not collection.media.check().missing


# ── a source folder, documents that hold pictures, sounds ────────────────────────────────────────────────────────────


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A folder with a note in one folder and pictures in others."""
    place = tmp_path / "vault"
    for folder in ("notes", "assets/deep", ".trash"):
        (place / folder).mkdir(parents=True)
    (place / "assets" / "fig.png").write_bytes(picture())
    (place / "assets" / "deep" / "fig.png").write_bytes(picture("red"))
    (place / ".trash" / "gone.png").write_bytes(picture())
    (tmp_path / "secret.png").write_bytes(picture("red"))
    return place


def within(vault: Path, text: str) -> media.Gathered:
    file = vault / "notes" / "a.md"
    file.write_text(f"### Q: What?\n\n{text}\n", encoding="utf-8")
    card = Card("What?", text, Location("notes/a.md", 1))
    found = SourceFile(file, "notes/a.md", "", vault)
    return media.gather([Document("A", "notes/a.md", (card,))], [found], remote=False)


@pytest.mark.parametrize("address", ["../assets/fig.png", "/assets/fig.png", "fig.png"])
def test_pictures_of_the_source_folder(vault: Path, address: str) -> None:
    (found,) = within(vault, f"![]({address})").images.values()
    assert found.data == picture()


@pytest.mark.parametrize("address", ["../../secret.png", "/../secret.png", "gone.png", "secret.png", "x/fig.png"])
def test_what_is_outside_or_hidden(vault: Path, address: str) -> None:
    gathered = within(vault, f"![]({address})")
    assert not gathered.images
    assert len(gathered.problems) == 1


def test_a_new_file_is_seen_by_the_next_build(vault: Path) -> None:
    assert not within(vault, "![](later.png)").images
    (vault / "assets" / "later.png").write_bytes(picture())
    assert within(vault, "![](later.png)").images


def document(folder: Path, name: str, members: dict[str, bytes]) -> SourceFile:
    file = folder / name
    with zipfile.ZipFile(file, "w") as archive:
        for member, data in members.items():
            archive.writestr(member, data)
    return SourceFile(file, name, "")


@pytest.mark.parametrize(
    ("name", "member", "address"),
    [
        ("a.docx", "word/media/rId9.png", "media/rId9.png"),
        ("a.odt", "Pictures/0.png", "Pictures/0.png"),
        ("a.epub", "EPUB/media/file0.png", "media/file0.png"),
    ],
)
def test_pictures_inside_of_documents(tmp_path: Path, name: str, member: str, address: str) -> None:
    found = document(tmp_path, name, {"other.png": picture("red"), member: picture()})
    card = Card("What?", f"![]({address}) ![](missing.png)", Location(name, 1))
    gathered = media.gather([Document("A", name, (card,))], [found], remote=False)
    assert [image.data for image in gathered.images.values()] == [picture()]
    assert len(gathered.problems) == 1


def test_a_picture_in_a_document_that_is_too_large(tmp_path: Path) -> None:
    found = document(tmp_path, "a.docx", {"word/media/a.png": b"\0" * 10_000_001})
    card = Card("What?", "![](media/a.png)", Location("a.docx", 1))
    gathered = media.gather([Document("A", "a.docx", (card,))], [found], remote=False)
    assert ["larger than 10 MB" in problem.message for problem in gathered.problems] == [True]


def test_pictures_of_notebooks(tmp_path: Path) -> None:
    said = b64encode(picture()).decode()
    cells = [
        {"cell_type": "markdown", "source": ["![a](attachment:a.png)"], "attachments": {"a.png": {"image/png": said}}},
        {"cell_type": "code", "outputs": [{"data": {"image/png": [said]}}, {"data": {"image/png": "no base64 ü"}}, 7]},
    ]
    file = tmp_path / "a.ipynb"
    file.write_text(json.dumps({"cells": cells}))
    content = hashlib.sha1(picture(), usedforsecurity=False).hexdigest()
    card = Card("What?", f"![](a.png) ![]({content}.png)", Location("a.ipynb", 1))
    gathered = media.gather([Document("A", "a.ipynb", (card,))], [SourceFile(file, "a.ipynb", "")], remote=False)
    assert [image.data for image in gathered.images.values()] == [picture(), picture()]


SOUND = b"ID3\x04\0\0\0\0\0\0" + b"\xff\xfb\x90\0" * 20


def test_a_sound_is_played_by_anki_and_named_in_print(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "loaf.mp3").write_bytes(SOUND)
    (folder / "fake.mp3").write_bytes(b"no sound")
    text = "# A\n\n### Q: How is loaf said?\n\nSo: [sound:loaf.mp3]\n\n### Q: And crumb?\n\n"
    (folder / "a.md").write_text(f"{text}![[fake.mp3]] or [sound:old.mp3]\n")
    result = run("build", folder, "--out", tmp_path / "dist", "--only", "anki,preview,sheet")
    assert "2 images or sounds are missing" in result.stderr
    with opened(tmp_path / "anki") as collection:
        take(collection, tmp_path / "dist" / "anki" / "a.apkg")
        played = sorted(note["Answer"] for note in map(collection.get_note, collection.find_notes("")))
        names = [name.removesuffix("]") for name in re.findall(r"qa-\w+\.mp3", "".join(played))]
        assert [collection.media.have(name) for name in names] == [True]
    assert played == [f"<p>So: [sound:{names[0]}]</p>", "<p>[sound:fake.mp3] or [sound:old.mp3]</p>"]
    assert "data:audio/mpeg;base64," in (tmp_path / "dist" / "index.html").read_text()
