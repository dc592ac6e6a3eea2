"""Documents that pandoc converts: read like any other, with the lines of the original."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from exporter import installation, readers, syspackages
from exporter.errors import InputError
from exporter.model import Document
from exporter.sources import discover, formats, pandoc
from tests.conftest import ROOT

HERE = ROOT / "tests" / "fixtures" / "formats"
MARKDOWN = """---
title: Questions about tea
---
## How hot should the water be?

Eighty degrees.

## Why a lid?

```sh
boil --lid
```
"""
CARDS = [("How hot should the water be?", "Eighty degrees."), ("Why a lid?", "```sh\nboil --lid\n```")]


def document(name: str, data: bytes) -> Document:
    (found,) = readers.read(formats.source(name, data)).documents
    return found


def cards(found: Document) -> list[tuple[str, str]]:
    """Questions and answers; formats differ in what they say of the code's language."""
    code = re.compile(r"``` ?(?:sh|bash|)\n(boil.*)\n```| {4,}(boil.*)|`(boil.*)`")
    return [(card.question, code.sub(r"```sh\n\1\2\3\n```", card.answer)) for card in found.cards]


def lines(found: Document) -> list[int]:
    return [card.where.line for card in found.cards]


def test_markdown_and_text_are_not_converted() -> None:
    assert formats.source("a.md", b"<main>a</main>").text == "<main>a</main>"
    assert formats.source("a.unknown", b"= a").text == "= a"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("folded.html", [2, 5]),
        ("tea.org", [4, 7]),
        ("tea.rst", [5, 12]),
        ("tea.adoc", [3, 7]),
        ("tea.tex", [5, 7]),
        ("tea.textile", [3, 7]),
        ("tea.mediawiki", [3, 7]),
        ("tea.ipynb", [3, 5]),
        ("tea.dokuwiki", [3, 7]),
        ("tea.opml", [5, 6]),
        ("tea.typ", [5, 9]),
        ("tea.muse", [3, 7]),
        ("tea.djot", [3, 7]),
        ("tea.t2t", [6, 10]),
        ("tea.fb2", [6, 10]),
        ("tea.dbk", [5, 9]),
        ("tea.jats", [7, 10]),
        ("tea.man", [2, 4]),
        ("tea.vimwiki", [3, 7]),
        ("tea.creole", [3, 7]),
        ("tea.twiki", [3, 7]),
        ("tea.jira", [3, 7]),
        ("tea.pod", [3, 7]),
    ],
)
def test_formats_of_text(name: str, expected: list[int]) -> None:
    found = document(name, (HERE / name).read_bytes())
    assert (found.title, cards(found)) == ("Questions about tea", CARDS)
    assert lines(found) == expected


FRONT = b"---\ntitle: Of leaves\ntags: [green, black]\n---\n"
MARKED = {".fb2", ".dbk", ".jats", ".opml", ".ipynb"}  # XML and JSON have no room for it


@pytest.mark.parametrize(
    "name", [path.name for path in sorted(HERE.iterdir()) if path.suffix not in MARKED and path.name != "page.html"]
)
def test_a_front_matter_is_heeded_in_every_format(name: str) -> None:
    data = (HERE / name).read_bytes()
    plain, fronted = document(name, data), document(name, FRONT + data)
    assert (fronted.title, fronted.tags) == ("Of leaves", ("green", "black"))
    assert cards(fronted) == CARDS
    assert lines(fronted) == [line + 4 for line in lines(plain)]


@pytest.mark.parametrize("name", ["docx", "odt", "epub", "rtf"])
def test_formats_without_lines(name: str) -> None:
    made = subprocess.run(
        [pandoc.found(), "--from=markdown", f"--to={name}", "--standalone", "--output=-"],
        input=MARKDOWN.encode(),
        capture_output=True,
        check=True,
    )
    found = document(f"tea.{name}", made.stdout)
    assert [question for question, _ in cards(found)] == [question for question, _ in CARDS]
    assert cards(found)[0][1] == "Eighty degrees."
    assert "boil --lid" in cards(found)[1][1]
    assert found.title == "Questions about tea"
    assert lines(found) == sorted(set(lines(found)))


