"""Tasks: work that is done in another process, or in this one."""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import cached_property, partial
from threading import Lock
from typing import Any, TypeVar

from exporter.workers import serving

Result = TypeVar("Result")


class NoProcessError(Exception):
    """No process can be started here."""


class Task(Future[Result]):
    """Work that a worker does, or this process: where it takes part, and where there can be no worker."""

    def __init__(self, work: Callable[[], Result]) -> None:
        super().__init__()
        self._work = work
        self._surroundings = (dict(os.environ), _folder(), list(map(os.fspath, sys.path)))
        self._begun = Lock()

    def begin(self) -> bool:
        """Claims the task: True for the first caller, unless it is cancelled."""
        return self._begun.acquire(blocking=False) and self.set_running_or_notify_cancel()

    def take(self) -> None:
        """Does it here, unless it is begun."""
        if self.begin():
            _settle(self, self._work)

    def leave(self) -> None:
        """Leaves it to who asks for the result: no process can do it."""
        if self.begin():
            self.set_exception(NoProcessError())

    def message(self) -> tuple[bytes, bytes]:
        """What a worker is sent: the surroundings it is to be done in, and the work."""
        dumps = partial(pickle.dumps, protocol=serving.PROTOCOL)
        return dumps(self._surroundings), dumps(self._work)

    def result(self, timeout: float | None = None) -> Result:
        """What it gives, or raises; waits for that, or does the work where no process can."""
        try:
            return super().result(timeout)
        except NoProcessError:
            return self._here.result()

    def exception(self, timeout: float | None = None) -> BaseException | None:
        """The error that it raises, or None; waits as `result` does."""
        error = super().exception(timeout)
        return self._here.exception() if isinstance(error, NoProcessError) else error

    @cached_property
    def _here(self) -> Future[Result]:
        future: Future[Result] = Future()
        _settle(future, self._work)
        return future


def take_part(tasks: Sequence[Task[Any]]) -> None:
    """Does in this process what workers have not begun, the last task first."""
    for task in reversed(tasks):
        task.take()


def _settle(future: Future[Result], work: Callable[[], Result]) -> None:
    try:
        future.set_result(work())
    except Exception as error:
        future.set_exception(error)


def _folder() -> str:
    try:
        return os.getcwd()
    except OSError:  # it is gone
        return ""
