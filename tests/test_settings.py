from __future__ import annotations

import tomllib
import typing
from collections.abc import Iterator
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any, Literal

import pytest

from exporter import settings
from exporter.commands import init
from exporter.errors import SettingsError
from exporter.settings.userpattern import SlowPatternError, UserPattern


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
        ("print = 3\n", "print is 3, expected a table: write [print]."),
        ('duplicates = "drop"\n', ":1: duplicates is 'drop', expected 'keep' or 'suppress'."),
        (
            '[[documents]]\npath = "a"\nquestion = "heading 9"\n',
            ":3: documents.question is 'heading 9', expected heading 3, ",
        ),
        ('[[documents]]\nquestion = "/Q\\\\d"\n', "a regular expression ends with a slash"),
        (
            '[[documents]]\npath = "a"\nexclude = ["Shop", "/(/"]\n',
            ":3: documents.exclude is '/(/', not a valid regular expression",
        ),
        ("[print\n", "Fix the file"),
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
    loaded = settings.load(written(tmp_path, "\n".join(tables)))
    assert loaded.print == settings.PrintSettings()
    assert (loaded.silence[0].code, loaded.documents[0].path) == ("unanswered", "notes/*.md")
    assert not any(tomllib.loads(settings.commented()).values())


JUNK = {  # of each type: what is never right, whatever the setting
    "int": ["-2", "1000000000", "10" + "0" * 400, "1.5", "true", '""', "[]", "{}"],
    "float": ["-3.0", "1e9", "nan", "inf", "-inf", "10" + "0" * 400, '"x"', "false"],
    "bool": ["1", '"true"', "[]"],
    "str": ['"a\\nb"', '"a\\u0000"', '"a\\u001fb"', f'"{"x" * 400}"', "3", "[]", "false"],
    "tuple": ['"x"', "3", '["a\\u0000b"]', "[3]", "[[]]", '[""]'],
    "ColumnSettings": ['"x"', "3", "[]", "true", '{ answer = "b" }', '{ question = "a\\u0000" }'],
    "Literal": ['"A3"', "3", "true", "[]", '""'],
}


def keys() -> Iterator[tuple[str, str, Any]]:
    """Every setting: its table, its name and its type."""
    for name, kind in typing.get_type_hints(settings.Settings).items():
        table = typing.get_args(kind)[0] if typing.get_origin(kind) is tuple else kind
        if is_dataclass(table):
            head = f"[[{name}]]" if table is not kind else f"[{name}]"
            yield from ((head, key, each) for key, each in typing.get_type_hints(table).items())
        else:
            yield "", name, kind


def kind_of(kind: Any) -> str:
    origin = typing.get_origin(kind)
    return "Literal" if origin is Literal else "tuple" if origin is tuple else str(kind.__name__)


@pytest.mark.parametrize(("table", "key", "kind"), list(keys()), ids=lambda value: str(value)[:30])
def test_no_setting_takes_junk(tmp_path: Path, table: str, key: str, kind: Any) -> None:
    for value in JUNK[kind_of(kind)]:
        path = written(tmp_path, f"{table}\n{key} = {value}\n")  # what is missing beside it is told later
        with pytest.raises(SettingsError) as error:
            settings.load(path)
        assert f":2: {table.strip('[]') + '.' if table else ''}{key} " in error.value.message, value
        assert "expected" in error.value.message or "not the " in error.value.message, value


@pytest.mark.parametrize(
    ("override", "said"),
    [
        ("print.columns=-1", "print.columns is -1, expected a whole number from 0 to 6."),
        ("print.font_size=0", "print.font_size is 0.0, expected a number from 4 to 32."),
        ("print.quiz_room=100000000", "expected a whole number from -1 to 60"),
        ("anki.root_tag=a b", "expected a tag of Anki"),
        ('anki.root_tag=""', "expected a tag of Anki"),
        ("anki.root_tag=a::", "expected a tag of Anki"),
        ("..=1", "unknown setting"),
        *(
            (f"anki.source_url={address}", "expected an address such as https://")
            for address in (
                "nonsense",
                "javascript:alert(1)//{path}",
                "JavaScript:x",
                "data:text/html,{path}",
                "https://",
                "//x.org/",
                "http://x.org/ {path}",
                'https://x.org/"onclick=x',
                "vbscript:x",
                "https:x.org",
                "file:/x",
                "https://{path}",
            )
        ),
    ],
)
def test_values_out_of_their_range(override: str, said: str) -> None:
    with pytest.raises(SettingsError) as error:
        settings.load(None, [override])
    assert said in error.value.message


@pytest.mark.parametrize(
    "override",
    [
        "print.columns=6",
        "print.font_size=32",
        "anki.root_tag=study::qa",
        "anki.root_tag=日本",
        "anki.source_url=https://example.org/notes/{path}#L{line}",
        "anki.source_url=file:///home/ann/{path}",
        "anki.source_url=obsidian://open?vault=x&file={path}",
    ],
)
def test_values_at_their_limits(override: str) -> None:
    settings.load(None, [override])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '[[silence]]\ncode = "unansweredd"\n',
            ":2: silence.code is 'unansweredd', which is not the code of a problem; did",
        ),
        ('[[silence]]\nreason = "x"\n', ":1: silence.code is missing"),
        ('[[documents]]\ndeck = "x"\n', ':1: documents.path is missing: write path = "notes/*.md", for example.'),
        ("x = " + "[" * 5000, "Fix the file"),
    ],
)
def test_what_would_be_without_effect_is_told(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SettingsError) as error:
        settings.load(written(tmp_path, text))
    assert said in error.value.message


@pytest.mark.parametrize("pattern", ["(a{1000}){1000}", "x" * 400, "(?:" * 140 + ")" * 140 + "(", "[", "(?P<a>x"])
def test_patterns_that_cost_too_much_to_compile(tmp_path: Path, pattern: str) -> None:
    with pytest.raises(SettingsError, match="regular expression"):
        settings.load(written(tmp_path, f"[[documents]]\npath = '*'\nquestion = '/{pattern}/'\n"))


def test_a_pattern_that_never_ends_is_stopped() -> None:
    slow = UserPattern(r"^(a|aa)+$")
    assert slow.search("a" * 20)
    with pytest.raises(SlowPatternError, match="Simplify it"):
        slow.search("a" * 100 + "b")
    with pytest.raises(SlowPatternError):
        slow.search("a")  # and is not tried again for every line


@pytest.mark.parametrize(
    ("variables", "paper"),
    [
        ({"LANG": "C.UTF-8"}, ""),
        ({"LANG": "en_US.UTF-8"}, "Letter"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "C.UTF-8"}, ""),
        ({"LANG": "en_US.UTF-8", "LC_PAPER": "de_DE.UTF-8"}, ""),
        ({"LANG": "de_DE.UTF-8", "LC_PAPER": "es_MX"}, "Letter"),
        ({}, ""),
    ],
)
def test_paper_is_that_of_the_locale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], paper: str
) -> None:
    for name in ("LC_ALL", "LC_PAPER", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    init.start(tmp_path)
    assert (settings.load(tmp_path / settings.FILE).print.paper == "Letter") == bool(paper)
