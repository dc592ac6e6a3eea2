"""`exporter parse`: settings beside a document count as in a build; any bytes give a reading or an error."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.test_cli import run
from tests.texts import TEXTS

Folder = Callable[..., Path]
TEXT = (
    "# Tea\n\n### Where is the shop?\n\n### How hot?\n\n**What is a lid?**\n\nA cover.\n\n## Shop\n\n### Why?\n\nSo.\n"
)
SETTINGS = """
[[silence]]
code = "unanswered"
reason = "later"

[[documents]]
path = "tea.md"
title = "All about tea"
tags = ["hot", "green"]
question = "heading 3"
exclude = ["Shop"]
"""


def table(*arguments: object, code: int = 0) -> dict[str, Any]:
    result = run("parse", "--json", *arguments)
    assert result.exit_code == code
    found: dict[str, Any] = json.loads(result.stdout)
    return found


@pytest.mark.parametrize("what", ["", "tea.md"])
def test_the_settings_beside_count(folder: Folder, what: str) -> None:
    source = folder(tea__md=TEXT, exporter__toml=SETTINGS)
    read = table(source / what)
    (document,) = read["documents"]
    assert (document["title"], document["tags"]) == ("All about tea", ["hot", "green"])
    assert [card["question"] for card in document["cards"]] == ["Where is the shop?", "How hot?"]
    assert read["problems"] == []


def test_a_cloze_is_listed_as_it_is_written(folder: Folder) -> None:
    source = folder(tea__md="# Tea\n\n### C:\n\nWater is poured at ==80 °C==.\n\n### Q: How `long`?\n\n[…] minutes.\n")
    lines = run("parse", source).stdout.splitlines()
    assert [line.split(maxsplit=1)[1] for line in lines[1:]] == ["Water is poured at ==80 °C==.", "How `long`?"]


def test_files_of_other_folders_have_settings_of_their_own(folder: Folder, tmp_path: Path) -> None:
    source = folder(tea__md=TEXT, exporter__toml=SETTINGS)
    other = tmp_path / "tea.md"
    other.write_text(TEXT, encoding="utf-8")
    read = table(source / "tea.md", other)
    assert [document["title"] for document in read["documents"]] == ["All about tea", "Tea"]
    assert {problem["path"] for problem in read["problems"]} == {str(other)}


def test_convert_writes_what_the_settings_say(folder: Folder) -> None:
    source = folder(tea__md=TEXT, exporter__toml=SETTINGS)
    written = run("convert", source / "tea.md", "-o", source / "tea.md", "--force")
    assert written.exit_code == 0
    (document,) = table(source / "tea.md")["documents"]
    assert (document["title"], document["tags"]) == ("All about tea", ["hot", "green"])
    assert [card["question"] for card in document["cards"]] == ["Where is the shop?", "How hot?"]


def test_what_cannot_be_read_hides_nothing_else(folder: Folder) -> None:
    source = folder(tea__md=TEXT)
    (source / "bad.md").write_bytes(b"ok\n\0")
    read = table(source, code=3)
    assert [document["title"] for document in read["documents"]] == ["Tea"]
    (problem,) = (problem for problem in read["problems"] if problem["code"] == "unreadable")
    assert (problem["path"], problem["line"]) == (str(source / "bad.md"), 2)


ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1251", "gb18030", "utf-7"])
BYTES = st.one_of(
    st.binary(max_size=80),
    st.builds(lambda text, encoding: text.encode(encoding, "replace"), TEXTS, ENCODINGS),
    st.builds(
        lambda text, bad: text.encode() + bad, TEXTS, st.sampled_from([b"\0", b"\xed\xa0\x80", b"\xc3", b"\xff\xfe"])
    ),
)


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(BYTES)
def test_any_bytes_give_a_reading_or_an_error_with_its_place(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "any.md"
    path.write_bytes(data)
    result = run("parse", "--json", path)
    read = json.loads(result.stdout)
    lines = len(re.split(b"\r\n|\r|\n", data))
    places = [item["line"] for document in read["documents"] for item in (*document["cards"], *document["notes"])]
    places += [problem["line"] for problem in read["problems"]]
    assert all(1 <= line <= lines for line in places)
    unreadable = [problem["code"] for problem in read["problems"]] == ["unreadable"]
    assert result.exit_code == (3 if unreadable else 0)
    assert places
