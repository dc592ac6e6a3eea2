"""The commands as a user meets them: output, exit codes, files."""

from __future__ import annotations

import json
import os
import re
import shlex
import stat
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from exporter.cli import main
from exporter.emitters import EMITTERS

Folder = Callable[..., Path]
GOOD = "# Bread\n\n### Q1: Why salt?\n\nTaste.\n\n### Q2: Why yeast?\n\nGas.\n"
FAST = "anki,csv,markdown"


def run(*arguments: object, input: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=input, catch_exceptions=False)


def build(source: Path, *rest: object, only: str = FAST) -> Result:
    return run("build", source, "--out", source.parent / "dist", "--only", only, *rest)


def outputs(folder: Path) -> list[str]:
    dist = folder.parent / "dist"
    return sorted(p.relative_to(dist).as_posix() for p in dist.rglob("*") if p.is_file() and p.name[0] != ".")


@pytest.mark.parametrize("command", ["", *sorted(main.commands)])
def test_every_command_and_option_has_help(command: str) -> None:
    result = run(*command.split(), "--help")
    assert result.exit_code == 0
    target = main.commands[command] if command else main
    assert target.help
    for parameter in target.params:  # arguments have no help in click: the text above explains them
        assert parameter.param_type_name == "argument" or parameter.help, f"{command} {parameter.name} has no help"


def test_every_command_is_in_the_readme() -> None:
    readme = Path(__file__).parent.parent.joinpath("README.md").read_text(encoding="utf-8")
    assert [name for name in main.commands if f"exporter {name}" not in readme] == []


Shown = Callable[[str, int], str]


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shown:
    """The help of a command in a terminal of some width; click's own runner is 80 columns wide."""

    def show(command: str, columns: int) -> str:
        monkeypatch.setenv("COLUMNS", str(columns))
        main.main([*command.split(), "--help"], prog_name="exporter", standalone_mode=False)
        return capsys.readouterr().out

    return show


@pytest.mark.parametrize("columns", [50, 60, 80, 120, 200])
@pytest.mark.parametrize("command", ["", *sorted(main.commands)])
def test_help_fits_the_terminal(command: str, columns: int, shown: Shown) -> None:
    text = shown(command, columns)
    assert max(map(len, text.partition("Example")[0].splitlines())) <= columns
    assert "".join(text.split()) == "".join(shown(command, 120).split())


def test_help_uses_a_wide_terminal(shown: Shown) -> None:
    assert max(map(len, shown("build", 120).splitlines())) > 100


def test_the_list_of_commands_is_whole_in_a_narrow_terminal(shown: Shown) -> None:
    listed = " ".join(shown("", 50).split("Commands:")[1].split())
    for name, command in main.commands.items():
        assert f"{name} {str(command.help).partition('.')[0]}." in listed


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_has_an_example_that_it_takes(name: str) -> None:
    command = main.commands[name]
    examples = [line.split(" > ")[0] for line in (command.epilog or "").splitlines() if line.startswith("  ")]
    assert examples
    for example in examples:
        program, called, *arguments = shlex.split(example)
        assert (program, called) == ("exporter", name)
        parent = click.Context(main, **main.context_settings)
        command.make_context(name, arguments, parent=parent)  # raises UsageError if it does not take them


@pytest.mark.parametrize("name", ["build", "watch", "serve"])
def test_help_names_the_outputs_that_there_are(name: str) -> None:
    option = next(each for each in main.commands[name].params if each.name == "only")
    assert isinstance(option, click.Option)
    said = re.fullmatch(r"Make only these outputs: (.*), or all\.  \[default: (.*)\]", option.help or "")
    assert said
    assert said[1].split(", ") == list(EMITTERS)
    standard = ["preview"] if name == "serve" else [each.name for each in EMITTERS.values() if each.standard]
    assert said[2].split(",") == standard


@pytest.mark.parametrize(
    ("words", "completed"),
    [
        ("exporter re", "plain,recover\n"),
        ("exporter build --keep", "plain,--keep-history\n"),
        ("exporter build no", "file,no\n"),
        ("exporter pull a.csv no", "file,no\n"),
        ("exporter convert no", "file,no\n"),
        ("exporter parse no", "file,no\n"),
        ("exporter build --out no", "dir,no\n"),
    ],
)
def test_a_shell_completes_commands_options_and_paths(words: str, completed: str) -> None:
    typed = {"COMP_WORDS": words, "COMP_CWORD": str(words.count(" ")), "_EXPORTER_COMPLETE": "bash_complete"}
    result = CliRunner(env=typed).invoke(main, prog_name="exporter")
    assert result.stdout == completed


def test_build_makes_outputs_and_says_what_is_next(folder: Folder) -> None:
    source = folder(bread__md=GOOD)
    result = build(source)
    assert result.exit_code == 0
    assert outputs(source) == [
        "anki/all-decks.apkg",
        "anki/bread.apkg",
        "csv/bread.csv",
        "markdown/bread.md",
        "report.json",
    ]
    assert "1 document, 2 cards: 2 new." in result.stderr
    assert "Next: import" in result.stderr
    assert "cards.lock is new" in result.stderr
    assert (source / "cards.lock").is_file()


