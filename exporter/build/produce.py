"""Runs emitters: slow ones in processes of their own, the others here meanwhile; each output is written whole."""

from __future__ import annotations

import gc
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

from exporter import markup
from exporter.build import files, readback
from exporter.build.cache import plates
from exporter.build.manifest import Manifest
from exporter.emitters import Edition, Emitter, Means
from exporter.errors import ExporterError, OutputError, WorkerError
from exporter.model import Problem
from exporter.workers import Task, Workers, processors

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
    data: bytes = b""
    problems: tuple[Problem, ...] = ()
    failure: str = ""


def run(jobs: Sequence[Job], out: Path, manifest: Manifest, processes: int, progress: Progress) -> Outcome:
    """Makes and writes all outputs; one that fails is told, and the others are made all the same."""
    outcome = Outcome()
    for count, (job, made) in enumerate(_make_all(jobs, out, processes), 1):
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


def modules(emitters: Iterable[Emitter]) -> list[str]:
    """What emitters need that is slow to import, each once."""
    return list(dict.fromkeys(module for emitter in emitters for module in emitter.modules))


def _make_all(jobs: Sequence[Job], out: Path, processes: int) -> Iterator[tuple[Job, _Made]]:
    slow = [job for job in jobs if _is_slow(job)]
    quick = [job for job in jobs if not _is_slow(job)]
    if not slow or processes == 1:
        yield from ((job, _make(job, out)) for job in [*quick, *slow])
        return
    needed = modules(job.emitter for job in slow)
    with Workers(min(_at_once(processes), len(slow)), needed, renews=True) as others:
        helpers = max(0, processes // len(slow) - 1)
        started = [others.submit(_made_elsewhere, job, out, _known_html(job), helpers, needed) for job in slow]
        yield from ((job, _make(job, out)) for job in quick)
        yield from ((job, _result(job, task)) for job, task in zip(slow, started, strict=True))


def _is_slow(job: Job) -> bool:
    """Whether it is worth a process of its own; what holds all documents is made here meanwhile."""
    return job.emitter.own_process or (bool(job.source) and len(job.edition.identities) > _MANY)


def _at_once(processes: int) -> int:
    """How many slow outputs are made at once: one more than there are processors to be used, where all are, so that of
    three on two processors the last need not be alone."""
    return processes + 1 if processes >= processors() else processes


def _known_html(job: Job) -> Mapping[str, str]:
    """What was rendered already of all that goes into an output."""
    items = (item for document in job.edition.documents for item in document.items)
    return markup.known_html(text for item in items for text in item.texts)


def _made_elsewhere(job: Job, out: Path, html: Mapping[str, str], helpers: int, needed: Sequence[str]) -> _Made:
    """The same as `_make`, in another process."""
    markup.MEMORY.learn(html)
    with ExitStack() as stack:
        return _make(job, out, [stack.enter_context(Workers(1, needed)) for _ in range(helpers)])


def _result(job: Job, task: Task[_Made]) -> _Made:
    try:
        return task.result()
    except WorkerError as error:
        return _Made(failure=f"{job.name}: {error.message}")


def _make(job: Job, out: Path, helpers: Sequence[Workers] = ()) -> _Made:
    gc.disable()  # layouts are large graphs of live objects: collecting them finds nothing and costs a third
    buffer = io.BytesIO()
    memory = plates.load(out, job.name, job.edition) if job.emitter.remembers else {}
    edition = replace(job.edition, means=Means(memory, helpers))
    try:
        problems = job.emitter.emit(edition, buffer)
        if job.emitter.is_document:
            readback.require_same(job.edition.documents, job.name, buffer.getvalue())
        plates.save(out, job.name, edition)
    except ExporterError as error:
        return _Made(failure=error.message)
    finally:
        gc.enable()
    return _Made(buffer.getvalue(), problems)
