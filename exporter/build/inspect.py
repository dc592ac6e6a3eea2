"""What `parse`, `convert` and `check` print."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from exporter import check, readers
from exporter.build import discover, fonts, formats, reading, report
from exporter.build.discover import Found
from exporter.emitters import canonical
from exporter.errors import DONE, INPUT, PROBLEMS, InputError
from exporter.model import Card, Document, Problem, Severity
from exporter.readers.source import Reading, Source
from exporter.settings import FILE as SETTINGS_FILE
from exporter.settings import Settings, load

if TYPE_CHECKING:
    from exporter.build.options import Options


def parsed(paths: Sequence[str], *, as_json: bool, verbose: bool) -> str:
    """The readings of these files and folders: JSON, or an outline."""
    sources = [source for path in paths for source in _sources(path)]
    readings = [readers.read(source) for source in sources]
    documents = tuple(document for found in readings for document in found.documents)
    problems = check.heard([*_problems(readings), *check.check(documents, Settings())], Settings())
    if as_json:
        return json.dumps(report.reading(documents, tuple(problems)), ensure_ascii=False, indent=1) + "\n"
    lines = [line for source in sources for line in _explained(source)] if verbose else []
    lines += [line for document in documents for line in _outline(document)]
    return "".join(f"{line}\n" for line in [*lines, *map(str, problems)])


def _problems(readings: Sequence[Reading]) -> Iterator[Problem]:
    for found in readings:
        yield from found.problems


def _sources(path: str) -> Iterator[Source]:
    """The sources of a file, or of a folder, under the path as it was typed."""
    for found in discover.discover([path], None).documents:
        yield formats.source(found.shown, discover.data(found), reading.hinted(found, settings_for(path)))


def settings_for(path: str) -> Settings:
    """The settings beside a document or in a folder, as a build of it would find them."""
    folder = Path(path) if Path(path).is_dir() else Path(path).parent
    file = folder / SETTINGS_FILE
    return load(file if file.is_file() else None)


def _outline(document: Document) -> Iterator[str]:
    yield f"{document.title}  ({document.source})"
    section: tuple[str, ...] = ()
    for item in document.items:
        if item.section != section:
            section = item.section
            yield f"  {' › '.join(section)}"
        if isinstance(item, Card):
            number = "" if item.number is None else f"{item.number}. "
            level = f"  [{item.level}]" if item.level else ""
            first = item.question.split("\n", 1)[0]
            yield f"    {item.where.line:>5}  {number}{first}{level}{'' if item.answer else '  (no answer)'}"
        else:
            yield f"    {item.where.line:>5}  note: {item.title or item.text.split(chr(10), 1)[0][:60]}"


def _explained(source: Source) -> Iterator[str]:
    yield f"{source.path}:"
    for n, found in enumerate(readers.candidates(source)):
        chosen = "chosen" if n == 0 else "      "
        left = len(found.unexplained(source))
        yield f"  {chosen} {found.reader}: score {found.score(source):.3f}, {len(found.cards)} cards, {left} lines left"
        yield from (f"           {line}" for line in found.explanation)


def converted(path: str) -> str:
    """A file as canonical Markdown; raises InputError where no question is found."""
    if Path(path).is_dir():
        raise InputError(f"{path}: a folder. Convert one document at a time.")
    found = reading.read(Found(Path(path), path, ""), settings_for(path))
    if not found.documents:
        raise InputError(str(found.problems[0]))
    return canonical.write(found.documents)


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
        return json.dumps(report.reading((), heard), ensure_ascii=False, indent=1) + "\n", code
    roots = {found.name: found.shown for found in inputs.sources.documents}
    lines = list(report.problem_lines(heard, roots))
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
