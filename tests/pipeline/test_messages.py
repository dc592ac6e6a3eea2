"""Problems as lines: what shares one, what it names, and where there is color."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from click import unstyle
from click.testing import CliRunner

from exporter import problems
from exporter.cli import main
from exporter.commands import messages
from exporter.model import Location, Problem, Severity
from tests.test_cli import Folder, build, run

THREE = "### Q: Why?\n\n### Q: How?\n\n### Q: Who?\n\n### Q: When?\n\nNow.\n"


def problem(line: int, code: str = "unanswered", path: str = "a.md", severity: Severity = Severity.WARNING) -> Problem:
    return Problem(severity, code, f"message {line}.", Location(path, line))


def told(found: Iterable[Problem], *, verbose: bool = False) -> list[str]:
    return [unstyle(line) for line in messages.lines(found, {}, verbose=verbose)]


@pytest.mark.parametrize(
    "apart",
    [
        [problem(1), problem(2, path="b.md")],
        [problem(1), problem(2, severity=Severity.INFO)],
        [problem(1), problem(2, code="no-text")],
        [problem(1, severity=Severity.ERROR), problem(2, severity=Severity.ERROR)],
        [problem(1, code="no-glyph"), problem(1, code="no-glyph")],  # each names another package to install
        [problem(1, code="uncertain-identity"), problem(2, code="uncertain-identity")],  # each names another id
        [problem(1, code="of-a-later-version"), problem(2, code="of-a-later-version")],
    ],
)
def test_what_differs_or_needs_its_own_message_has_its_own_line(apart: list[Problem]) -> None:
    assert told(apart) == [str(each) for each in apart]
    assert list(messages.hint(apart)) == []


def test_one_problem_says_its_own_message() -> None:
    assert told([problem(3)]) == ["a.md:3: warning [unanswered] message 3."]


def test_several_of_a_kind_share_a_line() -> None:
    assert told([problem(3), problem(5, code="no-text"), problem(9), problem(4)]) == [
        "a.md:3: warning [unanswered] 3 questions have no answer and stay out of decks: lines 3, 4, 9. "
        "Write the answers below them.",
        "a.md:5: warning [no-text] message 5.",
    ]


def test_several_in_one_line_of_the_document() -> None:
    assert "2 questions have no answer and stay out of decks: line 3. Write" in told([problem(3), problem(3)])[0]


def test_lines_that_follow_each_other_are_a_range() -> None:
    assert ": lines 1–4, 6, 7. Write" in told([problem(n) for n in (1, 2, 3, 4, 6, 7)])[0]


def test_the_last_place_is_named_rather_than_counted() -> None:
    assert ": lines 1, 3, 5, 7. Write" in told([problem(n, path="a" * 90) for n in (1, 3, 5, 7)])[0]
    assert ": lines 1, 3, 5 and 2 more. Write" in told([problem(n, path="a" * 90) for n in (1, 3, 5, 7, 9)])[0]


def test_a_line_is_no_longer_than_one_can_read() -> None:
    for size in range(1, 60):
        path = "a" * size
        (line,) = told([problem(n, path=path, code="no-text") for n in range(10, 2000, 7)])
        assert " 10, 17, 24" in line
        assert 110 < len(line) <= 120 or ": lines 10, 17, 24 and 282 more. Write" in line


def test_each_is_told_where_that_is_asked_for() -> None:
    found = [problem(3), problem(4)]
    assert told(found, verbose=True) == [str(each) for each in found]
    assert list(messages.hint(found)) == [messages.HINT]
    assert list(messages.hint(found, verbose=True)) == []


def test_the_path_is_what_the_user_typed() -> None:
    (line,) = messages.lines([problem(3), problem(4)], {"a.md": "notes/a.md"})
    assert unstyle(line).startswith("notes/a.md:3: ")


@pytest.mark.parametrize("code", sorted(problems.CODES))
def test_a_code_that_is_told_for_several_says_how_many_and_what_to_do(code: str) -> None:
    entry = problems.CODES[code]
    if entry.several:
        assert "{count}" in entry.several
        assert not entry.several.endswith(".")
        assert len(f"warning [{code}] {entry.several}. {entry.remedy}") <= 150


def test_commands_share_lines_and_json_does_not(folder: Folder) -> None:
    source = folder(a__md=THREE)
    (line, hint) = run("check", source).stdout.splitlines()
    assert line == (
        f"{source}/a.md:1: warning [unanswered] 3 questions have no answer and stay out of decks: lines 1, 3, 5. "
        "Write the answers below them."
    )
    assert hint == messages.HINT
    assert run("check", "-v", source).stdout.count("warning [unanswered]") == 3
    assert run("check", "--json", source).stdout.count('"unanswered"') == 3
    assert build(source).stderr.splitlines()[:2] == [line, hint]
    assert build(source, "-v").stderr.count("warning [unanswered]") == 3
    assert (source.parent / "dist" / "report.json").read_text().count('"unanswered"') == 3
    assert run("parse", source).stdout.count("warning [unanswered]") == 1
    assert run("parse", "-v", source).stdout.count("warning [unanswered]") == 3


@pytest.mark.parametrize("command", ["check", "parse", "build"])
def test_color_is_for_terminals_that_want_it(folder: Folder, command: str) -> None:
    source = folder(a__md=THREE)
    arguments = [command, str(source)]
    arguments += ["--only", "csv", "--out", str(source.parent / "dist")] if command == "build" else []

    def output(*, terminal: bool, **env: str) -> str:
        return CliRunner(env=env).invoke(main, arguments, color=terminal).output

    assert "\x1b[33m\x1b[1mwarning\x1b[0m [\x1b[1munanswered\x1b[0m]" in output(terminal=True)
    assert "\x1b" not in output(terminal=False)
    assert "\x1b" not in output(terminal=True, NO_COLOR="1")
    assert "\x1b" not in output(terminal=True, TERM="dumb")
