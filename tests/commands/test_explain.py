"""`exporter explain`: what it says of a code, and of a name that is not one."""

from __future__ import annotations

import json
import tomllib

import pytest

from exporter import problems
from exporter.cli import main
from exporter.commands import explain
from exporter.settings.loading import load
from tests.test_cli import Folder, run


@pytest.mark.parametrize(
    ("name", "hint"),
    [("unanswred", "did you mean unanswered?"), ("Unanswered", "did you mean unanswered?"), ("qqq", "known: asked-")],
)
def test_an_unknown_code_is_wrong_usage(name: str, hint: str) -> None:
    for options in ([], ["--json"]):
        result = run("explain", name, *options)
        assert result.exit_code == 2
        assert result.stdout == ""
        assert f"'{name}' is not the code of a problem; {hint}" in result.stderr


def test_an_internal_error_has_neither_an_example_nor_a_way_to_accept_it() -> None:
    text = run("explain", "internal").stdout
    assert "Example" not in text
    assert "silence" not in text
    (table,) = json.loads(run("explain", "--json", "internal").stdout)["codes"]
    assert (table["example"], table["can_be_silenced"]) == (None, False)


def test_what_no_document_causes_has_no_example() -> None:
    assert {name for name, code in problems.CODES.items() if not code.example} == {"internal", "plugin"}


@pytest.mark.parametrize("name", [name for name, code in problems.CODES.items() if code.example])
def test_a_code_is_explained(name: str) -> None:
    code = problems.CODES[name]
    result = run("explain", name)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == f"{name} ({explain.severities(code)}): {code.title}."
    assert code.why in lines
    assert f"What to do: {code.remedy}" in lines
    assert code.example
    assert f"    $ {code.example.command}" in lines
    assert all(line == line.rstrip() for line in lines)


def test_without_a_code_all_are_listed() -> None:
    lines = run("explain").stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(problems.CODES)
    assert max(map(len, lines)) <= 120


def test_as_json_there_is_a_list_of_codes() -> None:
    table = json.loads(run("explain", "--json").stdout)
    assert table["schema"] == 1
    assert [code["code"] for code in table["codes"]] == list(problems.CODES)
    (one,) = json.loads(run("explain", "--json", "no-font").stdout)["codes"]
    assert one in table["codes"]
    assert set(one["example"]["files"]) == {"tea.md", "exporter.toml"}


def test_the_lines_that_accept_a_problem_do_so(folder: Folder) -> None:
    docs = folder(tea__md="### Q: Why?\n\n### Q: How?\n\nSo.\n")
    assert "[unanswered]" in run("check", docs).stdout
    lines = "\n".join(explain.silence(problems.CODES["unanswered"]))
    assert tomllib.loads(lines)["silence"][0]["code"] == "unanswered"
    (docs / "exporter.toml").write_text(lines)
    assert load(docs / "exporter.toml").silenced("unanswered", "tea.md")
    assert run("check", docs).stdout == ""


def test_shells_complete_codes() -> None:
    (argument,) = (each for each in main.commands["explain"].params if each.name == "code")
    context = main.commands["explain"].make_context("explain", [])
    assert [item.value for item in argument.shell_complete(context, "no-q")] == ["no-question", "no-questions"]