def test_a_second_build_writes_nothing(folder: Folder) -> None:
    source = folder(bread__md=GOOD)
    build(source)
    ledger = (source / "cards.lock").read_bytes()
    result = build(source)
    assert "2 unchanged" in result.stderr
    assert "nothing to write, 4 were up to date" in result.stderr
    assert (source / "cards.lock").read_bytes() == ledger


def test_only_what_changed_is_made_again(folder: Folder) -> None:
    source = folder(
        bread__md=GOOD, tea__md=GOOD.replace("salt", "milk").replace("Bread", "Tea").replace("yeast", "steep")
    )
    build(source)
    (source / "tea.md").write_text(
        (source / "tea.md").read_text(encoding="utf-8").replace("Taste", "Smell"), encoding="utf-8"
    )
    result = build(source, "-v")
    wrote = sorted(line.split("/dist/")[1] for line in result.stderr.splitlines() if line.startswith("  wrote"))
    assert wrote == ["anki/all-decks.apkg", "anki/tea.apkg", "csv/tea.csv", "markdown/tea.md"]
    assert "1 updated, 3 unchanged" in result.stderr


def test_outputs_of_removed_documents_go_and_nothing_else(folder: Folder) -> None:
    source = folder(bread__md=GOOD, tea__md=GOOD.replace("Bread", "Tea").replace("Why", "When"))
    build(source)
    mine = source.parent / "dist" / "anki" / "mine.apkg"
    mine.write_text("not ours")
    (source / "tea.md").unlink()
    result = build(source)
    assert "2 retired" in result.stderr
    assert "anki/tea.apkg" not in outputs(source)
    assert "anki/mine.apkg" in outputs(source)


def test_building_one_document_retires_and_removes_nothing_of_the_others(folder: Folder) -> None:
    source = folder(bread__md=GOOD, tea__md=GOOD.replace("Bread", "Tea").replace("Why", "When"))
    build(source)
    result = build(source / "tea.md")
    assert "retired" not in result.stderr
    assert "anki/bread.apkg" in outputs(source)


def test_json_reading(folder: Folder) -> None:
    source = folder(bread__md=GOOD)
    result = run("parse", "--json", source / "bread.md")
    table = json.loads(result.stdout)
    assert result.exit_code == 0
    assert table["schema"] == 1
    assert table["documents"][0]["title"] == "Bread"
    assert table["documents"][0]["cards"][0] == {
        "id": "37225bbab79e6738",
        "known": False,
        "own_id": None,
        "origin": None,
        "question": "Why salt?",
        "answer": "Taste.",
        "number": 1,
        "level": None,
        "section": [],
        "tags": [],
        "kind": "basic",
        "reverse": False,
        "path": str(source / "bread.md"),
        "line": 3,
    }
    assert table["problems"] == []


def test_outline(folder: Folder) -> None:
    result = run("parse", "-v", folder(bread__md=GOOD) / "bread.md")
    assert "1. Why salt?" in result.stdout
    assert "chosen canonical" in result.stdout


def test_convert_writes_canonical_markdown(folder: Folder) -> None:
    source = folder(bread__txt="1. **Question:** Why salt?\n   **Answer:** Taste.\n")
    result = run("convert", source / "bread.txt")
    assert result.exit_code == 0
    assert result.stdout == "# bread\n<!-- canonical -->\n\n## Q1: Why salt?\n\nTaste.\n"
    run("convert", source / "bread.txt", "-o", source / "out.md")
    assert (source / "out.md").read_text(encoding="utf-8") == result.stdout


@pytest.mark.parametrize(
    ("name", "data", "code", "said"),
    [
        ("empty.md", b"", 1, "empty.md:1: error [empty]"),
        ("binary.md", b"a\0b", 3, "binary.md:1: error [unreadable] binary data"),
        ("latin.md", b"### Q: Where?\n\ncaf\xe9", 0, "latin.md:3: warning [encoding] not UTF-8: read as Windows-1252"),
        ("unanswered.md", b"### Q: Why?\n\n### Q: How?\n\nSo.\n", 0, "unanswered.md:1: warning [unanswered]"),
        ("twice.md", b"### Q: Why?\n\nA.\n\n### Q: why\n\nB.\n", 0, "twice.md:5: warning [asked-twice]"),
    ],
)
def test_bad_documents_are_told_and_the_others_built(
    folder: Folder, name: str, data: bytes, code: int, said: str
) -> None:
    source = folder(good__md=GOOD)
    (source / name).write_bytes(data)
    result = build(source)
    assert result.exit_code == code
    assert said in result.stderr
    assert "anki/bread.apkg" in outputs(source)


