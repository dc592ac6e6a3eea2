"""`exporter watch`: builds again whenever a document, the settings or a template is saved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from exporter import jsontypes, naming, safefiles
from exporter.commands import build, messages, push, summary
from exporter.commands.outcome import Event
from exporter.errors import ExporterError, InputError, NoDocumentError
from exporter.identity import ledger
from exporter.model import Severity
from exporter.pipeline import guard, report, resources, steps
from exporter.pipeline.options import Options
from exporter.pipeline.report import Report
from exporter.pipeline.store.manifest import Manifest
from exporter.push import preview
from exporter.push.steps import Plan
from exporter.settings import FILE as SETTINGS
from exporter.sources import discover, formats, media

if TYPE_CHECKING:
    from threading import Event as StopEvent

    from watchfiles import Change

_PAUSE = 200  # milliseconds without a further change before a build: editors save in several steps


@dataclass(frozen=True, slots=True)
class Pushing:
    """Where each build is pushed to."""

    collection: Path | None  # None: the running Anki, else the only profile


def watch(
    options: Options, tell: Callable[[Event], None], stop: StopEvent | None = None, pushing: Pushing | None = None
) -> None:
    """Builds, and builds again on each change, until it is interrupted; `tell` is called with an event per build.

    Each build is pushed, too, if that is asked for.

    Raises InputError where a source is not there or holds no document, and OverwriteError where DIST holds outputs of
    other documents; whatever goes wrong in a build may be put right while it runs.
    """
    sources = discover.discover(options.sources, options.lock)
    Manifest.load(options.out).require(options.out, options.lock or sources.folder / ledger.FILE)
    for event in _events(options, (), pushing):
        tell(event)
    folders = [*_folders(options), *resources.folders()]
    text = f"Watching {', '.join(options.sources)}. Ctrl-C ends it."
    tell(Event(text, {"schema": 1, "event": "watching", "sources": list(options.sources)}))
    for names in _changes(folders, options, stop):
        resources.clear_cache()
        for event in _events(options, names, pushing):
            tell(event)


def _changes(folders: Sequence[Path], options: Options, stop: StopEvent | None) -> Iterator[list[str]]:
    """The names of the files that each save changes."""
    from watchfiles import watch as changed

    try:
        for files in changed(*folders, watch_filter=_Filter(options), step=_PAUSE, stop_event=stop):
            yield sorted({Path(path).name for _, path in files})
    except OSError as error:  # the system has no room for one more
        remedy = "Close other programs that watch files, or set WATCHFILES_FORCE_POLLING=1."
        raise InputError(f"{', '.join(options.sources)}: not watched: {error}. {remedy}") from error


def _folders(options: Options) -> Iterator[Path]:
    for source in map(Path, options.sources):
        yield source if source.is_dir() else source.parent


class _Filter:
    """Which changes matter: those of documents and of what shapes the outputs, not those that a build makes itself."""

    def __init__(self, options: Options) -> None:
        self._out = safefiles.target(options.out)
        self._single = {safefiles.target(Path(source)) for source in options.sources if not Path(source).is_dir()}

    def __call__(self, change: Change, path: str) -> bool:
        changed = Path(path)
        if changed.name.startswith(".") or self._out in safefiles.target(changed).parents:
            return False
        known = media.SUFFIXES | {".html", ".css", ".js"}  # images of documents, and templates
        is_known = changed.suffix.lower() in known or changed.name == SETTINGS or formats.is_document(changed.name)
        return is_known or safefiles.target(changed) in self._single


def _events(options: Options, names: Sequence[str], pushing: Pushing | None) -> Iterator[Event]:
    """Makes a build because these files changed (none: the first one), and pushes it; what fails ends nothing."""
    try:
        build, made = steps.built(options, lambda done, total, name: None)
        yield Event(_head(names) + _said(made, is_first=not names), _table(made, names))
        if pushing:
            yield _pushed(*push.after_build(build, pushing.collection))
    except NoDocumentError as error:
        if not names:
            raise
        yield _failed(error, names)
    except ExporterError as error:
        yield _failed(error, names)
    except Exception as error:
        yield _failed(guard.unforeseen(error), names)


def _pushed(shown: str, plan: Plan) -> Event:
    """What a push did, in a line, and what it leaves to its user."""
    table: jsontypes.Pushed = {
        "schema": 1,
        "event": "pushed",
        "collection": shown,
        "notes": dict(Counter(step.what for step in plan.steps)),
        "conflicts": plan.conflicts,
        "open": plan.is_open,
    }
    did, *others = preview.sums(plan)
    return Event("\n".join([f"{shown}: {did}", *others]), table)


def _head(names: Sequence[str]) -> str:
    """The files that changed, before what came of it."""
    return f"{', '.join(names[:3])}{f' and {len(names) - 3} more' * (len(names) > 3)}: " if names else ""


def _failed(error: ExporterError, names: Sequence[str]) -> Event:
    table: jsontypes.Failed = {
        "schema": 1,
        "event": "failed",
        "files": list(names),
        "message": error.message,
        "exit_code": error.exit_code,
    }
    return Event(_head(names) + messages.error(error.message), table)


def _table(made: Report, names: Sequence[str]) -> jsontypes.Built:
    return {
        "schema": 1,
        "event": "built",
        "files": list(names),
        "changes": cast("dict[jsontypes.Kind, int]", Counter(change.what for change in made.changes)),
        "written": sorted(made.written),
        "removed": sorted(made.removed),
        "failures": list(made.failures),
        "problems": [report.problem(problem, made.roots) for problem in made.problems],
        "exit_code": made.exit_code(),
    }


def _said(made: Report, *, is_first: bool) -> str:
    """The result of a build in a line, and a line per error; what is missing on this machine is reported once."""
    errors = [problem for problem in made.problems if problem.severity is Severity.ERROR]
    unmade = build.unmade(made) if is_first else map(messages.error, made.failures)
    return "\n".join([_line(made), *unmade, *messages.lines(errors, made.roots)])


def _line(made: Report) -> str:
    told = summary.counted(change for change in made.changes if change.what != "unchanged") or "no cards changed"
    wrote = f"wrote {naming.count(len(made.written), 'file')} in {made.seconds:.1f} s"
    return "; ".join([told, wrote, *build.removals(made.removed, made.out)])
