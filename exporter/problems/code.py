"""Problem code: severity, title, reason, remedy, and example documents that raise it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from exporter.model import Location, Problem, Severity

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


@dataclass(frozen=True, slots=True)
class Example:
    """Documents that raise one code and no other."""

    files: Mapping[str, str]  # texts by file name; `exporter.toml` among them where settings matter
    shell: str = ""  # what to run in their folder first
    command: str = "exporter check"  # which reports the problem


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of problem. Problems are made by `at`, and nowhere else."""

    name: str  # short and stable: settings and programs refer to it
    severities: tuple[Severity, ...]  # the usual one first
    title: str  # of one problem, without a full stop
    why: str  # what it costs to leave it
    remedy: str  # what to do about one or several
    example: Example | None  # None for a bug of ours, which no document raises
    several: str = ""  # says that there are {count} in a document; empty where each needs a line with its own message

    def at(self, where: Location, message: str, severity: Severity | None = None) -> Problem:
        """A problem of this kind, of the usual severity unless given; raises ValueError if it never has that one."""
        chosen = self.severities[0] if severity is None else severity
        if chosen not in self.severities:
            raise ValueError(f"{self.name} is never of severity {chosen}")
        return Problem(chosen, self.name, message, where)


def document(text: str, name: str = "tea.md", **more: str) -> Example:
    """The example of one document; `settings`, `shell` and `command` where they matter."""
    settings = more.pop("settings", "")
    return Example({name: text} | ({"exporter.toml": settings} if settings else {}), **more)