def test_what_asks_little_is_passed_over_in_a_folder_and_read_where_it_is_named(folder: Folder) -> None:
    source = folder(good__md=GOOD, none__md="A text.\n")
    result = build(source)
    assert (result.exit_code, "Passed over: 1 document" in result.stderr) == (0, True)
    named = run("build", source / "none.md", "--out", source / "dist")
    assert (named.exit_code, "none.md:1: error [no-questions]" in named.stderr) == (1, True)


def test_strict_fails_on_warnings(folder: Folder) -> None:
    source = folder(a__md="### Q: Why?\n\n### Q: How?\n\nSo.\n")
    assert build(source, "--strict").exit_code == 1


def test_silenced_problems_are_silent(folder: Folder) -> None:
    source = folder(
        a__md="### Q: Why?\n\n### Q: How?\n\nSo.\n",
        exporter__toml='[[silence]]\ncode = "unanswered"\nreason = "later"\n',
    )
    result = build(source, "--strict")
    assert result.exit_code == 0
    assert "unanswered" not in result.stderr


def test_a_missing_source_is_an_error(tmp_path: Path) -> None:
    result = run("build", tmp_path / "nowhere")
    assert result.exit_code == 3
    assert "no such file or folder" in result.stderr


@pytest.mark.parametrize("command", ["parse", "convert"])
def test_reading_commands_refuse_what_they_cannot_read(command: str, tmp_path: Path) -> None:
    (tmp_path / "x.md").write_bytes(b"\0")
    assert run(command, tmp_path / "x.md").exit_code == 3
    assert run(command, tmp_path / "nowhere.md").exit_code == 3


def test_unknown_outputs_and_settings_are_wrong_usage(folder: Folder) -> None:
    source = folder(bread__md=GOOD)
    assert build(source, only="docx").exit_code == 2
    assert build(source, "--set", "print.colums=2").exit_code == 2


@pytest.mark.parametrize(
    "damage", ["not ours\n", "# exporter ledger 1\n{broken\n", '# exporter ledger 1\n<<<<<<< HEAD\n{"key": "a"}\n']
)
def test_a_damaged_ledger_is_an_error_and_never_a_fresh_start(folder: Folder, damage: str) -> None:
    source = folder(bread__md=GOOD, cards__lock=damage)
    result = build(source)
    assert result.exit_code == 3
    assert "cards.lock:" in result.stderr
    assert (source / "cards.lock").read_text(encoding="utf-8") == damage
    assert outputs(source) == []


@pytest.mark.skipif(
    os.geteuid() == 0 and not Path("/dev/full").exists(), reason="needs a folder that cannot be written"
)
def test_an_output_folder_that_cannot_be_written_is_exit_4(folder: Folder) -> None:
    source = folder(bread__md=GOOD)
    build(source)
    package = source.parent / "dist" / "anki" / "bread.apkg"
    old = package.read_bytes()
    (source / "bread.md").write_text(GOOD.replace("Taste", "Smell"), encoding="utf-8")
    _block(source.parent / "dist" / "anki")
    result = build(source)
    assert result.exit_code == 4
    assert "the old file is untouched" in result.stderr
    _unblock(source.parent / "dist" / "anki")
    assert package.read_bytes() == old
    assert [p.name for p in package.parent.iterdir() if p.name.startswith(".")] == []
    assert build(source).exit_code == 0


def _block(folder: Path) -> None:
    """Makes a folder unwritable; root may write anywhere, so for root a file stands in its place."""
    if os.geteuid() == 0:
        folder.rename(folder.with_name("aside"))
        folder.write_text("no folder")
    else:
        folder.chmod(stat.S_IRUSR | stat.S_IXUSR)


def _unblock(folder: Path) -> None:
    if os.geteuid() == 0:
        folder.unlink()
        folder.with_name("aside").rename(folder)
    else:
        folder.chmod(stat.S_IRWXU)


def test_check_lists_problems(folder: Folder) -> None:
    source = folder(a__md="### Q: Why?\n\n### Q: How?\n\nSo.\n")
    result = run("check", source)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{source}/a.md:1: warning [unanswered]")
    assert run("check", "--strict", source).exit_code == 1
    assert json.loads(run("check", "--json", source).stdout)["problems"][0]["code"] == "unanswered"


def test_init_starts_a_folder_that_builds(tmp_path: Path) -> None:
    result = run("init", tmp_path / "mine")
    assert result.exit_code == 0
    again = run("init", tmp_path / "mine")
    assert again.stderr.count(" exists and is left as it is\n") == 3
    assert f"build {tmp_path / 'mine'} --out {tmp_path / 'mine' / 'dist'}\n" in result.stderr
    built = build(tmp_path / "mine")
    assert built.exit_code == 0
    assert "2 new" in built.stderr


def test_line_ends_do_not_change_identity(folder: Folder) -> None:
    source = folder(bread__md=GOOD)
    build(source)
    (source / "bread.md").write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert "2 unchanged" in build(source).stderr
