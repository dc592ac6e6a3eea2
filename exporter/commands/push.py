"""`exporter push`: what a push into a collection of Anki would change, and doing it."""

from __future__ import annotations

import sys
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
from exporter.pipeline import adopting, doubts, offering, report, steps
from exporter.pipeline.build import Build
from exporter.pipeline.identify import identify
from exporter.pipeline.load import load
from exporter.pipeline.options import Options
from exporter.pipeline.render import render
from exporter.pipeline.store import files, ledger_file
from exporter.push import preview
from exporter.push.doors import door
from exporter.push.doors.door import Door
from exporter.push.offer import Offer
from exporter.push.steps import Choices, Missing, Plan
from exporter.push.wire import Request

AskMissing = Callable[[int], str]  # how many notes are missing -> what to do: "add", "leave", or "ask" again
_COLORS = {
    "new": "green",
    "returned": "green",
    "retired": "red",
    "deleted": "red",
    "conflict": "yellow",
    "missing": "yellow",
    "withheld": "yellow",
    "foreign": "yellow",
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
    target = door.chosen(collection)
    made = _built(options) if write else _compared(options)
    if write:
        plan = target.push(Request(made.offer, _answered(target, made, choices, ask)), made.package)
        if plan.adoptions:
            adopting.save(made.build.lock, plan.adoptions)
            steps.built(options, lambda done, total, name: None)  # packages leave these notes out from now on
    else:
        plan = target.look(Request(made.offer, choices))
    target.remember(tuple(_again(options, choices)))
    product = dumps(_table(plan, made, target, write=write)) if as_json else joined(_lines(plan, verbose=verbose))
    code = made.code or (PROBLEMS if plan.is_open else 0)
    return Outcome(product, _words(plan, made, write=write), code)


def after_build(build: Build, collection: Path | None) -> tuple[str, Plan]:
    """Pushes what was built, without retiring anything: a document may be half written. Where to, and what was done."""
    target = door.chosen(collection)
    choices = Choices(retiring="none")
    return target.shown, target.push(Request(offering.offer(build), choices), _package(build.options))


def _compared(options: Options) -> _Made:
    """What the documents say; nothing is written."""
    loaded = load(options)
    made = identify(render(replace(loaded, known=ledger_file.load(loaded.lock))))
    told = (*made.library.errors, *doubts.problems(made.identified))
    return _Made(offering.offer(made), told, report.code(told, unreadable=made.library.unreadable), made)


def _built(options: Options) -> _Made:
    """What the documents say, after a build of the package: its ledger has the new notes before a collection has."""
    build, made = steps.built(options, lambda done, total, name: None)
    if made.failures:
        raise OutputError("\n".join(made.failures))
    return _Made(offering.offer(build), made.reportable, made.exit_code(), build, _package(options))


def _package(options: Options) -> Path | None:
    """The package of all decks; None where there is none, since there are no notes."""
    name = emitter("anki").path(COLLECTION)
    return options.out / name if files.exists(options.out, name) else None


def _answered(target: Door, made: _Made, choices: Choices, ask: AskMissing | None) -> Choices:
    """The choices, with an answer about missing notes."""
    if ask is None:
        return choices
    missing = sum(told.what == "missing" for told in target.look(Request(made.offer, choices)).told)
    return replace(choices, missing=cast("Missing", ask(missing))) if missing else choices


def _again(options: Options, choices: Choices) -> Iterator[str]:
    """The words of a command that previews this push again; it never deletes."""
    yield from (sys.executable, "-m", "exporter", "push", *options.sources, "--out", str(options.out))
    yield from ("--lock", str(options.lock)) if options.lock else ()
    yield from (word for each in options.overrides for word in ("--set", each))
    yield from (f"--{choices.side}",) if choices.side else ()
    yield from ("--missing", choices.missing)
    yield from {"adopt": ("--adopt",), "add": ("--no-adopt",)}.get(choices.foreign, ())
    yield from ("--retire",) if choices.retiring == "all" else ()


def _lines(plan: Plan, *, verbose: bool) -> Iterator[str]:
    yield from preview.lines(plan, lambda kind, text: click.style(text, fg=_COLORS.get(kind, "cyan")), verbose=verbose)


def _words(plan: Plan, made: _Made, *, write: bool) -> Iterator[str]:
    yield from messages.lines(made.problems, made.build.sources.shown)
    if not write and any(step.does for step in plan.steps):
        yield "Nothing was written: use --write to change the collection."


def _table(plan: Plan, made: _Made, target: Door, *, write: bool) -> dict[str, Any]:
    """All of it for programs (`jsontypes.Push`)."""
    return {
        "schema": 1,
        "collection": target.shown,
        **preview.table(plan),
        "problems": [report.problem(problem, made.build.sources.shown) for problem in made.problems],
        "written": write and plan.does,
    }
