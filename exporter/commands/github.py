"""Problems as workflow commands of GitHub, which shows them at their lines in a pull request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from exporter.model import Problem, Severity
from exporter.sources.discover import Sources

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_ESCAPES = {"%": "%25", "\r": "%0D", "\n": "%0A"}  # of actions/toolkit, packages/core/src/command.ts
_IN_MESSAGES = str.maketrans(_ESCAPES)
_IN_PROPERTIES = str.maketrans(_ESCAPES | {":": "%3A", ",": "%2C"})


def lines(problems: Iterable[Problem], sources: Sources) -> Iterator[str]:
    """A command for each problem."""
    for problem in problems:
        properties = {
            "file": in_repository(_path(problem, sources)),
            "line": str(problem.where.line),
            "title": f"exporter: {problem.code}",
        }
        given = ",".join(f"{name}={value.translate(_IN_PROPERTIES)}" for name, value in properties.items())
        yield f"::{_COMMANDS[problem.severity]} {given}::{problem.message.translate(_IN_MESSAGES)}"


def _path(problem: Problem, sources: Sources) -> Path:
    """Where the problem's file is, from here; what is no document, such as settings, is in the source folder."""
    shown = sources.shown.get(problem.where.path)
    return Path(shown) if shown else sources.folder / problem.where.path


def in_repository(path: Path) -> str:
    """The path below the root of the Git repository that it is in; as given where it is in none."""
    here = path.parent.resolve() / path.name  # a link is named as itself
    root = next((each for each in here.parents if (each / ".git").exists()), None)
    return (here.relative_to(root) if root else path).as_posix()
