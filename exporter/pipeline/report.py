"""Report of a build: report.json and the exit code. `exporter.commands.build` has the summary as text."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

from exporter import errors, jsontypes
from exporter.identity.changing import Change
from exporter.model import Document, Problem, Severity
from exporter.pipeline import changes, importing, unsure
from exporter.pipeline.build import Build
from exporter.pipeline.produce import OutputResults
from exporter.pipeline.store import files, ledger_file
from exporter.problems.documents import INTERNAL
from exporter.sources import passedover

FILE = "report.json"
NO_ROOTS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a build."""

    documents: tuple[Document, ...]
    roots: Mapping[str, str]  # a document's name -> the path as the user would type it
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]
    unreadable: bool
    written: tuple[str, ...]
    current: tuple[str, ...]
    removed: tuple[str, ...]
    failures: tuple[str, ...]  # outputs that could not be made, each with its remedy
    out: Path
    left_out: tuple[str, ...] = ()  # outputs that this machine cannot make; those of earlier builds stay
    fault: str = ""  # why, with the remedy
    new_ledger: Path | None = None
    is_lost_ledger: bool = False  # whether there was another one, when these outputs were built before
    seconds: float = 0.0
    retired: tuple[str, ...] = ()  # keys of all cards in the ledger that are no longer in the documents
    selection: str = ""  # which cards were to be printed, in words; empty for all
    printed: int = 0  # how many these are
    is_aside: bool = False  # whether it printed what is hard in Anki, and did nothing else
    told: tuple[str, ...] = ()  # what the search for that found besides
    command: str = "exporter build"  # which built this, as far as another one about the same cards has to say it
    ahead: int = 0  # when a card changed last, in seconds since 1970, where a clock was ahead; else 0
    passed_over: tuple[str, ...] = ()  # names of files and folders that were not read
    unsure: tuple[str, ...] = ()  # names of documents in which little asks: passed over
    left: Mapping[str, float] = field(
        default_factory=dict
    )  # share of a document's text that no card holds, by its name
    failed: tuple[str, ...] = ()  # names of documents that failed, for whatever reason
    kept: int = 0  # how many cards of theirs stay as they are in the ledger
    has_old_copies: bool = False  # whether a version older than `importing.SAFE_SINCE` began the ledger

    @property
    def reportable(self) -> tuple[Problem, ...]:
        """Problems that a build prints; `exporter check` prints the others too."""
        return tuple(problem for problem in self.problems if problem.severity is not Severity.INFO)

    def exit_code(self, *, strict: bool = False) -> int:
        """The exit code of the most severe problem."""
        found = code(self.problems, unreadable=self.unreadable, strict=strict)
        return errors.OUTPUT if self.failures and found != errors.INTERNAL else found


def of(build: Build, outcome: OutputResults, seconds: float) -> Report:
    """The report of a build."""
    identified = build.identified
    return Report(
        documents=build.library.documents,
        roots=build.sources.shown,
        changes=identified.changes,
        problems=tuple(dict.fromkeys(outcome.problems)),  # several outputs may report the same
        unreadable=build.library.unreadable,
        written=tuple(outcome.written),
        current=build.outputs.current,
        removed=tuple(outcome.removed),
        failures=tuple(outcome.failures),
        out=build.options.out,
        left_out=build.outputs.left_out,
        fault=build.fault,
        new_ledger=build.lock if outcome.is_new_ledger else None,
        is_lost_ledger=outcome.is_lost_ledger,
        seconds=seconds,
        retired=tuple(sorted(key for key, entry in identified.ledger.entries.items() if entry.retired)),
        selection=str(build.options.selection),
        printed=sum(1 for document in build.printed for _ in document.cards),
        is_aside=build.options.selection.reviews is not None,
        told=build.told,
        command=build.options.command,
        ahead=ledger_file.ahead(identified.ledger),
        passed_over=passedover.unused(build.sources.passed_over, build.media),
        unsure=unsure.names(build.library.problems),
        left=build.library.left,
        failed=tuple(sorted(build.unread)),
        kept=len(build.kept),
        has_old_copies=identified.ledger.is_older_than(importing.SAFE_SINCE),
    )


def write(report: Report) -> Report:
    """Writes report.json, and returns the report."""
    files.write_output(report.out, FILE, map(str.encode, lines(report)))
    return report


def code(problems: Collection[Problem], *, unreadable: bool, strict: bool = False) -> int:
    """The exit code of a command that found these problems; `unreadable` says that a document could not be read."""
    if any(problem.code == INTERNAL.name for problem in problems):
        return errors.INTERNAL
    if unreadable:
        return errors.INPUT
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return errors.PROBLEMS if any(problem.severity in failing for problem in problems) else errors.DONE


def problem(problem: Problem, roots: Mapping[str, str] = NO_ROOTS) -> jsontypes.Problem:
    """A problem as JSON; `roots` has the paths as the user would type them, by the names of documents."""
    return {
        "severity": cast("Any", str(problem.severity)),
        "code": problem.code,
        "message": problem.message,
        "path": roots.get(problem.where.path, problem.where.path),
        "line": problem.where.line,
    }


def table(report: Report, roots: Mapping[str, str] = NO_ROOTS) -> dict[str, Any]:
    """The report as JSON (`jsontypes.Report`), with iterators for what is long; paths as `roots` has them."""
    return {
        "schema": 2,
        "documents": [_document(document, report, roots) for document in report.documents],
        "changes": (
            changes.table(change, roots) for change in report.changes if change.what != "unchanged" or change.sent
        ),
        "sent": changes.sent(report.changes),
        "anki": changes.searches(report.changes, report.retired, report.command),
        "outputs": sorted([*report.written, *report.current]),
        "left_out": sorted(report.left_out),
        "failed": [roots.get(name, name) for name in report.failed],
        "passed_over": passedover.kinds(report.passed_over),
        "unsure": [roots.get(name, name) for name in report.unsure],
        "problems": (problem(found, roots) for found in report.problems),
    }


def _document(document: Document, report: Report, roots: Mapping[str, str]) -> jsontypes.BuiltDocument:
    return {
        "title": document.title,
        "source": roots.get(document.source, document.source),
        "cards": sum(1 for _ in document.cards),
        "notes": sum(1 for _ in document.notes),
        "unexplained": report.left.get(document.source, 0.0),
    }


def lines(report: Report) -> Iterator[str]:
    """The text of report.json, in parts: nothing in it differs between two machines."""
    return dumped(table(report))


def dumped(table: Mapping[str, Any]) -> Iterator[str]:
    """JSON with an indent of 1, in parts: that of many cards is long."""
    for number, (name, value) in enumerate(table.items()):
        yield f'{"," if number else "{"}\n "{name}": '
        if isinstance(value, Iterator):
            yield from _array(value)
        else:
            yield _json(value, 1)
    yield "\n}\n"


def _array(items: Iterator[Mapping[str, Any]]) -> Iterator[str]:
    before = "["
    for item in items:
        values = (f"\n   {_plain(name)}: {_json(value, 3)}" for name, value in item.items())
        yield f"{before}\n  {{{','.join(values)}\n  }}"
        before = ","
    yield "[]" if before == "[" else "\n ]"


def _json(value: object, depth: int) -> str:
    """JSON as it stands so deep in another one."""
    if not isinstance(value, dict | list | tuple):
        return _plain(value)
    return json.dumps(value, ensure_ascii=False, indent=1).replace("\n", "\n" + " " * depth)


_plain = json.JSONEncoder(ensure_ascii=False).encode  # with an indent it would be slow
