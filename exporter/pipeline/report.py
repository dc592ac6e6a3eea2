"""What a build says when it is done: report.json for programs, a summary for people, an exit code for both."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exporter import errors
from exporter.identity.changing import Change
from exporter.identity.ledger import LAST
from exporter.model import Card, Document, Note, Problem, Severity
from exporter.naming import count
from exporter.pipeline import changes, importing, messages
from exporter.problems.documents import INTERNAL
from exporter.sources import passedover

FILE = "report.json"


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
    seconds: float = 0.0
    retired: tuple[str, ...] = ()  # keys of all cards in the ledger that are no longer in the documents
    selection: str = ""  # which cards were to be printed, in words; empty for all
    printed: int = 0  # how many these are
    command: str = "exporter build"  # which built this, as far as another one about the same cards has to say it
    ahead: int = 0  # when a card changed last, in seconds since 1970, where a clock was ahead; else 0
    passed_over: tuple[str, ...] = ()  # names of files and folders that were not read
    failed: tuple[str, ...] = ()  # names of documents that failed, for whatever reason
    kept: int = 0  # how many cards of theirs stay as they are in the ledger
    has_old_copies: bool = False  # whether a version older than `importing.SAFE_SINCE` began the ledger

    @property
    def grave(self) -> tuple[Problem, ...]:
        """Problems that a build tells; the others are for `exporter check`."""
        return tuple(problem for problem in self.problems if problem.severity is not Severity.INFO)

    @property
    def unmade(self) -> Iterator[str]:
        """What was not made, and why, as lines."""
        yield from map(messages.error, self.failures)
        if self.left_out and self.fault not in self.failures:
            yield self.fault

    def exit_code(self, *, strict: bool = False) -> int:
        """The gravest of what happened."""
        found = code(self.problems, unreadable=self.unreadable, strict=strict)
        return errors.OUTPUT if self.failures and found != errors.INTERNAL else found


def code(problems: Collection[Problem], *, unreadable: bool, strict: bool = False) -> int:
    """The exit code of a command that found these problems; `unreadable` says that a document could not be read."""
    if any(problem.code == INTERNAL.name for problem in problems):
        return errors.INTERNAL
    if unreadable:
        return errors.INPUT
    grave = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return errors.PROBLEMS if any(problem.severity in grave for problem in problems) else errors.DONE


def reading(documents: tuple[Document, ...], problems: tuple[Problem, ...]) -> str:
    """A reading as JSON; other programs read it, so its shape is stable (schema 1)."""
    table = {
        "schema": 1,
        "documents": [_document(document) for document in documents],
        "problems": [problem(found) for found in problems],
    }
    return json.dumps(table, ensure_ascii=False, indent=1) + "\n"


def _document(document: Document) -> dict[str, Any]:
    return {
        "title": document.title,
        "source": document.source,
        "tags": list(document.tags),
        "meta": dict(document.meta),
        "notes": [_note(note) for note in document.notes],
        "cards": [_card(card) for card in document.cards],
    }


def _note(note: Note) -> dict[str, Any]:
    return {"title": note.title, "text": note.text, "line": note.where.line, "section": list(note.section)}


def _card(card: Card) -> dict[str, Any]:
    table: dict[str, Any] = {
        "id": card.id,
        "question": card.question,
        "answer": card.answer,
        "number": card.number,
        "level": card.level,
        "section": list(card.section),
        "tags": list(card.tags),
        "kind": card.kind.name,
        "line": card.where.line,
    }
    if card.kind.name == "choice":
        table |= {"options": list(card.kind.options), "correct": list(card.kind.correct)}  # type: ignore[union-attr]
    return table


def problem(problem: Problem) -> dict[str, Any]:
    return {
        "severity": problem.severity,
        "code": problem.code,
        "message": problem.message,
        "path": problem.where.path,
        "line": problem.where.line,
    }


def lines(report: Report) -> Iterator[str]:
    """report.json: what was read, what changed by card, what was made; nothing that differs between two machines.

    It comes in parts, as JSON with an indent of 1: that of many cards is long.
    """
    table: dict[str, Any] = {
        "schema": 1,
        "documents": [
            {"title": d.title, "source": d.source, "cards": sum(1 for _ in d.cards), "notes": sum(1 for _ in d.notes)}
            for d in report.documents
        ],
        "changes": (changes.table(change) for change in report.changes if change.what != "unchanged" or change.sent),
        "sent": changes.sent(report.changes),
        "anki": changes.searches(report.changes, report.retired, report.command),
        "outputs": sorted([*report.written, *report.current]),
        "left_out": sorted(report.left_out),
        "failed": report.failed,
        "passed_over": passedover.kinds(report.passed_over),
        "problems": (problem(found) for found in report.problems),
    }
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


def summary(report: Report, *, verbose: bool = False) -> Iterator[str]:
    """The last words of a build, as lines."""
    yield from messages.lines(report.grave, report.roots, verbose=verbose)
    yield from messages.hint(report.grave, verbose=verbose)
    for document in report.documents:
        answered = sum(bool(card.answer.strip()) for card in document.cards)
        yield f"  {document.title}: {count(answered, 'card')}  ({report.roots.get(document.source, document.source)})"
    cards = sum(change.card is not None for change in report.changes)
    changed = changes.counted(report.changes)
    yield f"{count(len(report.documents), 'document')}, {count(cards, 'card')}{f': {changed}' if changed else ''}."
    yield from passedover.lines(report.passed_over)
    yield from _outputs(report, verbose=verbose)
    yield from _kept(report)
    if report.selection and not report.left_out:
        yield f"Printed {count(report.printed, 'card')} ({report.selection}); all other outputs hold every card."
    if report.new_ledger:
        yield f"{report.new_ledger} is new: it keeps your reviews across edits. Keep it with the documents, in git too."
    if report.ahead:
        day = time.strftime("%Y-%m-%d", time.gmtime(min(report.ahead, LAST)))
        yield (
            f"Cards changed on {day}, by a clock that was ahead: until that day an import replaces what you edit in "
            "Anki. If you imported nothing since, restore the previous ledger."
        )
    yield from changes.rendered(report.changes)
    yield from changes.told_sent(report.changes)
    yield from changes.advice(report.changes, str(report.out / FILE), report.command)
    yield from report.unmade
    yield from importing.removals(report.removed, report.out)
    yield from importing.hint(report.written, report.out, has_old_copies=report.has_old_copies)


def _kept(report: Report) -> Iterator[str]:
    """What becomes of the cards of documents that failed."""
    if not report.kept:
        return
    said = f"{count(report.kept, 'card')} of documents that failed: they and their last outputs stay as they are."
    if importing.PACKAGE in report.written:
        said += f" {report.out / importing.PACKAGE} does not contain them, and importing it leaves them alone."
    yield said


def problems_alone(report: Report) -> Iterator[str]:
    """What a build says that was asked to be quiet, as lines."""
    yield from messages.lines(report.grave, report.roots)
    yield from importing.removals(report.removed, report.out)
    yield from report.unmade


def _outputs(report: Report, *, verbose: bool) -> Iterator[str]:
    if verbose:
        yield from (f"  wrote {report.out / name}" for name in sorted(report.written))
        yield from (f"  removed {report.out / name}" for name in report.removed)
    made = Counter(name.split("/")[0] for name in report.written)
    what = ", ".join(f"{folder} {count}" for folder, count in sorted(made.items()))
    removed = f", removed {len(report.removed)}" if report.removed else ""
    current = f", {len(report.current)} were up to date" if report.current else ""
    wrote = f"wrote {count(len(report.written), 'file')} ({what})" if report.written else "nothing to write"
    yield f"{report.out}: {wrote}{current}{removed}, in {report.seconds:.1f} s."