def test_of_a_page_the_content_is_read() -> None:
    found = document("page.html", (HERE / "page.html").read_bytes())
    assert found.title == "Questions about tea"
    questions = ["How hot should the water be?", "Does 3 &lt; 4 minutes matter?"]
    assert [card.question for card in found.cards][:2] == questions
    assert lines(found)[:2] == [9, 12]
    assert next(card.answer for card in found.cards) == "Eighty degrees for *green* tea."
    assert "| green | 2<br>3" in list(found.cards)[1].answer
    assert "subscribe" not in str(found)
    assert "shop" not in str(found)


def test_a_page_in_the_encoding_that_it_declares() -> None:
    page = '<meta charset="windows-1252"><h1>Interview</h1><h2>What is a café?</h2><p>A place.</p>'
    assert cards(document("a.html", page.encode("cp1252"))) == [("What is a café?", "A place.")]
    wrong = page.encode("cp1252").replace(b"windows-1252", b"utf-8")
    assert cards(document("a.html", wrong)) == [("What is a café?", "A place.")]


def test_a_damaged_document_is_told() -> None:
    with pytest.raises(InputError, match=r"a\.docx: pandoc cannot read it as docx: .+"):
        formats.source("a.docx", b"no archive")


@pytest.mark.parametrize(
    ("adding", "command", "remedy"),
    [
        ("pipx inject", "apt-get install", "Install it: `pipx inject` or `apt-get install`."),
        ("", "apt-get install", "Install it: `apt-get install`."),
        ("", "", "Install it."),
    ],
)
def test_without_pandoc_what_installs_it_is_told(
    adding: str, command: str, remedy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pandoc, "found", lambda: "")
    monkeypatch.setattr(installation, "adding", lambda extra: adding)
    monkeypatch.setattr(syspackages, "command", lambda *needs: command)
    with pytest.raises(InputError) as raised:
        formats.source("a.org", b"* What?")
    assert raised.value.message == f"a.org: this format is read by pandoc, which is not installed. {remedy}"


def test_no_file_is_included(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret word\n")
    for name, text in (("a.rst", f".. include:: {secret}"), ("a.org", f'#+INCLUDE: "{secret}"')):
        assert "secret word" not in formats.source(name, f"What?\n\n{text}\n".encode()).text
    assert "secret word" not in formats.source("a.tex", f"\\input{{{secret}}} a".encode()).text


def test_what_programs_write_or_need_is_no_document(tmp_path: Path) -> None:
    for name in ("a.md", "b/c.md", ".d/e.md", "dist/f.md", "templates/g.html", "b/node_modules/h/README.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    for sign in ("env/pyvenv.cfg", "cache/CACHEDIR.TAG", "out/.manifest.json"):
        (tmp_path / sign).parent.mkdir()
        (tmp_path / sign).touch()
        (tmp_path / sign).with_name("i.md").touch()
    assert [found.name for found in discover.discover([str(tmp_path)], None).documents] == ["a.md", "b/c.md"]
    named = discover.discover([str(tmp_path / "templates")], None)
    assert [found.name for found in named.documents] == ["g.html"]


def test_folders_list_these_formats(tmp_path: Path) -> None:
    for name in ("a.html", "b.docx", "c.png"):
        tmp_path.joinpath(name).touch()
    assert [found.name for found in discover.discover([str(tmp_path)], None).documents] == ["a.html", "b.docx"]


def test_a_page_that_nests_too_deep_is_told() -> None:
    page = b"---\ntitle: a\n---\n<h1>Interview</h1>\n" + b"<ul><li>\n" * 2000
    with pytest.raises(InputError, match=r"a\.html:104: tags are nested more than 200 deep"):
        formats.source("a.html", page)
