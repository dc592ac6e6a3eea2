"""Process pool with the interface of `concurrent.futures`: the only module that sends work to other processes.

A process that has threads is never forked: Pango keeps one for its fonts, and a fork of it hangs. On Linux a process
that imports what workers need and does nothing else, the starter, forks them; elsewhere each is a Python of its own.
None of them imports the `__main__` of the program that uses this package. They end within a second of their parent,
however it ends. Where no process can start, work is done in this one. There are no semaphores, so no shared memory.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pickle import loads
from threading import Event, Lock, Thread
from types import TracebackType
from typing import Any, ParamSpec, TypeVar, cast

from exporter.errors import WorkerError
from exporter.workers import processes, starters
from exporter.workers.here import is_worker
from exporter.workers.processes import Worker
from exporter.workers.starters import prepare
from exporter.workers.tasks import NoProcessError, Task, take_part

__all__ = ("Task", "Workers", "is_worker", "prepare", "processors", "take_part")

Result = TypeVar("Result")
Given = ParamSpec("Given")

_LOOK = 5.0  # seconds between two looks at what workers do
_IDLE = 6  # looks in a row at which one that has work used no processor, until it is replaced: half a minute
_REMEDY = "Close other programs if memory is short, or build with --jobs 1."


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Workers(Executor):
    """Processes that do tasks. With size 0, or where none can start, who asks for a result does the work himself.

    Tasks and results are pickled. `modules` are imported before the first task comes. A worker that ends before its
    work is done, or that has work and uses no processor for half a minute, is replaced once. `renews`: where workers
    are forked, one that a task left large is replaced before the next.
    """

    def __init__(self, size: int, modules: Sequence[str] = (), *, renews: bool = False) -> None:
        self._size, self._modules, self._renews = size, tuple(modules), renews
        self._threads = ThreadPoolExecutor(max(1, size), "workers")  # each waits for the answers of a worker
        self._lock = Lock()
        self._idle: list[Worker] = []
        self._busy: set[Worker] = set()
        self._started = 0  # ahead of their first task
        self._can_start = size > 0
        self._is_closed = self._is_killed = False
        self._watcher = Thread(target=self._watch, daemon=True)
        self._ended = Event()

    def submit(self, work: Callable[Given, Result], /, *args: Given.args, **kwargs: Given.kwargs) -> Task[Result]:
        """Has some work done by the next worker that is free."""
        task = Task(partial(work, *args, **kwargs))
        if self._can_start:
            self._start_ahead()
            self._threads.submit(self._do, task)
        else:
            task.leave()
        return task

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Ends each worker when there is nothing left for it to do."""
        self._is_closed, self._is_killed = not wait, self._is_killed or cancel_futures
        self._threads.shutdown(wait)
        while self._idle:
            self._idle.pop().end()
        if wait:
            self._ended.set()
            if self._watcher.is_alive():
                self._watcher.join()

    def kill_workers(self) -> None:
        """Ends all workers at once, whatever they do."""
        with self._lock:
            self._is_killed = True
            for worker in self._busy:
                worker.kill()
        self.shutdown()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error:
            self.kill_workers()
        self.shutdown()

    def _start_ahead(self) -> None:
        """Starts a worker before anybody waits for it, until there are enough; the first one before any thread."""
        if self._started < self._size:
            self._idle += filter(None, [self._new()])
            self._started += 1
        if self._started == 1 and not self._watcher.is_alive():
            self._watcher.start()

    def _new(self) -> Worker | None:
        return starters.forked(self._modules) or processes.begun(self._modules)

    def _do(self, task: Task[Any]) -> None:
        """Has a task done, in a thread that waits for it."""
        if self._is_killed:
            task.cancel()
        elif not self._can_start:
            task.leave()
        elif task.begin():
            try:
                task.set_result(self._result(task))
            except BaseException as error:
                self._can_start = self._can_start and not isinstance(error, NoProcessError)
                task.set_exception(error)

    def _result(self, task: Task[Result]) -> Result:
        """What a worker makes of a task, or the one that took its place."""
        message = task.message()
        lost = []
        for worker in self._candidates():
            with self._watched(worker):
                answer = worker.answer(*message)
            if answer is not None:
                self._keep(worker)
                return cast("Result", _opened(answer))
            lost.append(worker)
            worker.end()
        if self._is_killed or any(worker.is_there for worker in lost):
            raise WorkerError(_told(lost))
        raise NoProcessError

    def _candidates(self) -> Iterator[Worker]:
        """A worker, and where that ends another one, as independent of it as can be."""
        with self._lock:
            first = self._idle.pop(0) if self._idle else None
        if first := first or self._new():
            yield first
        if not self._is_killed and (second := processes.begun(self._modules)):
            yield second

    @contextmanager
    def _watched(self, worker: Worker) -> Iterator[None]:
        with self._lock:
            self._busy.add(worker)
            if self._is_killed:
                worker.kill()
        yield
        with self._lock:
            self._busy.discard(worker)

    def _keep(self, worker: Worker) -> None:
        """Keeps a worker for another task, or lets it end."""
        with self._lock:
            ends = self._is_closed or (self._renews and worker.is_large and worker.is_forked)
            if not ends:
                self._idle.append(worker)
        if ends:
            worker.end()

    def _watch(self) -> None:
        """Ends workers that have work and do none, in a thread of its own."""
        while not self._ended.wait(_LOOK):
            with self._lock:
                busy = list(self._busy)
            for worker in busy:
                if worker.idled() >= _IDLE:
                    worker.give_up()


def _opened(answer: bytes) -> Any:
    succeeded, value = loads(answer)
    if succeeded:
        return value
    raise value


def _told(lost: Sequence[Worker]) -> str:
    if any(worker.is_given_up for worker in lost):
        return f"A worker process did nothing for half a minute and was ended, and so was the one after it. {_REMEDY}"
    return f"A worker process ended before its work was done, and so did the one after it. {_REMEDY}"
