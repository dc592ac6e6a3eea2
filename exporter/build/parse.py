"""What `parse` prints: how documents are read, with the settings beside them applied as a build applies them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from exporter import check, readers
from exporter.build import discover, formats, links, messages, reading, report
from exporter.build.discover import Found, Sources
from exporter.errors import DONE, INPUT, InputError
from exporter.model import Card, Document, Problem
from exporter.readers.source import Source
from exporter.settings import Settings


@dataclass(frozen=True, slots=True)
class _Parsed:
    settings: Settings
    source: Source | None = None  # None where it cannot be read
    documents: tuple[Document, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether something cannot be read that should be."""
        return any(problem.code == "unreadable" for problem in self.problems)


def parsed(paths: Sequence[str], *, as_json: bool, verbose: bool) -> tuple[str, int]:
    """The readings of these files and folders, as JSON or an outline, and the exit code."""
    found = [one for path in paths for one in _folder(path)]
    documents = tuple(document for one in found for document in one.documents)
    problems = tuple(_problems(found))
    code = INPUT if any(one.failed for one in found) else DONE
    if as_json:
        return report.reading(documents, problems), code
    lines = [line for one in found if verbose and one.source for line in _explained(one.source)]
    lines += [line for document in documents for line in _outline(document)]
    lines += messages.lines(problems, {}, verbose=verbose)
    return "".join(f"{line}\n" for line in lines), code


def _folder(path: str) -> Iterator[_Parsed]:
    """The documents of a file or a folder, under the path as it was typed."""
    settings = reading.settings_beside(path)
    sources = discover.discover([path], None)
    yield _Parsed(settings, problems=tuple(_not_read(sources)))
    for found in sources.documents:
        shown = Found(found.path, found.shown, "")
        try:
            source = formats.source(shown.name, discover.data(found), reading.hinted(found, settings))
        except InputError as error:
            yield _Parsed(settings, problems=(reading.unreadable(shown, error),))
            continue
        made = readers.read(source)
        documents = tuple(reading.named(document, settings) for document in made.documents)
        yield _Parsed(settings, source, documents, made.problems)


def _not_read(sources: Sources) -> Iterator[Problem]:
    """What is not read of a folder, under the path as it was typed."""
    for problem in links.problems(sources):
        yield replace(problem, where=replace(problem.where, path=sources.shown[problem.where.path]))


def _problems(found: Sequence[_Parsed]) -> Iterator[Problem]:
    """The problems that the settings of each document do not silence."""
    groups: dict[Settings, list[_Parsed]] = defaultdict(list)
    for one in found:
        groups[one.settings].append(one)
    for settings, group in groups.items():
        documents = [document for one in group for document in one.documents]
        problems = [problem for one in group for problem in one.problems]
        yield from check.heard([*problems, *check.check(documents, settings)], settings)


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
    """The readings that were weighed, best first."""
    yield f"{source.path}:"
    for n, found in enumerate(readers.candidates(source)):
        chosen = "chosen" if n == 0 else "      "
        left = len(found.unexplained(source))
        yield f"  {chosen} {found.reader}: score {found.score(source):.3f}, {len(found.cards)} cards, {left} lines left"
        yield from (f"           {line}" for line in found.explanation)
