"""Runs emitters: slow ones in other processes, quick ones in this one; each output is written whole."""

from __future__ import annotations

import gc
import io
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from exporter import markup
from exporter.emitters import NO_MEANS, Edition, Means, modules
from exporter.errors import ExporterError, OutputError, WorkerError
from exporter.model import Document, Problem
from exporter.pipeline import guard, readback, surroundings
from exporter.pipeline.build import Job
from exporter.pipeline.guard import Failure
from exporter.pipeline.store import emitter_cache, files
from exporter.pipeline.store.manifest import Manifest
from exporter.pipeline.surroundings import Helper
from exporter.workers import Task, Workers, is_worker, processors, take_part

_WRITERS, _WAITING = 4, 8  # files that are written at once, and outputs that wait for it
_MANY = 1_000  # cards whose output is slow, whatever it is
_TOGETHER, _FEW = 10_000, 100  # cards of all outputs from which processes share also those of fewer cards, and how few

Progress = Callable[[int, int, str], None]  # done, of all, output


@dataclass(slots=True)
class OutputResults:
    """The results of all outputs: written, failed, and their problems."""

    written: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)  # messages, one per reason
    problems: list[Problem] = field(default_factory=list)
    is_new_ledger: bool = False
    is_lost_ledger: bool = False  # new, although packages of an earlier build are there


@dataclass(frozen=True, slots=True)
class _Made:
    data: bytes = b""
    is_made: bool = False
    problems: tuple[Problem, ...] = ()
    failure: str = ""  # foreseen, with its remedy
    failed: Mapping[str, Failure] = field(default_factory=dict)  # by document, for which it is not made; "" for none

    @property
    def without_data(self) -> _Made:
        """The same without its bytes, which would fill the memory."""
        return replace(self, data=b"")


def make(jobs: Sequence[Job], out: Path, manifest: Manifest, processes: int, progress: Progress) -> OutputResults:
    """Makes and writes all outputs; a failed one is reported, and the others are made all the same."""
    outcome, failures = OutputResults(), Failures()
    with ThreadPoolExecutor(_WRITERS) as writers:
        for count, (job, made, written) in enumerate(_written(_make_all(jobs, out, processes), out, writers), 1):
            outcome.problems += made.problems
            failures.add(job.name, made.failed, is_made=made.is_made)
            if failure := made.failure or written.result():
                if failure not in outcome.failures:
                    outcome.failures.append(failure)
            elif made.is_made:
                outcome.written.append(job.name)
                # What lacks a document is made again by the next build.
                manifest.digests[job.name] = "" if made.failed else job.digest
                manifest.sources[job.name] = job.source
            progress(count, len(jobs), job.name)
    outcome.problems += failures.problems()
    return outcome


def _written(
    made: Iterable[tuple[Job, _Made]], out: Path, writers: Executor
) -> Iterator[tuple[Job, _Made, Future[str]]]:
    """Has outputs written while the next are made: to flush a file to the disk is to wait.

    Gives each without its bytes, and why it could not be written: nothing where it was, or where it was not made.
    """
    waiting: deque[tuple[Job, _Made, Future[str]]] = deque()
    for job, one in made:
        waiting.append((job, one.without_data, writers.submit(_write, out, job.name, one)))
        if len(waiting) > _WAITING:
            yield waiting.popleft()
    yield from waiting


def _write(out: Path, name: str, made: _Made) -> str:
    try:
        if made.is_made:
            files.write_output(out, name, made.data)
    except OutputError as error:
        return error.message
    return ""


@dataclass(slots=True)
class Failures:
    """What failed in making outputs: the same cause for the same document is one problem."""

    _outputs: dict[tuple[str, Failure], tuple[list[str], list[str]]] = field(default_factory=dict)

    def add(self, output: str, failed: Mapping[str, Failure], *, is_made: bool) -> None:
        """Takes the failures of an output by document, and whether it is made without these documents."""
        for source, failure in failed.items():
            without, missing = self._outputs.setdefault((source or output, failure), ([], []))
            (without if is_made else missing).append(output)

    def problems(self) -> Iterator[Problem]:
        """A problem for each cause and document, or output that no document is to blame for."""
        for (path, failure), (without, missing) in self._outputs.items():
            said = [f"{', '.join(missing)}: not made, and the last ones stay as they are"] * bool(missing)
            said += [f"{', '.join(without)}: made without this document"] * bool(without)
            yield failure.problem(path, "; ".join(said))


