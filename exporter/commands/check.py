"""`exporter check`: problems of documents as text, JSON or GitHub annotations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from exporter import jsontypes, readers
from exporter.commands import messages
from exporter.commands.outcome import Outcome, dumps, joined
from exporter.errors import InputError
from exporter.model import Problem, Severity
from exporter.pipeline import checking, guard, reading, report
from exporter.settings import Settings
from exporter.sources import discover, formats, passedover
from exporter.sources.discover import SourceFile, Sources

if TYPE_CHECKING:
    from exporter.pipeline.options import Options

Form = Literal["text", "json", "github"]
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_ESCAPES = {"%": "%25", "\r": "%0D", "\n": "%0A"}  # of actions/toolkit, packages/core/src/command.ts
_IN_MESSAGES = str.maketrans(_ESCAPES)
_IN_PROPERTIES = str.maketrans(_ESCAPES | {":": "%3A", ",": "%2C"})


def run(options: Options, *, form: Form, strict: bool, verbose: bool) -> Outcome:
    """The problems of documents in a format."""
    from exporter.pipeline.load import load

    inputs = load(options)
    chosen = inputs.settings
    found = checking.unsilenced(inputs)
    code = report.code(found, unreadable=inputs.library.unreadable, strict=strict)
    if form == "json":
        return Outcome(dumps(table(found, inputs.sources.shown)), code=code)
    if form == "github":
        return Outcome(joined(github_lines(found, inputs.sources)), code=code)
    lines = [*messages.lines(found, inputs.sources.shown, verbose=verbose), *messages.hint(found, verbose=verbose)]
    if verbose:
        lines += passedover.lines(passedover.unused(inputs.sources.passed_over, inputs.media))
        lines += [line for found in inputs.sources.documents for line in _set_aside(found, chosen)]
    return Outcome(joined(lines), code=code)


def table(problems: Iterable[Problem], roots: Mapping[str, str]) -> jsontypes.Check:
    """The problems for programs; `roots` has the paths as the user would type them."""
    found = [report.problem(problem, roots) for problem in problems]
    return {"schema": 1, "documents": [], "problems": found}


def _set_aside(found: SourceFile, settings: Settings) -> Iterator[str]:
    """Lines that became neither card nor note, each with the reason; none where the problems say that it failed."""
    try:
        made = guard.attempt(_asides, found, settings)
    except InputError:
        return
    yield from made if isinstance(made, list) else ()


def _asides(found: SourceFile, settings: Settings) -> list[str]:
    source = formats.source(found.shown, discover.data(found), reading.hinted(found, settings))
    return [
        f"{source.at(span.first)}: set aside ({span.reason or 'furniture'}): {source.lines[span.first]}"
        for span in readers.read(source).spans
        if span.what == "aside"
    ]


def github_lines(problems: Iterable[Problem], sources: Sources) -> Iterator[str]:
    """Problems as workflow commands of GitHub, which shows them at their lines in a pull request."""
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
