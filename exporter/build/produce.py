"""Runs emitters: slow ones in processes of their own, the others here meanwhile; each output is written whole."""

from __future__ import annotations

import contextlib
import gc
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from exporter.build import crowd, files
from exporter.build.manifest import Manifest
from exporter.emitters import Edition, Emitter
from exporter.errors import ExporterError, OutputError
from exporter.model import Problem

_MANY = 1_000  # cards whose output is slow, whatever it is

Progress = Callable[[int, int, str], None]  # done, of all, output


@dataclass(frozen=True, slots=True)
class Job:
    """One output to be made."""

    name: str  # path below DIST
    emitter: Emitter
    edition: Edition
    digest: str
    source: str  # the document it is made from; "" for the collection


@dataclass(slots=True)
class Outcome:
    """What became of the jobs."""

    written: list[str] = field(default_factory=list)
    current: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)  # messages, one per reason
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Made:
    index: int
    data: bytes = b""
    problems: tuple[Problem, ...] = ()
    failure: str = ""


def run(jobs: Sequence[Job], out: Path, manifest: Manifest, processes: int, progress: Progress) -> Outcome:
    """Makes and writes all outputs; one that fails is told, and the others are made all the same."""
    outcome = Outcome()
    for count, made in enumerate(_make_all(jobs, processes), 1):
        job = jobs[made.index]
        outcome.problems += made.problems
        failure = made.failure or _write(out / job.name, made.data)
        if failure:
            if failure not in outcome.failures:
                outcome.failures.append(failure)
        else:
            outcome.written.append(job.name)
            manifest.digests[job.name], manifest.sources[job.name] = job.digest, job.source
        progress(count, len(jobs), job.name)
    return outcome


def _write(path: Path, data: bytes) -> str:
    try:
        files.write(path, data)
    except OutputError as error:
        return error.message
    return ""


def load(emitters: Iterable[Emitter]) -> None:
    """Imports the slow libraries of emitters, once for all processes that are forked from here."""
    for library in {emitter.library for emitter in emitters} - {""}:
        with contextlib.suppress(ImportError, OSError):  # the emitter tells of it
            import_module(library)


def _make_all(jobs: Sequence[Job], processes: int) -> Iterator[_Made]:
    slow = [n for n, job in enumerate(jobs) if _is_slow(job)]
    quick = [n for n in range(len(jobs)) if n not in set(slow)]
    if not slow or processes == 1 or not crowd.can_fork():
        yield from (_make(n, jobs[n]) for n in [*quick, *slow])
        return
    load(jobs[n].emitter for n in slow)
    with crowd.pool(_made, list(enumerate(jobs)), min(processes, len(slow)), tasks=1) as pool:
        started = [pool.apply_async(crowd.done, (n,)) for n in slow]
        yield from (_make(n, jobs[n]) for n in quick)
        yield from (result.get() for result in started)


def _is_slow(job: Job) -> bool:
    """Whether it is worth a process of its own; what holds all documents is made here meanwhile."""
    return job.emitter.own_process or (bool(job.source) and len(job.edition.identities) > _MANY)


def _made(job: tuple[int, Job]) -> _Made:
    return _make(*job)


def _make(index: int, job: Job) -> _Made:
    gc.disable()  # layouts are large graphs of live objects: collecting them finds nothing and costs a third
    buffer = io.BytesIO()
    try:
        problems = job.emitter.emit(job.edition, buffer)
    except ExporterError as error:
        return _Made(index, failure=error.message)
    finally:
        gc.enable()
    return _Made(index, buffer.getvalue(), problems)