def _make_all(jobs: Sequence[Job], out: Path, processes: int) -> Iterator[tuple[Job, _Made]]:
    least = _MANY if sum(len(job.edition.identities) for job in jobs) < _TOGETHER else _FEW
    slow = [job for job in jobs if _is_slow(job, least)]
    quick = [job for job in jobs if not _is_slow(job, least)]
    if not slow or processes == 1:
        yield from ((job, _make(job, out)) for job in [*quick, *slow])
    else:
        yield from _make_in_processes(slow, quick, out, processes)


def _make_in_processes(
    slow: Sequence[Job], quick: Sequence[Job], out: Path, processes: int
) -> Iterator[tuple[Job, _Made]]:
    """Makes slow outputs in other processes, and quick ones here meanwhile."""
    needed = modules(job.emitter.name for job in slow)
    prints = any(job.emitter.own_process for job in slow)
    size = _at_once(processes) if prints else processes - 1
    with Workers(min(size, len(slow)), needed, renews=True) as others:
        helpers = max(0, processes // len(slow) - 1)
        started = [others.submit(_made_elsewhere, job, out, _known(job), helpers, needed) for job in slow]
        yield from ((job, _make(job, out)) for job in quick)
        if not prints:
            take_part(started)
        yield from ((job, _result(job, task)) for job, task in zip(slow, started, strict=True))


def _is_slow(job: Job, least: int) -> bool:
    """Whether it is worth another process: for its kind, or its cards; what holds all documents is made here."""
    return job.emitter.own_process or (bool(job.source) and len(job.edition.identities) > least)


def _at_once(processes: int) -> int:
    """How many slow outputs are made at once: one more than there are processors to be used, where all are, so that of
    three on two processors the last need not be alone."""
    return processes + 1 if processes >= processors() else processes


def _known(job: Job) -> markup.Made:
    """What was made already of the texts that go into an output, as far as its emitter asks for it."""
    items = (item for document in job.edition.documents for item in document.items)
    return markup.CACHE.of((text for item in items for text in item.texts), job.emitter.texts)


def _made_elsewhere(job: Job, out: Path, known: markup.Made, helpers: int, needed: Sequence[str]) -> _Made:
    """The same as `_make`, in another process."""
    if is_worker():
        gc.collect()  # what the last one left
    with ExitStack() as stack:
        stack.enter_context(markup.CACHE.only(known))
        return _make(job, out, [Helper(stack.enter_context(Workers(1, needed))) for _ in range(helpers)])


def _result(job: Job, task: Task[_Made]) -> _Made:
    try:
        made = guard.attempt(task.result)
    except WorkerError as error:
        return _Made(failure=f"{job.name}: {error.message}")
    return _Made(failed={job.source: made}) if isinstance(made, Failure) else made


def _make(job: Job, out: Path, helpers: Sequence[Executor] = ()) -> _Made:
    gc.disable()  # layouts are large graphs of live objects: collecting them finds nothing and costs a third
    memory = emitter_cache.load(out, job.name, job.edition.fonts) if job.emitter.remembers else {}
    try:
        made, kept = _emitted(job, job.edition, Means(memory, helpers))
        emitter_cache.save(out, job.name, job.edition.fonts, kept)
    except ExporterError as error:
        return _Made(failure=error.message)
    except Exception as error:
        return _without(job, error)
    finally:
        if not is_worker():
            gc.enable()
    return made


def _emitted(job: Job, edition: Edition, means: Means = NO_MEANS) -> tuple[_Made, Mapping[str, Any]]:
    """An output, and what its emitter wants to know the next time."""
    buffer = io.BytesIO()
    with surroundings.of(job.emitter, edition):
        emitted = job.emitter.emit(edition, buffer, means)
    if job.emitter.is_document:
        readback.require_same(edition.documents, job.name, buffer.getvalue())
    return _Made(buffer.getvalue(), is_made=True, problems=emitted.problems), emitted.memory


def _without(job: Job, error: Exception) -> _Made:
    """The output without the documents that it fails for by themselves, if others are left."""

    def work(documents: Sequence[Document]) -> _Made:
        return _emitted(job, job.edition.of(documents))[0]

    failed = dict(guard.failures(work, job.edition.documents)) or {job.source: guard.failure(error)}
    rest = [document for document in job.edition.documents if document.source not in failed]
    if job.source or not rest or "" in failed:
        return _Made(failed=failed)
    try:
        made = guard.attempt(work, rest)
    except ExporterError as foreseen:
        return _Made(failure=foreseen.message, failed=failed)
    return _Made(failed={**failed, "": made}) if isinstance(made, Failure) else replace(made, failed=failed)
