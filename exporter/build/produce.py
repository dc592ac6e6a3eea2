"""Runs emitters: slow ones in processes of their own, the others here meanwhile; each output is written whole."""

from __future__ import annotations

import contextlib
import gc
import io
import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path

from exporter import crowd
from exporter.build import files, readback
from exporter.build.cache import plates
from exporter.build.manifest import Manifest
from exporter.emitters import Edition, Emitter, Means
from exporter.errors import ExporterError, OutputError
from exporter.model import Problem

_loaded: set[str] = set()
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
class _Task:
    """A job to be made now."""

    index: int
    job: Job
    out: Path
    processes: int = 1  # that it may use


@dataclass(frozen=True, slots=True)
class _Made:
    index: int
    data: bytes = b""
    problems: tuple[Problem, ...] = ()
    failure: str = ""


def run(jobs: Sequence[Job], out: Path, manifest: Manifest, processes: int, progress: Progress) -> Outcome:
    """Makes and writes all outputs; one that fails is told, and the others are made all the same."""
    outcome = Outcome()
    for count, made in enumerate(_make_all(jobs, out, processes), 1):
        job = jobs[made.index]
        outcome.problems += made.problems
        failure = made.failure or _write(out, job.name, made.data)
        if failure:
            if failure not in outcome.failures:
                outcome.failures.append(failure)
        else:
            outcome.written.append(job.name)
            manifest.digests[job.name], manifest.sources[job.name] = job.digest, job.source
        progress(count, len(jobs), job.name)
    return outcome


def _write(out: Path, name: str, data: bytes) -> str:
    try:
        files.write_output(out, name, data)
    except OutputError as error:
        return error.message
    return ""


def load(emitters: Iterable[Emitter]) -> None:
    """Loads the slow libraries of emitters, once for all processes that are forked from here."""
    for library in {emitter.library for emitter in emitters} - {""} - _loaded:
        with contextlib.suppress(ImportError, OSError):  # the emitter tells of it
            import_module(library).load()
            _loaded.add(library)


def _make_all(jobs: Sequence[Job], out: Path, processes: int) -> Iterator[_Made]:
    slow = [n for n, job in enumerate(jobs) if _is_slow(job)]
    quick = [n for n, job in enumerate(jobs) if not _is_slow(job)]
    if not slow or processes == 1 or not crowd.can_fork():
        yield from (_make(_Task(n, jobs[n], out)) for n in [*quick, *slow])
        return
    load(jobs[n].emitter for n in slow)
    helped = max(1, processes // len(slow))
    tasks = [_Task(n, job, out, helped) for n, job in enumerate(jobs)]
    with crowd.pool(_make, tasks, min(crowd.at_once(processes), len(slow)), tasks=1) as pool:
        started = [pool.apply_async(crowd.done, (n,)) for n in slow]
        yield from (_make(tasks[n]) for n in quick)
        yield from (result.get() for result in started)


def _is_slow(job: Job) -> bool:
    """Whether it is worth a process of its own; what holds all documents is made here meanwhile."""
    return job.emitter.own_process or (bool(job.source) and len(job.edition.identities) > _MANY)


def _make(task: _Task) -> _Made:
    gc.disable()  # layouts are large graphs of live objects: collecting them finds nothing and costs a third
    job, buffer = task.job, io.BytesIO()
    memory = plates.load(task.out, job.name, job.edition) if job.emitter.remembers else {}
    edition = replace(job.edition, means=Means(task.processes, memory))
    try:
        problems = job.emitter.emit(edition, buffer)
        if job.emitter.is_document:
            readback.require_same(job.edition.documents, job.name, buffer.getvalue())
        plates.save(task.out, job.name, edition)
    except ExporterError as error:
        return _Made(task.index, failure=error.message)
    finally:
        if not multiprocessing.parent_process():  # a process that ends after this need not tidy up
            gc.enable()
    return _Made(task.index, buffer.getvalue(), problems)
