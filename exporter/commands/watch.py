"""`exporter watch`: builds again whenever a document, the settings or a template is saved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from exporter import naming, safefiles
from exporter.errors import ExporterError, InputError
from exporter.identity import ledger
from exporter.model import Severity
from exporter.pipeline import changes, guard, importing, messages, resources, steps
from exporter.pipeline.options import Options
from exporter.pipeline.report import Report
from exporter.pipeline.store.manifest import Manifest
from exporter.settings import FILE as SETTINGS
from exporter.sources import discover, media
from exporter.sources.discover import SUFFIXES

if TYPE_CHECKING:
    from threading import Event

    from watchfiles import Change

_PAUSE = 200  # milliseconds without a further change before a build: editors save in several steps


def watch(options: Options, say: Callable[[str], None], stop: Event | None = None) -> None:
    """Builds, and builds again on each change, until it is interrupted; `say` gets a line for each build.

    Raises InputError where a source is not there or holds no document, and OverwriteError where DIST holds outputs of
    other documents; whatever goes wrong in a build may be put right while it runs.
    """
    sources = discover.discover(options.sources, options.lock)
    Manifest.load(options.out).require(options.out, options.lock or sources.folder / ledger.FILE)
    say(_built(options, is_first=True))
    folders = [*_folders(options), *resources.folders()]
    say(f"Watching {', '.join(options.sources)}. Ctrl-C ends it.")
    for names in _changes(folders, options, stop):
        said = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
        resources.forget()
        say(f"{said}: {_built(options)}")


def _changes(folders: Sequence[Path], options: Options, stop: Event | None) -> Iterator[list[str]]:
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
        known = SUFFIXES | media.SUFFIXES | {".html", ".css", ".js"}  # documents, their images, and templates
        return changed.suffix.lower() in known or changed.name == SETTINGS or safefiles.target(changed) in self._single


def _built(options: Options, *, is_first: bool = False) -> str:
    """Makes a build and says what came of it, in a line and one for each error; a build that fails ends nothing."""
    try:
        return _said(steps.build(options, lambda done, total, name: None), is_first=is_first)
    except ExporterError as error:
        return messages.error(error.message)
    except Exception as error:
        return messages.error(guard.unforeseen(error).message)


def _said(made: Report, *, is_first: bool) -> str:
    errors = [problem for problem in made.problems if problem.severity is Severity.ERROR]
    unmade = made.unmade if is_first else map(messages.error, made.failures)  # what this machine lacks is told once
    return "\n".join([_line(made), *unmade, *messages.lines(errors, made.roots)])


def _line(made: Report) -> str:
    told = changes.counted(change for change in made.changes if change.what != "unchanged") or "no cards changed"
    wrote = f"wrote {naming.count(len(made.written), 'file')} in {made.seconds:.1f} s"
    return "; ".join([told, wrote, *importing.removals(made.removed, made.out)])
