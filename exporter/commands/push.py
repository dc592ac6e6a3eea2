"""`exporter push`: what a push into a collection of Anki would change, and doing it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import click

from exporter.commands import messages
from exporter.commands.outcome import Outcome, dumps, joined
from exporter.emitters import COLLECTION, emitter
from exporter.errors import PROBLEMS, OutputError
from exporter.model import Problem
from exporter.pipeline import doubts, offering, report, steps
from exporter.pipeline.build import Build
from exporter.pipeline.identify import identify
from exporter.pipeline.load import load
from exporter.pipeline.options import Options
from exporter.pipeline.render import render
from exporter.pipeline.store import files, ledger_file
from exporter.push import preview, session
from exporter.push.apply import ApplyError
from exporter.push.doors import closed, profiles
from exporter.push.offer import Offer
from exporter.push.steps import Choices, Missing, Plan
from exporter.push.transaction import PushError
from exporter.sources import ankifiles

AskMissing = Callable[[int], str]  # how many notes are missing -> what to do: "add", "leave", or "ask" again
_COLORS = {
    "new": "green",
    "returned": "green",
    "retired": "red",
    "deleted": "red",
    "conflict": "yellow",
    "missing": "yellow",
    "withheld": "yellow",
}


@dataclass(frozen=True, slots=True)
class _Made:
    """What the documents say, and where the package is."""

    offer: Offer
    problems: tuple[Problem, ...]
    code: int
    build: Build
    package: Path | None = None


def run(
    options: Options,
    collection: Path | None,
    choices: Choices,
    ask: AskMissing | None,
    *,
    write: bool,
    as_json: bool,
    verbose: bool,
) -> Outcome:
    """Previews a push, or does it; the exit code is 1 where something is left to decide."""
    path = collection or profiles.found()
    closed.require_usable(path)
    made = _built(options) if write else _compared(options)
    plan = _pushed(path, made, _answered(path, made, choices, ask)) if write else _planned(path, made, choices)
    product = dumps(_table(plan, made, path, write=write)) if as_json else joined(_lines(plan, verbose=verbose))
    code = made.code or (PROBLEMS if plan.is_open else 0)
    return Outcome(product, _words(plan, made, write=write), code)


def _compared(options: Options) -> _Made:
    """What the documents say; nothing is written."""
    loaded = load(options)
    made = identify(render(replace(loaded, known=ledger_file.load(loaded.lock))))
    told = (*made.library.errors, *doubts.problems(made.identified))
    return _Made(offering.offer(made), told, report.code(told, unreadable=made.library.unreadable), made)


def _built(options: Options) -> _Made:
    """What the documents say, after a build of the package: its ledger has the new notes before a collection has."""
    build, made = steps.built(options, lambda done, total, name: None)
    name = emitter("anki").path(COLLECTION)
    if made.failures:
        raise OutputError("\n".join(made.failures))
    package = options.out / name if files.exists(options.out, name) else None
    return _Made(offering.offer(build), made.reportable, made.exit_code(), build, package)


def _planned(path: Path, made: _Made, choices: Choices) -> Plan:
    """The plan for a copy of the collection: even to open it changes it."""
    with ankifiles.copied(path) as copy, closed.opened(copy) as col:
        return session.plan(col, made.offer, choices)


def _pushed(path: Path, made: _Made, choices: Choices) -> Plan:
    with closed.opened(path) as col:
        try:
            return session.push(col, made.offer, choices, made.package, closed.backups(path))[0]
        except (PushError, ApplyError) as error:
            raise OutputError(f"{path}: {error}") from error


def _answered(path: Path, made: _Made, choices: Choices, ask: AskMissing | None) -> Choices:
    """The choices, with an answer about missing notes."""
    if ask is None:
        return choices
    missing = sum(told.what == "missing" for told in _planned(path, made, choices).told)
    return replace(choices, missing=cast("Missing", ask(missing))) if missing else choices


def _lines(plan: Plan, *, verbose: bool) -> Iterator[str]:
    yield from preview.lines(plan, lambda kind, text: click.style(text, fg=_COLORS.get(kind, "cyan")), verbose=verbose)


def _words(plan: Plan, made: _Made, *, write: bool) -> Iterator[str]:
    yield from messages.lines(made.problems, made.build.sources.shown)
    if not write and any(step.does for step in plan.steps):
        yield "Nothing was written: use --write to change the collection."


def _table(plan: Plan, made: _Made, path: Path, *, write: bool) -> dict[str, Any]:
    """All of it for programs (`jsontypes.Push`)."""
    return {
        "schema": 1,
        "collection": str(path),
        **preview.table(plan),
        "problems": [report.problem(problem, made.build.sources.shown) for problem in made.problems],
        "written": write and plan.does,
    }
