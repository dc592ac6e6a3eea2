from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from exporter import settings
from exporter.errors import SettingsError


def written(folder: Path, text: str) -> Path:
    path = folder / settings.FILE
    path.write_text(text, encoding="utf-8")
    return path


def test_defaults() -> None:
    assert settings.load(None) == settings.Settings()


def test_override() -> None:
    assert settings.load(None, ["print.columns=3", "anki.order=level"]).print.columns == 3


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[print]\ncolums = 3\n", ":2: unknown setting print.colums; did you mean print.columns?"),
        ('[print]\npaper = "A3"\n', ":2: print.paper is 'A3', expected 'A4' or 'Letter'."),
        ("[print]\ncolumns = true\n", "expected a whole number"),
        ("print = 3\n", "print is a table: write [print]."),
        ('duplicates = "drop"\n', ":1: duplicates is 'drop', expected 'keep' or 'suppress'."),
        ('[[documents]]\nquestion = "heading 9"\n', ":2: documents.question: 'heading 9', expected heading 3, "),
        ('[[documents]]\nquestion = "/Q\\\\d"\n', "a regular expression ends with a slash"),
        ('[[documents]]\nexclude = ["Shop", "/(/"]\n', ":2: documents.exclude: '/(/' is no regular expression"),
        ("[print\n", "Mend the file"),
    ],
)
def test_mistakes_are_told_with_a_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SettingsError) as error:
        settings.load(written(tmp_path, text))
    assert message in error.value.message


def test_overrides_need_an_equals_sign() -> None:
    with pytest.raises(SettingsError, match="expected key=value"):
        settings.load(None, ["print.columns"])


def test_documents_and_silence(tmp_path: Path) -> None:
    text = (
        '[[documents]]\npath = "old/*.md"\ndeck = "Old"\ntags = ["x"]\n'
        '[[silence]]\ncode = "unanswered"\nreason = "to be written"\npath = "old/*"\n'
    )
    loaded = settings.load(written(tmp_path, text))
    assert loaded.for_document("old/a.md").deck == "Old"
    assert loaded.for_document("new/a.md").deck == ""
    assert loaded.silenced("unanswered", "old/a.md")
    assert not loaded.silenced("unanswered", "new/a.md")


@pytest.mark.parametrize("told", ["heading", "heading 3", "bold", "italic", "list", r"/^Q\d+/", ""])
def test_what_marks_a_question(tmp_path: Path, told: str) -> None:
    loaded = settings.load(
        written(tmp_path, f"[[documents]]\npath = '*'\nquestion = '{told}'\nexclude = ['Shop', '/x/']\n")
    )
    assert loaded.for_document("a.md").question == told
    assert loaded.for_document("a.md").exclude == ("Shop", "/x/")


def test_the_commented_file_holds_every_key_and_is_valid_when_uncommented(tmp_path: Path) -> None:
    lines = settings.commented().splitlines()
    tables = [line.removeprefix("# ") for line in lines if " = " in line or line.lstrip("# ").startswith("[")]
    assert settings.load(written(tmp_path, "\n".join(tables))).print == settings.PrintSettings()
    assert not any(tomllib.loads(settings.commented()).values())
