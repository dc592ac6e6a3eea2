"""Runs emitters: slow ones in processes of their own, the others here meanwhile; each output is written whole."""

from __future__ import annotations

import contextlib
import gc
import io
import multiprocessing
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from exporter.build import files
from exporter.build.manifest import Manifest
from exporter.emitters import Edition, Emitter
from exporter.errors import ExporterError, OutputError
from exporter.model import Problem

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


def _make_all(jobs: Sequence[Job], processes: int) -> Iterator[_Made]:
    slow = [n for n, job in enumerate(jobs) if job.emitter.own_process]
    quick = [n for n in range(len(jobs)) if n not in set(slow)]
    if not slow or processes == 1 or not _can_fork():
        yield from (_make(n, jobs[n]) for n in [*quick, *slow])
        return
    for library in {jobs[n].emitter.library for n in slow} - {""}:
        with contextlib.suppress(ImportError, OSError):  # the emitter tells of it
            import_module(library)
    with _pool(min(processes, len(slow))) as pool:
        started = [pool.apply_async(_make, (n, jobs[n])) for n in slow]
        yield from (_make(n, jobs[n]) for n in quick)
        yield from (result.get() for result in started)


def _pool(size: int) -> Any:
    """Processes, a fresh one per task; threads where the system has no shared memory for processes to meet in."""
    try:
        return multiprocessing.get_context("fork").Pool(size, maxtasksperchild=1)
    except OSError:
        from multiprocessing.pool import ThreadPool

        return ThreadPool(1)


def _can_fork() -> bool:
    """Forked processes share what is loaded; macOS forbids it to those that use its frameworks."""
    return sys.platform.startswith("linux")


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
