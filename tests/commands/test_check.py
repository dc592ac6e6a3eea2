"""`exporter check --format`: problems for programs and for pull requests."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from exporter.commands import check
from exporter.model import Location
from exporter.problems.documents import LINKED_OUTSIDE, UNREADABLE
from exporter.problems.questions import TOO_LONG, UNANSWERED
from exporter.sources.discover import SourceFile, Sources
from tests.test_cli import Folder, run
from tests.tools import needs

COMMAND = re.compile(r"::(error|warning|notice) file=([^,:]*),line=(\d+),title=([^,:]*)::(.*)")


@pytest.fixture
def repository(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with documents in a folder."""
    docs = folder(tea__md="### Q: Why?\n\n### Q: How?\n\nSo.\n", empty__md="")
    (docs.parent / ".git").mkdir()
    monkeypatch.chdir(docs.parent)
    return docs.parent


def annotated(*arguments: object) -> list[tuple[str, ...]]:
    """Kind, file and line of each command; every line is one."""
    lines = run("check", "--format", "github", *arguments).stdout.splitlines()
    found = [COMMAND.fullmatch(line) for line in lines]
    assert None not in found
    return [each.group(1, 2, 3) for each in found if each]


def test_formats_that_exclude_each_other_are_wrong_usage(folder: Folder) -> None:
    docs = folder(tea__md="### Q: Why?\n\nSo.\n")
    assert run("check", "--json", "--format", "github", docs).exit_code == 2
    assert run("check", "--json", "--format", "text", docs).exit_code == 2
    assert run("check", "--format", "xml", docs).exit_code == 2


def test_json_is_a_short_form(repository: Path) -> None:
    short, long, both = (
        run("check", *given, "docs") for given in (["--json"], ["--format", "json"], ["--json", "--format", "json"])
    )
    assert short.stdout == long.stdout == both.stdout
    assert short.exit_code == long.exit_code == 1
    assert [each["code"] for each in json.loads(short.stdout)["problems"]] == ["empty", "unanswered"]


def test_text_is_the_default(repository: Path) -> None:
    assert run("check", "docs").output == run("check", "--format", "text", "docs").output != ""


def test_nothing_is_said_of_a_good_document(folder: Folder) -> None:
    result = run("check", "--format", "github", "-v", folder(tea__md="### Q: Why?\n\nSo.\n"))
    assert (result.exit_code, result.output) == (0, "")


def test_severities_are_those_of_github(repository: Path) -> None:
    (repository / "docs" / "long.md").write_text("### Q: What does boiling do?\n\n" + "It frees the air. " * 80)
    assert annotated("docs") == [
        ("error", "docs/empty.md", "1"),
        ("notice", "docs/long.md", "1"),
        ("warning", "docs/tea.md", "1"),
    ]
    assert run("check", "--format", "github", "docs").exit_code == 1


def test_each_problem_is_shown_at_its_own_line(repository: Path) -> None:
    (repository / "docs" / "tea.md").write_text("### Q: Why?\n\n### Q: How?\n\n### Q: Who?\n\nI.\n")
    assert [line for _, name, line in annotated("docs") if name == "docs/tea.md"] == ["1", "3"]


@pytest.mark.parametrize("given", [".", "../docs", "tea.md empty.md", "absolute"])
def test_paths_are_those_of_the_repository(repository: Path, given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository / "docs")
    arguments = [repository / "docs"] if given == "absolute" else given.split()
    assert {name for _, name, _ in annotated(*arguments)} == {"docs/tea.md", "docs/empty.md"}


def test_a_link_is_named_as_itself(repository: Path) -> None:
    (repository / "tea.md").symlink_to("docs/tea.md")
    assert annotated("tea.md") == [("warning", "tea.md", "1")]


def test_a_folder_that_is_reached_through_a_link_is_named_as_it_is(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "way").symlink_to(repository, target_is_directory=True)
    assert {name for _, name, _ in annotated(tmp_path / "way" / "docs")} == {"docs/tea.md", "docs/empty.md"}


@needs("fontconfig")
def test_settings_are_named_as_a_file_of_the_repository(repository: Path) -> None:
    (repository / "docs" / "exporter.toml").write_text('[print]\nfonts = ["Nowhere Sans"]\n')
    assert ("warning", "docs/exporter.toml", "1") in annotated("docs")


def test_without_a_repository_paths_are_as_given(folder: Folder) -> None:
    docs = folder(tea__md="### Q: Why?\n\n### Q: How?\n\nSo.\n")
    assert {unquote(name) for _, name, _ in annotated(docs)} == {(docs / "tea.md").as_posix()}


def test_what_ends_a_command_or_a_property_is_escaped(tmp_path: Path) -> None:
    name = "a%,b:c\nd.md"
    sources = Sources((SourceFile(tmp_path / name, name, ""),), tmp_path, (), frozenset({name}))
    hostile = "50 % off: a, b\r\n::error::no"
    (line,) = check.github_lines([UNANSWERED.at(Location(name, 3), hostile)], sources)
    assert line == (
        "::warning file=a%25%2Cb%3Ac%0Ad.md,line=3,title=exporter%3A unanswered::50 %25 off: a, b%0D%0A::error::no"
    )


@pytest.mark.parametrize(
    ("problem", "kind"),
    [
        (UNREADABLE.at(Location("a.md", 1), "-"), "error"),
        (LINKED_OUTSIDE.at(Location("a.md", 1), "-"), "warning"),
        (TOO_LONG.at(Location("a.md", 1), "-"), "notice"),
    ],
)
def test_every_severity_has_a_command(problem: object, kind: str, tmp_path: Path) -> None:
    (line,) = check.github_lines([problem], Sources((), tmp_path, (), frozenset()))  # type: ignore[list-item]
    assert line.startswith(f"::{kind} file=")
