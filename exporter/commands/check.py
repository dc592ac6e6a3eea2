"""`exporter check`: the problems of documents, for people, programs and pull requests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Literal

from exporter import jsontypes, readers
from exporter.commands import github, messages
from exporter.commands.outcome import Outcome, dumps, joined
from exporter.errors import InputError
from exporter.model import Problem
from exporter.pipeline import checking, guard, reading, report
from exporter.settings import Settings
from exporter.sources import discover, formats, passedover
from exporter.sources.discover import SourceFile

if TYPE_CHECKING:
    from exporter.pipeline.options import Options

Form = Literal["text", "json", "github"]


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
        return Outcome(joined(github.lines(found, inputs.sources)), code=code)
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
