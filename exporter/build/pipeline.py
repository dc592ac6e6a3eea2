"""The pipeline: discover -> read -> identify -> check -> emit -> write."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from exporter import check, settings
from exporter.build import (
    files,
    fonts,
    jobs,
    litter,
    media,
    produce,
    reading,
    remember,
    rendered,
    report,
    retired,
    texts,
)
from exporter.build.discover import Sources, discover
from exporter.build.jobs import Jobs
from exporter.build.manifest import FILE as MANIFEST
from exporter.build.manifest import Manifest
from exporter.build.media import Images
from exporter.build.produce import Job, Progress
from exporter.build.reading import Library
from exporter.build.readings import FILE as READINGS
from exporter.build.readings import Readings
from exporter.build.selection import ALL, Selection, choose
from exporter.emitters import EMITTERS, Edition
from exporter.errors import OutputError, SelectionError
from exporter.identity import ledger
from exporter.identity.identify import Identified
from exporter.model import Document, Problem, Severity
from exporter.settings import Settings

_OURS = (report.FILE, MANIFEST, READINGS, rendered.FILE, texts.FILE)  # in DIST, besides the outputs


@dataclass(frozen=True, slots=True)
class Options:
    """What the user asked for."""

    sources: tuple[str, ...]
    out: Path
    only: tuple[str, ...] = ()  # names of emitters; the standard ones where empty
    lock: Path | None = None
    jobs: int = 0  # processes; 0 is one per core
    overrides: tuple[str, ...] = ()  # key=value
    keep_history: bool = False  # write nothing where it is doubtful which card is which
    retire_tag: bool = False  # emit retired cards once more, tagged
    selection: Selection = ALL  # cards to print


@dataclass(frozen=True, slots=True)
class Collected:
    """Everything before an output is made."""

    sources: Sources
    settings: Settings
    library: Library
    lock: Path
    readings: Readings
    media: Images
    processes: int = 1  # at most, for what can be shared among them
    printed: tuple[Document, ...] = ()  # the documents as they are printed


@dataclass(slots=True)
class _Plan:
    jobs: list[Job] = field(default_factory=list)
    current: list[str] = field(default_factory=list)  # outputs that need no work
    wanted: dict[str, str] = field(default_factory=dict)  # output -> document


def collect(options: Options) -> Collected:
    """Finds and reads the documents and their settings."""
    sources = discover(options.sources, options.lock)
    file = sources.folder / settings.FILE
    loaded = settings.load(file if file.is_file() else None, options.overrides)
    cache = Readings.load(options.out)
    processes = options.jobs or os.cpu_count() or 1
    library = reading.read_all(sources.documents, loaded, cache, processes)
    images = media.gather(library.documents, sources.documents, remote=loaded.media.remote)
    library = replace(library, problems=(*library.problems, *images.problems))
    lock = options.lock or sources.folder / ledger.FILE
    return Collected(sources, loaded, library, lock, cache, images.images, processes)


def build(options: Options, progress: Progress) -> report.Report:
    """Makes the outputs that are not current, and removes those whose document is gone."""
    started = time.perf_counter()
    _know_selection(options)
    collected = collect(options)
    known_html = rendered.load(options.out)
    with files.alone(_existing(collected.lock.parent), collected.lock):
        litter.sweep([collected.lock], age=0)  # nobody else writes it now
        known = remember.load(collected.lock)
        identified = remember.identified(collected, known)
        if options.keep_history:
            remember.keep_history(identified.doubts)
        collected = replace(collected, printed=_chosen(options, collected, identified))
        problems = _problems(collected, identified, prints=_prints(options))
        made_ledger = remember.save(collected.lock, known, identified.ledger)
        rendered.save(options.out, known_html)
        outcome = _produce(options, collected, identified, problems, progress)
        texts.save(options.out, texts.load(options.out), identified)
        collected.readings.save(options.out)
    litter.sweep(options.out / name for name in (*outcome.written, *outcome.current, *_OURS))
    made = report.Report(
        documents=collected.library.documents,
        roots={found.name: found.shown for found in collected.sources.documents},
        changes=identified.changes,
        problems=(*problems, *outcome.problems),
        unreadable=collected.library.unreadable,
        written=tuple(outcome.written),
        current=tuple(outcome.current),
        removed=tuple(outcome.removed),
        failures=tuple(outcome.failures),
        out=options.out,
        new_ledger=collected.lock if made_ledger else None,
        seconds=time.perf_counter() - started,
        retired=tuple(sorted(key for key, entry in identified.ledger.entries.items() if entry.retired)),
        selection=str(options.selection),
        printed=sum(1 for document in collected.printed for _ in document.cards),
    )
    files.write(options.out / report.FILE, report.dumps(made).encode())
    return made


def _prints(options: Options) -> bool:
    return any(EMITTERS[name].printed for name in jobs.chosen(options.only))


def _know_selection(options: Options) -> None:
    if options.selection and not _prints(options):
        printed = ", ".join(name for name, emitter in EMITTERS.items() if emitter.printed)
        raise SelectionError(f"Cards are chosen to be printed, and --only names no print. Add one of: {printed}.")


def _chosen(options: Options, collected: Collected, identified: Identified) -> tuple[Document, ...]:
    """The documents as they are printed; raises SelectionError."""
    try:
        return choose(jobs.documents(collected), identified.identities, options.selection)
    except SelectionError as error:  # what is asked for may stand in a document that could not be read
        unread = (str(problem) for problem in collected.library.problems if problem.severity is Severity.ERROR)
        raise SelectionError("\n".join([error.message, *unread])) from error


def _existing(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"{folder}: {error.strerror}. The ledger stands there; choose another place with --lock."
        ) from error
    return folder


def _problems(collected: Collected, identified: Identified, *, prints: bool) -> list[Problem]:
    found = [*collected.library.problems, *remember.problems(identified.doubts)]
    if prints:  # decks need no fonts of this machine
        found += fonts.problems(collected.printed, collected.settings.print)
    return check.heard([*found, *check.check(collected.library.documents, collected.settings)], collected.settings)


def _produce(
    options: Options, collected: Collected, identified: Identified, problems: Sequence[Problem], progress: Progress
) -> produce.Outcome:
    manifest = Manifest.load(options.out)
    plan = _plan(options, collected, identified, problems, manifest)
    outcome = produce.run(plan.jobs, options.out, manifest, options.jobs or os.cpu_count() or 1, progress)
    outcome.current = plan.current
    if options.retire_tag:
        outcome.problems += retired.problems(identified.ledger, texts.load(options.out), collected.lock)
    known = {document.source for document in collected.library.documents}
    stale = [
        name
        for name, source in manifest.sources.items()
        if name not in plan.wanted
        and (not source or source in known or collected.sources.in_scope(source))
        and _made_by(name, options)
    ]
    outcome.removed = manifest.forget(options.out, stale)
    manifest.save(options.out)
    return outcome


def _made_by(name: str, options: Options) -> bool:
    """Whether this build makes all outputs of this kind: not with a selection, which leaves other prints alone."""
    made = (EMITTERS[each] for each in jobs.chosen(options.only))
    return any(emitter.makes(name) for emitter in made if not (emitter.printed and options.selection))


def _plan(
    options: Options,
    collected: Collected,
    identified: Identified,
    problems: Sequence[Problem],
    manifest: Manifest,
) -> _Plan:
    plan = _Plan()
    existing = frozenset(name for name in manifest.digests if (options.out / name).is_file())
    made = Jobs(collected, identified, tuple(problems), existing, str(options.selection))

    def with_retired(edition: Edition) -> Edition:
        known = options.retire_tag
        return retired.added(edition, identified.ledger, texts.load(options.out)) if known else edition

    for job in made.all(jobs.chosen(options.only), with_retired):
        plan.wanted[job.name] = job.source
        if manifest.is_current(options.out, job.name, job.digest):
            plan.current.append(job.name)
        else:
            plan.jobs.append(job)
    return plan
