"""What `check` prints."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from exporter import check, readers
from exporter.build import discover, fonts, formats, messages, reading, report
from exporter.build.discover import Found
from exporter.errors import DONE, INPUT, PROBLEMS, InputError
from exporter.model import Severity
from exporter.settings import Settings

if TYPE_CHECKING:
    from exporter.build.options import Options


def checked(options: Options, *, as_json: bool, strict: bool, verbose: bool) -> tuple[str, int]:
    """The problems of documents, and the exit code."""
    from exporter.build.inputs import collect  # with all that a build needs: `parse` is quicker without

    inputs = collect(options)
    chosen = inputs.settings
    documents = inputs.library.documents
    problems = [*inputs.library.problems, *check.check(documents, chosen), *fonts.problems(documents, chosen.print)]
    heard = tuple(check.heard(problems, chosen))
    grave = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    code = PROBLEMS if any(problem.severity in grave for problem in heard) else DONE
    code = INPUT if inputs.library.unreadable else code
    if as_json:
        return report.reading((), heard), code
    lines = [*messages.lines(heard, inputs.sources.shown, verbose=verbose), *messages.hint(heard, verbose=verbose)]
    if verbose:
        lines += [line for found in inputs.sources.documents for line in _set_aside(found, chosen)]
    return "".join(f"{line}\n" for line in lines), code


def _set_aside(found: Found, settings: Settings) -> Iterator[str]:
    """Lines that became neither card nor note, each with the reason."""
    try:
        source = formats.source(found.shown, discover.data(found), reading.hinted(found, settings))
    except InputError:
        return
    for span in readers.read(source).spans:
        if span.what == "aside":
            reason = span.reason or "furniture"
            yield f"{source.at(span.first)}: set aside ({reason}): {source.lines[span.first]}"
