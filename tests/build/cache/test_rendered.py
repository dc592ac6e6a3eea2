"""The cache of what was rendered: the same outputs with it, without it, and with one that is damaged or another's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from exporter import markup
from exporter.build.cache import rendered
from tests.test_cli import run

DOCUMENT = (
    "1. **Question:** What is {}?\n   **Answer:** A `word` of **ours**.\n2. **Question:** Why?\n   **Answer:** So.\n"
)


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text(DOCUMENT.format("this"), encoding="utf-8")
    return tmp_path / "docs"


def build(docs: Path, out: str = "dist") -> Path:
    assert run("build", docs, "--out", docs.parent / out, "--only", "anki-csv,csv").exit_code == 0
    return docs.parent / out


def outputs(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (out / "csv").iterdir()}


def spoil(out: Path, **parts: object) -> None:
    path = out / rendered.FILE
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | parts), encoding="utf-8")


def test_what_is_known_is_not_rendered_again(docs: Path) -> None:
    out = build(docs)
    known = json.loads((out / rendered.FILE).read_text(encoding="utf-8"))["html"]
    spoil(out, html={text: html.replace("ours", "theirs") for text, html in known.items()})
    (docs / "a.md").write_text(DOCUMENT.format("that"), encoding="utf-8")
    assert b"theirs" in (build(docs) / "csv" / "a.anki.csv").read_bytes()


@pytest.mark.parametrize("spoiled", [{"html": 7}, {"html": ["x"]}, {"tool": "another", "html": {" x": "y"}}])
def test_a_cache_that_does_not_hold_is_not_missed(docs: Path, spoiled: dict[str, object]) -> None:
    spoil(build(docs), **spoiled)
    (docs / "a.md").write_text(DOCUMENT.format("that"), encoding="utf-8")
    assert outputs(build(docs)) == outputs(build(docs, "fresh"))


def test_what_is_no_longer_asked_for_is_forgotten(docs: Path) -> None:
    out = build(docs)
    (docs / "a.md").write_text(DOCUMENT.format("that").replace("ours", "hers"), encoding="utf-8")
    build(docs)
    kept = "".join(json.loads((out / rendered.FILE).read_text(encoding="utf-8"))["html"])
    assert "hers" in kept
    assert "ours" not in kept


def test_memory_tells_what_was_used() -> None:
    markup.MEMORY.begin({" a": "<p>a</p>\n", " b": "<p>b</p>\n"})
    assert markup.html("a") == "<p>a</p>\n"
    assert markup.html("*c*") == "<p><em>c</em></p>\n"
    assert set(markup.MEMORY.used) == {" a", " *c*"}
    markup.MEMORY.begin({})
