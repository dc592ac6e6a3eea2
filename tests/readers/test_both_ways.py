"""Cards that are also asked the other way round: plugins of Obsidian, exports of Anki."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from exporter import readers
from exporter.emitters import canonical
from exporter.readers.source import Source
from exporter.sources import formats
from tests.test_cli import run

HEAD = "# Stones\n\n"


def both(text: str, name: str = "a.md") -> list[tuple[str, bool]]:
    """Questions, and whether they are asked the other way round, too."""
    return [(card.question, card.reverse) for card in readers.read(formats.source(name, text.encode())).cards]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"{HEAD}What is soft? :: Talc\n\nWhat is common? :: Quartz\n",
            [("What is soft?", False), ("What is common?", False)],
        ),
        (
            f"{HEAD}What is soft? ::: Talc\n\nWhat is common? ::: Quartz\n",
            [("What is soft?", True), ("What is common?", True)],
        ),
        (
            f"{HEAD}What is soft? ::: Talc\n\nWhat is common? :: Quartz\n",
            [("What is soft?", True), ("What is common?", False)],
        ),
        (
            f"{HEAD}What is soft?\n?\nTalc.\n\nWhat is hard?\n??\nDiamond.\n",
            [("What is soft?", False), ("What is hard?", True)],
        ),
        (
            f"{HEAD}What is soft? :::: Talc\n\nWhat is common? :::: Quartz\n",
            [("What is soft?", False), ("What is common?", False)],
        ),
        (
            f"{HEAD}START\nBasic (and reversed card)\nTalc\nBack: soft\nEND\n\nSTART\nBasic\nOpal\nBack: wet\nEND\n",
            [("Talc", True), ("Opal", False)],
        ),
    ],
)
def test_documents(text: str, expected: list[tuple[str, bool]]) -> None:
    assert both(text) == expected


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("Basic", False),
        ("Basic (and reversed card)", True),
        ("Einfach (beide Richtungen)", True),
        ("Basic (optional reversed card)", False),
        ("Cloze", False),
    ],
)
def test_exports_of_anki(kind: str, expected: bool) -> None:
    text = f"#separator:tab\n#html:true\n#notetype:{kind}\nTalc\tsoft\nOpal\twet\n"
    assert both(text, "a.txt") == [("Talc", expected), ("Opal", expected)]


def test_canonical_markdown_and_spreadsheets_keep_it(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"{HEAD}What is soft? ::: Talc\n\nWhat is common? :: Quartz\n")
    document = readers.read(formats.source("a.md", (tmp_path / "a.md").read_bytes())).documents[0]
    text = canonical.write([document])
    assert text.count("<!-- reverse -->") == 1
    assert [card.reverse for card in readers.read(Source.decode("a.md", text.encode())).cards] == [True, False]
    run("build", tmp_path, "--out", tmp_path / "dist", "--only", "csv")
    (made,) = (tmp_path / "dist" / "csv").glob("*.csv")
    assert [reverse for _, reverse in both(made.read_text("utf-8-sig"), "a.csv")] == [True, False]
    again = run("build", tmp_path, "--out", tmp_path / "dist", "--only", "csv,anki")
    assert "2 unchanged" in again.stderr + again.stdout


def test_parse_says_it(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"{HEAD}What is soft? ::: Talc\n\nWhat is common? :: Quartz\n")
    documents = json.loads(run("parse", "--json", tmp_path / "a.md").stdout)["documents"]
    assert [card["reverse"] for card in documents[0]["cards"]] == [True, False]
